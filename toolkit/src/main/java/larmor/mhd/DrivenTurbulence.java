package larmor.mhd;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import larmor.numeric.Given;
import larmor.numeric.Progress;
import larmor.numeric.SaveInterval;

/**
 * The computation of a turbulent field: a flow is driven on a coarse grid until it is stationary;
 * then the grid is refined twofold once or several times, and on each finer grid the flow is driven
 * for a time in which its small scales develop (López-Barquero et al. 2016, §2.1, after Cho and
 * Lazarian 2002, Phys. Rev. Lett. 88, 245001). The flow starts from rest or from a snapshot.
 * Immutable.
 *
 * @param scheme numerical scheme, which must have a driver
 * @param points number of cells a side at the end, a power of two times the number at the start
 * @param start the initial flow on the coarsest grid
 * @param coarseTime time on the coarsest grid [box sides over the Alfvén speed]. From rest it is an
 *     upper limit, because the flow leaves this grid as soon as it is stationary; from a snapshot
 *     it is the exact time.
 * @param fillingTime time on each finer grid [box sides over the Alfvén speed]
 */
public record DrivenTurbulence(
    IsothermalMhd scheme, int points, Start start, double coarseTime, double fillingTime) {
  /** The time between two samples of the history [box sides over the Alfvén speed]. */
  private static final double SAMPLING = 0.02;

  private static final double PAPER_MACH = 0.77;

  /** The time between two checkpoints [ns]. */
  private static final long SAVING = SaveInterval.nanoseconds(120);

  /**
   * Checks that the settings are possible.
   *
   * @param scheme numerical scheme with a driver
   * @param points number of cells a side at the end
   * @param start the initial flow
   * @param coarseTime time on the coarsest grid
   * @param fillingTime time on each finer grid
   * @throws IllegalArgumentException if the scheme has no driver, doubling does not lead from the
   *     grid of the start to {@code points}, a number of cells is below 8 or {@code points} above
   *     1290, or a time is negative or, from rest, the time on the coarsest grid is 0
   */
  public DrivenTurbulence {
    Given.require(scheme, "the scheme", "IsothermalMhd.ofBeta(0.2)");
    Given.require(start, "the initial flow", "DrivenTurbulence.Start.ofRest(16)");
    if (scheme.driver() == null) {
      throw new IllegalArgumentException(
          "the scheme has no driver: add one, .withDriver(DrivingSettings.ofMachAlfven(0.77, seed))");
    }
    IsothermalMhd.checkPoints(points);
    int n = start.points();
    while (n < points && n > 0) {
      n *= 2;
    }
    if (n != points || start.points() < 8) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d cells a side are not %d times a power of two: start from %d, %d/2, %d/4 …, 8 or"
                  + " more",
              points,
              start.points(),
              points,
              points,
              points));
    }
    boolean fromRest = start.snapshot() == null;
    if (!(coarseTime > 0 || (!fromRest && coarseTime == 0))
        || !(fillingTime >= 0)
        || !Double.isFinite(coarseTime + fillingTime)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "times of %g on the coarsest grid and %g on the finer ones are not positive and"
                  + " finite: use 4 and 0.4",
              coarseTime,
              fillingTime));
    }
  }

  /**
   * The initial flow of a computation.
   *
   * @param points number of cells a side
   * @param snapshot the flow, or null for a gas at rest in a uniform field
   * @param source name of the snapshot's file, or null
   */
  public record Start(int points, MhdSnapshot snapshot, String source) {
    /**
     * Checks the grid of a snapshot.
     *
     * @param points number of cells a side
     * @param snapshot the flow, or null
     * @param source name of the snapshot's file, or null
     * @throws IllegalArgumentException if the snapshot has another number of cells a side
     */
    public Start {
      if (snapshot != null && snapshot.points() != points) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the snapshot has %d cells a side and the start %d: start on the grid of the"
                    + " snapshot",
                snapshot.points(),
                points));
      }
    }

    /**
     * Starts from a gas at rest in a uniform field.
     *
     * @param points number of cells a side
     * @return the start
     */
    public static Start ofRest(int points) {
      return new Start(points, null, null);
    }

    /**
     * Starts from a snapshot.
     *
     * @param snapshot snapshot with mean field 1 and mean density 1
     * @param source name of the file of the snapshot, or null; it is written to the manifest of the
     *     result
     * @return the start
     */
    public static Start of(MhdSnapshot snapshot, String source) {
      Given.require(snapshot, "the snapshot", "MhdSnapshot.read(file)");
      return new Start(snapshot.points(), snapshot, source);
    }

    /**
     * Returns the time at which the initial flow begins.
     *
     * @return time in box sides over the Alfvén speed; 0 from rest
     */
    public double time() {
      return snapshot == null ? 0 : snapshot.time();
    }

    @Override
    public String toString() {
      return snapshot == null
          ? String.format(Locale.ROOT, "rest on %d³ cells", points)
          : String.format(
              Locale.ROOT,
              "%s, %d³ cells at t = %.3g L/v_A",
              source == null ? "a snapshot" : source,
              points,
              time());
    }
  }

  /**
   * Returns the computation of the paper's turbulence: β = 0.2, M_A = 0.77, mean field along x,
   * from rest. The number of cells a side of the coarsest grid follows from halving {@code points}
   * until it is below 48 or odd. The density floor is 0.02, because the Alfvén speed of a few cells
   * of low density limits the time step.
   *
   * @param points cells a side at the end, 8 to 1290
   * @param seed seed of the driving
   * @return the computation
   * @throws IllegalArgumentException if the number of cells is outside that range
   */
  public static DrivenTurbulence ofPaper(int points, long seed) {
    IsothermalMhd scheme =
        IsothermalMhd.ofBeta(0.2)
            .withDensityFloor(0.02)
            .withDriver(DrivingSettings.ofMachAlfven(PAPER_MACH, seed));
    int coarsest = points;
    while (coarsest % 2 == 0 && coarsest >= 48) {
      coarsest /= 2;
    }
    return new DrivenTurbulence(scheme, points, Start.ofRest(coarsest), 4, 0.4);
  }

  /**
   * Returns the computation of turbulence with given β and M_A. The flow is driven for the same
   * number of turnovers on each grid as that of the paper.
   *
   * @param points cells a side at the end, 8 to 1290
   * @param beta gas pressure over magnetic pressure of the mean field
   * @param machAlfven volume average of the Alfvén Mach number M_A to which the driver regulates
   *     the flow, up to 3
   * @param seed seed of the driving
   * @return the computation
   * @throws IllegalArgumentException if a value is outside its range
   */
  public static DrivenTurbulence of(int points, double beta, double machAlfven, long seed) {
    IsothermalMhd scheme =
        IsothermalMhd.ofBeta(beta)
            .withDensityFloor(0.02)
            .withDriver(DrivingSettings.ofMachAlfven(machAlfven, seed));
    double slower = PAPER_MACH / machAlfven;
    return ofPaper(points, seed).withScheme(scheme).withTimes(4 * slower, 0.4 * slower);
  }

  /**
   * Returns a copy of this computation with another scheme.
   *
   * @param other numerical scheme with a driver
   * @return a copy
   * @throws IllegalArgumentException if the scheme has no driver
   */
  public DrivenTurbulence withScheme(IsothermalMhd other) {
    return new DrivenTurbulence(other, points, start, coarseTime, fillingTime);
  }

  /**
   * Returns a copy of this computation that starts from rest on another grid.
   *
   * @param cells number of cells a side, {@code points} divided by a power of two
   * @return a copy
   * @throws IllegalArgumentException if doubling does not lead from that grid to {@code points}
   */
  public DrivenTurbulence withCoarsest(int cells) {
    return new DrivenTurbulence(scheme, points, Start.ofRest(cells), coarseTime, fillingTime);
  }

  /**
   * Returns a copy of this computation with other times on the grids.
   *
   * @param onCoarsest time on the coarsest grid [box sides over the Alfvén speed], see {@link
   *     #coarseTime()}
   * @param onEachFiner time on each finer grid [box sides over the Alfvén speed]
   * @return a copy
   * @throws IllegalArgumentException if a time is negative or, from rest, the time on the coarsest
   *     grid is 0
   */
  public DrivenTurbulence withTimes(double onCoarsest, double onEachFiner) {
    return new DrivenTurbulence(scheme, points, start, onCoarsest, onEachFiner);
  }

  /**
   * Returns a copy of this computation that starts from a snapshot. The flow is driven for a given
   * time on the grid of the snapshot, then on finer grids. The amplitudes of the driving are drawn
   * again from the seed.
   *
   * @param snapshot snapshot whose number of cells a side, times a power of two, is {@code points}
   * @param time time on the grid of the snapshot [box sides over the Alfvén speed]; 0 to refine at
   *     once
   * @return a copy
   * @throws IllegalArgumentException if doubling does not lead from its grid to {@code points}, or
   *     the time is negative
   */
  public DrivenTurbulence withSnapshot(MhdSnapshot snapshot, double time) {
    return new DrivenTurbulence(scheme, points, Start.of(snapshot, null), time, fillingTime);
  }

  /**
   * Returns a copy of this computation that starts from a snapshot in a file. The name of the file
   * is written to the manifest of the result.
   *
   * @param file file that {@link MhdSnapshot#write} wrote
   * @param time time on the grid of the snapshot [box sides over the Alfvén speed]; 0 to refine at
   *     once
   * @return a copy
   * @throws IllegalArgumentException if the file is not a snapshot, doubling does not lead from its
   *     grid to {@code points}, or the time is negative
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public DrivenTurbulence withSnapshot(Path file, double time) {
    Start snapshot = Start.of(MhdSnapshot.read(file), file.getFileName().toString());
    return new DrivenTurbulence(scheme, points, snapshot, time, fillingTime);
  }

  /**
   * The result of a computation.
   *
   * @param plan the computation
   * @param run the last state, which may be advanced further
   * @param history history on all grids
   */
  public record Outcome(DrivenTurbulence plan, MhdRun run, RunHistory history) {
    /**
     * Returns a snapshot of the present state of the run.
     *
     * @return field, velocity and density
     */
    public MhdSnapshot snapshot() {
      return MhdSnapshot.of(run);
    }

    /**
     * Returns a description of how the flow was made, as FITS header cards for {@link
     * MhdSnapshot#write}: program, driving, start, time on each grid, settings, Mach numbers, use
     * of the density floor, and stationarity.
     *
     * @return the texts of the cards by keyword, in ASCII and in order
     */
    public Map<String, String> manifest() {
      Map<String, String> cards = new LinkedHashMap<>();
      MhdDiagnostics d = run.diagnostics();
      DrivingSettings driver = run.scheme().driver();
      cards.put("PROGRAM", "Larmor larmor.mhd: isothermal HLLD, PPM, VL2, constrained transport");
      cards.put("FILTER", "field times 1 - sin^4(pi k/n) along each axis");
      cards.put("DRIVING", ascii(driver.toString()));
      putStart(cards);
      putGrids(cards);
      cards.put("COURANT", Double.toString(run.scheme().courant()));
      cards.put("RHOFLOOR", Double.toString(run.scheme().densityFloor()));
      cards.put("STEPS", Long.toString(run.steps()));
      cards.put("MACH_A", number(d.machAlfven()) + " by volume");
      cards.put("MACH_AM", number(d.machAlfvenMass()) + " by mass");
      cards.put("MACH_S", number(d.machSonic()) + " by volume");
      cards.put("BETA", number(d.beta()) + " of the mean field");
      cards.put("DB_B0", number(d.fluctuation()));
      cards.put("REPAIRED", d.repaired() + " cell updates with first-order fluxes");
      cards.put("FLOORED", d.floored() + " cell updates at the floor, mass " + d.massAdded());
      cards.put("HELD", d.held() + " cell updates at the floor at half a step");
      cards.put("STATION", ascii(history.stationarity().toString()));
      return cards;
    }

    private void putStart(Map<String, String> cards) {
      Start start = plan.start;
      if (start.snapshot == null) {
        cards.put("START", "rest");
      } else {
        cards.put("START", start.source == null ? "snapshot" : "snapshot " + ascii(start.source));
        cards.put("TSTART", number(start.time()) + " box sides over Alfven speed");
      }
    }

    private void putGrids(Map<String, String> cards) {
      double begin = plan.start.time();
      boolean whole =
          !history.samples().isEmpty() && history.samples().get(0).time() <= begin + 2 * SAMPLING;
      int number = 1;
      for (int n = plan.start.points; n <= run.points(); n *= 2) {
        double end = n == run.points() ? run.time() : history.lastTime(n, begin);
        cards.put(
            "GRID" + number++,
            whole
                ? String.format(Locale.ROOT, "%d cells a side for %.4f", n, end - begin)
                : String.format(Locale.ROOT, "%d cells a side, time not recorded", n));
        begin = end;
      }
    }

    private static String number(double x) {
      return String.format(Locale.ROOT, "%.4f", x);
    }

    private static String ascii(String text) {
      String plain =
          text.replace("ρ", "rho")
              .replace("δ", "d")
              .replace("²", "^2")
              .replace("³", "^3")
              .replace("≤", "<=");
      return new String(plain.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
      return run.diagnostics() + "; " + history.stationarity();
    }
  }

  /**
   * Returns the size of the heap that the whole computation needs, from the first step to the file.
   * The steps on the finest grid need the most memory.
   *
   * @return size [bytes]
   */
  public long bytes() {
    return MhdRun.bytes(points, points, points, scheme.workers().threads());
  }

  /**
   * Computes the field, or resumes a computation that was stopped in the same folder; the result
   * has the same bits in either case. The folder holds a checkpoint, which is written every two
   * minutes and at each refinement, and the history.
   *
   * @param folder folder, which is created if it does not exist; one computation at a time can use
   *     it
   * @param progress receiver of the fraction of the work that is done, estimated from the cells and
   *     steps
   * @param each function that is called every 0.02 box sides over the Alfvén speed; it may read or
   *     save the run but must not advance it
   * @return the last state and the history
   * @throws IllegalArgumentException if the folder holds a run with other settings or on a grid
   *     that does not belong to this computation, or if its files are damaged
   * @throws IllegalStateException if another computation works in the folder, the heap is too
   *     small, or the flow becomes unstable
   * @throws java.io.UncheckedIOException if a file cannot be read or written
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public Outcome run(Path folder, Progress progress, Consumer<MhdRun> each) {
    Given.require(folder, "the folder", "Path.of(\"runs\")");
    Given.require(progress, "the receiver of the progress", "Progress.NONE");
    Given.require(each, "the receiver of the steps", "run -> {}");
    MhdRun.requireMemory(points, points, points, scheme.workers().threads());
    try (RunFolder files = RunFolder.open(folder)) {
      Computation computation = new Computation(files);
      MhdRun run = files.hasCheckpoint() ? computation.resumed() : initialRun();
      while (true) {
        computation.advance(run, computation.end(run), progress, each);
        if (run.points() == points) {
          return new Outcome(this, run, computation.history);
        }
        run = run.refined();
        computation.save(run);
      }
    }
  }

  private MhdRun initialRun() {
    return start.snapshot == null ? scheme.atRest(start.points) : scheme.start(start.snapshot);
  }

  /** A computation that works in a folder, with the history so far. */
  private final class Computation {
    private final RunFolder files;
    private RunHistory history = RunHistory.empty();
    private long saved = System.nanoTime();

    private Computation(RunFolder files) {
      this.files = files;
    }

    private MhdRun resumed() {
      MhdRun run = scheme.resume(files.checkpoint());
      if (Files.exists(files.history())) {
        history = RunHistory.readUntil(files.history(), run.time());
      }
      int n = start.points;
      while (n < run.points()) {
        n *= 2;
      }
      if (n != run.points() || n > points) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the run in %s has %d cells a side, which is not a grid between %d and %d: choose"
                    + " another folder",
                files,
                run.points(),
                start.points,
                points));
      }
      return run;
    }

    /**
     * Returns the time at which the run leaves its present grid; on the coarsest grid it may leave
     * earlier.
     */
    private double end(MhdRun run) {
      boolean fromRest = start.snapshot == null;
      if (run.points() == start.points) {
        return start.time() + coarseTime;
      }
      double begin = fromRest ? run.time() : start.time() + coarseTime;
      for (RunHistory.Sample s : history.samples()) {
        if (s.points() < run.points()) {
          begin = s.time();
        }
      }
      return begin + fillingTime;
    }

    private void advance(MhdRun run, double end, Progress progress, Consumer<MhdRun> each) {
      boolean untilStationary = run.points() == start.points && start.snapshot == null;
      double next = history.samples().isEmpty() ? 0 : nextSample(run.time());
      while (run.time() < end && !(untilStationary && history.stationarity().stationary())) {
        double stop = Math.min(end, next);
        run.advanceTo(
            Math.max(stop, run.time()),
            r -> {
              // at the time of a sample, the sample must be added to the history before the
              // checkpoint is written
              if (r.time() < stop) {
                saveIfDue(r);
              }
              progress.at(done(r, end));
            });
        if (run.time() >= next || run.time() >= end) {
          history = history.with(RunHistory.Sample.of(run));
          each.accept(run);
          next = nextSample(run.time());
          saveIfDue(run);
        }
      }
      save(run);
    }

    private double nextSample(double time) {
      return SAMPLING * (Math.floor(time / SAMPLING + 1e-9) + 1);
    }

    private void saveIfDue(MhdRun run) {
      if (System.nanoTime() - saved > SAVING) {
        save(run);
      }
    }

    private void save(MhdRun run) {
      history.write(files.history());
      run.save(files.checkpoint());
      saved = System.nanoTime();
    }

    /**
     * Returns the fraction of all cell updates that is done. It takes into account that the number
     * of steps in a given time is proportional to the number of cells a side.
     */
    private double done(MhdRun run, double end) {
      double sum = 0;
      double all = 0;
      for (int n = start.points; n <= points; n *= 2) {
        double span = n == start.points ? coarseTime : fillingTime;
        double cost = span * Math.pow(n, 4);
        all += cost;
        if (n < run.points()) {
          sum += cost;
        } else if (n == run.points()) {
          sum += cost * (1 - (end - run.time()) / span);
        }
      }
      return sum / all;
    }
  }
}
