package larmor.course;

import java.util.Locale;
import larmor.sky.CouplingMatrix;
import larmor.sky.Mask;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyMap;

/** The building task of unit 8: the pseudo-spectrum of a partial sky. */
public final class PartialSkyTasks {
  private PartialSkyTasks() {}

  /** A function that computes the pseudo-power at a multipole. */
  @FunctionalInterface
  public interface PseudoPower {
    /**
     * Computes the power of the visible part of a map, divided by the visible fraction of the sky.
     *
     * @param map a whole sky
     * @param visible 1 in visible pixels, 0 in hidden ones
     * @param l multipole, 0 or more
     * @return C̃_ℓ/f_sky [map unit squared]
     */
    double at(SkyMap map, SkyMap visible, int l);
  }

  /**
   * Tests a function that computes a pseudo-spectrum: the C_ℓ of map times mask, divided by the
   * fraction f_sky of the sky in view. {@code PowerSpectrum.of(map)} returns the C_ℓ of a map. The
   * right answers follow from the coupling matrix and from a known map.
   *
   * @param pseudo the reader's function
   * @return the tests
   */
  public static BuildResult pseudoSpectrum(PseudoPower pseudo) {
    SkyMap all = SkyMap.uniform(16, 1);
    SkyMap north = SkyMap.of(16, n -> n.z() > 0 ? 1 : 0);
    SkyMap dipole = SkyMap.of(16, n -> n.x());
    double fraction = north.mean();
    double right = PowerSpectrum.of(dipole.times(north)).at(1) / fraction;
    return BuildResult.of("Pseudo-spectrum")
        .test(
            "the whole sky has its true power",
            () -> {
              double got = pseudo.at(dipole, all, 1);
              return near(got, PowerSpectrum.of(dipole).at(1))
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      "C_1 of a dipole is %.4g instead of %.4g.",
                      got,
                      PowerSpectrum.of(dipole).at(1));
            })
        .test(
            "half of a dipole in view",
            () -> {
              double got = pseudo.at(dipole, north, 1);
              if (near(got, right)) {
                return "";
              }
              if (near(got, right * fraction)) {
                return "This is C̃_1: divide by the fraction of the sky in view, the mean of the mask.";
              }
              if (near(got, right / fraction)) {
                return "It is divided by the fraction of the sky twice.";
              }
              return near(got, PowerSpectrum.of(dipole).at(1))
                  ? "The mask has no effect: multiply the map by it first."
                  : String.format(Locale.ROOT, "C_1 is %.4g instead of %.4g.", got, right);
            })
        .test(
            "power leaks to other multipoles",
            () -> {
              double got = pseudo.at(dipole, north, 2);
              return got > 0.1 * right
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      "C_2 of half a dipole is %.3g: it must not vanish, because the edge of the mask"
                          + " mixes multipoles.",
                      got);
            })
        .test(
            "the leakage is that of the coupling matrix",
            () -> {
              CouplingMatrix coupling = CouplingMatrix.of(Mask.of(north), 8);
              double[] expected = {0, 0, 0, 0, 0, 0, 0, 0, 0};
              expected[0] = PowerSpectrum.of(all).at(0);
              double want = coupling.times(PowerSpectrum.of(expected)).at(1) / fraction;
              double got = pseudo.at(all, north, 1);
              return Math.abs(got - want) < 0.02 * want
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      "A map of ones in half of the sky has C_1 = %.4g instead of %.4g: the mean of"
                          + " the map is part of it.",
                      got,
                      want);
            });
  }

  private static boolean near(double a, double b) {
    return Math.abs(a - b) <= 1e-6 * Math.abs(b);
  }
}
