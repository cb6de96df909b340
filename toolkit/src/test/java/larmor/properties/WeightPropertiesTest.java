package larmor.properties;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.field.UniformField;
import larmor.liouville.BoundaryWeight;
import larmor.liouville.Liouville;
import larmor.liouville.PixelEstimator;
import larmor.liouville.WeightedSky;
import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.sky.Healpix;
import larmor.sky.SkyMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainContext.Global.class)
@Domain(Values.class)
class WeightPropertiesTest {
  private static final String SEED = "17";
  private static final double B = 3 * muG;
  private static final double R = 20 * pc;
  private static final Healpix GRID = Healpix.of(4);

  private static final Ensemble HELICES =
      Backtracker.of(Species.PROTON, new UniformField(new Vec3(B, 0, 0)))
          .withGyroradius(10 * pc, B)
          .withSpheres(R)
          .withStopOutsideSphere(40 * pc)
          .withMaximumGyrations(50)
          .run(LaunchDirections.stratified(4, 3, 5), new Workers(1), Progress.NONE)
          .withLossesAllowed();

  @Property(seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void theMeanOfADipoleOverAllDirectionsIsOneAndItsExtremesAreOneMoreAndLessTheAmplitude(
      @ForAll Vec3 axis,
      @ForAll @DoubleRange(max = 1) @Scale(12) double amplitude,
      @ForAll @DoubleRange(min = 1e-9, max = 1e9) @Scale(12) double length,
      @ForAll Vec3 place) {
    BoundaryWeight weight = BoundaryWeight.dipole(amplitude, axis.times(length));
    double sum = 0;
    for (int p = 0; p < GRID.pixels(); p++) {
      double w = weight.at(place, GRID.direction(p));
      assertTrue(w >= 1 - amplitude - 1e-15 && w <= 1 + amplitude + 1e-15, "weight " + w);
      sum += w;
    }
    assertEquals(1, sum / GRID.pixels(), 1e-13);
    assertEquals(1 + amplitude, weight.at(place, axis), 1e-15);
    assertEquals(1 - amplitude, weight.at(place, axis.times(-1)), 1e-15);
  }

  @Property(seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void theAnisotropyOfEveryWeightIsLinearInTheAmplitude(
      @ForAll Vec3 axis,
      @ForAll @DoubleRange(max = 1) @Scale(12) double amplitude,
      @ForAll Vec3 place,
      @ForAll Vec3 direction) {
    UniformField field = new UniformField(axis.times(B));
    BoundaryWeight[] full = {
      BoundaryWeight.dipole(1, axis),
      BoundaryWeight.densityGradient(1, axis),
      BoundaryWeight.fieldAlignedDipole(1, field)
    };
    BoundaryWeight[] part = {
      BoundaryWeight.dipole(amplitude, axis),
      BoundaryWeight.densityGradient(amplitude, axis),
      BoundaryWeight.fieldAlignedDipole(amplitude, field)
    };
    for (int i = 0; i < full.length; i++) {
      double expected = 1 + amplitude * (full[i].at(place.times(R), direction) - 1);
      assertEquals(expected, part[i].at(place.times(R), direction), 1e-15);
    }
    // along a uniform field, and where place and direction are the same, they are one weight
    assertEquals(full[0].at(place, direction), full[2].at(place, direction), 1e-15);
    assertEquals(full[0].at(place, place), full[1].at(place, place), 1e-15);
  }

  private static WeightedSky sky(BoundaryWeight weight) {
    return Liouville.of(weight).withEstimator(PixelEstimator.MEAN).withNside(4).sky(HELICES, R);
  }

  /** Intensity, not relative to its mean. */
  private static SkyMap intensity(WeightedSky sky) {
    double mean = 0;
    int hit = 0;
    for (int p = 0; p < sky.map().pixels(); p++) {
      if (!sky.map().isEmpty(p)) {
        mean += sky.map().at(p);
        hit++;
      }
    }
    assertEquals(0, mean / hit, 1e-14, "mean relative intensity");
    return sky.map();
  }

  @Property(seed = SEED, tries = 100, edgeCases = EdgeCasesMode.NONE)
  void theSkyIsTheSameForAMultipleOfTheWeight(
      @ForAll Vec3 axis,
      @ForAll @DoubleRange(max = 1) @Scale(12) double amplitude,
      @ForAll @DoubleRange(min = 1e-6, max = 1e6) @Scale(12) double factor) {
    BoundaryWeight weight = BoundaryWeight.dipole(amplitude, axis);
    WeightedSky one = sky(weight);
    WeightedSky many = sky((r, u) -> factor * weight.at(r, u));
    assertEquals(one.meanWeight() * factor, many.meanWeight(), 1e-13 * factor);
    SkyMap a = intensity(one);
    SkyMap b = intensity(many);
    for (int p = 0; p < a.pixels(); p++) {
      assertEquals(a.at(p), b.at(p), 1e-13);
    }
  }

  @Property(seed = SEED, tries = 100, edgeCases = EdgeCasesMode.NONE)
  void meanWeightsAndWeightsOfTrajectoriesAreLinear(
      @ForAll Vec3 first,
      @ForAll Vec3 second,
      @ForAll @DoubleRange(max = 1) @Scale(12) double share) {
    BoundaryWeight a = BoundaryWeight.dipole(1, first);
    BoundaryWeight b = BoundaryWeight.densityGradient(1, second);
    BoundaryWeight mixed = (r, u) -> share * a.at(r, u) + (1 - share) * b.at(r, u);
    double[] wa = Liouville.of(a).weights(HELICES, R);
    double[] wb = Liouville.of(b).weights(HELICES, R);
    double[] w = Liouville.of(mixed).weights(HELICES, R);
    for (int i = 0; i < w.length; i++) {
      assertEquals(share * wa[i] + (1 - share) * wb[i], w[i], 1e-14);
    }
    assertEquals(
        share * sky(a).meanWeight() + (1 - share) * sky(b).meanWeight(),
        sky(mixed).meanWeight(),
        1e-13);
  }
}
