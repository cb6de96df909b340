package larmor.sky;

import java.util.Locale;
import larmor.numeric.RandomStream;
import larmor.numeric.Workers;

/**
 * Transforms between full-sky maps and harmonic coefficients. Maps become coefficients by
 * quadrature with equal weights, corrected by Jacobi iterations as in healpy (Górski et al. 2005,
 * section 5), or with weights of rings or pixels. Immutable; one object serves many maps and
 * threads. The same bits on any number of threads.
 */
public final class SphericalHarmonics {
  private final HarmonicPlan plan;
  private final double[] weights;
  private final int iterations;
  private final Workers workers;

  private SphericalHarmonics(HarmonicPlan plan, double[] weights, int iterations, Workers workers) {
    this.plan = plan;
    this.weights = weights;
    this.iterations = iterations;
    this.workers = workers;
  }

  /** To lmax = 3 nside − 1, with 3 iterations. */
  public static SphericalHarmonics of(int nside) {
    return of(nside, 3 * nside - 1);
  }

  /**
   * @param lmax at most 3 nside − 1
   */
  public static SphericalHarmonics of(int nside, int lmax) {
    Healpix grid = Healpix.of(nside);
    if (lmax < 0 || lmax > 3 * nside - 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "lmax %d is outside 0 to 3 nside - 1 = %d: lower it or use a finer map",
              lmax,
              3 * nside - 1));
    }
    if (nside > 2048) {
      throw new IllegalArgumentException(
          "harmonics of nside " + nside + " need more than 2^31 numbers: use nside 2048 or less");
    }
    return new SphericalHarmonics(new HarmonicPlan(grid, lmax), null, 3, Workers.all());
  }

  /**
   * @param iterations 0 for the plain quadrature; each takes the error down about tenfold
   */
  public SphericalHarmonics withIterations(int iterations) {
    if (iterations < 0 || iterations > 100) {
      throw new IllegalArgumentException(
          iterations + " iterations are outside 0 to 100: 3 are usual");
    }
    return new SphericalHarmonics(plan, weights, iterations, workers);
  }

  /**
   * With a weight for each ring that makes the quadrature exact for m = 0 to l = lmax or 2.5 nside;
   * computed here. Each iteration then takes more off the error.
   */
  public SphericalHarmonics withRingWeights() {
    return new SphericalHarmonics(plan, Quadrature.ringWeights(plan, small()), iterations, workers);
  }

  /**
   * With a weight for each pixel that makes the quadrature exact to l = lmax or 2.5 nside, and so,
   * without iterations, the coefficients to half of that of a map without higher ones; computed
   * here by some tens of transforms.
   */
  public SphericalHarmonics withPixelWeights() {
    return new SphericalHarmonics(plan, Quadrature.pixelWeights(plan, small()), 0, workers);
  }

  public SphericalHarmonics withWorkers(Workers workers) {
    return new SphericalHarmonics(plan, weights, iterations, workers);
  }

  /** A copy of the weights of the pixels' quadrature, 1 each if none are used. */
  public SkyMap weights() {
    return weights == null ? SkyMap.uniform(nside(), 1) : SkyMap.wrap(plan.grid, weights.clone());
  }

  /** Null, the calling thread, for a small transform. */
  private Workers small() {
    return plan.small() ? null : workers;
  }

  public int nside() {
    return plan.grid.nside();
  }

  public int lmax() {
    return plan.lmax;
  }

  /** The coefficients of a map without empty pixels. */
  public Alm alm(SkyMap map) {
    HarmonicPlan.TransformArrays work = plan.new TransformArrays();
    work.analyse(valuesOf(map), weights, iterations, small());
    return Alm.wrap(plan.lmax, work.re, work.im);
  }

  /** The map of coefficients, at the pixels' centres. */
  public SkyMap map(Alm alm) {
    if (alm.lmax() > plan.lmax) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "coefficients to l = %d exceed this transform's lmax %d: make it with a larger one",
              alm.lmax(),
              plan.lmax));
    }
    HarmonicPlan.TransformArrays work = plan.new TransformArrays();
    for (int m = 0; m <= alm.lmax(); m++) {
      for (int l = m; l <= alm.lmax(); l++) {
        int place = m * (2 * plan.lmax + 1 - m) / 2 + l;
        work.re[place] = alm.re(l, m);
        work.im[place] = m == 0 ? 0 : alm.im(l, m);
      }
    }
    double[] values = new double[plan.grid.pixels()];
    work.synthesise(values, small());
    return SkyMap.wrap(plan.grid, values);
  }

  public PowerSpectrum power(SkyMap map) {
    double[] values = valuesOf(map);
    HarmonicPlan.TransformArrays work = plan.borrowed();
    work.analyse(values, weights, iterations, small());
    double[] c = new double[plan.lmax + 1];
    Alm.cross(plan.lmax, work.re, work.im, work.re, work.im, c);
    plan.giveBack(work);
    return PowerSpectrum.wrap(c);
  }

  /**
   * A Gaussian sky with a given spectrum; the a_lm are drawn m by m, from stream m of the seed.
   *
   * @param spectrum used from l = 0 to lmax; beyond its end it counts as zero
   */
  public SkyMap realisation(PowerSpectrum spectrum, long seed) {
    return map(coefficients(spectrum, seed));
  }

  /** The coefficients of {@link #realisation}. */
  public Alm coefficients(PowerSpectrum spectrum, long seed) {
    int top = Math.min(plan.lmax, spectrum.lmax());
    for (int l = 0; l <= top; l++) {
      if (!(spectrum.at(l) >= 0)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "C_%d = %.3g is not a power: no sky has it; use values of 0 or more",
                l,
                spectrum.at(l)));
      }
    }
    double[] re = new double[Alm.size(top)];
    double[] im = new double[Alm.size(top)];
    int i = 0;
    for (int m = 0; m <= top; m++) {
      RandomStream random = RandomStream.of(seed, m);
      for (int l = m; l <= top; l++, i++) {
        double sigma = Math.sqrt(spectrum.at(l) * (m == 0 ? 1 : 0.5));
        re[i] = sigma * random.gaussian();
        im[i] = m == 0 ? 0 : sigma * random.gaussian();
      }
    }
    return Alm.wrap(top, re, im);
  }

  HarmonicPlan plan() {
    return plan;
  }

  private double[] valuesOf(SkyMap map) {
    if (map.nside() != nside()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a map of nside %d does not fit a transform of nside %d: make one for it",
              map.nside(),
              nside()));
    }
    int empty = map.emptyPixels();
    if (empty > 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d of %d pixels are empty, which harmonics of the full sky cannot use: fill them with filledWith(value)",
              empty,
              map.pixels()));
    }
    return map.raw();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "harmonics of nside %d to l = %d, %d iterations",
        nside(),
        plan.lmax,
        iterations);
  }
}
