package larmor.orbit;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import larmor.field.MagneticField;
import larmor.numeric.Vec3;
import larmor.ode.Integration;

/**
 * The {@link Tracer}. It makes the integration steps, takes samples at equally spaced times, and
 * finds the crossings ({@link SphereCrossingFinder}), the turns ({@link TurnFinder}), the end
 * ({@link StopConditions.Search}) and the energy error ({@link EnergyError}) of each trajectory.
 */
final class ParticleTracer implements Tracer {
  private static final double[] UNIT_SCALE = {1, 1, 1, 1, 1, 1};

  private final TracerSettings settings;
  private final LorentzForce force;
  private final Integration integration;
  private final SphereCrossingFinder spheres;
  private final TurnFinder turns;
  private final StopConditions.Search end;
  private final EnergyError energy;
  private final double gyroradius;
  private final double spacing;
  private final double[] state = new double[6];
  private final double[] initial = new double[6];

  private double worstEnergyError;
  private int samples;
  private double momentMean;
  private double momentSquares;

  /**
   * Makes a tracer for one thread.
   *
   * @param spacing Ω0 t between two samples
   */
  ParticleTracer(TracerSettings settings, MagneticField field, double spacing) {
    this.settings = settings;
    this.spacing = spacing;
    Gyration g = settings.gyration();
    gyroradius = g.gyroradius();
    energy = new EnergyError(g);
    force = new LorentzForce(field, g, settings.observer(), settings.timeDirection());
    integration = settings.solverIn(field).on(force, UNIT_SCALE);
    spheres = new SphereCrossingFinder(settings, integration);
    turns = new TurnFinder(integration, force);
    end = new StopConditions.Search(settings, integration, new StepSearch(integration));
  }

  @Override
  public void trace(Vec3 direction, SampleListener listener) {
    begin(direction);
    spheres.begin();
    double energyError = 0;
    int next = 0;
    while (end.stopReason() == null) {
      if ((integration.steps() & 63) == 0 && Thread.currentThread().isInterrupted()) {
        throw new CancellationException("an interrupt stopped the tracing of a particle");
      }
      if (!integration.step(end.limit())) {
        force.requireFiniteAhead(integration.y());
        end.stepFailed();
        break;
      }
      double[] y = integration.y();
      double pitch = force.alongLastField(y);
      end.searchStep();
      double endTau = end.endTau();
      if (spheres.hasSpheres()) {
        spheres.searchStep(endTau);
      }
      turns.searchStep(pitch, endTau);
      while (next * spacing <= endTau) {
        double tau = next * spacing;
        integration.at(tau, state);
        sample(next++, tau, energyError, listener);
      }
      if (end.stopReason() == null || endTau == integration.t()) {
        energyError = energy.at(y);
        worstEnergyError = Math.max(worstEnergyError, Math.abs(energyError));
      }
    }
    integration.at(end.endTau(), state);
  }

  private void begin(Vec3 direction) {
    Arrays.fill(initial, 0);
    initial[3] = direction.x();
    initial[4] = direction.y();
    initial[5] = direction.z();
    integration.start(0, initial, 0.1);
    turns.begin(initial, force.alongLastField(initial));
    end.begin();
    worstEnergyError = 0;
    samples = 0;
    momentMean = 0;
    momentSquares = 0;
  }

  private void sample(int k, double tau, double energyError, SampleListener listener) {
    double moment = force.magneticMoment(state);
    samples++;
    // running mean and sum of squares (Welford 1962)
    double difference = moment - momentMean;
    momentMean += difference / samples;
    momentSquares += difference * (moment - momentMean);
    listener.sample(k, tau, state, moment, energyError);
  }

  @Override
  public StopReason stopReason() {
    return end.stopReason();
  }

  @Override
  public double endTau() {
    return end.endTau();
  }

  @Override
  public double[] endState() {
    return state;
  }

  @Override
  public double endMoment() {
    return force.magneticMoment(state);
  }

  @Override
  public long evaluations() {
    return integration.evaluations();
  }

  @Override
  public void addTo(int i, EnsembleTables tables) {
    RowTable rows = tables.particles();
    int row = rows.add();
    for (TrajectoryQuantity quantity : TrajectoryQuantity.values()) {
      rows.put(row, EnsembleTables.offset(quantity), value(quantity));
    }
    for (int sphere = 0; sphere < settings.radii().size(); sphere++) {
      rows.put(row, EnsembleTables.crossingCountOffset(sphere), spheres.count(sphere));
    }
    spheres.addTo(i, tables.crossings());
  }

  /** Returns a quantity of the last trajectory, in SI units. */
  private double value(TrajectoryQuantity quantity) {
    double largestMoment = settings.gyration().largestMagneticMoment();
    double norm = Math.sqrt(state[3] * state[3] + state[4] * state[4] + state[5] * state[5]);
    return switch (quantity) {
      case START_UX -> initial[3];
      case START_UY -> initial[4];
      case START_UZ -> initial[5];
      case MOMENT_MEAN -> largestMoment * momentMean;
      case MOMENT_DEVIATION -> largestMoment * Math.sqrt(momentSquares / Math.max(1, samples));
      case TURN_PATH -> gyroradius * turns.turn();
      case TURN_DISPLACEMENT -> gyroradius * turns.turnDisplacement();
      case PITCH_REVERSAL_PATH -> gyroradius * turns.pitchReversal();
      case AXIS_REVERSAL_PATH -> gyroradius * turns.axisReversal();
      case ENERGY_ERROR -> worstEnergyError;
      case END_X -> settings.observer().x() + gyroradius * state[0];
      case END_Y -> settings.observer().y() + gyroradius * state[1];
      case END_Z -> settings.observer().z() + gyroradius * state[2];
      case END_UX -> state[3] / norm;
      case END_UY -> state[4] / norm;
      case END_UZ -> state[5] / norm;
      case END_PATH -> gyroradius * end.endTau();
      case END_REASON -> end.stopReason().ordinal();
      case STEPS -> integration.steps();
      case EVALUATIONS -> integration.evaluations();
    };
  }
}
