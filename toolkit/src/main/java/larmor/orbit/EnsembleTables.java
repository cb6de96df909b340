package larmor.orbit;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What tracks leave behind, in order of the particles: a row for each particle, the {@link
 * TrajectoryQuantity} columns as doubles and then the number of crossings of every sphere as ints;
 * a table of crossings for each sphere; and the slices.
 */
record EnsembleTables(RowTable particles, List<RowTable> crossings, TimeSlices slices) {
  static final int FIRST = 1;
  static final int LAST = 2;
  static final int OUTWARD = 4;

  /** Places in a row of crossings: two ints, then path, x, y, z [m], ux, uy, uz as doubles. */
  static final int PARTICLE = 0;

  static final int FLAGS = 4;
  static final int PATH = 8;
  static final int POSITION = 16;
  static final int DIRECTION = 40;
  static final int CROSSING_WIDTH = 64;

  static EnsembleTables empty(Gyration gyration, int spheres) {
    return new EnsembleTables(
        RowTable.empty(particleWidth(spheres)),
        IntStream.range(0, spheres).mapToObj(s -> RowTable.empty(CROSSING_WIDTH)).toList(),
        new TimeSlices(gyration));
  }

  static int particleWidth(int spheres) {
    return count(0) + 4 * spheres;
  }

  /** Place of a quantity in a particle's row. */
  static int place(TrajectoryQuantity quantity) {
    return 8 * quantity.ordinal();
  }

  /** Place of the number of crossings of a sphere in a particle's row. */
  static int count(int sphere) {
    return 8 * TrajectoryQuantity.values().length + 4 * sphere;
  }

  /** Adds what the next particles left. */
  void addAll(EnsembleTables next) {
    particles.addAll(next.particles);
    for (int s = 0; s < crossings.size(); s++) {
      crossings.get(s).addAll(next.crossings.get(s));
    }
    slices.addAll(next.slices);
  }
}
