package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import larmor.numeric.Progress;
import larmor.numeric.RandomStream;
import larmor.numeric.Workers;
import org.junit.jupiter.api.Test;

class IsotropicBandTest {
  private static final Workers TWO = new Workers(2);

  /** Tables of χ²: quantiles of χ²_3, χ²_21 and χ²_61 over their degrees. */
  @Test
  void exactBandHasTheQuantilesOfChiSquared() {
    double[] p = {0.005, 0.05, 0.16, 0.84, 0.95, 0.995};
    double[][] expected = {
      {1, 0.024, 0.117, 0.281, 1.723, 2.605, 4.279},
      {10, 0.383, 0.552, 0.698, 1.302, 1.556, 1.971},
      {30, 0.595, 0.722, 0.821, 1.179, 1.315, 1.528}
    };
    IsotropicBand band = IsotropicBand.of(100_000, 47);
    assertEquals(1.2566e-4, band.noise(), 1e-8);
    for (double[] row : expected) {
      for (int i = 0; i < p.length; i++) {
        double q = band.quantile((int) row[0], p[i]) / band.noise();
        assertEquals(row[i + 1], q, 2e-3, "l = " + row[0] + ", " + p[i]);
      }
    }
    assertEquals(band.quantile(5, 0.16), band.lower(0.68).at(5), 1e-18);
    assertEquals(band.quantile(5, 0.995), band.upper(0.99).at(5), 1e-18);
    assertEquals(3 * band.quantile(7, 0.3), band.times(3).quantile(7, 0.3), 1e-15);
  }

  @Test
  void theMeanOfTheExactBandIsTheNoiseOfTheWeights() {
    IsotropicBand band = IsotropicBand.of(new double[] {1, 2, 3}, 5);
    assertEquals(5, band.lmax());
    assertEquals(4 * Math.PI * 14 / 36, band.noise(), 1e-15);
    assertEquals(0, band.mean().at(0));
    for (int l = 1; l <= 5; l++) {
      assertEquals(band.noise(), band.mean().at(l));
    }
    assertEquals(5, band.mean().lmax());
  }

  /**
   * The fraction of 2000 realisations below each χ² quantile is that quantile within 4.5 standard
   * errors, and their mean is 4π/N likewise: 9 comparisons at each of 36 l, a false alarm in about
   * 500 seeds. Towards l = 47 the quadrature is off by up to two percent, in healpy too.
   */
  @Test
  void realisationsFollowChiSquared() {
    int n = 2000;
    int particles = 30_000;
    IsotropicBand exact = IsotropicBand.of(particles, 47);
    IsotropicBand band = IsotropicRealisations.of(16, n, 11).run(particles, TWO, Progress.NONE);
    for (int l = 1; l <= 36; l++) {
      double standard = Math.sqrt(2.0 / (2 * l + 1) / n);
      assertEquals(1, band.mean().at(l) / exact.noise(), 4.5 * standard, "mean at " + l);
      for (double p : new double[] {0.005, 0.05, 0.16, 0.5, 0.84, 0.95, 0.995}) {
        double width = 4.5 * Math.sqrt(p * (1 - p) / n) + 1.0 / n;
        double low = exact.quantile(l, Math.max(1e-9, p - width));
        double high = exact.quantile(l, Math.min(1 - 1e-9, p + width));
        double q = band.quantile(l, p);
        assertTrue(low < q && q < high, p + " at l = " + l + ": " + q / exact.noise());
      }
    }
  }

  /**
   * Weights 1 + cos θ of isotropic exit directions: 4π Σw²/(Σw)² = (4π/N)(4/3), and the mean power
   * of 200 maps, all l together, agrees within 4.5 standard errors.
   */
  @Test
  void weightsRaiseTheNoise() {
    int particles = 100_000;
    double[] w = new double[particles];
    RandomStream random = RandomStream.of(2, 0);
    for (int i = 0; i < particles; i++) {
      w[i] = 1 + random.uniform(-1, 1);
    }
    double noise = IsotropicBand.noise(w);
    assertEquals(1.676e-4, noise, 0.01e-4);
    IsotropicBand band = IsotropicRealisations.of(16, 200, 3).run(w, TWO, Progress.NONE);
    assertEquals(noise, band.noise());
    double sum = 0;
    double modes = 0;
    for (int l = 1; l <= 40; l++) {
      sum += (2 * l + 1) * band.mean().at(l);
      modes += 2 * l + 1;
    }
    assertEquals(1, sum / modes / noise, 4.5 * Math.sqrt(2 / modes / 200));
  }

