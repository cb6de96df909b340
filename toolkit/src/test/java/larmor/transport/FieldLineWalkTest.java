package larmor.transport;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import larmor.field.MagneticField;
import larmor.field.PlaneWaveField;
import larmor.field.UniformField;
import larmor.numeric.SampleMean;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.Observers;
import larmor.turbulence.PlaneWaves;
import org.junit.jupiter.api.Test;

class FieldLineWalkTest {
  private static final Vec3 MEAN = new Vec3(3 * muG, 0, 0);

  private static FieldLineWalk walk(
      MagneticField field, Observers starts, double length, double step, int threads) {
    return FieldLineWalk.of(
        field, Vec3.X, starts, 0.1 * pc, length, step, new Workers(threads), fraction -> {});
  }

  /** A line of one slab wave is a cosine, and two lines keep their distance. */
  @Test
  void theLinesOfOneSlabWaveAreKnownExactly() {
    double k = 2 * Math.PI / (20 * pc);
    MagneticField wave =
        PlaneWaveField.of(MEAN).with(Vec3.X.times(k), Vec3.Y.times(0.03 * muG), 0.4);
    FieldLineWalk walk = walk(wave, Observers.of(new Vec3(0, 0, 0)), 30 * pc, 0.1 * pc, 1);
    double[] s = walk.lengths();
    double amplitude = 0.01 / k;
    for (int i = 0; i < s.length; i++) {
      double right = amplitude * (Math.sin(k * s[i] + 0.4) - Math.sin(0.4));
      double left = amplitude * (Math.sin(-k * s[i] + 0.4) - Math.sin(0.4));
      double square = (right * right + left * left) / 2;
      assertEquals(square, walk.meanSquareDisplacements()[i].mean(), 2e-3 * amplitude * amplitude);
      assertEquals(0.01 * pc * pc, walk.meanSquareSeparations()[i].mean(), 1e-9 * pc * pc);
    }
  }

  /**
   * Slab waves with power at long wavelengths: D_m is a quarter of the integral of the correlation
   * of both components over both directions, π E(0)/(4 B0²) for a flat spectrum E(k) = δB²/K. The
   * error of 40 lines in one realisation is about a fifth.
   */
  @Test
  void theWalkInSlabWavesOfAFlatSpectrumHasTheKnownCoefficient() {
    double longest = 40_000 * pc;
    double shortest = 10 * pc;
    PlaneWaves flat = new PlaneWaves(longest, shortest, 0, 600, 1.0);
    double sum = 0;
    int fields = 4;
    for (int seed = 0; seed < fields; seed++) {
      FieldLineWalk walk =
          walk(
              flat.field(MEAN, 0.1 * 3 * muG, seed),
              Observers.stratified(10, 200_000 * pc, 3),
              150 * pc,
              1 * pc,
              2);
      sum += walk.diffusion(30 * pc, 150 * pc).mean() / fields;
    }
    double most = 2 * Math.PI / shortest;
    double expected = Math.PI / 4 * 0.01 / most;
    assertEquals(1, sum / expected, 0.4);
  }

  @Test
  void oneThreadAndTwoGiveTheSameBits() {
    MagneticField waves = PlaneWaves.kolmogorov(100 * pc, 5 * pc).field(MEAN, 1.5 * muG, 2);
    Observers starts = Observers.stratified(5, 300 * pc, 3);
    SampleMean[] one = walk(waves, starts, 50 * pc, 0.5 * pc, 1).meanSquareSeparations();
    SampleMean[] two = walk(waves, starts, 50 * pc, 0.5 * pc, 2).meanSquareSeparations();
    for (int i = 0; i < one.length; i++) {
      assertEquals(one[i], two[i]);
    }
  }

  @Test
  void badSettingsAndFieldsWithoutLinesAreRefused() {
    Observers here = Observers.of(new Vec3(0, 0, 0));
    assertEquals(
        "a field line ends where the field vanishes: begin elsewhere or make it shorter",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    walk((x, y, z, b) -> b[0] = b[1] = b[2] = x > pc ? 0 : 1, here, 5 * pc, pc, 1))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            FieldLineWalk.of(
                new UniformField(MEAN), Vec3.X, here, 0, pc, pc, new Workers(1), fraction -> {}));
    FieldLineWalk straight = walk(new UniformField(MEAN), here, 5 * pc, pc, 1);
    assertEquals(0, straight.diffusion(1 * pc, 5 * pc).mean(), 1e-12 * pc);
    assertEquals(0, straight.separationExponent(1 * pc, 5 * pc), 1e-9);
    assertEquals(
        "1 lengths lie between 1.50 and 2.50 pc and a fit needs 3: the lines have 5.00 pc to either"
            + " side in 5 steps",
        assertThrows(IllegalArgumentException.class, () -> straight.diffusion(1.5 * pc, 2.5 * pc))
            .getMessage());
  }
}
