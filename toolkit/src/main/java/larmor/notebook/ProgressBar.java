package larmor.notebook;

import java.util.Locale;
import larmor.numeric.Progress;

/**
 * A bar below the cell that shows percent, elapsed and remaining time, drawn anew at most five
 * times a second in its own place. Ends as one quiet line. Shows nothing where there is no kernel.
 */
final class ProgressBar implements Progress {
  private static final long PAUSE = 200_000_000L;

  private final String what;
  private final long start = System.nanoTime();
  private String display;
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
    boolean first = last == 0;
    if (ended || (reached < 1 && !first && now - last < PAUSE)) {
      return;
    }
    last = now;
    ended = reached >= 1;
    State state = new State(what, reached, (now - start) / 1e9);
    if (first) {
      display = Kernels.display(state);
    } else if (display != null) {
      Kernels.update(display, state);
    }
  }

  /**
   * @param reached from 0 to 1
   * @param elapsed seconds
   */
  record State(String what, double reached, double elapsed) implements HtmlView {
    @Override
    public String html() {
      if (reached >= 1) {
        return "<span style=\"color:#666\">" + HtmlTable.escape(toString()) + "</span>";
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
        return what + ": done in " + Numbers.duration(elapsed);
      }
      String text =
          String.format(
              Locale.ROOT, "%s %.0f %%, %s", what, 100 * reached, Numbers.duration(elapsed));
      return reached < 0.01
          ? text
          : text + ", " + Numbers.duration(elapsed / reached - elapsed) + " left";
    }
  }
}
