package larmor.notebook.widget;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larmor.notebook.widget.Comms.Channel;
import larmor.notebook.widget.Comms.Receiver;

/**
 * A model of the Jupyter widgets' protocol, version 2: a state that the kernel and the page both
 * hold, each telling the other what changes. Safe for use from several threads.
 */
final class WidgetModel implements Receiver {
  private static final String CONTROLS = "@jupyter-widgets/controls";
  private static final String BASE = "@jupyter-widgets/base";
  private static final String VERSION = "2.0.0";

  /** What becomes of the changes that the page makes. */
  interface Listener {
    /** A value of the state was changed in the page. */
    default void changed(String key, Object value) {}

    /** The page sent a message that is no change of the state, such as a click. */
    default void event(Map<?, ?> content) {}
  }

  private final Map<String, Object> state;
  private final Map<String, byte[]> bytes = new LinkedHashMap<>();
  private final Listener listener;
  private final Channel channel;
  private boolean open = true;

  private WidgetModel(Comms comms, Map<String, Object> state, Listener listener) {
    this.state = state;
    this.listener = listener;
    channel = comms.open("jupyter.widget", Map.of("state", state, "buffer_paths", List.of()), this);
  }

  /**
   * Opens a model of the package of controls.
   *
   * @param name as in "IntSlider", without Model and View
   * @param own values of the state besides those that all models have
   */
  static WidgetModel control(Comms comms, String name, Map<String, Object> own, Listener listener) {
    Map<String, Object> state = names(CONTROLS, name);
    state.put("_view_module", CONTROLS);
    state.put("_view_module_version", VERSION);
    state.put("_view_name", name + "View");
    state.put("layout", layout(comms, Map.of()).reference());
    state.putAll(own);
    return new WidgetModel(comms, state, listener);
  }

  /** Opens a model of sizes and margins, in the terms of CSS. */
  static WidgetModel layout(Comms comms, Map<String, Object> own) {
    Map<String, Object> state = names(BASE, "Layout");
    state.putAll(own);
    return new WidgetModel(comms, state, new Listener() {});
  }

  /** Opens a model of a control's looks that gives its name all the width it takes. */
  static WidgetModel style(Comms comms, String name) {
    Map<String, Object> state = names(CONTROLS, name);
    state.put("description_width", "initial");
    return new WidgetModel(comms, state, new Listener() {});
  }

  private static Map<String, Object> names(String module, String name) {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("_model_module", module);
    state.put("_model_module_version", VERSION);
    state.put("_model_name", name + "Model");
    return state;
  }

  /** Returns what stands for this model in the state of another. */
  String reference() {
    return "IPY_MODEL_" + channel.id();
  }

  /** Returns what a cell shows to have this model's view in its place. */
  Map<String, Object> view() {
    return Map.of("version_major", 2, "version_minor", 0, "model_id", channel.id());
  }

  /** Changes a value and tells the page. */
  synchronized void set(String key, Object value) {
    if (open) {
      state.put(key, value);
      channel.send(update(Map.of(key, value), List.of()), List.of());
    }
  }

  /** Changes a value that consists of bytes and tells the page. */
  synchronized void setBytes(String key, byte[] value) {
    if (open) {
      bytes.put(key, value);
      channel.send(update(Map.of(), List.of(List.of(key))), List.of(value));
    }
  }

  private static Map<String, Object> update(Map<String, Object> changes, List<List<String>> paths) {
    return Map.of("method", "update", "state", changes, "buffer_paths", paths);
  }

  @Override
  public void received(Map<?, ?> data) {
    String method = String.valueOf(data.get("method"));
    if (method.equals("request_state")) {
      sendAll();
    } else if (method.equals("update") && data.get("state") instanceof Map<?, ?> changes) {
      changes.forEach((key, value) -> change(String.valueOf(key), value));
    } else if (method.equals("custom") && data.get("content") instanceof Map<?, ?> content) {
      listener.event(content);
    }
  }

  private void change(String key, Object value) {
    if (value != null) {
      synchronized (this) {
        state.put(key, value);
      }
      listener.changed(key, value);
    }
  }

  /** Answers a page that was loaded again. */
  private synchronized void sendAll() {
    List<List<String>> paths = bytes.keySet().stream().map(List::of).toList();
    channel.send(update(Map.copyOf(state), paths), List.copyOf(bytes.values()));
  }

  @Override
  public synchronized void closed() {
    open = false;
  }

  /** Returns a value of the state, or nothing if it has none. */
  synchronized Optional<Object> value(String key) {
    return Optional.ofNullable(state.get(key));
  }
}
