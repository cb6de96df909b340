package larmor.notebook.widget;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.comm.CommOpenCommand;

/**
 * The channels of JJava. JJava's library takes JSON objects of Gson; the kernel contains the same
 * classes with Gson in another package. Therefore all that concerns Gson is called by reflection.
 */
final class JjavaComms implements Comms {
  /** Version 2.1 of the widgets' protocol, which the page reads from the first message. */
  private static final String VERSION = "2.1.0";

  private final CommManager manager;
  private final Object gson;
  private final Method toTree;
  private final Method fromTree;
  private final Method add;
  private final Method send;

  /**
   * Finds the classes of Gson.
   *
   * @throws IllegalStateException if the kernel has other methods than the supported version
   */
  JjavaComms(CommManager manager) {
    this.manager = manager;
    try {
      Class<?> object = CommOpenCommand.class.getMethod("getData").getReturnType();
      String gsonPackage = object.getPackageName();
      ClassLoader loader = object.getClassLoader();
      Class<?> element = Class.forName(gsonPackage + ".JsonElement", true, loader);
      Class<?> converter = Class.forName(gsonPackage + ".Gson", true, loader);
      gson = converter.getConstructor().newInstance();
      toTree = converter.getMethod("toJsonTree", Object.class);
      fromTree = converter.getMethod("fromJson", element, Class.class);
      add = object.getMethod("add", String.class, element);
      send =
          Arrays.stream(Comm.class.getMethods())
              .filter(m -> m.getName().equals("send") && m.getParameterCount() == 3)
              .findFirst()
              .orElseThrow(NoSuchMethodException::new);
    } catch (ReflectiveOperationException e) {
      throw notSupported(e);
    }
  }

  @Override
  public Channel open(String target, Map<String, Object> data, Receiver receiver) {
    return manager.openComm(
        target,
        (owner, id, name, message) -> {
          message.getNonNullMetadata().put("version", VERSION);
          Object first = contentData(CommOpenCommand.class, message.getContent());
          data.forEach((key, value) -> invoke(add, first, key, invoke(toTree, gson, value)));
          return new JjavaChannel(owner, id, name, receiver);
        });
  }

  private static Object contentData(Class<?> type, Object content) {
    try {
      return type.getMethod("getData").invoke(content);
    } catch (ReflectiveOperationException e) {
      throw notSupported(e);
    }
  }

  private static Object invoke(Method method, Object object, Object... arguments) {
    try {
      return method.invoke(object, arguments);
    } catch (ReflectiveOperationException e) {
      throw notSupported(e);
    }
  }

  private static IllegalStateException notSupported(ReflectiveOperationException e) {
    return new IllegalStateException(
        "widgets cannot be connected with this version of JJava: use the version in"
            + " binder/requirements.txt",
        e);
  }

  private final class JjavaChannel extends Comm implements Channel {
    private final Receiver receiver;

    JjavaChannel(CommManager manager, String id, String target, Receiver receiver) {
      super(manager, id, target);
      this.receiver = receiver;
    }

    @Override
    public String id() {
      return getID();
    }

    @Override
    public void send(Map<String, Object> data, List<byte[]> buffers) {
      // JJava does not end a message with an empty list of buffers
      List<byte[]> pieces = buffers.isEmpty() ? null : buffers;
      invoke(send, this, invoke(toTree, gson, data), null, pieces);
    }

    @Override
    protected void onMessage(Message<CommMsgCommand> message) {
      Object data = contentData(CommMsgCommand.class, message.getContent());
      receiver.received((Map<?, ?>) invoke(fromTree, gson, data, Map.class));
    }

    @Override
    protected void onClose(Message<CommCloseCommand> message, boolean sending) {
      if (!sending) {
        receiver.closed();
      }
    }
  }
}
