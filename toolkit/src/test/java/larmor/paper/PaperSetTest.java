package larmor.paper;

import static larmor.units.Units.PeV;
import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.Ensemble;
import larmor.orbit.Species;
import larmor.orbit.Trajectory;
import larmor.turbulence.GridTurbulence;
import larmor.turbulence.TurbulenceSpectrum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class PaperSetTest {
  private static final FieldCube CUBE =
      GridTurbulence.of(TurbulenceSpectrum.goldreichSridhar(), 32).cube(5);

  /** A gyroradius of half an injection scale is 6.4 cells of the cube. */
  private static final PaperSet LARGE = PaperSet.of("large", 50 * pc);

  private static String message(Executable action) {
    return assertThrows(IllegalArgumentException.class, action).getMessage();
  }

  /**
   * The paper prints 0.24, 2.4 and 10 pc, and energies that are 1.107 times those of 5 or 20
   * points.
   */
  @Test
  void theThreeSetsAreThoseOfTable1() {
    double[] points = {5, 5, 20};
    int[] particles = {300_000, 100_000, 100_000};
    List<PaperSet> sets = PaperSet.all();
    assertEquals(List.of(PaperSet.SET_1, PaperSet.SET_2, PaperSet.SET_3), sets);
    for (int i = 0; i < 3; i++) {
      PaperSet set = sets.get(i);
      PaperSet.Published printed = set.published().orElseThrow();
      assertEquals("set " + (i + 1), set.name());
      assertEquals(points[i], set.cells(512), 1e-12);
      assertEquals(particles[i], set.particles());
      assertEquals(particles[i], printed.particles());
      assertEquals(1, set.gyroradius() / printed.gyroradius(), 0.025);
      assertEquals(1.107, printed.energy() / set.energy(), 5e-4);
      assertEquals(3 * muG, set.meanField());
      assertEquals(set.injectionScale() / 0.4, set.side());
    }
    assertArrayEquals(
        new double[] {10, 20, 40, 50, 60, 90},
        Arrays.stream(PaperSet.SET_3.radii()).map(r -> r / pc).toArray(),
        1e-13);
    assertArrayEquals(
        new double[] {1, 2, 4, 5, 6, 9},
        Arrays.stream(PaperSet.SET_1.radii()).map(r -> r / pc).toArray(),
        1e-13);
  }

  /**
   * Ten times the gyroradius in ten times the injection scale is the same trajectory, ten times as
   * long.
   */
  @Test
  void trajectoriesDependOnlyOnGyroradiusOverInjectionScale() {
    PaperSet small = LARGE.withInjectionScale(10 * pc).withGyroradius(5 * pc);
    assertEquals(LARGE.cells(32), small.cells(32), 1e-14);
    assertEquals(0.1 * LARGE.side(), small.side(), 1e-15 * LARGE.side());
    Trajectory one = trajectory(LARGE);
    Trajectory other = trajectory(small);
    assertEquals(one.size(), other.size());
    for (int i = 0; i < one.size(); i++) {
      Vec3 difference = one.position(i).minus(other.position(i).times(10));
      assertEquals(0, difference.norm() / LARGE.gyroradius(), 1e-10);
    }
  }

  private static Trajectory trajectory(PaperSet set) {
    return set.tracer(set.field(CUBE)).withStopAfterGyrations(2).trajectory(new Vec3(1, 2, 2));
  }

  /**
   * r_L = p/(|q| B): 1.08101 pc per PeV and µG for a proton; iron of 26 times the energy has the
   * same.
   */
  @Test
  void anEnergyGivesTheGyroradiusOfItsRigidity() {
    PaperSet protons = LARGE.withEnergy(30 * PeV);
    assertEquals(1.08101 * 30 / 3, protons.gyroradius() / pc, 5e-5);
    assertEquals(30 * PeV, protons.energy(), 1e-12 * PeV);
    assertEquals(
        protons.gyroradius(),
        protons.gyration().momentum() / (Species.PROTON.charge() * 3 * muG),
        1e-12 * pc);
    PaperSet iron = LARGE.withSpecies(Species.IRON).withEnergy(26 * 30 * PeV);
    assertEquals(1, iron.gyroradius() / protons.gyroradius(), 1e-12);
    assertEquals(Species.IRON, iron.species());
    PaperSet strong = protons.withMeanField(6 * muG);
    assertEquals(protons.gyroradius(), strong.gyroradius());
    assertEquals(2, strong.energy() / protons.energy(), 1e-12);
    assertEquals(protons.gyroradius() / 2, strong.withEnergy(30 * PeV).gyroradius(), 1e-9 * pc);
  }

  @Test
  void theSpheresScaleWithTheInjectionScaleAndTheGyroradiusDoesNot() {
    PaperSet twice = PaperSet.SET_3.withInjectionScale(200 * pc);
    assertEquals(PaperSet.SET_3.gyroradius(), twice.gyroradius());
    for (int i = 0; i < twice.radii().length; i++) {
      assertEquals(2, twice.radii()[i] / PaperSet.SET_3.radii()[i], 1e-15);
    }
    assertArrayEquals(new double[] {7 * pc}, twice.withSpheres(7 * pc).radii());
  }

  @Test
  void aChangeOfPhysicsRemovesThePrintedNumbersAndAnotherChangeKeepsThem() {
    PaperSet set = PaperSet.SET_2;
    assertFalse(set.withGyroradius(3 * pc).published().isPresent());
    assertFalse(set.withEnergy(PeV).published().isPresent());
    assertFalse(set.withSpecies(Species.HELIUM).published().isPresent());
    assertFalse(set.withInjectionScale(50 * pc).published().isPresent());
    assertFalse(set.withMeanField(muG).published().isPresent());
    assertFalse(LARGE.published().isPresent());
    PaperSet same =
        set.withName("again")
            .withSeed(9)
            .withParticles(50)
            .withObserver(Vec3.X.times(pc))
            .withSpheres(pc);
    assertEquals(set.published(), same.published());
    assertEquals("again", same.name());
    assertEquals(50, same.particles());
    assertEquals(50, same.quickParticles());
    assertEquals(Vec3.X.times(pc), same.observer());
    assertEquals("50 launch directions, uniform from seed 9", same.directions().toString());
    assertEquals(100_000, set.particles());
    assertEquals(4_000, set.withParticles(200_000).quickParticles());
  }

  @Test
  void theFieldOfASetHasItsMeanFieldAndSide() {
    PaperSet set = LARGE.withMeanField(5 * muG).withInjectionScale(80 * pc);
    CubicSplineField field = set.field(CUBE);
    assertEquals(200 * pc, field.side(), 1e-12 * pc);
    assertEquals(5 * muG, field.meanField().norm(), 1e-12 * muG);
    assertEquals(1, set.tracer(field).gyration().gyroradius() / set.gyroradius(), 1e-14);
  }

  @Test
  void aCubeWithoutAMeanFieldIsRefused() {
    FieldCube fluctuations = CUBE.withMean(new Vec3(0, 0, 0));
    assertTrue(
        message(() -> LARGE.field(fluctuations))
            .matches(
                "the cube's mean field is \\d\\.\\d\\de-\\d+ of its fluctuations, too little to be"
                    + " scaled to 3\\.00 µG: .*FieldCube\\.withMean"));
  }

  @Test
  void impossibleNumbersAreRefused() {
    assertEquals(
        "gyroradius 0.0 m is not positive and finite: give a value above 0 m",
        message(() -> LARGE.withGyroradius(0)));
    assertEquals(
        "injection scale -1.0 m is not positive and finite: give a value above 0 m",
        message(() -> LARGE.withInjectionScale(-1)));
    assertEquals(
        "mean field NaN T is not positive and finite: give a value above 0 T",
        message(() -> LARGE.withMeanField(Double.NaN)));
    assertEquals(
        "the number of particles, 0, is below 1: give 1 or more",
        message(() -> LARGE.withParticles(0)));
    assertEquals(
        "energy 1.00e-06 GeV does not exceed the rest energy 0.938 GeV of the proton: give the total"
            + " energy",
        message(() -> LARGE.withEnergy(1e-12 * PeV)));
  }

  @Test
  void theEnsembleOfASetIsTracedOnceAndKept(@TempDir Path folder) throws IOException {
    PaperSet few = LARGE.withParticles(20).withSpheres(20 * pc);
    CubicSplineField field = few.field(CUBE);
    Ensemble traced = few.ensemble(field, folder, new Workers(1), Progress.NONE);
    assertEquals(20, traced.size());
    assertEquals(List.of(20 * pc), traced.radii());
    assertEquals(few.observer(), traced.observer());
    assertEquals(Double.toString(1e-6), Double.toString(tolerance(traced)));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
    assertEquals(
        traced.manifest(), few.ensemble(field, folder, new Workers(1), Progress.NONE).manifest());
  }

  private static double tolerance(Ensemble ensemble) {
    return Double.parseDouble(ensemble.manifest().get("TOLERANC"));
  }

  @Test
  void aSetPrintsEverySettingThatMatters() {
    assertEquals(
        "set 3: 100000 particles (proton) of 27.1 PeV, printed as 30.0 PeV, r_L = 9.77 pc in B0 = 3.00"
            + " µG, L_inj = 100 pc, observer (0.00, 0.00, 0.00) pc, spheres R = 10.0, 20.0, 40.0,"
            + " 50.0, 60.0, 90.0 pc, seed 3",
        PaperSet.SET_3.toString());
    assertEquals(
        "low: 10 particles (iron nucleus) of 500 TeV, r_L = 0.00693 pc in B0 = 3.00 µG, L_inj = 100 pc,"
            + " observer (1.00, 0.00, 0.00) pc, spheres R = 2.00 pc, seed 8",
        LARGE
            .withName("low")
            .withParticles(10)
            .withSeed(8)
            .withSpecies(Species.IRON)
            .withEnergy(0.5 * PeV)
            .withObserver(Vec3.X.times(pc))
            .withSpheres(2 * pc)
            .toString());
  }
}
