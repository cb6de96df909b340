package larmor.course;

import java.util.List;
import larmor.field.Cubes;
import larmor.field.FieldCube;
import larmor.field.FieldSpectrum;
import larmor.notebook.Notebook;
import larmor.numeric.RandomStream;
import larmor.paper.PaperSet;
import larmor.turbulence.GridTurbulence;
import larmor.turbulence.StructureFunctions;
import larmor.turbulence.TurbulenceSpectrum;

/** Unit 2: making a turbulent field and judging it. */
final class TurbulenceExercises {
  private TurbulenceExercises() {}

  static List<Exercise> all() {
    return List.of(
        new Exercise(
                "2.1",
                "the exponent of E(k) from shell 4 to shell 12 of the isotropic cube",
                0.03,
                "FieldSpectrum.of(cube).slope(low, high) fits it; a falling spectrum has a negative"
                    + " exponent.",
                n -> FieldSpectrum.of(isotropic()).slope(4, 12))
            .slip(
                "That is how a single wave's mean square falls; a shell has 4πk² of them.",
                r -> -11 / 3.0),
        new Exercise(
                "2.2",
                "the relative divergence of three components that know nothing of each other",
                0.03,
                "What is the rms of the cosine between a random direction and a wave vector?",
                n -> unrelated().relativeDivergence())
            .slip("That is the mean of the square: take the root.", r -> r * r)
            .slip("That is the mean of |cos|; the root of the mean square is asked.", r -> 0.5),
        new Exercise(
                "2.3",
                "⟨|B|⟩/B0 of the isotropic cube, δB/B0 = 0.57",
                0.01,
                "Expand |B| about B0: only the part of δB across the mean field counts in second order,"
                    + " two thirds of δB².",
                n -> isotropic().meanMagnitude())
            .slip(
                "⟨|B|⟩ is not |⟨B⟩|: a fluctuation across the mean field makes B longer, never shorter.",
                r -> 1)
            .slip(
                "That is all of δB²: only the part across the mean field counts in second order.",
                r -> 1 + 0.57 * 0.57 / 2),
        new Exercise(
                "2.4",
                "eddies of the injection scale that fit into the cube",
                0.05,
                "The injection scale is 0.4 of a side, and a cube has three of them.",
                n -> Math.pow(PaperSet.INJECTION_FRACTION, -3))
            .slip("So many stand along one side; a cube has three.", r -> Math.cbrt(r))
            .slip("So many lie on one face; a cube has three sides.", r -> Math.pow(r, 2 / 3.0))
            .slip("That is the volume of one eddy, the cube's being 1.", r -> 1 / r),
        new Exercise(
                "2.5",
                "the share of δB²/2 in shells 1 to 5 of the MHD cube",
                0.02,
                "Add energy(1) to energy(5) and divide by total().",
                n -> large(FieldSpectrum.of(shipped(n))))
            .slip("That is the share of all other shells.", r -> 1 - r),
        new Exercise(
                "2.6",
                "ℓ∥/ℓ⊥ of the MHD cube's field at the largest ℓ⊥ below 20 cells",
                0.05,
                "The anisotropy of the structure functions prints it.",
                n ->
                    StructureFunctions.of(shipped(n), shipped(n), 600_000, 1)
                        .anisotropy(5, 20)
                        .ratio())
            .slip("The other way round: length along the field over width across it.", r -> 1 / r));
  }

  private static FieldCube isotropic() {
    return GridTurbulence.of(TurbulenceSpectrum.kolmogorov(), 64).cube(1);
  }

  private static FieldCube shipped(Notebook notebook) {
    return Cubes.read(notebook.dataFolder().resolve("mhd-128-a.fits")).cube();
  }

  private static FieldCube unrelated() {
    int points = 32;
    RandomStream random = RandomStream.of(1, 0);
    float[] values = new float[3 * points * points * points];
    for (int p = 0; p < values.length; p++) {
      values[p] = (float) random.gaussian();
    }
    return FieldCube.of(points, values);
  }

  private static double large(FieldSpectrum spectrum) {
    double sum = 0;
    for (int k = 1; k <= 5; k++) {
      sum += spectrum.energy(k);
    }
    return sum / spectrum.total();
  }
}
