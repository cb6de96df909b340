package larmor.transport;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.field.CubicSplineField;
import larmor.field.MagneticField;
import larmor.field.MirrorField;
import larmor.field.UniformField;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.orbit.Species;
import larmor.orbit.TimeDirection;
import larmor.orbit.Trajectory;
import larmor.paper.PaperSet;
import larmor.turbulence.GridTurbulence;
import larmor.turbulence.TurbulenceSpectrum;
import org.junit.jupiter.api.Test;

class GuidingCentreTest {
  private static final Vec3 ORIGIN = new Vec3(0, 0, 0);
  private static final double L = 50 * pc;
  private static final MirrorField BOTTLE = new MirrorField(3 * muG, L);

  private static Vec3 inclined(double cosine) {
    return new Vec3(cosine, Math.sqrt(1 - cosine * cosine), 0);
  }

  /** On the axis of the bottle |B| is a parabola, and the motion along it is a sine. */
  @Test
  void theMotionInABottleIsASine() {
    double mu = 0.6;
    double k = Math.sqrt(1 - mu * mu) / L;
    GuidingCentre motion = GuidingCentre.of(BOTTLE, ORIGIN, inclined(mu), 500 * pc, 40, 5 * pc);
    for (int i = 0; i <= 40; i++) {
      double s = motion.path()[i];
      assertEquals(12.5 * pc * i, s, 1e-9 * pc);
      assertEquals(mu / k * Math.sin(k * s), motion.position(i).x(), 1e-6 * L);
      assertEquals(mu * Math.cos(k * s), motion.cosine(i), 1e-6);
    }
  }

  @Test
  void inAUniformFieldNothingChangesThePitchAngle() {
    MagneticField field = new UniformField(new Vec3(0, 0, 2 * muG));
    Vec3 start = new Vec3(3 * pc, 0, -1 * pc);
    GuidingCentre motion =
        GuidingCentre.of(field, start, new Vec3(0.6, 0, -0.8), 100 * pc, 4, 3 * pc);
    assertEquals(-0.8, motion.cosine(4), 1e-12);
    assertTrue(
        motion.position(4).minus(new Vec3(3 * pc, 0, -81 * pc)).norm() < 1e-9 * pc,
        motion.toString());
  }

  /** The magnetic moment is conserved in turbulence, through reflections at mirrors. */
  @Test
  void theMomentIsConservedInTurbulence() {
    PaperSet set = PaperSet.SET_3;
    CubicSplineField field =
        set.field(GridTurbulence.of(TurbulenceSpectrum.kolmogorov(), 32).cube(3));
    int turns = 0;
    for (int i = 0; i < 5; i++) {
      Vec3 start = new Vec3(37 * i * pc, 91 * i * pc, 13 * i * pc);
      Vec3 along = field.at(start).unit();
      Vec3 nearlyAcross = along.cross(Vec3.Z).unit().plus(along.times(0.2));
      GuidingCentre motion = GuidingCentre.of(field, start, nearlyAcross, 800 * pc, 200, 5 * pc);
      double mu = motion.cosine(0);
      double moment = (1 - mu * mu) / field.at(start).norm();
      for (int k = 1; k <= 200; k++) {
        turns += motion.cosine(k) * motion.cosine(k - 1) < 0 ? 1 : 0;
        double now = 1 - motion.cosine(k) * motion.cosine(k);
        assertEquals(1, now / field.at(motion.position(k)).norm() / moment, 1e-5);
      }
    }
    assertTrue(turns > 0, "no guiding centre was reflected");
  }

  /** The orbit of a particle approaches the guiding centre as its gyroradius falls. */
  @Test
  void smallGyroradiiFollowTheGuidingCentre() {
    double mu = 0.5;
    GuidingCentre motion = GuidingCentre.of(BOTTLE, ORIGIN, inclined(mu), 100 * pc, 1, 5 * pc);
    double before = Double.POSITIVE_INFINITY;
    for (double gyroradius : new double[] {2 * pc, 0.5 * pc, 0.125 * pc}) {
      Vec3 aside = new Vec3(0, 0, gyroradius * Math.sqrt(1 - mu * mu));
      Trajectory orbit =
          Backtracker.of(Species.PROTON, BOTTLE)
              .withGyroradius(gyroradius, 3 * muG)
              .withObserver(aside)
              .withTimeDirection(TimeDirection.FORWARD)
              .withTolerance(1e-9)
              .withStopAfterGyrations(100 * pc / (2 * Math.PI * gyroradius))
              .trajectory(inclined(mu));
      double apart = Math.abs(orbit.position(orbit.size() - 1).x() - motion.position(1).x());
      assertTrue(apart < 0.5 * before, gyroradius / pc + " pc: " + apart / pc + " pc apart");
      before = apart;
    }
    assertTrue(before < 0.01 * pc, "apart by " + before / pc + " pc");
  }

  @Test
  void impossibleMotionsAreRefused() {
    MagneticField none = (x, y, z, b) -> b[0] = b[1] = b[2] = 0;
    assertEquals(
        "the field at (0.00000, 0.00000, 0.00000) m has the strength 0.00000 T and no direction:"
            + " begin elsewhere",
        assertThrows(
                IllegalArgumentException.class,
                () -> GuidingCentre.of(none, ORIGIN, Vec3.X, 1, 1, 1))
            .getMessage());
    assertEquals(
        "a guiding centre cannot be followed for 1.00000 m in steps of 0.00000 m with 1 records:"
            + " give positive numbers and fewer than 1e9 steps",
        assertThrows(
                IllegalArgumentException.class,
                () -> GuidingCentre.of(BOTTLE, ORIGIN, Vec3.X, 1, 1, 0))
            .getMessage());
  }
}
