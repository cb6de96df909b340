package larmor.sky;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** An angular power spectrum C_l [map unit squared], l = 0 … lmax. Immutable. */
public final class PowerSpectrum {
  private final double[] c;

  private PowerSpectrum(double[] c) {
    this.c = c;
  }

  /**
   * @param c Not modified. C_l from l = 0.
   */
  public static PowerSpectrum of(double[] c) {
    if (c.length == 0) {
      throw new IllegalArgumentException("a spectrum of 0 values has no C_0: give at least one");
    }
    return new PowerSpectrum(c.clone());
  }

  static PowerSpectrum wrap(double[] c) {
    return new PowerSpectrum(c);
  }

  /** Reads C_l from the first column of a FITS table, as healpy's write_cl leaves them. */
  public static PowerSpectrum read(Path file) throws IOException {
    return PowerSpectrumFile.read(file);
  }

  /** Writes C_l as a FITS table that healpy's read_cl reads, beside and renamed. */
  public void write(Path file) throws IOException {
    PowerSpectrumFile.write(this, file);
  }

  /** The spectrum of a full-sky map to l = 3 nside − 1, with 3 Jacobi iterations. */
  public static PowerSpectrum of(SkyMap map) {
    return SphericalHarmonics.of(map.nside()).power(map);
  }

  /**
   * The spectrum of a full-sky map, unsmoothed and with neither noise nor windows taken out.
   *
   * @param lmax at most 3 nside − 1; trustworthy to about 2 nside
   * @param iterations of Jacobi's method that correct the quadrature; 3 as in healpy
   */
  public static PowerSpectrum of(SkyMap map, int lmax, int iterations) {
    return SphericalHarmonics.of(map.nside(), lmax).withIterations(iterations).power(map);
  }

  public int lmax() {
    return c.length - 1;
  }

  /** C_l. */
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

  /** Mean of C_l from one multipole to another, both included, each weighing its 2l + 1. */
  public double mean(int from, int to) {
    if (from > to) {
      throw new IllegalArgumentException(
          "no multipole from " + from + " to " + to + ": give the lower one first");
    }
    double sum = 0;
    double weight = 0;
    for (int l = from; l <= to; l++) {
      sum += (2 * l + 1) * at(l);
      weight += 2 * l + 1;
    }
    return sum / weight;
  }

  /** A copy of C_l from l = 0. */
  public double[] values() {
    return c.clone();
  }

  /** l = 0 … lmax, for a chart's abscissa. */
  public double[] multipoles() {
    double[] l = new double[c.length];
    Arrays.setAll(l, i -> i);
    return l;
  }

  public PowerSpectrum times(double f) {
    return map((l, v) -> v * f);
  }

  public PowerSpectrum plus(PowerSpectrum o) {
    same(o);
    return map((l, v) -> v + o.c[l]);
  }

  public PowerSpectrum minus(PowerSpectrum o) {
    same(o);
    return map((l, v) -> v - o.c[l]);
  }

  /** Less a noise power that is the same at every l, such as 4π/N. */
  public PowerSpectrum minus(double noise) {
    return map((l, v) -> v - noise);
  }

  /** Cosmic variance: the scatter of C_l among full skies of this spectrum, √(2 / (2l + 1)) C_l. */
  public PowerSpectrum cosmicError() {
    return map((l, v) -> Math.sqrt(2 / (2 * l + 1.0)) * Math.max(0, v));
  }

  /**
   * The scatter of C_l from noise on one fixed full sky of this spectrum, √(2 (N² + 2 N C_l) / (2l
   * + 1)).
   *
   * @param noise power N, the same at every l, not part of this spectrum
   */
  public PowerSpectrum noiseError(double noise) {
    return map((l, v) -> Math.sqrt(2 * noise * (noise + 2 * Math.max(0, v)) / (2 * l + 1)));
  }

  /** The scatter of C_l from both, √(2 / (2l + 1)) (C_l + N). */
  public PowerSpectrum error(double noise) {
    return map((l, v) -> Math.sqrt(2 / (2 * l + 1.0)) * (Math.max(0, v) + noise));
  }

  /** What a sky of this spectrum shows through a window: C_l w_l². */
  public PowerSpectrum times(WindowFunction window) {
    return map((l, v) -> v * window.at(l) * window.at(l));
  }

  /** What a sky seen through a window was without it, C_l / w_l²; take noise out first. */
  public PowerSpectrum dividedBy(WindowFunction window) {
    return map((l, v) -> v / (window.at(l) * window.at(l)));
  }

  /** C_l / C_1. */
  public PowerSpectrum relativeToDipole() {
    if (lmax() < 1 || !(c[1] > 0)) {
      throw new IllegalArgumentException(
          "C_1 = "
              + (lmax() < 1 ? "none" : c[1])
              + " cannot normalise: give a spectrum with a dipole");
    }
    return times(1 / c[1]);
  }

  /** Amplitude of the dipole whose power is C_1, A = √(9 C_1 / 4π). */
  public double dipoleAmplitude() {
    return Math.sqrt(9 * at(1) / (4 * Math.PI));
  }

  /** Variance of the sky, Σ_{l ≥ 1} (2l + 1) C_l / 4π. */
  public double variance() {
    double sum = 0;
    for (int l = 1; l < c.length; l++) {
      sum += (2 * l + 1) * c[l];
    }
    return sum / (4 * Math.PI);
  }

  private interface Each {
    double apply(int l, double v);
  }

  private PowerSpectrum map(Each each) {
    double[] out = new double[c.length];
    for (int l = 0; l < c.length; l++) {
      out[l] = each.apply(l, c[l]);
    }
    return new PowerSpectrum(out);
  }

  private void same(PowerSpectrum o) {
    if (o.c.length != c.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "spectra to l = %d and l = %d do not combine: use one lmax",
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
