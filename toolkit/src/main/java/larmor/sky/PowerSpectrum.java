package larmor.sky;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.FiniteNumber;
import larmor.numeric.Given;

/** An angular power spectrum C_l, l = 0 … lmax [map unit squared]. Immutable. */
public final class PowerSpectrum {
  private final double[] c;

  private PowerSpectrum(double[] c) {
    this.c = c;
  }

  /**
   * Makes a spectrum from its values.
   *
   * @param c the values C_l from l = 0, at least one. Not modified.
   * @return the spectrum
   * @throws IllegalArgumentException if there is no value, or a value is not finite
   */
  public static PowerSpectrum of(double[] c) {
    Given.require(c, "the array of C_l", "new double[lmax + 1]");
    if (c.length == 0) {
      throw new IllegalArgumentException("a spectrum of 0 values has no C_0: give at least one");
    }
    for (int l = 0; l < c.length; l++) {
      if (!Double.isFinite(c[l])) {
        throw new IllegalArgumentException(
            "C_" + l + " = " + c[l] + " is not finite: give a finite number for each l");
      }
    }
    return new PowerSpectrum(c.clone());
  }

  /**
   * Makes a spectrum that uses the given array without copying it; the caller must not use the
   * array afterwards.
   */
  static PowerSpectrum wrap(double[] c) {
    return new PowerSpectrum(c);
  }

  /**
   * Reads a spectrum. A file whose name ends with .csv must hold comma-separated values with the
   * columns ell and C_l, from ell = 0. Any other file must be FITS, with C_l in the first column of
   * its first table, as healpy's write_cl writes it.
   *
   * @param file the file
   * @return the spectrum
   * @throws IOException if the file cannot be read or holds no spectrum
   */
  public static PowerSpectrum read(Path file) throws IOException {
    return PowerSpectrumFile.read(file);
  }

  /**
   * Writes the spectrum in the format that the end of the file name tells: .fits or .fits.gz for a
   * FITS table that healpy's read_cl reads, .csv for comma-separated values with the columns ell
   * and C_l.
   *
   * @param file file, which is replaced as a whole
   * @throws IOException if the file cannot be written
   * @throws IllegalArgumentException if the name of the file ends otherwise
   */
  public void write(Path file) throws IOException {
    PowerSpectrumFile.write(this, file);
  }

  /**
   * Computes the spectrum of a full-sky map to l = 3 nside − 1, with 3 Jacobi iterations.
   *
   * @param map map without empty pixels
   * @return the spectrum, not corrected for noise or windows; reliable to about l = 2 nside
   * @throws IllegalArgumentException if a pixel is empty
   */
  public static PowerSpectrum of(SkyMap map) {
    Given.require(map, "the map", "SkyMap.read(file)");
    return SphericalHarmonics.of(map.nside()).power(map);
  }

  /**
   * Computes the spectrum of a full-sky map.
   *
   * @param map map without empty pixels
   * @param lmax largest multipole, at most 3 nside − 1; reliable to about 2 nside
   * @param iterations number of Jacobi iterations that correct the quadrature; 3 as in healpy
   * @return the spectrum, not corrected for noise or windows
   * @throws IllegalArgumentException if a pixel is empty, {@code lmax} is outside 0 to 3 nside − 1
   *     or {@code iterations} outside 0 to 100
   */
  public static PowerSpectrum of(SkyMap map, int lmax, int iterations) {
    Given.require(map, "the map", "SkyMap.read(file)");
    return SphericalHarmonics.of(map.nside(), lmax).withIterations(iterations).power(map);
  }

  /** {@return the largest multipole} */
  public int lmax() {
    return c.length - 1;
  }

