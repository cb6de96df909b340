package larmor.mhd;

import java.nio.file.Path;
import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;

/**
 * The numerical scheme for isothermal compressible ideal MHD on a periodic grid: finite volumes,
 * HLLD fluxes, piecewise parabolic reconstruction, the van Leer integrator with a first-order
 * predictor, and constrained transport (Stone and Gardiner 2009, New Astron. 14, 139). The scheme
 * is of second order in time and, for smooth waves, in space. Mass and momentum are conserved and
 * ∇·B remains zero to rounding error. In code units the mean density is 1 and the Alfvén speed is
 * |B|/√ρ; see {@link CodeUnits}. Immutable.
 *
 * @param soundSpeed isothermal sound speed, in code units
 * @param courant Courant number: ratio of the time step to the time in which the fastest signal
 *     crosses a cell
 * @param densityFloor smallest allowed density, in units of the mean; each use of the floor is
 *     counted
 * @param driver the driving of the turbulence, or null for none
 * @param workers threads to use; the results do not depend on their number
 */
public record IsothermalMhd(
    double soundSpeed,
    double courant,
    double densityFloor,
    DrivingSettings driver,
    Workers workers) {
  /**
   * Makes a scheme from all its settings.
   *
   * @param soundSpeed sound speed in code units
   * @param courant Courant number
   * @param densityFloor smallest allowed density
   * @param driver the driving, or null
   * @param workers threads that run the computation
   * @throws IllegalArgumentException if the sound speed is not positive and finite, the Courant
   *     number is not above 0 and up to 0.5, or the density floor is not between 0 and 1
   */
  public IsothermalMhd {
    Given.require(workers, "the number of threads", "Workers.all()");
    if (!(soundSpeed > 0 && soundSpeed < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "sound speed %g is not positive and finite: give one above 0",
              soundSpeed));
    }
    if (!(courant > 0 && courant <= 0.5)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Courant number %g is outside the range 0 to 0.5 in which the scheme is stable:"
                  + " use 0.4",
              courant));
    }
    if (!(densityFloor > 0 && densityFloor < 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "density floor %g is outside the range 0 to 1 (the mean density): use 0.01",
              densityFloor));
    }
  }

  /**
   * Returns a scheme for a given plasma β in a mean field of Alfvén speed 1, so that c_s² = β/2. It
   * has no driver, the Courant number 0.4 and the density floor 0.01.
   *
   * @param beta gas pressure over magnetic pressure of the mean field
   * @return the scheme
   * @throws IllegalArgumentException if β is not positive
   */
  public static IsothermalMhd ofBeta(double beta) {
    if (!(beta > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "β = %g is not positive: give one above 0, such as the paper's 0.2",
              beta));
    }
    return ofSoundSpeed(Math.sqrt(beta / 2));
  }

  /**
   * Returns a scheme for a given sound speed. It has no driver, the Courant number 0.4 and the
   * density floor 0.01.
   *
   * @param soundSpeed sound speed in code units
   * @return the scheme
   * @throws IllegalArgumentException if the sound speed is not positive
   */
  public static IsothermalMhd ofSoundSpeed(double soundSpeed) {
    return new IsothermalMhd(soundSpeed, 0.4, 0.01, null, Workers.all());
  }

  /**
   * Returns a copy of this scheme with another Courant number.
   *
   * @param number Courant number, above 0 and up to 0.5
   * @return a copy
   * @throws IllegalArgumentException if the number is outside that range
   */
  public IsothermalMhd withCourant(double number) {
    return new IsothermalMhd(soundSpeed, number, densityFloor, driver, workers);
  }

  /**
   * Returns a copy of this scheme with another density floor.
   *
   * @param floor density floor between 0 and 1, in units of the mean density
   * @return a copy
   * @throws IllegalArgumentException if the floor is outside that range
   */
  public IsothermalMhd withDensityFloor(double floor) {
    return new IsothermalMhd(soundSpeed, courant, floor, driver, workers);
  }

  /**
   * Returns a copy of this scheme with a driver.
   *
   * @param driving settings of the driver, or null for no driver
   * @return a copy
   */
  public IsothermalMhd withDriver(DrivingSettings driving) {
    return new IsothermalMhd(soundSpeed, courant, densityFloor, driving, workers);
  }

  /**
   * Returns a copy of this scheme that uses other threads; the results have the same bits.
   *
   * @param threads threads that run the computation
   * @return a copy
   */
  public IsothermalMhd withWorkers(Workers threads) {
    return new IsothermalMhd(soundSpeed, courant, densityFloor, driver, threads);
  }

  static void checkPoints(int points) {
    if (points < 8 || points > 1290) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d cells a side are outside the range 8 to 1290: use 64 for a test, 128 to 512"
                  + " for a field",
              points));
    }
  }

  /**
   * Starts a run from rest: density 1 and a uniform field 1 along x in a box of side 1 at time 0.
   *
   * @param points number of cells a side
   * @return the run
   * @throws IllegalArgumentException if the number of cells is not between 8 and 1290
   * @throws IllegalStateException if the heap is too small
   */
  public MhdRun atRest(int points) {
    checkPoints(points);
    MhdRun.requireMemory(points, points, points, workers.threads());
    return new MhdRun(this, MhdState.uniform(points, points, points, 1.0 / points, Vec3.X));
  }

  /**
   * Starts a run from a given state at time 0.
   *
   * @param initial the initial state. Not modified.
   * @return the run
   * @throws IllegalArgumentException if the scheme has a driver and the grid is not a cube
   * @throws IllegalStateException if the heap is too small
   */
  public MhdRun start(MhdState initial) {
    Given.require(initial, "the initial flow", "MhdState.uniform(16, 16, 16, 1.0 / 16, Vec3.X)");
    MhdRun.requireMemory(initial.nx(), initial.ny(), initial.nz(), workers.threads());
    return new MhdRun(this, initial.copy());
  }

  /**
   * Starts a run from a snapshot, at the time of the snapshot. A snapshot does not contain the
   * amplitudes of the driver, so these are drawn again.
   *
   * @param snapshot snapshot with mean density 1 and mean field 1
   * @return the run
   * @throws IllegalArgumentException if the sound speed of the snapshot is not that of this scheme,
   *     its mean field is not 1, or its number of cells is not between 8 and 1290
   * @throws IllegalStateException if the heap is too small
   */
  public MhdRun start(MhdSnapshot snapshot) {
    Given.require(snapshot, "the snapshot", "MhdSnapshot.read(file)");
    double b = snapshot.field().mean().norm();
    if (Math.abs(snapshot.soundSpeed() / soundSpeed - 1) > 1e-3 || Math.abs(b - 1) > 1e-3) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the snapshot has sound speed %.4g and mean field %.4g, the scheme %.4g and 1: choose"
                  + " β = 2 c_s²/v_A² of the snapshot, and scale its field to a mean of 1",
              snapshot.soundSpeed(),
              b,
              soundSpeed));
    }
    int n = snapshot.points();
    checkPoints(n);
    MhdRun.requireMemory(n, n, n, workers.threads());
    MhdRun run = new MhdRun(this, MhdState.of(snapshot));
    run.startAt(snapshot.time());
    return run;
  }

  /**
   * Resumes a run from a checkpoint. The resumed run gives the same bits as a run that was not
   * stopped.
   *
   * @param checkpoint file that {@link MhdRun#save} wrote, with the settings of this scheme
   * @return the run
   * @throws IllegalArgumentException if the file is not a checkpoint, is damaged, or was written
   *     with other settings
   * @throws IllegalStateException if the heap is too small
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public MhdRun resume(Path checkpoint) {
    return Checkpoint.read(checkpoint, this);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "isothermal MHD, c_s = %.3g, Courant %.3g, density floor %.3g, %s",
        soundSpeed,
        courant,
        densityFloor,
        driver == null ? "not driven" : driver);
  }
}
