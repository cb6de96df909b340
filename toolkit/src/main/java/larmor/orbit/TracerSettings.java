package larmor.orbit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import larmor.field.MagneticField;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.ode.Hermite;
import larmor.ode.Solver;
import larmor.units.Units;

/** Everything that determines a trajectory except the field and the launch direction. */
record TracerSettings(
    Species species,
    Gyration gyration,
    Vec3 observer,
    TimeDirection timeDirection,
    Solver solver,
    StopConditions stops,
    List<Double> radii,
    boolean allCrossings,
    boolean underResolved) {

  /** Increased with every change of the bits of a trajectory, so that no older file is reused. */
  private static final int ALGORITHM = 4;

  TracerSettings withGyration(Gyration g) {
    return new TracerSettings(
        species, g, observer, timeDirection, solver, stops, radii, allCrossings, underResolved);
  }

  TracerSettings withObserver(Vec3 o) {
    return new TracerSettings(
        species, gyration, o, timeDirection, solver, stops, radii, allCrossings, underResolved);
  }

  TracerSettings withTimeDirection(TimeDirection t) {
    return new TracerSettings(
        species, gyration, observer, t, solver, stops, radii, allCrossings, underResolved);
  }

  TracerSettings withSolver(Solver s) {
    return new TracerSettings(
        species, gyration, observer, timeDirection, s, stops, radii, allCrossings, underResolved);
  }

  TracerSettings withStops(StopConditions s) {
    return new TracerSettings(
        species, gyration, observer, timeDirection, solver, s, radii, allCrossings, underResolved);
  }

  TracerSettings withRadii(List<Double> r) {
    return new TracerSettings(
        species, gyration, observer, timeDirection, solver, stops, r, allCrossings, underResolved);
  }

  TracerSettings withAllCrossings() {
    return new TracerSettings(
        species, gyration, observer, timeDirection, solver, stops, radii, true, underResolved);
  }

  TracerSettings withUnderResolved() {
    return new TracerSettings(
        species, gyration, observer, timeDirection, solver, stops, radii, allCrossings, true);
  }

  void requireGyration() {
    if (gyration == null) {
      throw new IllegalStateException(
          "no gyroradius: add .withGyroradius(gyroradius, field) or .withEnergy(energy, field)");
    }
  }

  /** Refuses a plan that is incomplete or would mislead, before any work. */
  void check(MagneticField field) {
    requireGyration();
    if (stops.none()) {
      throw new IllegalStateException("no stop condition: add .withStopOutsideBox(halfSide)");
    }
    double cell = field.resolution();
    if (gyration.gyroradius() < 2 * cell && !underResolved) {
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
              "trajectories are to end after %.6g gyrations but count as lost after %.6g: add .withMaximumGyrations(%.6g)",
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

  /** The method of integration, its steps bounded by what the field can hide between two points. */
  Solver solverIn(MagneticField field) {
    if (!(solver instanceof Hermite) || field.resolution() == 0) {
      return solver;
    }
    double cells = 2 * field.resolution() / gyration.gyroradius();
    return solver.withLargestStep(Math.min(solver.largestStep(), cells));
  }

  /** The record of a run: keys of at most eight letters, numbers written to their last bit. */
  Map<String, String> manifest(MagneticField field, LaunchDirections directions) {
    Map<String, String> m = new TreeMap<>();
    m.put("ALGORITH", Integer.toString(ALGORITHM));
    m.put("FIELD", fingerprint(field));
    m.put("SPECIES", species.name());
    m.put("CHARGE", exact(species.charge()));
    m.put("MASS", exact(species.mass()));
    m.put("MOMENTUM", exact(gyration.momentum()));
    m.put("BREF", exact(gyration.field()));
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

  /** Seventeen digits, which tell every double; {@code Double.toString} changed with Java 19. */
  static String exact(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal digits = new BigDecimal(value).round(new MathContext(17)).stripTrailingZeros();
    double size = Math.abs(value);
    return size >= 1e-3 && size < 1e7 ? digits.toPlainString() : digits.toString();
  }

  /** The field's own hash with that of its values at 256 points of the region traced. */
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
    return LaunchDirections.sha256(values.toString());
  }
}
