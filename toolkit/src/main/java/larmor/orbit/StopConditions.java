package larmor.orbit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import larmor.ode.Integration;
import larmor.units.Units;

/**
 * The conditions that end a trajectory, and the search for the end. A trajectory ends at the border
 * of the box (López-Barquero et al. 2016, §2.2), on a sphere about the observer, or after a number
 * of gyrations, whichever comes first. A condition that is not set is infinite.
 *
 * @param halfSide half side of the box [m]: the trajectory ends where |x|, |y| or |z| exceeds it
 * @param radius distance from the observer at which the trajectory ends [m]
 * @param gyrations Ω0 t/2π at which the trajectory ends
 * @param maximumGyrations Ω0 t/2π at which the tracing is given up and the trajectory counts as
 *     lost
 */
record StopConditions(double halfSide, double radius, double gyrations, double maximumGyrations)
    implements Serializable {
  private static final double NONE = Double.POSITIVE_INFINITY;

  /** The default: no stop condition except the paper's maximum of 10 000 gyrations (appendix). */
  static final StopConditions DEFAULT = new StopConditions(NONE, NONE, NONE, 10_000);

  /** Returns whether no stop condition is set except the maximum number of gyrations. */
  boolean none() {
    return halfSide == NONE && radius == NONE && gyrations == NONE;
  }

  StopConditions withHalfSide(double h) {
    return new StopConditions(
        PositiveNumber.require(h, "box half side", "m"), radius, gyrations, maximumGyrations);
  }

  StopConditions withRadius(double r) {
    return new StopConditions(
        halfSide, PositiveNumber.require(r, "stop radius", "m"), gyrations, maximumGyrations);
  }

  StopConditions withGyrations(double g) {
    return new StopConditions(
        halfSide, radius, PositiveNumber.require(g, "number of gyrations", ""), maximumGyrations);
  }

  StopConditions withMaximumGyrations(double g) {
    return new StopConditions(
        halfSide, radius, gyrations, PositiveNumber.require(g, "maximum number of gyrations", ""));
  }

  @Override
  public String toString() {
    List<String> conditions = new ArrayList<>();
    if (halfSide < NONE) {
      conditions.add(
          String.format(Locale.ROOT, "outside the box of half side %.3g pc", halfSide / Units.pc));
    }
    if (radius < NONE) {
      conditions.add(
          String.format(Locale.ROOT, "outside the sphere of radius %.3g pc", radius / Units.pc));
    }
    if (gyrations < NONE) {
      conditions.add(String.format(Locale.ROOT, "after %s gyrations", number(gyrations)));
    }
    return String.format(
        Locale.ROOT,
        "stops %s, lost after %s gyrations",
        conditions.isEmpty() ? "not set" : String.join(" or ", conditions),
        number(maximumGyrations));
  }

  private static String number(double gyrations) {
    return gyrations == Math.rint(gyrations) && gyrations < 1e9
        ? String.format(Locale.ROOT, "%.0f", gyrations)
        : String.format(Locale.ROOT, "%.3g", gyrations);
  }

  /**
   * The search for the end of a trajectory within the step that crosses the border of the box or
   * sphere. The object holds the end of the last trajectory until the next trajectory begins.
   * Threads cannot share an object.
   */
  static final class Search {
    private final Integration integration;
    private final StepSearch search;
    private final StopConditions stops;
    private final double boxSide;
    private final double stopRadius;
    private final double observerX;
    private final double observerY;
    private final double observerZ;
    private final double limit;
    private final DoubleUnaryOperator beyondBox;
    private final DoubleUnaryOperator beyondSphere;

    private StopReason stopReason;
    private double endTau;

    Search(TracerSettings settings, Integration integration, StepSearch search) {
      this.integration = integration;
      this.search = search;
      stops = settings.stops();
      double gyroradius = settings.gyration().gyroradius();
      boxSide = stops.halfSide() / gyroradius;
      observerX = settings.observer().x() / gyroradius;
      observerY = settings.observer().y() / gyroradius;
      observerZ = settings.observer().z() / gyroradius;
      stopRadius = stops.radius() / gyroradius;
      limit = 2 * Math.PI * Math.min(stops.gyrations(), stops.maximumGyrations());
      beyondBox = tau -> beyondBox(search.stateAt(tau));
      beyondSphere = tau -> StepSearch.distance(search.stateAt(tau)) - stopRadius;
    }

    /** Begins a new trajectory. */
    void begin() {
      stopReason = null;
      endTau = 0;
    }

    /** Returns the latest Ω0 t that a trajectory may reach. */
    double limit() {
      return limit;
    }

    /** Searches the last step for the end of the trajectory. */
    void searchStep() {
      double t1 = integration.t();
      endTau = t1;
      double reach = 0.505 * (t1 - integration.before());
      double[] y0 = integration.yBefore();
      double[] y1 = integration.y();
      if (boxSide < Double.POSITIVE_INFINITY && Math.max(beyondBox(y1), beyondBox(y0)) > -reach) {
        endAt(beyondBox, beyondBox(y1), StopReason.BOX);
      }
      if (stopRadius < Double.POSITIVE_INFINITY) {
        double d1 = StepSearch.distance(y1);
        if (Math.max(d1, StepSearch.distance(y0)) > stopRadius - reach) {
          endAt(beyondSphere, d1 - stopRadius, StopReason.SPHERE);
        }
      }
      if (stopReason == null && t1 >= limit) {
        stopReason =
            stops.gyrations() <= stops.maximumGyrations()
                ? StopReason.GYRATIONS
                : StopReason.MAXIMUM_GYRATIONS;
      }
    }

    /** Ends the trajectory at its present state, because no further step could be made. */
    void stepFailed() {
      stopReason = StopReason.STEP_FAILED;
      endTau = integration.t();
    }

    /**
     * Returns the distance of a state from the border of the box along the axes [r_L]; negative
     * inside the box.
     */
    private double beyondBox(double[] y) {
      return Math.max(
              Math.abs(observerX + y[0]),
              Math.max(Math.abs(observerY + y[1]), Math.abs(observerZ + y[2])))
          - boxSide;
    }

    private void endAt(DoubleUnaryOperator beyond, double last, StopReason reason) {
      double root = search.firstNonNegative(beyond, 0.5 * TurnFinder.SECTION, last);
      if (root <= endTau) {
        endTau = root;
        stopReason = reason;
      }
    }

    /** Returns why the trajectory ended, or null if it has not ended yet. */
    StopReason stopReason() {
      return stopReason;
    }

    /**
     * Returns Ω0 t at the end of the trajectory or, before it has ended, at the end of the last
     * step.
     */
    double endTau() {
      return endTau;
    }
  }
}
