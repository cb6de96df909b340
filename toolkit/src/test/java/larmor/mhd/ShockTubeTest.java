package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import org.junit.jupiter.api.Test;

/**
 * Shock tubes compared with exact solutions: the first of Mignone 2007, two of Ryu and Jones 1995
 * with an isothermal gas, and others made of known waves. The sound speed is 1 and fields are a few
 * times 1/√4π unless said otherwise. The box is periodic, so that it contains a second tube of the
 * opposite sense half a box away, which is not compared. Errors are mean absolute differences
 * summed over six variables; the measured ones stand beside their bounds.
 */
class ShockTubeTest {
  private static final double UNIT = 1 / Math.sqrt(4 * Math.PI);

  private static ExactTube tube() {
    double[] left = {1.08, 1.2, 0.01, 0.5, 3.6 * UNIT, 2 * UNIT};
    return new ExactTube(
        1, 2 * UNIT, left, new double[] {1.3, 1.2, 1.25, 1.35}, new double[] {0.4, -0.3});
  }

  @Test
  void sixWavesConvergeToTheExactSolution() {
    double coarse = error(tube(), 200, 0);
    double fine = error(tube(), 400, 0);
    assertConverges(coarse, fine, 0.0323, 0.578);
  }

  /** The first tube of Mignone 2007, §4.1, t = 0.2: fast and slow shocks and rotations. */
  @Test
  void theFirstTubeOfMignoneConvergesToItsExactSolution() {
    ExactTube t = mignone();
    double[] right = {1, 0, 0, 0, 4 * UNIT, 2 * UNIT};
    assertArrayEquals(right, t.right(), 1e-10);
    double coarse = error(t, 200, 0);
    double fine = error(t, 400, 0);
    assertConverges(coarse, fine, 0.0252, 0.528);
  }

  /** Tube 1b of Ryu and Jones 1995, ApJ 442, 228, with an isothermal gas of sound speed 1. */
  @Test
  void fastAndSlowRarefactionsAndShocksConvergeToTheExactSolution() {
    double[] left = {1, 0, 0, 0, 5 * UNIT, 0};
    double[] right = {0.1, 0, 0, 0, 2 * UNIT, 0};
    ExactTube t =
        ExactTube.between(1, 3 * UNIT, left, right, new double[] {0.8, 0.8, 1.2, 1.5, 0, 0});
    assertArrayEquals(right, t.right(), 1e-10);
    double coarse = error(t, 200, 0);
    double fine = error(t, 400, 0);
    assertConverges(coarse, fine, 0.0232, 0.506);
  }

  /** Tube 2b of the same with an isothermal gas: the field turns as well. */
  @Test
  void rarefactionsRotationsAndShocksConvergeToTheExactSolution() {
    double[] left = {1, 0, 0, 0, 6 * UNIT, 0};
    double[] right = {0.1, 0, 2, 1, 1 * UNIT, 0};
    ExactTube t =
        ExactTube.between(1, 3 * UNIT, left, right, new double[] {0.8, 0.8, 1.2, 1.5, 0.3, -0.3});
    assertArrayEquals(right, t.right(), 1e-10);
    double coarse = error(t, 200, 0);
    double fine = error(t, 400, 0);
    assertConverges(coarse, fine, 0.0323, 0.535);
  }

  /** The error on 400 cells and its ratio to that on 200, within 2 % of the measured values. */
  private static void assertConverges(double coarse, double fine, double error, double ratio) {
    assertEquals(error, fine, 0.02 * error, "error");
    assertEquals(ratio, fine / coarse, 0.02 * ratio, "ratio");
  }

  private static ExactTube mignone() {
    double[] left = {1.08, 1.2, 0.01, 0.5, 3.6 * UNIT, 2 * UNIT};
    double[] right = {1, 0, 0, 0, 4 * UNIT, 2 * UNIT};
    return ExactTube.between(
        1, 2 * UNIT, left, right, new double[] {1.3, 1.1, 1.1, 1.3, 0.1, -0.1});
  }

  @Test
  void theTubeIsTheSameAlongEachAxisToRoundOff() {
    double z = error(tube(), 100, 0);
    assertEquals(z, error(tube(), 100, 1), 1e-15);
    assertEquals(z, error(tube(), 100, 2), 1e-15);
  }

  /** Low β, as in the turbulence: sound speed squared 0.1. */
  @Test
  void strongFastShocksAtLowBetaConvergeToTheExactSolution() {
    double[] left = {1, 0.3, 0, 0, 0.6, 0.1};
    ExactTube t =
        new ExactTube(0.1, 1, left, new double[] {1.8, 3, 2.5, 1.6}, new double[] {0.8, -1.1});
    double coarse = error(t, 200, 0);
    double fine = error(t, 400, 0);
    assertConverges(coarse, fine, 0.0833, 0.467);
  }

