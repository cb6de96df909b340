package larmor.notebook.widget;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import larmor.numeric.Given;

/**
 * A slider over values that need not be evenly spaced: {@code SelectionSlider.of("R [pc]", 10, 20,
 * 60, 90)}.
 *
 * @param <T> type of the options
 */
public final class SelectionSlider<T> extends Selection<T> {
  private SelectionSlider(String name, Options<T> options) {
    super(name, options);
  }

  /**
   * Returns a slider whose first option is chosen. An option is shown as its {@code toString()}.
   *
   * @param <T> type of the options
   * @param name shown beside it, with the unit of the options
   * @param options at least two
   * @return the slider
   * @throws IllegalArgumentException if the name is empty or there are fewer than two options
   */
  @SafeVarargs
  public static <T> SelectionSlider<T> of(String name, T... options) {
    Given.require(options, "the list of options", "1, 2");
    List<T> all = new ArrayList<>();
    for (T option : options) {
      all.add(option);
    }
    return of(name, all);
  }

  /**
   * Returns a slider whose first option is chosen. An option is shown as its {@code toString()}.
   *
   * @param <T> type of the options
   * @param name shown beside it, with the unit of the options
   * @param options at least two
   * @return the slider
   * @throws IllegalArgumentException if the name is empty or there are fewer than two options
   */
  public static <T> SelectionSlider<T> of(String name, List<T> options) {
    return new SelectionSlider<>(name, Options.of(name, options));
  }

  /**
   * Returns this slider with other words for its options.
   *
   * @param words one for each option
   * @return a new slider
   * @throws IllegalArgumentException if their number is not that of the options
   */
  public SelectionSlider<T> withLabels(String... words) {
    return new SelectionSlider<>(name(), labelled(words));
  }

  /**
   * Returns this slider with another option chosen at first.
   *
   * @param option one of the options
   * @return a new slider
   * @throws IllegalArgumentException if it is not among the options
   */
  public SelectionSlider<T> withValue(T option) {
    return new SelectionSlider<>(name(), beginningAt(option));
  }

  @Override
  String widget() {
    return "SelectionSlider";
  }

  @Override
  String style() {
    return "DescriptionStyle";
  }

  @Override
  Map<String, Object> state() {
    Map<String, Object> all = new HashMap<>(super.state());
    all.put("continuous_update", true);
    return all;
  }
}
