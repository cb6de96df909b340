package larmor.sky;

import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Memory;
import larmor.numeric.RandomStream;
import larmor.numeric.VectorInstructions;
import larmor.numeric.Workers;

/**
 * The transform between full-sky maps and spherical-harmonic coefficients. Coefficients are
 * computed by quadrature with equal weights, which Jacobi iterations correct as in healpy (Górski
 * et al. 2005, ApJ 622, 759, section 5), or with weights of the rings or of the pixels. The bits do
 * not depend on the number of threads. Immutable; one object can transform many maps, also on
 * several threads at once.
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

  /**
   * Prepares the transform to lmax = 3 nside − 1, with 3 iterations and all cores.
   *
   * @param nside nside of the maps, a power of two, 1 to 2048
   * @return the transform
   * @throws IllegalArgumentException if nside is not such a number
   */
  public static SphericalHarmonics of(int nside) {
    return of(nside, 3 * nside - 1);
  }

  /**
   * Prepares the transform to a given lmax, with 3 iterations and all cores.
   *
   * @param nside nside of the maps, a power of two, 1 to 2048
   * @param lmax largest multipole, 0 to 3 nside − 1
   * @return the transform
   * @throws IllegalArgumentException if nside or lmax is outside its range
   */
  public static SphericalHarmonics of(int nside, int lmax) {
    Healpix grid = Healpix.of(nside);
    grid.requireLmax(lmax, "map");
    if (nside > 2048) {
      throw new IllegalArgumentException(
          "harmonics of nside "
              + nside
              + " need arrays of more than 2^31 numbers: use nside 2048 or less");
    }
    // the memory holds the coefficients, the Fourier sums of rings and of pairs of rings, and the
    // map
    Memory.require(
        "a transform of nside " + nside + " to l = " + lmax,
        16L * Alm.size(lmax) + 16L * grid.pixels() + 64L * (lmax + 1) * nside,
        "use a smaller nside");
    return new SphericalHarmonics(new HarmonicPlan(grid, lmax), null, 3, Workers.all());
  }

  /**
   * Sets the number of Jacobi iterations.
   *
   * @param iterations number from 0 to 100, where 0 means no correction of the quadrature; each
   *     iteration reduces the error of the quadrature about tenfold
   * @return the transform with this number of iterations
   * @throws IllegalArgumentException if the number is outside 0 to 100
   */
  public SphericalHarmonics withIterations(int iterations) {
    if (iterations < 0 || iterations > 100) {
      throw new IllegalArgumentException(
          iterations + " iterations are outside 0 to 100: use 3, as healpy does");
    }
    return new SphericalHarmonics(plan, weights, iterations, workers);
  }

  /**
   * Computes ring weights for this transform, which make the quadrature exact for m = 0 up to the
   * smaller of lmax and 2.5 nside. With these weights each iteration reduces the error more than
   * without them.
   *
   * @return the transform with ring weights
   */
  public SphericalHarmonics withRingWeights() {
    return new SphericalHarmonics(
        plan, Quadrature.ringWeights(plan, threads()), iterations, workers);
  }

  /**
   * Computes pixel weights for this transform, which make the quadrature exact up to L, the smaller
   * of lmax and 2.5 nside. The coefficients of a map with no power above L/2 are then exact without
   * iterations, so the number of iterations is set to 0. Computing the weights takes the time of
   * some tens of transforms.
   *
   * @return the transform with pixel weights and without iterations
   */
  public SphericalHarmonics withPixelWeights() {
    return new SphericalHarmonics(plan, Quadrature.pixelWeights(plan, threads()), 0, workers);
  }

  /**
   * Sets the threads of the transform. Small transforms run on the calling thread.
   *
   * @param workers threads that run the computation
   * @return the transform with these threads
   */
  public SphericalHarmonics withWorkers(Workers workers) {
    Given.require(workers, "the number of threads", "Workers.all()");
    return new SphericalHarmonics(plan, weights, iterations, workers);
  }

  /** {@return a copy of the quadrature weights of the pixels, which are 1 if none are used} */
  public SkyMap weights() {
    return weights == null ? SkyMap.uniform(nside(), 1) : SkyMap.wrap(plan.grid, weights.clone());
  }

  /**
   * Returns the threads of the transform, or null for the calling thread if the transform is small.
   */
  private Workers threads() {
    return plan.small() ? null : workers;
  }

  /** {@return nside of the maps} */
  public int nside() {
    return plan.grid.nside();
  }

  /** {@return the largest multipole} */
  public int lmax() {
    return plan.lmax;
  }

  /**
   * Computes the coefficients of a map.
   *
   * @param map a map of this nside, without empty pixels
   * @return a_lm to lmax
   * @throws IllegalArgumentException if the map has another nside or a pixel is empty
   */
  public Alm alm(SkyMap map) {
    HarmonicPlan.Workspace work = plan.new Workspace();
    work.analyse(valuesOf(map), weights, iterations, threads());
    return Alm.wrap(plan.lmax, work.re, work.im);
  }

  /**
   * Computes the map of given coefficients at the centres of the pixels.
   *
   * @param alm coefficients up to at most this lmax
   * @return the map
   * @throws IllegalArgumentException if the coefficients reach beyond this lmax
   */
  public SkyMap map(Alm alm) {
    Given.require(alm, "the set of a_lm", "SphericalHarmonics.of(16).alm(map)");
    if (alm.lmax() > plan.lmax) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "coefficients to l = %d exceed lmax %d of the transform: make it with a larger lmax",
              alm.lmax(),
              plan.lmax));
    }
    HarmonicPlan.Workspace work = plan.new Workspace();
    for (int m = 0; m <= alm.lmax(); m++) {
      Workers.stopIfInterrupted();
      for (int l = m; l <= alm.lmax(); l++) {
        int i = Alm.index(plan.lmax, l, m);
        work.re[i] = alm.re(l, m);
        work.im[i] = m == 0 ? 0 : alm.im(l, m);
      }
    }
    double[] values = new double[plan.grid.pixels()];
    work.synthesise(values, threads());
    return SkyMap.wrap(plan.grid, values);
  }

  /**
   * Computes the power spectrum of a map.
   *
   * @param map a map of this nside, without empty pixels
   * @return C_l to lmax [map unit squared]
   * @throws IllegalArgumentException if the map has another nside or a pixel is empty
   */
  public PowerSpectrum power(SkyMap map) {
    double[] values = valuesOf(map);
    HarmonicPlan.Workspace work = plan.takeWorkspace();
    work.analyse(values, weights, iterations, threads());
    double[] c = new double[plan.lmax + 1];
    Alm.cross(plan.lmax, work.re, work.im, work.re, work.im, c);
    plan.returnWorkspace(work);
    return PowerSpectrum.wrap(c);
  }

  /**
   * Draws a Gaussian sky with a given spectrum. The a_lm of each m are drawn from stream m of the
   * seed.
   *
   * @param spectrum spectrum without negative values, used from l = 0 to lmax and set to zero
   *     beyond its end
   * @param seed seed of the random numbers
   * @return the map
   * @throws IllegalArgumentException if a C_l is negative or NaN
   */
  public SkyMap realisation(PowerSpectrum spectrum, long seed) {
    return map(almRealisation(spectrum, seed));
  }

  /**
   * Draws the coefficients of the Gaussian sky of {@link #realisation}.
   *
   * @param spectrum spectrum without negative values, used from l = 0 to lmax
   * @param seed seed of the random numbers
   * @return a_lm to the smaller lmax of the transform and the spectrum
   * @throws IllegalArgumentException if a C_l is negative or NaN
   */
  public Alm almRealisation(PowerSpectrum spectrum, long seed) {
    Given.require(spectrum, "the spectrum", "PowerSpectrum.of(map)");
    int top = Math.min(plan.lmax, spectrum.lmax());
    for (int l = 0; l <= top; l++) {
      if (!(spectrum.at(l) >= 0 && spectrum.at(l) < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "C_%d = %.3g is not the power of a sky: use finite values of 0 or more",
                l,
                spectrum.at(l)));
      }
    }
    double[] re = new double[Alm.size(top)];
    double[] im = new double[Alm.size(top)];
    int i = 0;
    for (int m = 0; m <= top; m++) {
      Workers.stopIfInterrupted();
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
    Given.require(map, "the map", "SkyMap.read(file)");
    if (map.nside() != nside()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a map of nside %d does not fit a transform of nside %d: use SphericalHarmonics.of(%d)",
              map.nside(),
              nside(),
              map.nside()));
    }
    int empty = map.emptyPixels();
    if (empty > 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d of %d pixels are empty and a transform needs the full sky: use filledWith(value) or a"
                  + " Mask",
              empty,
              map.pixels()));
    }
    return map.raw();
  }

  @Override
  public String toString() {
    String harmonics =
        String.format(
            Locale.ROOT,
            "harmonics of nside %d to l = %d, %d iterations",
            nside(),
            plan.lmax,
            iterations);
    return VectorInstructions.offered()
        ? harmonics
        : harmonics + "; vector instructions " + VectorInstructions.state();
  }
}
