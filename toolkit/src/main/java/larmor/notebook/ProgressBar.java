package larmor.notebook;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import larmor.numeric.Progress;

/**
 * A progress bar below the cell with the percentage, the elapsed time and the remaining time,
 * updated at most five times a second. The remaining time follows from the progress since the first
 * reported fraction, which is above 0 if the computation resumes. At the end one line with the
 * total time replaces the bar. Outside a kernel nothing is shown.
 */
final class ProgressBar implements Progress {
  /** Shortest time between two updates of the bar [ns]. */
  private static final long PAUSE = 200_000_000L;

  private static final ExecutorService PAINTER =
      Executors.newSingleThreadExecutor(
          r -> {
            Thread t = new Thread(r, "progress");
            t.setDaemon(true);
            return t;
          });

  /** The bars that are shown and whose computation has not ended. */
  private static final Set<ProgressBar> RUNNING = ConcurrentHashMap.newKeySet();

  private final String what;
  private final long start = System.nanoTime();
  private volatile String display;
  private double first = -1;
  private double firstSeconds;
  private double reached;
  private long last;
  private boolean ended;

  ProgressBar(String what) {
    this.what = what;
  }

  @Override
  public synchronized void at(double fraction) {
    long now = System.nanoTime();
    reached = Math.max(reached, Math.min(1, fraction));
    boolean begins = last == 0;
    if (first < 0) {
      first = reached;
      firstSeconds = (now - start) / 1e9;
    }
    if (ended || (reached < 1 && !begins && now - last < PAUSE)) {
      return;
    }
    last = now;
    ended = reached >= 1;
    double elapsed = (now - start) / 1e9;
    State state = new State(what, reached, elapsed, (reached - first) / (elapsed - firstSeconds));
    paint(
        () -> {
          if (begins) {
            display = Kernels.display(state);
          } else if (display != null) {
            Kernels.update(display, state);
          }
        });
    if (ended) {
      RUNNING.remove(this);
    } else if (begins && display != null) {
      RUNNING.add(this);
    }
  }

  /**
   * Replaces each bar of an unfinished computation by one line of text, because the cell has
   * failed.
   */
  static void stopAll() {
    for (ProgressBar bar : RUNNING) {
      bar.stop();
    }
  }

  private synchronized void stop() {
    RUNNING.remove(this);
    if (!ended) {
      ended = true;
      double elapsed = (System.nanoTime() - start) / 1e9;
      Stopped line = new Stopped(what, reached, elapsed);
      paint(() -> Kernels.update(display, line));
    }
  }

  /**
   * The text that replaces the bar of a stopped computation.
   *
   * @param what name of the computation
   * @param reached fraction done, 0 to 1
   * @param elapsed time from the start to the stop [s]
   */
  record Stopped(String what, double reached, double elapsed) implements HtmlView {
    @Override
    public String html() {
      return endLine(toString());
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s: stopped at %.0f %% after %s",
          what,
          100 * reached,
          NumberFormatting.duration(elapsed));
    }
  }

  /** Returns the HTML of the line that replaces a bar. */
  private static String endLine(String text) {
    return "<span style=\"color:#666\">" + HtmlTable.escape(text) + "</span>";
  }

  /**
   * Runs a task on a separate thread. A kernel clears the interrupt of the thread that sends a
   * message; on a separate thread it cannot clear the interrupt of the computation.
   */
  private static void paint(Runnable work) {
    try {
      PAINTER.submit(work).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the progress cannot be shown: " + e.getCause(), e);
    }
  }

  /**
   * The state of the computation that the bar shows.
   *
   * @param what name of the computation
   * @param reached fraction done, 0 to 1
   * @param elapsed time since the start [s]
   * @param rate fraction of the computation done per second; 0 or NaN if not known yet
   */
  record State(String what, double reached, double elapsed, double rate) implements HtmlView {
    @Override
    public String html() {
      if (reached >= 1) {
        return endLine(toString());
      }
      return String.format(
          Locale.ROOT,
          "<div style=\"display:inline-block;width:14em;height:0.7em;background:#ddd\">"
              + "<div style=\"width:%.1f%%;height:100%%;background:#0072b2\"></div></div> %s",
          100 * reached,
          HtmlTable.escape(toString()));
    }

    @Override
    public String toString() {
      if (reached >= 1) {
        return what + ": done in " + NumberFormatting.duration(elapsed);
      }
      String text =
          String.format(
              Locale.ROOT,
              "%s %.0f %%, %s",
              what,
              100 * reached,
              NumberFormatting.duration(elapsed));
      return rate > 0 && reached >= 0.01
          ? text + ", " + NumberFormatting.duration((1 - reached) / rate) + " left"
          : text;
    }
  }
}
