package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.units.Units;
import org.junit.jupiter.api.Test;

class SphericalHarmonicsTest {
  @Test
  void powerEqualsHealpyAnafast() {
    Map<String, PowerSpectrum> done = new HashMap<>();
    double worst = 0;
    double square = 0;
    var rows = Reference.rows("anafast.csv");
    for (double[] row : rows) {
      int nside = (int) row[0];
      int lmax = (int) row[1];
      int iterations = (int) row[2];
      PowerSpectrum ours =
          done.computeIfAbsent(
              nside + " " + lmax + " " + iterations,
              k -> PowerSpectrum.of(Reference.map(nside), lmax, iterations));
      double error = Math.abs(ours.at((int) row[3]) / row[4] - 1);
      worst = Math.max(worst, error);
      square += error * error;
    }
    assertEquals(18, done.size());
    assertTrue(worst < 1e-11, "largest relative error " + worst);
    assertTrue(Math.sqrt(square / rows.size()) < 1e-12, "rms " + Math.sqrt(square / rows.size()));
  }

  /** C_l, smoothing by 1° and the dipole at nside 16 to 512, to 1e-9 of each value. */
  @Test
  void largeMapsEqualHealpy() {
    Map<Integer, SphericalHarmonics> transform = new HashMap<>();
    Map<Integer, Alm> alm = new HashMap<>();
    Map<Integer, SkyMap> smooth = new HashMap<>();
    Map<Integer, DipoleFit> dipole = new HashMap<>();
    for (double[] row : Reference.rows("large.csv")) {
      int nside = (int) row[0];
      int i = (int) row[2];
      SphericalHarmonics h = transform.computeIfAbsent(nside, SphericalHarmonics::of);
      alm.computeIfAbsent(nside, n -> h.alm(Reference.map(n)));
      double ours =
          switch ((int) row[1]) {
            case 0 -> alm.get(nside).power().at(i);
            case 1 ->
                smooth
                    .computeIfAbsent(
                        nside,
                        n ->
                            h.map(
                                alm.get(n)
                                    .times(GaussianSmoothing.of(1 * Units.deg).window(h.lmax()))))
                    .at(i);
            default -> {
              DipoleFit fit = dipole.computeIfAbsent(nside, n -> DipoleFit.of(Reference.map(n)));
              yield i == 0
                  ? fit.monopole()
                  : i == 1 ? fit.dipole().x() : i == 2 ? fit.dipole().y() : fit.dipole().z();
            }
          };
      double error = Math.abs(ours / row[3] - 1);
      assertTrue(error < 1e-9, java.util.Arrays.toString(row) + " ours " + ours);
    }
    assertEquals(6, alm.size());
  }

  @Test
  void coefficientsRotateAsHealpysDo() {
    Alm alm = SphericalHarmonics.of(16, 20).alm(Reference.map(16));
    // healpy rotates by Rz(theta2) Ry(theta) Rz(psi) for rotate_alm(psi, theta, phi = theta2)
    Alm turned = WignerRotation.rotated(alm, -0.4, 1.1, 0.7);
    for (double[] row : Reference.rows("rotation.csv")) {
      assertEquals(row[2], turned.re((int) row[0], (int) row[1]), 1e-13);
      assertEquals(row[3], turned.im((int) row[0], (int) row[1]), 1e-13);
    }
  }

  @Test
  void rotatedCoefficientsAreThoseOfTheRotatedSky() {
    SphericalHarmonics h = SphericalHarmonics.of(16, 24).withIterations(8);
    for (SkyFrame frame :
        new SkyFrame[] {
          SkyFrame.galactic(),
          SkyFrame.localInterstellarField(),
          SkyFrame.box(),
          new SkyFrame(
              larmor.numeric.Vec3.X.times(-1),
              larmor.numeric.Vec3.Y,
              larmor.numeric.Vec3.Z.times(-1)),
          SkyFrame.box().reversed()
        }) {
      java.util.function.ToDoubleFunction<larmor.numeric.Vec3> f =
          n -> 1 + n.x() * n.y() - 2 * n.z() * n.z() * n.z() + 3 * n.x() * n.z();
      Alm box = h.alm(SkyMap.of(16, f));
      Alm sky = h.alm(SkyMap.of(16, n -> f.applyAsDouble(frame.toBox(n))));
      assertEquals(0, Math.sqrt(sky.minus(box.toEquatorial(frame)).power().variance()), 1e-9);
      assertEquals(0, Math.sqrt(box.minus(sky.toBox(frame)).power().variance()), 1e-9);
    }
  }

  @Test
  void rotationKeepsThePowerAtEveryMultipole() {
    Alm alm = SphericalHarmonics.of(64).almRealisation(AhlersHierarchy.spectrum(150), 2);
    PowerSpectrum turned = alm.toEquatorial(SkyFrame.galactic()).power();
    for (int l = 0; l <= 150; l++) {
      assertEquals(alm.power().at(l), turned.at(l), 1e-12 * alm.power().at(l));
    }
  }

