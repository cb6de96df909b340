package larmor.field;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import larmor.numeric.Vec3;
import org.junit.jupiter.api.Test;

class CubeScaleTest {
  private static final CubeScale PAPER = CubeScale.ofInjectionScale(100 * pc, 0.4);

  /** |⟨B⟩| = 5 and the rms of |B| √(5² + 12²) = 13. */
  private static FieldCube cube() {
    FieldCube noise = FieldCubeTest.noise(8, 5).withMean(new Vec3(3, 0, 4));
    return noise.scaledTo(12);
  }

  @Test
  void injectionScaleAndItsFractionGiveTheSide() {
    assertEquals(250 * pc, PAPER.side(), 1e-15 * 250 * pc);
    assertEquals(100 * pc / 51.2, PAPER.spacing(128));
    assertEquals(25 * pc / 256, CubeScale.ofSide(25 * pc).spacing(256));
  }

  @Test
  void theCubesMeanFieldBecomesTheOneGiven() {
    FieldCube cube = cube();
    CubeScale scale = PAPER.withMeanField(3 * muG);
    assertEquals(3 * muG / cube.mean().norm(), scale.unit(cube));
    CubicSplineField field = CubicSplineField.of(cube, scale);
    assertEquals(3 * muG, field.meanField().norm(), 1e-15 * muG);
    assertEquals(1.8 * muG, field.meanField().x(), 1e-6 * muG);
  }

  @Test
  void theCubesRmsFieldBecomesTheOneGiven() {
    assertEquals(0.5 * muG, PAPER.withRmsField(6.5 * muG).unit(cube()), 1e-6 * muG);
    FieldCube meanless = cube().withMean(new Vec3(0, 0, 0));
    assertEquals(0.5 * muG, PAPER.withRmsField(6 * muG).unit(meanless), 1e-6 * muG);
  }

  @Test
  void oneUnitOfTheCubeBecomesTheOneGiven() {
    assertEquals(3 * muG, PAPER.withFieldUnit(3 * muG).unit(cube()));
  }

  @Test
  void theLastFieldStrengthGivenCounts() {
    assertEquals(PAPER.withFieldUnit(2 * muG), PAPER.withMeanField(3 * muG).withFieldUnit(2 * muG));
  }

  @Test
  void scalePrintsItselfWithUnits() {
    assertEquals(
        "side 250 pc, injection scale 100 pc, mean field 3.00 µG",
        PAPER.withMeanField(3 * muG).toString());
    assertEquals(
        "side 25.0 pc, unit of the cube 3.00 µG",
        CubeScale.ofSide(25 * pc).withFieldUnit(3 * muG).toString());
    assertEquals(
        "side 25.0 pc, rms field 4.00 µG",
        CubeScale.ofSide(25 * pc).withRmsField(4 * muG).toString());
    assertEquals("side 25.0 pc, field strength not given", CubeScale.ofSide(25 * pc).toString());
  }

  @Test
  void lengthsAndFieldStrengthsMustBeFiniteAndPositive() {
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertEquals(
          "a side of "
              + bad
              + " m is not positive and finite: give a length in metres, such as 250 * pc",
          refusal(() -> CubeScale.ofSide(bad)));
      assertEquals(
          "an injection scale of "
              + bad
              + " m is not positive and finite: give a length in metres, such as 250 * pc",
          refusal(() -> CubeScale.ofInjectionScale(bad, 0.4)));
      assertEquals(
          "an injection scale of "
              + bad
              + " sides does not fit into a cube: give a fraction above 0 and at most 1, such as"
              + " 0.4",
          refusal(() -> CubeScale.ofInjectionScale(100 * pc, bad)));
      assertEquals(
          "a mean field of "
              + bad
              + " T is not positive and finite: give a field strength in tesla, such as 3 *"
              + " muG",
          refusal(() -> PAPER.withMeanField(bad)));
      assertEquals(
          "an rms field of "
              + bad
              + " T is not positive and finite: give a field strength in tesla, such as 3 *"
              + " muG",
          refusal(() -> PAPER.withRmsField(bad)));
      assertEquals(
          "a unit of the cube of "
              + bad
              + " T is not positive and finite: give a field strength in tesla, such as 3 *"
              + " muG",
          refusal(() -> PAPER.withFieldUnit(bad)));
    }
    assertThrows(
        IllegalArgumentException.class, () -> CubeScale.ofInjectionScale(100 * pc, 1.0001));
  }

  @Test
  void aMissingFieldStrengthIsNamed() {
    assertEquals(
        "the scale has a side of 250 pc and no field strength: add .withMeanField(3 * muG),"
            + " .withRmsField(tesla), or .withFieldUnit(tesla) for one unit of the cube",
        assertThrows(IllegalStateException.class, () -> CubicSplineField.of(cube(), PAPER))
            .getMessage());
  }

  @Test
  void aCubeWithoutAMeanFieldIsNotScaledToOne() {
    CubeScale scale = PAPER.withMeanField(3 * muG);
    FieldCube little = cube().withMean(new Vec3(0.0119, 0, 0));
    assertEquals(
        "the cube's mean field is 0.000992 of its fluctuations, too little to be scaled to 3.00 µG:"
            + " scale it by .withRmsField(tesla) or .withFieldUnit(tesla), or give it a mean by"
            + " FieldCube.withMean",
        refusal(() -> CubicSplineField.of(little, scale)));
    double unit = scale.unit(cube().withMean(new Vec3(0.0121, 0, 0)));
    assertEquals(3 * muG / 0.0121, unit, 1e-4 * unit);
  }

  @Test
  void aCubeOfZerosIsScaledToNoField() {
    FieldCube zeros = FieldCube.of(4, new float[192]);
    assertEquals(
        "every sample of the cube is 0, which no factor scales to an rms of 3.00 µG: give a cube"
            + " with a field",
        refusal(() -> PAPER.withRmsField(3 * muG).unit(zeros)));
    assertThrows(IllegalArgumentException.class, () -> PAPER.withMeanField(3 * muG).unit(zeros));
  }

  /** A scale by the mean field says nothing on the samples of a cube that is still empty. */
  @Test
  void samplesAreTakenInAFieldUnitOnly() {
    MagneticField field = new UniformField(new Vec3(6 * muG, 0, 0));
    FieldCube sampled = FieldCube.of(field, 4, PAPER.withFieldUnit(3 * muG));
    assertEquals(2, sampled.at(1, 2, 3).x(), 1e-6);
    assertEquals(
        "a mean field of 3.00 µG cannot scale a cube that has no samples yet: use"
            + " .withFieldUnit(tesla) for one unit of the new cube",
        refusal(() -> FieldCube.of(field, 4, PAPER.withMeanField(3 * muG))));
    assertThrows(IllegalStateException.class, () -> FieldCube.of(field, 4, PAPER));
  }

  private static String refusal(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }
}
