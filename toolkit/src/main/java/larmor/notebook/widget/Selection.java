package larmor.notebook.widget;

import java.util.List;
import java.util.Map;
import larmor.numeric.Given;

/**
 * One of several options.
 *
 * @param <T> type of the options
 */
abstract sealed class Selection<T> extends Control<T> permits Dropdown, SelectionSlider {
  private final List<T> options;
  private final List<String> labels;

  Selection(String name, Options<T> options) {
    super(name, options.chosen());
    this.options = options.all();
    this.labels = options.labels();
  }

  /**
   * What can be chosen.
   *
   * @param all the options, in the order shown
   * @param labels how they are shown
   * @param chosen the first value
   */
  record Options<T>(List<T> all, List<String> labels, T chosen) {
    static <T> Options<T> of(String name, List<T> all) {
      Given.require(name, "the name of the control", "\"R [pc]\"");
      Given.requireEach(all, "the list of options", "List.of(1, 2)");
      if (all.size() < 2) {
        throw new IllegalArgumentException(
            "\"" + name + "\" has " + all.size() + " options: give at least two");
      }
      List<T> own = List.copyOf(all);
      return new Options<>(own, own.stream().map(String::valueOf).toList(), own.get(0));
    }
  }

  final Options<T> labelled(String... words) {
    Given.requireEach(words, "the list of labels", "\"one\", \"two\"");
    if (words.length != options.size()) {
      throw new IllegalArgumentException(
          "\""
              + name()
              + "\" has "
              + options.size()
              + " options and "
              + words.length
              + " labels: give one label for each option");
    }
    return new Options<>(options, List.of(words), value());
  }

  final Options<T> beginningAt(T option) {
    Given.require(option, "the option", "one of those given");
    if (!options.contains(option)) {
      throw new IllegalArgumentException(
          "\"" + name() + "\" has no option " + option + ": give one of " + options);
    }
    return new Options<>(options, labels, option);
  }

  @Override
  Map<String, Object> state() {
    return Map.of("_options_labels", labels, "index", options.indexOf(value()));
  }

  @Override
  final T changed(String key, Object json) {
    if (key.equals("index") && json instanceof Number n) {
      int index = n.intValue();
      return (index >= 0 && index < options.size()) ? options.get(index) : null;
    }
    return null;
  }

  @Override
  final String words() {
    return labels.get(options.indexOf(value()));
  }
}
