package larmor.course;

import java.util.function.DoubleUnaryOperator;

/**
 * A wrong answer that many students give, with the feedback that explains the mistake.
 *
 * @param feedback one or two sentences on what went wrong, without the right answer
 * @param value the wrong answer as a function of the right one
 */
public record CommonMistake(String feedback, DoubleUnaryOperator value) {
  boolean isMadeBy(double given, double right, double tolerance) {
    double wrong = value.applyAsDouble(right);
    return Math.abs(given - wrong) <= tolerance * Math.abs(wrong);
  }
}
