package larmor.mhd;

import java.util.List;
import java.util.Locale;

/**
 * The verdict whether a driven flow has become stationary. The means of M_A and of δB/B0 over the
 * last turnover are compared with those over the previous turnover; a turnover is L_inj over the
 * rms speed. The flow is called stationary if the mean M_A changed by less than 5 % and the mean
 * δB/B0 by less than 10 %, and at least three turnovers have passed. Turbulence in a box of a few
 * injection scales fluctuates by similar amounts from one turnover to the next, so the changes are
 * given beside the verdict.
 *
 * @param stationary the verdict at the end of the history
 * @param since time from which on the verdict is positive at every sample [box sides over the
 *     Alfvén speed]; NaN if the flow is not stationary
 * @param machAlfven mean M_A over the last turnover
 * @param fluctuation mean δB/B0 over the last turnover
 * @param machDrift relative change of the mean M_A from the previous turnover; NaN if the history
 *     is shorter than two turnovers
 * @param fluctuationDrift relative change of the mean δB/B0 from the previous turnover
 * @param turnover turnover time [box sides over the Alfvén speed]
 */
public record Stationarity(
    boolean stationary,
    double since,
    double machAlfven,
    double fluctuation,
    double machDrift,
    double fluctuationDrift,
    double turnover) {
  private static final double MACH_TOLERANCE = 0.05;
  private static final double FLUCTUATION_TOLERANCE = 0.10;
  private static final double LEAST_TURNOVERS = 3;

  static Stationarity of(RunHistory history) {
    List<RunHistory.Sample> all = history.samples();
    if (all.isEmpty()) {
      double none = Double.NaN;
      return new Stationarity(false, none, none, none, none, none, none);
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

  /** Returns the verdict after the first {@code count} samples. */
  private static Stationarity at(List<RunHistory.Sample> all, int count) {
    RunHistory.Sample end = all.get(count - 1);
    double turnover = DrivingSettings.INJECTION_SCALE / end.machAlfven();
    double middle = end.time() - turnover;
    double[] late = means(all, count, middle, end.time());
    double[] early = means(all, count, middle - turnover, middle);
    double mach = late[0] / early[0] - 1;
    double fluctuation = late[1] / early[1] - 1;
    boolean steady =
        Math.abs(mach) < MACH_TOLERANCE && Math.abs(fluctuation) < FLUCTUATION_TOLERANCE;
    boolean longEnough = end.time() >= LEAST_TURNOVERS * turnover;
    return new Stationarity(
        steady && longEnough, Double.NaN, late[0], late[1], mach, fluctuation, turnover);
  }

  /**
   * Returns the mean M_A and the mean δB/B0 of the samples after {@code from} and up to {@code to}.
   */
  private static double[] means(List<RunHistory.Sample> all, int count, double from, double to) {
    double mach = 0;
    double fluctuation = 0;
    int n = 0;
    for (RunHistory.Sample s : all.subList(0, count)) {
      if (s.time() > from && s.time() <= to) {
        mach += s.machAlfven();
        fluctuation += s.fluctuation();
        n++;
      }
    }
    return new double[] {mach / n, fluctuation / n};
  }

  @Override
  public String toString() {
    if (Double.isNaN(machAlfven)) {
      return "not yet stationary: no samples";
    }
    if (Double.isInfinite(turnover)) {
      return "not yet stationary: at rest";
    }
    if (Double.isNaN(machDrift)) {
      return String.format(
          Locale.ROOT,
          "not yet stationary: M_A %.3g, δB/B0 %.3g (within the first turnover of %.2g L/v_A)",
          machAlfven,
          fluctuation,
          turnover);
    }
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
