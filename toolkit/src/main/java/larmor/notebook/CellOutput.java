package larmor.notebook;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;

/**
 * What one cell sends to the notebook page. The text that the cell prints is collected and sent at
 * most ten times a second, before any result, figure or error that follows it, and at the end of
 * the cell; JJava alone sends one message for each line.
 */
final class CellOutput extends ShellReplyEnvironment {
  /** Shortest time between two messages with printed text [ms]. */
  private static final long PERIOD = 100;

  /** Length of the collected text from which on it is sent at once [characters]. */
  private static final int LONGEST = 1 << 16;

  /** Beginning of what the Java compiler prints when it fails. */
  private static final String COMPILER_FAILURE = "An exception has occurred in the compiler";

  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          run -> {
            Thread thread = new Thread(run, "larmor-cell-output");
            thread.setDaemon(true);
            return thread;
          });

  private final ShellReplyEnvironment original;
  private final Thread compiling = Thread.currentThread();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder compilerFailure = new StringBuilder();
  private StreamType type = StreamType.OUT;
  private long lastSent = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(PERIOD);
  private Future<?> scheduled;
  private boolean hasEnded;
  private int executionCount;
  private boolean hasFailed;

  /**
   * Creates the output of a cell in the thread that compiles it.
   *
   * @param original JJava's output of the same cell, which must not be used directly afterwards
   */
  CellOutput(ShellReplyEnvironment original) {
    super((ShellChannel) original.getShell(), null, original.getIopub(), original.getContext());
    this.original = original;
  }

  /** Returns the number of the cell, or 0 if it has not been sent to the page yet. */
  synchronized int executionCount() {
    return executionCount;
  }

  /** Returns whether the cell has sent an error to the page. */
  synchronized boolean hasFailed() {
    return hasFailed;
  }

  /** Leaves out what the Java compiler printed about its failure. */
  synchronized void dropCompilerFailure() {
    compilerFailure.setLength(0);
  }

  @Override
  public void writeToStdOut(String printed) {
    print(StreamType.OUT, printed);
  }

  @Override
  public void writeToStdErr(String printed) {
    print(StreamType.ERR, printed);
  }

  private synchronized void print(StreamType stream, String printed) {
    if (isOfCompilerFailure(stream, printed)) {
      compilerFailure.append(printed);
      return;
    }
    if (stream != type) {
      send();
      type = stream;
    }
    text.append(printed);
    if (hasEnded || text.length() > LONGEST) {
      send();
    } else if (scheduled == null) {
      long since = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastSent);
      long wait = Math.max(0, PERIOD - since);
      scheduled = TIMER.schedule(this::sendOnTime, wait, TimeUnit.MILLISECONDS);
    }
  }

  private boolean isOfCompilerFailure(StreamType stream, String printed) {
    return stream == StreamType.ERR
        && Thread.currentThread() == compiling
        && (!compilerFailure.isEmpty() || printed.startsWith(COMPILER_FAILURE));
  }

  private synchronized void sendOnTime() {
    scheduled = null;
    send();
  }

  /** Sends the collected text. It must not go through JJava's publish, which may defer it. */
  private void send() {
    if (!text.isEmpty()) {
      PublishStream stream = new PublishStream(type, text.toString());
      text.setLength(0);
      lastSent = System.nanoTime();
      getIopub().sendMessage(new Message<>(getContext(), PublishStream.MESSAGE_TYPE, stream));
    }
  }

  @Override
  public synchronized void publish(Message<?> message) {
    if (message.getContent() instanceof PublishExecuteInput input) {
      executionCount = input.getCount();
    }
    hasFailed |= message.getContent() instanceof PublishError;
    send();
    super.publish(message);
  }

  @Override
  public String readFromStdIn(String prompt, boolean isPassword) {
    synchronized (this) {
      send();
    }
    return original.readFromStdIn(prompt, isPassword);
  }

  @Override
  public void resolveDeferrals() {
    synchronized (this) {
      hasEnded = true;
      send();
      type = StreamType.ERR;
      text.append(compilerFailure);
      compilerFailure.setLength(0);
      send();
    }
    super.resolveDeferrals();
  }
}
