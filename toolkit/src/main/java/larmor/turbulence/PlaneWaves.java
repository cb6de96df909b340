package larmor.turbulence;

import java.util.Locale;
import larmor.field.PlaneWaveField;
import larmor.numeric.FiniteNumber;
import larmor.numeric.Given;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * Synthetic turbulence as a sum of plane waves A ξ cos(k·x + β), without a grid and without a
 * period (Giacalone and Jokipii 1999, ApJ 520, 204; Tautz and Dosch 2013, Phys. Plasmas 20,
 * 022302). The wave numbers are evenly spaced in log k, and each wave has the energy of its
 * interval of E(k) ∝ k⁻ˢ, so that the rms is exact. Directions, polarisations and phases are
 * random, and ∇·B = 0 to rounding error. Evaluating the field of N waves at a point takes N
 * cosines. Immutable.
 *
 * @param longest longest wavelength [m]
 * @param shortest shortest wavelength [m]
 * @param slope s of E(k) ∝ k⁻ˢ, from -3 to 10
 * @param modes number of wave numbers N, 8 to 1,000,000
 * @param slab NaN for isotropic waves; otherwise the fraction of the energy in slab waves, with k
 *     along the mean field, the rest being in two-dimensional waves, with k perpendicular to it
 *     (Bieber et al. 1996, J. Geophys. Res. 101, 2511). The field of both kinds is perpendicular to
 *     the mean field, and there are 2 N waves in all.
 */
public record PlaneWaves(double longest, double shortest, double slope, int modes, double slab) {
  /**
   * Makes plane waves from all their settings.
   *
   * @param longest longest wavelength [m]
   * @param shortest shortest wavelength [m]
   * @param slope s of E(k) ∝ k⁻ˢ
   * @param modes number of wave numbers
   * @param slab fraction of energy in slab waves, or NaN
   * @throws IllegalArgumentException if the wavelengths are not finite, positive and in falling
   *     order, or a value is outside its range
   */
  public PlaneWaves {
    if (!(shortest > 0 && longest > shortest && longest < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "waves from %.3g pc down to %.3g pc are not possible: give two finite lengths above 0,"
                  + " the longer one first",
              longest / Units.pc,
              shortest / Units.pc));
    }
    TurbulenceSpectrum.requireSlope(slope);
    if (modes < 8 || modes > 1_000_000) {
      throw new IllegalArgumentException(
          modes + " wave numbers are outside the range 8 to 1,000,000: use 100 per decade or more");
    }
    if (slab < 0 || slab > 1) {
      throw new IllegalArgumentException(
          "a fraction of "
              + slab
              + " in slab waves is outside the range 0 to 1: give a fraction such as 0.2");
    }
  }

  /**
   * Returns isotropic waves of slope 5/3 with 100 wave numbers to a decade.
   *
   * @param longest longest wavelength [m]
   * @param shortest shortest wavelength [m]
   * @return the waves
   * @throws IllegalArgumentException if the wavelengths are not finite, positive and in falling
   *     order
   */
  public static PlaneWaves kolmogorov(double longest, double shortest) {
    int modes = (int) Math.ceil(100 * Math.log10(Math.max(2, longest / shortest)));
    return new PlaneWaves(longest, shortest, 5.0 / 3, modes, Double.NaN);
  }

  /**
   * Returns a copy with another slope.
   *
   * @param s the exponent s of E(k) ∝ k⁻ˢ, from -3 to 10
   * @return a copy
   * @throws IllegalArgumentException if the slope is outside that range
   */
  public PlaneWaves withSlope(double s) {
    return new PlaneWaves(longest, shortest, s, modes, slab);
  }

  /**
   * Returns a copy with another number of wave numbers.
   *
   * @param count number of wave numbers, 8 to 1,000,000
   * @return a copy
   * @throws IllegalArgumentException if the number is outside that range
   */
  public PlaneWaves withModes(int count) {
    return new PlaneWaves(longest, shortest, slope, count, slab);
  }

  /**
   * Returns a copy with slab and two-dimensional waves instead of isotropic ones.
   *
   * @param fraction fraction of the energy in slab waves, 0 to 1; 0.2 is usual for the solar wind
   * @return a copy
   * @throws IllegalArgumentException if the fraction is outside that range
   */
  public PlaneWaves withSlab(double fraction) {
    FiniteNumber.require(fraction, "a fraction of slab waves", "");
    return new PlaneWaves(longest, shortest, slope, modes, fraction);
  }

  /**
   * Returns one realisation. The random numbers of each wave number come from a stream of its own.
   *
   * @param mean mean field [T]
   * @param fluctuation δB, the rms of the sum of all waves [T]
   * @param seed seed of the random directions, polarisations and phases
   * @return the field
   * @throws IllegalArgumentException if δB is not positive and finite, or there are slab waves
   *     without a mean field
   */
  public PlaneWaveField field(Vec3 mean, double fluctuation, long seed) {
    Given.require(mean, "the mean field", "new Vec3(3 * muG, 0, 0)");
    if (!(fluctuation > 0 && fluctuation < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a fluctuation of " + fluctuation + " T is not positive and finite: give one above 0");
    }
    boolean isotropic = Double.isNaN(slab);
    if (!isotropic && mean.norm() == 0) {
      throw new IllegalArgumentException(
          "slab waves need a mean field for their direction: give one, or use isotropic waves");
    }
    PlaneWaveField field = PlaneWaveField.of(mean);
    for (int n = 0; n < modes; n++) {
      RandomStream random = RandomStream.of(seed, n);
      double k = waveNumber(n + 0.5);
      double amplitude = fluctuation * Math.sqrt(2 * energy(n));
      if (isotropic) {
        field = isotropicWave(field, k, amplitude, random);
      } else {
        Vec3 along = mean.unit();
        field = slabWave(field, along, k, amplitude * Math.sqrt(slab), random);
        field = planarWave(field, along, k, amplitude * Math.sqrt(1 - slab), random);
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

  /**
   * Adds a two-dimensional wave, whose wave vector and field are perpendicular to the mean field.
   */
  private static PlaneWaveField planarWave(
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

  /** Returns a unit vector perpendicular to a given one, at a random angle about it. */
  private static Vec3 across(Vec3 axis, RandomStream random) {
    Vec3 helper = Math.abs(axis.x()) < 0.7 ? Vec3.X : new Vec3(0, 1, 0);
    Vec3 first = axis.cross(helper).unit();
    Vec3 second = axis.cross(first);
    double angle = random.uniform(0, 2 * Math.PI);
    return first.times(StrictMath.cos(angle)).plus(second.times(StrictMath.sin(angle)));
  }

  /**
   * Returns the wave number at position n [1/m]: an edge of the intervals of the spectrum for a
   * whole n, the middle of an interval for a half-integer n.
   */
  double waveNumber(double n) {
    return 2 * Math.PI / longest * StrictMath.pow(longest / shortest, n / modes);
  }

  /** Returns the fraction of the energy in interval n. */
  double energy(int n) {
    return (integral(waveNumber(n + 1)) - integral(waveNumber(n)))
        / (integral(waveNumber(modes)) - integral(waveNumber(0)));
  }

  /** Returns the integral of k⁻ˢ, up to a constant factor and an additive constant. */
  private double integral(double k) {
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
