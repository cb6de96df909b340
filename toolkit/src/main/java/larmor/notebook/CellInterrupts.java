package larmor.notebook;

import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Interrupts the cell that runs also between two of its statements. JJava interrupts the statement
 * that is executed when the request arrives; while it compiles the next one there is none, and the
 * cell would go on. Therefore the interrupt is remembered and repeated until the cell has ended,
 * and a cell whose statements are too short to be met ends before the next of them.
 */
final class CellInterrupts {
  /** Time between two interrupts of the same cell [ms]. */
  private static final long PERIOD = 10;

  private final BaseKernel kernel;
  private boolean hasCell;
  private boolean isInterrupted;
  private long cells;

  CellInterrupts(BaseKernel kernel) {
    this.kernel = kernel;
  }

  /** Ends interrupted cells between two statements that a shell runs. */
  void follow(JShell shell) {
    shell.onSnippetEvent(this::at);
  }

  /** Notes that a cell begins. The kernel runs one cell at a time. */
  synchronized void begin() {
    hasCell = true;
    isInterrupted = false;
    cells++;
  }

  /** Notes that the cell has ended, after which its interrupt no longer counts. */
  synchronized void end() {
    hasCell = false;
    isInterrupted = false;
  }

  /** Interrupts the cell that runs, if there is one. Returns at once. */
  synchronized void interrupt() {
    if (hasCell && !isInterrupted) {
      isInterrupted = true;
      long cell = cells;
      Thread repeating = new Thread(() -> repeat(cell), "larmor-cell-interrupt");
      repeating.setDaemon(true);
      repeating.start();
    }
  }

  private void repeat(long cell) {
    while (repeatOnce(cell)) {
      try {
        Thread.sleep(PERIOD);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Interrupts a cell if it still runs, and returns whether it does. */
  private synchronized boolean repeatOnce(long cell) {
    boolean runs = isInterrupted && cells == cell;
    if (runs) {
      kernel.interrupt();
    }
    return runs;
  }

  private synchronized void at(SnippetEvent event) {
    boolean ended = event.causeSnippet() == null && event.exception() == null;
    if (isInterrupted && ended && event.status().isDefined()) {
      throw new Interrupted();
    }
  }

  /** Ends a cell between two statements. JShell passes it on to the kernel, which shows it. */
  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Interrupted() {
      super("The cell was interrupted before its next statement.", null, false, false);
    }
  }
}
