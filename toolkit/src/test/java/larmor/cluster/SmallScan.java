package larmor.cluster;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import larmor.field.CubeScale;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.liouville.Liouville;
import larmor.liouville.PixelEstimator;
import larmor.liouville.WeightedSky;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.orbit.CrossingChoice;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.orbit.TrajectoryQuantity;
import larmor.turbulence.PlaneWaves;

/** Two ensembles in a small turbulent cube, and their skies traced without Spark. */
final class SmallScan {
  static final double R = 30 * pc;
  static final Liouville FIRST = Liouville.paper().withNside(4);
  static final Liouville LAST =
      FIRST.withCrossing(CrossingChoice.LAST).withEstimator(PixelEstimator.MEAN);

  private SmallScan() {}

  static CubicSplineField field() {
    var waves =
        PlaneWaves.kolmogorov(100 * pc, 40 * pc)
            .withModes(32)
            .field(new Vec3(3 * muG, 0, 0), 1.5 * muG, 3);
    CubeScale scale = CubeScale.ofSide(250 * pc).withFieldUnit(3 * muG);
    return CubicSplineField.of(FieldCube.of(waves, 20, scale), scale);
  }

  static Backtracker tracer() {
    return Backtracker.of(Species.PROTON, field())
        .withGyroradius(26 * pc, 3 * muG)
        .withTolerance(1e-5)
        .withSpheres(10 * pc, R)
        .withStopOutsideSphere(60 * pc);
  }

  /** A proton scan in directions uniform on the sphere, and iron in stratified ones. */
  static Scan of(int particles) {
    Backtracker tracer = tracer();
    return Scan.EMPTY
        .with("uniform", tracer, LaunchDirections.uniform(particles, 1))
        .with(
            "stratified",
            tracer.withObserver(new Vec3(20 * pc, -10 * pc, 5 * pc)),
            LaunchDirections.stratified(4, 2, 5));
  }

  /** Checks that skies, spectra and columns are those of {@link Backtracker#run}, bit by bit. */
  static void assertSameBits(Scan scan, ScanResult result) {
    for (Scan.Point point : scan.points()) {
      Ensemble here = point.tracer().run(point.directions());
      assertEquals(here.lost(), result.lost(point.name()));
      for (TrajectoryQuantity quantity :
          List.of(TrajectoryQuantity.TURN_PATH, TrajectoryQuantity.ENERGY_ERROR)) {
        assertArrayEquals(here.column(quantity), result.column(point.name(), quantity));
      }
      for (Liouville method : new Liouville[] {FIRST, LAST}) {
        assertSame(method.sky(here, R), result.sky(point.name(), method, R));
      }
    }
  }

  private static void assertSame(WeightedSky expected, WeightedSky sky) {
    assertArrayEquals(expected.map().values(), sky.map().values());
    assertArrayEquals(expected.counts().values(), sky.counts().values());
    assertEquals(expected.noise(), sky.noise());
    assertEquals(expected.missing(), sky.missing());
    assertEquals(expected.particles(), sky.particles());
    assertEquals(expected.meanWeight(), sky.meanWeight());
    if (sky.map().emptyPixels() == 0) {
      assertArrayEquals(expected.spectrum().values(), sky.spectrum().values());
    }
  }
}
