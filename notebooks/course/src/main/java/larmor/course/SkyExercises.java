package larmor.course;

import java.io.IOException;
import java.util.List;
import larmor.liouville.BoundaryWeight;
import larmor.liouville.Liouville;
import larmor.liouville.WeightedSky;
import larmor.notebook.Notebook;
import larmor.numeric.Vec3;
import larmor.paper.PaperSet;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyFrame;
import larmor.sky.SkyMap;
import larmor.sky.WindowFunction;
import larmor.units.Units;

/** Unit 6: from a dipole on a sphere to a map of the sky. */
final class SkyExercises {
  private static final Vec3 ORIGIN = new Vec3(0, 0, 0);

  private SkyExercises() {}

  static List<Exercise> all() {
    return List.of(
        new Exercise(
                "6.1",
                "the weight of a proton that crosses the sphere along (0.6, 0.8, 0)",
                0.01,
                "w = 1 + A û·x̂ with A = 1.",
                n -> BoundaryWeight.dipole(1, Vec3.X).at(ORIGIN, new Vec3(0.6, 0.8, 0)))
            .slip("That is the dipole's part: the mean of 1 is missing.", r -> 0.6)
            .slip("The sign: û points to where the particle comes from.", r -> 0.4)
            .slip("û·x̂ is the first component.", r -> 1.8),
        new Exercise(
                "6.2",
                "C_1 of a dipole of amplitude 1",
                0.01,
                "C_1 = 4πA²/9.",
                n -> PowerSpectrum.of(SkyMap.of(16, Vec3::z)).at(1))
            .slip("A dipole has three a_1m, and C_1 is the mean of their squares.", r -> 3 * r)
            .slip("That is the variance of the map, A²/3.", r -> 1 / 3.0),
        new Exercise(
                "6.3",
                "the amplitude of the dipole at Earth when it stands at R = 60 pc",
                0.03,
                "sky.dipole() fits it.",
                n -> sky(n).dipole().amplitude())
            .slip("That is C_1, which is 4πA²/9.", r -> 4 * Math.PI / 9 * r * r),
        new Exercise(
                "6.4",
                "the angle between that dipole and the mean field [°]",
                0.03,
                "Turn the box's x axis to the sky with SkyFrame.localInterstellarField().toEquatorial, and"
                    + " take angleTo of the two vectors.",
                n ->
                    sky(n)
                            .dipole()
                            .dipole()
                            .angleTo(SkyFrame.localInterstellarField().toEquatorial(Vec3.X))
                        / Units.deg)
            .slip("That is in radians.", r -> Math.toRadians(r))
            .slip("That is the angle with the other end of the axis.", r -> 180 - r),
        new Exercise(
                "6.5",
                "the rms of the launch noise in a pixel of nside 16, equal weights",
                0.03,
                "n protons in a pixel scatter by √n: relative to n that is 1/√n.",
                SkyExercises::pixelNoise)
            .slip("That is the variance: take the root.", r -> r * r)
            .slip(
                "That is √n, the scatter of the number itself: relative to n it is smaller.",
                r -> 1 / r)
            .slip("That is the number of protons in a pixel.", r -> 1 / (r * r)),
        new Exercise(
                "6.6",
                "what a smoothing of σ = 3° leaves of the amplitude at ℓ = 10",
                0.01,
                "exp(−ℓ(ℓ + 1)σ²/2), σ in radians. The power has the square of it.",
                n -> WindowFunction.ofGaussianBeam(3 * Units.deg, 10).at(10))
            .slip("So much is left of the power; or the ½ in the exponent is missing.", r -> r * r)
            .slip("That has σ in degrees: take radians.", r -> Math.exp(-495)));
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
