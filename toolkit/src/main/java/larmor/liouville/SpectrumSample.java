package larmor.liouville;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import larmor.numeric.Given;
import larmor.numeric.Numbered;
import larmor.numeric.SampleMean;
import larmor.sky.PowerSpectrum;

/**
 * The power spectra of several observers in one or several cubes, with their means and the standard
 * deviations between observers, which are the cosmic variance of a single sky. Powers relative to
 * the dipole differ by factors between observers, so their logarithms are averaged. Immutable.
 */
public final class SpectrumSample {
  private final List<PowerSpectrum> spectra;
  private final int[] cubes;

  private SpectrumSample(List<PowerSpectrum> spectra, int[] cubes) {
    this.spectra = List.copyOf(spectra);
    this.cubes = cubes;
  }

  /**
   * Makes a sample from the spectra of observers in one cube.
   *
   * @param spectra one spectrum for each observer, after subtraction of the noise, all with the
   *     same largest ℓ
   * @return the sample
   * @throws IllegalArgumentException if there is no spectrum or the spectra differ in their largest
   *     ℓ
   */
  public static SpectrumSample of(List<PowerSpectrum> spectra) {
    Given.requireEach(spectra, "the list of spectra", "List.of(spectrum)");
    if (spectra.isEmpty()) {
      throw new IllegalArgumentException("the sample has no spectra: give one or more");
    }
    int lmax = spectra.get(0).lmax();
    if (spectra.stream().anyMatch(s -> s.lmax() != lmax)) {
      throw new IllegalArgumentException(
          "the spectra end at different multipoles: make all maps with the same nside");
    }
    return new SpectrumSample(spectra, new int[spectra.size()]);
  }

  /** Makes a sample of observers in several cubes, the numbers of which are given from 0. */
  static SpectrumSample of(List<PowerSpectrum> spectra, int[] cubes) {
    return new SpectrumSample(of(spectra).spectra, cubes.clone());
  }

  /**
   * Combines the observers of several cubes. The standard errors then include the differences
   * between cubes.
   *
   * @param samples one sample for each cube
   * @return a sample of all observers
   * @throws IllegalArgumentException if there is no sample or the spectra differ in their largest ℓ
   */
  public static SpectrumSample together(SpectrumSample... samples) {
    Given.requireEach(samples, "the list of samples", "SpectrumSample.of(spectra)");
    List<PowerSpectrum> all = new ArrayList<>();
    int cube = 0;
    List<Integer> numbers = new ArrayList<>();
    for (SpectrumSample sample : samples) {
      int first = cube;
      for (int i = 0; i < sample.size(); i++) {
        all.add(sample.spectra.get(i));
        numbers.add(first + sample.cubes[i]);
        cube = Math.max(cube, first + sample.cubes[i] + 1);
      }
    }
    of(all);
    return new SpectrumSample(all, numbers.stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * Returns the number of observers.
   *
   * @return the number, which is also that of the spectra
   */
  public int size() {
    return spectra.size();
  }

  /**
   * Returns the spectrum of an observer.
   *
   * @param i number of the observer, from 0
   * @return C_ℓ after subtraction of the noise
   * @throws IllegalArgumentException if there is no such observer
   */
  public PowerSpectrum spectrum(int i) {
    return spectra.get(Numbered.require(i, spectra.size(), "spectrum"));
  }

  /**
   * Averages a quantity that follows from a spectrum over the observers.
   *
   * @param quantity function that computes the quantity, a finite number, from a spectrum
   * @return the mean, its standard error, which includes the differences between cubes, and the
   *     standard deviation between observers
   * @throws IllegalArgumentException if a number is not finite
   */
  public SampleMean mean(ToDoubleFunction<PowerSpectrum> quantity) {
    Given.require(quantity, "the function of the spectrum", "c -> c.at(1)");
    return SampleMean.of(spectra.stream().mapToDouble(quantity).toArray(), cubes);
  }

  /**
   * Averages the dipole power over the observers.
   *
   * @return the mean of C_1, its standard error, and the standard deviation between observers
   */
  public SampleMean dipole() {
    return mean(s -> s.at(1));
  }

  /**
   * Returns the power of a band relative to that of the dipole, for each observer.
   *
   * @param from first ℓ
   * @param to last ℓ, included
   * @return ⟨C_ℓ⟩/C_1, one for each observer
   */
  public double[] relativePower(int from, int to) {
    return spectra.stream().mapToDouble(s -> s.mean(from, to) / s.at(1)).toArray();
  }

  /**
   * Averages the logarithm of the relative power of a band over the observers. The exponential of
   * the mean is the geometric mean of the relative powers.
   *
   * @param from first ℓ
   * @param to last ℓ, included
   * @return the mean of ln(⟨C_ℓ⟩/C_1), its standard error, and the standard deviation between
   *     observers
   * @throws IllegalStateException if the band of an observer is not above its noise
   */
  public SampleMean logRelativePower(int from, int to) {
    return SampleMean.of(logs(from, to), cubes);
  }

  /**
   * Averages the logarithm of the ratio of ⟨C_ℓ⟩/C_1 to that of another sample of the same
   * observers. The ratio is computed observer by observer, so that common features of the two skies
   * of an observer cancel. The mean is positive if this sample has more power.
   *
   * @param other sample of the same observers, in the same order
   * @param from first ℓ
   * @param to last ℓ, included
   * @return the mean of the logarithm, its standard error, and the standard deviation between
   *     observers
   * @throws IllegalArgumentException if the samples have different numbers of observers
   * @throws IllegalStateException if the band of an observer is not above its noise
   */
  public SampleMean logRatio(SpectrumSample other, int from, int to) {
    Given.require(other, "the other sample", "SpectrumSample.of(spectra)");
    if (other.size() != size() || !Arrays.equals(cubes, other.cubes)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d and %d observers cannot be paired: take both samples at the same places",
              size(),
              other.size()));
    }
    double[] difference = logs(from, to);
    double[] others = other.logs(from, to);
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= others[i];
    }
    return SampleMean.of(difference, cubes);
  }

  private double[] logs(int from, int to) {
    double[] power = relativePower(from, to);
    for (int i = 0; i < power.length; i++) {
      if (!(power[i] > 0)) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "the power of ℓ = %d to %d of observer %d is not above the noise (%.3g of the"
                    + " dipole's): use more launch directions in a pixel, or a lower ℓ",
                from,
                to,
                i + 1,
                power[i]));
      }
      power[i] = StrictMath.log(power[i]);
    }
    return power;
  }

  /**
   * Returns whether the power of every observer at a multipole is above the noise.
   *
   * @param l multipole
   * @return true if the powers of all observers are above the noise
   */
  public boolean aboveNoise(int l) {
    return Arrays.stream(relativePower(l, l)).allMatch(p -> p > 0);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d spectra, C_1 = %s", size(), dipole());
  }
}
