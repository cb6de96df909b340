package larmor.notebook.widget;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A page that keeps every message of the kernel, and the state it would show. */
final class FakeComms implements Comms {
  final Map<String, FakeChannel> channels = new LinkedHashMap<>();

  @Override
  public Channel open(String target, Map<String, Object> data, Receiver receiver) {
    FakeChannel channel = new FakeChannel("c" + channels.size(), target, receiver);
    channel.state.putAll((Map<String, ?>) cast(data.get("state")));
    channels.put(channel.id(), channel);
    return channel;
  }

  /** The only open model of a kind. */
  FakeChannel only(String model) {
    List<FakeChannel> found = all(model);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " models " + model);
    }
    return found.get(0);
  }

  List<FakeChannel> all(String model) {
    return channels.values().stream()
        .filter(c -> (model + "Model").equals(c.state.get("_model_name")))
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> cast(Object map) {
    return (Map<String, Object>) map;
  }

  static final class FakeChannel implements Channel {
    final String target;
    final Map<String, Object> state = new LinkedHashMap<>();
    final List<Map<String, Object>> sent = new ArrayList<>();
    final List<byte[]> buffers = new ArrayList<>();
    private final String id;
    private final Receiver receiver;

    FakeChannel(String id, String target, Receiver receiver) {
      this.id = id;
      this.target = target;
      this.receiver = receiver;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public void send(Map<String, Object> data, List<byte[]> bytes) {
      synchronized (sent) {
        sent.add(data);
        buffers.addAll(bytes);
        state.putAll(cast(data.get("state")));
      }
    }

    /** The page changes a value. */
    void changes(String key, Object value) {
      receiver.received(
          Map.of("method", "update", "state", Map.of(key, value), "buffer_paths", List.of()));
    }

    void receives(Map<String, Object> message) {
      receiver.received(message);
    }

    void closes() {
      receiver.closed();
    }
  }
}
