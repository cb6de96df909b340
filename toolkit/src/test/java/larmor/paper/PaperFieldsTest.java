package larmor.paper;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import larmor.field.Cubes;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.numeric.Vec3;
import larmor.turbulence.GridTurbulence;
import larmor.turbulence.TurbulenceSpectrum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperFieldsTest {
  private static final Path DATA = Path.of("../data");

  /** A gyroradius of half an injection scale is 4 cells of 20. */
  private static final PaperSet LARGE = PaperSet.of("large", 50 * pc);

  private static final PaperSet LARGER = LARGE.withInjectionScale(200 * pc).withGyroradius(90 * pc);

  @TempDir Path folder;

  private static FieldCube turbulence(long seed) {
    return GridTurbulence.of(TurbulenceSpectrum.goldreichSridhar(), 20).cube(seed);
  }

  private Path write(FieldCube cube, String subfolder) throws IOException {
    Path file = Files.createDirectories(folder.resolve(subfolder)).resolve("cube.fits");
    Cubes.write(cube, file);
    return file;
  }

  private static Vec3 at(CubicSplineField field, double fractionOfSide) {
    double[] b = new double[3];
    double x = fractionOfSide * field.side();
    field.at(x, 2 * x, 3 * x, b);
    return new Vec3(b[0], b[1], b[2]);
  }

  @Test
  void theFieldOfASetHasItsMeanFieldAndSide() throws IOException {
    PaperFields fields = PaperFields.small(DATA).withCube(write(turbulence(1), "a"));
    CubicSplineField field = fields.field(LARGE);
    assertEquals(1, field.side() / LARGE.side(), 1e-15);
    assertEquals(1, field.meanField().norm() / (3 * muG), 1e-12);
    CubicSplineField larger = fields.field(LARGER);
    assertEquals(1, larger.side() / LARGER.side(), 1e-15);
    assertEquals(at(field, 0.1), at(larger, 0.1));
    PaperSet strong = LARGE.withMeanField(9 * muG);
    assertEquals(1, fields.field(strong).meanField().norm() / (9 * muG), 1e-12);
    Vec3 difference = at(fields.field(strong), 0.1).minus(at(field, 0.1).times(3));
    assertEquals(0, difference.norm() / muG, 1e-12);
  }

  @Test
  void allSetsAreTracedInOneCubeWhichTellsHowManyCellsAGyroradiusSpans() throws IOException {
    PaperFields project = PaperFields.small(DATA);
    assertEquals("mhd-128-a.fits, r_L = 5.00 cells", project.source(PaperSet.SET_3));
    assertEquals("mhd-128-a.fits, r_L = 1.25 cells", project.source(PaperSet.SET_1));
    assertEquals("mhd-128-a.fits, r_L = 1.25 cells", project.source(PaperSet.SET_2));
    assertTrue(project.resolves(PaperSet.SET_3));
    assertFalse(project.resolves(PaperSet.SET_1));
    Vec3 inSet1 = at(project.field(PaperSet.SET_1), 0.1);
    assertEquals(0, inSet1.minus(at(project.field(PaperSet.SET_3), 0.1)).norm() / muG, 1e-12);
    PaperFields own = project.withCube(write(turbulence(1), "a"));
    assertEquals("cube.fits, made free of divergence, r_L = 4.00 cells", own.source(LARGE));
    PaperSet twoCells = LARGE.withGyroradius(2 / (0.4 * 20) * 100.0001 * pc);
    assertTrue(own.resolves(twoCells));
    assertFalse(own.resolves(twoCells.withGyroradius(24.9 * pc)));
  }

  @Test
  void theLargerFieldResolvesAllSets() {
    PaperFields large = PaperFields.large(DATA);
    assertEquals(
        "mhd-256-a.fits, made free of divergence, r_L = 2.50 cells", large.source(PaperSet.SET_1));
    assertEquals(
        "mhd-256-a.fits, made free of divergence, r_L = 10.0 cells", large.source(PaperSet.SET_3));
    assertTrue(large.resolves(PaperSet.SET_1));
    assertEquals("mhd-256-a.fits, made free of divergence", large.toString());
    assertTrue(large.cube().cube().relativeDivergence() < 1e-4);
  }

  @Test
  void theCubeBeforeScalingComesWithItsReportAndGivesTheFieldOfASet() throws IOException {
    PaperFields project = PaperFields.small(DATA);
    assertEquals(128, project.cube().cube().points());
    assertTrue(project.cube().report().toString().contains("128"), project.cube().toString());
    Path file = write(turbulence(1), "a");
    PaperFields own = PaperFields.small(DATA).withCube(file);
    assertEquals(Cubes.read(file).cube().divergenceFree(), own.cube().cube());
    assertEquals(own.field(LARGE).hash(), LARGE.field(own.cube().cube()).hash());
  }

  /** Two cubes of the same file name, of which one is replaced after it was read. */
  @Test
  void twoObjectsShareNothing() throws IOException {
    Path fileA = write(turbulence(1), "a");
    PaperFields a = PaperFields.small(DATA).withCube(fileA);
    PaperFields b = PaperFields.small(DATA).withCube(write(turbulence(2), "b"));
    assertEquals(a.source(LARGE), b.source(LARGE));
    Vec3 inA = at(a.field(LARGE), 0.1);
    Vec3 inB = at(b.field(LARGE), 0.1);
    assertNotEquals(inA, inB);
    assertEquals(inA, at(a.field(LARGE), 0.1));
    CubicSplineField held = a.field(LARGE);
    Cubes.write(turbulence(3), fileA);
    assertEquals(inA, at(a.field(LARGE), 0.1), "this object keeps its field while it is in use");
    assertNotEquals(inA, at(PaperFields.small(DATA).withCube(fileA).field(LARGE), 0.1));
    assertNotEquals(inA, at(a.withCube(fileA).field(LARGE), 0.1));
    assertEquals(1, held.side() / LARGE.side(), 1e-15);
  }

  @Test
  void aCubeWithoutAMeanFieldIsRefused() throws IOException {
    Path file = write(turbulence(1).withMean(new Vec3(0, 0, 0)), "a");
    PaperFields fields = PaperFields.small(DATA).withCube(file);
    String message =
        assertThrows(IllegalArgumentException.class, () -> fields.field(LARGE)).getMessage();
    assertTrue(
        message.matches(
            "the cube's mean field is \\d\\.\\d\\de-\\d+ of its fluctuations, too little to be"
                + " scaled to 3\\.00 µG: .*FieldCube\\.withMean"),
        message);
  }

  @Test
  void fieldsPrintWhereTheyComeFrom() {
    assertEquals("mhd-128-a.fits", PaperFields.small(DATA).toString());
    assertEquals(
        Path.of("cube.fits").toAbsolutePath() + ", made free of divergence",
        PaperFields.small(DATA).withCube(Path.of("cube.fits")).toString());
  }
}
