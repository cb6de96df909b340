package larmor.orbit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Memory;
import larmor.numeric.Numbered;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * The positions of several observers in a periodic cube. Skies of different observers differ by
 * cosmic variance. If the same observers are used for every energy or species, the skies can be
 * compared observer by observer, and most of this variance cancels. Immutable.
 */
public final class Observers {
  private final List<Vec3> positions;
  private final String words;

  private Observers(List<Vec3> positions, String words) {
    this.positions = List.copyOf(positions);
    this.words = words;
  }

  /**
   * Returns random positions stratified in the cube (Latin hypercube, McKay et al. 1979,
   * Technometrics 21, 239): along each axis every one of {@code count} slices of equal width has
   * exactly one observer, at a random position in the slice.
   *
   * @param count number of observers, 1 or more
   * @param side side of the cube [m]; the coordinates are within half a side of its centre
   * @param seed seed of the positions; those of observer i are drawn from stream i
   * @return the observers
   * @throws IllegalArgumentException if the count or the side is not positive
   */
  public static Observers stratified(int count, double side, long seed) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "the number of observers, " + count + ", is below 1: give 1 or more");
    }
    PositiveNumber.require(side, "side of the cube", "m");
    Memory.require(count + " observers", 100L * count, "use fewer observers");
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

  /**
   * Returns observers at given positions.
   *
   * @param places positions relative to the centre of the cube [m]
   * @return the observers, in the same order
   */
  public static Observers of(Vec3... places) {
    Given.requireEach(places, "the list of positions", "new Vec3(0, 0, 0)");
    return new Observers(List.of(places), places.length + " observers");
  }

  /** Returns a random permutation of 0 … n − 1 by the shuffle of Fisher and Yates. */
  private static int[] permutation(int n, RandomStream random) {
    int[] p = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.below(i + 1);
      p[i] = p[j];
      p[j] = i;
    }
    return p;
  }

  /**
   * Returns the number of observers.
   *
   * @return the number
   */
  public int size() {
    return positions.size();
  }

  /**
   * Returns the position of an observer.
   *
   * @param i number of the observer, from 0
   * @return position relative to the centre of the cube [m]
   * @throws IllegalArgumentException if there is no such observer
   */
  public Vec3 position(int i) {
    return positions.get(Numbered.require(i, positions.size(), "observer"));
  }

  /**
   * Returns the first of these observers, for a short run.
   *
   * @param count number of observers to keep
   * @return the first observers, in the same order
   * @throws IllegalArgumentException if there are fewer observers
   */
  public Observers first(int count) {
    if (count < 1 || count > positions.size()) {
      throw new IllegalArgumentException(
          "the first "
              + count
              + " observers of "
              + positions.size()
              + " are not there: give a number from 1 to "
              + positions.size());
    }
    return new Observers(positions.subList(0, count), "the first " + count + " of " + words);
  }

  @Override
  public String toString() {
    return words;
  }
}