  @Test
  void coefficientsEqualHealpyMap2alm() {
    Alm alm = SphericalHarmonics.of(16).alm(Reference.map(16));
    for (double[] row : Reference.rows("alm.csv")) {
      int l = (int) row[0];
      int m = (int) row[1];
      assertEquals(row[2], alm.re(l, m), 1e-14, "re at " + l + ", " + m);
      assertEquals(row[3], alm.im(l, m), 1e-14, "im at " + l + ", " + m);
    }
  }

  @Test
  void smoothingEqualsHealpy() {
    SkyMap smooth = Reference.map(16).smoothed(3 * Units.deg);
    for (double[] row : Reference.rows("smoothing.csv")) {
      assertEquals(row[1], smooth.at((int) row[0]), 1e-12);
    }
  }

  /** Y_10, Re Y_11, Re Y_22 and Im Y_21 written out. */
  @Test
  void lowHarmonicsAreTheTextbookOnes() {
    SphericalHarmonics h = SphericalHarmonics.of(8);
    SkyMap y10 = SkyMap.of(8, n -> Math.sqrt(3 / (4 * Math.PI)) * n.z());
    SkyMap y11 = SkyMap.of(8, n -> -2 * Math.sqrt(3 / (8 * Math.PI)) * n.x());
    SkyMap y22 =
        SkyMap.of(8, n -> 2 * Math.sqrt(15 / (32 * Math.PI)) * (n.x() * n.x() - n.y() * n.y()));
    SkyMap y21 = SkyMap.of(8, n -> 2 * Math.sqrt(15 / (8 * Math.PI)) * n.y() * n.z());
    close(y10, h.map(Alm.ofHarmonic(23, 1, 0, 1, 0)));
    close(y11, h.map(Alm.ofHarmonic(23, 1, 1, 1, 0)));
    close(y22, h.map(Alm.ofHarmonic(23, 2, 2, 1, 0)));
    close(y21, h.map(Alm.ofHarmonic(23, 2, 1, 0, 1)));
  }

  /** The closed form of Y_ll, also where sin^l θ is far below the smallest double. */
  @Test
  void harmonicsAreRightWherePowersOfTheSineUnderflow() {
    int nside = 256;
    int l = 760;
    SphericalHarmonics h = SphericalHarmonics.of(nside, l);
    SkyMap map = h.map(Alm.ofHarmonic(l, l, l, 1, 0));
    double log = -0.5 * Math.log(4 * Math.PI);
    for (int k = 1; k <= l; k++) {
      log += 0.5 * Math.log((2 * k + 1.0) / (2 * k));
    }
    Healpix grid = Healpix.of(nside);
    for (int ring = 1; ring <= grid.rings(); ring += 13) {
      int pixel = grid.ringStart(ring);
      double closed =
          2 * Math.exp(log + l * Math.log(grid.ringSine(ring))) * Math.cos(l * grid.ringPhi0(ring));
      assertEquals(closed, map.at(pixel), 1e-10);
    }
  }

  /** Measured 2.1e-8 of the power. */
  @Test
  void powerOfOneHarmonicStaysAtItsL() {
    SphericalHarmonics h = SphericalHarmonics.of(32, 64).withIterations(5);
    for (int[] lm : new int[][] {{3, 0}, {7, 5}, {20, 20}, {40, 1}}) {
      PowerSpectrum c = h.power(h.map(Alm.ofHarmonic(64, lm[0], lm[1], 1, 0)));
      double expected = (lm[1] == 0 ? 1.0 : 2.0) / (2 * lm[0] + 1);
      for (int l = 0; l <= 64; l++) {
        assertEquals(l == lm[0] ? expected : 0, c.at(l), 5e-8 * expected, "l = " + l);
      }
    }
  }

