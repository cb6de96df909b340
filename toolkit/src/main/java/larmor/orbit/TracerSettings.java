package larmor.orbit;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import larmor.field.MagneticField;
import larmor.numeric.RandomStream;
import larmor.numeric.Sha256;
import larmor.numeric.Vec3;
import larmor.ode.Hermite;
import larmor.ode.Solver;
import larmor.units.Units;

/**
 * The settings that, together with the field and the launch direction, determine a trajectory.
 *
 * @param species species of the particle
 * @param gyration gyration of the particle in the reference field; null as long as neither
 *     gyroradius nor energy is set
 * @param observer position of the observer, from which trajectories start [m]
 * @param timeDirection back in time or forward
 * @param solver the method of integration with its tolerance
 * @param stops conditions that end a trajectory
 * @param radii radii of the spheres on which crossings are recorded [m]
 * @param allCrossings whether all crossings are recorded instead of only the first and the last
 *     outward one
 * @param underResolvedAllowed whether a gyroradius below two grid cells is accepted
 */
record TracerSettings(
    Species species,
    Gyration gyration,
    Vec3 observer,
    TimeDirection timeDirection,
    Solver solver,
    StopConditions stops,
    List<Double> radii,
    boolean allCrossings,
    boolean underResolvedAllowed)
    implements Serializable {

  /**
   * The number of the algorithm. It is increased whenever the bits of a trajectory change, so that
   * no older file is reused.
   */
  private static final int ALGORITHM = 4;

  /** Returns the settings of a new tracer: observer at the origin, at most 10 000 gyrations. */
  static TracerSettings of(Species species, Solver solver) {
    return new TracerSettings(
        species,
        null,
        new Vec3(0, 0, 0),
        TimeDirection.BACKWARD,
        solver,
        StopConditions.DEFAULT,
        List.of(),
        false,
        false);
  }

  TracerSettings withGyration(Gyration g) {
    return new TracerSettings(
        species,
        g,
        observer,
        timeDirection,
        solver,
        stops,
        radii,
        allCrossings,
        underResolvedAllowed);
  }

  TracerSettings withObserver(Vec3 o) {
    return new TracerSettings(
        species,
        gyration,
        o,
        timeDirection,
        solver,
        stops,
        radii,
        allCrossings,
        underResolvedAllowed);
  }

  TracerSettings withTimeDirection(TimeDirection t) {
    return new TracerSettings(
        species, gyration, observer, t, solver, stops, radii, allCrossings, underResolvedAllowed);
  }

  TracerSettings withSolver(Solver s) {
    return new TracerSettings(
        species,
        gyration,
        observer,
        timeDirection,
        s,
        stops,
        radii,
        allCrossings,
        underResolvedAllowed);
  }

  TracerSettings withStops(StopConditions s) {
    return new TracerSettings(
        species,
        gyration,
        observer,
        timeDirection,
        solver,
        s,
        radii,
        allCrossings,
        underResolvedAllowed);
  }

  TracerSettings withRadii(List<Double> r) {
    return new TracerSettings(
        species,
        gyration,
        observer,
        timeDirection,
        solver,
        stops,
        r,
        allCrossings,
        underResolvedAllowed);
  }

  TracerSettings withAllCrossings() {
    return new TracerSettings(
        species,
        gyration,
        observer,
        timeDirection,
        solver,
        stops,
        radii,
        true,
        underResolvedAllowed);
  }

  TracerSettings withUnderResolvedAllowed() {
    return new TracerSettings(
        species, gyration, observer, timeDirection, solver, stops, radii, allCrossings, true);
  }

  /**
   * Checks that a gyroradius or an energy is set.
   *
   * @throws IllegalStateException if neither gyroradius nor energy has been set
   */
  void requireGyration() {
    if (gyration == null) {
      throw new IllegalStateException(
          "the tracer has no gyroradius: add .withGyroradius(gyroradius, field) or .withEnergy(energy, field)");
    }
  }

  /**
   * Checks before any tracing that the settings are complete and consistent.
   *
   * @throws IllegalStateException if gyroradius or stop condition is missing, the gyroradius is
   *     below two grid cells, the observer is outside the box, or a sphere reaches beyond the end
   *     of the trajectories
   */
  void check(MagneticField field) {
    requireGyration();
    if (stops.none()) {
      throw new IllegalStateException(
          "the tracer has no stop condition: add .withStopOutsideBox(halfSide)");
    }
    checkFieldAtObserver(field);
    double cell = field.resolution();
    if (gyration.gyroradius() < 2 * cell && !underResolvedAllowed) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "gyroradius %.3g pc is below two grid cells (%.3g pc): raise it, refine the grid, or add .withUnderResolvedAllowed()",
              gyration.gyroradius() / Units.pc,
              2 * cell / Units.pc));
    }
    if (stops.gyrations() < Double.POSITIVE_INFINITY
        && stops.gyrations() > stops.maximumGyrations()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "trajectories end after %.6g gyrations but count as lost after %.6g: add .withMaximumGyrations(%.6g)",
              stops.gyrations(),
              stops.maximumGyrations(),
              stops.gyrations()));
    }
    double reach =
        Math.max(Math.abs(observer.x()), Math.max(Math.abs(observer.y()), Math.abs(observer.z())));
    if (reach >= stops.halfSide()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the observer, %.3g pc from the centre of the box, lies outside the box of half side %.3g pc: move the observer or widen the box",
              reach / Units.pc,
              stops.halfSide() / Units.pc));
    }
    double room = Math.min(stops.halfSide() - reach, stops.radius());
    for (double r : radii) {
      if (r > room) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "sphere R = %.3g pc reaches beyond the end of the trajectories, %.3g pc from the observer: lower R or widen the box",
                r / Units.pc,
                room / Units.pc));
      }
    }
  }

  /**
   * The largest accepted ratio of the field at the observer to the reference field; a larger ratio
   * is a sign of a wrong unit.
   */
  private static final double MOST_OF_REFERENCE = 1e4;

  private void checkFieldAtObserver(MagneticField field) {
    Vec3 met = field.at(observer);
    if (!Double.isFinite(met.norm())) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the field at the observer is (%s, %s, %s) T: it must be finite where particles move",
              met.x(),
              met.y(),
              met.z()));
    }
    if (met.norm() > MOST_OF_REFERENCE * gyration.field()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the field at the observer, %.3g µG, is %.3g times the reference field of %.3g µG: give"
                  + " both with their unit, such as 3 * muG",
              met.norm() / Units.muG,
              met.norm() / gyration.field(),
              gyration.field() / Units.muG));
    }
  }

  /**
   * Returns the solver to be used in a field. The steps of {@link Hermite} are limited to two grid
   * cells, because it evaluates the field only at the ends of a step.
   */
  Solver solverIn(MagneticField field) {
    if (!(solver instanceof Hermite) || field.resolution() == 0) {
      return solver;
    }
    double cells = 2 * field.resolution() / gyration.gyroradius();
    return solver.withLargestStep(Math.min(solver.largestStep(), cells));
  }

  /**
   * Returns the settings, the fingerprint of the field and the identity of the launch directions as
   * text. Together they identify a run.
   *
   * @return the texts by key; the keys have at most eight letters, as FITS headers require, and
   *     numbers are given to the last bit
   */
  Map<String, String> manifest(MagneticField field, LaunchDirections directions) {
    Map<String, String> m = new TreeMap<>();
    m.put("ALGORITH", Integer.toString(ALGORITHM));
    m.put("FIELD", fingerprint(field));
    m.put("SPECIES", ascii(species.name()));
    m.put("CHARGE", exact(species.charge()));
    m.put("MASS", exact(species.mass()));
    m.put("MOMENTUM", exact(gyration.momentum()));
    m.put("BREF", exact(gyration.field()));
    if (!gyration.hasGyroradiusOfMomentum()) {
      m.put("GYRORAD", exact(gyration.gyroradius()));
    }
    m.put("STARTX", exact(observer.x()));
    m.put("STARTY", exact(observer.y()));
    m.put("STARTZ", exact(observer.z()));
    m.put("TIME", timeDirection == TimeDirection.BACKWARD ? "backward" : "forward");
    m.put("SOLVER", solver.toString());
    m.put("TOLERANC", exact(solver.tolerance()));
    m.put("MAXSTEP", exact(solverIn(field).largestStep()));
    m.put("HALFSIDE", exact(stops.halfSide()));
    m.put("STOPR", exact(stops.radius()));
    m.put("STOPGYR", exact(stops.gyrations()));
    m.put("MAXGYR", exact(stops.maximumGyrations()));
    m.put("ALLCROSS", Boolean.toString(allCrossings));
    m.put("DIRECTNS", directions.identity());
    m.put("COUNT", Integer.toString(directions.size()));
    m.put("SPHERES", Integer.toString(radii.size()));
    for (int i = 0; i < radii.size(); i++) {
      m.put("RADIUS" + (i + 1), exact(radii.get(i)));
    }
    return m;
  }

  /**
   * Returns a text in a form that FITS headers can hold: characters other than printable ASCII are
   * replaced by Unicode escapes.
   */
  static String ascii(String text) {
    StringBuilder ascii = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      ascii.append(
          c >= ' ' && c <= '~'
              ? String.valueOf(c)
              : String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
    return ascii.toString();
  }

  /**
   * Returns a number in seventeen digits, which identify every double. {@code Double.toString}
   * cannot be used, because its digits changed with Java 19.
   */
  static String exact(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal digits = new BigDecimal(value).round(new MathContext(17)).stripTrailingZeros();
    double size = Math.abs(value);
    return size >= 1e-3 && size < 1e7 ? digits.toPlainString() : digits.toString();
  }

  /**
   * Returns a hash of {@link MagneticField#hash()} and of the values of the field at 256 points of
   * the traced region.
   */
  private String fingerprint(MagneticField field) {
    double reach =
        Math.min(Math.min(stops.halfSide(), stops.radius()), 1e3 * gyration.gyroradius());
    StringBuilder values = new StringBuilder(field.hash());
    double[] b = new double[3];
    for (int i = 0; i < 256; i++) {
      RandomStream random = RandomStream.of(20160101, i);
      field.at(
          observer.x() + random.uniform(-reach, reach),
          observer.y() + random.uniform(-reach, reach),
          observer.z() + random.uniform(-reach, reach),
          b);
      for (double value : b) {
        values.append(' ').append(Double.toHexString(value));
      }
    }
    return Sha256.of(values.toString());
  }

  @Override
  public String toString() {
    String particle =
        gyration == null ? species.name() + " without gyroradius" : gyration.toString();
    String spheres =
        radii.isEmpty()
            ? "no spheres"
            : String.format(
                Locale.ROOT,
                "%s crossings of spheres R = %s pc",
                allCrossings ? "all" : "first and last",
                inParsec(radii));
    return String.format(
        Locale.ROOT,
        "tracing %s in time, %s\nobserver (%.3g, %.3g, %.3g) pc, %s\n%s\n%s, steps of at most %.3g/Ω0%s",
        timeDirection == TimeDirection.BACKWARD ? "back" : "forward",
        particle,
        observer.x() / Units.pc,
        observer.y() / Units.pc,
        observer.z() / Units.pc,
        spheres,
        stops,
        solver,
        solver.largestStep(),
        underResolvedAllowed ? ", gyroradius below two grid cells allowed" : "");
  }

  /** Returns the lengths in parsec with three significant figures, separated by commas. */
  static String inParsec(List<Double> lengths) {
    return lengths.stream()
        .map(r -> String.format(Locale.ROOT, "%.3g", r / Units.pc))
        .collect(Collectors.joining(", "));
  }
}
