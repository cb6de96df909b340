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

/** Unit 2: making a turbulent field and characterising it. */
final class TurbulenceExercises {
  private TurbulenceExercises() {}

  static List<Exercise> all() {
    return List.of(
        new Exercise(
                "2.1",
                "the relative divergence of a field whose three components are independent random numbers",
                0.03,
                "What is the rms of the cosine between a random direction and a wave vector?",
                n -> independentComponents().relativeDivergence())
            .withMistake("This is the mean square: take the square root.", r -> r * r)
            .withMistake(
                "This is the mean of |cos|: the root of the mean square is asked for.", r -> 0.5),
        new Exercise(
                "2.2",
                "the exponent of E(k) between shells 4 and 12 of the isotropic cube",
                0.03,
                "FieldSpectrum.of(cube).slope(low, high) fits it; a falling spectrum has a negative exponent.",
                n -> FieldSpectrum.of(isotropic()).slope(4, 12))
            .withMistake(
                "This is the exponent of the mean square amplitude of a single wave: a shell contains 4πk² waves.",
                r -> -11 / 3.0),
        new Exercise(
                "2.3",
                "the fraction of δB²/2 in shells 1 to 5 of the MHD cube",
                0.02,
                "Add energy(1) to energy(5) and divide by total().",
                n -> fractionInLargestShells(FieldSpectrum.of(shipped(n))))
            .withMistake("This is the fraction in all other shells.", r -> 1 - r),
        new Exercise(
                "2.4",
                "⟨|B|⟩/B0 of the isotropic cube, δB/B0 = 0.57",
                0.01,
                "Expand |B| about B0: to second order only the part of δB perpendicular to the mean field contributes, and it has two thirds of δB².",
                n -> isotropic().meanMagnitude())
            .withMistake(
                "⟨|B|⟩ is not |⟨B⟩|: a fluctuation perpendicular to the mean field always makes |B| larger.",
                r -> 1)
            .withMistake(
                "This uses all of δB²: to second order only the part perpendicular to the mean field contributes.",
                r -> 1 + 0.57 * 0.57 / 2),
        new Exercise(
                "2.5",
                "ℓ∥/ℓ⊥ of the MHD cube's field at the largest ℓ⊥ below 20 cells",
                0.05,
                "anisotropy(5, 20) of the structure functions prints it.",
                n ->
                    StructureFunctions.of(shipped(n), shipped(n), 600_000, 1)
                        .anisotropy(5, 20)
                        .ratio())
            .withMistake(
                "This is the inverse: the length along the field over the width across it is asked for.",
                r -> 1 / r),
        new Exercise(
                "2.6",
                "the number of eddies of the injection scale that fit into the cube",
                0.05,
                "The injection scale is 0.4 of a side: how many eddies fit along a side, and how many into the volume?",
                n -> Math.pow(PaperSet.INJECTION_FRACTION, -3))
            .withMistake(
                "This is the number along one side: the cube has three dimensions.",
                r -> Math.cbrt(r))
            .withMistake(
                "This is the number on one face: the cube has three dimensions.",
                r -> Math.pow(r, 2 / 3.0))
            .withMistake(
                "This is the volume of one eddy as a fraction of the cube: the number of eddies is its inverse.",
                r -> 1 / r));
  }

  private static FieldCube isotropic() {
    return GridTurbulence.of(TurbulenceSpectrum.kolmogorov(), 64).cube(1);
  }

  private static FieldCube shipped(Notebook notebook) {
    return Cubes.read(notebook.dataFolder().resolve("mhd-128-a.fits")).cube();
  }

  private static FieldCube independentComponents() {
    int points = 32;
    RandomStream random = RandomStream.of(1, 0);
    float[] values = new float[3 * points * points * points];
    for (int p = 0; p < values.length; p++) {
      values[p] = (float) random.gaussian();
    }
    return FieldCube.of(points, values);
  }

  private static double fractionInLargestShells(FieldSpectrum spectrum) {
    double sum = 0;
    for (int k = 1; k <= 5; k++) {
      sum += spectrum.energy(k);
    }
    return sum / spectrum.total();
  }
}
