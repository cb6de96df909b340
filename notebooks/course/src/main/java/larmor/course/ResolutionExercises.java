package larmor.course;

import java.util.List;
import larmor.field.CubeScale;
import larmor.field.CubicSplineField;
import larmor.field.FieldComparison;
import larmor.field.FieldCube;
import larmor.field.PlaneWaveField;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.orbit.LaunchDirections;
import larmor.orbit.MeanFreePath;
import larmor.orbit.Species;
import larmor.paper.PaperSet;
import larmor.turbulence.GridTurbulence;
import larmor.turbulence.TurbulenceSpectrum;
import larmor.units.Units;

/** Unit 3: a field between its samples, and what a grid cannot hold. */
final class ResolutionExercises {
  private static final double SMALLEST_OF_SET_1 = 4;

  private ResolutionExercises() {}

  static List<Exercise> all() {
    return List.of(
        new Exercise(
                "3.1",
                "the order of the spline: log2 of its error at 16 cells a wave over that at 32",
                0.03,
                "Divide the two errors of the table; a factor 2ᵖ is order p.",
                n -> Math.log(error(16) / error(32)) / Math.log(2))
            .slip("That is the factor by which the error falls, 2ᵖ: which p?", r -> Math.pow(2, r))
            .slip(
                "That is the natural logarithm of the factor: divide by that of 2.",
                r -> r * Math.log(2))
            .slip(
                "That is the decimal logarithm of the factor: divide by that of 2.",
                r -> r * Math.log10(2)),
        new Exercise(
                "3.2",
                "the wavelength at which the spline is off by 1e-3 [cells]",
                0.05,
                "Go from the error at 16 cells with the order you found.",
                n -> 16 * Math.pow(error(16) / 1e-3, 0.25))
            .slip(
                "That takes the error in proportion to the wavelength: it goes with a higher power, the order.",
                r -> Math.pow(r / 16, 4) * 16)
            .slip("A larger error belongs to fewer cells, not to more.", r -> 256 / r),
        new Exercise(
                "3.3",
                "points a side that resolve the gyroradius of set 1 by two cells",
                0.01,
                "Its gyroradius is 5 points of 512.",
                n -> 2 * 512 / PaperSet.SET_1.cells(512))
            .slip("That is one cell.", r -> r / 2)
            .slip("That is for the gyroradius of set 3.", r -> r / 4),
        new Exercise(
                "3.4",
                "the resonant wavelength of set 3 in a 128³ cube, pitch cosine 1 [cells]",
                0.02,
                "While the particle gyrates once it moves on by one wave.",
                n -> 2 * Math.PI * PaperSet.SET_3.cells(128))
            .slip(
                "That is the gyroradius; the wave is as long as the way of one gyration.",
                r -> r / (2 * Math.PI))
            .slip("That is in points of 512: this cube has 128.", r -> 4 * r)
            .slip("That is the way of half a gyration.", r -> r / 2),
        new Exercise(
                "3.5",
                "the pitch cosine below which set 1 finds no resonant wave, 256³, shortest wave 4 cells",
                0.03,
                "At a pitch cosine µ the resonant wave is 2π r_L µ long.",
                n -> SMALLEST_OF_SET_1 / (2 * Math.PI * PaperSet.SET_1.cells(256)))
            .slip("That is the inverse.", r -> 1 / r)
            .slip("r_L is 5 points of 512, and this cube has 256.", r -> r / 2)
            .slip("The way of one gyration is 2π r_L, not one r_L.", r -> 2 * Math.PI * r),
        new Exercise(
                "3.6",
                "the path to the first 90° turn with waves down to 24 cells, over that down to 4",
                0.03,
                "Run the cell for both and divide the means.",
                n -> turn(24) / turn(4))
            .slip("The other way round: the longer path over the shorter.", r -> 1 / r));
  }

  private static double error(double cells) {
    double b = Units.muG;
    PlaneWaveField wave =
        PlaneWaveField.of(new Vec3(b, 0, 0))
            .with(new Vec3(0, 2 * Math.PI / (cells * Units.pc), 0), new Vec3(0, 0, b), 0.3);
    CubeScale scale = CubeScale.ofSide(64 * Units.pc).withFieldUnit(b);
    CubicSplineField grid = CubicSplineField.of(FieldCube.of(wave, 64, scale), scale);
    return FieldComparison.of(grid, wave, 64 * Units.pc, Units.pc).fluctuationError();
  }

  private static double turn(double smallest) {
    PaperSet set = PaperSet.SET_3;
    TurbulenceSpectrum spectrum = TurbulenceSpectrum.kolmogorov().withSmallestScale(smallest);
    FieldCube cube = GridTurbulence.of(spectrum, 128).cube(1);
    CubicSplineField field =
        CubicSplineField.of(
            cube,
            CubeScale.ofInjectionScale(set.injectionScale(), PaperSet.INJECTION_FRACTION)
                .withFieldUnit(PaperSet.MEAN_FIELD));
    // without an edge: the protons that leave a box before they turn would be in no mean
    var tracker =
        Backtracker.of(Species.PROTON, field)
            .withGyroradius(set.gyroradius(), PaperSet.MEAN_FIELD)
            .withStopAfterGyrations(50);
    return MeanFreePath.of(tracker.run(LaunchDirections.uniform(1000, 1))).turn().mean();
  }
}
