package larmor.notebook.widget;

import java.util.Map;

/** A slider over whole numbers: {@code IntSlider.of("observer", 0, 23, 0)}. */
public final class IntSlider extends Control<Integer> {
  private final int min;
  private final int max;
  private final int step;

  private IntSlider(String name, int min, int max, int value, int step) {
    super(name, value);
    this.min = min;
    this.max = max;
    this.step = step;
  }

  /**
   * Returns a slider with steps of 1.
   *
   * @param name shown beside it
   * @param min its smallest value
   * @param max its largest value, above min
   * @param value its first value, from min to max
   * @return the slider
   * @throws IllegalArgumentException if the name is empty or the numbers are not in this order
   */
  public static IntSlider of(String name, int min, int max, int value) {
    SliderRange.check(name, min, max, value, 1);
    return new IntSlider(name, min, max, value, 1);
  }

  /**
   * Returns this slider with other steps.
   *
   * @param difference of neighbouring values, positive, at most max − min
   * @return a new slider
   * @throws IllegalArgumentException if the step is out of this range
   */
  public IntSlider withStep(int difference) {
    SliderRange.check(name(), min, max, value(), difference);
    return new IntSlider(name(), min, max, value(), difference);
  }

  @Override
  String widget() {
    return "IntSlider";
  }

  @Override
  String style() {
    return "SliderStyle";
  }

  @Override
  Map<String, Object> state() {
    return Map.of(
        "min", min, "max", max, "step", step, "value", value(), "continuous_update", true);
  }

  @Override
  Integer changed(String key, Object json) {
    return (key.equals("value") && json instanceof Number n)
        ? (Integer) Math.max(min, Math.min(max, n.intValue()))
        : null;
  }
}
