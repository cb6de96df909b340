package larmor.properties;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.field.MagneticField;
import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.CrossingChoice;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.orbit.SphereCrossings;
import larmor.turbulence.PlaneWaves;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainContext.Global.class)
@Domain(Values.class)
class CrossingPropertiesTest {
  private static final double B = 3 * muG;
  private static final MagneticField WAVES =
      PlaneWaves.kolmogorov(60 * pc, 8 * pc).withModes(24).field(new Vec3(B, 0, 0), 0.8 * B, 3);

  private static final double OUTSIDE = 60 * pc;

  @Property(seed = "17", tries = 100, edgeCases = EdgeCasesMode.NONE)
  void crossingsLieOnTheSphereInOrderOfPathLengthAndFirstIsNotAfterLast(
      @ForAll Vec3 observer,
      @ForAll @DoubleRange(max = 500) @Scale(12) double distance,
      @ForAll @DoubleRange(min = 4, max = 20) @Scale(12) double gyroradius,
      @ForAll @DoubleRange(min = 0.001, max = 59) @Scale(12) double radius,
      @ForAll long seed) {
    Vec3 start = observer.times(distance * pc);
    double r = radius * pc;
    Ensemble ensemble =
        Backtracker.of(Species.PROTON, WAVES)
            .withGyroradius(gyroradius * pc, B)
            .withObserver(start)
            .withTolerance(1e-6)
            .withSpheres(r)
            .withAllCrossings()
            .withStopOutsideSphere(OUTSIDE)
            .withMaximumGyrations(100)
            .run(LaunchDirections.uniform(3, seed), new Workers(1), Progress.NONE)
            .withLossesAllowed();
    SphereCrossings all = ensemble.crossings(r, CrossingChoice.ALL);
    SphereCrossings first = ensemble.crossings(r, CrossingChoice.FIRST);
    SphereCrossings last = ensemble.crossings(r, CrossingChoice.LAST);
    double before = 0;
    for (int i = 0; i < all.size(); i++) {
      Vec3 place = all.position(i).minus(start);
      // the round-off of a position far from the centre of the cube is larger than that of R
      assertEquals(1, place.norm() / r, 1e-9 + 1e-15 * distance / radius);
      assertEquals(1, all.direction(i).norm(), 1e-14);
      assertEquals(all.outward(i), place.dot(all.direction(i)) > 0);
      boolean firstOfParticle = i == 0 || all.particle(i) != all.particle(i - 1);
      assertTrue(all.path(i) > (firstOfParticle ? r * (1 - 1e-9) : before), "path length");
      assertEquals(firstOfParticle || !all.outward(i - 1), all.outward(i), "out and in alternate");
      before = all.path(i);
    }
    assertEquals(first.size(), last.size());
    for (int i = 0; i < first.size(); i++) {
      assertEquals(first.particle(i), last.particle(i));
      assertTrue(first.outward(i) && last.outward(i));
      assertTrue(first.path(i) <= last.path(i));
    }
    assertEquals(3, first.size() + first.missing());
  }
}
