package larmor.turbulence;

import java.util.Locale;
import larmor.field.PlaneWaveField;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * Turbulence as a sum of plane waves A ξ cos(k·x + β), without a grid and without a period
 * (Giacalone and Jokipii 1999; Tautz and Dosch 2013). The wave numbers are spaced evenly in log k;
 * each wave has the energy of its part of E(k) ∝ k⁻ˢ, so the rms is exact, and directions,
 * polarisations and phases are random. ∇·B = 0 to round-off. A field of N waves costs N cosines a
 * point.
 *
 * @param longest wavelength [m]
 * @param shortest wavelength [m]
 * @param slope s of E(k) ∝ k⁻ˢ
 * @param modes wave numbers, N
 * @param slab NaN for isotropic waves; else the share of energy in slab waves, along the mean
 *     field, the rest being in two-dimensional ones, across it (Bieber et al. 1996); both lie
 *     across the mean field, and there are 2 N of them
 */
public record PlaneWaves(double longest, double shortest, double slope, int modes, double slab) {
  public PlaneWaves {
    if (!(shortest > 0 && longest > shortest && longest < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "waves from %.3g pc down to %.3g pc are none: give two finite lengths above 0, the"
                  + " longer one first",
              longest / Units.pc,
              shortest / Units.pc));
    }
    if (!(slope > -3 && slope < 10)) {
      throw new IllegalArgumentException(
          "a spectral slope of " + slope + " is no turbulence: give s of k^-s from -3 to 10");
    }
    if (modes < 8 || modes > 1_000_000) {
      throw new IllegalArgumentException(
          modes + " wave numbers make no turbulence: use 8 to 1,000,000, 100 a decade or more");
    }
    if (slab < 0 || slab > 1) {
      throw new IllegalArgumentException(
          "a share of " + slab + " in slab waves is no share: give 0 to 1, such as 0.2");
    }
  }

  /** Isotropic, slope 5/3, 100 wave numbers a decade. */
  public static PlaneWaves kolmogorov(double longest, double shortest) {
    int modes = (int) Math.ceil(100 * Math.log10(Math.max(2, longest / shortest)));
    return new PlaneWaves(longest, shortest, 5.0 / 3, modes, Double.NaN);
  }

  public PlaneWaves withSlope(double s) {
    return new PlaneWaves(longest, shortest, s, modes, slab);
  }

  public PlaneWaves withModes(int count) {
    return new PlaneWaves(longest, shortest, slope, count, slab);
  }

  /** Slab and two-dimensional waves, 0.2 of the energy in the first being usual for the wind. */
  public PlaneWaves withSlab(double share) {
    return new PlaneWaves(longest, shortest, slope, modes, share);
  }

  /**
   * One realisation; wave number n draws from its own stream.
   *
   * @param mean [T]
   * @param fluctuation δB, the rms of the waves together [T]
   */
  public PlaneWaveField field(Vec3 mean, double fluctuation, long seed) {
    if (!(fluctuation > 0 && fluctuation < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a fluctuation of " + fluctuation + " T makes no turbulence: give a value above 0");
    }
    boolean isotropic = Double.isNaN(slab);
    if (!isotropic && mean.norm() == 0) {
      throw new IllegalArgumentException(
          "slab waves without a mean field have no direction: give one, or isotropic waves");
    }
    PlaneWaveField field = PlaneWaveField.of(mean);
    for (int n = 0; n < modes; n++) {
      RandomStream random = RandomStream.of(seed, n);
      double k = waveNumber(n + 0.5);
      double amplitude = fluctuation * Math.sqrt(2 * share(n));
      if (isotropic) {
        field = isotropicWave(field, k, amplitude, random);
      } else {
        Vec3 along = mean.unit();
        field = slabWave(field, along, k, amplitude * Math.sqrt(slab), random);
        field = flatWave(field, along, k, amplitude * Math.sqrt(1 - slab), random);
      }
    }
    return field;
  }

  private static PlaneWaveField isotropicWave(
      PlaneWaveField field, double k, double amplitude, RandomStream random) {
    Vec3 direction = random.direction();
    return field.with(
        direction.times(k), across(direction, random).times(amplitude), phase(random));
  }

  private static PlaneWaveField slabWave(
      PlaneWaveField field, Vec3 along, double k, double amplitude, RandomStream random) {
    Vec3 polarisation = across(along, random);
    double phase = phase(random);
    return amplitude == 0
        ? field
        : field.with(along.times(k), polarisation.times(amplitude), phase);
  }

  /** Two-dimensional: wave vector and field both across the mean field. */
  private static PlaneWaveField flatWave(
      PlaneWaveField field, Vec3 along, double k, double amplitude, RandomStream random) {
    Vec3 direction = across(along, random);
    double phase = phase(random);
    return amplitude == 0
        ? field
        : field.with(direction.times(k), along.cross(direction).times(amplitude), phase);
  }

  private static double phase(RandomStream random) {
    return random.uniform(0, 2 * Math.PI);
  }

  /** A direction at a random angle about a unit vector. */
  private static Vec3 across(Vec3 axis, RandomStream random) {
    Vec3 helper = Math.abs(axis.x()) < 0.7 ? Vec3.X : new Vec3(0, 1, 0);
    Vec3 first = axis.cross(helper).unit();
    Vec3 second = axis.cross(first);
    double angle = random.uniform(0, 2 * Math.PI);
    return first.times(StrictMath.cos(angle)).plus(second.times(StrictMath.sin(angle)));
  }

  /** Wave number at the edges (whole n) and in the middle of the parts of the spectrum [1/m]. */
  double waveNumber(double n) {
    return 2 * Math.PI / longest * StrictMath.pow(longest / shortest, n / modes);
  }

  /** The part of the energy between the edges n and n + 1. */
  double share(int n) {
    return (power(waveNumber(n + 1)) - power(waveNumber(n)))
        / (power(waveNumber(modes)) - power(waveNumber(0)));
  }

  /** The integral of k⁻ˢ, up to a factor and a constant, k in units of the smallest. */
  private double power(double k) {
    double x = k * longest / (2 * Math.PI);
    return slope == 1 ? StrictMath.log(x) : StrictMath.pow(x, 1 - slope);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d plane waves, k^-%.2f from %.3g pc to %.3g pc, %s",
        Double.isNaN(slab) ? modes : 2 * modes,
        slope,
        longest / Units.pc,
        shortest / Units.pc,
        Double.isNaN(slab)
            ? "isotropic"
            : String.format(Locale.ROOT, "%.3g %% slab, the rest 2D", 100 * slab));
  }
}
