package larmor.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import larmor.field.CubeWriter;
import larmor.field.Cubes;
import larmor.field.FieldCube;
import larmor.numeric.RandomStream;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Flips one bit of a file and reads it. A file with checksums must give the same result or one
 * sentence; in one without, a flip in a sample may change the result, as no reader can tell. With
 * the system property larmor.flips = 1000000, every bit is flipped.
 */
class BitFlipTest {
  private static final int FLIPS = Integer.getInteger("larmor.flips", 16);

  @TempDir Path folder;

  /** Reads a file into what is compared. */
  private interface Reader {
    Object read(Path file) throws IOException;
  }

  private static Object cube(Path file) {
    return Cubes.read(file).cube();
  }

  private static Object map(Path file) throws IOException {
    SkyMap map = SkyMap.read(file);
    return java.util.Arrays.toString(map.values());
  }

  /** File, and how many of its bytes are protected by no checksum. */
  static Stream<Arguments> files() {
    return Stream.of(
        arguments("b.fits", 0),
        arguments("b.fits.gz", 0),
        arguments("quantised.fits", 0),
        arguments("map.fits", 0),
        arguments("map.fits.gz", 0),
        arguments("c.fits", 0),
        arguments("deflated.hdf5", 0),
        arguments("checksums.hdf5", 0),
        arguments("latest.hdf5", 0),
        arguments("the-well.hdf5", 0),
        arguments("astropy-4d.fits.gz", 0),
        arguments("athena.athdf", 10752),
        arguments("c-order.npy", 6144),
        arguments("first-axis.npy", 12288),
        arguments("crpropa.raw", 6144),
        arguments("astropy-mixed.fits", 0));
  }

  private Path sound(String name) throws IOException {
    Path file = folder.resolve(name);
    Path resource = Hdf5FaultsTest.resource(name);
    if (Files.exists(resource)) {
      return Files.copy(resource, file);
    }
    FieldCube field = Cubes.read(Hdf5FaultsTest.resource("c-order.npy")).cube();
    switch (name) {
      case "quantised.fits" -> CubeWriter.standard().quantised().write(field, file);
      case "c.fits" -> PowerSpectrum.of(new double[] {0, 3, 2, 1}).write(file);
      case "map.fits", "map.fits.gz" -> SkyMap.of(4, v -> v.x() + v.y() * v.z()).write(file);
      default -> Cubes.write(field, file);
    }
    return file;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aFlippedBitIsFoundOrDoesNotMatter(String name, int unprotected) throws IOException {
    Path file = sound(name);
    Reader reader =
        name.startsWith("map")
            ? BitFlipTest::map
            : name.equals("c.fits") ? PowerSpectrum::read : BitFlipTest::cube;
    Object expected = reader.read(file);
    byte[] bytes = Files.readAllBytes(file);
    RandomStream random = RandomStream.of(17, name.hashCode());
    Map<String, Integer> outcomes = new TreeMap<>();
    StringBuilder changed = new StringBuilder();
    long bits = 8L * bytes.length;
    long flips = Math.min(bits, FLIPS);
    for (long f = 0; f < flips; f++) {
      // a random one of each of as many equal parts of the file
      long bit = (long) ((f + (flips == bits ? 0 : random.uniform())) * bits / flips);
      int at = (int) (bit / 8);
      bytes[at] ^= (byte) (1 << (bit & 7));
      Files.write(file, bytes);
      Object[] found = new Object[1];
      Throwable thrown = Faults.thrownBy(() -> found[0] = reader.read(file));
      String outcome = "refused";
      if (thrown != null) {
        Faults.assertSentence(thrown);
      } else if (found[0].equals(expected)) {
        outcome = "same";
      } else {
        outcome = "changed";
        changed.append(" byte ").append(at).append(" bit ").append(bit & 7);
      }
      outcomes.merge(outcome, 1, Integer::sum);
      bytes[at] ^= (byte) (1 << (bit & 7));
    }
    int silent = outcomes.getOrDefault("changed", 0);
    if (unprotected == 0) {
      assertEquals(0, silent, name + " " + outcomes + changed);
    } else {
      double share = (double) unprotected / bytes.length;
      assertTrue(silent <= Math.ceil(share * flips), name + " " + outcomes + changed);
    }
    if (Boolean.getBoolean("larmor.flips.print")) {
      System.out.println(name + " " + outcomes);
    }
  }
}
