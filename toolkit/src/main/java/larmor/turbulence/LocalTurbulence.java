package larmor.turbulence;

import larmor.field.CubeScale;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.field.FieldModes;
import larmor.field.FieldSpectrum;
import larmor.field.FourierCube;
import larmor.field.MagneticField;
import larmor.field.UniformField;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;

/**
 * Goldreich and Sridhar's turbulence about the local field, built from long waves to short, band by
 * band ({@link LocalBands}). The waves of a band are isotropic noise, averaged along the lines of
 * all longer waves together with the mean field: the part across the lines is Alfvénic, the part
 * along them slow. Fast waves are noise along the lines. Each band is projected across k and scaled
 * to its energy. Where lines of one eddy part before λ∥ the band's waves become shorter than they
 * were drawn; those beyond the shortest are dropped.
 */
final class LocalTurbulence {
  private final TurbulenceSpectrum spectrum;
  private final int points;
  private final DerivativeWaveNumbers numbers;
  private final boolean straight;
  private final LocalBands bands;

  private LocalTurbulence(
      TurbulenceSpectrum spectrum,
      int points,
      DerivativeWaveNumbers numbers,
      boolean straight,
      LocalBands bands) {
    this.spectrum = spectrum;
    this.points = points;
    this.numbers = numbers;
    this.straight = straight;
    this.bands = bands;
  }

  static LocalTurbulence of(
      TurbulenceSpectrum spectrum, int points, DerivativeWaveNumbers numbers) {
    return new LocalTurbulence(spectrum, points, numbers, false, new LocalBands(spectrum, points));
  }

  /** The same waves averaged along straight lines, to compare with. */
  LocalTurbulence straight() {
    return new LocalTurbulence(spectrum, points, numbers, true, bands);
  }

  /** The power of an Alfvén or slow wave where the field is straight. */
  double power(int kx, int ky, int kz) {
    return bands.power(kx, ky, kz);
  }

  FieldCube cube(long seed) {
    FieldModes modes = null;
    for (int m = 0; m < bands.count(); m++) {
      modes = withBand(m, modes, seed);
    }
    FieldModes all = modes;
    return FourierCube.of(
        points, (kx, ky, kz, b) -> add(all, kx, ky, kz, 1, b), spectrum.fluctuation(), Vec3.X);
  }

  /** The waves so far, or null at first, and those of a band. */
  private FieldModes withBand(int m, FieldModes before, long seed) {
    int n = grid(m);
    MagneticField lines =
        before == null || straight
            ? new UniformField(Vec3.X)
            : CubicSplineField.of(resized(before, n).cube(), cells(n));
    FieldModes alfven = modes(m, n, lines, seed, false);
    FieldModes fast = bands.fast(m) == 0 ? null : modes(m, n, lines, seed, true);
    double a = scale(alfven, bands.alfvenic(m));
    double f = fast == null ? 0 : scale(fast, bands.fast(m));
    return FieldModes.of(
        n,
        Vec3.X,
        (kx, ky, kz, b) -> {
          add(before, kx, ky, kz, 1, b);
          add(alfven, kx, ky, kz, a, b);
          add(fast, kx, ky, kz, f, b);
        });
  }

  /** Lengths in cells, fields in units of the cube. */
  private static CubeScale cells(int n) {
    return CubeScale.ofSide(n).withFieldUnit(1);
  }

  /** The factor that gives these waves their energy. */
  private double scale(FieldModes modes, double share) {
    double found = 2 * FieldSpectrum.of(modes).total();
    return found == 0 ? 0 : spectrum.fluctuation() * Math.sqrt(share / found);
  }

  private static void add(FieldModes modes, int kx, int ky, int kz, double factor, double[] b) {
    if (modes == null
        || 2 * Math.max(Math.abs(kx), Math.max(Math.abs(ky), Math.abs(kz))) >= modes.points()) {
      return;
    }
    double[] own = modes.at(kx, ky, kz);
    for (int c = 0; c < 6; c++) {
      b[c] += factor * own[c];
    }
  }

