package larmor.liouville;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.sky.SkyMap;
import larmor.sky.SkyMapFile;
import larmor.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightedSkyFileTest {
  /** A sky with an empty pixel for the mean of weights. */
  private static WeightedSky sky(PixelEstimator estimator, int nside, int particles) {
    RandomStream random = RandomStream.of(4, 1);
    PixelWeights pixels = new PixelWeights(nside);
    for (int i = 0; i < particles; i++) {
      Vec3 n = random.direction();
      pixels.addLaunch(n);
      pixels.addWeight(n, 1 + 0.7 * n.x());
    }
    return pixels.sky(estimator, 60 * Units.pc, 3);
  }

  @Test
  void aSkyIsReadAsItWasWritten(@TempDir Path folder) throws IOException {
    for (PixelEstimator estimator : PixelEstimator.values()) {
      for (int nside : new int[] {2, 16}) {
        for (int particles : new int[] {1, 4000}) {
          Path file = folder.resolve(nside == 2 ? "sky.fits" : "sky.fits.gz");
          WeightedSky written = sky(estimator, nside, particles);
          written.write(file);
          WeightedSky read = WeightedSky.read(file);
          assertEquals(written.map(), read.map());
          assertEquals(written.counts(), read.counts());
          assertEquals(estimator, read.estimator());
          assertEquals(written.radius(), read.radius(), 1e-15 * written.radius());
          assertEquals(particles, read.particles());
          assertEquals(3, read.missing());
          assertEquals(written.meanWeight(), read.meanWeight(), 1e-13);
          assertEquals(written.noise(), read.noise(), 1e-13);
          assertEquals(written.map(), SkyMap.read(file));
        }
      }
    }
    byte[] start = Files.readAllBytes(folder.resolve("sky.fits.gz"));
    assertTrue(start[0] == 0x1f && start[1] == (byte) 0x8b, "compressed with gzip");
    assertTrue(
        Double.isNaN(sky(PixelEstimator.MEAN, 2, 1).noise()),
        "one trajectory gives the mean no noise estimate");
  }

  @Test
  void numbersOfTrajectoriesGoFromZeroToTheLargestInteger(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("sky.fits");
    SkyMap map = SkyMap.uniform(1, 0.5);
    WeightedSky sky =
        new WeightedSky(map, map, PixelEstimator.SUM, 1, Integer.MAX_VALUE, 0, 1, 0.1);
    sky.write(file);
    assertEquals(Integer.MAX_VALUE, WeightedSky.read(file).particles());
    assertEquals(0, WeightedSky.read(file).missing());
  }

  @Test
  void aFileThatIsNotAWeightedSkyIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("map.fits");
    SkyMap.uniform(4, 1).write(file);
    String said = assertThrows(IOException.class, () -> WeightedSky.read(file)).getMessage();
    assertEquals(
        file
            + " has no RADIUS in its header, so it is not a weighted sky: read it with SkyMap.read",
        said);
    said = assertThrows(IOException.class, () -> SkyMapFile.read(file, 1)).getMessage();
    assertEquals(file + " has no map number 1: its maps are numbered 0 to 0", said);
    Map<String, SkyMap> two = Map.of("A", SkyMap.uniform(4, 1), "B", SkyMap.uniform(8, 1));
    said =
        assertThrows(
                IllegalArgumentException.class, () -> SkyMapFile.write(two, false, Map.of(), file))
            .getMessage();
    assertTrue(said.endsWith(": give maps of one nside to one file"), said);
    assertThrows(IOException.class, () -> WeightedSky.read(folder.resolve("none.fits")));
  }

  /** The card, what is written in its place (of the same length), what is said. */
  private static final String[][] DAMAGED = {
    {
      "RADIUS  =                 60.0",
      "RADIUS  =                 6o.0",
      "RADIUS is 6o.0: it must be a finite number"
    },
    {
      "MISSED  =                    3",
      "MISSED  =                   -3",
      "MISSED is -3: it must be a number of trajectories"
    },
    {
      "ESTIMATE= 'MEAN    '",
      "ESTIMATE=           7",
      " has the unknown estimator 7: it must be SUM or MEAN"
    },
  };

  @Test
  void aHeaderWithOtherThanNumbersIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("sky.fits");
    sky(PixelEstimator.MEAN, 2, 4000).write(file);
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    text = text.replace("CHECKSUM=", "NOCHKSUM=").replace("DATASUM =", "NODATSUM=");
    for (String[] damage : DAMAGED) {
      assertTrue(text.contains(damage[0]), damage[0]);
      Files.write(file, text.replace(damage[0], damage[1]).getBytes(StandardCharsets.ISO_8859_1));
      String said = assertThrows(IOException.class, () -> WeightedSky.read(file)).getMessage();
      assertTrue(said.startsWith(file.toString()) && said.endsWith(damage[2]), said);
    }
  }
}
