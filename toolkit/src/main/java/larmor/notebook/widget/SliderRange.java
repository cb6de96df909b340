package larmor.notebook.widget;

import larmor.numeric.Given;

/** The limits of a slider. */
final class SliderRange {
  private SliderRange() {}

  /** Checks that min ≤ value ≤ max, min < max and 0 < step ≤ max − min, all finite. */
  static void check(String name, double min, double max, double value, double step) {
    Given.require(name, "the name of the control", "\"R [pc]\"");
    if (!(min < max && max - min < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the slider \""
              + name
              + "\" cannot go from "
              + min
              + " to "
              + max
              + ": give a smallest value and a larger one");
    }
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          "the slider \""
              + name
              + "\" cannot begin at "
              + value
              + ": give a value from "
              + min
              + " to "
              + max);
    }
    if (!(step > 0 && step <= max - min)) {
      throw new IllegalArgumentException(
          "the slider \""
              + name
              + "\" cannot have steps of "
              + step
              + ": give a positive step of at most "
              + (max - min));
    }
  }
}
