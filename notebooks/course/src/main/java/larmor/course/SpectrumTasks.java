package larmor.course;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import larmor.numeric.Vec3;
import larmor.sky.SkyMap;

/**
 * The building tasks of unit 7: C_ℓ computed by sums over pixels, and the launch noise of a set of
 * weights.
 */
public final class SpectrumTasks {
  private SpectrumTasks() {}

  /** A function that computes the power at a multipole. */
  @FunctionalInterface
  public interface Power {
    /**
     * Computes C_ℓ of a map.
     *
     * @param map a whole sky; {@code map.at(p)} is a pixel, {@code map.grid().direction(p)} its
     *     centre and {@code map.grid().pixelArea()} its solid angle
     * @param l multipole, 0 or more
     * @return C_ℓ [map unit squared]
     */
    double at(SkyMap map, int l);
  }

  /**
   * Tests a function that computes C_ℓ by sums over pixels. With the addition theorem of spherical
   * harmonics, C_ℓ = (ΔΩ²/4π) Σ_p Σ_q f_p f_q P_ℓ(n̂_p·n̂_q), where ΔΩ is the area of a pixel and
   * P_ℓ(x) the Legendre polynomial.
   *
   * @param power the reader's function
   * @return the tests
   */
  public static BuildResult powerSpectrum(Power power) {
    SkyMap dipole = SkyMap.of(4, n -> 0.3 * n.dot(new Vec3(2, 1, 2).times(1 / 3.0)));
    SkyMap quadrupole = SkyMap.of(8, n -> 0.5 * (3 * n.z() * n.z() - 1));
    return BuildResult.of("C_l by sums over pixels")
        .test(
            "a map of ones has C_0 = 4π",
            () -> judged(power.at(SkyMap.uniform(4, 1), 0), 4 * Math.PI, 1e-9, 0, 4))
        .test(
            "a dipole of amplitude A has C_1 = 4πA²/9",
            () -> judged(power.at(dipole, 1), 4 * Math.PI * 0.09 / 9, 1e-2, 1, 4))
        .test(
            "P_2(cos θ) has C_2 = 4π/25",
            () -> judged(power.at(quadrupole, 2), 4 * Math.PI / 25, 2e-2, 2, 8))
        .test(
            "a dipole has no power at other multipoles",
            () -> {
              double got = power.at(dipole, 2) / power.at(dipole, 1);
              return Math.abs(got) < 1e-3
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      "C_2/C_1 is %.3g: the sum must have the harmonics, or the Legendre polynomial, of"
                          + " this ℓ alone.",
                      got);
            })
        .test(
            "a finer map has the same spectrum",
            () -> {
              SkyMap fine = SkyMap.of(8, n -> 0.3 * n.z());
              return judged(power.at(fine, 1), 4 * Math.PI * 0.09 / 9, 1e-2, 1, 8);
            });
  }

  /**
   * Describes the mistake in a C_ℓ; if a common factor was forgotten, the text names the factor.
   */
  private static String judged(double got, double right, double tolerance, int l, int nside) {
    double area = 4 * Math.PI / (12.0 * nside * nside);
    double ratio = got / right;
    if (near(ratio, 1, tolerance)) {
      return "";
    }
    if (l > 0 && near(ratio, 2 * l + 1, tolerance)) {
      return "It is 2ℓ + 1 times too large: C_ℓ is the mean of |a_ℓm|² over the 2ℓ + 1 values of m.";
    }
    if (near(ratio, 1 / area, tolerance)) {
      return "One factor of the pixel's area is missing: a_ℓm has one, and C_ℓ is a square of it.";
    }
    if (near(ratio * area * area, 1, tolerance)) {
      return "The pixel's area is missing: an integral over the sky is a sum times this area.";
    }
    if (near(ratio, 4 * Math.PI, tolerance)) {
      return "It is 4π times too large: with P_ℓ in place of the harmonics the sum is divided by 4π.";
    }
    return String.format(Locale.ROOT, "It is %.4g instead of %.4g.", got, right);
  }

  /**
   * Tests a function that computes the launch noise of weights, N_ℓ = 4π Σw²/(Σw)².
   *
   * @param noise the reader's function, which returns the noise of the relative intensity, the same
   *     at every ℓ
   * @return the tests
   */
  public static BuildResult launchNoise(ToDoubleFunction<double[]> noise) {
    double[] equal = new double[1000];
    Arrays.fill(equal, 2);
    return BuildResult.of("Launch noise")
        .test(
            "1000 equal weights have 4π/1000",
            () -> {
              double ratio = noise.applyAsDouble(equal) / (4 * Math.PI / 1000);
              if (near(ratio, 1, 1e-9)) {
                return "";
              }
              if (near(ratio, 1 / (4 * Math.PI), 1e-9)) {
                return "The factor 4π is missing.";
              }
              if (near(ratio, 4, 1e-9) || near(ratio, 0.25, 1e-9) || near(ratio, 2, 1e-9)) {
                return "It depends on the unit of the weights: divide by the square of their sum.";
              }
              return near(ratio, 1000, 1e-6)
                  ? "Σw² is divided by Σw once too few: (Σw)² is the square of the sum."
                  : String.format(Locale.ROOT, "It is %.4g times 4π/1000.", ratio);
            })
        .test(
            "weights 1 and 3 in equal numbers have 5/4 of it",
            () -> {
              double[] w = new double[1000];
              for (int i = 0; i < w.length; i++) {
                w[i] = i % 2 == 0 ? 1 : 3;
              }
              double ratio = noise.applyAsDouble(w) / (4 * Math.PI / 1000);
              if (near(ratio, 1.25, 1e-9)) {
                return "";
              }
              return near(ratio, 1, 1e-9)
                  ? "This is 4π/N, which holds for equal weights: N_eff = (Σw)²/Σw² is smaller than N."
                  : String.format(Locale.ROOT, "It is %.4g times 4π/1000 instead of 1.25.", ratio);
            })
        .test(
            "a weight of 0 adds nothing",
            () -> {
              double[] more = Arrays.copyOf(equal, 2000);
              return near(noise.applyAsDouble(more) / (4 * Math.PI / 1000), 1, 1e-9)
                  ? ""
                  : "Particles without weight change it: it must not contain their number.";
            });
  }

  private static boolean near(double a, double b, double tolerance) {
    return Math.abs(a - b) <= tolerance * Math.abs(b);
  }
}
