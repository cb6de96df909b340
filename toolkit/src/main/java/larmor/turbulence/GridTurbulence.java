package larmor.turbulence;

import java.util.Locale;
import larmor.field.FieldCube;
import larmor.field.FieldModes;
import larmor.field.FourierCube;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;

/**
 * A turbulent field with random phases on a periodic cube, ∇·B = 0, its mean field 1 along x.
 *
 * <p>Each wave is the sum of two complex Gaussian amplitudes along k×B0 and along (k×B0)×k.
 * Isotropic: both have the variance k^-(s+2) (Giacinti and Sigl 2012; Harari et al. 2002, who draw
 * one linear polarisation instead). Anisotropic, after Cho, Lazarian and Vishniac (2002), Yan and
 * Lazarian (2002): Alfvén waves along the first, slow and fast ones along the second, with
 *
 * <pre>
 *   Alfvén, slow: k⊥^(−10/3) exp(−|k∥| / (M_A^(4/3) k⊥^(2/3)))     fast: k^(−7/2)
 * </pre>
 *
 * k in units of the injection wave number, which is also the least |k|, and the least k⊥ of the
 * Alfvén and slow waves. Parallel means along the mean field, not the local one: measured along the
 * bent lines, small eddies are rounder than large ones. {@link
 * TurbulenceSpectrum#alongLocalField()} draws them out along the field of all longer waves instead,
 * three bands of |k| an octave, one after the other; it takes any M_A, tens of times as long, and
 * has k in place of k⊥. Its eddies have ℓ∥ ∝ ℓ⊥^0.7 to 0.9 for M_A = 0.4 to 1 (64³ points). In
 * either, random phases make no sheets or other coherent structures.
 *
 * <p>Wave k draws from its own stream: the same seed gives the same waves on any number of threads
 * and, but for the common factor that sets δB, on any number of points.
 */
public final class GridTurbulence {
  private final TurbulenceSpectrum spectrum;
  private final int points;
  private final double least;
  private final double most;

  /** Powers of k⊥² and k², by their integer values. */
  private final double[] steep;

  private final double[] stretch;
  private final double[] radial;
  private final Shares shares;
  private final SpectralBand band;
  private final DerivativeWaveNumbers numbers;

  /** About the local field, or null. */
  private final LocalTurbulence local;

  /** Of the variances of all cubes, or null where they are left as they are. */
  private final double[] total;

  private GridTurbulence(
      TurbulenceSpectrum spectrum,
      int points,
      SpectralBand band,
      double[] sums,
      DerivativeWaveNumbers numbers) {
    this.numbers = numbers;
    this.spectrum = spectrum;
    this.points = points;
    this.band = band;
    this.least = band.injection();
    this.most = points / spectrum.smallest();
    local =
        spectrum.anisotropy() == TurbulenceSpectrum.Anisotropy.LOCAL
            ? LocalTurbulence.of(spectrum, points, numbers)
            : null;
    boolean isotropic = spectrum.anisotropy() == TurbulenceSpectrum.Anisotropy.ISOTROPIC;
    double exponent = isotropic ? -(spectrum.slope() + 2) : -3.5;
    double mach = StrictMath.pow(spectrum.alfvenMach(), 4.0 / 3);
    int count = (int) Math.ceil(most * most) + 1;
    steep = new double[count];
    stretch = new double[count];
    radial = new double[count];
    for (int square = 1; square < count; square++) {
      double k = StrictMath.sqrt(square) / least;
      radial[square] = StrictMath.pow(k, exponent);
      steep[square] = StrictMath.pow(k, -10.0 / 3);
      stretch[square] = 1 / (mach * StrictMath.pow(k, 2.0 / 3) * least);
    }
    total = sums != null || isotropic || local != null ? sums : sums();
    ModeFractions split = spectrum.split();
    shares =
        total == null
            ? new Shares(0, 0, 1)
            : isotropic
                ? new Shares(0, 0, 0.5 / total[1])
                : new Shares(
                    split.alfven() / total[0], split.slow() / total[0], split.fast() / total[1]);
  }

  /** Those waves of a hierarchy of cubes that one cube has, not yet normalised. */
  static GridTurbulence of(TurbulenceSpectrum spectrum, int points, SpectralBand band) {
    return new GridTurbulence(
        spectrum, points, band, new double[] {1, 1}, new DerivativeWaveNumbers(points, false));
  }

  /** The same with these sums of all cubes' variances, so that all cubes together have δB = 1. */
  GridTurbulence normalised(double[] sums) {
    return new GridTurbulence(spectrum, points, band, sums, numbers);
  }

