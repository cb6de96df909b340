package larmor.liouville;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import larmor.field.UniformField;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.orbit.CrossingChoice;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.orbit.SphereCrossings;
import larmor.sky.Healpix;
import larmor.sky.SkyFrame;
import larmor.units.Units;
import org.junit.jupiter.api.Test;

class ExitPopulationTest {
  private static final double B0 = 3 * Units.muG;

  /** A sphere of a thousandth of a gyroradius, on which exit and launch directions are the same. */
  private static final double NEAR = 0.01 * Units.pc;

  private static final double R = 60 * Units.pc;
  private static final Healpix PIXELS = Healpix.of(2);

  private static Backtracker tracer() {
    return Backtracker.of(Species.PROTON, new UniformField(new Vec3(B0, 0, 0)))
        .withGyroradius(10 * Units.pc, B0)
        .withMaximumGyrations(50);
  }

  /** Each pixel of nside 2 has 1 + p % 3 launches towards its centre. */
  private static Ensemble uneven() {
    SkyFrame frame = SkyFrame.localInterstellarField();
    List<Vec3> launches = new ArrayList<>();
    for (int p = 0; p < PIXELS.pixels(); p++) {
      for (int i = 0; i <= p % 3; i++) {
        launches.add(frame.toBox(PIXELS.direction(p)));
      }
    }
    return tracer()
        .withSpheres(NEAR)
        .withStopOutsideSphere(2 * NEAR)
        .run(LaunchDirections.of(launches.toArray(Vec3[]::new)));
  }

  @Test
  void aUniformExitPopulationLeavesEveryBitOfTheSkyUnchanged() {
    Ensemble even =
        tracer().withSpheres(NEAR).withStopOutsideSphere(2 * NEAR).run(LaunchDirections.healpix(2));
    Liouville paper = Liouville.paper().withNside(2);
    assertArrayEquals(
        paper.sky(even, NEAR).map().values(),
        paper.withExitPopulation(2).sky(even, NEAR).map().values());
  }

  /** One, two or three launches into a pixel: the sum of the weights does not depend on them. */
  @Test
  void aKnownUnevenPopulationIsFlattened() {
    Ensemble uneven = uneven();
    Liouville one = Liouville.of(BoundaryWeight.isotropic()).withNside(2);
    WeightedSky before = one.sky(uneven, NEAR);
    WeightedSky after = one.withExitPopulation(2).sky(uneven, NEAR);
    for (int p = 0; p < PIXELS.pixels(); p++) {
      assertEquals((1 + p % 3) / 2.0 - 1, before.map().at(p), 1e-14);
      assertEquals(0, after.map().at(p), 1e-14);
    }
    Liouville dipole = Liouville.paper().withNside(2);
    Ensemble even =
        tracer().withSpheres(NEAR).withStopOutsideSphere(2 * NEAR).run(LaunchDirections.healpix(2));
    assertArrayEquals(
        dipole.sky(even, NEAR).map().values(),
        dipole.withExitPopulation(2).sky(uneven, NEAR).map().values(),
        1e-9);
  }

  /**
   * At R = 60 pc exit and launch directions differ. The population is that of the exits: the
   * weights of all trajectories with exit directions in a pixel have the same sum in all pixels
   * that have any, N over the number of pixels.
   */
  @Test
  void theExitDirectionsAndNotTheLaunchesAreFlattened() {
    Ensemble helices =
        tracer()
            .withSpheres(R)
            .withStopOutsideSphere(1.1 * R)
            .run(LaunchDirections.uniform(3000, 2))
            .withLossesAllowed();
    double[] weights =
        Liouville.of(BoundaryWeight.isotropic()).withExitPopulation(2).weights(helices, R);
    SphereCrossings crossings = helices.crossings(R, CrossingChoice.FIRST);
    SkyFrame frame = SkyFrame.localInterstellarField();
    double[] sum = new double[PIXELS.pixels()];
    for (int i = 0; i < weights.length; i++) {
      sum[PIXELS.pixel(frame.toEquatorial(crossings.direction(i)))] += weights[i];
    }
    for (double s : sum) {
      assertTrue(s == 0 || Math.abs(s * sum.length / weights.length - 1) < 1e-12, s + "");
    }
    double[] dipole = Liouville.paper().withExitPopulation(2).weights(helices, R);
    for (int i = 0; i < weights.length; i++) {
      assertEquals(weights[i] * (1 + crossings.direction(i).x()), dipole[i], 1e-12);
    }
  }

  /** Each half sample of a cross spectrum is divided by its own population. */
  @Test
  void halfSamplesHaveTheirOwnPopulation() {
    List<Vec3> launches = new ArrayList<>();
    SkyFrame frame = SkyFrame.localInterstellarField();
    for (int p = 0; p < PIXELS.pixels(); p++) {
      Vec3 u = frame.toBox(PIXELS.direction(p));
      int even = 1 + p % 3;
      for (int i = 0; i < 3; i++) {
        launches.add(i < even ? u : frame.toBox(PIXELS.direction(0)));
        launches.add(u);
      }
    }
    Ensemble halves =
        tracer()
            .withSpheres(NEAR)
            .withStopOutsideSphere(2 * NEAR)
            .run(LaunchDirections.of(launches.toArray(Vec3[]::new)));
    Liouville one = Liouville.of(BoundaryWeight.isotropic()).withNside(2).withExitPopulation(2);
    assertEquals(0, one.crossSpectrum(halves, NEAR).mean(1, 5), 1e-28);
  }

  @Test
  void theOptionPrintsItselfChangesTheFingerprintAndRefusesWhatItCannotDo() {
    Liouville paper = Liouville.paper();
    Liouville flat = paper.withExitPopulation(4);
    assertEquals(
        "weight 1 + 1.00 û·ĝ, ĝ = (1.00, 0.00, 0.00) at the first crossing over the exit population"
            + " in pixels of nside 4; sum of weights in each pixel, nside 16, box x towards RA"
            + " 234.43°, Dec +16.31°",
        flat.toString());
    assertTrue(!flat.fingerprint(R).equals(paper.fingerprint(R)));
    assertTrue(!flat.fingerprint(R).equals(paper.withExitPopulation(8).fingerprint(R)));
    assertEquals(
        "exit directions cannot be counted in pixels of nside 0: give a power of two, such as 4",
        assertThrows(IllegalArgumentException.class, () -> paper.withExitPopulation(0))
            .getMessage());
    assertEquals(
        "the exit population at R = 60.0 pc is not known before all trajectories were added: use"
            + " sky(ensemble, radius), or leave out withExitPopulation",
        assertThrows(IllegalStateException.class, () -> flat.sum(new Vec3(0, 0, 0), R))
            .getMessage());
  }
}
