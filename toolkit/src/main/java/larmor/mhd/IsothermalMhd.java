package larmor.mhd;

import java.nio.file.Path;
import java.util.Locale;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;

/**
 * Isothermal compressible ideal MHD on a periodic grid: finite volumes, {@link Hlld HLLD} fluxes,
 * {@link Ppm parabolic} reconstruction, the van Leer integrator with a first-order predictor and
 * constrained transport (Stone and Gardiner 2009, New Astron. 14, 139). Second order in time and
 * for smooth waves in space, third-order reconstruction; mass and momentum conserved and ∇·B kept
 * to round-off. Code units: mean density 1, Alfvén speed |B|/√ρ. Immutable.
 *
 * @param soundSpeed isothermal sound speed
 * @param courant time step over the time a fast wave needs to cross a cell, below 0.5
 * @param densityFloor least density; every use is counted
 * @param driver what stirs the box, or null
 * @param workers threads; the result does not depend on them
 */
public record IsothermalMhd(
    double soundSpeed,
    double courant,
    double densityFloor,
    SolenoidalDriver driver,
    Workers workers) {
  public IsothermalMhd {
    if (!(soundSpeed > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "sound speed %g is not positive: an isothermal gas needs pressure",
              soundSpeed));
    }
    if (!(courant > 0 && courant <= 0.5)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Courant number %g is outside 0 to 0.5, where the scheme is stable: use 0.4",
              courant));
    }
    if (!(densityFloor > 0 && densityFloor < 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "density floor %g is outside 0 to 1 times the mean: use 0.01",
              densityFloor));
    }
  }

  /**
   * Sound speed of a given plasma beta in a mean field of Alfvén speed 1 and mean density 1: c_s² =
   * β/2.
   */
  public static IsothermalMhd ofBeta(double beta) {
    if (!(beta > 0)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "β = %g is not positive: the paper's is 0.2", beta));
    }
    return ofSoundSpeed(Math.sqrt(beta / 2));
  }

  public static IsothermalMhd ofSoundSpeed(double soundSpeed) {
    return new IsothermalMhd(soundSpeed, 0.4, 0.01, null, Workers.all());
  }

  public IsothermalMhd withCourant(double number) {
    return new IsothermalMhd(soundSpeed, number, densityFloor, driver, workers);
  }

  public IsothermalMhd withDensityFloor(double floor) {
    return new IsothermalMhd(soundSpeed, courant, floor, driver, workers);
  }

  public IsothermalMhd withDriver(SolenoidalDriver stirring) {
    return new IsothermalMhd(soundSpeed, courant, densityFloor, stirring, workers);
  }

  public IsothermalMhd withWorkers(Workers threads) {
    return new IsothermalMhd(soundSpeed, courant, densityFloor, driver, threads);
  }

  static void checkPoints(int points) {
    if (points < 8 || points > 1290) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d cells a side are outside 8 to 1290: 64 for a look, 128 to 512 for a field",
              points));
    }
  }

  /** A run from rest: density 1, mean field 1 along x, box of side 1. */
  public MhdRun atRest(int points) {
    checkPoints(points);
    MhdRun.requireMemory(points, points, points, workers.threads());
    return new MhdRun(
        this, MhdState.uniform(points, points, points, 1.0 / points, 1, new Vec3(0, 0, 0), Vec3.X));
  }

  /**
   * A run from a given state, at time 0.
   *
   * @param initial Not modified.
   */
  public MhdRun start(MhdState initial) {
    MhdRun.requireMemory(initial.nx(), initial.ny(), initial.nz(), workers.threads());
    return new MhdRun(this, initial.copy());
  }

  /**
   * A run from a snapshot, at the snapshot's time. The driver starts anew, since a snapshot does
   * not hold its state.
   *
   * @throws IllegalArgumentException if the sound speed or the mean field of the snapshot is not
   *     that of this scheme
   */
  public MhdRun start(MhdSnapshot snapshot) {
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

  /** A run that goes on from a checkpoint of the same physics, to the same bits. */
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
