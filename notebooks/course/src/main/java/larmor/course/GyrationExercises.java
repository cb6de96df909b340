package larmor.course;

import java.util.List;
import larmor.field.GradientField;
import larmor.field.MagneticField;
import larmor.field.MirrorField;
import larmor.field.UniformField;
import larmor.notebook.Notebook;
import larmor.numeric.Vec3;
import larmor.ode.BulirschStoer;
import larmor.orbit.Backtracker;
import larmor.orbit.Gyration;
import larmor.orbit.SolverComparison;
import larmor.orbit.Species;
import larmor.orbit.Trajectory;
import larmor.paper.PaperSet;
import larmor.units.Units;

/** Unit 1: gyration, drift, magnetic mirror, and work and accuracy of the solvers. */
final class GyrationExercises {
  private static final double B = 3 * Units.muG;

  private GyrationExercises() {}

  static List<Exercise> all() {
    return List.of(
        new Exercise(
                "1.1",
                "the gyroradius of a 20 TeV proton in 3 µG [au]",
                0.02,
                "Gyration.of(species, energy, field) has the gyroradius in metres: divide it by au.",
                n -> Gyration.of(Species.PROTON, 20 * Units.TeV, B).gyroradius() / Units.au)
            .withMistake("This is in parsecs: divide by au instead.", r -> r * Units.au / Units.pc)
            .withMistake(
                "This is the gyroradius at 20 PeV: 20 TeV is a thousand times less.",
                r -> 1000 * r),
        new Exercise(
                "1.2",
                "the energy of an iron nucleus whose gyroradius is that of a 1 PeV proton [PeV]",
                0.02,
                "The gyroradius is proportional to momentum over charge. An iron nucleus has the charge 26 e.",
                n ->
                    Gyration.ofGyroradius(
                                Species.IRON,
                                Gyration.of(Species.PROTON, Units.PeV, B).gyroradius(),
                                B)
                            .energy()
                        / Units.PeV)
            .withMistake(
                "A larger charge is deflected more strongly: the same gyroradius takes more energy, not less.",
                r -> 1 / r)
            .withMistake(
                "This is the mass number. At relativistic energies the gyroradius depends on the charge and not on the mass.",
                r -> 56),
        new Exercise(
                "1.3",
                "the distance along a uniform field that a particle of pitch angle 60° covers in one gyration [r_L]",
                0.02,
                "The path length of one gyration is 2π r_L. Which fraction of the velocity is along the field?",
                n -> distanceAlongField())
            .withMistake(
                "This is the whole path length of one gyration: which fraction of the velocity is along the field?",
                r -> 2 * r)
            .withMistake(
                "This uses the sine of the pitch angle, which gives the velocity across the field: the pitch angle is measured from the field.",
                r -> r * Math.sqrt(3)),
        new Exercise(
                "1.4",
                "the drift of the guiding centre in ten gyrations at a pitch angle of 90°, L = 25 r_L [r_L]",
                0.05,
                "The drift speed is r_L/(2L) times the speed. How long is the path of ten gyrations?",
                n -> driftOfGuidingCentre())
            .withMistake(
                "The path length of one gyration is 2π r_L, not r_L.", r -> r / (2 * Math.PI))
            .withMistake(
                "The drift speed is r_L/(2L) times the speed: the factor of 2 in the denominator is missing.",
                r -> 2 * r),
        new Exercise(
                "1.5",
                "the position x at which a proton of pitch angle 60° at the centre turns back [L]",
                0.03,
                "At the mirror point B is larger than at the centre by 1/sin² of the initial pitch angle, and B/B0 = 1 + x²/L² on the axis.",
                n -> mirrorPoint())
            .withMistake(
                "This is B/B0 at the mirror point: at which x is the field that strong?",
                r -> 4 / 3.0)
            .withMistake("This is (x/L)²: take the square root.", r -> r * r)
            .withMistake(
                "This is the mirror point of a proton of pitch angle 30°.", r -> Math.sqrt(3)),
        new Exercise(
                "1.6",
                "the evaluations of Bulirsch–Stoer at a tolerance of 1e-10, divided by those at 1e-6",
                0.05,
                "The table of that solver has both numbers.",
                n -> evaluations(n, 1e-10) / evaluations(n, 1e-6))
            .withMistake(
                "This is the inverse ratio: the smaller tolerance needs more evaluations.",
                r -> 1 / r));
  }

  private static Backtracker tracer(MagneticField field) {
    return Backtracker.of(Species.PROTON, field).withGyroradius(Units.pc, B).withTolerance(1e-9);
  }

  private static double distanceAlongField() {
    Vec3 u = new Vec3(0.5, Math.sqrt(0.75), 0);
    UniformField field = new UniformField(new Vec3(B, 0, 0));
    Trajectory trajectory = tracer(field).withStopAfterGyrations(1).trajectory(u);
    return trajectory.x()[trajectory.size() - 1] / Units.pc;
  }

  /**
   * Returns the distance in r_L by which the guiding centre drifts along z in ten gyrations. For
   * reversed charge the guiding centre is at r − û × b̂ r_L B0/B.
   */
  private static double driftOfGuidingCentre() {
    GradientField field = new GradientField(B, 25 * Units.pc);
    Vec3 start = new Vec3(0, Units.pc, 0);
    Trajectory trajectory =
        tracer(field).withObserver(start).withStopAfterGyrations(10).trajectory(Vec3.Z);
    int last = trajectory.size() - 1;
    Vec3 end = trajectory.position(last);
    Vec3 gyration = trajectory.direction(last).cross(Vec3.X).times(Units.pc);
    double strength = 1 + end.y() / (25 * Units.pc);
    return Math.abs(end.minus(gyration.times(1 / strength)).z()) / Units.pc;
  }

  private static double mirrorPoint() {
    double length = 100 * Units.pc;
    Vec3 u = new Vec3(0.5, Math.sqrt(0.75), 0);
    MirrorField field = new MirrorField(B, length);
    Trajectory trajectory = tracer(field).withStopAfterGyrations(60).trajectory(u);
    double furthest = 0;
    for (double x : trajectory.x()) {
      furthest = Math.max(furthest, x);
    }
    return furthest / length;
  }

  private static double evaluations(Notebook notebook, double tolerance) {
    PaperSet set = PaperSet.SET_3;
    SolverComparison comparison =
        SolverComparison.of(
            set.tracer(notebook.field(set)), 2, BulirschStoer.of(tolerance), tolerance);
    return comparison.evaluationsPerGyration()[0];
  }
}
