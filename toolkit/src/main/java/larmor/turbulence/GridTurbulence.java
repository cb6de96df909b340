package larmor.turbulence;

import java.util.Locale;
import larmor.field.FieldCube;
import larmor.field.FieldModes;
import larmor.field.FourierCube;
import larmor.numeric.Given;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;

/**
 * Synthetic turbulence with random phases on a periodic cube, with ∇·B = 0 and mean field 1 along
 * x.
 *
 * <p>Each wave is the sum of two complex Gaussian amplitudes along k×B0 and along (k×B0)×k. In
 * isotropic turbulence both have the variance k^-(s+2) (Giacinti and Sigl 2012, Phys. Rev. Lett.
 * 109, 071101; Harari et al. 2002, JHEP 03, 045, who draw one linear polarisation instead). In
 * anisotropic turbulence, after Cho, Lazarian and Vishniac 2002 (ApJ 564, 291) and Yan and Lazarian
 * 2002 (Phys. Rev. Lett. 89, 281102), Alfvén waves are polarised along the first direction, slow
 * and fast waves along the second, with the variances
 *
 * <pre>
 *   Alfvén, slow: k⊥^(−10/3) exp(−|k∥| / (M_A^(4/3) k⊥^(2/3)))     fast: k^(−7/2)
 * </pre>
 *
 * with k in units of the injection wave number, which is also the smallest |k| of all waves and the
 * smallest k⊥ of Alfvén and slow waves. Parallel means along the mean field and not along the local
 * field; therefore small eddies, measured along the bent field lines, are less elongated than large
 * ones. With {@link TurbulenceSpectrum#withLocalAnisotropy()} the eddies are elongated along the
 * field of all longer waves, which are added in bands of |k|, three to an octave, from long to
 * short waves. This takes tens of times as long, allows M_A above 1, and uses k in place of k⊥. The
 * eddies then have ℓ∥ ∝ ℓ⊥^0.7 to 0.9 for M_A = 0.4 to 1 (64³ points). As the phases are random,
 * the field has no sheets or other coherent structures.
 *
 * <p>The amplitudes of each wave vector are drawn from a random stream of its own, so the same seed
 * gives the same waves on any number of threads and, up to the common factor that sets δB, on any
 * number of points.
 */
public final class GridTurbulence {
  private final TurbulenceSpectrum spectrum;
  private final int points;
  private final double least;
  private final double most;

  /** The values of k⊥^(−10/3) at index k⊥². */
  private final double[] steep;

  /**
   * The length λ∥ over which the power of Alfvén and slow waves falls off with |k∥|, at index k⊥².
   */
  private final double[] parallelLength;

  /** The values of the isotropic power law at index k². */
  private final double[] radial;

  private final Factors factors;
  private final SpectralWindow window;
  private final ModifiedWaveNumbers derivatives;

  /** The turbulence with local anisotropy, or null if the anisotropy is not local. */
  private final LocalTurbulence local;

  /** The sums of the variances of all nested cubes, or null if the variances are not normalised. */
  private final double[] total;

  private GridTurbulence(
      TurbulenceSpectrum spectrum,
      int points,
      SpectralWindow window,
      double[] sums,
      ModifiedWaveNumbers derivatives) {
    this.derivatives = derivatives;
    this.spectrum = spectrum;
    this.points = points;
    this.window = window;
    this.least = window.injection();
    this.most = points / spectrum.smallestScale();
    local =
        spectrum.anisotropy() == TurbulenceSpectrum.Anisotropy.LOCAL
            ? LocalTurbulence.of(spectrum, points, derivatives)
            : null;
    boolean isotropic = spectrum.anisotropy() == TurbulenceSpectrum.Anisotropy.ISOTROPIC;
    double exponent = isotropic ? -(spectrum.slope() + 2) : -3.5;
    double mach = StrictMath.pow(spectrum.alfvenMach(), 4.0 / 3);
    int count = (int) Math.ceil(most * most) + 1;
    steep = new double[count];
    parallelLength = new double[count];
    radial = new double[count];
    for (int square = 1; square < count; square++) {
      double k = StrictMath.sqrt(square) / least;
      radial[square] = StrictMath.pow(k, exponent);
      steep[square] = StrictMath.pow(k, -10.0 / 3);
      parallelLength[square] = 1 / (mach * StrictMath.pow(k, 2.0 / 3) * least);
    }
    total = sums != null || isotropic || local != null ? sums : sums();
    ModeFractions f = spectrum.modeFractions();
    factors =
        total == null
            ? new Factors(0, 0, 1)
            : isotropic
                ? new Factors(0, 0, 0.5 / total[1])
                : new Factors(f.alfven() / total[0], f.slow() / total[0], f.fast() / total[1]);
  }

