package larmor.cluster;

import java.util.ArrayList;
import java.util.List;
import larmor.numeric.Given;
import larmor.orbit.Backtracker;
import larmor.orbit.LaunchDirections;

/**
 * The ensembles that are traced as one job, such as those of several energies, species, observers
 * and realisations of the turbulence; spheres of several R are recorded by each tracer in one pass.
 * Immutable: {@link #with} returns a longer scan.
 *
 * <pre>{@code
 * Scan scan = Scan.EMPTY;
 * for (double energy : energies) {
 *   scan = scan.with(energy / PeV + " PeV", tracer.withEnergy(energy, 3 * muG), directions);
 * }
 * }</pre>
 */
public final class Scan {
  /** A scan without ensembles, to be added to. */
  public static final Scan EMPTY = new Scan(List.of());

  /**
   * An ensemble of the scan.
   *
   * @param name by which its result is found
   * @param tracer with gyroradius or energy, observer, spheres and stop conditions
   * @param directions launch directions, one for each particle
   */
  record Point(String name, Backtracker tracer, LaunchDirections directions) {}

  private final List<Point> points;

  private Scan(List<Point> points) {
    this.points = points;
  }

  /**
   * A scan with a further ensemble.
   *
   * @param name by which its result is found, not used before in this scan
   * @param tracer with gyroradius or energy, observer, spheres and stop conditions; its field must
   *     be serialisable, as {@link larmor.field.CubicSplineField} is
   * @param directions launch directions, one for each particle
   * @return the longer scan
   * @throws IllegalArgumentException if the scan has an ensemble of this name
   */
  public Scan with(String name, Backtracker tracer, LaunchDirections directions) {
    Given.require(name, "the name of the ensemble", "\"30 PeV\"");
    Given.require(tracer, "the tracer", "Backtracker.of(Species.PROTON, field)");
    Given.require(directions, "the list of launch directions", "LaunchDirections.uniform(1000, 1)");
    if (names().contains(name)) {
      throw new IllegalArgumentException(
          "the scan has an ensemble \"" + name + "\" already: give each ensemble its own name");
    }
    List<Point> more = new ArrayList<>(points);
    more.add(new Point(name, tracer, directions));
    return new Scan(List.copyOf(more));
  }

  /**
   * The names of the ensembles.
   *
   * @return in the order in which they were added
   */
  public List<String> names() {
    return points.stream().map(Point::name).toList();
  }

  /**
   * The number of particles in all ensembles.
   *
   * @return particles
   */
  public long particles() {
    return points.stream().mapToLong(p -> p.directions().size()).sum();
  }

  List<Point> points() {
    return points;
  }

  @Override
  public String toString() {
    return points.size()
        + (points.size() == 1 ? " ensemble, " : " ensembles, ")
        + particles()
        + " particles: "
        + String.join(", ", names());
  }
}
