package larmor.notebook.widget;

import java.util.Map;

/**
 * A button. Its value is the number of clicks so far, which can be the seed of a random number or
 * the number of an observer: {@code interact(Button.of("next observer"), n -> sky(n))}.
 */
public final class Button extends Control<Integer> {
  private Button(String name) {
    super(name, 0);
  }

  /**
   * Returns a button.
   *
   * @param name written on it
   * @return the button
   * @throws IllegalArgumentException if the name is empty
   */
  public static Button of(String name) {
    return new Button(name);
  }

  @Override
  String widget() {
    return "Button";
  }

  @Override
  String style() {
    return "ButtonStyle";
  }

  @Override
  Map<String, Object> state() {
    return Map.of();
  }

  @Override
  Integer changed(String key, Object json) {
    return null;
  }

  @Override
  Integer after(Map<?, ?> event) {
    return "click".equals(event.get("event")) ? (Integer) (value() + 1) : null;
  }

  @Override
  String words() {
    return value() + (value() == 1 ? " click" : " clicks");
  }
}
