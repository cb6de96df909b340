package larmor.orbit;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The records of an ensemble or of one of its chunks, in order of the particles.
 *
 * @param particles table with a row for each particle: the {@link TrajectoryQuantity} columns as
 *     doubles, then the number of crossings of every sphere as ints
 * @param crossings one table for each sphere, with a row for each recorded crossing
 * @param slices sums over the particles at equally spaced times
 */
record EnsembleTables(RowTable particles, List<RowTable> crossings, TimeSlices slices) {
  /** The flag of a trajectory's first crossing of a sphere. */
  static final int FIRST = 1;

  /** The flag of a trajectory's last outward crossing of a sphere. */
  static final int LAST = 2;

  /** The flag of an outward crossing. */
  static final int OUTWARD = 4;

  /**
   * The byte offsets in a row of a table of crossings. A row holds the particle's number and the
   * flags as ints, then path length, x, y, z [m], ux, uy, uz as doubles.
   */
  static final int PARTICLE = 0;

  static final int FLAGS = 4;
  static final int PATH = 8;
  static final int POSITION = 16;
  static final int DIRECTION = 40;
  static final int CROSSING_WIDTH = 64;

  /** Makes tables without rows, to which records can be added. */
  static EnsembleTables empty(Gyration gyration, int spheres) {
    return new EnsembleTables(
        RowTable.empty(particleWidth(spheres)),
        IntStream.range(0, spheres).mapToObj(s -> RowTable.empty(CROSSING_WIDTH)).toList(),
        new TimeSlices(gyration));
  }

  /** Returns the number of bytes in a particle's row. */
  static int particleWidth(int spheres) {
    return crossingCountOffset(0) + 4 * spheres;
  }

  /** Returns the byte offset of a quantity in a particle's row. */
  static int offset(TrajectoryQuantity quantity) {
    return 8 * quantity.ordinal();
  }

  /** Returns the byte offset of the number of crossings of a sphere in a particle's row. */
  static int crossingCountOffset(int sphere) {
    return 8 * TrajectoryQuantity.values().length + 4 * sphere;
  }

  /** Appends the records of the particles that follow those in these tables. */
  void addAll(EnsembleTables next) {
    particles.addAll(next.particles);
    for (int s = 0; s < crossings.size(); s++) {
      crossings.get(s).addAll(next.crossings.get(s));
    }
    slices.addAll(next.slices);
  }
}