  /** Makes the waves of one of several nested cubes, which are not normalised yet. */
  static GridTurbulence of(TurbulenceSpectrum spectrum, int points, SpectralWindow window) {
    return new GridTurbulence(
        spectrum, points, window, new double[] {1, 1}, new ModifiedWaveNumbers(points, false));
  }

  /**
   * Returns the same waves, normalised so that all nested cubes together have δB = 1.
   *
   * @param sums sums of the variances over all cubes, as {@link #sums} returns them for one cube.
   *     Not modified.
   */
  GridTurbulence normalised(double[] sums) {
    return new GridTurbulence(spectrum, points, window, sums, derivatives);
  }

  /**
   * Makes turbulence with a given spectrum on one cube.
   *
   * @param spectrum spectrum of the fluctuations
   * @param points number of points a side, 8 to 1280
   * @return the turbulence, whose realisations {@link #cube} returns
   * @throws IllegalArgumentException if the number of points is outside that range, or the longest
   *     wave is less than twice the shortest
   */
  public static GridTurbulence of(TurbulenceSpectrum spectrum, int points) {
    Given.require(spectrum, "the spectrum", "TurbulenceSpectrum.kolmogorov()");
    if (points < 8 || points > 1280) {
      throw new IllegalArgumentException(
          points + " points a side are outside the range 8 to 1280: choose a number in that range");
    }
    double longest = spectrum.injectionScale() * points;
    if (longest < 2 * spectrum.smallestScale()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "waves from %.3g cells down to %.3g cells span less than a factor of two: use at"
                  + " least %d points a side, or a smaller smallest scale",
              longest,
              spectrum.smallestScale(),
              (int) Math.ceil(2 * spectrum.smallestScale() / spectrum.injectionScale())));
    }
    return new GridTurbulence(
        spectrum,
        points,
        SpectralWindow.all(1 / spectrum.injectionScale()),
        null,
        new ModifiedWaveNumbers(points, false));
  }

  /**
   * Returns a copy for which the cubic spline through the cube, and not each wave, has ∇·B = 0 at
   * the samples. The derivative of the spline multiplies a wave of phase κ per cell by 3 sin κ/(2 +
   * cos κ) instead of κ, which is 4 % less for waves of four cells.
   *
   * @return a copy
   */
  public GridTurbulence withDivergenceFreeSpline() {
    return new GridTurbulence(
        spectrum, points, window, total, new ModifiedWaveNumbers(points, true));
  }

  /**
   * Returns the spectrum of the fluctuations.
   *
   * @return the spectrum
   */
  public TurbulenceSpectrum spectrum() {
    return spectrum;
  }

  /**
   * Returns one realisation with mean field 1 along x and the δB of the spectrum.
   *
   * @param seed seed of the random amplitudes
   * @return the cube
   * @throws IllegalStateException if the heap is too small
   */
  public FieldCube cube(long seed) {
    if (local != null) {
      return local.cube(seed);
    }
    return FourierCube.of(
        points, (kx, ky, kz, b) -> draw(seed, kx, ky, kz, b), spectrum.fluctuation(), Vec3.X);
  }

  /** Returns the waves as drawn, without scaling to δB and without a mean field. */
  FieldCube drawn(long seed) {
    return FieldModes.of(points, new Vec3(0, 0, 0), (kx, ky, kz, b) -> draw(seed, kx, ky, kz, b))
        .cube();
  }

  /**
   * Returns the expected power of a wave: the sum of the variances of both polarisations, up to a
   * factor common to all waves. With local anisotropy it is the power of an Alfvén or slow wave
   * where the field is straight.
   *
   * @param kx waves a side along x
   * @param ky waves a side along y
   * @param kz waves a side along z
   * @return the power, 0 for waves outside the spectrum
   */
  public double power(int kx, int ky, int kz) {
    if (local != null) {
      return local.power(kx, ky, kz);
    }
    double[] v = new double[2];
    variances(kx, ky, kz, v);
    return v[0] + v[1];
  }

  /** The factors of the variances of the three modes. */
  private record Factors(double alfven, double slow, double fast) {}

  /**
   * Returns two sums over all waves of the cube, of the variances of Alfvén waves (which slow waves
   * also have) and of the variances of fast waves.
   */
  double[] sums() {
    int limit = (int) most;
    double alfven = 0;
    double fast = 0;
    for (int kx = -limit; kx <= limit; kx++) {
      for (int ky = -limit; ky <= limit; ky++) {
        for (int kz = -limit; kz <= limit; kz++) {
          if (contains(kx, ky, kz)) {
            int across = ky * ky + kz * kz;
            double weight = window.weight(kx * kx + across);
            alfven += weight * elongated(kx, across);
            fast += weight * radial[kx * kx + across];
          }
        }
      }
    }
    return new double[] {alfven, fast};
  }

  private boolean contains(int kx, int ky, int kz) {
    double square = (double) kx * kx + (double) ky * ky + (double) kz * kz;
    int size = Math.max(Math.abs(kx), Math.max(Math.abs(ky), Math.abs(kz)));
    return square >= least * least * (1 - 1e-12)
        && square <= most * most * (1 + 1e-12)
        && 2 * size < points;
  }

  /** Returns the variance of an Alfvén or slow wave. */
  private double elongated(int parallel, int perpendicularSquare) {
    return perpendicularSquare < least * least * (1 - 1e-12)
        ? 0
        : steep[perpendicularSquare]
            * StrictMath.exp(-Math.abs(parallel) * parallelLength[perpendicularSquare]);
  }

  /** Writes the variances of the amplitudes along k×B0 and along (k×B0)×k to v. */
  private void variances(int kx, int ky, int kz, double[] v) {
    v[0] = 0;
    v[1] = 0;
    if (!contains(kx, ky, kz)) {
      return;
    }
    int across = ky * ky + kz * kz;
    double fast = factors.fast() * radial[across + kx * kx];
    if (spectrum.anisotropy() == TurbulenceSpectrum.Anisotropy.ISOTROPIC) {
      v[0] = fast;
      v[1] = fast;
    } else if (across == 0) {
      // if k is along the mean field, both directions are equivalent
      v[0] = 0.5 * fast;
      v[1] = 0.5 * fast;
    } else {
      double shape = elongated(kx, across);
      v[0] = factors.alfven() * shape;
      v[1] = factors.slow() * shape + fast;
    }
    double weight = window.weight(across + kx * kx);
    v[0] *= weight;
    v[1] *= weight;
  }

  /** Returns the number of the random stream of a wave vector. */
  static long stream(int kx, int ky, int kz) {
    return (kx & 0x1FFFFFL) << 42 | (ky & 0x1FFFFFL) << 21 | (kz & 0x1FFFFFL);
  }

  private void draw(long seed, int kx, int ky, int kz, double[] b) {
    if (!contains(kx, ky, kz)) {
      return;
    }
    double[] v = new double[2];
    variances(kx, ky, kz, v);
    RandomStream random = RandomStream.of(seed, stream(kx, ky, kz));
    double s1 = Math.sqrt(0.5 * v[0]);
    double s2 = Math.sqrt(0.5 * v[1]);
    double re1 = s1 * random.gaussian();
    double im1 = s1 * random.gaussian();
    double re2 = s2 * random.gaussian();
    double im2 = s2 * random.gaussian();
    double x = derivatives.of(kx);
    double y = derivatives.of(ky);
    double z = derivatives.of(kz);
    double across = Math.sqrt(y * y + z * z);
    double size = Math.sqrt(x * x + across * across);
    // e1 = k × x̂ / k⊥ = (0, kz, −ky) / k⊥ and e2 = e1 × k / k
    double e1y = across == 0 ? 1 : z / across;
    double e1z = across == 0 ? 0 : -y / across;
    double e2x = (e1y * z - e1z * y) / size;
    double e2y = e1z * x / size;
    double e2z = -e1y * x / size;
    b[0] = e2x * re2;
    b[1] = e2x * im2;
    b[2] = e1y * re1 + e2y * re2;
    b[3] = e1y * im1 + e2y * im2;
    b[4] = e1z * re1 + e2z * re2;
    b[5] = e1z * im1 + e2z * im2;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s, on %d³ points", spectrum, points);
  }
}
