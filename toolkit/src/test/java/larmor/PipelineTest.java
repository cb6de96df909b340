package larmor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import larmor.field.CubeScale;
import larmor.field.Cubes;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.liouville.Liouville;
import larmor.liouville.WeightedSky;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.MagneticMoment;
import larmor.orbit.MeanFreePath;
import larmor.orbit.Species;
import larmor.units.Units;
import org.junit.jupiter.api.Test;

/**
 * The whole chain from a cube to the power spectrum, on the shipped field and on a snapshot of
 * another MHD program. The tolerances allow for the chaos of single trajectories, not for other
 * physics.
 */
class PipelineTest {
  private static final double B0 = 3 * Units.muG;
  private static final double INJECTION = 100 * Units.pc;

  /** Measured: σ_µ/µ̄ peaks at 0.334; L_mfp = (0.503 ± 0.018) L_inj; C_1 = 1.561 and 1.425. */
  @Test
  void setThreeInTheShippedFieldHasTheMeasuredMomentsPathAndDipoles() {
    Results results = trace(Cubes.read(Path.of("../data/mhd-128-a.fits")).cube());
    assertEquals(0.334, results.momentPeak(), 0.004);
    assertEquals(0.503, results.meanFreePath(), 0.004);
    assertEquals(1.561, results.dipoleAt10Parsec(), 0.01);
    assertEquals(1.425, results.dipoleAt60Parsec(), 0.01);
  }

  /** Measured: σ_µ/µ̄ peaks at 0.486; L_mfp = (0.546 ± 0.017) L_inj; C_1 = 1.649 and 1.551. */
  @Test
  void setThreeInAnAthenaSnapshotHasTheMeasuredMomentsPathAndDipoles() {
    Path file =
        Path.of(System.getProperty("larmor.shared", "../../shared"))
            .resolve("snapshots/athena-mhd-128.fits");
    if (!Files.exists(file)) {
      System.out.println("SKIPPED: no Athena++ snapshot at " + file.toAbsolutePath().normalize());
    }
    assumeTrue(Files.exists(file), "no Athena++ snapshot");
    Results results = trace(Cubes.read(file).cube().divergenceFree());
    assertEquals(0.486, results.momentPeak(), 0.004);
    assertEquals(0.546, results.meanFreePath(), 0.004);
    assertEquals(1.649, results.dipoleAt10Parsec(), 0.01);
    assertEquals(1.551, results.dipoleAt60Parsec(), 0.01);
  }

  /**
   * What is compared with the measured values.
   *
   * @param momentPeak peak of σ_µ/µ̄, smoothed with 0.05
   * @param meanFreePath L_mfp in injection scales
   * @param dipoleAt10Parsec C_1 less noise at R = 10 pc
   * @param dipoleAt60Parsec C_1 less noise at R = 60 pc
   */
  private record Results(
      double momentPeak, double meanFreePath, double dipoleAt10Parsec, double dipoleAt60Parsec) {}

  /** Traces set 3 of the paper with 2000 protons; all reach both spheres. */
  private static Results trace(FieldCube cube) {
    CubicSplineField field =
        CubicSplineField.of(cube, CubeScale.ofInjectionScale(INJECTION, 0.4).withMeanField(B0));
    Ensemble ensemble =
        Backtracker.of(Species.PROTON, field)
            .withGyroradius(20 / 204.8 * INJECTION, B0)
            .withSpheres(10 * Units.pc, 60 * Units.pc)
            .withStopOutsideBox(1.5 * field.side())
            .run(LaunchDirections.uniform(2000, 3));
    assertEquals(0, ensemble.lost());
    WeightedSky near = Liouville.paper().sky(ensemble, 10 * Units.pc);
    WeightedSky far = Liouville.paper().sky(ensemble, 60 * Units.pc);
    assertEquals(0, near.missing());
    assertEquals(0, far.missing());
    return new Results(
        MagneticMoment.of(ensemble).peakRatio(0.05),
        MeanFreePath.of(ensemble).turn().mean() / INJECTION,
        near.spectrumLessNoise().at(1),
        far.spectrumLessNoise().at(1));
  }
}
