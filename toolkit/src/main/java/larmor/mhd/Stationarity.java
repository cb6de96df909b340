package larmor.mhd;

import java.util.List;
import java.util.Locale;

/**
 * Whether a driven flow still drifts. Means of M_A and of δB/B0 over the last turnover are held
 * against those over the turnover before; a turnover is L_inj over the rms speed. The flow is
 * called stationary when M_A moved by less than 5 % and δB/B0 by less than 10 %, and at least three
 * turnovers have passed. Turbulence at this size of box wanders by as much from one turnover to the
 * next, so the figures stand beside the verdict.
 *
 * @param stationary the verdict at the end of the history
 * @param since time of the first sample from which on every verdict was the same; NaN if not
 *     stationary
 * @param machAlfven mean over the last turnover
 * @param fluctuation mean δB/B0 over the last turnover
 * @param machDrift change of mean M_A from the turnover before, relative
 * @param fluctuationDrift the same of δB/B0
 * @param turnover time, box side over Alfvén speed
 */
public record Stationarity(
    boolean stationary,
    double since,
    double machAlfven,
    double fluctuation,
    double machDrift,
    double fluctuationDrift,
    double turnover) {
  private static final double MACH = 0.05;
  private static final double FIELD = 0.10;
  private static final double TURNOVERS = 3;

  static Stationarity of(RunHistory history) {
    List<RunHistory.Sample> all = history.samples();
    if (all.isEmpty()) {
      double no = Double.NaN;
      return new Stationarity(false, no, no, no, no, no, no);
    }
    Stationarity last = at(all, all.size());
    if (!last.stationary) {
      return last;
    }
    int first = all.size();
    while (first > 1 && at(all, first - 1).stationary) {
      first--;
    }
    return new Stationarity(
        true,
        all.get(first - 1).time(),
        last.machAlfven,
        last.fluctuation,
        last.machDrift,
        last.fluctuationDrift,
        last.turnover);
  }

  private static Stationarity at(List<RunHistory.Sample> all, int count) {
    RunHistory.Sample end = all.get(count - 1);
    double turnover = SolenoidalDriver.INJECTION_SCALE / end.machAlfven();
    double middle = end.time() - turnover;
    double[] late = means(all, count, middle, end.time());
    double[] early = means(all, count, middle - turnover, middle);
    double mach = late[0] / early[0] - 1;
    double field = late[1] / early[1] - 1;
    boolean calm = Math.abs(mach) < MACH && Math.abs(field) < FIELD;
    boolean old = end.time() >= TURNOVERS * turnover;
    return new Stationarity(calm && old, Double.NaN, late[0], late[1], mach, field, turnover);
  }

  private static double[] means(List<RunHistory.Sample> all, int count, double from, double to) {
    double mach = 0;
    double field = 0;
    int n = 0;
    for (RunHistory.Sample s : all.subList(0, count)) {
      if (s.time() > from && s.time() <= to) {
        mach += s.machAlfven();
        field += s.fluctuation();
        n++;
      }
    }
    return new double[] {mach / n, field / n};
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: M_A %.3g (%+.1f %% in a turnover of %.2g L/v_A), δB/B0 %.3g (%+.1f %%)",
        stationary
            ? String.format(Locale.ROOT, "stationary since t = %.3g L/v_A", since)
            : "not yet stationary",
        machAlfven,
        100 * machDrift,
        turnover,
        fluctuation,
        100 * fluctuationDrift);
  }
}
