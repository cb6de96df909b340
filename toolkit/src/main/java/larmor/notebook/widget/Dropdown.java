package larmor.notebook.widget;

import java.util.ArrayList;
import java.util.List;
import larmor.numeric.Given;

/**
 * A menu of which one option is chosen: {@code Dropdown.of("energy [PeV]", 10, 30, 60)}.
 *
 * @param <T> type of the options
 */
public final class Dropdown<T> extends Selection<T> {
  private Dropdown(String name, Options<T> options) {
    super(name, options);
  }

  /**
   * Returns a menu whose first option is chosen. An option is shown as its {@code toString()}.
   *
   * @param <T> type of the options
   * @param name shown beside it, with the unit of the options
   * @param options at least two
   * @return the menu
   * @throws IllegalArgumentException if the name is empty or there are fewer than two options
   */
  @SafeVarargs
  public static <T> Dropdown<T> of(String name, T... options) {
    Given.require(options, "the list of options", "1, 2");
    List<T> all = new ArrayList<>();
    for (T option : options) {
      all.add(option);
    }
    return of(name, all);
  }

  /**
   * Returns a menu whose first option is chosen. An option is shown as its {@code toString()}.
   *
   * @param <T> type of the options
   * @param name shown beside it, with the unit of the options
   * @param options at least two
   * @return the menu
   * @throws IllegalArgumentException if the name is empty or there are fewer than two options
   */
  public static <T> Dropdown<T> of(String name, List<T> options) {
    return new Dropdown<>(name, Options.of(name, options));
  }

  /**
   * Returns this menu with other words for its options.
   *
   * @param words one for each option
   * @return a new menu
   * @throws IllegalArgumentException if their number is not that of the options
   */
  public Dropdown<T> withLabels(String... words) {
    return new Dropdown<>(name(), labelled(words));
  }

  /**
   * Returns this menu with another option chosen at first.
   *
   * @param option one of the options
   * @return a new menu
   * @throws IllegalArgumentException if it is not among the options
   */
  public Dropdown<T> withValue(T option) {
    return new Dropdown<>(name(), beginningAt(option));
  }

  @Override
  String widget() {
    return "Dropdown";
  }

  @Override
  String style() {
    return "DescriptionStyle";
  }
}
