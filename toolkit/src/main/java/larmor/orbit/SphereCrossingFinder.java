package larmor.orbit;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import larmor.ode.Integration;
import larmor.ode.Roots;

/**
 * Finds where the steps of a track cross spheres about its start, on the dense output. A step is
 * searched in parts of an eighth of a radian at B0, each with at most one turning point of the
 * distance, and only if it can reach the sphere at all.
 */
final class SphereCrossingFinder {
  private static final double PART = 0.125;

  private final Integration integration;
  private final TracerSettings settings;
  private final double gyroradius;
  private final double[] radii;
  private final int[] counts;
  private final double[] scratch = new double[6];
  private final CrossingBuffer found = new CrossingBuffer();
  private final DoubleUnaryOperator outwardSpeed;
  private final DoubleUnaryOperator beyond;
  private double radius;

  SphereCrossingFinder(TracerSettings settings, Integration integration) {
    this.settings = settings;
    this.integration = integration;
    gyroradius = settings.gyration().gyroradius();
    radii = new double[settings.radii().size()];
    for (int s = 0; s < radii.length; s++) {
      radii[s] = settings.radii().get(s) / gyroradius;
    }
    counts = new int[radii.length];
    beyond = tau -> distance(stateAt(tau)) - radius;
    outwardSpeed = tau -> outwardSpeed(stateAt(tau));
  }

  private double[] stateAt(double tau) {
    integration.at(tau, scratch);
    return scratch;
  }

  private static double distance(double[] y) {
    return Math.sqrt(y[0] * y[0] + y[1] * y[1] + y[2] * y[2]);
  }

  private static double outwardSpeed(double[] y) {
    return y[0] * y[3] + y[1] * y[4] + y[2] * y[5];
  }

  boolean present() {
    return radii.length > 0;
  }

  void begin() {
    found.clear();
    Arrays.fill(counts, 0);
  }

  int count(int s) {
    return counts[s];
  }

  /** Looks through the last step up to {@code endTau}. */
  void find(double endTau) {
    double d0 = distance(integration.yBefore());
    double d1 = distance(integration.y());
    double reach = 0.505 * (integration.t() - integration.before());
    for (int s = 0; s < radii.length; s++) {
      double r = radii[s];
      boolean staysInside = d0 < r - reach && d1 < r - reach;
      boolean staysOutside = d0 > r + reach && d1 > r + reach;
      if (!staysInside && !staysOutside) {
        radius = r;
        search(s, endTau);
      }
    }
  }

  private void search(int s, double endTau) {
    double t0 = integration.before();
    double step = integration.t() - t0;
    double a = t0;
    double ga = distance(integration.yBefore()) - radius;
    double ha = outwardSpeed(integration.yBefore());
    int parts = (int) Math.ceil(step / PART);
    for (int i = 1; i <= parts; i++) {
      double b = i == parts ? integration.t() : t0 + step * i / parts;
      double[] y = i == parts ? integration.y() : stateAt(b);
      double gb = distance(y) - radius;
      double hb = outwardSpeed(y);
      if ((ga < 0) != (gb < 0)) {
        record(s, Roots.between(a, ga, b, gb, beyond), ga < 0, endTau);
      } else if (ga < 0 ? ha > 0 && hb < 0 : ha < 0 && hb > 0) {
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
    double[] y = stateAt(tau);
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

  /** Marks the first and the last outward crossing of each sphere and hands the rows over. */
  void write(int particle, List<RowTable> tables) {
    for (int s = 0; s < radii.length; s++) {
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
    int kept = EnsembleTables.FIRST | EnsembleTables.LAST;
    for (int r = 0; r < found.size(); r++) {
      if (settings.allCrossings() || (found.flags(r) & kept) != 0) {
        found.copyTo(tables.get(found.sphere(r)), particle, r);
      }
    }
  }
}
