package larmor.course;

import java.util.Arrays;
import java.util.List;
import larmor.field.Cubes;
import larmor.field.PlaneWaveField;
import larmor.field.UniformField;
import larmor.liouville.BoundaryWeight;
import larmor.liouville.Liouville;
import larmor.liouville.PhaseSpaceVolume;
import larmor.notebook.Notebook;
import larmor.numeric.Vec3;
import larmor.ode.DormandPrince;
import larmor.orbit.Backtracker;
import larmor.orbit.LaunchDirections;
import larmor.orbit.MagneticMoment;
import larmor.orbit.Species;
import larmor.paper.PaperSet;
import larmor.units.Units;

/**
 * Unit 5: the magnetic moment and Liouville's theorem, which holds even where the magnetic moment
 * is not conserved.
 */
final class LiouvilleExercises {
  private static final PaperSet SET = PaperSet.SET_3;
  private static final double B = PaperSet.MEAN_FIELD;

  private LiouvilleExercises() {}

  static List<Exercise> all() {
    return List.of(
        new Exercise(
                "5.1",
                "σ_µ/µ̄ over isotropic launch directions in a uniform field",
                0.01,
                "µ is proportional to sin²α. Over the sphere ⟨sin²α⟩ = 2/3 and ⟨sin⁴α⟩ = 8/15.",
                n -> ratioInUniformField())
            .withMistake("This is the variance over µ̄²: take the square root.", r -> r * r)
            .withMistake("This is σ alone: divide it by the mean, ⟨sin²α⟩ = 2/3.", r -> 2 * r / 3),
        new Exercise(
                "5.2",
                "σ_µ/µ̄ over isotropic launch directions where 1/|B| varies as in the MHD cube, independently of the pitch angle",
                0.02,
                "(σ/µ̄)² + 1 = (1 + 1/5)(1 + CV²), where CV is the standard deviation of 1/|B| over its mean. The cube's magnitudes() are |B|.",
                n -> ratioInVaryingField(n))
            .withMistake("This is the square: take the square root.", r -> r * r)
            .withMistake(
                "This is the answer to 5.1, which leaves out the variation of |B|.",
                r -> 1 / Math.sqrt(5))
            .withMistake(
                "This is the relative standard deviation of 1/|B| alone.",
                r -> Math.sqrt((r * r + 1) / 1.2 - 1)),
        new Exercise(
                "5.3",
                "the value of σ_µ/µ̄ at which the histogram of set 3 peaks",
                0.05,
                "MagneticMoment.of(ensemble).peakRatio(0.05) finds it.",
                n -> MagneticMoment.of(n.ensemble(SET)).peakRatio(0.05))
            .withMistake(
                "This is the value for isotropic pitch angles: where is the peak of this histogram?",
                r -> 1 / Math.sqrt(5))
            .withMistake(
                "This is the peak in the paper: where is the peak of this histogram?", r -> 0.5),
        new Exercise(
                "5.4",
                "the mean σ_µ/µ̄ for a wavelength of 2π r_L, over that for 100 r_L",
                0.05,
                "The cell above prints both means.",
                n -> meanRatioInWave(2 * Math.PI) / meanRatioInWave(100))
            .withMistake("This is the inverse: divide the larger by the smaller.", r -> 1 / r),
        new Exercise(
                "5.5",
                "the product of the four smaller stretching factors of a phase-space volume after one gyration",
                0.05,
                "The product of the five stretching factors is the ratio of the volumes, and the largest factor is printed.",
                LiouvilleExercises::smallerStretchings)
            .withMistake(
                "This is the largest stretching factor itself: the product of the other four compensates for it.",
                r -> 1 / r)
            .withMistake("This is the product of all five.", r -> 1),
        new Exercise(
                "5.6",
                "the mean C_ℓ for this number of protons when the outer sky is isotropic [1e-4]",
                0.02,
                "With equal weights only the launch noise is left, 4π/N.",
                n ->
                    1e4
                        * Liouville.of(BoundaryWeight.isotropic())
                            .sky(n.ensemble(SET), 60 * Units.pc)
                            .noise())
            .withMistake("This is 1/N: the factor 4π is missing.", r -> r / (4 * Math.PI))
            .withMistake("This is the value itself: give it in units of 1e-4.", r -> 1e-4 * r));
  }

  private static double ratioInUniformField() {
    UniformField field = new UniformField(new Vec3(B, 0, 0));
    var tracer =
        Backtracker.of(Species.PROTON, field)
            .withGyroradius(Units.pc, B)
            .withStopAfterGyrations(0.5);
    return MagneticMoment.of(tracer.run(LaunchDirections.healpix(16))).sliceRatios()[0];
  }

  private static double ratioInVaryingField(Notebook notebook) {
    double[] inverse =
        Arrays.stream(
                Cubes.read(notebook.dataFolder().resolve("mhd-128-a.fits")).cube().magnitudes())
            .map(b -> 1 / b)
            .toArray();
    double mean = Arrays.stream(inverse).average().orElseThrow();
    double square = Arrays.stream(inverse).map(x -> x * x).average().orElseThrow();
    return Math.sqrt(1.2 * square / (mean * mean) - 1);
  }

  /**
   * Returns the mean σ_µ/µ̄ of protons in a circularly polarised wave along the mean field. The
   * amplitude of the wave is a fifth of the mean field.
   */
  private static double meanRatioInWave(double length) {
    Vec3 k = Vec3.X.times(2 * Math.PI / (length * Units.pc));
    PlaneWaveField wave =
        PlaneWaveField.of(Vec3.X.times(B))
            .with(k, Vec3.Y.times(0.2 * B), 0)
            .with(k, Vec3.Z.times(0.2 * B), Math.PI / 2);
    var tracer =
        Backtracker.of(Species.PROTON, wave).withGyroradius(Units.pc, B).withStopAfterGyrations(30);
    return MagneticMoment.of(tracer.run(LaunchDirections.uniform(300, 5))).meanRatio();
  }

  private static double smallerStretchings(Notebook notebook) {
    var tracer = SET.tracer(notebook.field(SET)).withSolver(DormandPrince.of(1e-12));
    PhaseSpaceVolume volume = PhaseSpaceVolume.of(tracer, new Vec3(1, 2, 2), 1, 1e-3);
    return volume.ratio() / volume.stretching();
  }
}
