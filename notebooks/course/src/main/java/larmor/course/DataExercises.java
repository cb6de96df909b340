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

/** Unit 8: a partial sky, measured numbers, and a cube of one's own. */
final class DataExercises {
  private DataExercises() {}

  static List<Exercise> all() {
    return List.of(
        new Exercise(
                "8.1",
                "the part of the sky south of declination −25°",
                0.01,
                "Equal steps of sin δ have equal areas.",
                n -> Mask.iceCube(64).skyFraction())
            .slip("That is the part north of it.", r -> 1 - r)
            .slip("That is the part of the southern half: the whole sky is asked.", r -> 2 * r)
            .slip("Equal steps of declination have unequal areas.", r -> 65 / 180.0),
        new Exercise(
                "8.2",
                "the mean power at ℓ = 1 through IceCube's window over the true C_1, Ahlers' hierarchy",
                0.02,
                "CouplingMatrix.of(mask, 95).times(model), divided by mask.moment(2).",
                n -> seen())
            .slip("That is the other way round.", r -> 1 / r)
            .slip(
                "The missing area is to be divided out: by mask.moment(2).",
                r -> r * Mask.iceCube(32).moment(2)),
        new Exercise(
                "8.3",
                "the part of the power at ℓ = 3 that scrambling in right ascension leaves",
                0.01,
                "It takes the mode m = 0 of 2ℓ + 1.",
                n ->
                    Scrambling.meanResidualSpectrum(AhlersHierarchy.spectrum(3)).at(3)
                        / AhlersHierarchy.spectrum(3).at(3))
            .slip("That is what is lost.", r -> 1 - r)
            .slip("That is for ℓ = 1.", r -> 2 / 3.0),
        new Exercise(
                "8.4",
                "C_1 of the horizontal dipole of HAWC and IceCube, 10 TeV [1e-6]",
                0.01,
                "A² is the sum of the squares of its two components, and C_1 = 4πA²/9.",
                n ->
                    1e6
                        * ReferenceDipole.read(n.dataFolder().resolve("dipole-reference.csv"))
                            .power())
            .slip("That is A²: C_1 = 4πA²/9.", r -> 9 * r / (4 * Math.PI))
            .slip("Both components count.", r -> 4 * Math.PI / 9 * 0.916 * 0.916),
        new Exercise(
                "8.5",
                "the gyroradius of set 2 in a 128³ cube [cells]",
                0.01,
                "Its gyroradius is 5 points of 512.",
                n -> PaperSet.SET_2.cells(128))
            .slip("That is in points of 512: this cube has 128.", r -> 4 * r)
            .slip("That is in a cube of 256.", r -> 2 * r),
        new Exercise(
                "8.6",
                "δB/B0 of the second cube",
                0.02,
                "The report says it.",
                n -> cube(n, "b").fluctuation() / cube(n, "b").mean().norm())
            .slip("That is δB²/B0²: take the root.", r -> r * r),
        new Exercise(
                "8.7",
                "the path to the first 90° turn of set 3 in the second cube over that in the first",
                0.05,
                "turn().mean() of both.",
                n -> turn(cube(n, "b")) / turn(cube(n, "a")))
            .slip("That is first over second.", r -> 1 / r));
  }

  private static double seen() {
    Mask mask = Mask.iceCube(32);
    return CouplingMatrix.of(mask, 95).times(AhlersHierarchy.spectrum(95)).at(1) / mask.moment(2);
  }

  private static FieldCube cube(Notebook notebook, String which) {
    return Cubes.read(notebook.dataFolder().resolve("mhd-128-" + which + ".fits")).cube();
  }

  private static double turn(FieldCube cube) {
    PaperSet set = PaperSet.SET_3;
    CubicSplineField field = CubicSplineField.of(cube, set.scale());
    return MeanFreePath.of(set.tracer(field).run(LaunchDirections.uniform(2000, 1))).turn().mean();
  }
}
