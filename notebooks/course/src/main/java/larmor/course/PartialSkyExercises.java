package larmor.course;

import java.util.List;
import larmor.field.Cubes;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.notebook.Notebook;
import larmor.orbit.LaunchDirections;
import larmor.orbit.MeanFreePath;
import larmor.paper.PaperSet;
import larmor.sky.AhlersHierarchy;
import larmor.sky.CouplingMatrix;
import larmor.sky.Mask;
import larmor.sky.ReferenceDipole;
import larmor.sky.Scrambling;

/** Unit 8: a partial sky, observed values, and a second field cube. */
final class PartialSkyExercises {
  private PartialSkyExercises() {}

  static List<Exercise> all() {
    return List.of(
        new Exercise(
                "8.1",
                "the fraction of the sky south of declination −25°",
                0.01,
                "Equal steps of sin δ have equal areas.",
                n -> Mask.iceCube(64).skyFraction())
            .withMistake("This is the fraction north of declination −25°.", r -> 1 - r)
            .withMistake(
                "This is the fraction of the southern hemisphere: the fraction of the whole sky is asked for.",
                r -> 2 * r)
            .withMistake("Equal steps of declination have unequal areas.", r -> 65 / 180.0),
        new Exercise(
                "8.2",
                "the mean power at ℓ = 1 seen through IceCube's window over the true C_1, for Ahlers' hierarchy",
                0.02,
                "Take CouplingMatrix.of(mask, 95).times(model) at ℓ = 1 and divide it by mask.moment(2).",
                n -> powerThroughWindow())
            .withMistake("This is the inverse.", r -> 1 / r)
            .withMistake(
                "The sky fraction is not corrected for: divide by mask.moment(2).",
                r -> r * Mask.iceCube(32).moment(2)),
        new Exercise(
                "8.3",
                "the fraction of the power at ℓ = 3 that is left after scrambling in right ascension",
                0.01,
                "Scrambling removes the mode m = 0, one of 2ℓ + 1.",
                n ->
                    Scrambling.meanResidualSpectrum(AhlersHierarchy.spectrum(3)).at(3)
                        / AhlersHierarchy.spectrum(3).at(3))
            .withMistake("This is the fraction that is lost.", r -> 1 - r)
            .withMistake("This is the fraction at ℓ = 1.", r -> 2 / 3.0),
        new Exercise(
                "8.4",
                "C_1 of the horizontal dipole of HAWC and IceCube at 10 TeV [1e-6]",
                0.01,
                "A² is the sum of the squares of its two components, and C_1 = 4πA²/9.",
                n ->
                    1e6
                        * ReferenceDipole.read(n.dataFolder().resolve("dipole-reference.csv"))
                            .power())
            .withMistake("This is A²: C_1 = 4πA²/9.", r -> 9 * r / (4 * Math.PI))
            .withMistake(
                "This uses one component: A² is the sum of both squares.",
                r -> 4 * Math.PI / 9 * 0.916 * 0.916),
        new Exercise(
                "8.5",
                "δB/B0 of the second cube",
                0.02,
                "The report of the cube prints it.",
                n -> cube(n, "b").fluctuation() / cube(n, "b").mean().norm())
            .withMistake("This is δB²/B0²: take the square root.", r -> r * r),
        new Exercise(
                "8.6",
                "the gyroradius of set 2 in a 128³ cube [cells]",
                0.01,
                "The gyroradius of set 2 is 5 cells in a cube of 512 points per side.",
                n -> PaperSet.SET_2.cells(128))
            .withMistake(
                "This is in cells of a 512³ cube: this cube has 128 points per side.", r -> 4 * r)
            .withMistake("This is the value in a 256³ cube.", r -> 2 * r),
        new Exercise(
                "8.7",
                "the mean path length to the first 90° turn of set 3 in the second cube over that in the first",
                0.05,
                "Divide pathToTurn().mean() of the second cube by that of the first.",
                n -> pathToTurn(cube(n, "b")) / pathToTurn(cube(n, "a")))
            .withMistake(
                "This is the mean of the first cube divided by that of the second: the inverse is asked for.",
                r -> 1 / r));
  }

  private static double powerThroughWindow() {
    Mask mask = Mask.iceCube(32);
    return CouplingMatrix.of(mask, 95).times(AhlersHierarchy.spectrum(95)).at(1) / mask.moment(2);
  }

  private static FieldCube cube(Notebook notebook, String which) {
    return Cubes.read(notebook.dataFolder().resolve("mhd-128-" + which + ".fits")).cube();
  }

  private static double pathToTurn(FieldCube cube) {
    PaperSet set = PaperSet.SET_3;
    CubicSplineField field = CubicSplineField.of(cube, set.scale());
    return MeanFreePath.of(set.tracer(field).run(LaunchDirections.uniform(2000, 1))).turn().mean();
  }
}