  /** Mean absolute error over the half box around the tube, summed over the six variables. */
  private static double error(Tube tube, int n, int axis) {
    double a = tube.soundSpeed();
    double bn = tube.normalField();
    double h = 2.0 / n;
    int u = (axis + 2) % 3;
    Vec3[] e = {Vec3.X, Vec3.Y, Vec3.Z};
    int v = (u + 1) % 3;
    int w = (u + 2) % 3;
    MhdState s =
        MhdState.uniform(u == 0 ? n : 1, u == 1 ? n : 1, u == 2 ? n : 1, h, e[u].times(bn))
            .withFlow(
                (x, y, z) -> side(tube, u, x, y, z)[0],
                (x, y, z, o) -> {
                  double[] q = side(tube, u, x, y, z);
                  o[u] = q[1];
                  o[v] = q[2];
                  o[w] = q[3];
                });
    for (int c = 0; c < n; c++) {
      double at = (c + 0.5) * h;
      double[] q = at > 0.5 && at < 1.5 ? tube.right() : tube.left();
      s.arrays()[MhdState.BX + v][c] = q[4];
      s.arrays()[MhdState.BX + w][c] = q[5];
    }
    double t = 0.25 / tube.fastest();
    MhdRun run = IsothermalMhd.ofSoundSpeed(a).withWorkers(new Workers(1)).start(s);
    run.advanceTo(t);
    double[][] g = run.state().arrays();
    double sum = 0;
    for (int c = 0; c < n / 2; c++) {
      double[] q = tube.at(((c + 0.5) * h - 0.5) / t);
      double rho = g[0][c];
      sum += Math.abs(rho - q[0]);
      sum += Math.abs(g[1 + u][c] / rho - q[1]);
      sum += Math.abs(g[1 + v][c] / rho - q[2]) + Math.abs(g[1 + w][c] / rho - q[3]);
      sum += Math.abs(g[4 + v][c] - q[4]) + Math.abs(g[4 + w][c] - q[5]);
    }
    return sum * 2 / n;
  }

  private static double[] side(Tube tube, int u, double x, double y, double z) {
    double at = u == 0 ? x : u == 1 ? y : z;
    return at > 0.5 && at < 1.5 ? tube.right() : tube.left();
  }

  /** A rarefaction across the field: B/ρ is constant and the Riemann invariant is known. */
  private record Rarefaction(double soundSpeed, double flux, double ahead, double behind)
      implements Tube {
    @Override
    public double normalField() {
      return 0;
    }

    private double speed(double rho) {
      return Math.sqrt(soundSpeed * soundSpeed + flux * flux * rho);
    }

    private double invariant(double rho) {
      double c = speed(rho);
      return 2 * c + soundSpeed * Math.log((c - soundSpeed) / (c + soundSpeed));
    }

    private double[] state(double rho) {
      double u = invariant(ahead) - invariant(rho);
      return new double[] {rho, u, 0.3, -0.2, flux * rho, 0};
    }

    @Override
    public double fastest() {
      return 2 * speed(ahead);
    }

    @Override
    public double[] left() {
      return state(ahead);
    }

    @Override
    public double[] right() {
      return state(behind);
    }

    @Override
    public double[] at(double xOverT) {
      double low = behind;
      double high = ahead;
      for (int i = 0; i < 60; i++) {
        double rho = 0.5 * (low + high);
        if (state(rho)[1] - speed(rho) < xOverT) {
          high = rho;
        } else {
          low = rho;
        }
      }
      return state(0.5 * (low + high));
    }
  }

  @Test
  void aMagnetosonicRarefactionConvergesToItsRiemannInvariant() {
    Rarefaction t = new Rarefaction(Math.sqrt(0.1), 1, 1, 0.1);
    double coarse = error(t, 200, 0);
    double fine = error(t, 400, 0);
    assertConverges(coarse, fine, 0.00803, 0.511);
  }

  @Test
  void aStandingRotationIsKeptToRoundOff() {
    double rho = 0.7;
    double bn = 0.9;
    double u = bn / Math.sqrt(rho);
    double[][] l = {{rho}, {u}, {0.1}, {-0.2}, {0.8}, {0.3}};
    double c = Math.cos(1.1);
    double s = Math.sin(1.1);
    double yr = 0.8 * c - 0.3 * s;
    double zr = 0.8 * s + 0.3 * c;
    double[][] r = {
      {rho},
      {u},
      {0.1 + (yr - 0.8) / Math.sqrt(rho)},
      {-0.2 + (zr - 0.3) / Math.sqrt(rho)},
      {yr},
      {zr}
    };
    double[][] f = new double[6][1];
    new Hlld(1, 0.1).fluxes(new double[] {bn}, l, r, f);
    double pressure = rho * u * u + 0.1 * rho + 0.5 * (0.64 + 0.09) - 0.5 * bn * bn;
    assertEquals(rho * u, f[0][0], 1e-15);
    assertEquals(pressure, f[1][0], 1e-15);
    assertEquals(rho * u * 0.1 - bn * 0.8, f[2][0], 1e-15);
    assertEquals(rho * u * -0.2 - bn * 0.3, f[3][0], 1e-15);
    assertEquals(u * 0.8 - bn * 0.1, f[4][0], 1e-15);
    assertEquals(u * 0.3 - bn * -0.2, f[5][0], 1e-15);
  }

  @Test
  void equalStatesGiveTheFluxOfTheEquations() {
    double[][] w = {{1.3}, {-0.4}, {0.2}, {0.7}, {0.5}, {-0.6}};
    double[][] f = new double[6][1];
    double bn = -0.8;
    new Hlld(1, 0.1).fluxes(new double[] {bn}, w, w, f);
    double[] exact = {
      1.3 * -0.4,
      1.3 * 0.16 + 0.13 + 0.5 * (0.25 + 0.36 - 0.64),
      1.3 * -0.4 * 0.2 - bn * 0.5,
      1.3 * -0.4 * 0.7 - bn * -0.6,
      -0.4 * 0.5 - bn * 0.2,
      -0.4 * -0.6 - bn * 0.7
    };
    double[] ours = new double[6];
    for (int v = 0; v < 6; v++) {
      ours[v] = f[v][0];
    }
    assertArrayEquals(exact, ours, 1e-15);
  }
}
