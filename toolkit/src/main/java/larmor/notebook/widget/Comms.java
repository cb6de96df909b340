package larmor.notebook.widget;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** The kernel's side of Jupyter's channels to the page ("comms"). Values are those of JSON. */
interface Comms {
  /**
   * Opens a channel.
   *
   * @param target what the page is to connect the channel to
   * @param data of the first message
   * @param receiver is told of the messages of the page, on the thread that runs cells
   */
  Channel open(String target, Map<String, Object> data, Receiver receiver);

  /** Returns the channels of the kernel that runs this program, or nothing outside JJava. */
  static Optional<Comms> ofKernel() {
    try {
      BaseKernel kernel = BaseKernel.notebookKernel();
      return kernel == null
          ? Optional.empty()
          : Optional.of(new JjavaComms(kernel.getCommManager()));
    } catch (LinkageError | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** An open channel. */
  interface Channel {
    String id();

    /** Sends a message with pieces of binary data; may be called from any thread. */
    void send(Map<String, Object> data, List<byte[]> buffers);
  }

  /** Is told what the page sends. */
  interface Receiver {
    void received(Map<?, ?> data);

    void closed();
  }
}
