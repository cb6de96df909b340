package larmor.liouville;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import larmor.numeric.SampleMean;
import larmor.sky.PowerSpectrum;

/**
 * The power spectra of several observers, of one cube or several: means, and the scatter between
 * observers, which is the cosmic variance of a single sky. Powers relative to the dipole scatter by
 * factors, so their logarithms are averaged. Immutable.
 */
public final class SpectrumSample {
  private final List<PowerSpectrum> spectra;
  private final int[] cubes;

  private SpectrumSample(List<PowerSpectrum> spectra, int[] cubes) {
    this.spectra = List.copyOf(spectra);
    this.cubes = cubes;
  }

  /**
   * The spectra of observers in one cube.
   *
   * @param spectra one for each observer, noise subtracted, of the same largest ℓ
   * @throws IllegalArgumentException if there is none or they differ in their largest ℓ
   */
  public static SpectrumSample of(List<PowerSpectrum> spectra) {
    if (spectra.isEmpty()) {
      throw new IllegalArgumentException("a sample of no spectra has no mean: give one or more");
    }
    int lmax = spectra.get(0).lmax();
    if (spectra.stream().anyMatch(s -> s.lmax() != lmax)) {
      throw new IllegalArgumentException(
          "the spectra end at different multipoles: make all maps with the same nside");
    }
    return new SpectrumSample(spectra, new int[spectra.size()]);
  }

  /** The observers of several cubes together; errors then contain the scatter between cubes. */
  public static SpectrumSample together(SpectrumSample... samples) {
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

  /** Number of observers. */
  public int size() {
    return spectra.size();
  }

  /** The spectrum of observer {@code i}. */
  public PowerSpectrum spectrum(int i) {
    return spectra.get(i);
  }

  /** C_1 of the observers: mean, its error, scatter. */
  public SampleMean dipole() {
    return SampleMean.of(spectra.stream().mapToDouble(s -> s.at(1)).toArray(), cubes);
  }

  /**
   * The power of a band relative to the dipole's, ⟨C_ℓ⟩/C_1, for each observer.
   *
   * @param from first ℓ
   * @param to last ℓ, included
   */
  public double[] relativePower(int from, int to) {
    return spectra.stream().mapToDouble(s -> s.mean(from, to) / s.at(1)).toArray();
  }

  /**
   * ln(⟨C_ℓ⟩/C_1) of a band, averaged over the observers: its exponential is the geometric mean.
   *
   * @param from first ℓ
   * @param to last ℓ, included
   * @throws IllegalStateException if the band of an observer is not above its noise
   */
  public SampleMean logRelativePower(int from, int to) {
    return SampleMean.of(logs(from, to), cubes);
  }

  /**
   * ln of the ratio of ⟨C_ℓ⟩/C_1 to that of another sample of the same observers, observer by
   * observer: positive where this sample has the more power. What the two skies of an observer have
   * in common cancels.
   *
   * @param from first ℓ
   * @param to last ℓ, included
   * @throws IllegalArgumentException if the samples have different numbers of observers
   * @throws IllegalStateException if the band of an observer is not above its noise
   */
  public SampleMean logRatio(SpectrumSample other, int from, int to) {
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

  /** Whether every observer's power at ℓ is above the noise. */
  public boolean aboveNoise(int l) {
    return Arrays.stream(relativePower(l, l)).allMatch(p -> p > 0);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d spectra, C_1 = %s", size(), dipole());
  }
}
