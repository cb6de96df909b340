package larmor.orbit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import larmor.field.MagneticField;
import larmor.field.PlaneWaveField;
import larmor.field.UniformField;
import larmor.numeric.Vec3;
import larmor.ode.DormandPrince;
import larmor.units.Units;
import org.junit.jupiter.api.Test;

class TrajectorySeparationTest {
  private static final double B = 3 * Units.muG;
  private static final double RL = Units.pc;

  private static Backtracker tracer(MagneticField field) {
    return Backtracker.of(Species.PROTON, field)
        .withGyroradius(RL, B)
        .withSolver(DormandPrince.of(1e-13))
        .withStopAfterGyrations(3);
  }

  /** In a uniform field every trajectory has the same period. */
  @Test
  void trajectoriesInAUniformFieldMeetAfterOneGyration() {
    Backtracker tracer = tracer(new UniformField(new Vec3(B, 0, 0)));
    TrajectorySeparation pair = TrajectorySeparation.of(tracer, Vec3.Z, 1e-6);
    assertEquals(2 * Math.PI, pair.pathLengths()[31], 1e-9);
    assertEquals(0, pair.distances()[31], 1e-10);
    // after half a gyration, on opposite sides of circles whose centres are 1e-6 r_L apart
    assertEquals(2e-6, pair.distances()[15], 1e-10);
    assertEquals(
        "two trajectories, 1.96e-07 r_L apart after a path of 0.196 r_L and 1.96e-07 r_L apart after"
            + " 18.7 r_L",
        pair.toString());
  }

  @Test
  void distanceIsProportionalToASmallAngle() {
    Vec3 k = new Vec3(2 * Math.PI / (5 * RL), 0, 0);
    var wave = PlaneWaveField.of(new Vec3(B, 0, 0)).with(k, new Vec3(0, B, 0), 0);
    Vec3 u = new Vec3(1, 2, 2);
    double one = TrajectorySeparation.of(tracer(wave), u, 1e-8).distances()[20];
    double ten = TrajectorySeparation.of(tracer(wave), u, 1e-7).distances()[20];
    assertEquals(10, ten / one, 1e-3);
  }

  @Test
  void eFoldingLengthIsThatOfAnExponential() {
    double[] pathLengths = new double[200];
    double[] distances = new double[200];
    for (int i = 0; i < pathLengths.length; i++) {
      pathLengths[i] = 0.5 * i;
      distances[i] = 1e-9 * Math.exp(pathLengths[i] / 3);
    }
    TrajectorySeparation pair = new TrajectorySeparation(pathLengths, distances);
    assertEquals(3, pair.eFoldingLength(1e-8, 1e-2), 1e-12);
    assertEquals(
        "0 samples of the distance lie between 1.00e+10 and 1.00e+11 r_L and a fit needs 3: give a"
            + " wider range, or trace longer trajectories",
        assertThrows(IllegalStateException.class, () -> pair.eFoldingLength(1e10, 1e11))
            .getMessage());
  }

  @Test
  void trajectoriesWithoutSamplesToCompareAreRefused() {
    Backtracker tracer = tracer(new UniformField(new Vec3(B, 0, 0))).withStopAfterGyrations(0.01);
    assertEquals(
        "the shorter trajectory has 2 samples and a separation needs 3: trace for at least a"
            + " sixteenth of a gyration",
        assertThrows(
                IllegalArgumentException.class, () -> TrajectorySeparation.of(tracer, Vec3.Z, 1e-6))
            .getMessage());
  }
}