  /**
   * Returns C_l.
   *
   * @param l multipole, 0 to lmax
   * @return C_l
   * @throws IllegalArgumentException if {@code l} is outside 0 to lmax
   */
  public double at(int l) {
    if (l < 0 || l >= c.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "l = %d is outside the spectrum, 0 to %d: use a larger lmax",
              l,
              lmax()));
    }
    return c[l];
  }

  /**
   * Computes the mean C_l of a range of multipoles, in which each l has the weight 2l + 1.
   *
   * @param from first multipole, 0 or more
   * @param to last multipole of the range, included, at most lmax
   * @return the mean
   * @throws IllegalArgumentException unless 0 ≤ {@code from} ≤ {@code to} ≤ lmax
   */
  public double mean(int from, int to) {
    if (from > to) {
      throw new IllegalArgumentException(
          "there is no multipole from " + from + " to " + to + ": give the lower one first");
    }
    double sum = 0;
    double weight = 0;
    for (int l = from; l <= to; l++) {
      sum += (2 * l + 1) * at(l);
      weight += 2 * l + 1;
    }
    return sum / weight;
  }

  /** {@return a copy of C_l from l = 0} */
  public double[] values() {
    return c.clone();
  }

  /** {@return the multipoles l = 0 … lmax, for the abscissa of a chart} */
  public double[] multipoles() {
    double[] l = new double[c.length];
    Arrays.setAll(l, i -> i);
    return l;
  }

  /**
   * Returns this spectrum with each C_l multiplied by a number.
   *
   * @param f the factor
   * @return the products
   * @throws IllegalArgumentException if the factor is not finite
   */
  public PowerSpectrum times(double f) {
    FiniteNumber.require(f, "a factor", "");
    return map((l, v) -> v * f);
  }

  /**
   * Returns the sum of this spectrum and another spectrum.
   *
   * @param o of the same lmax
   * @return the sum
   * @throws IllegalArgumentException if {@code o} has another lmax
   */
  public PowerSpectrum plus(PowerSpectrum o) {
    requireSameLmax(o);
    return map((l, v) -> v + o.c[l]);
  }

  /**
   * Returns this spectrum minus another spectrum.
   *
   * @param o of the same lmax
   * @return the difference
   * @throws IllegalArgumentException if {@code o} has another lmax
   */
  public PowerSpectrum minus(PowerSpectrum o) {
    requireSameLmax(o);
    return map((l, v) -> v - o.c[l]);
  }

  /**
   * Returns this spectrum minus a noise power that is the same at every l.
   *
   * @param noise power, such as 4π/N
   * @return the difference
   * @throws IllegalArgumentException if the noise is not finite
   */
  public PowerSpectrum minus(double noise) {
    FiniteNumber.require(noise, "a noise power", "");
    return map((l, v) -> v - noise);
  }

  /**
   * Computes the standard deviation of C_l among full skies with this spectrum (cosmic variance),
   * √(2 / (2l + 1)) C_l.
   *
   * @return the error of each C_l
   */
  public PowerSpectrum cosmicError() {
    return map((l, v) -> Math.sqrt(2 / (2 * l + 1.0)) * Math.max(0, v));
  }

  /**
   * Computes the standard deviation of C_l that noise causes on one fixed full sky with this
   * spectrum, √(2 (N² + 2 N C_l) / (2l + 1)).
   *
   * @param noise power N, the same at every l and not part of this spectrum
   * @return the error of each C_l
   */
  public PowerSpectrum fixedSkyErrorForNoise(double noise) {
    return map((l, v) -> Math.sqrt(2 * noise * (noise + 2 * Math.max(0, v)) / (2 * l + 1)));
  }

  /**
   * Computes the standard deviation of C_l from cosmic variance and noise together, √(2 / (2l + 1))
   * (C_l + N).
   *
   * @param noise power N, the same at every l and not part of this spectrum
   * @return the error of each C_l
   */
  public PowerSpectrum totalErrorForNoise(double noise) {
    return map((l, v) -> Math.sqrt(2 / (2 * l + 1.0)) * (Math.max(0, v) + noise));
  }

  /**
   * Applies a window, such as a beam: C_l w_l².
   *
   * @param window the window, which must extend to this lmax or further
   * @return the spectrum of the sky seen through the window
   * @throws IllegalArgumentException if the window ends below lmax
   */
  public PowerSpectrum times(WindowFunction window) {
    Given.require(window, "the window", "WindowFunction.ofPixels(16, 47)");
    return map((l, v) -> v * window.at(l) * window.at(l));
  }

  /**
   * Corrects for a window, C_l / w_l². Noise on which the window did not act must be subtracted
   * before.
   *
   * @param window the window, which must extend to this lmax or further
   * @return the spectrum of the sky before the window
   * @throws IllegalArgumentException if the window ends below lmax
   */
  public PowerSpectrum dividedBy(WindowFunction window) {
    Given.require(window, "the window", "WindowFunction.ofPixels(16, 47)");
    return map((l, v) -> v / (window.at(l) * window.at(l)));
  }

  /**
   * Returns this spectrum divided by the power of the dipole.
   *
   * @return C_l / C_1
   * @throws IllegalArgumentException if C_1 is missing or not positive
   */
  public PowerSpectrum relativeToDipole() {
    if (lmax() < 1 || !(c[1] > 0)) {
      throw new IllegalArgumentException(
          "a spectrum cannot be divided by C_1 = "
              + (lmax() < 1 ? "none" : c[1])
              + ": give one with a positive dipole power");
    }
    return times(1 / c[1]);
  }

  /**
   * Scales the spectrum to an observed dipole, as López-Barquero et al. (2016) do in Figures 5 and
   * 6.
   *
   * @param power C_1 of the observed dipole, positive
   * @return the spectrum times the factor that makes its C_1 equal to this power
   * @throws IllegalArgumentException if C_1 is missing or not positive, or the power is not
   *     positive
   */
  public PowerSpectrum scaledToDipole(double power) {
    if (!(power > 0 && power < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the dipole power " + power + " is not positive and finite: give the observed C_1");
    }
    return relativeToDipole().times(power);
  }

  /**
   * Computes the amplitude of the dipole whose power is C_1, A = √(9 C_1 / 4π).
   *
   * @return the amplitude [map unit]
   * @throws IllegalArgumentException if the spectrum ends at l = 0
   */
  public double dipoleAmplitude() {
    return Math.sqrt(9 * at(1) / (4 * Math.PI));
  }

  /** {@return the variance of the sky, Σ (2l + 1) C_l / 4π from l = 1} */
  public double variance() {
    double sum = 0;
    for (int l = 1; l < c.length; l++) {
      sum += (2 * l + 1) * c[l];
    }
    return sum / (4 * Math.PI);
  }

  /** A function of a multipole l and its power C_l. */
  private interface Term {
    double apply(int l, double c);
  }

  private PowerSpectrum map(Term term) {
    double[] out = new double[c.length];
    for (int l = 0; l < c.length; l++) {
      out[l] = term.apply(l, c[l]);
    }
    return new PowerSpectrum(out);
  }

  private void requireSameLmax(PowerSpectrum o) {
    Given.require(o, "the other spectrum", "PowerSpectrum.of(map)");
    if (o.c.length != c.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "spectra to l = %d and l = %d cannot be combined: use one lmax",
              lmax(),
              o.lmax()));
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof PowerSpectrum s && Arrays.equals(c, s.c);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(c);
  }

  @Override
  public String toString() {
    StringBuilder s = new StringBuilder();
    for (int l = 1; l <= Math.min(3, lmax()); l++) {
      s.append(String.format(Locale.ROOT, "C_%d = %.3g, ", l, c[l]));
    }
    return String.format(
        Locale.ROOT, "C_l to l = %d: %srms %.3g", lmax(), s, Math.sqrt(variance()));
  }
}
