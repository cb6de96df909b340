package larmor.orbit;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.numeric.Vec3;
import org.junit.jupiter.api.Test;

class MomentTest {
  private static final double B = 3 * muG;
  private static final double RL = 5 * pc;

  private static Backtracker uniform(double tolerance) {
    return Backtracker.of(Species.PROTON, TestFields.uniform(B, 0, 0))
        .withGyroradius(RL, B)
        .withTolerance(tolerance);
  }

  /**
   * One-fifth of isotropic sines to the fourth: σ/µ̄ = 1/√5 of the ensemble, none of a particle.
   */
  @Test
  void uniformFieldKeepsEachMomentButSpreadsThem() {
    MagneticMoment mu =
        MagneticMoment.of(
            uniform(1e-9).withStopAfterGyrations(10).run(LaunchDirections.healpix(8)));
    for (double ratio : mu.ratios()) {
      assertTrue(ratio < 1e-6, "a particle's moment varies by " + ratio);
    }
    for (double ratio : mu.sliceRatios()) {
      assertEquals(1 / Math.sqrt(5), ratio, 2e-3);
    }
    double largest = Gyration.ofGyroradius(Species.PROTON, RL, B).largestMagneticMoment();
    assertEquals(2.0 / 3, mu.sliceMeans()[0] / largest, 1e-3);
    assertEquals(101, mu.sliceMeans().length);
    double[] average = mu.movingAverage(30);
    assertEquals(72, average.length);
    assertEquals(2.0 / 3, average[40] / largest, 1e-3);
    assertTrue(
        mu.toString().startsWith("magnetic moment of 768 particles: sigma/mean over tracks "));
    assertTrue(mu.toString().endsWith("over particles 0.447 at the start"), mu.toString());
  }

  /** µ = p_⊥²/(2 m B), with the rest mass: eq. 8 in J/T, against its direct evaluation. */
  @Test
  void momentIsThatOfEquation8() {
    Gyration g = Gyration.ofGyroradius(Species.PROTON, RL, B);
    Vec3 u = new Vec3(0.8, 0.6, 0);
    double expected = 0.36 * g.momentum() * g.momentum() / (2 * Species.PROTON.mass() * B);
    assertEquals(
        1,
        uniform(1e-9).withStopAfterGyrations(1).trajectory(u).magneticMoment()[0] / expected,
        1e-12);
    Ensemble e = uniform(1e-9).withStopAfterGyrations(1).run(LaunchDirections.of(u));
    assertEquals(1, e.value(TrajectoryQuantity.MOMENT_MEAN, 0) / expected, 1e-8);
  }

  /** On a helix of pitch cosine m, v·v0 = m² + (1 - m²) cos τ: the first zero is known. */
  @Test
  void firstTurnIsWhereTheHelixSays() {
    LaunchDirections sky = LaunchDirections.uniform(200, 8);
    Ensemble e = uniform(1e-9).withStopAfterGyrations(1).run(sky);
    int turned = 0;
    for (int i = 0; i < sky.size(); i++) {
      double m2 = Math.pow(sky.direction(i).x(), 2);
      double path = e.value(TrajectoryQuantity.TURN_PATH, i);
      if (m2 < 0.5) {
        double tau = Math.acos(-m2 / (1 - m2));
        assertEquals(tau, path / RL, 1e-7);
        double chord = Math.sqrt(m2 * tau * tau + (1 - m2) * 2 * (1 - Math.cos(tau)));
        assertEquals(chord, e.value(TrajectoryQuantity.TURN_DISPLACEMENT, i) / RL, 1e-7);
        turned++;
      } else {
        assertTrue(Double.isNaN(path));
      }
      assertTrue(Double.isNaN(e.value(TrajectoryQuantity.PITCH_REVERSAL_PATH, i)));
      assertTrue(Double.isNaN(e.value(TrajectoryQuantity.AXIS_REVERSAL_PATH, i)));
    }
    MeanFreePath path = MeanFreePath.of(e);
    assertEquals(turned, path.turn().particles());
    assertEquals(200, path.turn().total());
    assertTrue(path.turn().median() < path.turn().mean());
    assertEquals(2 * Math.PI * RL, path.autocorrelation().mean(), 1e-6 * RL);
  }

  /** In a field along z, v_x = cos τ for a particle that starts along x. */
  @Test
  void axisReversalAndAutocorrelationAreThoseOfACosine() {
    Ensemble e =
        Backtracker.of(Species.PROTON, TestFields.uniform(0, 0, B))
            .withGyroradius(RL, B)
            .withTolerance(1e-10)
            .withStopAfterGyrations(1)
            .run(LaunchDirections.of(Vec3.X, Vec3.X.times(-1)));
    assertEquals(Math.PI / 2, e.value(TrajectoryQuantity.AXIS_REVERSAL_PATH, 0) / RL, 1e-8);
    assertEquals(Math.PI / 2, e.value(TrajectoryQuantity.TURN_PATH, 1) / RL, 1e-8);
    MeanFreePath path = MeanFreePath.of(e);
    assertEquals(1, path.autocorrelation().mean() / RL, 0.04);
    assertEquals(0, path.axisReversal().standardError(), 1e-6 * RL);
    assertEquals(
        "7.85 ± 0.0 pc, median 7.85 pc (2 of 2 particles)",
        path.axisReversal().toString().replaceAll("± \\S+ pc", "± 0.0 pc"));
    assertTrue(path.toString().startsWith("mean free path 7.85 ± "), path.toString());
  }

  /** A bottle turns v·B round where it reflects; the v·B reversal is found there. */
  @Test
  void pitchReversalIsWhereTheMirrorReflects() {
    double length = 100 * RL;
    Vec3 u = new Vec3(Math.sqrt(0.2), 0, Math.sqrt(0.8));
    Ensemble e =
        Backtracker.of(Species.PROTON, new larmor.field.MirrorField(B, length))
            .withGyroradius(RL, B)
            .withTolerance(1e-9)
            .withStopAfterGyrations(50)
            .run(LaunchDirections.of(u));
    double quarter = Math.PI / 2 * length / Math.sqrt(0.8);
    assertEquals(1, e.value(TrajectoryQuantity.PITCH_REVERSAL_PATH, 0) / quarter, 0.05);
    assertTrue(e.slices().meanSquareAlong()[100] > 100 * e.slices().meanSquareAcross()[100]);
    assertEquals(1, e.slices().velocityCorrelation()[0], 1e-15);
  }
}
