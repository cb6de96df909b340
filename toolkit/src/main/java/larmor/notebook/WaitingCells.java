package larmor.notebook;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;

/**
 * Answers the cells that wait behind a cell that failed or was interrupted as aborted, as Jupyter's
 * protocol asks for. JJava alone runs them, so that "Run All" would go on after an error, and the
 * next cell would begin after an interrupt.
 */
final class WaitingCells {
  /** The bit that says that a socket of ZeroMQ has a message to be read. */
  private static final int READABLE = 1;

  /** Longest time from a failed cell or an aborted one to the cell that waits behind it [ms]. */
  private static final long NEXT = 250;

  /** Time until which the next cell is aborted, by {@link System#nanoTime}. */
  private long end;

  private boolean areAborted;

  /** Returns whether the cell that begins has waited behind a failed one. */
  boolean isNextAborted() {
    boolean isNext = areAborted && System.nanoTime() - end < 0;
    areAborted = false;
    return isNext;
  }

  /** Aborts the cells that wait now. It must be called before the failed cell is answered. */
  void abort(ShellReplyEnvironment env) {
    areAborted = hasRequest(env);
    end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(NEXT);
  }

  /** Answers a cell as aborted, and the cells that wait behind it. */
  @SuppressWarnings("unchecked") // the reply has no execution count
  void answer(ShellReplyEnvironment env) {
    abort(env);
    env.setBusyDeferIdle();
    MessageType<?> type = MessageType.EXECUTE_REPLY;
    Map<String, String> aborted = Map.of("status", "aborted");
    env.reply(new Message<>(env.getContext(), (MessageType<Object>) type, aborted));
  }

  /** Returns whether another request of the page is there. */
  private static boolean hasRequest(ShellReplyEnvironment env) {
    try {
      Object events = env.getShell().getClass().getMethod("getEvents").invoke(env.getShell());
      return ((int) events & READABLE) != 0;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }
}
