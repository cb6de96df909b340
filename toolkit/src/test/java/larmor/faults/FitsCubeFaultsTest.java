package larmor.faults;

import static larmor.faults.FitsBytes.card;
import static larmor.faults.FitsBytes.edited;
import static larmor.faults.FitsBytes.gzipped;
import static larmor.faults.FitsBytes.imageCards;
import static larmor.faults.FitsBytes.joined;
import static larmor.faults.FitsBytes.primary;
import static larmor.faults.FitsBytes.raw;
import static larmor.faults.FitsBytes.samples;
import static larmor.faults.FitsBytes.unit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import larmor.field.Cubes;
import larmor.field.FieldCube;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FITS cubes with wrong headers, missing parts and wrong checksums. */
class FitsCubeFaultsTest {
  @TempDir Path folder;

  private static byte[] cube(List<String> cards) {
    return joined(
        primary(),
        unit(cards, samples(0)),
        unit(imageCards("BY"), samples(1)),
        unit(imageCards("BZ"), samples(2)));
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  @Test
  void theSoundFileIsRead() throws IOException {
    assertEquals(8, Cubes.read(file("b.fits", cube(imageCards("BX")))).cube().points());
    assertEquals(8, Cubes.read(file("b.fits.gz", gzipped(cube(imageCards("BX"))))).cube().points());
  }

  /** Keyword of BX, its card or null for none, what is said after the name of the file. */
  static Stream<Arguments> cards() {
    String sixteen = ": it must be a whole number";
    return Stream.of(
        arguments(
            "BITPIX",
            card("BITPIX", 33),
            ", BX: BITPIX is 33: it must be 8, 16, 32, 64, -32 or -64"),
        arguments(
            "BITPIX", card("BITPIX", 0), ", BX: BITPIX is 0: it must be 8, 16, 32, 64, -32 or -64"),
        arguments(
            "BITPIX",
            card("BITPIX", -16),
            ", BX: BITPIX is -16: it must be 8, 16, 32, 64, -32 or -64"),
        arguments("BITPIX", card("BITPIX", "x"), ", BX: BITPIX is 'x'" + sixteen),
        arguments("BITPIX", card("BITPIX", 8.5), ", BX: BITPIX is '8.5'" + sixteen),
        arguments("BITPIX", null, ", BX: its header has no BITPIX: copy it again"),
        arguments(
            "NAXIS", card("NAXIS", -1), ", BX: NAXIS is -1: it must be 0 or more, and at most 999"),
        arguments(
            "NAXIS",
            card("NAXIS", 1000),
            ", BX: NAXIS is 1000: it must be 0 or more, and at most 999"),
        arguments("NAXIS", card("NAXIS", 'T'), ", BX: NAXIS is 'T'" + sixteen),
        arguments("NAXIS", null, ", BX: its header has no NAXIS: copy it again"),
        arguments("NAXIS", card("NAXIS", 4), ", BX: its header has no NAXIS4: copy it again"),
        arguments("NAXIS1", card("NAXIS1", -8), ", BX: NAXIS1 is -8: it must be 0 or more"),
        arguments("NAXIS2", card("NAXIS2", -8), ", BX: NAXIS2 is -8: it must be 0 or more"),
        arguments("NAXIS3", card("NAXIS3", -1), ", BX: NAXIS3 is -1: it must be 0 or more"),
        arguments("NAXIS1", card("NAXIS1", "8"), "…"),
        arguments("NAXIS1", card("NAXIS1", 1e3), ", BX: NAXIS1 is '1000.0'" + sixteen),
        arguments("NAXIS1", null, ", BX: its header has no NAXIS1: copy it again"),
        arguments("NAXIS2", null, ", BX: its header has no NAXIS2: copy it again"),
        arguments("NAXIS3", null, ", BX: its header has no NAXIS3: copy it again"),
        arguments(
            "NAXIS3",
            card("NAXIS3", 2_000_000_000),
            ", BX: the file ends 511,999,9…: copy it again"),
        arguments(
            "NAXIS3",
            card("NAXIS3", 1L << 61),
            ", BX: its axes make more than 2^63 bytes: correct its NAXIS1, NAXIS2 …"),
        arguments(
            "NAXIS3",
            card("NAXIS3", "99999999999999999999"),
            ", BX: NAXIS3 is '99999999999999999999'" + sixteen),
        arguments("PCOUNT", card("PCOUNT", -5), ", BX: PCOUNT is -5: it must be 0 or more"),
        arguments("PCOUNT", card("PCOUNT", 1L << 40), ", BX: the file ends …: copy it again"),
        arguments("GCOUNT", card("GCOUNT", 0), ", BX: GCOUNT is 0: it must be 1 or more"),
        arguments("GCOUNT", card("GCOUNT", 1 << 30), ", BX: the file ends …: copy it again"),
        arguments(
            "GCOUNT",
            card("GCOUNT", Long.MAX_VALUE),
            ", BX: its axes make more than 2^63 bytes: correct …"),
        arguments(
            "BSCALE",
            card("BSCALE", "NaN"),
            ", BX: BSCALE is NaN: it must be a finite number other than 0"),
        arguments(
            "BSCALE",
            raw("BSCALE  =                  NaN"),
            ", BX: BSCALE is NaN: it must be a finite number other than 0"),
        arguments(
            "BSCALE",
            raw("BSCALE  =             Infinity"),
            ", BX: BSCALE is Infinity: it must be a finite number other than 0"),
        arguments(
            "BSCALE",
            card("BSCALE", 0.0),
            ", BX: BSCALE is 0.0: it must be a finite number other than 0"),
        arguments(
            "BSCALE",
            card("BSCALE", "1,5"),
            ", BX: BSCALE is 1,5: it must be a finite number other than 0"),
        arguments(
            "BSCALE",
            raw("BSCALE  =                1E999"),
            ", BX: BSCALE is 1E999: it must be a finite number other than 0"),
        arguments(
            "CDELT3",
            card("CDELT3", 2.0),
            ", BX: its cells are no cubes (CDELT1 = 1.0, CDELT2 = 1.0, CDELT3 = 2.0): resample …"),
        arguments(
            "CDELT1",
            raw("CDELT1  =                  NaN"),
            ", BX: CDELT1 is NaN: it must be a finite number other than 0"),
        arguments(
            "BZERO",
            raw("BZERO   =                  NaN"),
            ", BX: BZERO is NaN: it must be a finite number"),
        arguments(
            "BZERO",
            card("BZERO", 1e300),
            ", BX: the sample at pixel (1, 1, 1) is 1.0E300, above the 3.4e38 of single precision: …"),
        arguments(
            "BSCALE",
            card("BSCALE", 1e300),
            ", BX: the sample at pixel (1, 1, 1) is 1.0E300, above the 3.4e38 of single precision: …"),
        arguments(
            "EXTNAME",
            card("EXTNAME", "RHO"),
            " holds RHO (8 x 8 x 8), BY (8 x 8 x 8), BZ (8 x 8 x 8) and so no field: name three images BX, BY and BZ, give one of n x n x n x 3, or name three files"),
        arguments(
            "EXTNAME",
            null,
            " holds image 1 (8 x 8 x 8), BY (8 x 8 x 8), BZ (8 x 8 x 8) and so no field: …"),
        arguments(
            "DATASUM",
            card("DATASUM", "1"),
            ", BX: its data sum to …: copy the file again, or delete both checksums from its header if you changed it"),
        arguments(
            "DATASUM",
            card("DATASUM", "none"),
            ", BX: its data sum to … and its DATASUM is none, so one of them is damaged: …"),
        arguments(
            "CHECKSUM",
            card("CHECKSUM", "0000000000000000"),
            ", BX: its CHECKSUM 0000000000000000 does not hold, so its header or its data are damaged: …"),
        arguments(
            "CHECKSUM", card("CHECKSUM", "short"), ", BX: its CHECKSUM short does not hold, …"),
        arguments("XTENSION", card("XTENSION", "NOTHING"), "…"),
        arguments("XTENSION", card("XTENSION", "TABLE"), "…"),
        arguments(
            "XTENSION",
            raw("XTENSIOM= 'IMAGE   '"),
            " has data that belong to no unit after its unit 1: copy it again"),
        arguments("NAXIS1", card("NAXIS1", 4), "…"),
        arguments("NAXIS1", card("NAXIS1", 7), "…"),
        arguments("NAXIS1", card("NAXIS1", 0), "…"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cards")
  void aWrongCardIsNamed(String keyword, String replacement, String message) throws IOException {
    Path file = file("b.fits", cube(edited(imageCards("BX"), keyword, replacement)));
    Faults.assertRefused("b.fits" + message, () -> Cubes.read(file));
    Path packed = file("b.fits.gz", gzipped(cube(edited(imageCards("BX"), keyword, replacement))));
    Throwable thrown = Faults.thrownBy(() -> Cubes.read(packed));
    Faults.assertSentence(thrown);
  }

  @ParameterizedTest(name = "{0} twice")
  @MethodSource("structural")
  void aKeywordThatIsThereTwiceIsRefused(String keyword) throws IOException {
    List<String> cards = new ArrayList<>(imageCards("BX"));
    cards.add(card("BSCALE", 1.0));
    cards.add(card("BZERO", 0.0));
    cards.add(card(keyword, 4));
    Path file = file("b.fits", cube(cards));
    Faults.assertRefused(
        "b.fits has the keyword "
            + keyword
            + " twice in the header of its unit 2: keep one of them",
        () -> Cubes.read(file));
  }

  static Stream<String> structural() {
    return Stream.of(
        "BITPIX", "NAXIS", "NAXIS1", "NAXIS2", "NAXIS3", "PCOUNT", "GCOUNT", "BSCALE", "BZERO");
  }

  /** Every length of the file that is not the whole one, in steps of 997 bytes. */
  static Stream<Integer> lengths() {
    return Stream.iterate(0, n -> n + 997).takeWhile(n -> n < cube(imageCards("BX")).length - 1000);
  }

  @ParameterizedTest(name = "{0} bytes")
  @MethodSource("lengths")
  void aFileCutAnywhereIsRefused(int length) throws IOException {
    byte[] bytes = cube(imageCards("BX"));
    Path cut = file("b.fits", Arrays.copyOf(bytes, length));
    Throwable thrown = Faults.thrownBy(() -> Cubes.read(cut));
    Faults.assertSentence(thrown);
    byte[] packed = gzipped(bytes);
    int part = (int) ((long) packed.length * length / bytes.length);
    Path cutPacked = file("b.fits.gz", Arrays.copyOf(packed, part));
    Faults.assertSentence(Faults.thrownBy(() -> Cubes.read(cutPacked)));
  }

  @Test
  void cutFilesAreToldFromFilesWithoutAField() throws IOException {
    byte[] bytes = cube(imageCards("BX"));
    Faults.assertRefused(
        "b.fits, BZ: the file ends 1,048 bytes before its samples do: copy it again",
        () -> Cubes.read(file("b.fits", Arrays.copyOf(bytes, bytes.length - 1880))));
    Faults.assertRefused(
        "b.fits ends within the header of its unit 4: copy it again",
        () -> Cubes.read(file("b.fits", Arrays.copyOf(bytes, bytes.length - 3000))));
    byte[] packed = gzipped(bytes);
    Faults.assertRefused(
        "b.fits.gz is damaged or incomplete, since gzip cannot unpack it (…): copy it again",
        () -> Cubes.read(file("b.fits.gz", Arrays.copyOf(packed, packed.length - 4))));
  }

  @Test
  void whatUnpacksToMoreThanTheMemoryIsRefusedByItsHeader() throws IOException {
    List<String> cards = imageCards("BX");
    for (int a = 1; a <= 3; a++) {
      cards = edited(cards, "NAXIS" + a, card("NAXIS" + a, 1200));
    }
    byte[] bomb = gzipped(joined(primary(), unit(cards, new byte[1 << 20])));
    Path file = file("bomb.fits.gz", bomb);
    Faults.assertRefused(
        "bomb.fits.gz, unpacked, needs 6.91 GB of memory and … GB are left: start Java with a larger"
            + " -Xmx, or unpack the file by gunzip and read that",
        () -> Cubes.read(file));
  }

  @Test
  void aHeaderWithoutEndIsRefusedBeforeItFillsTheMemory() throws IOException {
    StringBuilder endless = new StringBuilder();
    imageCards("BX").forEach(endless::append);
    endless.append(raw("COMMENT nothing").repeat(60_000));
    byte[] bytes =
        joined(primary(), endless.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    for (String name : new String[] {"endless.fits", "endless.fits.gz"}) {
      Path file = file(name, name.endsWith("z") ? gzipped(bytes) : bytes);
      Faults.assertRefused(
          name
              + " has more than 36,000 cards in the header of its unit 2 and no END: copy it again",
          () -> Cubes.read(file));
    }
  }

  /** Files that begin as archives do, which the FITS library would give to other programs. */
  static Stream<Arguments> beginnings() {
    return Stream.of(
        arguments("BZh9", "bzip2"),
        arguments("\u001f\u009d\u0090", "compress"),
        arguments("PK\u0003\u0004", "zip"),
        arguments("SIMPLE  =", "short"),
        arguments("", "empty"),
        arguments("\0\0\0\0", "zeros"),
        arguments("\u00fd7zXZ", "xz"),
        arguments("CDF\u0001", "netCDF"),
        arguments("#!", "script"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("beginnings")
  void filesOfOtherKindsAreRefused(String beginning, String kind) throws IOException {
    byte[] start = beginning.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    Path file = file(kind + ".fits", Arrays.copyOf(start, start.length == 0 ? 0 : 2000));
    Faults.assertRefused(
        kind + ".fits is not a complete FITS file: copy it again or convert it",
        () -> Cubes.read(file));
  }

  @Test
  void dataBehindTheLastUnitAreRefusedAndPaddingIsNot() throws IOException {
    byte[] bytes = cube(imageCards("BX"));
    assertEquals(
        8, Cubes.read(file("b.fits", joined(bytes, new byte[3 * 2880 + 7]))).cube().points());
    byte[] more = new byte[2880];
    Arrays.fill(more, (byte) 7);
    Faults.assertRefused(
        "b.fits has data that belong to no unit after its unit 4: copy it again",
        () -> Cubes.read(file("b.fits", joined(bytes, more))));
  }

  @Test
  void velocitiesOnOtherPointsThanTheFieldAreRefused() throws IOException {
    byte[] bytes = cube(imageCards("BX"));
    for (String name : new String[] {"VX", "VY", "VZ"}) {
      List<String> cards = edited(imageCards(name), "NAXIS3", card("NAXIS3", 4));
      bytes = joined(bytes, unit(cards, new byte[1024]));
    }
    Path file = file("b.fits", bytes);
    Faults.assertRefused(
        "b.fits, VX is 8 x 8 x 4 and the field BX has 8 points a side: give velocity and density on"
            + " the points of the field, or leave them out",
        () -> Cubes.read(file));
  }

  /** Without this check the report said M_A = 0 for a density of 0, and a factor NaN below. */
  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void aDensityThatIsNotPositiveIsRefused(int sign) throws IOException {
    byte[] bytes = cube(imageCards("BX"));
    for (String name : new String[] {"VX", "VY", "VZ"}) {
      bytes = joined(bytes, unit(imageCards(name), samples(name.charAt(1) - 'X')));
    }
    List<String> cards =
        edited(imageCards("RHO"), "BITPIX", card("BITPIX", 8) + card("BSCALE", 0.5));
    byte[] density = new byte[512];
    Arrays.fill(density, (byte) -sign);
    cards.add(6, card("BZERO", 1.5 * sign));
    Path file = file("b.fits", joined(bytes, unit(cards, density)));
    Faults.assertRefused(
        "b.fits, RHO: its mean is "
            + (sign == 0 ? "0.0" : "-1.0")
            + ", and a density is above 0: correct it, or leave velocity and density out",
        () -> Cubes.read(file));
  }

  @Test
  void aSampleAboveSinglePrecisionIsNotCalledInfinite() throws IOException {
    List<String> cards = edited(imageCards("BX"), "BITPIX", card("BITPIX", -64));
    byte[] values = new byte[4096];
    ByteBuffer.wrap(values).putDouble(8 * 3, 1e300);
    Path file =
        file(
            "b.fits",
            joined(
                primary(),
                unit(cards, values),
                unit(imageCards("BY"), samples(1)),
                unit(imageCards("BZ"), samples(2))));
    Faults.assertRefused(
        "b.fits, BX: the sample at pixel (4, 1, 1) is 1.0E300, above the 3.4e38 of single precision:"
            + " write the field in a larger unit, or replace the sample if it stands for a missing"
            + " one",
        () -> Cubes.read(file));
  }

  /** Names of the images after BX, BY, BZ, what is said. */
  static Stream<Arguments> twice() {
    String said =
        "b.fits holds one component twice, as %s and %s: keep the arrays of one field in the file,"
            + " or give a file for each component";
    return Stream.of(
        arguments("BX", said.formatted("BX", "BX")),
        arguments("B2", said.formatted("BY", "B2")),
        arguments("mag_z", said.formatted("BZ", "mag_z")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("twice")
  void aComponentThatIsThereTwiceIsRefused(String name, String message) throws IOException {
    byte[] more = unit(imageCards(name), samples(1));
    Path file = file("b.fits", joined(cube(imageCards("BX")), more));
    Faults.assertRefused(message, () -> Cubes.read(file));
  }

  /** Names of images of vectors, what is said. */
  static Stream<Arguments> vectors() {
    String none =
        "b.fits holds %s (8 x 8 x 8 x 3) and so no field: name three images BX, BY and BZ, …";
    return Stream.of(
        arguments(List.of("VELOCITY"), none.formatted("VELOCITY")),
        arguments(List.of("VECTOR_POTENTIAL"), none.formatted("VECTOR_POTENTIAL")),
        arguments(List.of("CURRENT"), none.formatted("CURRENT")),
        arguments(
            List.of("ONE", "TWO"),
            "b.fits holds ONE, TWO, each of which can be the field: name the array of the field B"),
        arguments(List.of("B", "B"), "b.fits holds the same vectors twice, as B and B: …"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void vectorsThatAreNotTheFieldAreNotTakenForIt(List<String> names, String message)
      throws IOException {
    byte[] bytes = primary();
    for (String name : names) {
      List<String> cards = edited(imageCards(name), "NAXIS", card("NAXIS", 4));
      cards.add(6, card("NAXIS4", 3));
      bytes = joined(bytes, unit(cards, joined(samples(0), samples(1), samples(2))));
    }
    Path file = file("b.fits", bytes);
    Faults.assertRefused(message, () -> Cubes.read(file));
  }

  @Test
  void componentsInDifferentUnitsAreRefused() throws IOException {
    List<String> by = edited(imageCards("BY"), "BUNIT", card("BUNIT", "T"));
    Path file =
        file(
            "b.fits",
            joined(
                primary(),
                unit(edited(imageCards("BX"), "BUNIT", card("BUNIT", "G")), samples(0)),
                unit(by, samples(1)),
                unit(imageCards("BZ"), samples(2))));
    Faults.assertRefused(
        "b.fits, BX is in \"G\" and BY in \"T\": give all components in one unit, or delete the units"
            + " if they are wrong",
        () -> Cubes.read(file));
  }

  @Test
  void integersOf64BitsWithoutSignKeepTheirLastBits() throws IOException {
    byte[] bytes = primary();
    for (int c = 0; c < 3; c++) {
      ByteBuffer floats = ByteBuffer.wrap(samples(c));
      ByteBuffer longs = ByteBuffer.allocate(8 * 512);
      while (longs.hasRemaining()) {
        longs.putLong(Math.round(1000 * (floats.getFloat() + 2)) ^ Long.MIN_VALUE);
      }
      List<String> cards = edited(imageCards("B" + "XYZ".charAt(c)), "BITPIX", card("BITPIX", 64));
      cards.add(card("BZERO", "9223372036854775808").replace("'", " "));
      bytes = joined(bytes, unit(cards, longs.array()));
    }
    FieldCube cube = Cubes.read(file("b.fits", bytes)).cube();
    assertEquals(3000, cube.at(0, 0, 0).x());
    assertEquals(Math.rint(1000 * (2 + 0.2 * Math.cos(0.4))), cube.at(0, 0, 0).z());
  }

  @Test
  void aComponentOfZerosIsNotGivenAnInfiniteScale() throws IOException {
    ByteBuffer waves = ByteBuffer.allocate(2048);
    for (int p = 0; p < 512; p++) {
      waves.putFloat((float) Math.sin(2 * Math.PI / 8 * (p + p / 8 + p / 64)));
    }
    Path file =
        file(
            "b.fits",
            joined(
                primary(),
                unit(imageCards("BX"), waves.array()),
                unit(imageCards("BY"), new byte[2048]),
                unit(imageCards("BZ"), new byte[2048])));
    Faults.assertRefused(
        "b.fits has a relative divergence of … in the best of all orders of its axes, above 0.30: …",
        () -> Cubes.read(file));
  }
}
