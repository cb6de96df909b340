package larmor.notebook.widget;

import java.util.Map;

/** A box to tick: {@code Checkbox.of("without dipole", true)}. */
public final class Checkbox extends Control<Boolean> {
  private Checkbox(String name, boolean value) {
    super(name, value);
  }

  /**
   * Returns a box.
   *
   * @param name shown beside it
   * @param ticked whether it is ticked at first
   * @return the box
   * @throws IllegalArgumentException if the name is empty
   */
  public static Checkbox of(String name, boolean ticked) {
    return new Checkbox(name, ticked);
  }

  @Override
  String widget() {
    return "Checkbox";
  }

  @Override
  String style() {
    return "CheckboxStyle";
  }

  @Override
  Map<String, Object> state() {
    return Map.of("value", value(), "indent", false);
  }

  @Override
  Boolean changed(String key, Object json) {
    return (key.equals("value") && json instanceof Boolean ticked) ? ticked : null;
  }

  @Override
  String words() {
    return value() ? "yes" : "no";
  }
}
