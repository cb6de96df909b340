package larmor.orbit;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The records of an ensemble or of a chunk of it, in order of the particles.
 *
 * @param particles a row for each particle: the {@link TrajectoryQuantity} columns as doubles, then
 *     the number of crossings of every sphere as ints
 * @param crossings a table for each sphere, with a row for each recorded crossing
 * @param slices sums over the particles at equal times
 */
record EnsembleTables(RowTable particles, List<RowTable> crossings, TimeSlices slices) {
  /** Flag of a trajectory's first crossing of a sphere. */
  static final int FIRST = 1;

  /** Flag of its last outward crossing. */
  static final int LAST = 2;

  /** Flag of an outward crossing. */
  static final int OUTWARD = 4;

  /**
   * Byte offsets in a row of crossings: the particle's number and the flags as ints, then path
   * length, x, y, z [m], ux, uy, uz as doubles.
   */
  static final int PARTICLE = 0;

  static final int FLAGS = 4;
  static final int PATH = 8;
  static final int POSITION = 16;
  static final int DIRECTION = 40;
  static final int CROSSING_WIDTH = 64;

  /** Returns the tables without rows, to be added to. */
  static EnsembleTables empty(Gyration gyration, int spheres) {
    return new EnsembleTables(
        RowTable.empty(particleWidth(spheres)),
        IntStream.range(0, spheres).mapToObj(s -> RowTable.empty(CROSSING_WIDTH)).toList(),
        new TimeSlices(gyration));
  }

  /** Returns the bytes in a particle's row. */
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

  /** Adds the records of the particles that follow. */
  void addAll(EnsembleTables next) {
    particles.addAll(next.particles);
    for (int s = 0; s < crossings.size(); s++) {
      crossings.get(s).addAll(next.crossings.get(s));
    }
    slices.addAll(next.slices);
  }
}
