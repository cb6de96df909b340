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

/** Unit 4: trajectories, chaos, and what a mean free path is. */
final class FreePathExercises {
  private static final PaperSet SET = PaperSet.SET_3;

  private FreePathExercises() {}

  static List<Exercise> all() {
    return List.of(
        new Exercise(
                "4.1",
                "the share of an isotropic launch with a pitch angle between 45° and 135°",
                0.02,
                "Equal steps of the cosine have equal solid angles.",
                FreePathExercises::steep)
            .slip(
                "Half of the angles, and not half of the sphere: equal steps of an angle have unequal areas.",
                r -> 0.5)
            .slip("That is the share outside the two angles.", r -> 1 - r),
        new Exercise(
                "4.2",
                "the share of the protons that turn by 90° within half a gyration",
                0.02,
                "Half a gyration is a path of π r_L; column(TrajectoryQuantity.TURN_PATH) has every proton's.",
                FreePathExercises::early)
            .slip("That is the share of those that turn later.", r -> 1 - r),
        new Exercise(
                "4.3",
                "the median path to the first 90° turn over the mean one",
                0.03,
                "Both are in MeanFreePath.of(ensemble).turn().",
                n -> path(n).turn().median() / path(n).turn().mean())
            .slip("That is the mean over the median.", r -> 1 / r),
        new Exercise(
                "4.4",
                "the autocorrelation length over the injection scale",
                0.03,
                "MeanFreePath has it as autocorrelation(); the injection scale is 100 pc.",
                n -> path(n).autocorrelation().mean() / SET.injectionScale())
            .slip("That is in parsecs: divide by the injection scale.", r -> 100 * r)
            .slip("That is the paper's λ_mfp, by another definition.", r -> 0.6),
        new Exercise(
                "4.5",
                "the diffusion coefficient along the field that belongs to it [m²/s]",
                0.05,
                "κ = vλ/3, and the protons move at the speed of light.",
                n -> Constants.SPEED_OF_LIGHT * path(n).autocorrelation().mean() / 3)
            .slip("That is vλ: a third of it is asked.", r -> 3 * r)
            .slip("That is in cm²/s.", r -> 1e4 * r)
            .slip("That has the length in parsecs: multiply it by pc.", r -> r / Units.pc),
        new Exercise(
                "4.6",
                "the path in which two neighbours part by a factor e [r_L]",
                0.05,
                "eFoldingLength(1e-8, 0.1) of the two tracks fits it.",
                FreePathExercises::folding)
            .slip("That is the path of a factor ten.", r -> r * Math.log(10))
            .slip("That is the rate: its inverse is asked.", r -> 1 / r),
        new Exercise(
                "4.7",
                "the path after which an error of 1e-15 r_L has grown to one r_L [r_L]",
                0.05,
                "How many e-foldings make a factor 1e15?",
                n -> Math.log(1e15) * folding(n))
            .slip(
                "That is how many e-foldings it takes; how long is the path of each?",
                r -> Math.log(1e15))
            .slip("That counts factors of ten: an e-folding is less.", r -> r / Math.log(10)));
  }

  private static MeanFreePath path(Notebook notebook) throws IOException {
    return MeanFreePath.of(notebook.ensemble(SET));
  }

  private static double steep(Notebook notebook) throws IOException {
    double[] u = notebook.ensemble(SET).column(TrajectoryQuantity.START_UX);
    return (double) Arrays.stream(u).filter(x -> Math.abs(x) < Math.sqrt(0.5)).count() / u.length;
  }

  private static double early(Notebook notebook) throws IOException {
    Ensemble ensemble = notebook.ensemble(SET);
    double half = Math.PI * SET.gyroradius();
    double[] turns = ensemble.column(TrajectoryQuantity.TURN_PATH);
    return (double) Arrays.stream(turns).filter(s -> s <= half).count() / turns.length;
  }

  private static double folding(Notebook notebook) {
    var tracker =
        Backtracker.of(Species.PROTON, notebook.field(SET))
            .withGyroradius(SET.gyroradius(), PaperSet.MEAN_FIELD)
            .withSolver(DormandPrince.of(1e-13))
            .withStopAfterGyrations(28);
    return TrajectorySeparation.of(tracker, new Vec3(-1, 1, 0), 1e-9).eFoldingLength(1e-8, 0.1);
  }
}