  public static GridTurbulence of(TurbulenceSpectrum spectrum, int points) {
    if (points < 8 || points > 1280) {
      throw new IllegalArgumentException(
          points + " points a side make no turbulent cube: use 8 to 1280");
    }
    double longest = spectrum.injection() * points;
    if (longest < 2 * spectrum.smallest()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "waves from %.3g cells down to %.3g cells span less than a factor of two: use at"
                  + " least %d points a side, or a smaller smallest scale",
              longest,
              spectrum.smallest(),
              (int) Math.ceil(2 * spectrum.smallest() / spectrum.injection())));
    }
    return new GridTurbulence(
        spectrum,
        points,
        SpectralBand.all(1 / spectrum.injection()),
        null,
        new DerivativeWaveNumbers(points, false));
  }

  /**
   * The same, with ∇·B = 0 at round-off not of the waves but of the cubic spline through the cube,
   * at its own samples: a spline's derivative there takes 3 sin κ/(2 + cos κ) for a wave's κ a
   * cell, 4 % less for waves of four cells.
   */
  public GridTurbulence divergenceFreeOnSamples() {
    return new GridTurbulence(
        spectrum, points, band, total, new DerivativeWaveNumbers(points, true));
  }

  public TurbulenceSpectrum spectrum() {
    return spectrum;
  }

  /** One realisation. */
  public FieldCube cube(long seed) {
    if (local != null) {
      return local.cube(seed);
    }
    return FourierCube.of(
        points, (kx, ky, kz, b) -> draw(seed, kx, ky, kz, b), spectrum.fluctuation(), Vec3.X);
  }

  /** The waves as drawn, no mean field. */
  FieldCube drawn(long seed) {
    return FieldModes.of(points, new Vec3(0, 0, 0), (kx, ky, kz, b) -> draw(seed, kx, ky, kz, b))
        .cube();
  }

  /**
   * The variance a wave is drawn with, both polarisations together, up to a common factor; about
   * the local field that of an Alfvén or slow wave where the field is straight.
   */
  public double power(int kx, int ky, int kz) {
    if (local != null) {
      return local.power(kx, ky, kz);
    }
    double[] v = new double[2];
    variances(kx, ky, kz, v);
    return v[0] + v[1];
  }

  private record Shares(double alfven, double slow, double fast) {}

  /** Sums over the cube's waves of the Alfvén and slow modes' variances, and of the fast ones'. */
  double[] sums() {
    int limit = (int) most;
    double alfven = 0;
    double fast = 0;
    for (int kx = -limit; kx <= limit; kx++) {
      for (int ky = -limit; ky <= limit; ky++) {
        for (int kz = -limit; kz <= limit; kz++) {
          if (holds(kx, ky, kz)) {
            int across = ky * ky + kz * kz;
            double part = band.part(kx * kx + across);
            alfven += part * stretched(kx, across);
            fast += part * radial[kx * kx + across];
          }
        }
      }
    }
    return new double[] {alfven, fast};
  }

  private boolean holds(int kx, int ky, int kz) {
    double square = (double) kx * kx + (double) ky * ky + (double) kz * kz;
    int size = Math.max(Math.abs(kx), Math.max(Math.abs(ky), Math.abs(kz)));
    return square >= least * least * (1 - 1e-12)
        && square <= most * most * (1 + 1e-12)
        && 2 * size < points;
  }

  private double stretched(int parallel, int perpendicularSquare) {
    return perpendicularSquare < least * least * (1 - 1e-12)
        ? 0
        : steep[perpendicularSquare]
            * StrictMath.exp(-Math.abs(parallel) * stretch[perpendicularSquare]);
  }

  /** Writes the variances along k×B0 and along (k×B0)×k. */
  private void variances(int kx, int ky, int kz, double[] v) {
    v[0] = 0;
    v[1] = 0;
    if (!holds(kx, ky, kz)) {
      return;
    }
    int across = ky * ky + kz * kz;
    double fast = shares.fast() * radial[across + kx * kx];
    if (spectrum.anisotropy() == TurbulenceSpectrum.Anisotropy.ISOTROPIC) {
      v[0] = fast;
      v[1] = fast;
    } else if (across == 0) {
      // along the mean field neither direction is preferred
      v[0] = 0.5 * fast;
      v[1] = 0.5 * fast;
    } else {
      double shape = stretched(kx, across);
      v[0] = shares.alfven() * shape;
      v[1] = shares.slow() * shape + fast;
    }
    double part = band.part(across + kx * kx);
    v[0] *= part;
    v[1] *= part;
  }

  private void draw(long seed, int kx, int ky, int kz, double[] b) {
    if (!holds(kx, ky, kz)) {
      return;
    }
    double[] v = new double[2];
    variances(kx, ky, kz, v);
    RandomStream random = RandomStream.of(seed, DerivativeWaveNumbers.index(kx, ky, kz));
    double s1 = Math.sqrt(0.5 * v[0]);
    double s2 = Math.sqrt(0.5 * v[1]);
    double re1 = s1 * random.gaussian();
    double im1 = s1 * random.gaussian();
    double re2 = s2 * random.gaussian();
    double im2 = s2 * random.gaussian();
    double x = numbers.of(kx);
    double y = numbers.of(ky);
    double z = numbers.of(kz);
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
