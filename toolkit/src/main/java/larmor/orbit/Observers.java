package larmor.orbit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * Places from which trajectories are traced back, spread over a periodic cube. Skies of different
 * observers differ by cosmic variance; the same places for every energy or species make paired
 * comparisons, in which most of this variance cancels. Immutable.
 */
public final class Observers {
  private final List<Vec3> positions;
  private final String words;

  private Observers(List<Vec3> positions, String words) {
    this.positions = List.copyOf(positions);
    this.words = words;
  }

  /**
   * Places stratified in the cube (Latin hypercube, McKay et al. 1979, Technometrics 21, 239):
   * along each axis every one of {@code count} slices of equal width holds exactly one observer, at
   * a random place in its slice.
   *
   * @param count number of observers, 1 or more
   * @param side of the cube [m]; the places lie within half a side of its centre
   * @param seed of the places; observer i draws from stream i
   * @throws IllegalArgumentException if the count or the side is not positive
   */
  public static Observers stratified(int count, double side, long seed) {
    if (count < 1) {
      throw new IllegalArgumentException(count + " observers see nothing: give 1 or more");
    }
    if (!(side > 0 && side < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a cube of side " + side + " m has no places: give a finite side above 0");
    }
    int[][] slices = new int[3][];
    for (int axis = 0; axis < 3; axis++) {
      slices[axis] = permutation(count, RandomStream.of(seed, -1 - axis));
    }
    List<Vec3> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RandomStream random = RandomStream.of(seed, i);
      double[] x = new double[3];
      for (int axis = 0; axis < 3; axis++) {
        x[axis] = side * ((slices[axis][i] + random.uniform()) / count - 0.5);
      }
      places.add(new Vec3(x[0], x[1], x[2]));
    }
    return new Observers(
        places,
        String.format(
            Locale.ROOT,
            "%d observers stratified in a cube of %.3g pc, seed %d",
            count,
            side / Units.pc,
            seed));
  }

  /** The places given [m], relative to the centre of the cube. */
  public static Observers of(Vec3... places) {
    return new Observers(List.of(places), places.length + " observers");
  }

  /** Fisher and Yates' shuffle of 0 … n − 1. */
  private static int[] permutation(int n, RandomStream random) {
    int[] p = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.below(i + 1);
      p[i] = p[j];
      p[j] = i;
    }
    return p;
  }

  /** Number of observers. */
  public int size() {
    return positions.size();
  }

  /** Position of observer {@code i}, from 0, relative to the centre of the cube [m]. */
  public Vec3 position(int i) {
    return positions.get(i);
  }

  /** The first {@code count} of these, for a quick look. */
  public Observers first(int count) {
    return new Observers(positions.subList(0, count), "the first " + count + " of " + words);
  }

  @Override
  public String toString() {
    return words;
  }
}
