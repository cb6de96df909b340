package larmor.course;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import larmor.notebook.Notebook;
import larmor.numeric.Vec3;
import larmor.ode.DormandPrince;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.MeanFreePath;
import larmor.orbit.Species;
import larmor.orbit.TrajectoryQuantity;
import larmor.orbit.TrajectorySeparation;
import larmor.paper.PaperSet;
import larmor.units.Constants;
import larmor.units.Units;

/** Unit 4: trajectories, their exponential separation, and definitions of the mean free path. */
final class MeanFreePathExercises {
  private static final PaperSet SET = PaperSet.SET_3;

  private MeanFreePathExercises() {}

  static List<Exercise> all() {
    return List.of(
        new Exercise(
                "4.1",
                "the path length in which the distance between two neighbouring trajectories grows by a factor e [r_L]",
                0.05,
                "pair.eFoldingLength(1e-8, 0.1) fits it.",
                MeanFreePathExercises::eFoldingLength)
            .withMistake("This is the path length for a factor of ten.", r -> r * Math.log(10))
            .withMistake("This is the growth rate: its inverse is asked for.", r -> 1 / r),
        new Exercise(
                "4.2",
                "the path length after which an error of 1e-15 r_L has grown to one r_L [r_L]",
                0.05,
                "How many e-foldings make a factor of 1e15?",
                n -> Math.log(1e15) * eFoldingLength(n))
            .withMistake(
                "This is the number of e-foldings: multiply it by the path length of one.",
                r -> Math.log(1e15))
            .withMistake(
                "This counts factors of ten and takes the path length of a factor e for each.",
                r -> r / Math.log(10)),
        new Exercise(
                "4.3",
                "the fraction of isotropic launch directions with a pitch angle between 45° and 135°",
                0.02,
                "Equal steps of the cosine have equal solid angles.",
                MeanFreePathExercises::nearlyPerpendicular)
            .withMistake(
                "This is the fraction of the range of angles and not of the sphere: equal steps of the angle have unequal solid angles.",
                r -> 0.5)
            .withMistake("This is the fraction outside that range.", r -> 1 - r),
        new Exercise(
                "4.4",
                "the fraction of the protons that turn by 90° within half a gyration",
                0.02,
                "Half a gyration is a path length of π r_L; ensemble.column(TrajectoryQuantity.TURN_PATH) has the path length to the turn of each proton.",
                MeanFreePathExercises::turnedWithinHalfAGyration)
            .withMistake("This is the fraction of the protons that turn later.", r -> 1 - r),
        new Exercise(
                "4.5",
                "the median path length to the first 90° turn over the mean",
                0.03,
                "Both are in MeanFreePath.of(ensemble).turn().",
                n -> path(n).turn().median() / path(n).turn().mean())
            .withMistake("This is the mean over the median.", r -> 1 / r),
        new Exercise(
                "4.6",
                "the autocorrelation length over the injection scale",
                0.03,
                "MeanFreePath gives the length as autocorrelation(); the injection scale is 100 pc.",
                n -> path(n).autocorrelation().mean() / SET.injectionScale())
            .withMistake("This is in parsecs: divide by the injection scale.", r -> 100 * r)
            .withMistake("This is the paper's λ_mfp, which has another definition.", r -> 0.6),
        new Exercise(
                "4.7",
                "the diffusion coefficient along the field that follows from the autocorrelation length [m²/s]",
                0.05,
                "κ = vλ/3, and the protons move at the speed of light.",
                n -> Constants.SPEED_OF_LIGHT * path(n).autocorrelation().mean() / 3)
            .withMistake("This is vλ: divide it by 3.", r -> 3 * r)
            .withMistake("This is in cm²/s.", r -> 1e4 * r)
            .withMistake("This has the length in parsecs: multiply it by pc.", r -> r / Units.pc));
  }

  private static MeanFreePath path(Notebook notebook) throws IOException {
    return MeanFreePath.of(notebook.ensemble(SET));
  }

  private static double nearlyPerpendicular(Notebook notebook) throws IOException {
    double[] u = notebook.ensemble(SET).column(TrajectoryQuantity.START_UX);
    return (double) Arrays.stream(u).filter(x -> Math.abs(x) < Math.sqrt(0.5)).count() / u.length;
  }

  private static double turnedWithinHalfAGyration(Notebook notebook) throws IOException {
    Ensemble ensemble = notebook.ensemble(SET);
    double half = Math.PI * SET.gyroradius();
    double[] turns = ensemble.column(TrajectoryQuantity.TURN_PATH);
    return (double) Arrays.stream(turns).filter(s -> s <= half).count() / turns.length;
  }

  private static double eFoldingLength(Notebook notebook) {
    var tracer =
        Backtracker.of(Species.PROTON, notebook.field(SET))
            .withGyroradius(SET.gyroradius(), PaperSet.MEAN_FIELD)
            .withSolver(DormandPrince.of(1e-13))
            .withStopAfterGyrations(28);
    return TrajectorySeparation.of(tracer, new Vec3(-1, 1, 0), 1e-9).eFoldingLength(1e-8, 0.1);
  }
}
