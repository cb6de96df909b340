package larmor.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RandomStreamTest {
  @Test
  void sameSeedAndIndexGiveTheSameBits() {
    RandomStream a = RandomStream.of(7, 11);
    RandomStream b = RandomStream.of(7, 11);
    for (int i = 0; i < 100; i++) {
      assertEquals(a.gaussian(), b.gaussian());
    }
    assertNotEquals(RandomStream.of(7, 11).uniform(), RandomStream.of(7, 12).uniform());
    assertNotEquals(RandomStream.of(7, 11).uniform(), RandomStream.of(8, 11).uniform());
    assertNotEquals(RandomStream.of(7, 11).uniform(), RandomStream.of(11, 7).uniform());
  }

  /** Means and variances within 4.5 standard errors: a false alarm once in 10,000 seeds or so. */
  @Test
  void momentsAreThoseOfTheDistributions() {
    int n = 200_000;
    double sum = 0;
    double square = 0;
    double gauss = 0;
    double gaussSquare = 0;
    Vec3 mean = new Vec3(0, 0, 0);
    double zSquare = 0;
    double correlation = 0;
    int[] counts = new int[7];
    for (int i = 0; i < n; i++) {
      RandomStream r = RandomStream.of(20161101, i);
      double u = r.uniform();
      sum += u;
      square += u * u;
      double g = r.gaussian();
      gauss += g;
      gaussSquare += g * g;
      Vec3 d = r.direction();
      assertEquals(1, d.norm(), 1e-15);
      mean = mean.plus(d);
      zSquare += d.z() * d.z();
      counts[r.below(7)]++;
      correlation += (u - 0.5) * (RandomStream.of(20161101, i + 1).uniform() - 0.5);
    }
    double se = 4.5 / Math.sqrt(n);
    assertEquals(0.5, sum / n, se * Math.sqrt(1 / 12.0));
    assertEquals(1 / 3.0, square / n, se * Math.sqrt(4 / 45.0));
    assertEquals(0, gauss / n, se);
    assertEquals(1, gaussSquare / n, se * Math.sqrt(2));
    assertTrue(mean.norm() / n < se);
    assertEquals(1 / 3.0, zSquare / n, se * Math.sqrt(4 / 45.0));
    assertEquals(0, correlation / n, se / 12);
    for (int c : counts) {
      assertEquals(1 / 7.0, (double) c / n, se * Math.sqrt(6 / 49.0));
    }
  }
}
