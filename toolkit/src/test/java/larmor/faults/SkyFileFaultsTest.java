package larmor.faults;

import static larmor.faults.FitsBytes.card;
import static larmor.faults.FitsBytes.doubles;
import static larmor.faults.FitsBytes.edited;
import static larmor.faults.FitsBytes.gzipped;
import static larmor.faults.FitsBytes.joined;
import static larmor.faults.FitsBytes.mapCards;
import static larmor.faults.FitsBytes.primary;
import static larmor.faults.FitsBytes.raw;
import static larmor.faults.FitsBytes.unit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import larmor.sky.Mask;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HEALPix maps and spectra in FITS tables with wrong headers, columns and pixels. */
class SkyFileFaultsTest {
  @TempDir Path folder;

  private Path map(List<String> cards, byte[] data) throws IOException {
    return Files.write(folder.resolve("map.fits"), joined(primary(), unit(cards, data)));
  }

  private void assertMapRefused(String message, Path file) {
    Faults.assertRefused(message.replace("FILE", file.toString()), () -> SkyMap.read(file));
  }

  @Test
  void theSoundMapIsRead() throws IOException {
    assertEquals(47, SkyMap.read(map(mapCards(), doubles(48))).at(47));
  }

  /** Keyword, its card or null for none, what is said. */
  static Stream<Arguments> cards() {
    String ordering =
        "FILE has NSIDE 2 and ORDERING %s in its header: give a HEALPix map, RING or NESTED";
    String nside =
        "FILE has NSIDE %d in its header: give a HEALPix map whose NSIDE is a power of two from 1 to"
            + " 8192";
    String form =
        "FILE, column 1, has TFORM %s, which holds no numbers: write it as B, I, J, K, E or D";
    String unknown =
        "FILE has COORDSYS %s, which is not C (equatorial), G (Galactic) or E (ecliptic): use"
            + " SkyMap.readAsStored(file), and toEquatorial if it is not equatorial";
    String factor = "FILE, column 1: %s is %s: it must be a finite number";
    return Stream.of(
        arguments(
            "NSIDE",
            null,
            "FILE has NSIDE 0 and ORDERING RING in its header: give a HEALPix map, RING or NESTED"),
        arguments(
            "NSIDE", card("NSIDE", 0), "FILE has NSIDE 0 and ORDERING RING in its header: give …"),
        arguments("NSIDE", card("NSIDE", -2), nside.formatted(-2)),
        arguments("NSIDE", card("NSIDE", 3), nside.formatted(3)),
        arguments("NSIDE", card("NSIDE", 16384), nside.formatted(16384)),
        arguments("NSIDE", card("NSIDE", 1L << 33), nside.formatted(1L << 33)),
        arguments(
            "NSIDE",
            card("NSIDE", 8192),
            "FILE holds 48 values and NSIDE 8192 needs 805306368: write the map again"),
        arguments(
            "NSIDE",
            card("NSIDE", 1),
            "FILE holds 48 values and NSIDE 1 needs 12: write the map again"),
        arguments("NSIDE", card("NSIDE", 2.5), "FILE: NSIDE is 2.5: it must be a whole number"),
        arguments("NSIDE", card("NSIDE", "2"), "FILE: NSIDE is 2: it must be a whole number"),
        arguments("ORDERING", null, ordering.formatted("NONE")),
        arguments("ORDERING", card("ORDERING", "RINGED"), ordering.formatted("RINGED")),
        arguments("ORDERING", card("ORDERING", "NESTING"), ordering.formatted("NESTING")),
        arguments("ORDERING", card("ORDERING", ""), ordering.formatted("NONE")),
        arguments(
            "INDXSCHM",
            card("INDXSCHM", "SPARSE"),
            "FILE has INDXSCHM SPARSE in its header: it must be IMPLICIT or EXPLICIT"),
        arguments("COORDSYS", card("COORDSYS", "Q"), unknown.formatted("Q")),
        arguments("COORDSYS", card("COORDSYS", "H"), unknown.formatted("H")),
        arguments("COORDSYS", card("COORDSYS", "CUSTOM"), unknown.formatted("CUSTOM")),
        arguments(
            "COORDSYS", card("COORDSYS", "SUPERGALACTIC"), unknown.formatted("SUPERGALACTIC")),
        arguments("COORDSYS", card("COORDSYS", "GEOGRAPHIC"), unknown.formatted("GEOGRAPHIC")),
        arguments("COORDSYS", card("COORDSYS", "EARTH"), unknown.formatted("EARTH")),
        arguments(
            "COORDSYS",
            card("COORDSYS", "G"),
            "FILE is in Galactic coordinates (COORDSYS G), not equatorial: use SkyMap.readAsStored(file).toEquatorial(SkyFrame.galactic())"),
        arguments(
            "COORDSYS",
            card("COORDSYS", "galactic"),
            "FILE is in Galactic coordinates (COORDSYS GALACTIC), …"),
        arguments(
            "COORDSYS", card("COORDSYS", "E"), "FILE is in ecliptic coordinates (COORDSYS E), …"),
        arguments("TFORM1", card("TFORM1", "8A"), form.formatted("8A")),
        arguments("TFORM1", card("TFORM1", "8L"), form.formatted("8L")),
        arguments("TFORM1", card("TFORM1", "1C"), form.formatted("1C")),
        arguments("TFORM1", card("TFORM1", "1PD(9)"), form.formatted("1PD(9)")),
        arguments("TFORM1", card("TFORM1", "64X"), form.formatted("64X")),
        arguments(
            "TFORM1",
            card("TFORM1", "1Z"),
            "FILE, unit 2: TFORM1 is '1Z': it must be a count and one of L, X, B, …"),
        arguments(
            "TFORM1",
            card("TFORM1", "1E"),
            "FILE, unit 2: its rows have NAXIS1 = 8 bytes and its columns 4 by their TFORM: write it again"),
        arguments("TFORM1", card("TFORM1", "2D"), "FILE…"),
        arguments("TFORM1", card("TFORM1", "0D"), "FILE…"),
        arguments("TFORM1", card("TFORM1", "99999999999D"), "FILE…"),
        arguments("TFORM1", card("TFORM1", "-1D"), "FILE…"),
        arguments(
            "TFORM1", null, "FILE, unit 2: TFORM1 is missing: it must be a count and one of …"),
        arguments("TFIELDS", card("TFIELDS", 0), "FILE…"),
        arguments("TFIELDS", card("TFIELDS", 2), "FILE…"),
        arguments("TFIELDS", card("TFIELDS", -1), "FILE…"),
        arguments(
            "NAXIS1",
            card("NAXIS1", 7),
            "FILE, unit 2: its rows have NAXIS1 = 7 bytes and its columns 8 by their TFORM: write it again"),
        arguments("NAXIS1", card("NAXIS1", 4), "FILE…"),
        arguments(
            "NAXIS2",
            card("NAXIS2", 47),
            "FILE holds 47 values and NSIDE 2 needs 48: write the map again"),
        arguments("NAXIS2", card("NAXIS2", 0), "FILE…"),
        arguments(
            "NAXIS2", card("NAXIS2", -48), "FILE, unit 2: NAXIS2 is -48: it must be 0 or more"),
        arguments(
            "NAXIS2",
            card("NAXIS2", 2_000_000_000),
            "FILE, unit 2: the file ends 15,999,99…: copy it again"),
        arguments("NAXIS2", null, "FILE, unit 2: its header has no NAXIS2: copy it again"),
        arguments(
            "TSCAL1",
            raw("TSCAL1  =                  NaN"),
            factor.formatted("TSCAL1", "NaN") + " other than 0"),
        arguments(
            "TSCAL1", card("TSCAL1", 0.0), factor.formatted("TSCAL1", "0.0") + " other than 0"),
        arguments(
            "TSCAL1", card("TSCAL1", "2,5"), factor.formatted("TSCAL1", "2,5") + " other than 0"),
        arguments(
            "TZERO1",
            raw("TZERO1  =             Infinity"),
            factor.formatted("TZERO1", "Infinity")),
        arguments("TZERO1", card("TZERO1", "x"), factor.formatted("TZERO1", "x")),
        arguments(
            "TSCAL1",
            card("TSCAL1", 1e308),
            "FILE holds Infinity as pixel 2: write NaN in an empty pixel"),
        arguments(
            "BAD_DATA",
            card("BAD_DATA", "none"),
            "FILE: BAD_DATA is none: it must be a finite number"),
        arguments(
            "DATASUM",
            card("DATASUM", "7"),
            "FILE, unit 2: its data sum to … and its DATASUM is 7, so …"),
        arguments(
            "CHECKSUM",
            card("CHECKSUM", "abcdabcdabcdabcd"),
            "FILE, unit 2: its CHECKSUM abcdabcdabcdabcd does not hold, …"),
        arguments(
            "XTENSION",
            card("XTENSION", "IMAGE"),
            "FILE holds no binary table: give a HEALPix map"),
        arguments("XTENSION", card("XTENSION", "FOREIGN"), "FILE…"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cards")
  void aWrongCardIsNamed(String keyword, String replacement, String message) throws IOException {
    assertMapRefused(message, map(edited(mapCards(), keyword, replacement), doubles(48)));
  }

  @ParameterizedTest(name = "COORDSYS {0}")
  @ValueSource(strings = {"C", "c", "CELESTIAL", "EQUATORIAL", "ICRS", "J2000", "FK5", ""})
  void equatorialWordsAreAccepted(String word) throws IOException {
    Path file = map(edited(mapCards(), "COORDSYS", card("COORDSYS", word)), doubles(48));
    assertEquals(47, SkyMap.read(file).at(47));
  }

  /** Shorts 0 … 47 with TSCAL 2, TZERO 10 and the empty value 7. */
  @Test
  void scaledIntegersAreReadAsTheStandardSays() throws IOException {
    ByteBuffer shorts = ByteBuffer.allocate(96);
    for (int p = 0; p < 48; p++) {
      shorts.putShort((short) p);
    }
    List<String> cards = edited(mapCards(), "NAXIS1", card("NAXIS1", 2));
    cards = edited(cards, "TFORM1", card("TFORM1", "1I"));
    cards.add(card("TSCAL1", 2.0));
    cards.add(raw("TZERO1  =               1.0D+1"));
    cards.add(card("TNULL1", 7));
    SkyMap map = SkyMap.read(map(cards, shorts.array()));
    assertEquals(10 + 2 * 47, map.at(47));
    assertTrue(map.isEmpty(7));
    assertEquals(1, map.emptyPixels());
  }

  @Test
  void unsignedBytesAndOneCellOfAllPixelsAreRead() throws IOException {
    byte[] bytes = new byte[48];
    bytes[3] = (byte) 200;
    List<String> cards = edited(mapCards(), "NAXIS1", card("NAXIS1", 48));
    cards = edited(cards, "NAXIS2", card("NAXIS2", 1));
    cards = edited(cards, "TFORM1", card("TFORM1", "48B"));
    assertEquals(200, SkyMap.read(map(cards, bytes)).at(3));
  }

  /** Pixel numbers, what is said. */
  static Stream<Arguments> pixels() {
    return Stream.of(
        arguments(new double[] {3, 3}, "FILE has two values for pixel 3: write each pixel once"),
        arguments(
            new double[] {3, 3.5}, "FILE has a value for pixel 3.5: write whole numbers of pixels"),
        arguments(
            new double[] {-1, 3},
            "FILE has a value for pixel -1, but the last pixel of NSIDE 2 is 47: correct its first column"),
        arguments(
            new double[] {0, 48},
            "FILE has a value for pixel 48, but the last pixel of NSIDE 2 is 47: correct its first column"),
        arguments(
            new double[] {0, 1e300},
            "FILE has a value for pixel 1000000…: correct its first column"),
        arguments(
            new double[] {0, Double.NaN},
            "FILE has a value for pixel NaN, but …: correct its first column"),
        arguments(
            new double[] {Double.NEGATIVE_INFINITY, 1},
            "FILE has a value for pixel -Infinity, but …: correct its first column"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("pixels")
  void wrongPixelNumbersAreRefused(double[] numbers, String message) throws IOException {
    ByteBuffer rows = ByteBuffer.allocate(16 * numbers.length);
    for (double number : numbers) {
      rows.putDouble(number).putDouble(5);
    }
    assertMapRefused(message, map(partialCards(numbers.length), rows.array()));
  }

  private static List<String> partialCards(int rows) {
    List<String> cards = edited(mapCards(), "NAXIS1", card("NAXIS1", 16));
    cards = edited(cards, "NAXIS2", card("NAXIS2", rows));
    cards = edited(cards, "TFIELDS", card("TFIELDS", 2));
    cards.add(card("TFORM2", "1D"));
    cards.add(card("INDXSCHM", "EXPLICIT"));
    return cards;
  }

  @Test
  void aPartialMapOfTooManyPixelsIsRefusedBeforeItFillsTheMemory() throws IOException {
    List<String> cards = edited(partialCards(1), "NSIDE", card("NSIDE", 8192));
    assertMapRefused(
        "FILE with NSIDE 8192 needs 19.33 GB of memory and … GB are left: start Java with a larger"
            + " -Xmx, or give it with a smaller NSIDE",
        map(cards, new byte[16]));
  }

  @Test
  void aPackedTableLargerThanTheMemoryIsRefused() throws IOException {
    List<String> cards = edited(mapCards(), "NAXIS2", card("NAXIS2", 2_000_000_000));
    Path file =
        Files.write(
            folder.resolve("map.fits.gz"), gzipped(joined(primary(), unit(cards, new byte[99]))));
    assertMapRefused("FILE, unpacked, needs 16.00 GB of memory and …", file);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e30, -1.63e30, -1e20, -Double.MAX_VALUE})
  void anotherMarkOfEmptyPixelsIsNotTakenForAnIntensity(double value) throws IOException {
    byte[] data = doubles(48);
    ByteBuffer.wrap(data).putDouble(8 * 9, value);
    assertMapRefused(
        "FILE holds "
            + value
            + " as pixel 9, which is no intensity and not the -1.6375E30 of its empty pixels: write"
            + " NaN in an empty pixel, or its value as BAD_DATA",
        map(mapCards(), data));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void infinitePixelsAreRefused(double value) throws IOException {
    byte[] data = doubles(48);
    ByteBuffer.wrap(data).putDouble(8 * 9, value);
    assertMapRefused(
        "FILE holds " + value + " as pixel 9: write NaN in an empty pixel", map(mapCards(), data));
  }

  static Stream<Integer> lengths() {
    return Stream.iterate(0, n -> n + 613).takeWhile(n -> n < 2 * 2880 + 384);
  }

  @ParameterizedTest(name = "{0} bytes")
  @MethodSource("lengths")
  void aMapCutAnywhereIsRefused(int length) throws IOException {
    byte[] bytes = joined(primary(), unit(mapCards(), doubles(48)));
    Path file = Files.write(folder.resolve("cut.fits"), Arrays.copyOf(bytes, length));
    Faults.assertSentence(Faults.thrownBy(() -> SkyMap.read(file)));
    Faults.assertSentence(Faults.thrownBy(() -> PowerSpectrum.read(file)));
  }

  @Test
  void aMaskWithOtherWeightsThanFromZeroToOneIsRefused() throws IOException {
    Path file = map(mapCards(), doubles(48));
    Faults.assertRefused("…", () -> Mask.read(file));
  }

  /** Keyword, its card or null for none, what is said of a spectrum with 48 multipoles. */
  static Stream<Arguments> spectra() {
    String form =
        "FILE, column 1, has TFORM %s, which holds no numbers: write it as B, I, J, K, E or D";
    return Stream.of(
        arguments("TFORM1", card("TFORM1", "8A"), form.formatted("8A")),
        arguments("TFORM1", card("TFORM1", "8L"), form.formatted("8L")),
        arguments("TFORM1", card("TFORM1", "1M"), "FILE…"),
        arguments(
            "NAXIS2",
            card("NAXIS2", 0),
            "FILE has data that belong to no unit after its unit 2: copy it again"),
        arguments("NAXIS2", card("NAXIS2", -1), "FILE, unit 2: NAXIS2 is -1: it must be 0 or more"),
        arguments(
            "NAXIS2", card("NAXIS2", 1 << 30), "FILE, unit 2: the file ends …: copy it again"),
        arguments(
            "TSCAL1",
            raw("TSCAL1  =                  NaN"),
            "FILE, column 1: TSCAL1 is NaN: it must be a finite number other than 0"),
        arguments(
            "TSCAL1",
            card("TSCAL1", 1e308),
            "FILE has Infinity as C_2: write a finite number for each l"),
        arguments(
            "XTENSION",
            card("XTENSION", "IMAGE"),
            "FILE holds no FITS table: give a spectrum as a table with a row for each l"),
        arguments("TFIELDS", card("TFIELDS", 0), "FILE…"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("spectra")
  void aWrongCardOfASpectrumIsNamed(String keyword, String replacement, String message)
      throws IOException {
    Path file = map(edited(spectrumCards(), keyword, replacement), doubles(48));
    Faults.assertRefused(message.replace("FILE", file.toString()), () -> PowerSpectrum.read(file));
  }

  @Test
  void aSpectrumOfScaledIntegersIsReadAsTheStandardSays() throws IOException {
    List<String> cards = edited(spectrumCards(), "TFORM1", card("TFORM1", "1K"));
    cards.add(card("TSCAL1", 0.5));
    byte[] data = new byte[8 * 48];
    ByteBuffer.wrap(data).putLong(8, 3).putLong(16, 5);
    double[] c = PowerSpectrum.read(map(cards, data)).values();
    assertArrayEquals(new double[] {0, 1.5, 2.5, 0}, Arrays.copyOf(c, 4));
  }

  @Test
  void aSpectrumWithNaNIsRefused() throws IOException {
    byte[] data = doubles(48);
    ByteBuffer.wrap(data).putDouble(8 * 3, Double.NaN);
    Path file = map(spectrumCards(), data);
    Faults.assertRefused(
        file + " has NaN as C_3: write a finite number for each l", () -> PowerSpectrum.read(file));
  }

  private static List<String> spectrumCards() {
    List<String> cards = mapCards();
    for (String keyword : new String[] {"PIXTYPE", "ORDERING", "NSIDE", "COORDSYS"}) {
      cards = edited(cards, keyword, null);
    }
    return edited(cards, "TTYPE1", card("TTYPE1", "TEMPERATURE"));
  }

  @Test
  void multipolesAndMapsAreNotTakenForASpectrum() throws IOException {
    for (String name : new String[] {"ELL", "l", "Multipole"}) {
      Path file = map(edited(spectrumCards(), "TTYPE1", card("TTYPE1", name)), doubles(48));
      Faults.assertRefused(
          file
              + " has the multipoles "
              + name
              + " as its first column: give a table whose rows are C_l from l = 0, or a CSV file of"
              + " ell,C_l",
          () -> PowerSpectrum.read(file));
    }
    Path sky = map(mapCards(), doubles(48));
    Faults.assertRefused(
        sky + " holds a HEALPix map and no spectrum: read it with SkyMap.read",
        () -> PowerSpectrum.read(sky));
  }

  /** Cards of a table with numbers of pixels and values, both of 8 bytes. */
  private static List<String> pixelCards(String first, String second, String scheme) {
    List<String> cards = edited(mapCards(), "NAXIS1", card("NAXIS1", 16));
    cards = edited(cards, "TFIELDS", card("TFIELDS", 2));
    cards = edited(cards, "TTYPE1", card("TTYPE1", first));
    cards = edited(cards, "TFORM1", card("TFORM1", first.equals("I") ? "1D" : "1K"));
    cards.add(card("TTYPE2", second));
    cards.add(card("TFORM2", second.equals("I") ? "1D" : "1K"));
    return scheme == null ? cards : edited(cards, "INDXSCHM", card("INDXSCHM", scheme));
  }

  @Test
  void numbersOfPixelsAreNotTakenForValues() throws IOException {
    String said =
        " has the column PIXEL in place %d%s: write INDXSCHM = EXPLICIT and the numbers of the pixels"
            + " as the first column, or leave them out";
    for (String scheme : new String[] {null, "IMPLICIT"}) {
      Path file = map(pixelCards("PIXEL", "I", scheme), new byte[16 * 48]);
      assertMapRefused("FILE" + said.formatted(1, " and no INDXSCHM = EXPLICIT"), file);
    }
    assertMapRefused(
        "FILE" + said.formatted(2, ""),
        map(pixelCards("I", "PIXEL", "EXPLICIT"), new byte[16 * 48]));
  }

  @Test
  void numbersOfPixelsWithoutSignKeepTheirLastBits() throws IOException {
    List<String> cards = pixelCards("PIXEL", "I", "EXPLICIT");
    cards.add(card("TZERO1", "9223372036854775808").replace("'", " "));
    ByteBuffer data = ByteBuffer.allocate(16 * 48);
    for (int p = 47; p >= 0; p--) {
      data.putLong(p ^ Long.MIN_VALUE).putDouble(100 + p);
    }
    SkyMap map = SkyMap.read(map(cards, data.array()));
    assertEquals(100, map.at(0));
    assertEquals(147, map.at(47));
  }

  @Test
  void aTableWithoutPixelsIsRefused() throws IOException {
    List<String> cards = pixelCards("PIXEL", "I", "EXPLICIT");
    assertMapRefused(
        "FILE has no pixels: write the map again",
        map(edited(cards, "NAXIS2", card("NAXIS2", 0)), new byte[0]));
  }

  @Test
  void theValueOfEmptyPixelsIsKnownInSinglePrecision() throws IOException {
    List<String> cards = edited(mapCards(), "TFORM1", card("TFORM1", "1E"));
    cards = edited(cards, "NAXIS1", card("NAXIS1", 4));
    cards.add(card("BAD_DATA", -1.1e33));
    ByteBuffer data = ByteBuffer.allocate(4 * 48);
    data.putFloat(4, -1.1e33f);
    assertEquals(Double.NaN, SkyMap.read(map(cards, data.array())).at(1));
  }
}
