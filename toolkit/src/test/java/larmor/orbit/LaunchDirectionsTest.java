package larmor.orbit;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.sky.Healpix;
import larmor.sky.SkyFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchDirectionsTest {
  private static final Healpix PIXELS = Healpix.of(4);
  private static final SkyFrame MAP = SkyFrame.localInterstellarField();
  private static final SkyFrame OTHER = SkyFrame.galactic();

  private static Vec3 mean(LaunchDirections directions) {
    Vec3 sum = new Vec3(0, 0, 0);
    for (int i = 0; i < directions.size(); i++) {
      assertEquals(1, directions.direction(i).norm(), 1e-15);
      sum = sum.plus(directions.direction(i));
    }
    return sum.times(1.0 / directions.size());
  }

  @Test
  void aPartHasTheDirectionsOfItsParticles() {
    LaunchDirections all = LaunchDirections.uniform(100, 3);
    LaunchDirections part = all.part(40, 65);
    assertEquals(25, part.size());
    for (int i = 0; i < part.size(); i++) {
      assertEquals(all.direction(40 + i), part.direction(i));
    }
    assertNotEquals(part.identity(), all.part(41, 66).identity());
    for (int[] wrong : new int[][] {{-1, 5}, {5, 5}, {90, 101}}) {
      assertEquals(
          "particles "
              + wrong[0]
              + " to "
              + wrong[1]
              + " are no part of 100 launch directions: give 0 <= from < to <= 100",
          assertThrows(IllegalArgumentException.class, () -> all.part(wrong[0], wrong[1]))
              .getMessage());
    }
  }

  /** The mean of the 576 directions, measured as 0.005, would be 0.04 for a random launch. */
  @Test
  void stratifiedLaunchesFillThePixelsOfTheMapEvenlyInItsFrame() {
    LaunchDirections three = LaunchDirections.stratified(4, 3, 77);
    LaunchDirections turned = LaunchDirections.stratified(4, 3, 77, OTHER);
    assertEquals(576, three.size());
    for (int i = 0; i < three.size(); i++) {
      assertEquals(i / 3, PIXELS.pixel(MAP.toEquatorial(three.direction(i))));
      assertEquals(i / 3, PIXELS.pixel(OTHER.toEquatorial(turned.direction(i))));
    }
    assertNotEquals(three.identity(), turned.identity());
    assertEquals(0, mean(three).norm(), 0.01);
  }

  @Test
  void healpixLaunchesAreThePixelCentres() {
    LaunchDirections centres = LaunchDirections.healpix(4);
    assertEquals(192, centres.size());
    for (int i = 0; i < centres.size(); i++) {
      Vec3 sky = MAP.toEquatorial(centres.direction(i));
      assertEquals(0, PIXELS.direction(i).minus(sky).norm(), 1e-15);
    }
    assertEquals(0, mean(centres).norm(), 1e-15);
  }

  /** The mean of n uniform directions has a norm of 1/√n rms. */
  @Test
  void uniformLaunchesAreIsotropic() {
    assertEquals(0, mean(LaunchDirections.uniform(10_000, 5)).norm(), 0.02);
  }

  @Test
  void aDirectionDependsOnlyOnItsSeedAndNumber() {
    LaunchDirections some = LaunchDirections.uniform(8, 5);
    assertEquals(LaunchDirections.uniform(100, 5).direction(7), some.direction(7));
    assertNotEquals(LaunchDirections.uniform(8, 6).direction(7), some.direction(7));
    LaunchDirections three = LaunchDirections.stratified(4, 3, 77);
    assertEquals(three.direction(100), three.direction(100));
  }

  @Test
  void givenDirectionsBecomeUnitVectors() {
    Vec3 u = LaunchDirections.of(new Vec3(3, 0, 4)).direction(0);
    assertEquals(0, u.minus(new Vec3(0.6, 0, 0.8)).norm(), 1e-15);
  }

  /** A FITS header can hold printable ASCII only. */
  @Test
  void everyKindOfLaunchCanBeKeptInAFile(@TempDir Path folder) throws IOException {
    Species named = new Species("ion µ⁺", Species.PROTON.charge(), Species.PROTON.mass());
    Backtracker tracer =
        Backtracker.of(named, TestFields.uniform(3 * muG, 0, 0))
            .withGyroradius(5 * pc, 3 * muG)
            .withStopAfterGyrations(0.1);
    for (LaunchDirections directions :
        new LaunchDirections[] {
          LaunchDirections.uniform(3, 1),
          LaunchDirections.healpix(1),
          LaunchDirections.stratified(1, 2, 1, OTHER),
          LaunchDirections.of(Vec3.X)
        }) {
      Ensemble traced = tracer.run(directions);
      Ensemble kept = tracer.cached(folder, directions, new Workers(1), Progress.NONE);
      assertEquals(traced.manifest(), kept.manifest());
      assertArrayEquals(
          traced.column(TrajectoryQuantity.END_X), kept.column(TrajectoryQuantity.END_X));
      assertTrue(kept.manifest().get("DIRECTNS").matches("[ -~]+"));
      assertEquals("ion \\u00b5\\u207a", kept.gyration().species().name());
    }
  }

  @Test
  void launchDirectionsPrintTheirKindNumberSeedAndFrame() {
    assertEquals(
        "7 launch directions, uniform from seed 3", LaunchDirections.uniform(7, 3).toString());
    assertEquals(
        "192 launch directions, HEALPix centres, nside 4, box x towards RA 234.43°, Dec +16.31°",
        LaunchDirections.healpix(4).toString());
    assertEquals(
        "24 launch directions, stratified, 2 in each pixel of nside 1 from seed 9, box x towards"
            + " RA 234.43°, Dec +16.31°",
        LaunchDirections.stratified(1, 2, 9).toString());
    assertEquals("1 launch direction, as given", LaunchDirections.of(Vec3.X).toString());
  }
}
