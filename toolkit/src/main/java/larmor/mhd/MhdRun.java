package larmor.mhd;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import larmor.numeric.FiniteNumber;
import larmor.numeric.Given;
import larmor.numeric.Memory;

/**
 * A flow that is advanced in time, with its state, time, driver and counts. {@link #step} and
 * {@link #advanceTo} advance the flow; all other methods do not change it. Threads cannot share an
 * object; the run itself uses the threads of its scheme. All quantities are in code units ({@link
 * CodeUnits}).
 */
public final class MhdRun {
  private final IsothermalMhd scheme;
  private final MhdState state;
  private final VanLeerStep undriven;
  private final SolenoidalForcing forcing;
  private final PowerControl control;
  private boolean insideStep;
  private double time;
  private double dt;
  private double fastest;
  private double injected;
  private double machAlfven;
  private long steps;

  /**
   * Makes a run at time 0.
   *
   * @param own initial state, which the run modifies
   */
  MhdRun(IsothermalMhd scheme, MhdState own) {
    this.scheme = scheme;
    this.state = own;
    this.undriven = new VanLeerStep(scheme, own);
    if (scheme.driver() == null) {
      forcing = null;
      control = null;
    } else {
      if (own.nx() != own.ny() || own.nx() != own.nz()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "driving needs a cube, and this grid has %d x %d x %d cells: use the same number"
                    + " along each axis",
                own.nx(),
                own.ny(),
                own.nz()));
      }
      forcing = new SolenoidalForcing(scheme.driver(), own.nx());
      control = new PowerControl(scheme.driver());
    }
    measureFastestSignal();
  }

  /**
   * Returns the size of the heap that a run needs [bytes]. It holds two states and the work arrays
   * of each thread; two fifths are added, because the garbage collector needs contiguous memory for
   * large arrays and does not move them.
   */
  static long bytes(int nx, int ny, int nz, int threads) {
    long planes = 8L * 98 * ny * nz * Math.min(threads, nx);
    return (2 * stateBytes(nx, ny, nz) + planes) / 5 * 7;
  }

  private static long stateBytes(int nx, int ny, int nz) {
    return 8L * MhdState.VARIABLES * nx * ny * nz;
  }

  /**
   * Refuses a run that does not fit into the heap.
   *
   * @throws IllegalStateException if the heap is too small
   */
  static void requireMemory(int nx, int ny, int nz, int threads) {
    Memory.require(
        String.format(Locale.ROOT, "MHD on %d x %d x %d cells", nx, ny, nz),
        bytes(nx, ny, nz, threads),
        "use fewer cells");
  }

  /**
   * Returns the numerical scheme.
   *
   * @return the scheme of this run
   */
  public IsothermalMhd scheme() {
    return scheme;
  }

  /**
   * Returns the number of cells along x, which is the number of cells a side if the grid is a cube.
   *
   * @return number of cells
   */
  public int points() {
    return state.nx();
  }

  /**
   * Returns the time of the flow.
   *
   * @return time [box sides over the Alfvén speed]
   */
  public double time() {
    return time;
  }

  /**
   * Returns the number of steps since the start.
   *
   * @return number of steps
   */
  public long steps() {
    return steps;
  }

  /**
   * Returns the length of the last step.
   *
   * @return time step; 0 before the first step
   */
  public double dt() {
    return dt;
  }

  /**
   * Returns the energy per unit time that the driver gives.
   *
   * @return power, 0 without a driver
   */
  public double power() {
    return control == null ? 0 : control.power();
  }

  /**
   * Returns the energy that the driver has given since the start.
   *
   * @return energy in code units
   */
  public double injected() {
    return injected;
  }

  /**
   * Returns the number of cell updates since the start in which mass and momentum fluxes were
   * replaced by first-order ones, because the density fell below the floor.
   *
   * @return number of cell updates
   */
  public long repaired() {
    return correction().repaired();
  }

  /**
   * Returns the number of cell updates since the start in which the density was raised to the
   * floor.
   *
   * @return number of cell updates
   */
  public long floored() {
    return correction().floored();
  }

  /**
   * Returns the number of cell updates since the start in which the density was raised to the floor
   * at half a step, which adds no mass.
   *
   * @return number of cell updates
   */
  public long held() {
    return correction().held();
  }

  /**
   * Returns the mass that the density floor has added since the start.
   *
   * @return mass in code units, in which the mass of the box is 1
   */
  public double massAdded() {
    return correction().massAdded();
  }

  /** Returns the integral part of the power control; 1 without a driver. */
  double gain() {
    return control == null ? 1 : control.gain();
  }

  /** Returns the acceleration of the driver, or null without a driver. */
  SolenoidalForcing forcing() {
    return forcing;
  }

  /** Returns the state itself, which the next step modifies. */
  MhdState currentState() {
    return state;
  }

  /**
   * Frees half of the memory of the run until the next step and returns the state itself.
   *
   * @throws IllegalStateException if a step was interrupted
   */
  MhdState stateWithoutWorkspace() {
    requireWholeState();
    undriven.release();
    return state;
  }

  /**
   * Returns a copy of the present state.
   *
   * @return an independent copy
   * @throws IllegalStateException if a step was interrupted
   */
  public MhdState state() {
    requireWholeState();
    return state.copy();
  }

  /**
   * Returns the integral quantities of the present state.
   *
   * @return the diagnostics
   */
  public MhdDiagnostics diagnostics() {
    return MhdDiagnostics.of(this, scheme.workers());
  }

  /**
   * Advances the flow by one step of the largest length that the Courant number allows.
   *
   * @throws IllegalStateException if a step was interrupted before, or the fastest signal is no
   *     longer finite
   * @throws java.util.concurrent.CancellationException if the thread is interrupted; the state of
   *     the run is then incomplete
   */
  public void step() {
    step(Double.POSITIVE_INFINITY);
  }

  /**
   * Advances the flow to a given time; the last step is shortened to end exactly at this time.
   *
   * @param end time [box sides over the Alfvén speed]
   * @param each function that is called after each step; it may read or save the run but must not
   *     advance it
   * @throws IllegalArgumentException if the time is not finite
   * @throws IllegalStateException under the conditions of {@link #step}
   * @throws java.util.concurrent.CancellationException under the conditions of {@link #step}
   */
  public void advanceTo(double end, Consumer<MhdRun> each) {
    FiniteNumber.require(end, "an end time", " L/v_A");
    Given.require(each, "the receiver of the steps", "run -> {}");
    while (time < end) {
      step(end - time);
      if (end - time < 1e-12 * end) {
        time = end;
      }
      each.accept(this);
    }
  }

  /**
   * Advances the flow to a given time; the last step is shortened to end exactly at this time.
   *
   * @param end time [box sides over the Alfvén speed]
   * @throws IllegalArgumentException if the time is not finite
   * @throws IllegalStateException under the conditions of {@link #step}
   * @throws java.util.concurrent.CancellationException under the conditions of {@link #step}
   */
  public void advanceTo(double end) {
    advanceTo(end, run -> {});
  }

  /**
   * Returns a copy of this run on twice as many cells a side ({@link MhdState#doubled}), with the
   * same time, counts and state of the driver. In this way a flow first becomes stationary on a
   * small grid and then develops its small scales on a finer one. This run is normally not used
   * afterwards.
   *
   * @return a new run
   * @throws IllegalStateException if a step was interrupted, or the heap is too small
   */
  public MhdRun refined() {
    requireWholeState();
    undriven.release();
    int threads = scheme.workers().threads();
    Memory.require(
        String.format(
            Locale.ROOT, "refining %d x %d x %d cells", state.nx(), state.ny(), state.nz()),
        bytes(2 * state.nx(), 2 * state.ny(), 2 * state.nz(), threads)
            - bytes(state.nx(), state.ny(), state.nz(), threads)
            + stateBytes(state.nx(), state.ny(), state.nz()),
        "do not refine");
    MhdRun fine = new MhdRun(scheme, state.doubled());
    if (forcing != null) {
      double[] a = forcing.amplitudes();
      System.arraycopy(a, 0, fine.forcing.amplitudes(), 0, a.length);
    }
    fine.correction().restore(repaired(), floored(), held(), massAdded());
    fine.restore(time, steps, dt, gain(), power(), injected, machAlfven);
    return fine;
  }

  /**
   * Writes a checkpoint, from which {@link IsothermalMhd#resume} continues with the same bits. An
   * earlier file of that name is replaced as a whole.
   *
   * @param file path of the file, whose folder must exist
   * @throws IllegalStateException if a step was interrupted
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public void save(Path file) {
    requireWholeState();
    Checkpoint.write(file, this);
  }

  private void step(double longest) {
    requireWholeState();
    insideStep = true;
    advance(longest);
    insideStep = false;
  }

  /**
   * Refuses to use the state after an interrupted step, which leaves some planes of the old state
   * and some of the new state.
   */
  private void requireWholeState() {
    if (insideStep) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "step %d of this run was interrupted and its state is incomplete: resume it from its"
                  + " last checkpoint",
              steps));
    }
  }

  private void advance(double longest) {
    double h = state.spacing();
    dt = Math.min(longest, scheme.courant() * h / fastest);
    undriven.advance(dt / h);
    double energy = 0;
    if (forcing != null) {
      forcing.advance(dt, steps);
      control.advance(machAlfven, time, dt);
      energy = control.power() * dt;
      injected += energy;
    }
    drive(energy);
    time += dt;
    steps++;
  }

  /**
   * Adds the momentum that the driver gives and finds the fastest signal, which limits the next
   * step.
   */
  private void drive(double energy) {
    double h = state.spacing();
    DrivingStep k =
        DrivingStep.of(
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
              "the flow became unstable at t = %.3g, step %d (fastest signal %g): lower the Courant"
                  + " number from %.3g, or raise the density floor from %.3g",
              time,
              steps,
              fastest,
              scheme.courant(),
              scheme.densityFloor()));
    }
  }

  private void measureFastestSignal() {
    DrivingStep k =
        DrivingStep.of(state, null, 0, scheme.soundSpeed() * scheme.soundSpeed(), scheme.workers());
    fastest = k.fastest();
  }

  /** Sets the time of a run that has not made a step yet. */
  void startAt(double t) {
    time = t;
  }

  /** Sets time, driver and sums to those of a checkpoint or of a coarser grid. */
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
    measureFastestSignal();
  }

  /**
   * Returns the volume average of M_A in the last step, before the driver added momentum; 0 without
   * a driver.
   */
  double machAlfven() {
    return machAlfven;
  }

  /** Returns the treatment of cells below the density floor. */
  FirstOrderFluxCorrection correction() {
    return undriven.correction();
  }

  @Override
  public String toString() {
    return diagnostics().toString();
  }
}