  private static FieldModes resized(FieldModes modes, int n) {
    return modes.points() == n
        ? modes
        : FieldModes.of(n, Vec3.X, (kx, ky, kz, b) -> add(modes, kx, ky, kz, 1, b));
  }

  /** Points a side that hold a band, four to its shortest wave, with factors 2, 3 and 5 only. */
  private int grid(int m) {
    int n = Math.max(16, (int) Math.ceil(4 * bands.shortest(m)));
    while (!smooth(n)) {
      n++;
    }
    return Math.min(n, points);
  }

  private static boolean smooth(int n) {
    int rest = n;
    for (int p : new int[] {2, 3, 5}) {
      while (rest % p == 0) {
        rest /= p;
      }
    }
    return n % 2 == 0 && rest == 1;
  }

  /** The waves of a band along the lines, across k, not yet scaled. */
  private FieldModes modes(int m, int n, MagneticField lines, long seed, boolean fast) {
    FieldModes drawn =
        FieldModes.of(
            n,
            new Vec3(0, 0, 0),
            (kx, ky, kz, b) -> {
              double square = (double) kx * kx + (double) ky * ky + (double) kz * kz;
              if (bands.holds(square) && bands.of(square) == m) {
                draw(Math.sqrt(square), fast, new int[] {kx, ky, kz}, seed, b);
              }
            });
    CubicSplineField noise = CubicSplineField.of(drawn.cube(), cells(n));
    double step = 0.5 * n / bands.shortest(m);
    MagneticField along =
        fast
            ? (x, y, z, b) -> scalarAlong(lines, noise, x, y, z, b)
            : new LineAverage(
                lines, noise, step, bands.weights(m), bands.across(m), bands.along(m));
    FieldModes modes = FieldModes.of(FieldCube.of(along, n, cells(n)));
    return FieldModes.of(n, new Vec3(0, 0, 0), (kx, ky, kz, b) -> across(modes, kx, ky, kz, b));
  }

  private static void scalarAlong(
      MagneticField lines, MagneticField noise, double x, double y, double z, double[] b) {
    noise.at(x, y, z, b);
    double value = b[0];
    lines.at(x, y, z, b);
    double size = Math.sqrt(b[0] * b[0] + b[1] * b[1] + b[2] * b[2]);
    for (int c = 0; c < 3; c++) {
      b[c] *= value / size;
    }
  }

  /** A wave less its part along k, nothing outside the spectrum. */
  private void across(FieldModes modes, int kx, int ky, int kz, double[] b) {
    if (!bands.holds((double) kx * kx + (double) ky * ky + (double) kz * kz)) {
      return;
    }
    double[] all = modes.at(kx, ky, kz);
    double x = numbers.of(kx);
    double y = numbers.of(ky);
    double z = numbers.of(kz);
    double square = x * x + y * y + z * z;
    for (int part = 0; part < 2; part++) {
      double along = (x * all[part] + y * all[2 + part] + z * all[4 + part]) / square;
      b[part] = all[part] - along * x;
      b[2 + part] = all[2 + part] - along * y;
      b[4 + part] = all[4 + part] - along * z;
    }
  }

  /** Vectors across k, or for fast waves one number in the first component. */
  private void draw(double k, boolean fast, int[] wave, long seed, double[] b) {
    RandomStream random =
        RandomStream.of(seed, DerivativeWaveNumbers.index(wave[0], wave[1], wave[2]));
    double amplitude = Math.sqrt(bands.noise(k, fast));
    double[] g = new double[8];
    for (int i = 0; i < 8; i++) {
      g[i] = amplitude * random.gaussian();
    }
    if (fast) {
      b[0] = g[6];
      b[1] = g[7];
      return;
    }
    // three free components less the part along k leave two fair ones across it
    for (int part = 0; part < 2; part++) {
      double along = (wave[0] * g[part] + wave[1] * g[2 + part] + wave[2] * g[4 + part]) / (k * k);
      for (int c = 0; c < 3; c++) {
        b[2 * c + part] = g[2 * c + part] - along * wave[c];
      }
    }
  }
}
