package larmor.orbit;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.field.MagneticField;
import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.ode.BulirschStoer;
import larmor.ode.DormandPrince;
import org.junit.jupiter.api.Test;

class CrossingsTest {
  private static final double B = 3 * muG;
  private static final double RL = 5 * pc;
  private static final Vec3 START = new Vec3(3 * pc, -2 * pc, pc);
  private static final double[] RADII = {4 * pc, 20 * pc, 40 * pc};
  private static final MagneticField WAVES = TestFields.waves(20, B, 0.8 * B, 60 * pc, 8 * pc, 12);
  private static final Backtracker TRACER =
      Backtracker.of(Species.PROTON, WAVES)
          .withGyroradius(RL, B)
          .withObserver(START)
          .withSpheres(RADII)
          .withStopOutsideBox(60 * pc);
  private static final LaunchDirections SKY = LaunchDirections.uniform(150, 9);
  private static final Ensemble ALL =
      TRACER.withAllCrossings().run(SKY, new Workers(2), Progress.NONE);

  @Test
  void crossingsLieOnTheSphereAndPointTheWayTheySay() {
    for (double radius : RADII) {
      SphereCrossings all = ALL.crossings(radius, CrossingChoice.ALL);
      assertEquals(radius, all.radius());
      assertEquals(CrossingChoice.ALL, all.choice());
      assertTrue(all.size() >= SKY.size(), all.toString());
      for (int i = 0; i < all.size(); i++) {
        Vec3 r = all.position(i).minus(START);
        assertEquals(1, r.norm() / radius, 1e-9);
        assertEquals(1, all.direction(i).norm(), 1e-14);
        assertEquals(all.outward(i), r.dot(all.direction(i)) > 0);
      }
    }
  }

  @Test
  void firstAndLastAreTheEndsOfTheAlternatingSequenceOfAllCrossings() {
    int several = 0;
    for (double radius : RADII) {
      SphereCrossings all = ALL.crossings(radius, CrossingChoice.ALL);
      SphereCrossings first = ALL.crossings(radius, CrossingChoice.FIRST);
      SphereCrossings last = ALL.crossings(radius, CrossingChoice.LAST);
      assertEquals(SKY.size(), first.size());
      assertEquals(SKY.size(), last.size());
      assertEquals(0, first.missing());
      int row = 0;
      for (int i = 0; i < SKY.size(); i++) {
        int from = row;
        while (row < all.size() && all.particle(row) == i) {
          assertEquals(
              (row - from) % 2 == 0, all.outward(row), "outward and inward crossings alternate");
          assertTrue(row == from || all.path(row) > all.path(row - 1));
          row++;
        }
        assertEquals(ALL.crossingCount(radius, i), row - from);
        assertEquals(
            1, (row - from) % 2, "a trajectory that ends outside crosses an odd number of times");
        assertEquals(i, first.particle(i));
        assertEquals(all.path(from), first.path(i));
        assertEquals(all.path(row - 1), last.path(i));
        assertEquals(all.position(row - 1), last.position(i));
        several += row - from > 1 ? 1 : 0;
      }
      assertEquals(all.size(), row);
    }
    assertTrue(several > 20, "too few trajectories return to a sphere: " + several);
  }

  @Test
  void firstAndLastAreTheSameWithoutRecordingAll() {
    Ensemble few = TRACER.run(SKY, new Workers(2), Progress.NONE);
    for (double radius : RADII) {
      for (CrossingChoice which :
          new CrossingChoice[] {CrossingChoice.FIRST, CrossingChoice.LAST}) {
        SphereCrossings a = few.crossings(radius, which);
        SphereCrossings b = ALL.crossings(radius, which);
        assertEquals(a.size(), b.size());
        for (int i = 0; i < a.size(); i++) {
          assertEquals(a.position(i), b.position(i));
          assertEquals(a.direction(i), b.direction(i));
        }
      }
      assertEquals(few.crossingCount(radius, 7), ALL.crossingCount(radius, 7));
    }
  }

