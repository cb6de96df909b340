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
 * Goldreich–Sridhar turbulence with eddies elongated along the local field, built band by band from
 * long to short waves ({@link LocalTurbulenceBands}). The waves of a band start as isotropic noise,
 * which is averaged along the field lines of the mean field and all longer waves. The component of
 * the average perpendicular to the field gives the Alfvén waves, and the component along the field
 * gives the slow waves. The fast waves are isotropic scalar noise times the unit vector along the
 * field. Each band is projected to ∇·B = 0 and scaled to its energy. Where neighbouring field lines
 * diverge within λ∥, the average produces shorter waves than those of the band; waves shorter than
 * the shortest one of the spectrum are removed.
 */
final class LocalTurbulence {
  private final TurbulenceSpectrum spectrum;
  private final int points;
  private final ModifiedWaveNumbers derivatives;
  private final boolean straight;
  private final LocalTurbulenceBands bands;

  private LocalTurbulence(
      TurbulenceSpectrum spectrum,
      int points,
      ModifiedWaveNumbers derivatives,
      boolean straight,
      LocalTurbulenceBands bands) {
    this.spectrum = spectrum;
    this.points = points;
    this.derivatives = derivatives;
    this.straight = straight;
    this.bands = bands;
  }

  /**
   * Makes turbulence with a given spectrum.
   *
   * @param points number of points a side of the cube
   * @param derivatives wave numbers from which the divergence is computed
   */
  static LocalTurbulence of(
      TurbulenceSpectrum spectrum, int points, ModifiedWaveNumbers derivatives) {
    return new LocalTurbulence(
        spectrum, points, derivatives, false, new LocalTurbulenceBands(spectrum, points));
  }

  /**
   * Returns turbulence made from the same noise, averaged along straight lines along x, for
   * comparison.
   */
  LocalTurbulence straight() {
    return new LocalTurbulence(spectrum, points, derivatives, true, bands);
  }

  /** Returns the power of an Alfvén or slow wave where the field is straight and along x. */
  double power(int kx, int ky, int kz) {
    return bands.power(kx, ky, kz);
  }

  /** Returns one realisation with mean field 1 along x. */
  FieldCube cube(long seed) {
    FieldModes modes = null;
    for (int m = 0; m < bands.count(); m++) {
      modes = withBand(m, modes, seed);
    }
    FieldModes all = modes;
    return FourierCube.of(
        points, (kx, ky, kz, b) -> add(all, kx, ky, kz, 1, b), spectrum.fluctuation(), Vec3.X);
  }

  /** Adds the waves of band m to those of all earlier bands, which are null for the first band. */
  private FieldModes withBand(int m, FieldModes before, long seed) {
    int n = grid(m);
    MagneticField lines =
        before == null || straight
            ? new UniformField(Vec3.X)
            : CubicSplineField.of(resized(before, n).cube(), cells(n));
    FieldModes alfven = modes(m, n, lines, seed, false);
    FieldModes fast = bands.fast(m) == 0 ? null : modes(m, n, lines, seed, true);
    double alfvenFactor = factor(alfven, bands.alfvenic(m));
    double fastFactor = fast == null ? 0 : factor(fast, bands.fast(m));
    return FieldModes.of(
        n,
        Vec3.X,
        (kx, ky, kz, b) -> {
          add(before, kx, ky, kz, 1, b);
          add(alfven, kx, ky, kz, alfvenFactor, b);
          add(fast, kx, ky, kz, fastFactor, b);
        });
  }

  /** Returns the scale with lengths in cells and the field in units of the cube. */
  private static CubeScale cells(int n) {
    return CubeScale.ofSide(n).withFieldUnit(1);
  }

  /** Returns the factor by which waves must be multiplied to have a given fraction of δB². */
  private double factor(FieldModes modes, double fraction) {
    double found = 2 * FieldSpectrum.of(modes).total();
    return found == 0 ? 0 : spectrum.fluctuation() * Math.sqrt(fraction / found);
  }

  /**
   * Adds a wave times a factor to b. Adds nothing if there are no modes or the grid does not
   * contain the wave.
   */
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

  /** Returns the same waves on a grid of n points a side. */
  private static FieldModes resized(FieldModes modes, int n) {
    return modes.points() == n
        ? modes
        : FieldModes.of(n, Vec3.X, (kx, ky, kz, b) -> add(modes, kx, ky, kz, 1, b));
  }

  /**
   * Returns the number of points a side of the grid for band m: an even number with the prime
   * factors 2, 3 and 5 that gives the shortest wave of the band at least four points, but at most
   * that of the cube.
   */
  private int grid(int m) {
    int n = Math.max(16, (int) Math.ceil(4 * bands.upperEdge(m)));
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

  /**
   * Computes the waves of band m on a grid of n points a side: draws the noise, averages it along
   * field lines, and removes the divergence. The waves are not scaled to their energy yet.
   */
  private FieldModes modes(int m, int n, MagneticField lines, long seed, boolean fast) {
    FieldModes drawn =
        FieldModes.of(
            n,
            new Vec3(0, 0, 0),
            (kx, ky, kz, b) -> {
              double square = (double) kx * kx + (double) ky * ky + (double) kz * kz;
              if (bands.contains(square) && bands.band(square) == m) {
                draw(Math.sqrt(square), fast, new int[] {kx, ky, kz}, seed, b);
              }
            });
    CubicSplineField noise = CubicSplineField.of(drawn.cube(), cells(n));
    double step = 0.5 * n / bands.upperEdge(m);
    MagneticField along =
        fast
            ? (x, y, z, b) -> scalarAlong(lines, noise, x, y, z, b)
            : new FieldLineAverage(
                lines, noise, step, bands.weights(m), bands.across(m), bands.along(m));
    FieldModes modes = FieldModes.of(FieldCube.of(along, n, cells(n)));
    return FieldModes.of(n, new Vec3(0, 0, 0), (kx, ky, kz, b) -> across(modes, kx, ky, kz, b));
  }

  /** Writes the first component of the noise times the unit vector along the field to b. */
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

  /**
   * Writes the component of a wave perpendicular to k to b. Writes nothing if the wave is outside
   * the spectrum.
   */
  private void across(FieldModes modes, int kx, int ky, int kz, double[] b) {
    if (!bands.contains((double) kx * kx + (double) ky * ky + (double) kz * kz)) {
      return;
    }
    double[] all = modes.at(kx, ky, kz);
    double x = derivatives.of(kx);
    double y = derivatives.of(ky);
    double z = derivatives.of(kz);
    double square = x * x + y * y + z * z;
    for (int half = 0; half < 2; half++) {
      double along = (x * all[half] + y * all[2 + half] + z * all[4 + half]) / square;
      b[half] = all[half] - along * x;
      b[2 + half] = all[2 + half] - along * y;
      b[4 + half] = all[4 + half] - along * z;
    }
  }

  /**
   * Draws a random vector perpendicular to k, or for fast waves a random scalar in the first
   * component.
   */
  private void draw(double k, boolean fast, int[] wave, long seed, double[] b) {
    RandomStream random = RandomStream.of(seed, GridTurbulence.stream(wave[0], wave[1], wave[2]));
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
    // the vector has three independent Gaussian components; removing the one along k leaves two
    // equal ones
    // perpendicular to k
    for (int half = 0; half < 2; half++) {
      double along = (wave[0] * g[half] + wave[1] * g[2 + half] + wave[2] * g[4 + half]) / (k * k);
      for (int c = 0; c < 3; c++) {
        b[2 * c + half] = g[2 * c + half] - along * wave[c];
      }
    }
  }
}
