package larmor.liouville;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import larmor.field.MagneticField;
import larmor.field.UniformField;
import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.CrossingChoice;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.orbit.SphereCrossings;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyFrame;
import larmor.sky.SphericalHarmonics;
import larmor.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Skies and tests of the theorem for few particles of a uniform field, whose orbits are known. */
class UniformFieldTest {
  private static final double B0 = 3 * Units.muG;
  private static final double RL = 10 * Units.pc;
  private static final double R = 5 * Units.pc;
  private static final UniformField FIELD = new UniformField(new Vec3(B0, 0, 0));
  private static final Backtracker TRACER =
      Backtracker.of(Species.PROTON, FIELD).withGyroradius(RL, B0).withTolerance(1e-5);
  private static final Vec3 OBSERVER = new Vec3(RL, -2 * RL, 0);

  /** Particles with a small pitch angle reach the sphere in time, and the others do not. */
  private static final Ensemble ENSEMBLE =
      TRACER
          .withObserver(OBSERVER)
          .withSpheres(R)
          .withStopAfterGyrations(0.0802)
          .run(LaunchDirections.stratified(2, 2, 1));

  /**
   * After one gyration the place depends on the launch direction only along the field, by -2π sin θ
   * gyroradii per radian.
   */
  @Test
  void phaseSpaceVolumeAfterOneGyrationIsSheared() {
    Vec3[] launches = {new Vec3(0.6, 0, 0.8), new Vec3(1.2, 0.9, 0), Vec3.X, Vec3.Y};
    double[] sines = {0.8, 0.6, 0, 1};
    for (int i = 0; i < launches.length; i++) {
      PhaseSpaceVolume volume =
          PhaseSpaceVolume.of(
              TRACER.withTolerance(1e-12).withObserver(OBSERVER), launches[i], 1, 1e-3);
      assertEquals(1, volume.gyrations());
      assertEquals(1, volume.ratio(), 1e-7);
      double shear = 2 * Math.PI * sines[i];
      assertEquals(0.5 * (shear + Math.sqrt(shear * shear + 4)), volume.stretching(), 1e-6);
    }
    for (double step : new double[] {0, 0.1, Double.NaN}) {
      assertEquals(
          "a step of "
              + step
              + " gyroradii is not above 0 and below 0.1: use 1e-3 at a tolerance of 1e-12",
          refusal(() -> PhaseSpaceVolume.of(TRACER, Vec3.X, 1, step)));
    }
  }

  @Test
  void displacementAfterTheReturnIsInGyroradii() {
    Vec3 u = new Vec3(0.6, 0, 0.8);
    TimeReversal coarse = TimeReversal.of(TRACER.withTolerance(1e-3).withObserver(OBSERVER), u, 2);
    TimeReversal large =
        TimeReversal.of(
            TRACER.withTolerance(1e-3).withGyroradius(1024 * RL, B0).withObserver(OBSERVER), u, 2);
    assertEquals(2, coarse.gyrations());
    assertTrue(coarse.displacement() > 1e-6 && coarse.displacement() < 0.1, coarse.toString());
    assertEquals(0, coarse.angle(), 1e-9, "the scheme is symmetric in time");
    assertEquals(coarse.displacement(), large.displacement(), 1e-9);
  }

  /** Added one by one, with the particles of even number in one map and those of odd in another. */
  @Test
  void crossSpectrumIsThatOfTheEvenAndTheOddParticles() {
    Liouville method = Liouville.paper().withNside(1);
    SphereCrossings crossings = ENSEMBLE.crossings(R, CrossingChoice.FIRST);
    assertTrue(crossings.size() > 20 && crossings.size() < 90, crossings.toString());
    SkySum[] halves = {method.sum(OBSERVER, R), method.sum(OBSERVER, R)};
    SkySum whole = method.sum(OBSERVER, R);
    int row = 0;
    for (int i = 0; i < ENSEMBLE.size(); i++) {
      for (SkySum sum : List.of(whole, halves[i % 2])) {
        if (row < crossings.size() && crossings.particle(row) == i) {
          sum.add(ENSEMBLE.direction(i), crossings.position(row), crossings.direction(row));
        } else {
          sum.addMissing(ENSEMBLE.direction(i));
        }
      }
      row += row < crossings.size() && crossings.particle(row) == i ? 1 : 0;
    }
    double[] weights = method.weights(ENSEMBLE, R);
    assertEquals(crossings.size(), weights.length);
    for (int i = 0; i < weights.length; i++) {
      assertEquals(1 + crossings.direction(i).x(), weights[i], 1e-15);
    }
    WeightedSky sky = method.sky(ENSEMBLE, R);
    assertEquals(whole.sky(), sky);
    assertEquals(96 - crossings.size(), sky.missing());
    assertEquals(List.of(sky), method.skies(ENSEMBLE, R));
    SphericalHarmonics transform = SphericalHarmonics.of(1);
    PowerSpectrum expected =
        transform.alm(halves[0].sky().map()).cross(transform.alm(halves[1].sky().map()));
    assertEquals(expected, method.crossSpectrum(ENSEMBLE, R));
  }

  @Test
  void oneTrajectoryThatReachesTheSphereIsASkyAndNoneIsNot() {
    Backtracker tracer = TRACER.withSpheres(R).withStopAfterGyrations(0.0796);
    Ensemble one = tracer.run(LaunchDirections.of(Vec3.X, Vec3.Y));
    WeightedSky sky = Liouville.paper().withNside(1).sky(one, R);
    assertEquals(1, sky.particles());
    assertEquals(2, sky.meanWeight(), 1e-9);
    assertEquals(
        "1 of 2 trajectories reach R = 5.00 pc, too few for a sky: record a smaller sphere",
        refusal(() -> Liouville.paper().crossSpectrum(one, R)));
    Ensemble none = tracer.run(LaunchDirections.of(Vec3.Y));
    assertEquals(
        "0 of 1 trajectories reach R = 5.00 pc, too few for a sky: record a smaller sphere",
        refusal(() -> Liouville.paper().sky(none, R)));
  }

