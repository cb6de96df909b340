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

/** Unit 3: interpolation of a sampled field, and the effect of the smallest waves. */
final class ResolutionExercises {
  private static final double SMALLEST_OF_SET_1 = 4;

  private ResolutionExercises() {}

  static List<Exercise> all() {
    return List.of(
        new Exercise(
                "3.1",
                "the order of the spline: log2 of the ratio of its errors at 16 and at 32 cells per wavelength",
                0.03,
                "Divide the two errors printed above: a factor of 2ᵖ means order p.",
                n -> Math.log(error(16) / error(32)) / Math.log(2))
            .withMistake(
                "This is the factor by which the error falls, 2ᵖ: what is p?", r -> Math.pow(2, r))
            .withMistake(
                "This is the natural logarithm of the factor: divide it by the natural logarithm of 2.",
                r -> r * Math.log(2))
            .withMistake(
                "This is the decimal logarithm of the factor: divide it by the decimal logarithm of 2.",
                r -> r * Math.log10(2)),
        new Exercise(
                "3.2",
                "the wavelength at which the relative error of the spline is 1e-3 [cells]",
                0.05,
                "Extrapolate from the error at 16 cells with the order found in exercise 3.1.",
                n -> 16 * Math.pow(error(16) / 1e-3, 0.25))
            .withMistake(
                "This takes the error as inversely proportional to the wavelength: it falls with a higher power of it, the order of the spline.",
                r -> Math.pow(r / 16, 4) * 16)
            .withMistake(
                "A larger error belongs to fewer cells per wavelength, not to more.", r -> 256 / r),
        new Exercise(
                "3.3",
                "the resonant wavelength of set 3 in a 128³ cube, pitch-angle cosine 1 [cells]",
                0.02,
                "At resonance a particle moves on by one wavelength during one gyration.",
                n -> 2 * Math.PI * PaperSet.SET_3.cells(128))
            .withMistake(
                "This is the gyroradius: the resonant wavelength is the distance covered in one gyration.",
                r -> r / (2 * Math.PI))
            .withMistake(
                "This is in cells of a 512³ cube: this cube has 128 points per side.", r -> 4 * r)
            .withMistake("This is the distance covered in half a gyration.", r -> r / 2),
        new Exercise(
                "3.4",
                "the pitch-angle cosine below which set 1 has no resonant wave in a 256³ cube with waves down to 4 cells",
                0.03,
                "At a pitch-angle cosine µ the resonant wavelength is 2π r_L µ.",
                n -> SMALLEST_OF_SET_1 / (2 * Math.PI * PaperSet.SET_1.cells(256)))
            .withMistake("This is the inverse.", r -> 1 / r)
            .withMistake(
                "This takes 5 cells for r_L, which is its value in a 512³ cube: this cube has 256 points per side.",
                r -> r / 2)
            .withMistake(
                "The distance covered in one gyration is 2π r_L, not r_L.", r -> 2 * Math.PI * r),
        new Exercise(
                "3.5",
                "the number of points per side with which the gyroradius of set 1 is two cells",
                0.01,
                "The gyroradius of set 1 is 5 cells in a cube of 512 points per side.",
                n -> 2 * 512 / PaperSet.SET_1.cells(512))
            .withMistake("With this number the gyroradius is one cell.", r -> r / 2)
            .withMistake("This is the number for the gyroradius of set 3.", r -> r / 4),
        new Exercise(
                "3.6",
                "the mean path length to the first 90° turn with waves down to 24 cells, over that with waves down to 4",
                0.03,
                "Run the cell for both cuts and divide the means.",
                n -> pathToTurn(24) / pathToTurn(4))
            .withMistake(
                "This is the inverse: divide the longer path length by the shorter.", r -> 1 / r));
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

  private static double pathToTurn(double smallest) {
    PaperSet set = PaperSet.SET_3;
    TurbulenceSpectrum spectrum = TurbulenceSpectrum.kolmogorov().withSmallestScale(smallest);
    FieldCube cube = GridTurbulence.of(spectrum, 128).cube(1);
    CubicSplineField field =
        CubicSplineField.of(
            cube,
            CubeScale.ofInjectionScale(set.injectionScale(), PaperSet.INJECTION_FRACTION)
                .withFieldUnit(PaperSet.MEAN_FIELD));
    // The protons are traced in the periodic field without a box, because the mean would leave out
    // protons that leave a box before they turn.
    var tracer =
        Backtracker.of(Species.PROTON, field)
            .withGyroradius(set.gyroradius(), PaperSet.MEAN_FIELD)
            .withStopAfterGyrations(50);
    return MeanFreePath.of(tracer.run(LaunchDirections.uniform(1000, 1))).turn().mean();
  }
}
