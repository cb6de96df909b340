package larmor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
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

/** From a cube to the spectrum, on the shipped field and on a snapshot of another MHD program. */
class PipelineTest {
  private static final double B0 = 3 * Units.muG;
  private static final double INJECTION = 100 * Units.pc;

  @Test
  void shippedFieldGivesThePapersChain() {
    chain(Cubes.read(Path.of("../data/mhd-128-a.fits")).cube());
  }

  @Test
  void athenaSnapshotGivesThePapersChain() {
    Path file =
        Path.of(System.getProperty("larmor.shared", "../../shared"))
            .resolve("snapshots/athena-mhd-128.fits");
    if (!Files.exists(file)) {
      System.out.println("SKIPPED: no Athena++ snapshot at " + file.toAbsolutePath().normalize());
    }
    assumeTrue(Files.exists(file), "no Athena++ snapshot");
    chain(Cubes.read(file).cube().divergenceFree());
  }

  /** Set 3 of the paper with 2000 protons: ranges of σ_µ/µ̄ and L_mfp from several cubes. */
  private static void chain(FieldCube cube) {
    CubicSplineField field =
        CubicSplineField.of(cube, CubeScale.ofInjectionScale(INJECTION, 0.4).withMeanField(B0));
    Ensemble ensemble =
        Backtracker.of(Species.PROTON, field)
            .withGyroradius(20 / 204.8 * INJECTION, B0)
            .withSpheres(10 * Units.pc, 60 * Units.pc)
            .withStopOutsideBox(1.5 * field.side())
            .run(LaunchDirections.uniform(2000, 3));
    assertEquals(0, ensemble.lost());
    double peak = MagneticMoment.of(ensemble).peakRatio(0.05);
    assertTrue(peak > 0.3 && peak < 0.65, "σ_µ/µ̄ peaks at " + peak);
    double path = MeanFreePath.of(ensemble).turn().mean() / INJECTION;
    assertTrue(path > 0.3 && path < 0.9, "L_mfp = " + path + " L_inj");
    Liouville liouville = Liouville.paper();
    WeightedSky near = liouville.sky(ensemble, 10 * Units.pc);
    WeightedSky far = liouville.sky(ensemble, 60 * Units.pc);
    assertEquals(0, near.missing());
    double nearDipole = near.spectrum().at(1) - near.noise();
    double farDipole = far.spectrum().at(1) - far.noise();
    assertTrue(nearDipole > 0.5 * 4 * Math.PI / 9, "C_1 at 10 pc is " + nearDipole);
    assertTrue(farDipole < nearDipole, nearDipole + " to " + farDipole);
  }
}
