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

/** Unit 5: the magnetic moment is one thing, Liouville's theorem another. */
final class LiouvilleExercises {
  private static final PaperSet SET = PaperSet.SET_3;
  private static final double B = PaperSet.MEAN_FIELD;

  private LiouvilleExercises() {}

  static List<Exercise> all() {
    return List.of(
        new Exercise(
                "5.1",
                "σ_µ/µ̄ over an isotropic launch in a uniform field",
                0.01,
                "µ goes as sin²α. Over the sphere ⟨sin²α⟩ = 2/3 and ⟨sin⁴α⟩ = 8/15.",
                n -> uniform())
            .slip("That is the variance over µ̄²: take the root.", r -> r * r)
            .slip("That is σ alone: divide by the mean, ⟨sin²α⟩ = 2/3.", r -> 2 * r / 3),
        new Exercise(
                "5.2",
                "the same where 1/|B| varies as in the MHD cube, independently of the pitch angle",
                0.02,
                "(σ/µ̄)² + 1 = (1 + 1/5)(1 + CV²), CV the deviation of 1/|B| over its mean, which the"
                    + " cube's magnitudes() give.",
                n -> varied(n))
            .slip("That is the square: take the root.", r -> r * r)
            .slip(
                "That is the answer of 5.1: it leaves out that |B| varies.", r -> 1 / Math.sqrt(5))
            .slip("That is the deviation of 1/|B| alone.", r -> Math.sqrt((r * r + 1) / 1.2 - 1)),
        new Exercise(
                "5.3",
                "where the histogram of σ_µ/µ̄ of set 3 peaks",
                0.05,
                "MagneticMoment.of(ensemble).peakRatio(0.05) finds it.",
                n -> MagneticMoment.of(n.ensemble(SET)).peakRatio(0.05))
            .slip(
                "That is what isotropy gives: where is the peak of this histogram?",
                r -> 1 / Math.sqrt(5))
            .slip("That is the paper's peak: where is this one?", r -> 0.5),
        new Exercise(
                "5.4",
                "mean σ_µ/µ̄ where a wave is 2π r_L long, over that where it is 100 r_L",
                0.05,
                "The cell above gives both means.",
                n -> resonant(2 * Math.PI) / resonant(100))
            .slip("The other way round: larger over smaller.", r -> 1 / r),
        new Exercise(
                "5.5",
                "the product of the four other stretchings of a phase-space volume, one gyration",
                0.05,
                "The five stretchings multiply to the ratio of the volumes, and the largest is printed.",
                LiouvilleExercises::others)
            .slip("That is the largest stretching itself; the others make up for it.", r -> 1 / r)
            .slip("That is the product of all five.", r -> 1),
        new Exercise(
                "5.6",
                "the mean C_ℓ of this many protons when the sky outside is isotropic [1e-4]",
                0.02,
                "Equal weights leave the noise of the launch, 4π/N.",
                n ->
                    1e4
                        * Liouville.of(BoundaryWeight.isotropic())
                            .sky(n.ensemble(SET), 60 * Units.pc)
                            .noise())
            .slip("That is 1/N: the sky has 4π.", r -> r / (4 * Math.PI))
            .slip("That is right in units of 1: 1e-4 is asked.", r -> 1e-4 * r));
  }

  private static double uniform() {
    UniformField field = new UniformField(new Vec3(B, 0, 0));
    var tracker =
        Backtracker.of(Species.PROTON, field)
            .withGyroradius(Units.pc, B)
            .withStopAfterGyrations(0.5);
    return MagneticMoment.of(tracker.run(LaunchDirections.healpix(16))).sliceRatios()[0];
  }

  private static double varied(Notebook notebook) {
    double[] inverse =
        Arrays.stream(
                Cubes.read(notebook.dataFolder().resolve("mhd-128-a.fits")).cube().magnitudes())
            .map(b -> 1 / b)
            .toArray();
    double mean = Arrays.stream(inverse).average().orElseThrow();
    double square = Arrays.stream(inverse).map(x -> x * x).average().orElseThrow();
    return Math.sqrt(1.2 * square / (mean * mean) - 1);
  }

  /** In a circularly polarised wave along the mean field, a fifth of its strength. */
  private static double resonant(double length) {
    Vec3 k = Vec3.X.times(2 * Math.PI / (length * Units.pc));
    PlaneWaveField wave =
        PlaneWaveField.of(Vec3.X.times(B))
            .with(k, Vec3.Y.times(0.2 * B), 0)
            .with(k, Vec3.Z.times(0.2 * B), Math.PI / 2);
    var tracker =
        Backtracker.of(Species.PROTON, wave).withGyroradius(Units.pc, B).withStopAfterGyrations(30);
    return MagneticMoment.of(tracker.run(LaunchDirections.uniform(300, 5))).meanRatio();
  }

  private static double others(Notebook notebook) {
    var tracker = SET.tracer(notebook.field(SET)).withSolver(DormandPrince.of(1e-12));
    PhaseSpaceVolume volume = PhaseSpaceVolume.of(tracker, new Vec3(1, 2, 2), 1, 1e-3);
    return volume.ratio() / volume.stretching();
  }
}