  @Test
  void fingerprintDiffersForEachSetting() {
    Liouville paper = Liouville.paper();
    String text = paper.fingerprint(R);
    assertEquals(text, Liouville.of(BoundaryWeight.dipole(1, Vec3.X)).fingerprint(R));
    assertTrue(text.startsWith("FIRST SUM 16 "));
    assertEquals(3 + 1 + 256, text.replaceAll("\\([^)]*\\)", "").split(" ").length, text);
    Liouville[] others = {
      paper.withCrossing(CrossingChoice.LAST),
      paper.withEstimator(PixelEstimator.MEAN),
      paper.withNside(8),
      paper.withFrame(SkyFrame.box()),
      Liouville.of(BoundaryWeight.dipole(1 - 1e-12, Vec3.X))
    };
    for (Liouville other : others) {
      assertNotEquals(text, other.fingerprint(R));
    }
    Liouville gradient = Liouville.of((r, u) -> r.norm() > 1.5 * R ? 2 : 1);
    assertNotEquals(gradient.fingerprint(R), gradient.fingerprint(2 * R));
    assertEquals(CrossingChoice.LAST, others[0].crossing());
  }

  @Test
  void weightsHaveLimitsAndFollowTheObserver() {
    for (double amplitude : new double[] {-1e-9, 1 + 1e-9, Double.NaN}) {
      for (Executable call :
          List.<Executable>of(
              () -> BoundaryWeight.dipole(amplitude, Vec3.X),
              () -> BoundaryWeight.densityGradient(amplitude, Vec3.X),
              () -> BoundaryWeight.fieldAlignedDipole(amplitude, FIELD))) {
        assertEquals(
            "the dipole amplitude "
                + amplitude
                + " is outside 0 to 1, where intensities would be negative: give one inside, and"
                + " reverse the axis for the opposite sign",
            refusal(call));
      }
    }
    assertEquals(1, BoundaryWeight.dipole(0, Vec3.X).at(Vec3.Y, Vec3.X));
    assertEquals(0, BoundaryWeight.dipole(1, Vec3.X).at(Vec3.Y, Vec3.X.times(-1)));
    // a field that turns with x: the weight is that at the observer plus the place
    MagneticField turning =
        new MagneticField() {
          @Override
          public void at(double x, double y, double z, double[] b) {
            b[0] = Math.cos(x);
            b[1] = Math.sin(x);
            b[2] = 0;
          }
        };
    Vec3 observer = new Vec3(0.25, 9, 9);
    Vec3 place = new Vec3(0.5, 7, 7);
    BoundaryWeight dipole = BoundaryWeight.fieldAlignedDipole(0.5, turning);
    BoundaryWeight flat = BoundaryWeight.fieldAligned(mu -> 3 + mu * mu * mu, turning);
    assertEquals(1 + 0.5 * Math.cos(0.5), dipole.at(place, Vec3.X), 1e-15);
    assertEquals(1 + 0.5 * Math.cos(0.75), dipole.seenFrom(observer).at(place, Vec3.X), 1e-15);
    assertEquals(3 + Math.pow(Math.sin(0.5), 3), flat.at(place, Vec3.Y), 1e-15);
    assertEquals(3 + Math.pow(Math.sin(0.75), 3), flat.seenFrom(observer).at(place, Vec3.Y), 1e-15);
    assertEquals(
        1.4,
        BoundaryWeight.densityGradient(0.5, Vec3.Z.times(2)).at(new Vec3(3, 0, 4), Vec3.X),
        1e-15);
    BoundaryWeight isotropic = BoundaryWeight.isotropic();
    assertEquals(1, isotropic.at(place, Vec3.X));
    assertEquals(isotropic, isotropic.seenFrom(observer));
    // rounding errors of the cosine do not leave -1 to 1
    BoundaryWeight root = BoundaryWeight.fieldAligned(mu -> Math.sqrt(1 - mu * mu), turning);
    assertEquals(0, root.at(Vec3.Y, new Vec3(1 + 1e-15, 0, 0)));
    assertEquals(0, root.at(Vec3.Y, new Vec3(-1 - 1e-15, 0, 0)));
  }

  @Test
  void missingSettingsAreTold() {
    assertEquals(
        "the boundary weight is missing: give one, such as BoundaryWeight.dipole(1, Vec3.X)",
        refusal(() -> Liouville.of(null)));
    assertEquals(
        "the frame is missing: give one, such as SkyFrame.box()",
        refusal(() -> Liouville.paper().withFrame(null)));
    assertEquals(
        "the ensemble is missing: give one, such as that of Backtracker.run",
        refusal(() -> Liouville.paper().sky(null, R)));
    for (double target : new double[] {0, -1, Double.NaN}) {
      assertTrue(
          refusal(() -> TargetSky.backward(TRACER, R, target, 9, 1, Workers.all(), Progress.NONE))
              .endsWith("receives no particles: give a radius above 0"));
    }
    for (Executable call :
        List.<Executable>of(
            () -> TargetSky.forward(null, R, 1, 9, 1, Workers.all(), Progress.NONE),
            () -> TargetSky.backward(null, R, 1, 9, 1, Workers.all(), Progress.NONE))) {
      assertEquals("the tracer is missing: give one, such as a Backtracker", refusal(call));
    }
  }

  private static String refusal(Executable call) {
    return assertThrows(RuntimeException.class, call).getMessage();
  }
}
