package larmor.turbulence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.field.MagneticField;
import larmor.field.PlaneWaveField;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.ode.BulirschStoer;
import larmor.ode.DormandPrince;
import larmor.ode.Equations;
import larmor.ode.Integration;
import larmor.ode.Solver;
import larmor.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PlaneWavesTest {
  private static final PlaneWaves WAVES = PlaneWaves.kolmogorov(10 * Units.pc, 0.1 * Units.pc);
  private static final Vec3 NONE = new Vec3(0, 0, 0);

  private static double[] at(MagneticField field, Vec3 r) {
    double[] b = new double[3];
    field.at(r.x(), r.y(), r.z(), b);
    return b;
  }

  @Test
  void fluctuationIsExactAndSeedsRepeat() {
    for (PlaneWaves w : new PlaneWaves[] {WAVES, WAVES.withSlab(0.2), WAVES.withSlope(1)}) {
      PlaneWaveField field = w.field(Vec3.X.times(3e-10), 2e-10, 4);
      assertEquals(2e-10, field.fluctuation(), 1e-23);
      assertEquals(field.hash(), w.field(Vec3.X.times(3e-10), 2e-10, 4).hash());
      assertNotEquals(field.hash(), w.field(Vec3.X.times(3e-10), 2e-10, 5).hash());
    }
    assertEquals(200, WAVES.field(NONE, 1, 1).waves());
    assertEquals(400, WAVES.withSlab(0.2).field(Vec3.X, 1, 1).waves());
    assertEquals(200, WAVES.withSlab(0).field(Vec3.X, 1, 1).waves());
  }

  /**
   * Correlations over 20,000 pairs of points in as many fields against the isotropic forms: ∫E
   * sin(kr)/(kr) dk for b·b, ∫E (sin z − z cos z)/z³ dk for the part along r. 4.5 standard errors:
   * a false alarm in one of 9,000 choices of seeds for ten numbers.
   */
  @Test
  void correlationsAreThoseOfTheSpectrum() {
    PlaneWaves few = WAVES.withModes(40);
    int pairs = 20_000;
    double[] distances = {0, 0.05, 0.3, 1, 3};
    double[][] sums = new double[distances.length][4];
    for (int p = 0; p < pairs; p++) {
      PlaneWaveField field = few.field(NONE, 1, p);
      RandomStream random = RandomStream.of(99, p);
      Vec3 r = new Vec3(random.uniform(), random.uniform(), random.uniform()).times(1e18);
      Vec3 e = random.direction();
      double[] here = at(field, r);
      for (int d = 0; d < distances.length; d++) {
        double[] there = at(field, r.plus(e.times(distances[d] * Units.pc)));
        double trace = here[0] * there[0] + here[1] * there[1] + here[2] * there[2];
        double along =
            (e.x() * here[0] + e.y() * here[1] + e.z() * here[2])
                * (e.x() * there[0] + e.y() * there[1] + e.z() * there[2]);
        sums[d][0] += trace;
        sums[d][1] += trace * trace;
        sums[d][2] += along;
        sums[d][3] += along * along;
      }
    }
    for (int d = 0; d < distances.length; d++) {
      double trace = 0;
      double along = 0;
      for (int i = 0; i < 20_000; i++) {
        // an even spacing in log k, E(k) dk ∝ k^(-2/3) dlog k
        double x = Math.pow(100, (i + 0.5) / 20_000);
        double weight = Math.pow(x, -2.0 / 3) * Math.log(100) / 20_000;
        weight /= 1.5 * (1 - Math.pow(100, -2.0 / 3));
        double z = 2 * Math.PI * x * distances[d] / 10;
        trace += weight * (z == 0 ? 1 : Math.sin(z) / z);
        along += weight * (z == 0 ? 1 / 3.0 : (Math.sin(z) - z * Math.cos(z)) / (z * z * z));
      }
      double[] s = sums[d];
      double traceError = Math.sqrt((s[1] / pairs - s[0] * s[0] / pairs / pairs) / pairs);
      double alongError = Math.sqrt((s[3] / pairs - s[2] * s[2] / pairs / pairs) / pairs);
      assertTrue(traceError < 0.01 && alongError < 0.006, traceError + " " + alongError);
      assertEquals(trace, s[0] / pairs, 4.5 * traceError, "b·b at " + distances[d]);
      assertEquals(along, s[2] / pairs, 4.5 * alongError, "along r at " + distances[d]);
    }
  }

  @Test
  void slabWavesVaryAlongAndTwoDimensionalOnesAcrossTheMeanField() {
    Vec3 along = new Vec3(1, 2, -2).unit();
    PlaneWaveField slab = WAVES.withSlab(1).field(along.times(5), 1, 3);
    PlaneWaveField planar = WAVES.withSlab(0).field(along.times(5), 1, 3);
    Vec3 r = new Vec3(3e16, 1e16, -5e16);
    Vec3 across = along.cross(Vec3.X).unit().times(2 * Units.pc);
    for (PlaneWaveField f : new PlaneWaveField[] {slab, planar}) {
      double[] b = at(f, r);
      assertEquals(5, along.dot(new Vec3(b[0], b[1], b[2])), 1e-12);
    }
    assertEquals(at(slab, r)[0], at(slab, r.plus(across))[0], 1e-10);
    assertNotEquals(at(planar, r)[0], at(planar, r.plus(across))[0], 1e-3);
    assertEquals(at(planar, r)[0], at(planar, r.plus(along.times(2 * Units.pc)))[0], 1e-10);
    assertNotEquals(at(slab, r)[0], at(slab, r.plus(along.times(2 * Units.pc)))[0], 1e-3);
  }

  @Test
  void theEnergyIsDividedBetweenSlabAndTwoDimensionalWaves() {
    int fields = 4000;
    double[] energy = new double[2];
    for (int seed = 0; seed < fields; seed++) {
      PlaneWaveField f = WAVES.withModes(20).withSlab(0.3).field(Vec3.X, 1, seed);
      double[] b = at(f, NONE);
      energy[0] += (b[1] * b[1] + b[2] * b[2]) / fields;
      // over 60 pc across the mean the planar part has changed, the slab part has not
      double[] far = at(f, new Vec3(0, 45 * Units.pc, 39 * Units.pc));
      energy[1] += (b[1] * far[1] + b[2] * far[2]) / fields;
    }
    // |b|² has about the standard deviation 1
    assertEquals(1, energy[0], 4.5 / Math.sqrt(fields));
    assertEquals(0.3, energy[1], 4.5 / Math.sqrt(fields) + 0.02);
  }

  @Test
  void divergenceByDifferencesVanishes() {
    PlaneWaveField field = WAVES.field(Vec3.X, 1, 8);
    double h = 1e-4 * Units.pc;
    for (int p = 0; p < 50; p++) {
      Vec3 r = RandomStream.of(5, p).direction().times(20 * Units.pc);
      double divergence = 0;
      double gradient = 0;
      for (int c = 0; c < 3; c++) {
        Vec3 e = new Vec3(c == 0 ? h : 0, c == 1 ? h : 0, c == 2 ? h : 0);
        double d =
            8 * (at(field, r.plus(e))[c] - at(field, r.minus(e))[c])
                - at(field, r.plus(e.times(2)))[c]
                + at(field, r.minus(e.times(2)))[c];
        divergence += d / 12;
        gradient += Math.abs(d / 12);
      }
      assertTrue(Math.abs(divergence) < 1e-9 * gradient, divergence + " of " + gradient);
    }
  }

  /** Proton-like motion x' = u, u' = u × B over 6 gyrations, wavelengths 3 to 60 gyroradii. */
  private static double[] end(Solver solver, MagneticField field) {
    Equations motion =
        new Equations() {
          private final double[] b = new double[3];

          @Override
          public int dimension() {
            return 6;
          }

          @Override
          public void derivatives(double t, double[] y, double[] f) {
            field.at(y[0], y[1], y[2], b);
            f[0] = y[3];
            f[1] = y[4];
            f[2] = y[5];
            f[3] = y[4] * b[2] - y[5] * b[1];
            f[4] = y[5] * b[0] - y[3] * b[2];
            f[5] = y[3] * b[1] - y[4] * b[0];
          }
        };
    Integration i = solver.on(motion, new double[] {1, 1, 1, 1, 1, 1});
    i.start(0, new double[] {0, 0, 0, 0.6, 0.64, 0.48}, solver.largestStep());
    while (i.t() < 32) {
      assertTrue(i.step(32));
    }
    return i.y().clone();
  }

  /** The field is smooth, so that the solver alone limits the order; measured: 5.02 and 5.04. */
  @Test
  void dormandPrinceHasOrderFiveInAFieldWithoutAGrid() {
    PlaneWaveField field = new PlaneWaves(60, 3, 5.0 / 3, 100, Double.NaN).field(Vec3.X, 0.6, 12);
    double[] exact = end(BulirschStoer.of(1e-13).withLargestStep(1), field);
    double[] errors = new double[3];
    for (int s = 0; s < 3; s++) {
      double step = 0.25 / (1 << s);
      double[] y = end(DormandPrince.of(0.05).withLargestStep(step), field);
      for (int c = 0; c < 6; c++) {
        errors[s] = Math.max(errors[s], Math.abs(y[c] - exact[c]));
      }
    }
    for (int s = 0; s < 2; s++) {
      double order = Math.log(errors[s] / errors[s + 1]) / Math.log(2);
      assertTrue(order > 4.9 && order < 5.2, order + " from errors " + errors[s]);
    }
  }

  @Test
  void impossibleWavesAreRefused() {
    assertMessage(
        "waves from 1.00 pc down to 2.00 pc are not possible: give two finite lengths above 0, the"
            + " longer one first",
        () -> PlaneWaves.kolmogorov(Units.pc, 2 * Units.pc));
    assertMessage(
        "a spectral slope of 20.0 is outside the range of this model: give s of k^-s from -3 to 10",
        () -> WAVES.withSlope(20));
    assertMessage(
        "3 wave numbers are outside the range 8 to 1,000,000: use 100 per decade or more",
        () -> WAVES.withModes(3));
    assertMessage(
        "a fraction of 1.2 in slab waves is outside the range 0 to 1: give a fraction such as 0.2",
        () -> WAVES.withSlab(1.2));
    assertMessage(
        "a fluctuation of 0.0 T is not positive and finite: give one above 0",
        () -> WAVES.field(Vec3.X, 0, 1));
    assertMessage(
        "slab waves need a mean field for their direction: give one, or use isotropic waves",
        () -> WAVES.withSlab(0.2).field(NONE, 1, 1));
    assertEquals(
        "400 plane waves, k^-1.67 from 10.0 pc to 0.100 pc, 20.0 % slab, the rest 2D",
        WAVES.withSlab(0.2).toString());
  }

  private static void assertMessage(String message, Executable e) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, e).getMessage());
  }
}
