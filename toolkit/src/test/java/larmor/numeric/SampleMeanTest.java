package larmor.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleMeanTest {
  private static double[] gaussians(int n, long seed) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = RandomStream.of(seed, i).gaussian();
    }
    return values;
  }

  /** The error of the mean of independent values is s/√n, also for few. */
  @Test
  void errorOfIndependentValuesIsTheirScatterOverTheRootOfTheirNumber() {
    for (int n : new int[] {3, 6, 50}) {
      SampleMean m = SampleMean.of(gaussians(n, 3));
      assertEquals(1, m.error() / (m.scatter() / Math.sqrt(n)), 1e-14);
    }
    SampleMean m = SampleMean.of(gaussians(50, 3));
    assertEquals(1, m.scatter(), 0.25);
  }

  /** Values that are equal inside each of four groups carry the error of four values. */
  @Test
  void errorOfGroupedValuesIsThatOfTheGroups() {
    double[] four = gaussians(4, 8);
    double[] values = new double[40];
    int[] groups = new int[40];
    for (int i = 0; i < 40; i++) {
      groups[i] = i % 4;
      values[i] = four[i % 4];
    }
    SampleMean grouped = SampleMean.of(values, groups);
    SampleMean of4 = SampleMean.of(four);
    assertEquals(of4.mean(), grouped.mean(), 1e-15);
    assertEquals(1, grouped.error() / of4.error(), 1e-14);
    assertTrue(SampleMean.of(values).error() < 0.5 * grouped.error());
  }

  /**
   * The error is that of drawing groups and then their members, for groups of one size and of
   * different sizes. 40,000 samples know it to 0.35 %; three sizes from 20 to 24 add less than
   * that.
   */
  @Test
  void errorIsThatOfDrawnSamples() {
    for (int[] sizes : new int[][] {{24, 24, 24}, {20, 24, 23, 24, 21}, {7}}) {
      int n = Arrays.stream(sizes).sum();
      double[] values = gaussians(n, 21);
      int[] groups = new int[n];
      for (int g = 0, at = 0; g < sizes.length; at += sizes[g++]) {
        Arrays.fill(groups, at, at + sizes[g], g);
        for (int i = at; i < at + sizes[g]; i++) {
          values[i] += 0.2 * g;
        }
      }
      double count = sizes.length == 1 ? n : sizes.length;
      double drawn = drawn(values, sizes) * Math.sqrt(count / (count - 1));
      assertEquals(1, SampleMean.of(values, groups).error() / drawn, 0.015);
    }
  }

  /**
   * Returns the standard deviation of the means of 40,000 samples drawn by groups, then members.
   */
  private static double drawn(double[] values, int[] sizes) {
    SplittableRandom random = new SplittableRandom(5);
    double[] means = new double[40_000];
    for (int s = 0; s < means.length; s++) {
      double total = 0;
      int number = 0;
      for (int k = 0; k < sizes.length; k++) {
        int g = random.nextInt(sizes.length);
        int first = Arrays.stream(sizes, 0, g).sum();
        for (int i = 0; i < sizes[g]; i++) {
          total += values[first + random.nextInt(sizes[g])];
        }
        number += sizes[g];
      }
      means[s] = total / number;
    }
    return SampleMean.of(means).scatter();
  }

  /**
   * How many of 200 samples of five groups of 24 values have the true mean within two errors: 99
   * and 89 % are expected if groups do not differ and if their differences are ten times those that
   * their members explain, with a standard deviation of 0.7 and 2 %.
   */
  @Test
  void twoErrorsContainTheTrueMeanOfGroups() {
    assertEquals(0.993, covered(0), 0.02);
    assertEquals(0.892, covered(10 / Math.sqrt(24)), 0.06);
  }

  private static double covered(double betweenGroups) {
    int samples = 200;
    int covered = 0;
    int[] groups = IntStream.range(0, 120).map(i -> i / 24).toArray();
    for (int s = 0; s < samples; s++) {
      double[] values = gaussians(120, 100 + s);
      double[] shifts = gaussians(5, 1000 + s);
      for (int i = 0; i < values.length; i++) {
        values[i] += betweenGroups * shifts[i / 24];
      }
      covered += Math.abs(SampleMean.of(values, groups).above(0)) < 2 ? 1 : 0;
    }
    return covered / (double) samples;
  }

  /** The quantiles are those of printed tables: 12.706, 2.776 and 2.069. */
  @Test
  void studentsErrorIsLargerForFewValues() {
    assertEquals(6.353, new SampleMean(0, 1, 1, 2).studentError(), 1e-3);
    assertEquals(1.388, new SampleMean(0, 1, 1, 5).studentError(), 1e-3);
    assertEquals(1.0345, new SampleMean(0, 1, 1, 24).studentError(), 1e-3);
    assertTrue(Double.isNaN(SampleMean.of(new double[] {2}).studentError()));
  }

  @Test
  void oneValueHasNoErrorAndNoneIsRefused() {
    assertTrue(Double.isNaN(SampleMean.of(new double[] {2}).error()));
    assertEquals(
        "0 values with 0 group numbers cannot be averaged: give one or more values, and a group for"
            + " each",
        assertThrows(IllegalArgumentException.class, () -> SampleMean.of(new double[0]))
            .getMessage());
    assertEquals(
        "a sample with the value NaN cannot be averaged: leave this value out, and state that you"
            + " did",
        assertThrows(
                IllegalArgumentException.class, () -> SampleMean.of(new double[] {1, Double.NaN}))
            .getMessage());
  }

  @Test
  void groupsWithGapsAreRefused() {
    for (int[] groups : new int[][] {{0, 0, 2}, {1, 1, 2}, {-1, 0, 1}}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> SampleMean.of(new double[] {1, 2, 4}, groups))
              .getMessage();
      assertTrue(message.contains(" leave numbers out: number the "), message);
    }
  }

  @Test
  void printsMeanErrorAndScatter() {
    assertEquals(
        "2.00 ± 0.40 (2 values, scatter 0.57)", new SampleMean(2, 0.4, 0.566, 2).toString());
  }
}
