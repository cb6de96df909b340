package larmor.notebook.widget;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import larmor.numeric.Given;

/**
 * Something on the page that a reader moves, chooses or presses, and that has a value. One control
 * can serve several views. A method {@code withX} returns a new control with its first value.
 *
 * @param <T> type of the value
 */
public abstract sealed class Control<T>
    permits IntSlider, FloatSlider, Selection, Checkbox, Button {
  private final String name;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile T value;
  private WidgetModel model;

  Control(String name, T value) {
    Given.require(name, "the name of the control", "\"R [pc]\"");
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "a control has no name: give one, with a unit if it has one, such as \"R [pc]\"");
    }
    this.name = name;
    this.value = value;
  }

  /**
   * Returns the name that is shown beside the control.
   *
   * @return a name with its unit
   */
  public final String name() {
    return name;
  }

  /**
   * Returns the value that the reader has chosen.
   *
   * @return the newest value that reached the kernel; before that, the first
   */
  public final T value() {
    return value;
  }

  /** Returns the name of the widget in Jupyter's package of controls. */
  abstract String widget();

  /** Returns the name of the model of its looks. */
  abstract String style();

  /** Returns the state of the widget besides its name, looks and layout. */
  abstract Map<String, Object> state();

  /**
   * Converts a change of the page's state.
   *
   * @return the new value, or null if the change does not concern it
   */
  abstract T changed(String key, Object json);

  /** Returns the value after an event such as a click, or null if it stays. */
  T after(Map<?, ?> event) {
    return null;
  }

  /** Returns the value in words. */
  String words() {
    return String.valueOf(value);
  }

  final void listen(Runnable listener) {
    listeners.add(listener);
  }

  final void stopListening(Runnable listener) {
    listeners.remove(listener);
  }

  private void set(T newest) {
    if (newest != null && !newest.equals(value)) {
      value = newest;
      listeners.forEach(Runnable::run);
    }
  }

  /** Returns the widget's model, which the first call opens. */
  final synchronized WidgetModel open(Comms comms) {
    if (model == null) {
      model = WidgetModel.control(comms, widget(), allState(comms), new Changes());
    }
    return model;
  }

  private Map<String, Object> allState(Comms comms) {
    Map<String, Object> all = new LinkedHashMap<>(state());
    all.put("description", name);
    all.put("style", WidgetModel.style(comms, style()).reference());
    return all;
  }

  /** Stops the control on the page, where it stays visible. */
  final synchronized void disable() {
    if (model != null) {
      model.set("disabled", true);
    }
  }

  @Override
  public String toString() {
    return name + " = " + words();
  }

  private final class Changes implements WidgetModel.Listener {
    @Override
    public void changed(String key, Object json) {
      set(Control.this.changed(key, json));
    }

    @Override
    public void event(Map<?, ?> content) {
      set(after(content));
    }
  }
}
