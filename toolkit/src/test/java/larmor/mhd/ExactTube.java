package larmor.mhd;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * An exact solution of an isothermal MHD Riemann problem, built from left to right out of waves of
 * chosen strength: fast wave, rotation and slow wave to either side. A wave that compresses is a
 * shock and obeys the Rankine–Hugoniot relations, found by bisection in the mass flux; one that
 * expands is a {@link SimpleWave}. A state is density, normal and two transverse velocities and two
 * transverse fields.
 */
final class ExactTube implements Tube {
  private final double a2;
  private final double bn;
  private final double[][] states = new double[7][];

  /** Speeds of the two edges of each wave, the same for shocks and rotations. */
  private final double[][] edges = new double[6][2];

  private final SimpleWave[] fans = new SimpleWave[6];

  /**
   * @param left the leftmost state
   * @param ratios density behind over ahead of the left fast, left slow, right slow, right fast
   *     wave; below 1 it is a rarefaction
   * @param angles of the two rotations
   */
  ExactTube(double a2, double bn, double[] left, double[] ratios, double[] angles) {
    this.a2 = a2;
    this.bn = bn;
    states[0] = left;
    wave(0, ratios[0], true, 1);
    rotation(1, angles[0], -1);
    wave(2, ratios[1], false, 1);
    wave(3, 1 / ratios[2], false, -1);
    rotation(4, angles[1], 1);
    wave(5, 1 / ratios[3], true, -1);
    for (int w = 0; w < 6; w++) {
      if (!(edges[w][1] >= edges[w][0] && (w == 0 || edges[w][0] > edges[w - 1][1]))) {
        throw new IllegalStateException(Arrays.deepToString(edges));
      }
    }
  }

  /**
   * The six waves that join two given states, by Newton's method from a guess.
   *
   * @param guess four ratios, then two angles
   */
  static ExactTube between(double a2, double bn, double[] left, double[] right, double[] guess) {
    double[] p = guess.clone();
    for (int step = 0; step < 200; step++) {
      double[] miss = miss(a2, bn, left, right, p);
      double[][] jacobian = new double[6][6];
      for (int c = 0; c < 6; c++) {
        double[] q = p.clone();
        q[c] += 1e-6;
        double[] moved = miss(a2, bn, left, right, q);
        for (int r = 0; r < 6; r++) {
          jacobian[r][c] = (moved[r] - miss[r]) / 1e-6;
        }
      }
      double[] change =
          new LUDecomposition(new Array2DRowRealMatrix(jacobian))
              .getSolver()
              .solve(new ArrayRealVector(miss))
              .toArray();
      double size = new ArrayRealVector(change).getNorm();
      if (size < 1e-14) {
        break;
      }
      for (int c = 0; c < 6; c++) {
        p[c] -= change[c] * Math.min(1, 0.2 / size);
      }
    }
    return of(a2, bn, left, p);
  }

  private static ExactTube of(double a2, double bn, double[] left, double[] p) {
    return new ExactTube(a2, bn, left, Arrays.copyOf(p, 4), Arrays.copyOfRange(p, 4, 6));
  }

  private static double[] miss(double a2, double bn, double[] left, double[] right, double[] p) {
    double[] end = of(a2, bn, left, p).right();
    double[] miss = new double[6];
    for (int c = 0; c < 6; c++) {
      miss[c] = end[c] - right[c];
    }
    return miss;
  }

  @Override
  public double[] left() {
    return states[0];
  }

  @Override
  public double[] right() {
    return states[6];
  }

  @Override
  public double[] at(double xOverT) {
    int w = 0;
    while (w < 6 && xOverT > edges[w][1]) {
      w++;
    }
    return w < 6 && xOverT > edges[w][0] ? fans[w].at(xOverT) : states[w];
  }

  @Override
  public double soundSpeed() {
    return Math.sqrt(a2);
  }

  @Override
  public double normalField() {
    return bn;
  }

  @Override
  public double fastest() {
    double fan = Math.max(Math.abs(edges[0][0]), Math.abs(edges[5][1]));
    return Math.max(fan, Math.max(reach(states[0]), reach(states[6])));
  }

  /** Bound of what another discontinuity sends into this state. */
  private double reach(double[] s) {
    double b2 = bn * bn + s[4] * s[4] + s[5] * s[5];
    return Math.abs(s[1]) + Math.sqrt(a2 + b2 / s[0]);
  }

  private void rotation(int w, double angle, int side) {
    double[] s = states[w];
    double[] t = s.clone();
    double root = Math.sqrt(s[0]);
    edges[w][0] = s[1] + side * Math.abs(bn) / root;
    edges[w][1] = edges[w][0];
    t[4] = s[4] * Math.cos(angle) - s[5] * Math.sin(angle);
    t[5] = s[4] * Math.sin(angle) + s[5] * Math.cos(angle);
    for (int c = 0; c < 2; c++) {
      t[2 + c] = s[2 + c] - side * Math.signum(bn) * (t[4 + c] - s[4 + c]) / root;
    }
    states[w + 1] = t;
  }

  /** Waves of density ratio right over left; side is 1 for those that run to the left. */
  private void wave(int w, double ratio, boolean fast, int side) {
    if (side * (ratio - 1) > 0) {
      shock(w, ratio, fast, side);
    } else {
      fans[w] = new SimpleWave(a2, bn, states[w], states[w][0] * ratio, fast, -side);
      states[w + 1] = fans[w].right();
      edges[w][0] = fans[w].speed(0);
      edges[w][1] = fans[w].speed(SimpleWave.STEPS);
    }
  }

  /** The momentum condition across a jump to density r2 at mass flux squared mm. */
  private double condition(double[] s, double r2, double mm) {
    double g = (mm / s[0] - bn * bn) / (mm / r2 - bn * bn);
    double bt = s[4] * s[4] + s[5] * s[5];
    return mm * (1 / r2 - 1 / s[0]) + a2 * (r2 - s[0]) + 0.5 * bt * (g * g - 1);
  }

  private void shock(int w, double ratio, boolean fast, int side) {
    double[] s = states[w];
    double r2 = s[0] * ratio;
    double edge = bn * bn * (fast ? Math.max(s[0], r2) : Math.min(s[0], r2));
    double low = fast ? edge * (1 + 1e-9) : 1e-9 * edge;
    double high = fast ? edge * 1e4 : edge * (1 - 1e-9);
    double sign = Math.signum(condition(s, r2, low));
    if (sign == Math.signum(condition(s, r2, high))) {
      throw new IllegalStateException("no shock " + w + " of ratio " + ratio);
    }
    for (int i = 0; i < 200; i++) {
      double mid = 0.5 * (low + high);
      if (Math.signum(condition(s, r2, mid)) == sign) {
        low = mid;
      } else {
        high = mid;
      }
    }
    double mm = 0.5 * (low + high);
    double m = side * Math.sqrt(mm);
    double g = (mm / s[0] - bn * bn) / (mm / r2 - bn * bn);
    double[] t = {r2, s[1] + m * (1 / r2 - 1 / s[0]), 0, 0, s[4] * g, s[5] * g};
    for (int c = 0; c < 2; c++) {
      t[2 + c] = s[2 + c] + bn * (t[4 + c] - s[4 + c]) / m;
    }
    edges[w][0] = s[1] - m / s[0];
    edges[w][1] = edges[w][0];
    states[w + 1] = t;
  }
}
