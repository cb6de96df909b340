package larmor.orbit;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import larmor.field.MirrorField;
import larmor.numeric.Vec3;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Median;
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
   * For isotropic pitch angles σ_µ/µ̄ over the particles is √(⟨sin⁴⟩ − ⟨sin²⟩²)/⟨sin²⟩ = 1/√5. In a
   * uniform field µ of each particle is constant; measured σ_µ/µ̄ along a trajectory: below 1e-12.
   * The 768 pixel centres give 0.44735.
   */
  @Test
  void aUniformFieldConservesEachMomentWhileTheSpreadOverParticlesIsOneOverRootFive() {
    Ensemble ensemble = uniform(1e-9).withStopAfterGyrations(10).run(LaunchDirections.healpix(8));
    MagneticMoment mu = MagneticMoment.of(ensemble);
    for (double ratio : mu.ratios()) {
      assertEquals(0, ratio, 2e-12);
    }
    for (double ratio : mu.sliceRatios()) {
      assertEquals(1 / Math.sqrt(5), ratio, 2e-4);
    }
    assertEquals(0, mu.peakRatio(0.05), 1e-3);
    double largest = Gyration.ofGyroradius(Species.PROTON, RL, B).largestMagneticMoment();
    assertEquals(2.0 / 3, ensemble.slices().meanMoment()[0] / largest, 1e-3);
    assertEquals(101, ensemble.slices().meanMoment().length);
    assertTrue(
        mu.toString()
            .matches(
                "magnetic moment of 768 particles: σ_µ/µ̄ along a trajectory \\d\\.\\d\\de-\\d+ on"
                    + " average, over particles 0\\.447 at the start"),
        mu.toString());
  }

  /** µ = p_⊥²/(2 m B) with the rest mass, evaluated directly in J/T. */
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

  /** On a helix of pitch-angle cosine m, v·v0 = m² + (1 − m²) cos τ, whose first zero is known. */
  @Test
  void theTurnBy90DegreesOfAHelixIsWhereItsEquationSays() {
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
    double[] turns =
        Arrays.stream(e.column(TrajectoryQuantity.TURN_PATH))
            .filter(v -> !Double.isNaN(v))
            .toArray();
    assertEquals(1, StatUtils.mean(turns) / path.turn().mean(), 1e-14);
    assertEquals(1, new Median().evaluate(turns) / path.turn().median(), 1e-14);
    assertEquals(
        1, Math.sqrt(StatUtils.variance(turns) / turned) / path.turn().standardError(), 1e-12);
    assertEquals(2 * Math.PI * RL, path.autocorrelation().mean(), 1e-6 * RL);
  }

  /**
   * In a field along z, v_x = cos τ for a particle launched along x; its integral to the first zero
   * is 1. The trapezoidal rule with ten points per gyration gives 0.968.
   */
  @Test
  void axisReversalAndAutocorrelationInATransverseFieldAreThoseOfACosine() {
    Ensemble e =
        Backtracker.of(Species.PROTON, TestFields.uniform(0, 0, B))
            .withGyroradius(RL, B)
            .withTolerance(1e-10)
            .withStopAfterGyrations(1)
            .run(LaunchDirections.of(Vec3.X, Vec3.X.times(-1)));
    assertEquals(Math.PI / 2, e.value(TrajectoryQuantity.AXIS_REVERSAL_PATH, 0) / RL, 1e-8);
    assertEquals(Math.PI / 2, e.value(TrajectoryQuantity.TURN_PATH, 1) / RL, 1e-8);
    MeanFreePath path = MeanFreePath.of(e);
    assertEquals(0.968, path.autocorrelation().mean() / RL, 5e-4);
    assertEquals(0, path.axisReversal().standardError(), 1e-6 * RL);
    assertEquals(
        "7.85 ± 0.0 pc, median 7.85 pc (2 of 2 particles)",
        path.axisReversal().toString().replaceAll("± \\S+ pc", "± 0.0 pc"));
    assertTrue(
        path.toString()
            .matches(
                "mean free path 7\\.85 ± \\S+ pc, median 7\\.85 pc \\(2 of 2 particles\\); displacement"
                    + " 7\\.07 pc, v·B reversal \\S+ pc, v_x reversal 7\\.85 pc, autocorrelation"
                    + " \\d\\.\\d\\d pc"),
        path.toString());
  }

  /**
   * A bottle reverses v·B where it reflects, a quarter of the bounce period after the centre.
   * Measured: 0.99992 of the path of guiding-centre theory, which is of first order in r_L/L =
   * 0.01.
   */
  @Test
  void pitchReversalIsWhereTheMirrorReflects() {
    double length = 100 * RL;
    Vec3 u = new Vec3(Math.sqrt(0.2), 0, Math.sqrt(0.8));
    Ensemble e =
        Backtracker.of(Species.PROTON, new MirrorField(B, length))
            .withGyroradius(RL, B)
            .withTolerance(1e-9)
            .withStopAfterGyrations(50)
            .run(LaunchDirections.of(u));
    double quarter = Math.PI / 2 * length / Math.sqrt(0.8);
    assertEquals(1, e.value(TrajectoryQuantity.PITCH_REVERSAL_PATH, 0) / quarter, 2e-4);
  }

  /** On a helix, x = u_x τ and the distance across the field is 2 sin α sin(τ/2), in gyroradii. */
  @Test
  void timeSlicesOfAHelixAreThoseOfItsEquation() {
    double cosine = 0.6;
    TimeSlices slices =
        uniform(1e-10)
            .withStopAfterGyrations(2)
            .run(LaunchDirections.of(new Vec3(cosine, 0, 0.8), new Vec3(-cosine, 0.8, 0)))
            .slices();
    assertEquals(21, slices.size());
    assertEquals(21, slices.sizeWith(2));
    assertEquals(0, slices.sizeWith(3));
    assertEquals(21, slices.sizeWith(0));
    for (int k = 0; k < slices.size(); k++) {
      double tau = k * TimeSlices.SPACING;
      assertEquals(2, slices.particles()[k]);
      assertEquals(tau, slices.time()[k]);
      assertEquals(0.1 * k, slices.gyrations()[k], 1e-15 * k);
      assertEquals(tau, slices.path()[k] / RL, 1e-14 * k);
      double along = cosine * tau * RL;
      assertEquals(along * along, slices.meanSquareAlong()[k], 1e-8 * RL * RL);
      double across = 2 * 0.8 * Math.sin(tau / 2) * RL;
      assertEquals(across * across, slices.meanSquareAcross()[k], 1e-8 * RL * RL);
      assertEquals(cosine * cosine + 0.64 * Math.cos(tau), slices.velocityCorrelation()[k], 1e-8);
      assertEquals(1, slices.axisCorrelation()[k], 1e-8);
    }
  }
}
