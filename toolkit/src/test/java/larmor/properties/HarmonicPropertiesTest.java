package larmor.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.sky.Alm;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyFrame;
import larmor.sky.SkyMap;
import larmor.sky.SphericalHarmonics;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainContext.Global.class)
@Domain(Values.class)
class HarmonicPropertiesTest {
  private static final String SEED = "17";
  private static final int NSIDE = 8;

  /** Exact up to multipole 16 in the map, or in the product of two maps. */
  private static final SphericalHarmonics TRANSFORM =
      SphericalHarmonics.of(NSIDE, 2 * NSIDE).withPixelWeights();

  private static final SkyMap WEIGHTS = TRANSFORM.weights();

  /** Gaussian coefficients of variance 1. */
  private static Alm coefficients(int lmax, long seed) {
    RandomStream random = RandomStream.of(seed, 1);
    double[] re = new double[Alm.size(lmax)];
    double[] im = new double[re.length];
    for (int i = 0; i < re.length; i++) {
      re[i] = random.gaussian();
      im[i] = i > lmax ? random.gaussian() : 0; // those of m = 0 are real
    }
    return Alm.of(lmax, re, im);
  }

  private static double largestDifference(Alm a, Alm b, int lmax) {
    double worst = 0;
    for (int l = 0; l <= lmax; l++) {
      for (int m = 0; m <= l; m++) {
        double re = a.re(l, m) - b.re(l, m);
        double im = a.im(l, m) - b.im(l, m);
        worst = Math.max(worst, Math.hypot(re, im));
      }
    }
    return worst;
  }

  private static double largest(SkyMap map) {
    return Math.max(Math.abs(map.min()), Math.abs(map.max()));
  }

  private static SkyMap map(Alm alm) {
    return SphericalHarmonics.of(NSIDE, alm.lmax()).map(alm);
  }

  @Property(seed = SEED, tries = 100, edgeCases = EdgeCasesMode.NONE)
  void theCoefficientsOfAMapAreThoseItWasMadeFrom(
      @ForAll @IntRange(max = NSIDE) int lmax, @ForAll long seed) {
    Alm made = coefficients(lmax, seed);
    Alm found = TRANSFORM.alm(map(made));
    assertEquals(0, largestDifference(made, found, lmax), 1e-10);
  }

  @Property(seed = SEED, tries = 100, edgeCases = EdgeCasesMode.NONE)
  void theIntegralOfTheSquareIsTheSumOfThePowers(
      @ForAll @IntRange(max = NSIDE) int lmax, @ForAll long seed) {
    Alm made = coefficients(lmax, seed);
    SkyMap map = map(made);
    double integral = 4 * Math.PI * map.times(map).times(WEIGHTS).mean();
    PowerSpectrum c = made.power();
    double sum = 0;
    for (int l = 0; l <= lmax; l++) {
      sum += (2 * l + 1) * c.at(l);
    }
    assertEquals(1, integral / sum, 1e-11);
  }

  @Property(seed = SEED, tries = 100, edgeCases = EdgeCasesMode.NONE)
  void theTransformIsLinear(
      @ForAll @IntRange(max = 2 * NSIDE) int lmax,
      @ForAll long first,
      @ForAll long second,
      @ForAll @DoubleRange(min = -10, max = 10) @Scale(12) double factor) {
    Alm a = coefficients(lmax, first);
    Alm b = coefficients(lmax, second);
    SkyMap together = map(a.plus(b.times(factor)));
    assertEquals(0, largest(together.minus(map(a)).minus(map(b).times(factor))), 1e-10);
  }

  @Property(seed = SEED, tries = 100, edgeCases = EdgeCasesMode.NONE)
  void aRotationKeepsThePowerOfEachMultipole(
      @ForAll @IntRange(max = 2 * NSIDE) int lmax,
      @ForAll long seed,
      @ForAll Vec3 field,
      @ForAll @DoubleRange(min = -3.14, max = 3.14) @Scale(12) double roll) {
    SkyFrame frame =
        SkyFrame.alongField(SkyFrame.rightAscension(field), SkyFrame.declination(field))
            .rolled(roll);
    Alm alm = coefficients(lmax, seed);
    Alm turned = alm.toEquatorial(frame);
    for (int l = 0; l <= lmax; l++) {
      assertEquals(1, turned.power().at(l) / alm.power().at(l), 1e-10, "multipole " + l);
    }
    assertEquals(0, largestDifference(alm, turned.toBox(frame), lmax), 1e-10);
  }

  @Property(seed = SEED, tries = 100, edgeCases = EdgeCasesMode.NONE)
  void aRotationTurnsADipoleAsAVector(
      @ForAll Vec3 dipole,
      @ForAll Vec3 field,
      @ForAll @DoubleRange(min = -3.14, max = 3.14) @Scale(12) double roll) {
    SkyFrame frame =
        SkyFrame.alongField(SkyFrame.rightAscension(field), SkyFrame.declination(field))
            .rolled(roll);
    Alm alm = TRANSFORM.alm(SkyMap.of(NSIDE, dipole::dot));
    Vec3 turned = frame.toEquatorial(dipole);
    Alm expected = TRANSFORM.alm(SkyMap.of(NSIDE, turned::dot));
    assertEquals(0, largestDifference(expected, alm.toEquatorial(frame), 1), 1e-10);
  }
}
