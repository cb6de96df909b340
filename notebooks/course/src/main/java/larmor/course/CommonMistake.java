package larmor.course;

import java.util.function.DoubleUnaryOperator;

/**
 * A wrong answer that many give.
 *
 * @param remark what went wrong, in a sentence; never the answer
 * @param value the wrong answer, from the right one
 */
public record CommonMistake(String remark, DoubleUnaryOperator value) {
  boolean isMadeBy(double given, double right, double within) {
    double wrong = value.applyAsDouble(right);
    return Math.abs(given - wrong) <= within * Math.abs(wrong);
  }
}
