package larmor.turbulence;

import larmor.field.MagneticField;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The power spectrum of a field along straight lines, with or without a grid: F(k), all components
 * together, whose integral over k > 0 is the mean square of the fluctuations. For isotropic
 * turbulence F(k) = ∫ E(q)/q dq from k on, E with the same integral. Each octave is measured on its
 * own segments, 16 to 32 waves long, under Hann's window, 512 points each; what aliases from beyond
 * adds 1 % in a k^(-5/3) spectrum.
 *
 * @param k wave numbers, one an octave, the geometric middle [1/m]
 * @param power F [T² m]
 * @param error of the power, from the scatter of the lines [T² m]
 */
public record LineSpectrum(double[] k, double[] power, double[] error) {
  private static final int POINTS = 512;
  private static final int FIRST = 16;

  /** Waves on a segment where an octave begins and ends; for averages of an expected spectrum. */
  static double[] bins(double k) {
    double[] bins = new double[FIRST];
    for (int m = 0; m < FIRST; m++) {
      bins[m] = k / Math.sqrt(2) * (FIRST + m) / FIRST;
    }
    return bins;
  }

  /**
   * @param longest wavelength where the first octave begins [m]
   * @param lines for each octave, of random place and direction within {@code extent} [m]
   */
  public static LineSpectrum of(
      MagneticField field, double longest, int octaves, int lines, double extent, long seed) {
    double[] k = new double[octaves];
    double[] power = new double[octaves];
    double[] error = new double[octaves];
    for (int o = 0; o < octaves; o++) {
      double begin = 2 * Math.PI / longest * (1L << o);
      double length = 2 * Math.PI * FIRST / begin;
      double[] of = new double[lines];
      long octaveSeed = seed + o;
      Workers.all()
          .forEach(lines, i -> of[i] = line(field, length, extent, RandomStream.of(octaveSeed, i)));
      double sum = 0;
      double squares = 0;
      for (double p : of) {
        sum += p;
        squares += p * p;
      }
      k[o] = begin * Math.sqrt(2);
      power[o] = sum / lines;
      error[o] =
          Math.sqrt(Math.max(0, squares / lines - power[o] * power[o]) / Math.max(1, lines - 1));
    }
    return new LineSpectrum(k, power, error);
  }

  private static double line(
      MagneticField field, double length, double extent, RandomStream random) {
    Vec3 start =
        new Vec3(random.uniform() - 0.5, random.uniform() - 0.5, random.uniform() - 0.5)
            .times(extent);
    Vec3 step = random.direction().times(length / POINTS);
    double[][] values = new double[3][POINTS];
    double[] b = new double[3];
    double[] mean = new double[3];
    for (int p = 0; p < POINTS; p++) {
      Vec3 r = start.plus(step.times(p));
      field.at(r.x(), r.y(), r.z(), b);
      for (int c = 0; c < 3; c++) {
        values[c][p] = b[c];
        mean[c] += b[c] / POINTS;
      }
    }
    DoubleFFT_1D fft = new DoubleFFT_1D(POINTS);
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      for (int p = 0; p < POINTS; p++) {
        double window = 1 - Math.cos(2 * Math.PI * p / POINTS);
        values[c][p] = (values[c][p] - mean[c]) * window;
      }
      fft.realForward(values[c]);
      for (int m = FIRST; m < 2 * FIRST; m++) {
        double re = values[c][2 * m];
        double im = values[c][2 * m + 1];
        sum += re * re + im * im;
      }
    }
    // Hann's window has the mean square 3/2 here; one side of the spectrum; dk = 2π/length
    double scale = 2 / (1.5 * (double) POINTS * POINTS) * length / (2 * Math.PI);
    return scale * sum / FIRST;
  }

  /**
   * The same average for an isotropic spectrum E(k) ∝ k⁻ˢ from {@code longest} to {@code shortest}
   * wavelengths.
   *
   * @param fluctuation its rms [T]
   * @return F at {@link #k()} [T² m]
   */
  public double[] powerLaw(double slope, double longest, double shortest, double fluctuation) {
    double low = 2 * Math.PI / longest;
    double high = 2 * Math.PI / shortest;
    double norm =
        fluctuation
            * fluctuation
            * (slope - 1)
            / (Math.pow(low, 1 - slope) - Math.pow(high, 1 - slope));
    double[] expected = new double[k.length];
    for (int o = 0; o < k.length; o++) {
      for (double q : bins(k[o])) {
        double from = Math.max(q, low);
        if (from < high) {
          expected[o] += norm / slope * (Math.pow(from, -slope) - Math.pow(high, -slope)) / FIRST;
        }
      }
    }
    return expected;
  }
}
