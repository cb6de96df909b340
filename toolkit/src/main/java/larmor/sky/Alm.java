package larmor.sky;

import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.Vec3;

/**
 * Spherical-harmonic coefficients a_lm of a real map, 0 ≤ m ≤ l ≤ lmax, for orthonormal harmonics
 * with the Condon–Shortley phase; a_l,−m = (−1)^m a*_lm. Stored with m slowest, as healpy does: the
 * place of (l, m) is m(2 lmax + 1 − m)/2 + l. Immutable.
 */
public final class Alm {
  private final int lmax;
  private final double[] re;
  private final double[] im;

  private Alm(int lmax, double[] re, double[] im) {
    this.lmax = lmax;
    this.re = re;
    this.im = im;
  }

  /**
   * @param re Not modified. Real parts, (lmax + 1)(lmax + 2)/2 of them.
   * @param im Not modified. Imaginary parts, as many.
   */
  public static Alm of(int lmax, double[] re, double[] im) {
    int size = size(lmax);
    if (re.length != size || im.length != size) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d real and %d imaginary parts do not fit lmax %d: give %d of each",
              re.length,
              im.length,
              lmax,
              size));
    }
    return new Alm(lmax, re.clone(), im.clone());
  }

  /** The coefficients of one real harmonic: value a_lm at (l, m), zero elsewhere. */
  public static Alm single(int lmax, int l, int m, double re, double im) {
    Alm alm = new Alm(lmax, new double[size(lmax)], new double[size(lmax)]);
    int i = alm.place(l, m);
    alm.re[i] = re;
    alm.im[i] = im;
    return alm;
  }

  /** How many coefficients there are up to lmax. */
  public static int size(int lmax) {
    if (lmax < 0 || lmax > 3 * Healpix.LARGEST) {
      throw new IllegalArgumentException(
          "lmax " + lmax + " is outside 0 to " + 3 * Healpix.LARGEST + ": use 3 nside - 1, say");
    }
    return (lmax + 1) * (lmax + 2) / 2;
  }

  /** Wraps arrays that nobody else keeps. */
  static Alm wrap(int lmax, double[] re, double[] im) {
    return new Alm(lmax, re, im);
  }

  double[] realParts() {
    return re;
  }

  double[] imaginaryParts() {
    return im;
  }

  public int lmax() {
    return lmax;
  }

  public double re(int l, int m) {
    return re[place(l, m)];
  }

  public double im(int l, int m) {
    return im[place(l, m)];
  }

  public Alm plus(Alm o) {
    return combine(o, 1);
  }

  public Alm minus(Alm o) {
    return combine(o, -1);
  }

  /** Each a_lm times f. */
  public Alm times(double f) {
    return new Alm(
        lmax,
        Arrays.stream(re).map(v -> v * f).toArray(),
        Arrays.stream(im).map(v -> v * f).toArray());
  }

  /** Each a_lm times the window's value at l. */
  public Alm times(WindowFunction window) {
    double[] r = re.clone();
    double[] i = im.clone();
    for (int m = 0; m <= lmax; m++) {
      for (int l = m; l <= lmax; l++) {
        int k = place(l, m);
        r[k] *= window.at(l);
        i[k] *= window.at(l);
      }
    }
    return new Alm(lmax, r, i);
  }

  /** The coefficients in equatorial coordinates of a sky given along a frame's axes. */
  public Alm toEquatorial(SkyFrame frame) {
    return WignerRotation.turned(this, frame.x(), frame.y(), frame.z());
  }

  /** The coefficients along a frame's axes of a sky given in equatorial coordinates. */
  public Alm toBox(SkyFrame frame) {
    return WignerRotation.turned(
        this, frame.toBox(Vec3.X), frame.toBox(Vec3.Y), frame.toBox(Vec3.Z));
  }

  /** C_l = Σ_m |a_lm|² / (2l + 1). */
  public PowerSpectrum power() {
    return cross(this);
  }

  /**
   * Cross power Σ_m Re(a_lm b*_lm) / (2l + 1) with another sky: free of noise bias if their noise
   * is independent.
   */
  public PowerSpectrum cross(Alm o) {
    same(o);
    double[] c = new double[lmax + 1];
    cross(lmax, re, im, o.re, o.im, c);
    return PowerSpectrum.wrap(c);
  }

  /** Writes the cross power of two sets of coefficients to {@code c}, lmax + 1 long. */
  static void cross(int lmax, double[] re, double[] im, double[] re2, double[] im2, double[] c) {
    int i = 0;
    for (int l = 0; l <= lmax; l++, i++) {
      c[l] = re[i] * re2[i];
    }
    for (int m = 1; m <= lmax; m++) {
      for (int l = m; l <= lmax; l++, i++) {
        c[l] += 2 * (re[i] * re2[i] + im[i] * im2[i]);
      }
    }
    for (int l = 0; l <= lmax; l++) {
      c[l] /= 2 * l + 1;
    }
  }

  private Alm combine(Alm o, double sign) {
    same(o);
    double[] r = re.clone();
    double[] i = im.clone();
    for (int k = 0; k < r.length; k++) {
      r[k] += sign * o.re[k];
      i[k] += sign * o.im[k];
    }
    return new Alm(lmax, r, i);
  }

  private void same(Alm o) {
    if (o.lmax != lmax) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "coefficients to l = %d and to l = %d do not combine: use one lmax",
              lmax,
              o.lmax));
    }
  }

  private int place(int l, int m) {
    if (l < 0 || l > lmax || m < 0 || m > l) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "no a_lm at l = %d, m = %d: use 0 ≤ m ≤ l ≤ %d", l, m, lmax));
    }
    return m * (2 * lmax + 1 - m) / 2 + l;
  }

  @Override
  public String toString() {
    PowerSpectrum power = power();
    return String.format(
        Locale.ROOT,
        "a_lm to l = %d: a_00 = %.3g, rms fluctuation %.3g",
        lmax,
        re[0],
        Math.sqrt(power.variance()));
  }
}
