package larmor.turbulence;

import java.util.Locale;
import larmor.field.MagneticField;
import larmor.numeric.FiniteNumber;
import larmor.numeric.Given;
import larmor.numeric.Memory;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.units.Units;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The one-dimensional power spectrum of a field, measured along straight lines, so that no grid is
 * needed. F(k) is the sum over the components of the field, and its integral over k > 0 is the mean
 * square of the fluctuations. For isotropic turbulence F(k) = ∫ E(q)/q dq from k to infinity, where
 * E(q) has the same integral. Each octave is measured on segments of 16 to 32 of its wavelengths
 * with 512 points and a Hann window. Aliasing adds 1 % in a k^(-5/3) spectrum.
 *
 * @param k wave number at the geometric middle of each octave [1/m]
 * @param power F of each octave [T² m]
 * @param error standard error of the power, from the variance between the lines [T² m]
 */
public record OneDimensionalSpectrum(double[] k, double[] power, double[] error) {
  private static final int POINTS = 512;

  /**
   * Makes a spectrum from its octaves.
   *
   * @param k wave number at the geometric middle of each octave [1/m]
   * @param power F of each octave [T² m]
   * @param error standard error of the power [T² m]
   */
  public OneDimensionalSpectrum {
    Given.require(k, "the array of wave numbers", "new double[] {1 / pc}");
    Given.require(power, "the array of powers", "new double[k.length]");
    Given.require(error, "the array of errors", "new double[k.length]");
  }

  /** The number of wavelengths on a segment at the lower edge of its octave. */
  private static final int FIRST = 16;

  /**
   * The random straight lines of a measurement.
   *
   * @param count number of lines for each octave
   * @param extent side of the cube about the origin in which the lines start [m]
   * @param seed seed of the positions and directions of the lines
   */
  public record Lines(int count, double extent, long seed) {}

  /** Returns the wave numbers over which the power in the octave about k is averaged. */
  static double[] bins(double k) {
    double[] bins = new double[FIRST];
    for (int m = 0; m < FIRST; m++) {
      bins[m] = k / Math.sqrt(2) * (FIRST + m) / FIRST;
    }
    return bins;
  }

  /**
   * Measures the spectrum of a field.
   *
   * @param field field to measure
   * @param longest wavelength at the lower edge of the first octave [m]
   * @param octaves number of octaves
   * @param lines lines along which the field is measured
   * @return the spectrum
   * @throws IllegalArgumentException if the number of octaves is outside 1 to 30, the wavelength is
   *     not positive or there are fewer than two lines
   */
  public static OneDimensionalSpectrum of(
      MagneticField field, double longest, int octaves, Lines lines) {
    Given.require(field, "the magnetic field", "a CubicSplineField");
    Given.require(lines, "the choice of lines", "new OneDimensionalSpectrum.Lines(100, side, 1)");
    FiniteNumber.require(longest, "a longest wavelength", " m");
    FiniteNumber.require(lines.extent, "an extent of the lines", " m");
    if (octaves < 1 || octaves > 30 || !(longest > 0) || lines.count < 2) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a spectrum over %d octaves from %.3g pc along %d lines cannot be measured: give 1 to 30"
                  + " octaves, a positive wavelength and two lines or more",
              octaves,
              longest / Units.pc,
              lines.count));
    }
    Memory.require(
        lines.count + " lines of a spectrum", 8L * octaves * lines.count, "use fewer lines");
    double[] k = new double[octaves];
    double[] power = new double[octaves];
    double[] error = new double[octaves];
    for (int o = 0; o < octaves; o++) {
      double begin = 2 * Math.PI / longest * (1L << o);
      double length = 2 * Math.PI * FIRST / begin;
      double[] powers = new double[lines.count];
      long seed = lines.seed + o;
      Workers.all()
          .forEach(
              lines.count,
              i -> powers[i] = power(field, length, lines.extent, RandomStream.of(seed, i)));
      double sum = 0;
      double squares = 0;
      for (double p : powers) {
        sum += p;
        squares += p * p;
      }
      k[o] = begin * Math.sqrt(2);
      power[o] = sum / lines.count;
      error[o] =
          Math.sqrt(
              Math.max(0, squares / lines.count - power[o] * power[o])
                  / Math.max(1, lines.count - 1));
    }
    return new OneDimensionalSpectrum(k, power, error);
  }

  /** Measures the mean power in the octave on one segment. */
  private static double power(
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
    // the Hann window 1 - cos has the mean square 3/2; one-sided spectrum; dk = 2π/length
    double scale = 2 / (1.5 * (double) POINTS * POINTS) * length / (2 * Math.PI);
    return scale * sum / FIRST;
  }

  /**
   * Computes the spectrum of isotropic turbulence with E(k) ∝ k⁻ˢ, averaged over the same octaves.
   *
   * @param slope slope s, not equal to 1
   * @param longest longest wavelength [m]
   * @param shortest shortest wavelength [m]
   * @param fluctuation rms of the field without its mean [T]
   * @return F at {@link #k()} [T² m]
   */
  public double[] powerLaw(double slope, double longest, double shortest, double fluctuation) {
    FiniteNumber.require(slope, "a slope", "");
    FiniteNumber.require(longest, "a longest wavelength", " m");
    FiniteNumber.require(shortest, "a shortest wavelength", " m");
    FiniteNumber.require(fluctuation, "a fluctuation", " T");
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
