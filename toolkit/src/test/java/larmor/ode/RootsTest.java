package larmor.ode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class RootsTest {
  /** The points at which the last search evaluated its function, without the ends. */
  private final List<Double> points = new ArrayList<>();

  private double root(double a, double b, DoubleUnaryOperator f) {
    points.clear();
    DoubleUnaryOperator recorded =
        x -> {
          points.add(x);
          return f.applyAsDouble(x);
        };
    return Roots.between(a, f.applyAsDouble(a), b, f.applyAsDouble(b), recorded);
  }

  /** The points for x² - 2 between 0 and 2, computed by hand; the fourth is a bisection. */
  @Test
  void pointsAreThoseOfAndersonAndBjorckWithABisection() {
    assertEquals(Math.sqrt(2), root(0, 2, x -> x * x - 2), Math.ulp(2));
    double[] first = points.stream().limit(4).mapToDouble(Double::doubleValue).toArray();
    assertArrayEquals(new double[] {1, 4.0 / 3, 17.0 / 12, 11.0 / 8}, first, 1e-15);
  }

  /** The root is 0.1; the first point, 1, has the same sign as the end at 5. */
  @Test
  void valueAtTheOtherEndIsHalvedWhereTheFunctionDoesNotFall() {
    for (double atOne : new double[] {4, 8}) {
      assertEquals(
          0.1, root(0, 5, x -> x < 0.5 ? 10 * x - 1 : x < 2 ? atOne : 4), 2 * Math.ulp(5.0));
      assertEquals(1, points.get(0), 1e-15);
      // the line from (0, -1/2) to (1, atOne)
      assertEquals(0.5 / (atOne + 0.5), points.get(1), 1e-15);
    }
  }

  /** The numbers of evaluations are those measured. */
  @Test
  void rootsAreFoundToRoundingErrorWithFewEvaluations() {
    DoubleUnaryOperator flat = x -> Math.pow(x, 9) - Math.pow(0.5, 9);
    DoubleUnaryOperator step = x -> x < 1.0 / 3 ? -1 : 1;
    assertRoot(Math.sqrt(2), 10, 0, 2, x -> x * x - 2);
    assertRoot(Math.sqrt(2), 10, 2, 0, x -> x * x - 2);
    assertRoot(Math.PI, 7, 3, 4, Math::sin);
    assertRoot(0.5, 11, -1, 1, flat);
    assertRoot(0.5, 11, 1, -1, flat);
    assertRoot(1.0 / 3, 52, -1, 1, step);
    assertRoot(1.0 / 3, 15, 1, -1, step);
  }

  private void assertRoot(
      double expected, int evaluations, double a, double b, DoubleUnaryOperator f) {
    assertEquals(expected, root(a, b, f), 2 * Math.ulp(Math.max(a, b)));
    assertEquals(evaluations, points.size());
  }

  @Test
  void endOrPointAtTheRootIsReturnedAtOnce() {
    assertEquals(3, root(3, 4, x -> x - 3));
    assertEquals(4, root(3, 4, x -> x - 4));
    assertEquals(List.of(), points);
    assertEquals(3.5, root(3, 4, x -> x - 3.5));
    assertEquals(List.of(3.5), points);
  }

  @Test
  void bracketOfTwoRoundingErrorsIsNotDivided() {
    double b = 1 + 2 * Math.ulp(1.0);
    assertEquals(1, root(1, b, x -> x == 1 ? -1 : 2));
    assertEquals(b, root(1, b, x -> x == 1 ? -1 : 1));
    assertEquals(b, root(1, b, x -> x == 1 ? -2 : 1));
    assertEquals(List.of(), points);
  }

  @Test
  void valuesMayBeSoSmallThatTheirProductIsZero() {
    assertEquals(0.25, root(0, 1, x -> 1e-200 * (x - 0.25)));
  }

  @Test
  void bracketWithoutAChangeOfSignIsRefused() {
    double[][] ends = {{1, 2}, {-1, -2}, {Double.NaN, 1}, {1, Double.NaN}, {-1, Double.NaN}};
    for (double[] f : ends) {
      assertEquals(
          "the function has values "
              + f[0]
              + " and "
              + f[1]
              + " at the ends: give a bracket where it changes its sign",
          assertThrows(IllegalArgumentException.class, () -> root(0, 1, x -> x == 0 ? f[0] : f[1]))
              .getMessage());
    }
  }
}
