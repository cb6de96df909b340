package larmor.mhd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import larmor.numeric.Progress;

/**
 * How a turbulent field is computed from rest: stirred on a coarse grid until the flow is
 * stationary, then refined twofold, each finer grid given a while for its small scales to fill
 * (López-Barquero et al. 2016, §2.1, after Cho and Lazarian 2002). Immutable.
 *
 * @param scheme with a driver
 * @param points cells a side at the end
 * @param coarsest cells a side at the start, {@code points} divided by a power of two
 * @param longest time after which the coarse grid is left even if the flow still drifts; with an
 *     initial snapshot, the time to go on on its own grid
 * @param filling time on each finer grid; all times in box sides over the Alfvén speed
 * @param initial the flow to start from, on the coarsest grid, or null for rest
 */
public record DrivenTurbulence(
    IsothermalMhd scheme,
    int points,
    int coarsest,
    double longest,
    double filling,
    MhdSnapshot initial) {
  /** Time between looks at the flow. */
  private static final double LOOK = 0.02;

  private static final double PAPER_MACH = 0.77;

  /** Nanoseconds of work that a stop may cost. */
  private static final long SAVE = 120_000_000_000L;

  public DrivenTurbulence {
    if (scheme.driver() == null) {
      throw new IllegalArgumentException(
          "nothing stirs the box: give the scheme a driver, SolenoidalDriver.towards(0.77, seed)");
    }
    IsothermalMhd.checkPoints(points);
    int n = coarsest;
    while (n < points && n > 0) {
      n *= 2;
    }
    if (n != points || coarsest < 8) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d cells a side are not reached by doubling %d: start from %d, %d/2, %d/4 … with 8"
                  + " or more",
              points,
              coarsest,
              points,
              points,
              points));
    }
    if (initial != null && initial.points() != coarsest) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the snapshot has %d cells a side, the run starts on %d: start on the snapshot's own"
                  + " grid",
              initial.points(),
              coarsest));
    }
    if (!(longest > 0 || initial != null && longest == 0) || !(filling >= 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "times of %g on the coarse and %g on the finer grids are not positive: the defaults"
                  + " are 4 and 0.4",
              longest,
              filling));
    }
  }

  /**
   * The paper's: β = 0.2, M_A = 0.77, mean field along x; stirred on a grid of 16 to 32 points a
   * side first where halving leads there. The density floor is 0.02 of the mean, because the step
   * is held by the Alfvén speed in rare thin cells.
   */
  public static DrivenTurbulence paper(int points, long seed) {
    IsothermalMhd scheme =
        IsothermalMhd.ofBeta(0.2)
            .withDensityFloor(0.02)
            .withDriver(SolenoidalDriver.towards(PAPER_MACH, seed));
    int coarsest = points;
    while (coarsest % 2 == 0 && coarsest >= 48) {
      coarsest /= 2;
    }
    return new DrivenTurbulence(scheme, points, coarsest, 4, 0.4, null);
  }

  /**
   * The same at another β and M_A, with times in the same number of turnovers.
   *
   * @param seed of the driving
   */
  public static DrivenTurbulence of(int points, double beta, double machAlfven, long seed) {
    IsothermalMhd scheme =
        IsothermalMhd.ofBeta(beta)
            .withDensityFloor(0.02)
            .withDriver(SolenoidalDriver.towards(machAlfven, seed));
    double slower = PAPER_MACH / machAlfven;
    return paper(points, seed).withScheme(scheme).withTimes(4 * slower, 0.4 * slower);
  }

  public DrivenTurbulence withScheme(IsothermalMhd other) {
    return new DrivenTurbulence(other, points, coarsest, longest, filling, initial);
  }

  /** Starting from another grid. */
  public DrivenTurbulence from(int cells) {
    return new DrivenTurbulence(scheme, points, cells, longest, filling, null);
  }

  public DrivenTurbulence withTimes(double longestOnCoarse, double onFiner) {
    return new DrivenTurbulence(scheme, points, coarsest, longestOnCoarse, onFiner, initial);
  }

  /**
   * Going on from a snapshot in place of rest: on its own grid for a while, then on finer grids as
   * before. The driver starts anew with its seed.
   *
   * @param time on the snapshot's own grid, 0 to refine at once
   */
  public DrivenTurbulence from(MhdSnapshot snapshot, double time) {
    return new DrivenTurbulence(scheme, points, snapshot.points(), time, filling, snapshot);
  }

  /**
   * The last state and how it came about.
   *
   * @param run may go on
   */
  public record Outcome(MhdRun run, RunHistory history) {
    public MhdSnapshot snapshot() {
      return MhdSnapshot.of(run);
    }

    /** How the flow was made, as header cards for {@link MhdSnapshot#write}. */
    public Map<String, String> manifest() {
      Map<String, String> cards = new LinkedHashMap<>();
      MhdDiagnostics d = run.diagnostics();
      SolenoidalDriver driver = run.scheme().driver();
      cards.put("PROGRAM", "Larmor larmor.mhd: isothermal HLLD, PPM, VL2, constrained transport");
      cards.put("FILTER", "field times 1 - sin^4(pi k/n) along each axis");
      cards.put("DRIVING", ascii(driver.toString()));
      cards.put("COURANT", Double.toString(run.scheme().courant()));
      cards.put("RHOFLOOR", Double.toString(run.scheme().densityFloor()));
      cards.put("STEPS", Long.toString(run.steps()));
      cards.put("MACH_A", number(d.machAlfven()) + " by volume");
      cards.put("MACH_AM", number(d.machAlfvenMass()) + " by mass");
      cards.put("MACH_S", number(d.machSonic()) + " by volume");
      cards.put("BETA", number(d.beta()) + " of the mean field");
      cards.put("DB_B0", number(d.fluctuation()));
      cards.put("REPAIRED", d.repaired() + " cells of all steps fell back to first order");
      cards.put("FLOORED", d.floored() + " cells of all steps, mass " + d.massAdded());
      cards.put("HELD", d.held() + " cells of all half steps at the floor");
      cards.put("STATION", ascii(history.stationarity().toString()));
      return cards;
    }

    private static String number(double x) {
      return String.format(Locale.ROOT, "%.4f", x);
    }

    private static String ascii(String text) {
      return text.replace("ρ", "rho")
          .replace("δ", "d")
          .replace("²", "^2")
          .replace("³", "^3")
          .replace("≤", "<=");
    }

    @Override
    public String toString() {
      return run.diagnostics() + "; " + history.stationarity();
    }
  }

  /**
   * Heap the whole computation needs, from the first step to the file [bytes]: that of steps on the
   * finest grid; refinement and snapshot need less.
   */
  public long bytes() {
    return MhdRun.bytes(points, points, points, scheme.workers().threads());
  }

  /**
   * Computes, or goes on from where a run of the same physics stopped in the same folder, to the
   * same bits. A checkpoint is kept there, written every two minutes and at each refinement, and
   * the history beside it.
   *
   * @param folder made if missing; one run at a time works in it
   * @param progress of the work, estimated from cells and steps
   * @param look hears of the run every 0.02 box sides over the Alfvén speed
   */
  public Outcome run(Path folder, Progress progress, Consumer<MhdRun> look) {
    MhdRun.requireMemory(points, points, points, scheme.workers().threads());
    try (RunFolder home = RunFolder.open(folder)) {
      Under under = new Under(home);
      MhdRun run = home.hasRun() ? under.resumed() : beginning();
      while (true) {
        double left = under.end(run);
        under.advance(run, left, progress, look);
        if (run.points() == points) {
          return new Outcome(run, under.history);
        }
        run = run.refined();
        under.save(run);
      }
    }
  }

  private MhdRun beginning() {
    return initial == null ? scheme.atRest(coarsest) : scheme.start(initial);
  }

  /** Where a run stands while it goes. */
  private final class Under {
    private final RunFolder home;
    private RunHistory history = RunHistory.empty();
    private long saved = System.nanoTime();

    private Under(RunFolder home) {
      this.home = home;
    }

    private MhdRun resumed() {
      MhdRun run = scheme.resume(home.checkpoint());
      if (Files.exists(home.history())) {
        history = RunHistory.read(home.history()).until(run.time());
      }
      int n = coarsest;
      while (n < run.points()) {
        n *= 2;
      }
      if (n != run.points() || n > points) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the run in %s has %d cells a side already, which do not lead from %d to %d: choose"
                    + " another folder",
                home,
                run.points(),
                coarsest,
                points));
      }
      return run;
    }

    /** When the run leaves the grid it is on; on the coarsest one at the latest. */
    private double end(MhdRun run) {
      if (run.points() == coarsest) {
        return initial == null ? longest : initial.time() + longest;
      }
      double start = initial == null ? run.time() : initial.time() + longest;
      for (RunHistory.Sample s : history.samples()) {
        if (s.points() < run.points()) {
          start = s.time();
        }
      }
      return start + filling;
    }

    private void advance(MhdRun run, double end, Progress progress, Consumer<MhdRun> look) {
      boolean spinUp = run.points() == coarsest && initial == null;
      double next = history.samples().isEmpty() ? 0 : nextLook(run.time());
      while (run.time() < end && !(spinUp && history.stationarity().stationary())) {
        double stop = Math.min(end, next);
        run.advanceTo(
            Math.max(stop, run.time()),
            r -> {
              if (System.nanoTime() - saved > SAVE) {
                save(r);
              }
              progress.at(done(r, end));
            });
        if (run.time() >= next || run.time() >= end) {
          history = history.with(RunHistory.Sample.of(run));
          look.accept(run);
          next = nextLook(run.time());
        }
      }
      save(run);
    }

    private double nextLook(double time) {
      return LOOK * (Math.floor(time / LOOK + 1e-9) + 1);
    }

    private void save(MhdRun run) {
      history.write(home.history());
      run.save(home.checkpoint());
      saved = System.nanoTime();
    }

    /** Cells times steps done of all, the steps of a time growing with the points a side. */
    private double done(MhdRun run, double end) {
      double sum = 0;
      double all = 0;
      for (int n = coarsest; n <= points; n *= 2) {
        double cost = (n == coarsest ? longest : filling) * Math.pow(n, 4);
        all += cost;
        if (n < run.points()) {
          sum += cost;
        } else if (n == run.points()) {
          double span = n == coarsest ? longest : filling;
          sum += cost * (1 - (end - run.time()) / span);
        }
      }
      return sum / all;
    }
  }
}
