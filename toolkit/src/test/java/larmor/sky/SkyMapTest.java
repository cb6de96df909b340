package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import larmor.numeric.Vec3;
import larmor.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkyMapTest {
  @Test
  void arithmeticIsPixelByPixelAndKeepsEmptyPixels() {
    double[] v = Reference.map(4).values();
    v[7] = SkyMap.UNSEEN;
    v[9] = Double.NaN;
    SkyMap a = SkyMap.of(v);
    SkyMap b = SkyMap.of(4, n -> 2 + n.x());
    assertEquals(2, a.emptyPixels());
    assertTrue(a.isEmpty(7) && a.isEmpty(9) && !a.isEmpty(8));
    assertTrue(Double.isNaN(a.at(7)));
    double x = a.at(20);
    double y = b.at(20);
    assertEquals(x + y, a.plus(b).at(20));
    assertEquals(x - y, a.minus(b).at(20));
    assertEquals(x * y, a.times(b).at(20));
    assertEquals(x / y, a.dividedBy(b).at(20));
    assertEquals(3 * x + 1 - 0.5, a.times(3).plus(1).minus(0.5).at(20));
    for (SkyMap m : new SkyMap[] {a.plus(b), b.minus(a), b.times(a), a.times(2), b.maskedBy(a)}) {
      assertEquals(2, m.emptyPixels());
    }
    assertEquals(0, a.filledWith(0).emptyPixels());
    assertEquals(0, a.filledWith(0).at(7));
    assertEquals(192, b.dividedBy(SkyMap.uniform(4, 0)).emptyPixels());
    v[20] = 99;
    assertEquals(x, a.at(20), "the map holds a copy of its source");
    a.values()[20] = 99;
    assertEquals(x, a.at(20), "values() is a copy");
  }

  @Test
  void relativeIntensityHasMeanZeroOverSeenPixels() {
    double[] v = Reference.map(8).times(1e5).values();
    v[0] = Double.NaN;
    SkyMap r = SkyMap.of(v).relativeIntensity();
    assertEquals(0, r.mean(), 1e-15);
    assertEquals(v[100] / SkyMap.of(v).mean() - 1, r.at(100), 1e-15);
  }

  /** To the accuracy of three iterations at nside 16: measured 6.4e-5 and 3.8e-4. */
  @Test
  void smoothingKeepsTheMeanAndTwoBeamsAddInQuadrature() {
    SkyMap m = SphericalHarmonics.of(16, 20).realisation(AhlersHierarchy.spectrum(20), 1).plus(3);
    SkyMap once = m.smoothed(5 * Units.deg);
    SkyMap twice = m.smoothed(3 * Units.deg).smoothed(4 * Units.deg);
    assertEquals(m.mean(), once.mean(), 1e-4);
    assertEquals(0, once.minus(twice).deviation(), 5e-4 * once.deviation());
    assertEquals(0.911, once.deviation() / m.deviation(), 1e-3);
  }

  @Test
  void nestedOrderIsUndone() {
    SkyMap m = Reference.map(8);
    assertEquals(m, SkyMap.ofNested(m.nestedValues()));
    assertEquals(m.at(Healpix.of(8).fromNested(5)), m.nestedValues()[5]);
  }

  @Test
  void healpyMapsAreRead() throws Exception {
    SkyMap nested = SkyMap.read(resource("nested-16.fits"));
    SkyMap ours = Reference.map(16);
    for (int p = 0; p < ours.pixels(); p++) {
      if (p == 3 || p == 1000 || p == 3071) {
        assertTrue(nested.isEmpty(p));
      } else {
        assertEquals(ours.at(p), nested.at(p), 2e-7);
      }
    }
    SkyMap partial = SkyMap.read(resource("partial-4.fits"));
    assertEquals(189, partial.emptyPixels());
    assertEquals(1.5, partial.at(5));
    assertEquals(-2, partial.at(77));
    assertEquals(3, partial.at(190));
  }

  /** {@code make_files.py} is the recipe. */
  @Test
  void healpysFilesOfEveryKindAreRead() throws Exception {
    double[] expected = Reference.map(4).values();
    expected[5] = Double.NaN;
    expected[191] = Double.NaN;
    SkyMap ring = SkyMap.read(resource("ring-4.fits.gz"));
    SkyMap nested = SkyMap.read(resource("three-columns-4.fits"));
    SkyMap partial = SkyMap.read(resource("partial-nested-4.fits"));
    int hidden = 0;
    for (int p = 0; p < expected.length; p++) {
      assertEquals(expected[p], ring.at(p), 1e-15);
      assertEquals(expected[p], nested.at(p), 2e-7);
      boolean there = Healpix.of(4).nested(p) >= 100;
      hidden += there ? 0 : 1;
      assertEquals(there ? expected[p] : Double.NaN, partial.at(p), 1e-15);
    }
    assertEquals(100, hidden);
  }

  /** The dipole of a map turned from its own coordinates is where healpy's Rotator puts it. */
  @Test
  void mapsInOtherCoordinatesAreRefusedAndTurned() throws Exception {
    SkyFrame[] frames = {SkyFrame.galactic(), SkyFrame.ecliptic()};
    String[] names = {"galactic", "ecliptic"};
    for (int i = 0; i < 2; i++) {
      Path file = resource(names[i] + "-4.fits");
      String said = assertThrows(IOException.class, () -> SkyMap.read(file)).getMessage();
      assertEquals(
          String.format(
              "%s is in %s coordinates (COORDSYS %s), not equatorial: use SkyMap.readAsStored(file).toEquatorial(SkyFrame.%s())",
              file, i == 0 ? "Galactic" : "ecliptic", i == 0 ? "G" : "E", names[i]),
          said);
      Vec3 stored = DipoleFit.of(SkyMap.readAsStored(file)).dipole();
      double[] row = Reference.rows("frames.csv").get(i);
      Vec3 theirs = new Vec3(row[1], row[2], row[3]);
      assertEquals(0, frames[i].toEquatorial(stored).minus(theirs).norm(), 1e-6);
    }
  }

  @Test
  void writtenMapsComeBackToTheBit(@TempDir Path dir) throws IOException {
    for (int nside : new int[] {1, 2, 16, 64}) {
      double[] v = Reference.map(nside).values();
      v[5] = Double.NaN;
      Path file = dir.resolve("map.fits");
      SkyMap.of(v).write(file);
      assertEquals(SkyMap.of(v), SkyMap.read(file));
    }
    try (Stream<Path> files = Files.list(dir)) {
      assertEquals(1, files.count(), "a temporary file is left");
    }
  }

  @Test
  void healpyReadsOurMaps(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("map.fits");
    double[] v = Reference.map(16).values();
    v[5] = Double.NaN;
    double sum = 0;
    for (int p = 0; p < v.length; p++) {
      sum += p == 5 ? 0 : v[p] * (p % 100);
    }
    double expected = sum;
    for (int nested = 0; nested < 2; nested++) {
      if (nested == 0) {
        SkyMap.of(v).write(file);
      } else {
        SkyMap.of(v).writeNested(file);
        assertEquals(SkyMap.of(v), SkyMap.read(file));
      }
      Healpy.check(
          "m,h=hp.read_map(sys.argv[1],dtype=float,h=True)\n"
              + "assert dict(h)['ORDERING']=='"
              + (nested == 0 ? "RING" : "NESTED")
              + "'\nassert hp.get_nside(m)==16\nassert m[5]==hp.UNSEEN\nm[5]=0\n"
              + "import numpy as np\nprint(repr(float((m*(np.arange(len(m))%100)).sum())))\n",
          file,
          said -> assertEquals(expected, Double.parseDouble(said), 1e-12 * expected));
    }
  }

  @Test
  void otherFilesAreRefused(@TempDir Path dir) throws Exception {
    Path text = dir.resolve("text.fits");
    Files.writeString(text, "no map");
    String said = assertThrows(IOException.class, () -> SkyMap.read(text)).getMessage();
    assertTrue(said.startsWith(text + " "), said);
    Path spectrum = dir.resolve("cl.fits");
    PowerSpectrum.of(new double[3]).write(spectrum);
    assertEquals(
        spectrum
            + " has NSIDE 0 and ORDERING NONE in its header: give a HEALPix map, RING or NESTED",
        assertThrows(IOException.class, () -> SkyMap.read(spectrum)).getMessage());
    Path broken = dir.resolve("broken.fits");
    String bytes = Files.readString(resource("partial-4.fits"), StandardCharsets.ISO_8859_1);
    String card = "NSIDE   =                    ";
    assertTrue(bytes.contains(card + "4"));
    Files.writeString(broken, bytes.replace(card + "4", card + "2"), StandardCharsets.ISO_8859_1);
    assertEquals(
        broken
            + " has a value for pixel 77, but the last pixel of NSIDE 2 is 47: correct its first column",
        assertThrows(IOException.class, () -> SkyMap.read(broken)).getMessage());
  }

  @Test
  void otherPixelSizesEqualHealpysUdGrade() {
    double[] v = Reference.map(16).values();
    for (int p = 0; p < v.length; p++) {
      v[p] = p == 3 || p == 40 || p == 3071 || (p >= 1000 && p <= 1100) ? SkyMap.UNSEEN : v[p];
    }
    SkyMap[] other = {SkyMap.of(v).withNside(4), SkyMap.of(v).withNside(32)};
    int empty = 0;
    for (double[] row : Reference.rows("resampling.csv")) {
      double ours = other[(int) row[0]].at((int) row[1]);
      if (row[2] < -1e30) {
        assertTrue(Double.isNaN(ours));
        empty++;
      } else {
        assertEquals(row[2], ours, 1e-14);
      }
    }
    assertTrue(empty > 0);
    assertEquals(SkyMap.of(v).filledWith(1), SkyMap.of(v).filledWith(1).withNside(16));
  }

  @Test
  void interpolationIsExactAtCentresAndLeavesOutEmptyPixels() {
    SkyMap m = Reference.map(8);
    for (int p = 0; p < m.pixels(); p += 7) {
      assertEquals(m.at(p), m.interpolated(m.grid().direction(p)), 1e-12);
    }
    double[] v = m.values();
    v[100] = Double.NaN;
    SkyMap holed = SkyMap.of(v);
    Vec3 near = m.grid().direction(100).plus(new Vec3(0.01, 0.02, -0.01)).unit();
    Healpix.Interpolation about = m.grid().interpolation(near);
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < 4; i++) {
      if (about.pixel(i) != 100) {
        sum += about.weight(i) * v[about.pixel(i)];
        weight += about.weight(i);
      }
    }
    assertTrue(weight < 0.9);
    assertEquals(sum / weight, holed.interpolated(near), 1e-14);
    assertTrue(Double.isNaN(SkyMap.uniform(2, Double.NaN).interpolated(near)));
  }

  /** A dipole stays a dipole; the error at the poles is of first order in the pixel size. */
  @Test
  void mapsConvertBetweenFrames() {
    SkyFrame frame = SkyFrame.galactic();
    Vec3 d = new Vec3(0.3, -0.5, 0.8);
    double before = 1;
    for (int nside : new int[] {16, 32, 64}) {
      SkyMap box = SkyMap.of(nside, n -> 1 + n.dot(d));
      SkyMap turned = box.toEquatorial(frame);
      SkyMap exact = SkyMap.of(nside, n -> 1 + n.dot(frame.toEquatorial(d)));
      double worst = Math.max(turned.minus(exact).max(), -turned.minus(exact).min());
      assertTrue(worst < before / 1.8, nside + ": " + worst + " after " + before);
      before = worst;
      SkyMap back = exact.toBox(frame).minus(box);
      assertTrue(Math.max(back.max(), -back.min()) < 2 * worst);
    }
    assertTrue(before < 1.5e-3, "measured 1.4e-3 at nside 64, now " + before);
  }

  @Test
  void unusableRequestsAreRefused() {
    refused(
        "maps of nside 2 and 4 cannot be combined: make both with one nside",
        () -> SkyMap.uniform(2, 1).plus(SkyMap.uniform(4, 1)));
    refused(
        "a mean of 0.00 gives no relative intensity: use a map of counts or intensities",
        () -> SkyMap.uniform(2, 0).relativeIntensity());
    refused(
        "all 48 pixels are empty and have no mean: give a map with values",
        () -> SkyMap.uniform(2, Double.NaN).mean());
    refused("pixel 0 holds Infinity: use NaN for an empty pixel", () -> SkyMap.uniform(1, 1 / 0.0));
    refused(
        "pixel 3 holds Infinity: use NaN for an empty pixel",
        () -> SkyMap.of(new double[] {0, 1, 2, 1 / 0.0, 4, 5, 6, 7, 8, 9, 10, 11}));
    refused(
        "nside 12 is not a power of two from 1 to 8192: use a value such as 16",
        () -> SkyMap.uniform(2, 1).withNside(12));
    refused("pixel 48 is outside nside 2: use 0 to 47", () -> SkyMap.uniform(2, 0).at(48));
    refused(
        "a Gaussian of sigma -0.100 rad is outside 0 to π: use a value such as 3 * deg",
        () -> SkyMap.uniform(2, 0).smoothed(-0.1));
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable e) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, e).getMessage());
  }

  @Test
  void printsItself() {
    SkyMap m = SkyMap.of(1, Vec3::z);
    assertEquals("sky map nside 1: mean 0.00, rms 0.544, -0.667 to 0.667", m.toString());
    assertEquals(
        "sky map nside 1: mean 0.00, rms 0.667, -0.667 to 0.667, 4 of 12 pixels empty",
        m.dividedBy(SkyMap.of(1, n -> Math.abs(n.z()) < 0.1 ? 0 : 1)).toString());
    assertEquals("sky map nside 2, all empty", SkyMap.uniform(2, SkyMap.UNSEEN).toString());
    assertFalse(m.equals(m.times(2)));
    assertEquals(m.hashCode(), SkyMap.of(1, Vec3::z).hashCode());
    assertNotEquals(m.hashCode(), m.times(2).hashCode());
    assertArrayEquals(m.values(), SkyMap.of(m.values()).values());
  }

  private static Path resource(String name) throws Exception {
    return Path.of(SkyMapTest.class.getResource(name).toURI());
  }
}
