package larmor.sky;

import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.FiniteNumber;
import larmor.numeric.Given;
import larmor.numeric.Memory;
import larmor.numeric.Vec3;

/**
 * Spherical-harmonic coefficients a_lm of a real map, 0 ≤ m ≤ l ≤ lmax, for orthonormal harmonics
 * with the Condon–Shortley phase; a_l,−m = (−1)^m a*_lm. In arrays m is the slowest index, as in
 * healpy: a_lm is at index m(2 lmax + 1 − m)/2 + l. Immutable.
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
   * Makes coefficients from arrays in healpy's order.
   *
   * @param lmax largest multipole
   * @param re real parts, (lmax + 1)(lmax + 2)/2 of them. Not modified.
   * @param im imaginary parts, the same number. Not modified.
   * @return the coefficients
   * @throws IllegalArgumentException if an array has another length, or {@link #size} refuses lmax
   */
  public static Alm of(int lmax, double[] re, double[] im) {
    Given.require(re, "the array of real parts", "new double[Alm.size(lmax)]");
    Given.require(im, "the array of imaginary parts", "new double[Alm.size(lmax)]");
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
    for (int i = 0; i < size; i++) {
      FiniteNumber.require(re[i], "a real part", "");
      FiniteNumber.require(im[i], "an imaginary part", "");
    }
    return new Alm(lmax, re.clone(), im.clone());
  }

  /**
   * Makes coefficients that are zero except at one (l, m).
   *
   * @param lmax largest multipole
   * @param l multipole of the coefficient that is not zero
   * @param m order of this coefficient, 0 to l
   * @param re real part of this coefficient
   * @param im imaginary part of this coefficient
   * @return the coefficients
   * @throws IllegalArgumentException unless 0 ≤ m ≤ l ≤ lmax
   */
  public static Alm ofHarmonic(int lmax, int l, int m, double re, double im) {
    FiniteNumber.require(re, "a real part", "");
    FiniteNumber.require(im, "an imaginary part", "");
    Memory.require("a_lm to l = " + lmax, 16L * size(lmax), "use a smaller lmax");
    Alm alm = new Alm(lmax, new double[size(lmax)], new double[size(lmax)]);
    int i = alm.checkedIndex(l, m);
    alm.re[i] = re;
    alm.im[i] = im;
    return alm;
  }

  /**
   * Counts the coefficients up to a multipole.
   *
   * @param lmax largest multipole, 0 to 24576
   * @return (lmax + 1)(lmax + 2)/2
   * @throws IllegalArgumentException if {@code lmax} is outside 0 to 24576
   */
  public static int size(int lmax) {
    if (lmax < 0 || lmax > 3 * Healpix.LARGEST) {
      throw new IllegalArgumentException(
          "lmax "
              + lmax
              + " is outside 0 to "
              + 3 * Healpix.LARGEST
              + ": use a value such as 3 nside - 1");
    }
    return (lmax + 1) * (lmax + 2) / 2;
  }

  /** Returns the index of a_lm in the arrays without checking l and m. */
  static int index(int lmax, int l, int m) {
    return m * (2 * lmax + 1 - m) / 2 + l;
  }

  /**
   * Makes coefficients that use the given arrays without copying them; the caller must not use the
   * arrays afterwards.
   */
  static Alm wrap(int lmax, double[] re, double[] im) {
    return new Alm(lmax, re, im);
  }

  double[] realParts() {
    return re;
  }

  double[] imaginaryParts() {
    return im;
  }

  /** {@return the largest multipole} */
  public int lmax() {
    return lmax;
  }

  /**
   * Returns the real part of a_lm.
   *
   * @param l multipole, 0 to lmax
   * @param m order, 0 to l
   * @return Re a_lm
   * @throws IllegalArgumentException unless 0 ≤ m ≤ l ≤ lmax
   */
  public double re(int l, int m) {
    return re[checkedIndex(l, m)];
  }

  /**
   * Returns the imaginary part of a_lm.
   *
   * @param l multipole, 0 to lmax
   * @param m order, 0 to l
   * @return Im a_lm
   * @throws IllegalArgumentException unless 0 ≤ m ≤ l ≤ lmax
   */
  public double im(int l, int m) {
    return im[checkedIndex(l, m)];
  }

  /**
   * Returns the sum of these coefficients and others.
   *
   * @param o the other coefficients, of the same lmax
   * @return the sum
   * @throws IllegalArgumentException if {@code o} has another lmax
   */
  public Alm plus(Alm o) {
    return combine(o, 1);
  }

  /**
   * Returns these coefficients minus others.
   *
   * @param o the other coefficients, of the same lmax
   * @return the difference
   * @throws IllegalArgumentException if {@code o} has another lmax
   */
  public Alm minus(Alm o) {
    return combine(o, -1);
  }

  /**
   * Returns these coefficients multiplied by a number.
   *
   * @param f the factor
   * @return the products
   */
  public Alm times(double f) {
    FiniteNumber.require(f, "a factor", "");
    return new Alm(
        lmax,
        Arrays.stream(re).map(v -> v * f).toArray(),
        Arrays.stream(im).map(v -> v * f).toArray());
  }

  /**
   * Multiplies each a_lm by the window's value at l, as a beam does.
   *
   * @param window the window, which must extend to this lmax or further
   * @return the products
   * @throws IllegalArgumentException if the window ends below lmax
   */
  public Alm times(WindowFunction window) {
    Given.require(window, "the window", "WindowFunction.ofPixels(16, 47)");
    double[] r = re.clone();
    double[] i = im.clone();
    for (int m = 0; m <= lmax; m++) {
      for (int l = m; l <= lmax; l++) {
        int k = index(lmax, l, m);
        r[k] *= window.at(l);
        i[k] *= window.at(l);
      }
    }
    return new Alm(lmax, r, i);
  }

  /**
   * Rotates coefficients along a frame's axes to equatorial coordinates, exactly.
   *
   * @param frame the axes that these coefficients refer to
   * @return the coefficients of the same sky in equatorial coordinates
   */
  public Alm toEquatorial(SkyFrame frame) {
    Given.require(frame, "the frame", "SkyFrame.box()");
    return WignerRotation.rotated(this, frame.x(), frame.y(), frame.z());
  }

  /**
   * Rotates coefficients in equatorial coordinates to a frame's axes, exactly.
   *
   * @param frame the axes that the result refers to
   * @return the coefficients of the same sky along the frame's axes
   */
  public Alm toBox(SkyFrame frame) {
    Given.require(frame, "the frame", "SkyFrame.box()");
    return WignerRotation.rotated(
        this, frame.toBox(Vec3.X), frame.toBox(Vec3.Y), frame.toBox(Vec3.Z));
  }

  /**
   * Computes the angular power spectrum C_l = Σ_m |a_lm|² / (2l + 1), m from −l to l.
   *
   * @return the spectrum [map unit squared]
   */
  public PowerSpectrum power() {
    return cross(this);
  }

  /**
   * Computes the cross power spectrum Σ_m Re(a_lm b*_lm) / (2l + 1) of two skies. It has no noise
   * bias if their noise is independent.
   *
   * @param o the other sky, of the same lmax
   * @return the cross power [map unit squared]
   * @throws IllegalArgumentException if {@code o} has another lmax
   */
  public PowerSpectrum cross(Alm o) {
    requireSameLmax(o);
    double[] c = new double[lmax + 1];
    cross(lmax, re, im, o.re, o.im, c);
    return PowerSpectrum.wrap(c);
  }

  /**
   * Computes the cross power of two sets of coefficients.
   *
   * @param c Modified. The cross power, lmax + 1 values.
   */
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

  /**
   * Computes the power of the part of the sky that depends only on the angle to an axis: |a_l0|² /
   * (2l + 1), where a_l0 refers to the axis as pole. It is at most {@link #power}; for a sky
   * without a preferred axis it is on average the fraction 1/(2l + 1) of that power.
   *
   * @param axis vector along the axis, of any length but zero, in the coordinates of these
   *     coefficients
   * @return the power of m = 0 about the axis [map unit squared]
   */
  public PowerSpectrum axialPower(Vec3 axis) {
    Given.require(axis, "the axis", "Vec3.X");
    Vec3 z = axis.unit();
    Vec3 x = z.cross(Math.abs(z.x()) < 0.6 ? Vec3.X : Vec3.Y).unit();
    Alm turned = toBox(new SkyFrame(x, z.cross(x), z));
    double[] c = new double[lmax + 1];
    for (int l = 0; l <= lmax; l++) {
      c[l] = turned.re[l] * turned.re[l] / (2 * l + 1);
    }
    return PowerSpectrum.wrap(c);
  }

  private Alm combine(Alm o, double sign) {
    requireSameLmax(o);
    double[] r = re.clone();
    double[] i = im.clone();
    for (int k = 0; k < r.length; k++) {
      r[k] += sign * o.re[k];
      i[k] += sign * o.im[k];
    }
    return new Alm(lmax, r, i);
  }

  private void requireSameLmax(Alm o) {
    Given.require(o, "the other set of a_lm", "SphericalHarmonics.of(16).alm(map)");
    if (o.lmax != lmax) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "coefficients to l = %d and to l = %d cannot be combined: use one lmax",
              lmax,
              o.lmax));
    }
  }

  private int checkedIndex(int l, int m) {
    if (l < 0 || l > lmax || m < 0 || m > l) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "there is no a_lm at l = %d, m = %d: use 0 ≤ m ≤ l ≤ %d", l, m, lmax));
    }
    return index(lmax, l, m);
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
