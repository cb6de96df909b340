package larmor.orbit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LengthEstimateTest {
  /** Lengths 1, 2 and 4: mean 7/3, variance 7/3, error of the mean √(7/9). */
  @Test
  void meanErrorAndMedianAreThoseOfTheKnownLengths() {
    LengthEstimate e = LengthEstimate.of(new double[] {4, Double.NaN, 1, 2});
    assertEquals(7 / 3.0, e.mean(), 1e-15);
    assertEquals(Math.sqrt(7) / 3, e.standardError(), 1e-15);
    assertEquals(2, e.median());
    assertEquals(3, e.particles());
    assertEquals(4, e.total());
    assertEquals(3, LengthEstimate.of(new double[] {4, 2}).median());
    assertTrue(Double.isNaN(LengthEstimate.of(new double[] {4}).standardError()));
  }
}
