package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import larmor.units.Units;
import nom.tam.fits.BinaryTable;
import nom.tam.fits.BinaryTableHDU;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerSpectrumTest {
  private final PowerSpectrum c = PowerSpectrum.of(new double[] {7, 2, 1, 0.5, 0.25});

  @Test
  void arithmeticIsTermByTerm() {
    assertEquals(4, c.times(2).at(1));
    assertEquals(3, c.plus(c).minus(1).at(1));
    assertEquals(0, c.minus(c).at(3));
    assertEquals(0.25, c.relativeToDipole().at(3));
    assertEquals((3 * 2 + 5 * 1 + 7 * 0.5 + 9 * 0.25) / (4 * Math.PI), c.variance(), 1e-15);
    assertEquals(4, c.multipoles()[4]);
    c.values()[1] = 99;
    assertEquals(2, c.at(1));
    WindowFunction beam = GaussianSmoothing.of(0.3).window(4);
    assertEquals(1, c.times(beam).dividedBy(beam).at(2), 1e-15);
  }

  @Test
  void theMeanOfARangeHasTheWeights2lPlus1() {
    PowerSpectrum c = PowerSpectrum.of(new double[] {9, 2, 3, 4});
    assertEquals((3 * 2 + 5 * 3 + 7 * 4) / 15.0, c.mean(1, 3), 1e-15);
    assertEquals(3, c.mean(2, 2));
    assertEquals(9, c.mean(0, 0));
  }

  /** 2000 skies, fixed and new; the scatter within 4.5 of its standard errors, 2 in 10⁴ seeds. */
  @Test
  void errorsAreTheScatterOfSkies() {
    SphericalHarmonics h = SphericalHarmonics.of(4, 6);
    double[] flat = {0, 2, 2, 2, 2, 2, 2};
    PowerSpectrum model = PowerSpectrum.of(flat);
    double noise = 1;
    double[] ones = {0, 1, 1, 1, 1, 1, 1};
    Alm fixed = h.almRealisation(model, 1);
    int n = 2000;
    double[][] sum = new double[6][7];
    for (int s = 0; s < n; s++) {
      Alm sky = h.almRealisation(model, 10 + s);
      Alm grain = h.almRealisation(PowerSpectrum.of(ones), 90000 + s);
      PowerSpectrum[] seen = {sky.power(), fixed.plus(grain).power(), sky.plus(grain).power()};
      for (int k = 0; k < 3; k++) {
        for (int l = 1; l <= 6; l++) {
          sum[k][l] += seen[k].at(l) / n;
          sum[k + 3][l] += seen[k].at(l) * seen[k].at(l) / n;
        }
      }
    }
    PowerSpectrum[] given = {
      model.cosmicError(),
      fixed.power().fixedSkyErrorForNoise(noise),
      model.totalErrorForNoise(noise)
    };
    for (int k = 0; k < 3; k++) {
      for (int l = 1; l <= 6; l++) {
        double scatter = Math.sqrt(sum[k + 3][l] - sum[k][l] * sum[k][l]);
        double kurtosis = 2 + 12.0 / (2 * l + 1);
        double tolerance = 4.5 * Math.sqrt(kurtosis / 4 / n);
        assertEquals(1, given[k].at(l) / scatter, tolerance, k + ", l = " + l);
      }
    }
  }

  /** Ahlers (2014): the values, the ratios of the rates they follow from, and the sum rule. */
  @Test
  void ahlersHierarchyHasItsValues() {
    PowerSpectrum a = AhlersHierarchy.spectrum(4000);
    double[][] known = {
      {1, 1},
      {2, 0.3},
      {3, 0.12857},
      {4, 0.06667},
      {5, 0.03896},
      {10, 6.494e-3},
      {20, 9.50e-4},
      {30, 2.975e-4},
      {40, 1.290e-4}
    };
    for (double[] k : known) {
      assertEquals(k[1], a.at((int) k[0]), 6e-4 * k[1]);
    }
    double c = 1;
    for (int l = 1; l < 40; l++) {
      double down = l * (l + 1) / 2.0 * (2 * l + 1) / (2 * l + 3);
      double rate = (l + 1) * (l + 2) / 2.0;
      c *= down / (rate - 1);
      assertEquals(c, a.at(l + 1), 1e-12 * c);
    }
    assertEquals(9, 4 * Math.PI * a.variance(), 0.01);
    assertEquals(
        "l = 0 is below the dipole, the first multipole of the hierarchy: use 1 or more",
        assertThrows(IllegalArgumentException.class, () -> AhlersHierarchy.relativeToDipole(0))
            .getMessage());
  }

  @Test
  void beamHasItsValues() {
    WindowFunction b = GaussianSmoothing.of(3 * Units.deg).window(47);
    double[][] known = {{0, 1}, {10, 0.7397}, {20, 0.316}, {30, 0.078}, {40, 0.011}, {47, 0.0020}};
    for (double[] k : known) {
      double w = b.at((int) k[0]);
      assertEquals(k[1], w * w, 6e-4);
    }
    assertEquals("Gaussian beam of σ = 3.00°: half the power is left at l = 16", b.toString());
    assertEquals(
        "l = 48 is outside the window, 0 to 47: use a larger lmax",
        assertThrows(IllegalArgumentException.class, () -> b.at(48)).getMessage());
    assertEquals(b.at(9) * b.at(9), b.times(b).at(9));
  }

  /** Measured: largest relative error 2.7e-4, rms 3.0e-5. */
  @Test
  void pixelWindowEqualsHealpy() {
    java.util.Map<Integer, WindowFunction> windows = new java.util.HashMap<>();
    double worst = 0;
    double square = 0;
    var rows = Reference.rows("pixwin.csv");
    for (double[] row : rows) {
      int nside = (int) row[0];
      WindowFunction w = windows.computeIfAbsent(nside, n -> WindowFunction.ofPixels(n, 3 * n - 1));
      double error = Math.abs(w.at((int) row[1]) / row[2] - 1);
      worst = Math.max(worst, error);
      square += error * error;
    }
    assertTrue(worst < 3e-4, "largest relative error " + worst);
    assertTrue(Math.sqrt(square / rows.size()) < 4e-5, "rms " + Math.sqrt(square / rows.size()));
    double[][] known = {
      {7, 0.980}, {10, 0.961}, {20, 0.857}, {30, 0.709}, {40, 0.542}, {47, 0.426}
    };
    for (double[] k : known) {
      assertEquals(k[1], Math.pow(windows.get(16).at((int) k[0]), 2), 1.1e-3);
    }
    assertEquals(
        "the pixel window of nside 4096 to l = 10 is not available: use nside 2048 or less and l to 4 nside",
        assertThrows(IllegalArgumentException.class, () -> WindowFunction.ofPixels(4096, 10))
            .getMessage());
    assertEquals(
        "pixels of nside 16: half the power is left at l = 43", windows.get(16).toString());
  }

  /** P_l summed over all pairs of points of all pixels, without Chebyshev nodes. */
  @Test
  void pixelWindowIsTheMeanOverPairs() {
    int nside = 2;
    int points = 4;
    double[] sum = new double[9];
    var rule =
        new org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory()
            .legendre(points, 0.0, 1.0);
    for (int p = 0; p < 48; p++) {
      FacePixel face = FacePixel.ofRing(Healpix.of(nside), p);
      for (int i = 0; i < points * points * points * points; i++) {
        int a = i % points;
        int b = i / points % points;
        int c = i / points / points % points;
        int d = i / points / points / points;
        var u =
            FacePixel.direction(
                nside, face.face(), face.x() + rule.getPoint(a), face.y() + rule.getPoint(b));
        var v =
            FacePixel.direction(
                nside, face.face(), face.x() + rule.getPoint(c), face.y() + rule.getPoint(d));
        double x = u.dot(v);
        double w =
            rule.getWeight(a) * rule.getWeight(b) * rule.getWeight(c) * rule.getWeight(d) / 48;
        double before = 0;
        double now = 1;
        for (int l = 0; l < sum.length; l++) {
          sum[l] += w * now;
          double next = ((2 * l + 1) * x * now - l * before) / (l + 1);
          before = now;
          now = next;
        }
      }
    }
    for (int l = 0; l < sum.length; l++) {
      assertEquals(Math.sqrt(sum[l]), WindowFunction.ofPixels(nside, 8).at(l), 1e-13, "l = " + l);
    }
  }

  @Test
  void filesGoToAndFromHealpy(@TempDir Path dir) throws Exception {
    var theirs =
        PowerSpectrum.read(Path.of(PowerSpectrumTest.class.getResource("spectrum.fits").toURI()));
    var ours = PowerSpectrum.of(Reference.map(4));
    for (int l = 0; l <= 11; l++) {
      assertEquals(ours.at(l), theirs.at(l), 1e-12 * ours.at(l));
    }
    var first =
        PowerSpectrum.read(
            Path.of(PowerSpectrumTest.class.getResource("four-spectra.fits").toURI()));
    assertEquals(11, first.lmax());
    for (int l = 0; l <= 11; l++) {
      assertEquals(1.0 / (l + 1), first.at(l), 1e-7 / (l + 1));
    }
    var file = dir.resolve("cl.fits");
    ours.write(file);
    assertEquals(ours, PowerSpectrum.read(file));
    Healpy.check(
        "c=hp.read_cl(sys.argv[1])\nassert len(c)==12\nprint(repr(float(c.sum())))\n",
        file,
        said -> assertEquals(Arrays.stream(ours.values()).sum(), Double.parseDouble(said), 1e-12));
    Files.writeString(file, "no spectrum");
    String message = assertThrows(IOException.class, () -> PowerSpectrum.read(file)).getMessage();
    assertTrue(message.startsWith(file + " "), message);
  }

  @Test
  void theEndOfTheNameIsTheFormatOfAFile(@TempDir Path dir) throws Exception {
    PowerSpectrum spectrum = PowerSpectrum.of(new double[] {0, 1.9e-6, 1 / 3.0, 5e-324});
    byte[][] starts = {
      "SIMPLE".getBytes(StandardCharsets.UTF_8),
      {0x1f, (byte) 0x8b},
      "ell,C_l\n0,0.0\n1,".getBytes(StandardCharsets.UTF_8)
    };
    String[] names = {"a.fits", "b.fits.gz", "c.csv", "D.FITS", "E.FITS.GZ", "F.CSV"};
    for (int i = 0; i < names.length; i++) {
      Path file = dir.resolve(names[i]);
      spectrum.write(file);
      assertEquals(spectrum, PowerSpectrum.read(file), names[i]);
      byte[] start = starts[i % 3];
      assertArrayEquals(start, Arrays.copyOf(Files.readAllBytes(file), start.length), names[i]);
    }
    assertEquals(
        "ell,C_l\n0,0.0\n1,1.9E-6\n2,0.3333333333333333\n3,4.9E-324\n",
        Files.readString(dir.resolve("c.csv")));
    for (String name : new String[] {"cl.txt", "cl", "csv", "cl.csv.gz", "fits.zip"}) {
      Path other = dir.resolve(name);
      refused(
          other + " does not end in .fits, .fits.gz or .csv: give it one of these endings",
          () -> spectrum.write(other));
      assertTrue(Files.notExists(other));
    }
    try (Stream<Path> files = Files.list(dir)) {
      assertEquals(6, files.count(), "a temporary file is left");
    }
  }

  @Test
  void tablesThatAreNoSpectrumAreRefused(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("cl.csv");
    Files.writeString(file, "ell,C_l\n0,0\n2,1e-6\n");
    assertEquals(
        "line 3 of " + file + " has ell 2: the next multipole is 1",
        assertThrows(IOException.class, () -> PowerSpectrum.read(file)).getMessage());
    Files.writeString(file, "ell,C_l\n");
    assertEquals(
        file + " has a heading and no multipole: add a line for each, from 0",
        assertThrows(IOException.class, () -> PowerSpectrum.read(file)).getMessage());
    Path words = dir.resolve("words.fits");
    BinaryTableHDU table =
        BinaryTable.fromColumnMajor(new Object[] {new String[] {"a", "b"}}).toHDU();
    FitsTable.write(table, words);
    assertEquals(
        words + ", column 1, has TFORM 1A, which holds no numbers: write it as B, I, J, K, E or D",
        assertThrows(IOException.class, () -> PowerSpectrum.read(words)).getMessage());
  }

  @Test
  void unusableRequestsAreRefused() {
    refused("l = 5 is outside the spectrum, 0 to 4: use a larger lmax", () -> c.at(5));
    refused(
        "a spectrum of 0 values has no C_0: give at least one",
        () -> PowerSpectrum.of(new double[0]));
    refused("there is no multipole from 3 to 2: give the lower one first", () -> c.mean(3, 2));
    refused(
        "spectra to l = 4 and l = 1 cannot be combined: use one lmax",
        () -> c.plus(PowerSpectrum.of(new double[2])));
    refused(
        "a spectrum cannot be divided by C_1 = 0.0: give one with a positive dipole power",
        () -> PowerSpectrum.of(new double[2]).relativeToDipole());
    refused(
        "there is no a_lm at l = 3, m = 4: use 0 ≤ m ≤ l ≤ 5",
        () -> Alm.ofHarmonic(5, 1, 0, 1, 0).re(3, 4));
    refused(
        "coefficients to l = 5 and to l = 4 cannot be combined: use one lmax",
        () -> Alm.ofHarmonic(5, 1, 0, 1, 0).plus(Alm.ofHarmonic(4, 1, 0, 1, 0)));
    refused(
        "2 real and 3 imaginary parts do not fit lmax 1: give 3 of each",
        () -> Alm.of(1, new double[2], new double[3]));
    refused("lmax -1 is outside 0 to 24576: use a value such as 3 nside - 1", () -> Alm.size(-1));
  }

  @Test
  void crossPowerOfIndependentPartsHasNoBias() {
    Alm a = Alm.ofHarmonic(5, 3, 1, 1, 2);
    Alm b = Alm.ofHarmonic(5, 3, 1, 3, 1);
    assertEquals(2 * (3 + 2) / 7.0, a.cross(b).at(3), 1e-15);
    assertEquals(2 * 5 / 7.0, a.power().at(3), 1e-15);
    assertEquals(a.power().at(3) * 4, a.plus(a).power().at(3), 1e-14);
    assertEquals(0, a.minus(a.times(1)).power().at(3));
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable e) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, e).getMessage());
  }

  @Test
  void printsItself() {
    assertEquals("C_l to l = 4: C_1 = 2.00, C_2 = 1.00, C_3 = 0.500, rms 1.15", c.toString());
  }

  @Test
  void aSpectrumIsScaledToAnObservedDipole() {
    PowerSpectrum scaled = PowerSpectrum.of(new double[] {3, 2, 0.5}).scaledToDipole(1e-6);
    assertEquals(1e-6, scaled.at(1), 1e-21);
    assertEquals(2.5e-7, scaled.at(2), 1e-21);
    assertEquals(
        "the dipole power 0.0 is not positive and finite: give the observed C_1",
        assertThrows(IllegalArgumentException.class, () -> scaled.scaledToDipole(0)).getMessage());
  }
}
