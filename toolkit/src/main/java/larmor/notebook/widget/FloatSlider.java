package larmor.notebook.widget;

import java.util.Locale;
import java.util.Map;

/** A slider over real numbers: {@code FloatSlider.of("R [pc]", 10, 90, 60).withStep(10)}. */
public final class FloatSlider extends Control<Double> {
  private final double min;
  private final double max;
  private final double step;

  private FloatSlider(String name, double min, double max, double value, double step) {
    super(name, value);
    this.min = min;
    this.max = max;
    this.step = step;
  }

  /**
   * Returns a slider with a hundred steps.
   *
   * @param name shown beside it, with the unit of the values
   * @param min its smallest value
   * @param max its largest value, above min
   * @param value its first value, from min to max
   * @return the slider
   * @throws IllegalArgumentException if the name is empty or the numbers are not in this order
   */
  public static FloatSlider of(String name, double min, double max, double value) {
    SliderRange.check(name, min, max, value, (max - min) / 100);
    return new FloatSlider(name, min, max, value, (max - min) / 100);
  }

  /**
   * Returns this slider with other steps.
   *
   * @param difference of neighbouring values, positive, at most max − min
   * @return a new slider
   * @throws IllegalArgumentException if the step is out of this range
   */
  public FloatSlider withStep(double difference) {
    SliderRange.check(name(), min, max, value(), difference);
    return new FloatSlider(name(), min, max, value(), difference);
  }

  @Override
  String widget() {
    return "FloatSlider";
  }

  @Override
  String style() {
    return "SliderStyle";
  }

  @Override
  Map<String, Object> state() {
    return Map.of(
        "min",
        min,
        "max",
        max,
        "step",
        step,
        "value",
        value(),
        "continuous_update",
        true,
        "readout_format",
        "." + decimals() + "f");
  }

  /** Returns how many decimals tell neighbouring values apart. */
  private int decimals() {
    int decimals = 0;
    double scaled = step;
    while (decimals < 6 && Math.abs(scaled - Math.rint(scaled)) > 1e-6 * scaled) {
      decimals++;
      scaled *= 10;
    }
    return decimals;
  }

  @Override
  Double changed(String key, Object json) {
    return (key.equals("value") && json instanceof Number n)
        ? (Double) Math.max(min, Math.min(max, n.doubleValue()))
        : null;
  }

  @Override
  String words() {
    return String.format(Locale.ROOT, "%." + decimals() + "f", value());
  }
}
