package larmor.mhd;

import static larmor.mhd.MhdState.RHO;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import larmor.numeric.Workers;

/**
 * A flow under way: the state, its clock and its counts. Only {@link #step} and {@link #advanceTo}
 * change it. Not for use by two threads at once; it uses the scheme's workers itself.
 */
public final class MhdRun {
  /**
   * Planes of a slab: few enough to share work and to stop soon, many against the two of overlap.
   */
  private static final int SLAB = 32;

  private final IsothermalMhd scheme;
  private final MhdState state;
  private final MhdState middle;
  private final ConcurrentLinkedQueue<SlabSweep> sweeps = new ConcurrentLinkedQueue<>();
  private final int slabs;
  private final FirstOrderFallback fallback;
  private final Forcing forcing;
  private boolean torn;
  private double time;
  private double dt;
  private double fastest;
  private double gain = 1;
  private double power;
  private double injected;
  private double machAlfven;
  private long steps;

  MhdRun(IsothermalMhd scheme, MhdState own) {
    this.scheme = scheme;
    this.state = own;
    this.middle = own.copy();
    Strips strips = new Strips(own);
    int threads = scheme.workers().threads();
    slabs = Math.max(1, Math.min(own.nx() / 4, Math.max(threads, own.nx() / SLAB)));
    double a2 = scheme.soundSpeed() * scheme.soundSpeed();
    for (int t = 0; t < Math.min(threads, slabs); t++) {
      sweeps.add(new SlabSweep(strips, a2));
    }
    fallback = new FirstOrderFallback(own, a2, scheme.densityFloor());
    if (scheme.driver() == null) {
      forcing = null;
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
      power = scheme.driver().power();
    }
    look();
  }

  /** Bytes a run needs: two states and the planes in flight. */
  static long bytes(int nx, int ny, int nz, int threads) {
    return 8L * ny * nz * (2L * MhdState.VARIABLES * nx + 98L * Math.min(threads, nx));
  }

  static void refuseWithoutMemory(int nx, int ny, int nz, int threads) {
    long need = bytes(nx, ny, nz, threads);
    if (need > free()) {
      System.gc();
      if (need > free()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%d x %d x %d cells need %.3g GB, the Java heap has %.3g GB free: raise -Xmx, or"
                    + " use fewer cells",
                nx,
                ny,
                nz,
                need / 1e9,
                free() / 1e9));
      }
    }
  }

  private static long free() {
    Runtime r = Runtime.getRuntime();
    return r.maxMemory() - (r.totalMemory() - r.freeMemory());
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
    return power;
  }

  public double injected() {
    return injected;
  }

  /** Cells whose fluxes fell back to first order so far. */
  public long repaired() {
    return fallback.repaired();
  }

  /** Cells raised to the density floor so far. */
  public long floored() {
    return fallback.floored();
  }

  public double massAdded() {
    return fallback.massAdded();
  }

  double gain() {
    return gain;
  }

  Forcing forcing() {
    return forcing;
  }

  MhdState live() {
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
   * driver going on: spin up on a small grid, then refine and let small scales fill.
   */
  public MhdRun refined() {
    refuseTorn();
    refuseWithoutMemory(2 * state.nx(), 2 * state.ny(), 2 * state.nz(), scheme.workers().threads());
    MhdRun fine = new MhdRun(scheme, state.doubled());
    if (forcing != null) {
      double[] a = forcing.amplitudes();
      System.arraycopy(a, 0, fine.forcing.amplitudes(), 0, a.length);
    }
    fine.fallback.restore(repaired(), floored(), massAdded());
    fine.restore(time, steps, dt, gain, power, injected, machAlfven);
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
    stage(state, state, middle, 0.5 * dt / h, false);
    stage(middle, state, state, dt / h, true);
    double energy = 0;
    if (forcing != null) {
      forcing.advance(dt, steps);
      regulate();
      energy = power * dt;
      injected += energy;
    }
    kick(energy);
    time += dt;
    steps++;
  }

  private void stage(MhdState source, MhdState base, MhdState out, double c, boolean full) {
    Workers workers = scheme.workers();
    int nx = state.nx();
    workers.forEach(
        slabs,
        t -> {
          SlabSweep sweep = sweeps.remove();
          sweep.advance(
              source.arrays(),
              base.arrays(),
              out.arrays(),
              c,
              (int) ((long) nx * t / slabs),
              (int) ((long) nx * (t + 1) / slabs),
              full);
          sweeps.add(sweep);
        });
    int[][] low = new int[nx][];
    int plane = state.ny() * state.nz();
    workers.forEach(nx, i -> low[i] = below(out.arrays()[RHO], i * plane, plane));
    int[] flagged = Arrays.stream(low).flatMapToInt(Arrays::stream).toArray();
    if (flagged.length == 0) {
      return;
    }
    if (full) {
      fallback.repair(source.arrays(), out.arrays(), c, flagged);
    } else {
      for (int cell : flagged) {
        out.arrays()[RHO][cell] = scheme.densityFloor();
      }
    }
  }

  /** Cells below the floor, or not numbers. */
  private int[] below(double[] rho, int from, int n) {
    double floor = scheme.densityFloor();
    int count = 0;
    for (int c = from; c < from + n; c++) {
      if (!(rho[c] >= floor)) {
        count++;
      }
    }
    int[] cells = new int[count];
    for (int c = from; count > 0; c++) {
      if (!(rho[c] >= floor)) {
        cells[cells.length - count--] = c;
      }
    }
    return cells;
  }

  /**
   * Proportional and integral control of the power about the target. The integral part learns over
   * a turnover and waits for the first turnover to pass.
   */
  private void regulate() {
    double target = scheme.driver().target();
    if (target > 0) {
      double error = 1 - machAlfven * machAlfven / (target * target);
      double turnover = SolenoidalDriver.INJECTION_SCALE / target;
      if (Math.abs(error) < 0.5 || time > turnover) {
        double learnt = StrictMath.exp(Math.max(-0.5, Math.min(0.5, error)) * dt / turnover);
        gain = Math.max(0.2, Math.min(5, gain * learnt));
      }
      power = scheme.driver().power() * gain * Math.max(0.1, Math.min(2, 1 + 2 * error));
    }
  }

  private void kick(double energy) {
    double h = state.spacing();
    Kick k =
        Kick.of(
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
    Kick k = Kick.of(state, null, 0, scheme.soundSpeed() * scheme.soundSpeed(), scheme.workers());
    fastest = k.fastest();
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
    gain = gainBefore;
    power = powerBefore;
    injected = injectedBefore;
    machAlfven = machBefore;
    look();
  }

  double machAlfven() {
    return machAlfven;
  }

  FirstOrderFallback fallback() {
    return fallback;
  }

  @Override
  public String toString() {
    return diagnostics().toString();
  }
}
