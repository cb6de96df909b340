package larmor.orbit;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.concurrent.CancellationException;
import larmor.field.MagneticField;
import larmor.numeric.ClassCopies;
import larmor.numeric.Vec3;

/**
 * Traces the particles of one thread, one after another. The object holds the results of the last
 * trajectory until the next trajectory begins. {@link ParticleTracer} does the work, in one copy
 * for each pair of solver and field.
 */
interface Tracer {
  /** The classes that take part in each step of a trajectory. */
  ClassCopies<Tracer> COPIES =
      ClassCopies.of(
          MethodHandles.lookup(),
          Tracer.class,
          ParticleTracer.class,
          LorentzForce.class,
          StepSearch.class,
          TurnFinder.class,
          SphereCrossingFinder.class,
          StopConditions.Search.class);

  /**
   * Makes a tracer for one thread.
   *
   * @param spacing Ω0 t between two samples
   */
  static Tracer of(TracerSettings settings, MagneticField field, double spacing) {
    return COPIES.make(
        List.of(settings.solver().getClass(), field.getClass()), settings, field, spacing);
  }

  /** A receiver of the samples of a trajectory. */
  @FunctionalInterface
  interface SampleListener {
    /**
     * Receives one sample.
     *
     * @param k number of the sample, at τ = k × spacing
     * @param tau Ω0 t
     * @param y position in gyroradii from the observer and momentum in p0. Not modified.
     * @param moment magnetic moment in units of p0²/(2 m B0)
     * @param energyError relative energy error E/E0 − 1 at the end of the last completed step
     */
    void sample(int k, double tau, double[] y, double moment, double energyError);
  }

  /**
   * Traces one particle from the observer until a stop condition is met.
   *
   * @param direction launch direction, a unit vector
   * @param listener receiver of each sample up to the end of the trajectory
   * @throws CancellationException if the thread is interrupted
   */
  void trace(Vec3 direction, SampleListener listener);

  /** Returns why the last trajectory ended. */
  StopReason stopReason();

  /** Returns Ω0 t at the end of the last trajectory. */
  double endTau();

  /**
   * Returns the state at the end of the last trajectory: position in gyroradii from the observer,
   * momentum in p0. The array is not a copy.
   */
  double[] endState();

  /** Returns the magnetic moment at the end of the last trajectory in units of p0²/(2 m B0). */
  double endMoment();

  /** Returns the number of evaluations of the force for the last trajectory. */
  long evaluations();

  /**
   * Adds the records of the last trajectory to the tables.
   *
   * @param i number of the particle
   * @param tables Modified.
   */
  void addTo(int i, EnsembleTables tables);
}
