package larmor.course;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import larmor.liouville.Liouville;
import larmor.notebook.Notebook;
import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.paper.PaperSet;
import larmor.sky.AhlersHierarchy;
import larmor.sky.Healpix;
import larmor.sky.IsotropicBand;
import larmor.sky.PowerSpectrum;
import larmor.units.Units;

/** Unit 7: the angular power spectrum, its noise, and the conclusions that a spectrum allows. */
final class SpectrumExercises {
  private SpectrumExercises() {}

  static List<Exercise> all() {
    return List.of(
        new Exercise(
                "7.1",
                "the noise C_ℓ of 100,000 protons of equal weight [1e-4]",
                0.01,
                "It is 4π/N.",
                n -> 1e4 * IsotropicBand.noise(100_000))
            .withMistake("This is 1/N: the factor 4π is missing.", r -> r / (4 * Math.PI))
            .withMistake("This is the value itself: give it in units of 1e-4.", r -> 1e-4 * r),
        new Exercise(
                "7.2",
                "the standard deviation of C_10 of an isotropic sky, relative to its mean",
                0.02,
                "C_ℓ is the mean of 2ℓ + 1 squares of Gaussian random numbers.",
                n -> PowerSpectrum.of(ones(11)).cosmicError().at(10))
            .withMistake("This is the variance: take the square root.", r -> r * r)
            .withMistake(
                "The square of a Gaussian random number of variance 1 has the variance 2, not 1.",
                r -> r / Math.sqrt(2))
            .withMistake("C_ℓ is the mean of 2ℓ + 1 squares, not of ℓ.", r -> Math.sqrt(0.2)),
        new Exercise(
                "7.3",
                "the expected number of the multipoles 1 to 40 of an isotropic sky that lie outside the 68 % band",
                0.02,
                "Each multipole lies outside the band with a probability of 32 %.",
                n -> 40 * (1 - IsotropicBand.paperLevels()[0]))
            .withMistake("This is the expected number inside the band.", r -> 40 - r),
        new Exercise(
                "7.4",
                "N_eff/N of isotropic directions with weights 1 + cos θ",
                0.01,
                "N_eff = (Σw)²/Σw²; over the sphere ⟨w⟩ = 1 and ⟨w²⟩ = 1 + 1/3.",
                n -> effectiveFraction())
            .withMistake("This is N/N_eff, the factor by which the noise is larger.", r -> 1 / r),
        new Exercise(
                "7.5",
                "the number of protons with which C_30 of Ahlers' curve is three times the noise, C_1 = 1 [thousands]",
                0.02,
                "3·4π/N must equal AhlersHierarchy.relativeToDipole(30).",
                n -> 3 * 4 * Math.PI / AhlersHierarchy.relativeToDipole(30) / 1000)
            .withMistake(
                "With this number C_30 equals the noise: it must be three times the noise.",
                r -> r / 3)
            .withMistake("This is the number itself: give it in thousands.", r -> 1000 * r),
        new Exercise(
                "7.6",
                "the power of ℓ = 3 to 10 of the three observers, the largest over the smallest",
                0.05,
                "bandPower(3, 10).value() of a sky is its power relative to that of the dipole.",
                SpectrumExercises::ratioOfObservers)
            .withMistake("This is the inverse: divide the largest by the smallest.", r -> 1 / r));
  }

  private static double[] ones(int length) {
    double[] c = new double[length];
    Arrays.fill(c, 1);
    return c;
  }

  private static double effectiveFraction() {
    Healpix grid = Healpix.of(16);
    double[] weights = new double[grid.pixels()];
    Arrays.setAll(weights, p -> 1 + grid.z(p));
    return IsotropicBand.noise(weights.length) / IsotropicBand.noise(weights);
  }

  private static double ratioOfObservers(Notebook notebook) throws IOException {
    var field = notebook.field(PaperSet.SET_3);
    double quarter = field.side() / 4;
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (Vec3 where :
        List.of(new Vec3(0, 0, 0), new Vec3(quarter, 0, 0), new Vec3(quarter, quarter, quarter))) {
      var ensemble =
          Backtracker.of(Species.PROTON, field)
              .withGyroradius(PaperSet.SET_3.gyroradius(), PaperSet.MEAN_FIELD)
              .withObserver(where)
              .withSpheres(60 * Units.pc)
              .withStopOutsideSphere(60.1 * Units.pc)
              .cached(
                  notebook.cacheFolder(),
                  LaunchDirections.uniform(6000, 3),
                  Workers.all(),
                  Progress.NONE);
      double power = Liouville.paper().sky(ensemble, 60 * Units.pc).bandPower(3, 10).value();
      low = Math.min(low, power);
      high = Math.max(high, power);
    }
    return high / low;
  }
}
