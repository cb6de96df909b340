package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class IsothermalMhdTest {
  private static void refused(String message, Executable e) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, e).getMessage());
  }

  @Test
  void impossibleParametersAreRefused() {
    refused(
        "β = 0.00000 is not positive: give one above 0, such as the paper's 0.2",
        () -> IsothermalMhd.ofBeta(0));
    refused(
        "sound speed -1.00000 is not positive and finite: give one above 0",
        () -> IsothermalMhd.ofSoundSpeed(-1));
    refused(
        "Courant number 0.600000 is outside the range 0 to 0.5 in which the scheme is stable: use 0.4",
        () -> IsothermalMhd.ofBeta(0.2).withCourant(0.6));
    refused(
        "density floor 0.00000 is outside the range 0 to 1 (the mean density): use 0.01",
        () -> IsothermalMhd.ofBeta(0.2).withDensityFloor(0));
    refused(
        "4 cells a side are outside the range 8 to 1290: use 64 for a test, 128 to 512 for a field",
        () -> IsothermalMhd.ofBeta(0.2).atRest(4));
    refused(
        "driving power 0.00000 is outside the range 0 to 1000 (code units): give one inside, such as 1,"
            + " which gives M_A near 0.8",
        () -> DrivingSettings.ofPower(0, 1));
    refused(
        "target M_A 4.00000 is outside the range 0 to 3 of the solver: choose one in that range",
        () -> DrivingSettings.ofMachAlfven(4, 1));
    refused(
        "target M_A 9.00000 is outside the range 0 to 3 of the solver: choose one in that range",
        () -> DrivenTurbulence.of(64, 0.2, 9, 1));
    refused(
        "4 cells a side are outside the range 8 to 1290: use 64 for a test, 128 to 512 for a field",
        () -> DrivenTurbulence.ofPaper(4, 1));
    refused(
        "target M_A -1.00000 is not positive: give one above 0, such as the paper's 0.77",
        () -> DrivingSettings.ofMachAlfven(-1, 1));
    refused(
        "correlation time 0.00000 is not positive: give one above 0, such as 0.5, about one turnover"
            + " time",
        () -> DrivingSettings.ofPower(1, 1).withCorrelationTime(0));
    refused(
        "6 cells a side do not resolve the driving at k = 3.46 waves a side: use at least 8",
        () -> new SolenoidalForcing(DrivingSettings.ofPower(1, 1), 6));
    refused(
        "a grid of 0 x 1 x 1 cells of side 1.00000 is empty: use at least one cell along each axis"
            + " and a side above 0",
        () -> MhdState.uniform(0, 1, 1, 1, Vec3.X).withUniformFlow(1, Vec3.X));
    refused(
        "density 0.00000 at (0.500, 0.500, 0.500) is not positive and finite: give one above 0",
        () -> MhdState.uniform(1, 1, 1, 1, Vec3.X).withUniformFlow(0, Vec3.X));
    refused(
        "2000 x 2000 x 2000 cells are more than the 2147483639 elements of an array: use at most 1290"
            + " a side",
        () -> MhdState.uniform(2000, 2000, 2000, 1, Vec3.X).withUniformFlow(1, Vec3.X));
    refused(
        "driving needs a cube, and this grid has 8 x 16 x 8 cells: use the same number along each"
            + " axis",
        () ->
            IsothermalMhd.ofBeta(0.2)
                .withDriver(DrivingSettings.ofPower(1, 1))
                .start(MhdState.uniform(8, 16, 8, 0.1, Vec3.X).withUniformFlow(1, Vec3.X)));
  }

  @Test
  void tooLittleMemoryIsReportedBeforeItIsAllocated() {
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> IsothermalMhd.ofBeta(0.2).withWorkers(new Workers(2)).atRest(1200));
    assertTrue(
        e.getMessage().startsWith("MHD on 1200 x 1200 x 1200 cells needs 274.11 GB of memory and "),
        e.getMessage());
    assertTrue(
        e.getMessage().endsWith("start Java with a larger -Xmx, or use fewer cells"),
        e.getMessage());
  }

  @Test
  void anUnstableFlowIsReported() {
    MhdState s = MhdState.uniform(8, 8, 8, 0.125, Vec3.X).withUniformFlow(1, new Vec3(1e10, 0, 0));
    MhdRun run = IsothermalMhd.ofBeta(0.2).withWorkers(new Workers(1)).start(s);
    IllegalStateException e = assertThrows(IllegalStateException.class, run::step);
    assertTrue(
        e.getMessage().startsWith("the flow became unstable at t = ")
            && e.getMessage().endsWith("or raise the density floor from 0.0100"),
        e.getMessage());
  }

  @Test
  void aRunInterruptedInsideAStepRefusesToBeUsed() {
    IsothermalMhd scheme = IsothermalMhd.ofBeta(0.2).withWorkers(new Workers(2));
    MhdRun run = scheme.atRest(16);
    run.step();
    Thread.currentThread().interrupt();
    assertThrows(java.util.concurrent.CancellationException.class, run::step);
    assertTrue(Thread.interrupted());
    for (Executable e :
        new Executable[] {run::step, run::state, run::refined, () -> run.save(null)}) {
      assertEquals(
          "step 1 of this run was interrupted and its state is incomplete: resume it from its last"
              + " checkpoint",
          assertThrows(IllegalStateException.class, e).getMessage());
    }
  }

  @Test
  void aRefinedRunKeepsItsTimeAndItsDriver() {
    MhdRun run =
        IsothermalMhd.ofBeta(0.2)
            .withDriver(DrivingSettings.ofMachAlfven(0.77, 1))
            .withWorkers(new Workers(2))
            .atRest(12);
    run.advanceTo(0.1);
    MhdRun fine = run.refined();
    assertEquals(24, fine.state().nx());
    assertEquals(run.time(), fine.time());
    assertEquals(run.power(), fine.power());
    // means over cells of half the size contain more of the kinetic energy; measured: 1.0963
    assertEquals(1.096, fine.diagnostics().kinetic() / run.diagnostics().kinetic(), 0.002);
    double before = fine.diagnostics().energy();
    double given = fine.injected();
    fine.advanceTo(0.12);
    double change = fine.diagnostics().energy() - before;
    given = fine.injected() - given;
    assertTrue(change > 0.3 * given && change < given, change + " of " + given);
    assertTrue(fine.diagnostics().divergence() < 1e-14);
  }

  @Test
  void resultsPrintThemselves() {
    IsothermalMhd scheme =
        IsothermalMhd.ofBeta(0.2).withDriver(DrivingSettings.ofMachAlfven(0.77, 1));
    assertEquals(
        "isothermal MHD, c_s = 0.316, Courant 0.400, density floor 0.0100, solenoidal driving at"
            + " k = 2 to 3.46, held at M_A = 0.770, correlation time 0.500 L/v_A, seed 1",
        scheme.toString());
    assertEquals(
        "isothermal MHD, c_s = 1.00, Courant 0.400, density floor 0.0100, not driven",
        IsothermalMhd.ofSoundSpeed(1).toString());
    assertTrue(DrivingSettings.ofPower(2, 1).toString().contains("power 2.00 ρ v_A³ L²"));
    MhdRun run = scheme.withWorkers(new Workers(1)).atRest(8);
    assertEquals(
        "t = 0.00 L/v_A, step 0 of 0.00e+00: M_A 0.00, M_s 0.00, β 0.200, δB/B0 0.00, ∇·B"
            + " 0e+00/cell, ρ 1.00 to 1.00, first order in 0 cells, floor in 0 and 0 at half steps",
        run.toString());
    assertEquals("MHD state of 8 x 8 x 8 cells, side of a cell 0.125 L", run.state().toString());
  }

  @Test
  void diagnosticsOfAKnownFlowAreExact() {
    MhdState s =
        MhdState.uniform(4, 4, 4, 0.25, new Vec3(0, 3, 0))
            .withUniformFlow(4, new Vec3(0.3, 0.4, 0));
    MhdDiagnostics d =
        IsothermalMhd.ofSoundSpeed(0.5).withWorkers(new Workers(1)).start(s).diagnostics();
    assertEquals(0.5 / 1.5, d.machAlfven(), 1e-15);
    assertEquals(0.5 / 1.5, d.machAlfvenMass(), 1e-15);
    assertEquals(1, d.machSonic(), 1e-15);
    assertEquals(2 * 0.25 / 2.25, d.beta(), 1e-15);
    assertEquals(0, d.fluctuation(), 1e-15);
    assertEquals(4, d.mass(), 1e-15);
    assertEquals(0.5, d.kinetic(), 1e-15);
    assertEquals(4.5, d.magnetic(), 1e-15);
    assertEquals(5 + 0.25 * 4 * Math.log(4), d.energy(), 1e-14);
  }
}
