package larmor.turbulence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import larmor.field.CubeScale;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.field.NestedField;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;

/**
 * Turbulence over more decades than one cube holds: cubes of the same number of points, each {@code
 * ratio} times smaller than the one before and carrying the waves that follow. Where one hands over
 * to the next their powers add up to the spectrum's. The waves of two cubes are independent, and
 * parallel means along the mean field on every scale, as in {@link GridTurbulence}.
 *
 * @param spectrum its injection in sides of the largest cube, its smallest scale in cells of the
 *     smallest
 * @param points along each axis of each cube
 * @param cubes how many
 * @param ratio of one cube's side to the next one's
 */
public record NestedTurbulence(TurbulenceSpectrum spectrum, int points, int cubes, double ratio) {
  public NestedTurbulence {
    if (spectrum.anisotropy() == TurbulenceSpectrum.Anisotropy.LOCAL) {
      throw new IllegalArgumentException(
          "nested cubes know no local field, since a finer one is repeated within a coarser one:"
              + " draw the waves out along the mean field");
    }
    if (points < 16 || points > 1280) {
      throw new IllegalArgumentException(
          points + " points a side make no nested cubes: use 16 to 1280");
    }
    if (cubes < 2 || cubes > 12 || !(ratio >= 2)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d cubes, each %.3g times smaller than the one before, nest nothing: use 2 to 12, at"
                  + " least twice smaller",
              cubes,
              ratio));
    }
    double shortest = points * spectrum.injection() / (ratio * SpectralBand.WIDTH);
    if (shortest < 4) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a ratio of %.3g leaves the coarser cubes waves of %.3g cells, below 4: use a ratio of"
                  + " %.3g at most, or more points",
              ratio,
              shortest,
              points * spectrum.injection() / (4 * SpectralBand.WIDTH)));
    }
    if (spectrum.smallest() > points * spectrum.injection() / SpectralBand.WIDTH) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a smallest scale of %.3g cells leaves the last cube no waves: lower it to %.3g",
              spectrum.smallest(),
              points * spectrum.injection() / (2 * SpectralBand.WIDTH)));
    }
  }

  /** Longest over shortest wavelength. */
  public double range() {
    return StrictMath.pow(ratio, cubes - 1) * spectrum.injection() * points / spectrum.smallest();
  }

  /**
   * One realisation, the mean field along x.
   *
   * @param injection length of the longest waves [m]
   * @param b0 mean field [T]
   */
  public NestedField field(double injection, double b0, long seed) {
    List<GridTurbulence> parts = new ArrayList<>();
    double[] sums = new double[2];
    for (int c = 0; c < cubes; c++) {
      parts.add(GridTurbulence.of(coarse(c), points, band(c)));
      double[] one = parts.get(c).sums();
      sums[0] += one[0];
      sums[1] += one[1];
    }
    List<FieldCube> drawn = new ArrayList<>();
    double square = 0;
    for (int c = 0; c < cubes; c++) {
      long own = seed ^ c * 0x9E3779B97F4A7C15L;
      drawn.add(parts.get(c).normalised(sums).drawn(own));
      square += drawn.get(c).fluctuation() * drawn.get(c).fluctuation();
    }
    double factor = spectrum.fluctuation() / Math.sqrt(square);
    List<CubicSplineField> grids = new ArrayList<>();
    List<Vec3> origins = new ArrayList<>();
    double side = injection / spectrum.injection();
    for (int c = 0; c < cubes; c++) {
      grids.add(
          CubicSplineField.of(drawn.get(c), CubeScale.ofSide(side).withFieldUnit(factor * b0)));
      RandomStream place = RandomStream.of(seed, -1 - c);
      origins.add(new Vec3(place.uniform() * side, place.uniform() * side, place.uniform() * side));
      side /= ratio;
    }
    return NestedField.of(new Vec3(b0, 0, 0), grids, origins);
  }

  /** The spectrum of cube c: all but the last may have any waves their grid can hold. */
  private TurbulenceSpectrum coarse(int c) {
    return c == cubes - 1 ? spectrum : spectrum.withSmallest(2);
  }

  /** What cube c carries. */
  SpectralBand band(int c) {
    double size = StrictMath.pow(ratio, c);
    double edge = 1 / spectrum.injection();
    return new SpectralBand(
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
