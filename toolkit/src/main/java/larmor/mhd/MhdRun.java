package larmor.mhd;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import larmor.numeric.Memory;

/**
 * A flow under way: the state, its clock and its counts. Only {@link #step} and {@link #advanceTo}
 * change it. Not for use by two threads at once; it uses the scheme's workers itself.
 */
public final class MhdRun {
  private final IsothermalMhd scheme;
  private final MhdState state;
  private final VanLeerStep flow;
  private final Forcing forcing;
  private final PowerControl control;
  private boolean torn;
  private double time;
  private double dt;
  private double fastest;
  private double injected;
  private double machAlfven;
  private long steps;

  MhdRun(IsothermalMhd scheme, MhdState own) {
    this.scheme = scheme;
    this.state = own;
    this.flow = new VanLeerStep(scheme, own);
    if (scheme.driver() == null) {
      forcing = null;
      control = null;
    } else {
      if (own.nx() != own.ny() || own.nx() != own.nz()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "driving needs a cube, this grid is %d x %d x %d cells: take equal sides",
                own.nx(),
                own.ny(),
                own.nz()));
      }
      forcing = new Forcing(scheme.driver(), own.nx());
      control = new PowerControl(scheme.driver());
    }
    look();
  }

  /**
   * Heap a run needs [bytes]: two states and the planes in flight, and two fifths more, because the
   * collector wants large arrays in one piece and does not move them.
   */
  static long bytes(int nx, int ny, int nz, int threads) {
    long planes = 8L * 98 * ny * nz * Math.min(threads, nx);
    return (2 * stateBytes(nx, ny, nz) + planes) / 5 * 7;
  }

  private static long stateBytes(int nx, int ny, int nz) {
    return 8L * MhdState.VARIABLES * nx * ny * nz;
  }

  static void requireMemory(int nx, int ny, int nz, int threads) {
    Memory.require(
        String.format(Locale.ROOT, "MHD on %d x %d x %d cells", nx, ny, nz),
        bytes(nx, ny, nz, threads),
        "use fewer cells");
  }

  public IsothermalMhd scheme() {
    return scheme;
  }

  /** Cells a side along x. */
  public int points() {
    return state.nx();
  }

  public double time() {
    return time;
  }

  public long steps() {
    return steps;
  }

  /** Length of the last step, 0 before the first. */
  public double dt() {
    return dt;
  }

  /** Energy the driver gives per unit time, 0 without one. */
  public double power() {
    return control == null ? 0 : control.power();
  }

  public double injected() {
    return injected;
  }

  /** Cells whose fluxes fell back to first order so far. */
  public long repaired() {
    return fallback().repaired();
  }

  /** Cells raised to the density floor so far. */
  public long floored() {
    return fallback().floored();
  }

  /** Cells held at the floor at half a step so far, which adds no mass. */
  public long held() {
    return fallback().held();
  }

  public double massAdded() {
    return fallback().massAdded();
  }

  double gain() {
    return control == null ? 1 : control.gain();
  }

  Forcing forcing() {
    return forcing;
  }

  MhdState live() {
    return state;
  }

  /**
   * The flow itself, and room for other work: half the memory is given back until the next step.
   */
  MhdState atRest() {
    refuseTorn();
    flow.release();
    return state;
  }

  /** A copy of the flow as it is now. */
  public MhdState state() {
    refuseTorn();
    return state.copy();
  }

  public MhdDiagnostics diagnostics() {
    return MhdDiagnostics.of(this, scheme.workers());
  }

  /** One step, as long as the fastest signal allows. */
  public void step() {
    step(Double.POSITIVE_INFINITY);
  }

  /**
   * Steps to a time, exactly.
   *
   * @param each hears of every step; may save or look, not step
   */
  public void advanceTo(double end, Consumer<MhdRun> each) {
    while (time < end) {
      step(end - time);
      if (end - time < 1e-12 * end) {
        time = end;
      }
      each.accept(this);
    }
  }

  public void advanceTo(double end) {
    advanceTo(end, run -> {});
  }

  /**
   * The same run on twice as many cells a side ({@link MhdState#doubled}), with its clock and its
   * driver going on: spin up on a small grid, then refine and let small scales fill. This run is
   * meant to be let go.
   */
  public MhdRun refined() {
    refuseTorn();
    flow.release();
    int threads = scheme.workers().threads();
    Memory.require(
        String.format(
            Locale.ROOT, "refining %d x %d x %d cells", state.nx(), state.ny(), state.nz()),
        bytes(2 * state.nx(), 2 * state.ny(), 2 * state.nz(), threads)
            - bytes(state.nx(), state.ny(), state.nz(), threads)
            + stateBytes(state.nx(), state.ny(), state.nz()),
        "stay on this grid");
    MhdRun fine = new MhdRun(scheme, state.doubled());
    if (forcing != null) {
      double[] a = forcing.amplitudes();
      System.arraycopy(a, 0, fine.forcing.amplitudes(), 0, a.length);
    }
    fine.fallback().restore(repaired(), floored(), held(), massAdded());
    fine.restore(time, steps, dt, gain(), power(), injected, machAlfven);
    return fine;
  }

  /** Writes a checkpoint beside the file and renames it: never half a file. */
  public void save(Path file) {
    refuseTorn();
    Checkpoint.write(file, this);
  }

  private void step(double longest) {
    refuseTorn();
    torn = true;
    take(longest);
    torn = false;
  }

  /** A step that was stopped inside leaves neither the old state nor the new one. */
  private void refuseTorn() {
    if (torn) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "this run was stopped inside step %d and holds no whole state: resume it from its"
                  + " last checkpoint",
              steps));
    }
  }

  private void take(double longest) {
    double h = state.spacing();
    dt = Math.min(longest, scheme.courant() * h / fastest);
    flow.advance(dt / h);
    double energy = 0;
    if (forcing != null) {
      forcing.advance(dt, steps);
      control.advance(machAlfven, time, dt);
      energy = control.power() * dt;
      injected += energy;
    }
    kick(energy);
    time += dt;
    steps++;
  }

  private void kick(double energy) {
    double h = state.spacing();
    DrivingKick k =
        DrivingKick.of(
            state,
            forcing,
            energy / (h * h * h),
            scheme.soundSpeed() * scheme.soundSpeed(),
            scheme.workers());
    fastest = k.fastest();
    machAlfven = k.machAlfven();
    if (!(fastest < 1e9)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the flow broke at t = %.3g, step %d (fastest signal %g): lower the Courant number"
                  + " from %.3g, or raise the density floor from %.3g",
              time,
              steps,
              fastest,
              scheme.courant(),
              scheme.densityFloor()));
    }
  }

  private void look() {
    DrivingKick k =
        DrivingKick.of(state, null, 0, scheme.soundSpeed() * scheme.soundSpeed(), scheme.workers());
    fastest = k.fastest();
  }

  /** Sets the clock of a run that has made no step. */
  void startAt(double t) {
    time = t;
  }

  void restore(
      double timeBefore,
      long stepsBefore,
      double dtBefore,
      double gainBefore,
      double powerBefore,
      double injectedBefore,
      double machBefore) {
    time = timeBefore;
    steps = stepsBefore;
    dt = dtBefore;
    if (control != null) {
      control.restore(gainBefore, powerBefore);
    }
    injected = injectedBefore;
    machAlfven = machBefore;
    look();
  }

  double machAlfven() {
    return machAlfven;
  }

  FirstOrderFallback fallback() {
    return flow.fallback();
  }

  @Override
  public String toString() {
    return diagnostics().toString();
  }
}
