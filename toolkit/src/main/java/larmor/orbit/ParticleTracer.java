package larmor.orbit;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleUnaryOperator;
import larmor.field.MagneticField;
import larmor.numeric.Vec3;
import larmor.ode.Integration;
import larmor.units.Constants;

/**
 * Integrates the trajectories of one thread, one particle after another: steps, samples, crossings
 * ({@link SphereCrossingFinder}), turns ({@link TurnFinder}) and the end. Keeps the results of the
 * last trajectory until they are written.
 */
final class ParticleTracer {
  /** Receives the samples of a trajectory. */
  @FunctionalInterface
  interface Samples {
    /**
     * @param k number of the sample, at τ = k × spacing
     * @param y Not modified. Position in gyroradii from the start and momentum in p0.
     * @param moment in units of p0²/(2 m B0)
     * @param energyError E/E0 - 1 at the last completed step
     */
    void at(int k, double tau, double[] y, double moment, double energyError);
  }

  private static final double[] UNIT_SCALE = {1, 1, 1, 1, 1, 1};

  private final TracerSettings settings;
  private final LorentzForce force;
  private final Integration integration;
  private final SphereCrossingFinder spheres;
  private final StepSearch search;
  private final TurnFinder turns;
  private final double gyroradius;
  private final double beta2;
  private final double spacing;
  private final double boxSide;
  private final double stopRadius;
  private final double offX;
  private final double offY;
  private final double offZ;
  private final double[] scratch = new double[6];
  private final double[] state = new double[6];
  private final double[] initial = new double[6];
  private final DoubleUnaryOperator beyondBox;
  private final DoubleUnaryOperator beyondSphere;

  private StopReason end;
  private double endTau;
  private double worstEnergy;
  private int samples;
  private double momentMean;
  private double momentSquares;

  ParticleTracer(TracerSettings settings, MagneticField field, double spacing) {
    this.settings = settings;
    this.spacing = spacing;
    Gyration g = settings.gyration();
    gyroradius = g.gyroradius();
    double beta = g.speed() / Constants.SPEED_OF_LIGHT;
    beta2 = beta * beta;
    force = new LorentzForce(field, g, settings.observer(), settings.timeDirection());
    integration = settings.solverIn(field).on(force, UNIT_SCALE);
    spheres = new SphereCrossingFinder(settings, integration);
    search = new StepSearch(integration);
    turns = new TurnFinder(integration, force);
    boxSide = settings.stops().halfSide() / gyroradius;
    offX = settings.observer().x() / gyroradius;
    offY = settings.observer().y() / gyroradius;
    offZ = settings.observer().z() / gyroradius;
    stopRadius = settings.stops().radius() / gyroradius;
    beyondBox = tau -> beyondBox(stateAt(tau));
    beyondSphere = tau -> distance(stateAt(tau)) - stopRadius;
  }

  private double[] stateAt(double tau) {
    integration.at(tau, scratch);
    return scratch;
  }

  private static double distance(double[] y) {
    return Math.sqrt(y[0] * y[0] + y[1] * y[1] + y[2] * y[2]);
  }

  private double beyondBox(double[] y) {
    return Math.max(Math.abs(offX + y[0]), Math.max(Math.abs(offY + y[1]), Math.abs(offZ + y[2])))
        - boxSide;
  }

  /** Traces from the settings's start. */
  void trace(Vec3 direction, Samples listener) {
    begin(direction);
    spheres.begin();
    double limit =
        2 * Math.PI * Math.min(settings.stops().gyrations(), settings.stops().maximumGyrations());
    double energyError = 0;
    int next = 0;
    while (end == null) {
      if ((integration.steps() & 63) == 0 && Thread.currentThread().isInterrupted()) {
        throw new CancellationException("stopped by an interrupt while tracing a particle");
      }
      if (!integration.step(limit)) {
        end = StopReason.STEP_FAILED;
        endTau = integration.t();
        break;
      }
      double[] y = integration.y();
      double pitch = force.alongLastField(y);
      findEnd(limit);
      if (spheres.present()) {
        spheres.find(endTau);
      }
      turns.searchStep(pitch, endTau);
      while (next * spacing <= endTau) {
        double tau = next * spacing;
        integration.at(tau, state);
        sample(next++, tau, energyError, listener);
      }
      if (end == null || endTau == integration.t()) {
        energyError = energyError(y);
        worstEnergy = Math.max(worstEnergy, Math.abs(energyError));
      }
    }
    integration.at(endTau, state);
  }

  private void begin(Vec3 direction) {
    Arrays.fill(initial, 0);
    initial[3] = direction.x();
    initial[4] = direction.y();
    initial[5] = direction.z();
    integration.start(0, initial, 0.1);
    turns.begin(initial, force.alongLastField(initial));
    end = null;
    endTau = 0;
    worstEnergy = 0;
    samples = 0;
    momentMean = 0;
    momentSquares = 0;
  }