  /** One particle of weight 3 in 3072 pixels is a sky of one particle: C_l = 4π at each l. */
  @Test
  void theScaleOfTheWeightsDoesNotMatter() {
    IsotropicRealisations simulation = IsotropicRealisations.of(16, 10, 1);
    IsotropicBand three = simulation.run(new double[] {3}, TWO, Progress.NONE);
    IsotropicBand one = simulation.run(1, TWO, Progress.NONE);
    assertEquals(4 * Math.PI, three.noise(), 1e-14);
    for (int l = 1; l <= 20; l++) {
      assertEquals(one.mean().at(l), three.mean().at(l), 1e-12);
      assertEquals(4 * Math.PI, one.mean().at(l), 0.3, "l = " + l);
    }
  }

  @Test
  void oneThreadEqualsEightToTheBit() {
    IsotropicBand one = IsotropicRealisations.of(4, 70, 5).run(500, new Workers(1), Progress.NONE);
    IsotropicBand eight =
        IsotropicRealisations.of(4, 70, 5).run(500, new Workers(8), Progress.NONE);
    IsotropicBand other =
        IsotropicRealisations.of(4, 70, 6).run(500, new Workers(8), Progress.NONE);
    assertEquals(one.median(), eight.median());
    assertEquals(one.upper(0.99), eight.upper(0.99));
    assertTrue(!one.median().equals(other.median()));
  }

  @Test
  void anInterruptStopsTheRealisations() throws InterruptedException {
    AtomicReference<Throwable> end = new AtomicReference<>();
    AtomicReference<Double> last = new AtomicReference<>(0.0);
    Thread caller =
        new Thread(
            () -> {
              try {
                IsotropicRealisations.of(16, 10_000_000 / 3072, 5).run(1000, TWO, last::set);
              } catch (CancellationException e) {
                end.set(e);
              }
            });
    caller.start();
    while (last.get() == 0 && caller.isAlive()) {
      Thread.onSpinWait();
    }
    caller.interrupt();
    caller.join(20_000);
    assertTrue(end.get() instanceof CancellationException, "ended with " + end.get());
  }

  @Test
  void unusableRequestsAreRefused() {
    refused("the number of particles, 0, is below 1: use 1 or more", () -> IsotropicBand.of(0, 5));
    refused("lmax 0 is below the dipole: use 1 or more", () -> IsotropicBand.of(10, 0));
    refused(
        "the number of particles, 0, is below 1: use 1 or more",
        () -> IsotropicRealisations.of(4, 100, 1).run(0, TWO, Progress.NONE));
    refused(
        "a noise power of NaN is not positive and finite: give 4π/N",
        () -> IsotropicBand.ofNoise(Double.NaN, 5));
    refused(
        "9 realisations are too few to show a distribution: use 10 or more, 10000 as in the paper",
        () -> IsotropicRealisations.of(4, 9, 1).run(100, TWO, Progress.NONE));
    refused(
        "2 weights of sum 0.00 do not define a noise power: use finite weights whose sum is not zero",
        () -> IsotropicBand.noise(new double[] {1, -1}));
    refused(
        "there is no quantile 0.500 at l = 6: use a probability between 0 and 1 and l from 1 to 5",
        () -> IsotropicBand.of(10, 5).quantile(6, 0.5));
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable e) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, e).getMessage());
  }

  @Test
  void printsItself() {
    assertEquals(
        "χ² band: noise C_l = 0.000126, 68% within 3.52e-05 to 0.000216 at l = 1, 0.000108 to 0.000144 at l = 47",
        IsotropicBand.of(100_000, 47).toString());
  }
}
