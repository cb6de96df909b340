package larmor.orbit;

import static larmor.units.Units.PeV;
import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import larmor.field.MagneticField;
import larmor.numeric.Vec3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RefusalsTest {
  private static final double B = 3 * muG;
  private static final Backtracker BARE =
      Backtracker.of(Species.PROTON, TestFields.uniform(B, 0, 0));
  private static final Backtracker READY =
      BARE.withGyroradius(5 * pc, B).withStopOutsideBox(50 * pc);
  private static final LaunchDirections ONE = LaunchDirections.of(Vec3.X);

  private static String message(Executable action) {
    return assertThrows(RuntimeException.class, action).getMessage();
  }

  @Test
  void aTrajectoryIsLostIfNoStopConditionWasMet() {
    for (StopReason reason : StopReason.values()) {
      boolean lost = reason == StopReason.MAXIMUM_GYRATIONS || reason == StopReason.STEP_FAILED;
      assertEquals(lost, reason.lost(), reason.words());
    }
  }

  @Test
  void tracersWithoutGyroradiusOrStopConditionAreRefused() {
    assertEquals(
        "the tracer has no gyroradius: add .withGyroradius(gyroradius, field) or .withEnergy(energy, field)",
        message(() -> BARE.withStopOutsideBox(pc).run(ONE)));
    assertEquals(
        "the tracer has no stop condition: add .withStopOutsideBox(halfSide)",
        message(() -> BARE.withEnergy(PeV, B).trajectory(Vec3.X)));
  }

  @Test
  void aFieldInTeslaInPlaceOfMicrogaussIsRefusedWithItsRatio() {
    assertEquals(
        "the field at the observer, 9.00e+05 µG, is 3.00e+05 times the reference field of 3.00 µG:"
            + " give both with their unit, such as 3 * muG",
        message(
            () ->
                Backtracker.of(Species.PROTON, TestFields.uniform(3e5 * B, 0, 0))
                    .withGyroradius(5 * pc, B)
                    .withStopOutsideBox(50 * pc)
                    .run(ONE)));
  }

  @Test
  void gyroradiusBelowTwoCellsIsRefused() {
    MagneticField grid =
        new MagneticField() {
          @Override
          public void at(double x, double y, double z, double[] b) {
            b[0] = B;
            b[1] = 0;
            b[2] = 0;
          }

          @Override
          public double resolution() {
            return 3 * pc;
          }
        };
    Backtracker coarse =
        Backtracker.of(Species.PROTON, grid).withGyroradius(5 * pc, B).withStopOutsideBox(50 * pc);
    assertEquals(
        "gyroradius 5.00 pc is below two grid cells (6.00 pc): raise it, refine the grid, or add .withUnderResolvedAllowed()",
        message(() -> coarse.run(ONE)));
    assertEquals(StopReason.BOX, coarse.withUnderResolvedAllowed().run(ONE).stopReason(0));
  }

  @Test
  void spheresAndObserversOutsideTheBoxAreRefused() {
    assertEquals(
        "sphere R = 60.0 pc reaches beyond the end of the trajectories, 50.0 pc from the observer: lower R or widen the box",
        message(() -> READY.withSpheres(20 * pc, 60 * pc).run(ONE)));
    assertEquals(
        "sphere R = 20.0 pc reaches beyond the end of the trajectories, 10.0 pc from the observer: lower R or widen the box",
        message(() -> READY.withSpheres(20 * pc).withObserver(new Vec3(0, 40 * pc, 0)).run(ONE)));
    assertEquals(
        "the observer, 70.0 pc from the centre of the box, lies outside the box of half side 50.0 pc: move the observer or widen the box",
        message(() -> READY.withObserver(new Vec3(0, 0, -70 * pc)).run(ONE)));
    assertEquals(
        "sphere radius -1.0 m is not positive and finite: give a value above 0 m",
        message(() -> READY.withSpheres(-1)));
    assertEquals(
        "sphere R = 20.0 pc is given twice: give it once",
        message(() -> READY.withSpheres(20 * pc, 20 * pc)));
  }

  @Test
  void stopConditionsThatAreNotPositiveAndFiniteAreRefused() {
    assertEquals(
        "box half side 0.0 m is not positive and finite: give a value above 0 m",
        message(() -> BARE.withStopOutsideBox(0)));
    assertEquals(
        "stop radius -2.0 m is not positive and finite: give a value above 0 m",
        message(() -> BARE.withStopOutsideSphere(-2)));
    assertEquals(
        "number of gyrations NaN is not positive and finite: give a value above 0",
        message(() -> BARE.withStopAfterGyrations(Double.NaN)));
    assertEquals(
        "maximum number of gyrations Infinity is not positive and finite: give a value above 0",
        message(() -> BARE.withMaximumGyrations(Double.POSITIVE_INFINITY)));
  }

  @Test
  void moreGyrationsThanTheMaximumAndObserversAtNaNAreRefused() {
    assertEquals(
        "trajectories end after 20000.0 gyrations but count as lost after 10000.0: add .withMaximumGyrations(20000.0)",
        message(() -> READY.withStopAfterGyrations(20_000).run(ONE)));
    assertEquals(
        "the observer's position (NaN, 0.00, 0.00) m is not finite: give three finite coordinates",
        message(() -> READY.withObserver(new Vec3(Double.NaN, 0, 0))));
  }

  @Test
  void crossingsThatWereNotRecordedAreRefused() {
    Ensemble e = READY.withSpheres(10 * pc, 20 * pc).run(ONE);
    assertEquals(
        "sphere R = 30.0 pc was not recorded (recorded: 10.0, 20.0 pc): add it to .withSpheres(radii) and run again",
        message(() -> e.crossings(30 * pc, CrossingChoice.FIRST)));
    assertEquals(
        "only the first and last crossings were recorded: add .withAllCrossings() and run again",
        message(() -> e.crossings(10 * pc, CrossingChoice.ALL)));
    assertEquals(
        "sphere R = 30.0 pc was not recorded (recorded: none): add it to .withSpheres(radii) and run again",
        message(() -> READY.run(ONE).crossingCount(30 * pc, 0)));
  }

  @Test
  void impossibleParticlesNumbersAndWidthsAreRefused() {
    assertEquals(
        "charge 0.0 C is zero or not finite: give the charge of a charged particle",
        message(() -> new Species("neutron", 0, 1e-27)));
    assertEquals(
        "mass 0.0 kg is not positive and finite: give a value above 0 kg",
        message(() -> new Species("ghost", 1, 0)));
    assertEquals(
        "energy 0.500 GeV does not exceed the rest energy 0.938 GeV of the proton: give the total energy",
        message(() -> BARE.withEnergy(0.5e-6 * PeV, B)));
    assertEquals(
        "gyroradius -1.0 m is not positive and finite: give a value above 0 m",
        message(() -> BARE.withGyroradius(-1, B)));
    assertEquals(
        "reference field 0.0 T is not positive and finite: give a value above 0 T",
        message(() -> BARE.withGyroradius(1, 0)));
    assertEquals(
        "the number of launch directions, 0, is below 1: give 1 or more",
        message(() -> LaunchDirections.uniform(0, 1)));
    assertEquals(
        "the number of launch directions per pixel, 0, is below 1: give 1 or more",
        message(() -> LaunchDirections.stratified(1, 0, 1)));
    assertEquals(
        "the smoothing width 0.0 is not positive: give a value above 0",
        message(() -> MagneticMoment.of(READY.run(ONE)).peakRatio(0)));
  }
}
