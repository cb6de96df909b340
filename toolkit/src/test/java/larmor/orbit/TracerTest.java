package larmor.orbit;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import larmor.field.CubeScale;
import larmor.field.FieldCube;
import larmor.field.Interpolation;
import larmor.field.MagneticField;
import larmor.field.UniformField;
import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.ode.BulirschStoer;
import larmor.ode.DormandPrince;
import larmor.ode.Hermite;
import larmor.ode.Solver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The copies of the tracer's classes, one for each pair of solver and field. */
class TracerTest {
  private static final double B = 3 * muG;
  private static final MagneticField WAVES = TestFields.waves(12, B, 0.7 * B, 60 * pc, 20 * pc, 13);
  private static final CubeScale SCALE = CubeScale.ofSide(120 * pc).withFieldUnit(B);
  private static final FieldCube CUBE = FieldCube.of(WAVES, 16, SCALE);
  private static final List<Solver> SOLVERS =
      List.of(Hermite.of(1e-5), BulirschStoer.of(1e-5), DormandPrince.of(1e-5));

  private static Backtracker tracer(MagneticField field, Solver solver) {
    return Backtracker.of(Species.PROTON, field)
        .withSolver(solver)
        .withGyroradius(16 * pc, B)
        .withSpheres(10 * pc, 30 * pc)
        .withAllCrossings()
        .withStopAfterGyrations(3);
  }

  private static Ensemble trace(MagneticField field, Solver solver, boolean copies) {
    System.setProperty("larmor.classCopies", Boolean.toString(copies));
    return tracer(field, solver)
        .run(LaunchDirections.uniform(80, 5), new Workers(2), Progress.NONE);
  }

  private String before;

  @BeforeEach
  void allowCopies() {
    before = System.setProperty("larmor.classCopies", "true");
  }

  @AfterEach
  void restoreTheProperty() {
    System.setProperty("larmor.classCopies", before == null ? "true" : before);
  }

  @Test
  void copiesGiveTheBitsOfTheOriginals() {
    for (MagneticField field :
        List.of(
            WAVES,
            Interpolation.CUBIC_SPLINE.of(CUBE, SCALE),
            Interpolation.CATMULL_ROM.of(CUBE, SCALE))) {
      for (Solver solver : SOLVERS) {
        EnsembleTest.assertSame(trace(field, solver, false), trace(field, solver, true));
      }
    }
  }

  private static Tracer of(Solver solver, MagneticField field) {
    TracerSettings settings =
        TracerSettings.of(Species.PROTON, solver)
            .withGyration(Gyration.ofGyroradius(Species.PROTON, 16 * pc, B));
    return Tracer.of(settings, field, TimeSlices.SPACING);
  }

  @Test
  void eachPairOfSolverAndFieldHasOneCopy() {
    MagneticField spline = Interpolation.CUBIC_SPLINE.of(CUBE, SCALE);
    MagneticField other = Interpolation.CUBIC_SPLINE.of(CUBE, SCALE);
    Tracer one = of(Hermite.of(1e-6), spline);
    assertEquals("larmor.orbit.ParticleTracer_Hermite_CubicSplineField", one.getClass().getName());
    assertSame(one.getClass(), of(Hermite.of(1e-4), other).getClass());
    assertNotSame(one.getClass(), of(BulirschStoer.of(1e-6), spline).getClass());
    Vec3 b = new Vec3(B, 0, 0);
    assertNotSame(one.getClass(), of(Hermite.of(1e-6), new UniformField(b)).getClass());
  }

  /** The loop of a solver is copied for each class of equations, and thus for each pair. */
  @Test
  void eachPairHasAnIntegrationOfItsOwn() throws ReflectiveOperationException {
    MagneticField spline = Interpolation.CUBIC_SPLINE.of(CUBE, SCALE);
    for (Solver solver : SOLVERS) {
      Tracer tracer = of(solver, spline);
      var field = tracer.getClass().getDeclaredField("integration");
      field.setAccessible(true);
      String name = solver.getClass().getSimpleName();
      assertEquals(
          "larmor.ode." + name + "Integration_LorentzForce_" + name + "_CubicSplineField",
          field.get(tracer).getClass().getName());
    }
  }

  /**
   * Iron has 26 times the charge and the momentum of a proton of the same gyroradius. The gyroradii
   * are those of the paper's sets and others; the momentum of most of them is rounded differently
   * for the two.
   */
  @Test
  void ironAndProtonOfOneGyroradiusHaveTheSameBitsInATurbulentCube() {
    MagneticField cube = Interpolation.CUBIC_SPLINE.of(CUBE, SCALE);
    for (double gyroradius :
        new double[] {9.765625 * pc, 5 / 204.8 * (1000 * pc), 16 * pc, 23.4 * pc}) {
      Ensemble protons = nuclei(Species.PROTON, cube, gyroradius);
      Ensemble iron = nuclei(Species.IRON, cube, gyroradius);
      for (TrajectoryQuantity quantity : TrajectoryQuantity.values()) {
        // p²/(2 m B) and the rounding of the energy are those of the species
        if (!quantity.name().matches("MOMENT_.*|ENERGY_ERROR")) {
          assertArrayEquals(protons.column(quantity), iron.column(quantity), quantity.name());
        }
      }
      assertEquals(26, iron.gyration().momentum() / protons.gyration().momentum(), 1e-12);
      assertEquals(gyroradius, iron.gyration().gyroradius());
    }
  }

  private static Ensemble nuclei(Species species, MagneticField cube, double gyroradius) {
    return Backtracker.of(species, cube)
        .withTolerance(1e-6)
        .withGyroradius(gyroradius, B)
        .withUnderResolvedAllowed()
        .withSpheres(10 * pc, 30 * pc)
        .withStopAfterGyrations(20)
        .run(LaunchDirections.uniform(40, 5));
  }
}