  @Test
  void iterationsConvergeToTheCoefficients() {
    SphericalHarmonics h = SphericalHarmonics.of(16, 32);
    double[] flat = new double[33];
    java.util.Arrays.fill(flat, 1);
    Alm alm = h.almRealisation(PowerSpectrum.of(flat), 5);
    SkyMap map = h.map(alm);
    double before = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= 4; i++) {
      PowerSpectrum error = h.withIterations(i).alm(map).minus(alm).power();
      double now = Math.sqrt(error.variance());
      assertTrue(now < before / 5, i + " iterations leave " + now + " of " + before);
      before = now;
    }
  }

  /**
   * Σ (2l + 1) C_l / 4π is the mean square of the map, by a quadrature that is exact to l = 160.
   */
  @Test
  void parsevalHoldsForBandLimitedSkies() {
    Alm alm = SphericalHarmonics.of(64, 80).almRealisation(AhlersHierarchy.spectrum(80), 3);
    SkyMap map = SphericalHarmonics.of(64, 80).map(alm);
    SkyMap weights = SphericalHarmonics.of(64, 160).withPixelWeights().weights();
    double square = map.times(map).times(weights).mean();
    assertEquals(alm.power().variance(), square, 1e-12 * square);
    assertEquals(square, Math.pow(map.deviation(), 2), 1e-5 * square, "equal weights");
  }

  @Test
  void oneThreadEqualsEightToTheBit() {
    SkyMap map = Reference.map(64);
    SphericalHarmonics h = SphericalHarmonics.of(64);
    assertTrue(!h.plan().small());
    Alm one = h.withWorkers(new Workers(1)).alm(map);
    Alm eight = h.withWorkers(new Workers(8)).alm(map);
    assertArrayEquals(one.realParts(), eight.realParts());
    assertArrayEquals(one.imaginaryParts(), eight.imaginaryParts());
    assertEquals(h.withWorkers(new Workers(1)).map(one), h.withWorkers(new Workers(8)).map(eight));
  }

  /** The χ² of 400 skies' C_l about the model, 4.5 standard errors: a false alarm in 10⁵ seeds. */
  @Test
  void realisationsHaveTheirSpectrum() {
    SphericalHarmonics h = SphericalHarmonics.of(8, 16);
    PowerSpectrum model = AhlersHierarchy.spectrum(16);
    int skies = 400;
    double[] mean = new double[17];
    for (int s = 0; s < skies; s++) {
      PowerSpectrum c = h.power(h.realisation(model, 1000 + s));
      for (int l = 1; l <= 16; l++) {
        mean[l] += c.at(l) / model.at(l) / skies;
      }
    }
    for (int l = 1; l <= 16; l++) {
      assertEquals(1, mean[l], 4.5 * Math.sqrt(2.0 / (2 * l + 1) / skies), "l = " + l);
    }
    assertEquals(h.realisation(model, 7), h.realisation(model, 7));
  }

  @Test
  void unusableRequestsAreRefused() {
    assertEquals(
        "lmax 48 is outside 0 to 3 nside - 1 = 47: lower it or use a finer map",
        assertThrows(IllegalArgumentException.class, () -> SphericalHarmonics.of(16, 48))
            .getMessage());
    assertEquals(
        "-1 iterations are outside 0 to 100: use 3, as healpy does",
        assertThrows(
                IllegalArgumentException.class, () -> SphericalHarmonics.of(2).withIterations(-1))
            .getMessage());
    assertEquals(
        "harmonics of nside 4096 need arrays of more than 2^31 numbers: use nside 2048 or less",
        assertThrows(IllegalArgumentException.class, () -> SphericalHarmonics.of(4096))
            .getMessage());
    assertEquals(
        "a map of nside 4 does not fit a transform of nside 2: use SphericalHarmonics.of(4)",
        assertThrows(
                IllegalArgumentException.class,
                () -> SphericalHarmonics.of(2).alm(SkyMap.uniform(4, 1)))
            .getMessage());
    double[] holes = new double[48];
    holes[3] = SkyMap.UNSEEN;
    holes[4] = Double.NaN;
    assertEquals(
        "2 of 48 pixels are empty and a transform needs the full sky: use filledWith(value) or a Mask",
        assertThrows(IllegalArgumentException.class, () -> PowerSpectrum.of(SkyMap.of(holes)))
            .getMessage());
    assertEquals(
        "coefficients to l = 9 exceed lmax 5 of the transform: make it with a larger lmax",
        assertThrows(
                IllegalArgumentException.class,
                () -> SphericalHarmonics.of(2).map(Alm.ofHarmonic(9, 1, 0, 1, 0)))
            .getMessage());
    assertEquals(
        "C_1 = -1.00 is not the power of a sky: use finite values of 0 or more",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    SphericalHarmonics.of(2).realisation(PowerSpectrum.of(new double[] {0, -1}), 1))
            .getMessage());
  }

  @Test
  void printsItself() {
    assertEquals(
        "harmonics of nside 16 to l = 47, 3 iterations", SphericalHarmonics.of(16).toString());
    assertEquals(
        "a_lm to l = 3: a_00 = 0.00, rms fluctuation 0.282",
        Alm.ofHarmonic(3, 1, 0, 1, 0).toString());
  }

  private static void close(SkyMap a, SkyMap b) {
    assertArrayEquals(a.values(), b.values(), 1e-13);
  }

  /** The dipole about its own axis, at 60° to it, and across; and the mean over all axes. */
  @Test
  void axialPowerIsThatOfTheCoefficientWithoutAzimuth() {
    Alm dipole = Alm.ofHarmonic(3, 1, 0, 2, 0);
    assertEquals(4.0 / 3, dipole.axialPower(new Vec3(0, 0, 5)).at(1), 1e-14);
    Vec3 tilted = new Vec3(Math.sin(Math.PI / 3), 0, Math.cos(Math.PI / 3));
    assertEquals(1.0 / 3, dipole.axialPower(tilted).at(1), 1e-14);
    assertEquals(0, dipole.axialPower(Vec3.Y).at(1), 1e-14);
    Alm any = Alm.ofHarmonic(3, 3, 2, 0.3, -0.4);
    double sum = 0;
    int axes = 2000;
    for (int i = 0; i < axes; i++) {
      sum += any.axialPower(RandomStream.of(5, i).direction()).at(3);
    }
    assertEquals(any.power().at(3) / 7, sum / axes, 0.05 * any.power().at(3) / 7);
  }
}
