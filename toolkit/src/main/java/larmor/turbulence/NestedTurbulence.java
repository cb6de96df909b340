package larmor.turbulence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import larmor.field.CubeScale;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.field.NestedField;
import larmor.numeric.Given;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;

/**
 * Synthetic turbulence over more decades of scale than one cube can represent: the sum of several
 * periodic cubes with the same number of points, each {@code ratio} times smaller than the one
 * before and with the next shorter waves. Where the wave numbers of two cubes overlap, their powers
 * add up to that of the spectrum. The waves of different cubes are independent, and the anisotropy
 * is relative to the mean field at all scales, as in {@link GridTurbulence}.
 *
 * @param spectrum spectrum of the sum, with the injection scale in sides of the largest cube and
 *     the smallest scale in cells of the smallest cube
 * @param points number of points a side of each cube, 16 to 1280
 * @param cubes number of cubes, 2 to 12
 * @param ratio ratio of the side of a cube to that of the next smaller cube, 2 or more
 */
public record NestedTurbulence(TurbulenceSpectrum spectrum, int points, int cubes, double ratio) {
  /**
   * Makes nested cubes with a given spectrum.
   *
   * @param spectrum spectrum of the sum
   * @param points number of points a side of each cube
   * @param cubes number of cubes
   * @param ratio ratio of the sides of successive cubes
   * @throws IllegalArgumentException if the spectrum has local anisotropy, a number is outside its
   *     range, the ratio requires waves below 4 cells in a cube, or the smallest scale leaves no
   *     waves for the last cube
   */
  public NestedTurbulence {
    Given.require(spectrum, "the spectrum", "TurbulenceSpectrum.goldreichSridhar()");
    if (spectrum.anisotropy() == TurbulenceSpectrum.Anisotropy.LOCAL) {
      throw new IllegalArgumentException(
          "nested cubes cannot have local anisotropy, because a finer cube is repeated within a"
              + " coarser one: use TurbulenceSpectrum.goldreichSridhar()");
    }
    if (points < 16 || points > 1280) {
      throw new IllegalArgumentException(
          points
              + " points a side are outside the range 16 to 1280: choose a number in that range");
    }
    if (cubes < 2 || cubes > 12 || !(ratio >= 2)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d cubes, each %.3g times smaller than the one before, cannot be nested: use 2 to 12"
                  + " cubes and a ratio of 2 or more",
              cubes,
              ratio));
    }
    double shortest = points * spectrum.injectionScale() / (ratio * SpectralWindow.OVERLAP);
    if (shortest < 4) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a ratio of %.3g needs waves of %.3g cells in the coarser cubes, below 4: use a ratio of"
                  + " %.3g at most, or more points",
              ratio,
              shortest,
              points * spectrum.injectionScale() / (4 * SpectralWindow.OVERLAP)));
    }
    if (spectrum.smallestScale() > points * spectrum.injectionScale() / SpectralWindow.OVERLAP) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a smallest scale of %.3g cells leaves the last cube without waves: lower it to %.3g",
              spectrum.smallestScale(),
              points * spectrum.injectionScale() / (2 * SpectralWindow.OVERLAP)));
    }
  }

  /**
   * Returns the range of scales.
   *
   * @return longest wavelength divided by the shortest
   */
  public double range() {
    return StrictMath.pow(ratio, cubes - 1)
        * spectrum.injectionScale()
        * points
        / spectrum.smallestScale();
  }

  /**
   * Returns one realisation, with its mean field along x and the cubes at random positions.
   *
   * @param injection length of the longest waves [m]
   * @param b0 mean field [T]
   * @param seed seed of the random amplitudes and positions
   * @return the field, which is not periodic as a whole
   * @throws IllegalStateException if the heap is too small
   */
  public NestedField field(double injection, double b0, long seed) {
    List<GridTurbulence> levels = new ArrayList<>();
    double[] sums = new double[2];
    for (int c = 0; c < cubes; c++) {
      levels.add(GridTurbulence.of(spectrumOf(c), points, window(c)));
      double[] one = levels.get(c).sums();
      sums[0] += one[0];
      sums[1] += one[1];
    }
    List<FieldCube> drawn = new ArrayList<>();
    double square = 0;
    for (int c = 0; c < cubes; c++) {
      long own = seed ^ c * 0x9E3779B97F4A7C15L;
      drawn.add(levels.get(c).normalised(sums).drawn(own));
      square += drawn.get(c).fluctuation() * drawn.get(c).fluctuation();
    }
    double factor = spectrum.fluctuation() / Math.sqrt(square);
    List<CubicSplineField> grids = new ArrayList<>();
    List<Vec3> origins = new ArrayList<>();
    double side = injection / spectrum.injectionScale();
    for (int c = 0; c < cubes; c++) {
      grids.add(
          CubicSplineField.of(drawn.get(c), CubeScale.ofSide(side).withFieldUnit(factor * b0)));
      RandomStream position = RandomStream.of(seed, -1 - c);
      origins.add(
          new Vec3(
              position.uniform() * side, position.uniform() * side, position.uniform() * side));
      side /= ratio;
    }
    return NestedField.of(new Vec3(b0, 0, 0), grids, origins);
  }

  /**
   * Returns the spectrum of cube c. In all cubes but the last, the shortest waves are determined by
   * the window and not by the spectrum.
   */
  private TurbulenceSpectrum spectrumOf(int c) {
    return c == cubes - 1 ? spectrum : spectrum.withSmallestScale(2);
  }

  /** Returns the range of wave numbers of cube c. */
  SpectralWindow window(int c) {
    double size = StrictMath.pow(ratio, c);
    double edge = 1 / spectrum.injectionScale();
    return new SpectralWindow(
        edge / size,
        c == 0 ? 0 : edge,
        c == cubes - 1 ? Double.POSITIVE_INFINITY : edge * ratio,
        StrictMath.pow(size, 3));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, in %d cubes of %d³ points, each %.3g times smaller: a range of %.0f",
        spectrum,
        cubes,
        points,
        ratio,
        range());
  }
}
