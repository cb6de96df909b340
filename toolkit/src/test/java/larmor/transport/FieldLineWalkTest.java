package larmor.transport;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  /** In a shear of the direction the distance of two lines is d (1 + (s/a)²)^(1/2). */
  @Test
  void theExponentInAShearIsOne() {
    double a = 4 * pc;
    MagneticField shear =
        (x, y, z, b) -> {
          b[0] = MEAN.x();
          b[1] = MEAN.x() * z / a;
          b[2] = 0;
        };
    FieldLineWalk walk = walk(shear, Observers.of(new Vec3(0, 0, 0)), 400 * pc, 1 * pc, 1);
    int last = walk.lengths().length - 1;
    double s = walk.lengths()[last] / a;
    assertEquals(
        0.1 * pc * Math.sqrt(1 + s * s),
        Math.sqrt(walk.meanSquareSeparations()[last].mean()),
        1e-3 * pc * s);
    assertEquals(1, walk.separationExponent(100 * pc, 400 * pc).mean(), 3e-3);
  }

  /** The error of the exponent is that of leaving out one pair after the other (jackknife). */
  @Test
  void theErrorOfTheExponentIsThatOfTheJackknife() {
    MagneticField waves = PlaneWaves.kolmogorov(100 * pc, 2 * pc).field(MEAN, 1.5 * muG, 2);
    int n = 24;
    Vec3[] places = new Vec3[n];
    for (int i = 0; i < n; i++) {
      places[i] = new Vec3(170 * i * pc, 290 * i * pc, -410 * i * pc);
    }
    double[] without = new double[n];
    for (int i = 0; i < n; i++) {
      List<Vec3> others = new ArrayList<>(List.of(places));
      others.remove(i);
      Observers left = Observers.of(others.toArray(new Vec3[0]));
      without[i] = walk(waves, left, 20 * pc, 1 * pc, 2).separationExponent(2 * pc, 20 * pc).mean();
    }
    double mean = Arrays.stream(without).average().getAsDouble();
    double squares = Arrays.stream(without).map(v -> (v - mean) * (v - mean)).sum();
    double jackknife = Math.sqrt(squares * (n - 1) / n);
    SampleMean exponent =
        walk(waves, Observers.of(places), 20 * pc, 1 * pc, 2).separationExponent(2 * pc, 20 * pc);
    assertEquals(mean, exponent.mean(), jackknife / 2);
    assertEquals(1, exponent.error() / jackknife, 0.2);
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
    assertEquals(0, straight.separationExponent(1 * pc, 5 * pc).mean(), 1e-9);
    assertEquals(
        "1 lengths lie between 1.50 and 2.50 pc and a fit needs 3: the lines have 5.00 pc to either"
            + " side in 5 steps",
        assertThrows(IllegalArgumentException.class, () -> straight.diffusion(1.5 * pc, 2.5 * pc))
            .getMessage());
  }
}
