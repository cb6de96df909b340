package larmor.course;

import java.util.List;
import larmor.field.GradientField;
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

/** Unit 1: gyration, drift, mirror, and the work an accuracy costs. */
final class GyrationExercises {
  private static final double B = 3 * Units.muG;

  private GyrationExercises() {}

  static List<Exercise> all() {
    return List.of(
        new Exercise(
                "1.1",
                "the gyroradius of a 20 TeV proton in 3 µG [au]",
                0.02,
                "Gyration.of takes the energy and the field; divide its gyroradius by au.",
                n -> Gyration.of(Species.PROTON, 20 * Units.TeV, B).gyroradius() / Units.au)
            .slip("That is in parsecs: divide by au.", r -> r * Units.au / Units.pc)
            .slip(
                "That is the gyroradius of 20 PeV: 20 TeV are a thousand times less.",
                r -> 1000 * r),
        new Exercise(
                "1.2",
                "the energy of an iron nucleus with the gyroradius of a 1 PeV proton [PeV]",
                0.02,
                "The gyroradius knows momentum over charge. Iron has 26 charges.",
                n ->
                    Gyration.ofGyroradius(
                                Species.IRON,
                                Gyration.of(Species.PROTON, Units.PeV, B).gyroradius(),
                                B)
                            .energy()
                        / Units.PeV)
            .slip(
                "A larger charge is bent more: it takes more energy to keep the circle, not less.",
                r -> 1 / r)
            .slip(
                "That is its mass number. At the speed of light the mass does not matter, the charge does.",
                r -> 56),
        new Exercise(
                "1.3",
                "the way along a uniform field in one gyration at a pitch angle of 60° [r_L]",
                0.02,
                "In one gyration a particle's path is 2π r_L. What part of it is along the field?",
                n -> advance())
            .slip(
                "That is the whole path of a gyration; which part of it is along the field?",
                r -> 2 * r)
            .slip(
                "That is the sine's part, the way across the field: the angle is taken from the field.",
                r -> r * Math.sqrt(3)),
        new Exercise(
                "1.4",
                "the drift in ten gyrations, pitch angle 90°, L = 25 r_L [r_L]",
                0.05,
                "The drift is r_L/(2L) of the speed. How long is the path of ten gyrations?",
                n -> drift())
            .slip("One gyration is a path of 2π r_L, not of one.", r -> r / (2 * Math.PI))
            .slip(
                "The drift is r_L/(2L) of the speed; there is another 2 below the line.",
                r -> 2 * r),
        new Exercise(
                "1.5",
                "the place where a proton of pitch angle 60° at the centre turns round [L]",
                0.03,
                "B grows by 1/sin² of the pitch angle, and B/B0 = 1 + x²/L² on the axis.",
                n -> mirror())
            .slip("That is B/B0 at the mirror: at which x is the field so strong?", r -> 4 / 3.0)
            .slip("That is (x/L)²: take the root.", r -> r * r)
            .slip("That is the proton of 30°.", r -> Math.sqrt(3)),
        new Exercise(
                "1.6",
                "Bulirsch–Stoer's evaluations at 1e-10 over those at 1e-6",
                0.05,
                "Both numbers stand in the table of that solver.",
                n -> work(n, 1e-10) / work(n, 1e-6))
            .slip("The other way round: the stricter run needs more.", r -> 1 / r));
  }

  private static Backtracker tracker(larmor.field.MagneticField field) {
    return Backtracker.of(Species.PROTON, field).withGyroradius(Units.pc, B).withTolerance(1e-9);
  }

  private static double advance() {
    Vec3 u = new Vec3(0.5, Math.sqrt(0.75), 0);
    UniformField field = new UniformField(new Vec3(B, 0, 0));
    Trajectory track = tracker(field).withStopAfterGyrations(1).trajectory(u);
    return track.x()[track.size() - 1] / Units.pc;
  }

  /** Of the guiding centre, which starts at the origin: r − v × b̂ r_L B0/B for reversed charge. */
  private static double drift() {
    GradientField field = new GradientField(B, 25 * Units.pc);
    Vec3 start = new Vec3(0, Units.pc, 0);
    Trajectory track =
        tracker(field).withObserver(start).withStopAfterGyrations(10).trajectory(Vec3.Z);
    int last = track.size() - 1;
    Vec3 end = track.position(last);
    Vec3 arm = track.direction(last).cross(Vec3.X).times(Units.pc);
    double strength = 1 + end.y() / (25 * Units.pc);
    return Math.abs(end.minus(arm.times(1 / strength)).z()) / Units.pc;
  }

  private static double mirror() {
    double length = 100 * Units.pc;
    Vec3 u = new Vec3(0.5, Math.sqrt(0.75), 0);
    MirrorField bottle = new MirrorField(B, length);
    Trajectory track = tracker(bottle).withStopAfterGyrations(60).trajectory(u);
    double furthest = 0;
    for (double x : track.x()) {
      furthest = Math.max(furthest, x);
    }
    return furthest / length;
  }

  private static double work(Notebook notebook, double tolerance) {
    PaperSet set = PaperSet.SET_3;
    SolverComparison comparison =
        SolverComparison.of(
            set.tracer(notebook.field(set)), 2, BulirschStoer.of(tolerance), tolerance);
    return comparison.evaluationsPerGyration()[0];
  }
}
