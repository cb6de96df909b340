package larmor.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void everyValueIsCountedInOneBinOrOutside() {
    double[] values = {0, 0.49, 0.5, 0.99, 1.0, 1.01, -0.1, Double.NaN, 0.7};
    Histogram h = Histogram.of(values, 0, 1, 2);
    assertArrayEquals(new double[] {0, 0.5, 1}, h.edges());
    assertArrayEquals(new double[] {2, 4}, h.counts());
    assertEquals(3, h.outside());
    assertEquals(0.75, h.peak());
    assertEquals("6 values in 2 bins from 0.00 to 1.00, most at 0.750, 3 outside", h.toString());
  }

  @Test
  void emptyRangesAreRefused() {
    assertEquals(
        "4 bins from 1.0 to 1.0 do not define a histogram: give one bin or more and a lower end below the"
            + " upper",
        assertThrows(IllegalArgumentException.class, () -> Histogram.of(new double[] {1}, 1, 1, 4))
            .getMessage());
  }
}
