package larmor.turbulence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import larmor.field.CubicSplineField;
import larmor.field.NestedField;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.orbit.TrajectoryQuantity;
import larmor.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NestedTurbulenceTest {
  private static final double INJECTION = 10 * Units.pc;
  private static final double B0 = 3 * Units.muG;
  private static final TurbulenceSpectrum ISOTROPIC = TurbulenceSpectrum.kolmogorov();

  /** 64 points to each of five cubes: waves of 10 pc down to 2.5 mpc. */
  private static final NestedTurbulence NESTED = new NestedTurbulence(ISOTROPIC, 64, 5, 5);

  private static double[] at(NestedField f, Vec3 r) {
    double[] b = new double[3];
    f.at(r.x(), r.y(), r.z(), b);
    return b;
  }

  @Test
  void theFieldResolvesTheGyroradiusOf20TeV() {
    NestedField field = NESTED.field(INJECTION, B0, 1);
    assertEquals(4000, NESTED.range(), 1);
    double gyroradius = 1.081 * 0.02 / 3 * Units.pc;
    assertTrue(gyroradius / INJECTION < 7.3e-4, "" + gyroradius / INJECTION);
    assertTrue(gyroradius > 10 * field.resolution(), "" + gyroradius / field.resolution());
    assertEquals(field.hash(), NESTED.field(INJECTION, B0, 1).hash());
    assertNotEquals(field.hash(), NESTED.field(INJECTION, B0, 2).hash());
  }

  /** Within the overlap both cubes have a share of the power, elsewhere one has all of it. */
  @Test
  void powersOfNeighbouringCubesAddUpToTheSpectrum() {
    for (int c = 0; c < 4; c++) {
      SpectralWindow coarse = NESTED.window(c);
      SpectralWindow fine = NESTED.window(c + 1);
      int shared = 0;
      for (int square = 1; square < 190; square++) {
        double k = Math.sqrt(square);
        double share = coarse.weight(25 * square) / coarse.volume();
        double sum = share + fine.weight(square) / fine.volume();
        if ((c == 0 || 5 * k > 2.5 * SpectralWindow.OVERLAP) && k < 12.5 / SpectralWindow.OVERLAP) {
          assertEquals(1, sum, 1e-12, "cube " + c + ", k = " + 5 * k);
          shared += share > 0.05 && share < 0.95 ? 1 : 0;
        }
      }
      assertTrue(shared > 0, "no wave was tested where the power is shared");
    }
  }

  /**
   * Measured along lines over three decades, with an overlap of cubes at each factor 5: each octave
   * within 4.5 standard errors, from the scatter of 12 fields, and the 1 % of aliasing. No wave of
   * the lattice lies between 2.5 and √8 waves a side, so that the energy begins at √8.
   */
  @Test
  void spectrumOfTheSumIsTheOneAskedForOverThreeDecades() {
    int octaves = 11;
    int seeds = 12;
    double[] sum = new double[octaves];
    double[] squares = new double[octaves];
    OneDimensionalSpectrum last = null;
    for (int seed = 0; seed < seeds; seed++) {
      NestedField field = NESTED.field(INJECTION, B0, 20 + seed);
      last =
          OneDimensionalSpectrum.of(
              field,
              INJECTION / 1.3,
              octaves,
              new OneDimensionalSpectrum.Lines(60, 300 * Units.pc, 7 + 31 * seed));
      for (int o = 0; o < octaves; o++) {
        sum[o] += last.power()[o] / seeds;
        squares[o] += last.power()[o] * last.power()[o] / seeds;
      }
    }
    double longest = INJECTION * 2.5 / Math.sqrt(8);
    double[] expected = last.powerLaw(5.0 / 3, longest, INJECTION / NESTED.range(), 0.57 * B0);
    assertTrue(last.k()[octaves - 1] / last.k()[0] > 1000);
    for (int o = 0; o < octaves; o++) {
      double error = Math.sqrt((squares[o] - sum[o] * sum[o]) / (seeds - 1)) / expected[o];
      assertTrue(error < 0.04, "error " + error);
      assertEquals(1, sum[o] / expected[o], 4.5 * error + 0.01, "octave " + o);
    }
  }

  /** By differences over a fiftieth of the finest cell; measured: 0.0025. */
  @Test
  void divergenceIsThatOfTheSplinesAlone() {
    NestedField field = NESTED.field(INJECTION, B0, 4);
    double h = 0.02 * field.resolution();
    double divergence = 0;
    double gradient = 0;
    for (int p = 0; p < 400; p++) {
      RandomStream random = RandomStream.of(3, p);
      Vec3 r = random.direction().times(40 * Units.pc * random.uniform());
      double sum = 0;
      for (int c = 0; c < 3; c++) {
        Vec3 e = new Vec3(c == 0 ? h : 0, c == 1 ? h : 0, c == 2 ? h : 0);
        double[] above = at(field, r.plus(e));
        double[] below = at(field, r.minus(e));
        sum += above[c] - below[c];
        for (int d = 0; d < 3; d++) {
          gradient += Math.pow(above[d] - below[d], 2);
        }
      }
      divergence += sum * sum;
    }
    double relative = Math.sqrt(divergence / gradient);
    assertTrue(relative < 0.003 && relative > 0.002, "" + relative);
  }

  @Test
  void theFieldIsSmoothWhereCubesRepeat() {
    NestedField field = NESTED.field(INJECTION, B0, 4);
    for (CubicSplineField g : field.cubes()) {
      // along a line of two sides, across its faces
      double finest = 0.01 * field.resolution();
      double largest = 0;
      for (int i = 0; i < 200; i++) {
        Vec3 r = new Vec3(g.side() * i / 100, 0.3 * g.side(), 0.7 * g.side());
        double before = at(field, r)[1] - at(field, r.minus(new Vec3(finest, 0, 0)))[1];
        double after = at(field, r.plus(new Vec3(finest, 0, 0)))[1] - at(field, r)[1];
        largest = Math.max(largest, Math.abs(after - before));
      }
      // second differences of a smooth field over 0.01 cells; measured: 3.1e-6 at most
      assertTrue(largest < 4e-6 * B0, g + ": " + largest / B0);
    }
  }

  /** The largest relative error of the energy was 2.3e-6. */
  @Test
  void protonsOf20TeVAreTracedThroughItWithoutLosses() {
    NestedField field = NESTED.field(INJECTION, B0, 2);
    Ensemble e =
        Backtracker.of(Species.PROTON, field)
            .withEnergy(20 * Units.TeV, B0)
            .withSpheres(0.2 * Units.pc)
            .withStopOutsideSphere(0.2 * Units.pc)
            .run(LaunchDirections.uniform(20, 5));
    assertEquals(7.207e-4, e.gyration().gyroradius() / INJECTION, 1e-7);
    assertEquals(0, e.lost());
    for (double drift : e.column(TrajectoryQuantity.ENERGY_ERROR)) {
      assertTrue(Math.abs(drift) < 4e-6, "" + drift);
    }
  }

  @Test
  void impossibleNestedCubesAreRefused() {
    assertMessage(
        "nested cubes cannot have local anisotropy, because a finer cube is repeated within a coarser"
            + " one: use TurbulenceSpectrum.goldreichSridhar()",
        () ->
            new NestedTurbulence(
                TurbulenceSpectrum.goldreichSridhar().withLocalAnisotropy(), 64, 3, 4));
    assertMessage(
        "8 points a side are outside the range 16 to 1280: choose a number in that range",
        () -> new NestedTurbulence(ISOTROPIC, 8, 3, 4));
    assertMessage(
        "1 cubes, each 4.00 times smaller than the one before, cannot be nested: use 2 to 12 cubes"
            + " and a ratio of 2 or more",
        () -> new NestedTurbulence(ISOTROPIC, 64, 1, 4));
    assertMessage(
        "a ratio of 10.0 needs waves of 2.05 cells in the coarser cubes, below 4: use a ratio of"
            + " 5.12 at most, or more points",
        () -> new NestedTurbulence(ISOTROPIC, 64, 3, 10));
    assertMessage(
        "a smallest scale of 30.0 cells leaves the last cube without waves: lower it to 10.2",
        () -> new NestedTurbulence(ISOTROPIC.withSmallestScale(30), 64, 3, 5));
    CubicSplineField one = NESTED.field(INJECTION, B0, 1).cubes().get(0);
    assertMessage(
        "cube 2 has a side of 25.0 pc, the one before it 25.0 pc: give the largest first",
        () -> NestedField.of(Vec3.X, List.of(one, one), List.of(Vec3.X, Vec3.X)));
    assertMessage(
        "1 cubes at 0 positions cannot be nested: give at least one cube and one position for each",
        () -> NestedField.of(Vec3.X, List.of(one), List.of()));
  }

  private static void assertMessage(String message, Executable e) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, e).getMessage());
  }
}