  private void findEnd(double limit) {
    double t1 = integration.t();
    endTau = t1;
    double reach = 0.505 * (t1 - integration.before());
    double[] y0 = integration.yBefore();
    double[] y1 = integration.y();
    if (boxSide < Double.POSITIVE_INFINITY && Math.max(beyondBox(y1), beyondBox(y0)) > -reach) {
      endAt(beyondBox, beyondBox(y1), StopReason.BOX);
    }
    if (stopRadius < Double.POSITIVE_INFINITY) {
      double d1 = distance(y1);
      if (Math.max(d1, distance(y0)) > stopRadius - reach) {
        endAt(beyondSphere, d1 - stopRadius, StopReason.SPHERE);
      }
    }
    if (end == null && t1 >= limit) {
      end =
          settings.stops().gyrations() <= settings.stops().maximumGyrations()
              ? StopReason.GYRATIONS
              : StopReason.MAXIMUM_GYRATIONS;
    }
  }

  private void endAt(DoubleUnaryOperator beyond, double last, StopReason reason) {
    double root = search.firstNonNegative(beyond, 0.5 * TurnFinder.SECTION, last);
    if (root <= endTau) {
      endTau = root;
      end = reason;
    }
  }

  private void sample(int k, double tau, double energyError, Samples listener) {
    double moment = force.magneticMoment(state);
    samples++;
    double difference = moment - momentMean;
    momentMean += difference / samples;
    momentSquares += difference * (moment - momentMean);
    listener.at(k, tau, state, moment, energyError);
  }

  /** E/E0 - 1 from the drift of |p|, without cancellation. */
  private double energyError(double[] y) {
    double change = beta2 * (y[3] * y[3] + y[4] * y[4] + y[5] * y[5] - 1);
    return change / (1 + Math.sqrt(1 + change));
  }

  StopReason end() {
    return end;
  }

  double endTau() {
    return endTau;
  }

  /** The state at the end: position in gyroradii from the start, momentum in p0; not a copy. */
  double[] endState() {
    return state;
  }

  /** The magnetic moment at the end, in units of p0²/(2 m B0). */
  double endMoment() {
    return force.magneticMoment(state);
  }

  long evaluations() {
    return integration.evaluations();
  }

  /** Adds the last track, that of particle {@code i}. */
  void write(int i, EnsembleTables tables) {
    RowTable rows = tables.particles();
    int row = rows.add();
    double norm = Math.sqrt(state[3] * state[3] + state[4] * state[4] + state[5] * state[5]);
    double largest = settings.gyration().largestMagneticMoment();
    double deviation = Math.sqrt(momentSquares / Math.max(1, samples));
    rows.put(row, EnsembleTables.place(TrajectoryQuantity.START_UX), initial[3]);
    rows.put(row, EnsembleTables.place(TrajectoryQuantity.START_UY), initial[4]);
    rows.put(row, EnsembleTables.place(TrajectoryQuantity.START_UZ), initial[5]);
    rows.put(row, EnsembleTables.place(TrajectoryQuantity.MOMENT_MEAN), largest * momentMean);
    rows.put(row, EnsembleTables.place(TrajectoryQuantity.MOMENT_DEVIATION), largest * deviation);
    rows.put(row, EnsembleTables.place(TrajectoryQuantity.TURN_PATH), gyroradius * turns.turn());
    rows.put(
        row,
        EnsembleTables.place(TrajectoryQuantity.TURN_DISPLACEMENT),
        gyroradius * turns.turnDisplacement());
    rows.put(
        row,
        EnsembleTables.place(TrajectoryQuantity.PITCH_REVERSAL_PATH),
        gyroradius * turns.pitchReversal());
    rows.put(
        row,
        EnsembleTables.place(TrajectoryQuantity.AXIS_REVERSAL_PATH),
        gyroradius * turns.axisReversal());
    rows.put(row, EnsembleTables.place(TrajectoryQuantity.ENERGY_ERROR), worstEnergy);
    rows.put(
        row,
        EnsembleTables.place(TrajectoryQuantity.END_X),
        settings.observer().x() + gyroradius * state[0]);
    rows.put(
        row,
        EnsembleTables.place(TrajectoryQuantity.END_Y),
        settings.observer().y() + gyroradius * state[1]);
    rows.put(
        row,
        EnsembleTables.place(TrajectoryQuantity.END_Z),
        settings.observer().z() + gyroradius * state[2]);
    rows.put(row, EnsembleTables.place(TrajectoryQuantity.END_UX), state[3] / norm);
    rows.put(row, EnsembleTables.place(TrajectoryQuantity.END_UY), state[4] / norm);
    rows.put(row, EnsembleTables.place(TrajectoryQuantity.END_UZ), state[5] / norm);
    rows.put(row, EnsembleTables.place(TrajectoryQuantity.END_PATH), gyroradius * endTau);
    rows.put(row, EnsembleTables.place(TrajectoryQuantity.END_REASON), (double) end.ordinal());
    rows.put(row, EnsembleTables.place(TrajectoryQuantity.STEPS), (double) integration.steps());
    rows.put(
        row,
        EnsembleTables.place(TrajectoryQuantity.EVALUATIONS),
        (double) integration.evaluations());
    for (int sphere = 0; sphere < settings.radii().size(); sphere++) {
      rows.put(row, EnsembleTables.count(sphere), spheres.count(sphere));
    }
    spheres.write(i, tables.crossings());
  }
}
