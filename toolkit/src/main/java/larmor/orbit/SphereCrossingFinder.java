package larmor.orbit;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import larmor.ode.Integration;
import larmor.ode.Roots;

/**
 * Finds where a trajectory crosses spheres about the observer (López-Barquero et al. 2016, §4.2;
 * the paper assigns the boundary weight at the distance R of the sphere). Each crossing is located
 * on the dense output of a step by root finding. A step that can reach the sphere is searched in
 * sections of at most 0.125/Ω0; a section is assumed to contain at most one extremum of the
 * distance.
 */
final class SphereCrossingFinder {
  /** The longest section of a step that is searched at once [1/Ω0]. */
  private static final double SECTION = 0.125;

  private final Integration integration;
  private final StepSearch search;
  private final TracerSettings settings;
  private final double gyroradius;
  private final double[] radii;
  private final int[] counts;
  private final CrossingBuffer found = new CrossingBuffer();
  private final DoubleUnaryOperator outwardSpeed;
  private final DoubleUnaryOperator beyond;

  /** The radius of the sphere whose crossings are being searched [r_L]. */
  private double radius;

  SphereCrossingFinder(TracerSettings settings, Integration integration) {
    this.settings = settings;
    this.integration = integration;
    search = new StepSearch(integration);
    gyroradius = settings.gyration().gyroradius();
    radii = new double[settings.radii().size()];
    for (int s = 0; s < radii.length; s++) {
      radii[s] = settings.radii().get(s) / gyroradius;
    }
    counts = new int[radii.length];
    beyond = tau -> StepSearch.distance(search.stateAt(tau)) - radius;
    outwardSpeed = tau -> outwardSpeed(search.stateAt(tau));
  }

  /** Returns r·u of a state, which is positive where the distance from the observer grows. */
  private static double outwardSpeed(double[] y) {
    return y[0] * y[3] + y[1] * y[4] + y[2] * y[5];
  }

  /** Returns whether crossings of any sphere are recorded. */
  boolean hasSpheres() {
    return radii.length > 0;
  }

  /** Starts a new trajectory. */
  void begin() {
    found.clear();
    Arrays.fill(counts, 0);
  }

  /** Returns the number of crossings of sphere {@code s} so far, outward and inward. */
  int count(int s) {
    return counts[s];
  }

  /**
   * Searches the last step for crossings.
   *
   * @param endTau τ at the end of the trajectory; later crossings are ignored
   */
  void searchStep(double endTau) {
    double d0 = StepSearch.distance(integration.yBefore());
    double d1 = StepSearch.distance(integration.y());
    // the speed is 1, so within a step the distance exceeds the larger of its values at the ends,
    // or falls below the smaller, by half the step at most
    double reach = 0.505 * (integration.t() - integration.before());
    for (int s = 0; s < radii.length; s++) {
      double r = radii[s];
      boolean staysInside = d0 < r - reach && d1 < r - reach;
      boolean staysOutside = d0 > r + reach && d1 > r + reach;
      if (!staysInside && !staysOutside) {
        radius = r;
        searchSphere(s, endTau);
      }
    }
  }

  private void searchSphere(int s, double endTau) {
    double t0 = integration.before();
    double step = integration.t() - t0;
    double a = t0;
    double ga = StepSearch.distance(integration.yBefore()) - radius;
    double ha = outwardSpeed(integration.yBefore());
    int sections = (int) Math.ceil(step / SECTION);
    for (int i = 1; i <= sections; i++) {
      double b = i == sections ? integration.t() : t0 + step * i / sections;
      double[] y = i == sections ? integration.y() : search.stateAt(b);
      double gb = StepSearch.distance(y) - radius;
      double hb = outwardSpeed(y);
      if ((ga < 0) != (gb < 0)) {
        record(s, Roots.between(a, ga, b, gb, beyond), ga < 0, endTau);
      } else if (ga < 0 ? ha > 0 && hb < 0 : ha < 0 && hb > 0) {
        // the distance has an extremum within the section, which may lie beyond the sphere
        double c = Roots.between(a, ha, b, hb, outwardSpeed);
        double gc = beyond.applyAsDouble(c);
        if ((gc < 0) != (ga < 0)) {
          record(s, Roots.between(a, ga, c, gc, beyond), ga < 0, endTau);
          record(s, Roots.between(c, gc, b, gb, beyond), ga >= 0, endTau);
        }
      }
      a = b;
      ga = gb;
      ha = hb;
    }
  }

  private void record(int s, double tau, boolean outward, double endTau) {
    if (tau > endTau) {
      return;
    }
    double[] y = search.stateAt(tau);
    double norm = Math.sqrt(y[3] * y[3] + y[4] * y[4] + y[5] * y[5]);
    counts[s]++;
    int i = found.add();
    double[] row = found.rows();
    row[i] = s;
    row[i + 1] = outward ? EnsembleTables.OUTWARD : 0;
    row[i + 2] = gyroradius * tau;
    row[i + 3] = settings.observer().x() + gyroradius * y[0];
    row[i + 4] = settings.observer().y() + gyroradius * y[1];
    row[i + 5] = settings.observer().z() + gyroradius * y[2];
    row[i + 6] = y[3] / norm;
    row[i + 7] = y[4] / norm;
    row[i + 8] = y[5] / norm;
  }

  /**
   * Flags the first and the last outward crossing of each sphere and adds the crossings to the
   * tables: all crossings or only the flagged ones, depending on the settings.
   *
   * @param particle number of the particle
   * @param tables Modified. One table for each sphere.
   */
  void addTo(int particle, List<RowTable> tables) {
    for (int s = 0; s < radii.length; s++) {
      flagFirstAndLast(s);
    }
    int flagged = EnsembleTables.FIRST | EnsembleTables.LAST;
    for (int r = 0; r < found.size(); r++) {
      if (settings.allCrossings() || (found.flags(r) & flagged) != 0) {
        found.copyTo(tables.get(found.sphere(r)), particle, r);
      }
    }
  }

  private void flagFirstAndLast(int s) {
    int first = -1;
    int last = -1;
    for (int r = 0; r < found.size(); r++) {
      if (found.sphere(r) == s) {
        first = first < 0 ? r : first;
        last = (found.flags(r) & EnsembleTables.OUTWARD) != 0 ? r : last;
      }
    }
    if (first >= 0) {
      found.flag(first, EnsembleTables.FIRST);
    }
    if (last >= 0) {
      found.flag(last, EnsembleTables.LAST);
    }
  }
}