  /**
   * First crossings at R = 4 pc against those at a tolerance of 1e-11. Measured largest
   * differences: 2.3e-9 at 1e-9 by another solver and 8.9e-7 at 1e-7, in r_L or rad.
   */
  @Test
  void crossingsAtALooserToleranceOrByAnotherSolverAreTheSameWithinTheToleranceClaimed() {
    Ensemble fine = TRACER.withTolerance(1e-11).run(SKY, new Workers(2), Progress.NONE);
    Ensemble other =
        TRACER.withSolver(DormandPrince.of(1e-9)).run(SKY, new Workers(2), Progress.NONE);
    Ensemble coarse = TRACER.withTolerance(1e-7).run(SKY, new Workers(2), Progress.NONE);
    SphereCrossings a = fine.crossings(RADII[0], CrossingChoice.FIRST);
    SphereCrossings b = other.crossings(RADII[0], CrossingChoice.FIRST);
    SphereCrossings c = coarse.crossings(RADII[0], CrossingChoice.FIRST);
    double[] worst = new double[2];
    for (int i = 0; i < SKY.size(); i++) {
      worst[0] = Math.max(worst[0], difference(a, b, i));
      worst[1] = Math.max(worst[1], difference(a, c, i));
    }
    assertEquals(0, worst[0], 4e-9);
    assertEquals(0, worst[1], 2e-6);
  }

  private static double difference(SphereCrossings a, SphereCrossings b, int i) {
    return Math.max(
        b.position(i).minus(a.position(i)).norm() / RL,
        b.direction(i).minus(a.direction(i)).norm());
  }

  /**
   * A circle through the observer crosses a sphere just smaller than its diameter twice and a
   * larger one never. It is outside the smaller sphere for 4√(2 gap)/Ω0, that is 0.57, 0.057 and
   * 0.0057/Ω0, while a step is longer than 0.5/Ω0.
   */
  @Test
  void aSphereThatIsGrazedWithinAStepIsCrossedTwiceOrNot() {
    for (double gap : new double[] {1e-2, 1e-4, 1e-6}) {
      Ensemble e =
          Backtracker.of(Species.PROTON, TestFields.uniform(B, 0, 0))
              .withGyroradius(RL, B)
              .withSolver(BulirschStoer.of(1e-10))
              .withSpheres(2 * RL * (1 - gap), 2 * RL * (1 + gap))
              .withAllCrossings()
              .withStopAfterGyrations(0.9)
              .run(LaunchDirections.of(Vec3.Y, Vec3.Z));
      assertTrue(e.value(TrajectoryQuantity.STEPS, 0) < 12, "steps longer than 0.5/Ω0");
      assertEquals(4, e.crossings(2 * RL * (1 - gap), CrossingChoice.ALL).size());
      assertEquals(0, e.crossings(2 * RL * (1 + gap), CrossingChoice.FIRST).size());
      assertEquals(2, e.crossings(2 * RL * (1 + gap), CrossingChoice.FIRST).missing());
    }
  }

  /** The same circle in a field of any direction: out at just before half a turn, in just after. */
  @Test
  void aGrazedSphereIsCrossedOutwardAndThenInwardInAFieldOfAnyDirection() {
    double gap = 1e-4;
    for (Vec3 axis : new Vec3[] {new Vec3(1, 2, 3), new Vec3(-3, 1, 0.5), new Vec3(0.2, -1, 2)}) {
      Vec3 b = axis.unit();
      Vec3 across = b.cross(Vec3.X).unit();
      SphereCrossings all =
          Backtracker.of(Species.PROTON, TestFields.uniform(B * b.x(), B * b.y(), B * b.z()))
              .withGyroradius(RL, B)
              .withSolver(BulirschStoer.of(1e-10))
              .withSpheres(2 * RL * (1 - gap))
              .withAllCrossings()
              .withStopAfterGyrations(1.9)
              .run(LaunchDirections.of(across, b.cross(across)))
              .crossings(2 * RL * (1 - gap), CrossingChoice.ALL);
      assertEquals(8, all.size());
      double half = 2 * Math.sqrt(2 * gap) * RL;
      for (int i = 0; i < 8; i++) {
        assertEquals(i % 2 == 0, all.outward(i));
        double middle = (i % 4 < 2 ? 1 : 3) * Math.PI * RL;
        assertEquals(middle + (i % 2 == 0 ? -half : half), all.path(i), 1e-2 * half);
        assertEquals(0, all.position(i).dot(b), 1e-8 * RL);
      }
    }
  }

  @Test
  void crossingsPrintRadiusAndNumbers() {
    assertEquals(
        "150 first crossings of R = 20.0 pc by 150 particles, 0 without a crossing",
        ALL.crossings(20 * pc, CrossingChoice.FIRST).toString());
  }
}
