package larmor.course;

import java.io.IOException;
import java.util.List;
import larmor.liouville.BoundaryWeight;
import larmor.liouville.Liouville;
import larmor.liouville.WeightedSky;
import larmor.notebook.Notebook;
import larmor.numeric.Vec3;
import larmor.paper.PaperSet;
import larmor.sky.GaussianSmoothing;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyFrame;
import larmor.sky.SkyMap;
import larmor.units.Units;

/** Unit 6: from a dipole on a sphere about the observer to a map of the sky. */
final class SkyMapExercises {
  private static final Vec3 ORIGIN = new Vec3(0, 0, 0);

  private SkyMapExercises() {}

  static List<Exercise> all() {
    return List.of(
        new Exercise(
                "6.1",
                "the weight of a proton that crosses the sphere in the direction (0.6, 0.8, 0)",
                0.01,
                "w = 1 + A û·x̂ with A = 1.",
                n -> BoundaryWeight.dipole(1, Vec3.X).at(ORIGIN, new Vec3(0.6, 0.8, 0)))
            .withMistake(
                "This is the dipole term alone: the mean intensity of 1 is missing.", r -> 0.6)
            .withMistake("The sign is wrong: û points to where the particle comes from.", r -> 0.4)
            .withMistake("This uses the second component: û·x̂ is the first.", r -> 1.8),
        new Exercise(
                "6.2",
                "C_1 of a dipole of amplitude 1",
                0.01,
                "C_1 = 4πA²/9.",
                n -> PowerSpectrum.of(SkyMap.of(16, Vec3::z)).at(1))
            .withMistake(
                "This is the sum of the squares of the three a_1m: C_1 is their mean.", r -> 3 * r)
            .withMistake("This is the variance of the map, A²/3.", r -> 1 / 3.0),
        new Exercise(
                "6.3",
                "the amplitude of the dipole at Earth for an outer dipole at R = 60 pc",
                0.03,
                "sky.dipole() fits it.",
                n -> sky(n).dipole().amplitude())
            .withMistake("This is C_1, which is 4πA²/9.", r -> 4 * Math.PI / 9 * r * r),
        new Exercise(
                "6.4",
                "the angle between that dipole and the mean field [°]",
                0.03,
                "SkyFrame.localInterstellarField().toEquatorial(Vec3.X) is the direction of the mean field on the sky; angleTo gives the angle between two vectors.",
                n ->
                    sky(n)
                            .dipole()
                            .dipole()
                            .angleTo(SkyFrame.localInterstellarField().toEquatorial(Vec3.X))
                        / Units.deg)
            .withMistake("This is in radians.", r -> Math.toRadians(r))
            .withMistake("This is the angle to the opposite direction, −x.", r -> 180 - r),
        new Exercise(
                "6.5",
                "the rms launch noise of a pixel at nside 16 for equal weights",
                0.03,
                "The number n of protons in a pixel scatters by √n; relative to n that is 1/√n.",
                SkyMapExercises::pixelNoise)
            .withMistake("This is the variance: take the square root.", r -> r * r)
            .withMistake(
                "This is √n, the scatter of the number itself: divide it by n.", r -> 1 / r)
            .withMistake("This is the mean number of protons in a pixel.", r -> 1 / (r * r)),
        new Exercise(
                "6.6",
                "the factor by which smoothing with σ = 3° multiplies an amplitude at ℓ = 10",
                0.01,
                "It is exp(−ℓ(ℓ + 1)σ²/2) with σ in radians. The power is multiplied by its square.",
                n -> GaussianSmoothing.of(3 * Units.deg).window(10).at(10))
            .withMistake(
                "This is the factor for the power, or the ½ in the exponent is missing.",
                r -> r * r)
            .withMistake("This has σ in degrees: use radians.", r -> Math.exp(-495)));
  }

  private static WeightedSky sky(Notebook notebook) throws IOException {
    return Liouville.paper().sky(notebook.ensemble(PaperSet.SET_3), 60 * Units.pc);
  }

  private static double pixelNoise(Notebook notebook) throws IOException {
    WeightedSky even =
        Liouville.of(BoundaryWeight.isotropic())
            .sky(notebook.ensemble(PaperSet.SET_3), 60 * Units.pc);
    return Math.sqrt(even.noise() * even.map().pixels() / (4 * Math.PI));
  }
}
