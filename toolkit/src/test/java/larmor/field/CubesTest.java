package larmor.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import larmor.numeric.Vec3;
import nom.tam.fits.Fits;
import nom.tam.fits.ImageHDU;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class CubesTest {
  @TempDir Path folder;

  private static Path resource(String name) {
    return Path.of("src/test/resources/larmor/field").resolve(name);
  }

  private static FieldCube sample(int n) {
    return FieldCubeTest.noise(n, 3).divergenceFree();
  }

  /** The field of the files written by astropy; the recipe is in their headers. */
  private static FieldCube astropy() {
    double t = 2 * Math.PI / 8;
    float[] b = new float[3 * 512];
    for (int p = 0; p < 512; p++) {
      int i = p / 64;
      int j = p / 8 % 8;
      int k = p % 8;
      b[3 * p] = (float) (1 + 0.5 * Math.cos(t * (2 * j + k)));
      b[3 * p + 1] = (float) (0.3 * Math.sin(t * (i + 2 * k)));
      b[3 * p + 2] = (float) (0.2 * Math.cos(t * (i - 3 * j) + 0.4));
    }
    return FieldCube.of(8, b);
  }

  @Test
  void doublesShortsAndFloatsWrittenByAstropyAreRead() {
    ImportedCube read = Cubes.read(resource("astropy-mixed.fits"));
    assertArrayEquals(astropy().values(), read.cube().values(), 1e-5f);
    float[] expected = astropy().values();
    float[] values = read.cube().values();
    double shorts = 0;
    for (int p = 0; p < values.length; p++) {
      double off = Math.abs(values[p] - expected[p]);
      if (p % 3 == 1) {
        shorts = Math.max(shorts, off);
      } else {
        assertEquals(0, off, 1.2e-7);
      }
    }
    assertTrue(shorts > 1e-7 && shorts < 0.6 / 65534, "scaled shorts are off by " + shorts);
    assertEquals("NAXIS1 = x, NAXIS2 = y, NAXIS3 = z", read.report().order());
  }

  @Test
  void oneImageOfThreeComponentsIsReadInTheOrderOfItsAxes() {
    ImportedCube read = Cubes.read(resource("astropy-4d.fits.gz"));
    assertArrayEquals(astropy().values(), read.cube().values(), 1e-6f);
    assertEquals("NAXIS1 = z, NAXIS2 = y, NAXIS3 = x", read.report().order());
    assertEquals("uG", read.report().unit());
  }

  @Test
  void whatIsWrittenIsReadBackToTheBit() throws Exception {
    FieldCube cube = sample(12);
    for (String name : new String[] {"a.fits", "a.fits.gz"}) {
      Path file = folder.resolve(name);
      CubeWriter.standard().with("SEED", "7").with("SPECTRUM", "Alfvén δB").write(cube, file);
      ImportedCube read = Cubes.read(file);
      assertEquals(cube, read.cube());
      assertEquals(cube.contentHash(), read.cube().contentHash());
      byte[] bytes = Files.readAllBytes(file);
      boolean gzipped = bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
      assertEquals(name.endsWith(".gz"), gzipped, name);
      try (var left = Files.list(folder)) {
        assertFalse(left.anyMatch(f -> f.toString().endsWith(".part")), "a temporary file is left");
      }
      try (Fits fits = new Fits(file.toFile())) {
        assertEquals("Alfven dB", fits.getHDU(0).getHeader().getStringValue("SPECTRUM"));
        assertEquals(cube.contentHash(), fits.getHDU(0).getHeader().getStringValue("CUBEHASH"));
      }
    }
  }

  @Test
  void errorOfQuantisedSamplesIsAtMostHalfAStep() {
    FieldCube cube = sample(12);
    Path file = folder.resolve("q.fits.gz");
    CubeWriter.standard().quantised().write(cube, file);
    float[] there = cube.values();
    ImportedCube read = Cubes.read(file);
    assertEquals(AxisOrder.FITS.toString(), read.report().order());
    float[] back = read.cube().values();
    for (int c = 0; c < 3; c++) {
      float low = 1e9f;
      float high = -1e9f;
      double worst = 0;
      for (int p = c; p < there.length; p += 3) {
        low = Math.min(low, there[p]);
        high = Math.max(high, there[p]);
        worst = Math.max(worst, Math.abs((double) there[p] - back[p]));
      }
      double step = (high - low) / 65534;
      assertTrue(worst > 0.2 * step && worst < 0.51 * step, worst / step + " steps");
    }
  }

  @Test
  void aFileForEachComponentMakesAField() throws Exception {
    FieldCube cube = sample(10);
    Path[] files = new Path[3];
    for (int c = 0; c < 3; c++) {
      files[c] = folder.resolve("mag" + "xyz".charAt(c) + ".fits");
      writeImages(files[c], new String[] {null}, (Object) component(cube, c, 2, 1, 0));
    }
    ImportedCube read = Cubes.read(files[0], files[1], files[2]);
    assertEquals(cube, read.cube());
    assertEquals("magx.fits, magy.fits, magz.fits", read.report().source());
  }

  @Test
  void theComponentMayBeTheSlowestAxis() throws Exception {
    FieldCube cube = sample(10);
    float[][][][] all = new float[3][][][];
    for (int c = 0; c < 3; c++) {
      all[c] = component(cube, c, 2, 1, 0);
    }
    Path file = folder.resolve("first.fits");
    writeImages(file, new String[] {"B"}, (Object) all);
    assertEquals(cube, Cubes.read(file).cube());
  }

  /** Velocities ±0.3 about a mean of 1, ρ = 4, B0 = 2, a = 0.1: v_A = 1, M_A = 0.3 √3. */
  @Test
  void machNumbersFollowFromVelocityAndDensity() throws Exception {
    FieldCube cube = sample(10).withMean(new Vec3(2, 0, 0));
    float[][][] v = new float[10][10][10];
    float[][][] rho = new float[10][10][10];
    for (float[][] plane : v) {
      for (int j = 0; j < 10; j++) {
        Arrays.fill(plane[j], j % 2 == 0 ? 1.3f : 0.7f);
      }
    }
    for (float[][] plane : rho) {
      for (float[] line : plane) {
        Arrays.fill(line, 4);
      }
    }
    Path file = folder.resolve("flow.fits");
    writeImages(
        file,
        new String[] {"dens", "velx", "vely", "velz", "magx", "magy", "magz"},
        rho,
        v,
        v,
        v,
        component(cube, 0, 2, 1, 0),
        component(cube, 1, 2, 1, 0),
        component(cube, 2, 2, 1, 0));
    FieldReport report = CubeReader.standard().withSoundSpeed(0.1).read(file).report();
    assertEquals(0.3 * Math.sqrt(3), report.alfvenMach(), 1e-6);
    assertEquals(3 * Math.sqrt(3), report.sonicMach(), 1e-5);
    assertEquals(0.02, report.beta(), 1e-8);
    assertTrue(Double.isNaN(Cubes.read(file).report().beta()));
    assertTrue(Cubes.read(file).toString().contains("\nM_A = 0.520"));
  }

  /** The log of the library is silenced only while a file is open. */
  @Test
  void logLevelOfTheLibraryIsRestored() throws IOException {
    Path text = folder.resolve("text.fits");
    Files.writeString(text, "no FITS at all\n".repeat(500));
    assertThrows(RuntimeException.class, () -> Cubes.read(text));
    assertEquals(null, java.util.logging.Logger.getLogger("nom.tam").getLevel());
  }

  /** All six orders of the axes give the same cube. */
  @Test
  void everyOrderOfTheAxesIsRecognised() throws Exception {
    FieldCube cube = sample(10);
    int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (int[] o : orders) {
      Path file = folder.resolve("o" + o[0] + o[1] + o[2] + ".fits");
      writeImages(
          file,
          new String[] {"BX", "BY", "BZ"},
          component(cube, 0, o[0], o[1], o[2]),
          component(cube, 1, o[0], o[1], o[2]),
          component(cube, 2, o[0], o[1], o[2]));
      ImportedCube read = Cubes.read(file);
      assertEquals(cube, read.cube(), Arrays.toString(o));
      assertTrue(read.report().divergence() < 1e-6);
      assertTrue(read.report().worstDivergence() > 0.3);
    }
  }

  @Test
  void axesAreRenamedUntilTheMeanFieldLiesAlongX() {
    FieldCube cube = sample(10);
    for (int axis = 1; axis < 3; axis++) {
      // x of the cube is y or z of the file
      Path file = folder.resolve("t" + axis + ".fits");
      Cubes.write(AxisOrder.renamed(cube, 3 - axis), file);
      ImportedCube read = Cubes.read(file);
      assertEquals(cube, read.cube());
      assertTrue(
          read.report()
              .warnings()
              .get(0)
              .startsWith("the mean field lay along " + "xyz".charAt(axis) + ": the axes are"));
      assertTrue(read.cube().relativeDivergence() < 1e-6);
    }
  }

  @Test
  void reportWarnsOfDivergenceDirectionAndMissingMeanField() {
    Path file = folder.resolve("odd.fits");
    FieldCube noise = FieldCubeTest.noise(12, 5);
    FieldCube clean = noise.divergenceFree();
    float[] mixed = clean.values();
    float[] dirty = noise.values();
    for (int p = 0; p < mixed.length; p++) {
      mixed[p] = 0.9f * mixed[p] + 0.1f * dirty[p];
    }
    Cubes.write(FieldCube.of(12, mixed), file);
    FieldReport report = Cubes.read(file).report();
    assertTrue(
        report
            .warnings()
            .get(0)
            .matches(
                "the relative divergence is \\d\\.\\d %, above 1 %: cube.divergenceFree\\(\\) removes"
                    + " it and keeps the mean"),
        report.toString());
    Cubes.write(clean.withMean(new Vec3(-2, 0.5, 0)), file);
    report = Cubes.read(file).report();
    assertEquals(
        "the mean field points to -x: the signs of gyration and drifts are reversed",
        report.warnings().get(0));
    assertEquals(
        "the mean field lies 14 degrees from x: results that assume it along x are wrong by that"
            + " angle",
        report.warnings().get(1));
    Cubes.write(clean.withMean(new Vec3(0, 0, 0)), file);
    assertTrue(
        Cubes.read(file).report().warnings().get(0).startsWith("the mean field is "),
        "no mean field");
  }

  @Test
  void reportPrintsEveryStatisticWithItsName() {
    FieldSpectrum spectrum = FieldSpectrum.of(sample(8));
    FieldReport r =
        new FieldReport(
            "cube.fits",
            64,
            new Vec3(1, 0, 0),
            0.57,
            1.1,
            0.08,
            0.5,
            0.02,
            AxisOrder.FITS.toString(),
            "as FITS files usually have them",
            "code units",
            0.8,
            2.5,
            0.2,
            spectrum,
            java.util.List.of("the mean field points to -x"));
    assertEquals(
        """
        cube.fits: 64 points a side, in code units
        mean field (1.00, 0.00, 0.00), δB/B0 = 0.570, ⟨|B|⟩/B0 = 1.100
        axes: NAXIS1 = x, NAXIS2 = y, NAXIS3 = z, as FITS files usually have them
        relative divergence 0.0800 (0.500 in the worst order of the axes), rms ∇·B Δx/|B| = 0.0200
        %s
        M_A = 0.800, M_s = 2.500, β = 0.200
        warning: the mean field points to -x"""
            .replace("%s", spectrum.toString()),
        r.toString());
    assertEquals(r.toString(), new ImportedCube(sample(8), r).toString());
  }

  @Test
  void unreadableFilesAreRefusedInOneSentence() throws Exception {
    assertMessage(
        "there is no file none.fits: give the path of a cube (FITS, HDF5, .npy or .raw)",
        () -> Cubes.read(Path.of("none.fits")));
    Path text = folder.resolve("text.fits");
    Files.writeString(text, "no FITS at all\n".repeat(500));
    assertMessage(
        "text.fits is not a complete FITS file: copy it again or convert it",
        () -> Cubes.read(text));
    Path unknown = Files.copy(text, folder.resolve("text.grid"));
    assertMessage(
        "text.grid is not in a format that is read (FITS, HDF5, .npy or .raw), or is incomplete:"
            + " copy it again or convert it",
        () -> Cubes.read(unknown));
    Path whole = folder.resolve("whole.fits");
    Cubes.write(sample(12), whole);
    Path cut = folder.resolve("cut.fits");
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 5_000));
    assertMessage(
        "cut.fits, BZ: the file ends 3,272 bytes before its samples do: copy it again",
        () -> Cubes.read(cut));
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 10_000));
    assertMessage(
        "cut.fits ends within the header of its unit 4: copy it again", () -> Cubes.read(cut));

    Path names = folder.resolve("names.fits");
    float[][][] a = component(sample(8), 0, 2, 1, 0);
    writeImages(names, new String[] {"RHO", "BX"}, a, a);
    assertMessage(
        "names.fits holds RHO (8 x 8 x 8), BX (8 x 8 x 8) and so no field: name three images BX, BY"
            + " and BZ, give one of n x n x n x 3, or name three files",
        () -> Cubes.read(names));
    Path flat = folder.resolve("flat.fits");
    writeImages(flat, new String[] {"BX"}, (Object) new float[8][8]);
    assertMessage(
        "flat.fits holds no image with three axes: give a cube of one component",
        () -> Cubes.read(flat, names, names));
  }

  @Test
  void wrongCubesAreRefusedInOneSentence() throws Exception {
    Path file = folder.resolve("w.fits");
    String[] names = {"BX", "BY", "BZ"};
    float[][][] a = component(sample(8), 0, 2, 1, 0);
    writeImages(file, names, a, a, new float[9][9][9]);
    assertMessage(
        "w.fits, BX is 8 x 8 x 8 and w.fits, BZ is 9 x 9 x 9: give components of one size",
        () -> Cubes.read(file));
    Object brick = new float[8][9][10];
    writeImages(file, names, brick, brick, brick);
    assertMessage(
        "w.fits, BX is 10 x 9 x 8, which is not a cube: cut out a periodic cube with equal sides",
        () -> Cubes.read(file));
    Object small = new float[6][6][6];
    writeImages(file, names, small, small, small);
    assertMessage(
        "w.fits, BX has 6 points a side: use a cube of 8 to 1280", () -> Cubes.read(file));
    Object zero = new float[8][8][8];
    writeImages(file, names, zero, zero, zero);
    assertMessage(
        "w.fits holds (0.0, 0.0, 0.0) at every point: a constant field needs no cube, so use"
            + " UniformField",
        () -> Cubes.read(file));
    float[][][] hole = component(sample(8), 1, 2, 1, 0);
    hole[4][3][2] = Float.NaN;
    writeImages(file, names, a, hole, a);
    assertMessage(
        "w.fits, BY: the sample at pixel (3, 4, 5) is NaN: every sample must be a finite number, so"
            + " replace the missing ones",
        () -> Cubes.read(file));
    Cubes.write(FieldCubeTest.noise(8, 4), file);
    String message = assertThrows(RuntimeException.class, () -> Cubes.read(file)).getMessage();
    assertTrue(
        message.matches(
            "w.fits has a relative divergence of 0\\.\\d\\d in the best of all orders of its axes,"
                + " above 0\\.30: check which component is which, or raise the limit by"
                + " \\.withDivergenceLimit"),
        message);
    assertEquals(
        FieldCubeTest.noise(8, 4).fluctuation(),
        CubeReader.standard().withDivergenceLimit(1).read(file).cube().fluctuation(),
        1e-12);
    assertMessage(
        "a sound speed of 0.0 is not positive: give a value above 0 in the cube's units",
        () -> CubeReader.standard().withSoundSpeed(0));
  }

  @Test
  void blankIntegersAreRefusedAsMissingSamples() throws Exception {
    Path file = folder.resolve("blank.fits");
    short[][][] s = new short[8][8][8];
    s[1][2][3] = -9;
    try (Fits fits = new Fits()) {
      for (String name : new String[] {"BX", "BY", "BZ"}) {
        ImageHDU hdu = nom.tam.fits.ImageData.from(s).toHDU();
        hdu.getHeader().addValue("EXTNAME", name, null);
        hdu.getHeader().addValue("BLANK", -9, null);
        fits.addHDU(hdu);
      }
      fits.write(file.toFile());
    }
    assertMessage(
        "blank.fits, BX: the sample at pixel (4, 3, 2) is BLANK: every sample must be a finite"
            + " number, so replace the missing ones",
        () -> Cubes.read(file));
  }

  @Test
  void foldersThatDoNotExistAndWrongKeywordsAreRefused() {
    assertMessage(
        "'seed number' is not a FITS keyword: use one to eight capitals, digits, hyphens and"
            + " underscores",
        () -> CubeWriter.standard().with("seed number", "7"));
    Path nowhere = folder.resolve("no/such/place.fits");
    assertMessage(
        "cannot write " + nowhere + ": choose an existing folder with enough free space",
        () -> Cubes.write(sample(8), nowhere));
  }

  private static float[][][] component(FieldCube cube, int c, int slow, int middle, int fast) {
    int n = cube.points();
    float[] b = cube.values();
    float[][][] a = new float[n][n][n];
    int[] at = new int[3];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          at[0] = i;
          at[1] = j;
          at[2] = k;
          a[at[slow]][at[middle]][at[fast]] = b[3 * ((i * n + j) * n + k) + c];
        }
      }
    }
    return a;
  }

  private static void writeImages(Path file, String[] names, Object... images)
      throws IOException, nom.tam.fits.FitsException {
    Files.deleteIfExists(file);
    try (Fits fits = new Fits()) {
      for (int u = 0; u < images.length; u++) {
        var hdu = nom.tam.fits.ImageData.from(images[u]).toHDU();
        if (names[u] != null) {
          hdu.getHeader().addValue("EXTNAME", names[u], null);
        }
        fits.addHDU(hdu);
      }
      fits.write(file.toFile());
    }
  }

  private static void assertMessage(String message, Executable e) {
    assertEquals(message, assertThrows(RuntimeException.class, e).getMessage());
  }

  @Test
  void doublesShortsAndAFileForEachComponentAreReadBack() {
    FieldCube cube =
        larmor.turbulence.GridTurbulence.of(
                larmor.turbulence.TurbulenceSpectrum.goldreichSridhar(), 24)
            .cube(5);
    Path whole = folder.resolve("double.fits");
    CubeWriter.standard().inDouble().write(cube, whole);
    assertEquals(cube, Cubes.read(whole).cube());
    Path x = folder.resolve("bx.fits");
    Path y = folder.resolve("by.fits");
    Path z = folder.resolve("bz.fits");
    CubeWriter.standard().write(cube, x, y, z);
    assertEquals(cube, Cubes.read(x, y, z).cube());
    CubeWriter.standard().quantised().write(cube, x, y, z);
    FieldCube rounded = Cubes.read(x, y, z).cube();
    assertEquals(cube.fluctuation(), rounded.fluctuation(), 1e-4);
  }
}
