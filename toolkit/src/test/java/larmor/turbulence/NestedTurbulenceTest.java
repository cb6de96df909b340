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
  void theFieldReachesTheGyroradiusOf20TeV() {
    NestedField field = NESTED.field(INJECTION, B0, 1);
    assertEquals(4000, NESTED.range(), 1);
    double gyroradius = 1.081 * 0.02 / 3 * Units.pc;
    assertTrue(gyroradius / INJECTION < 7.3e-4, "" + gyroradius / INJECTION);
    assertTrue(gyroradius > 10 * field.resolution(), "" + gyroradius / field.resolution());
    assertEquals(field.hash(), NESTED.field(INJECTION, B0, 1).hash());
    assertNotEquals(field.hash(), NESTED.field(INJECTION, B0, 2).hash());
  }

  /** Within the handover the two cubes' powers add up to the spectrum's, elsewhere one has it. */
  @Test
  void powersAddUpWhereOneCubeHandsOverToTheNext() {
    for (int c = 0; c < 4; c++) {
      SpectralBand coarse = NESTED.band(c);
      SpectralBand fine = NESTED.band(c + 1);
      int shared = 0;
      for (int square = 1; square < 190; square++) {
        double k = Math.sqrt(square);
        double part = coarse.part(25 * square) / coarse.cell();
        double sum = part + fine.part(square) / fine.cell();
        if ((c == 0 || 5 * k > 2.5 * SpectralBand.WIDTH) && k < 12.5 / SpectralBand.WIDTH) {
          assertEquals(1, sum, 1e-12, "cube " + c + ", k = " + 5 * k);
          shared += part > 0.05 && part < 0.95 ? 1 : 0;
        }
      }
      assertTrue(shared > 0, "no wave was tested where the power is shared");
    }
  }

  /**
   * Measured along lines, three decades, handovers at every factor 5: each octave within 4.5
   * standard errors, of 12 fields' scatter, and the 1 % that aliases. No wave of the lattice lies
   * between 2.5 and √8 waves a side, so the energy begins there.
   */
  @Test
  void spectrumOfTheSumIsTheOneAskedForOverThreeDecades() {
    int octaves = 11;
    int seeds = 12;
    double[] sum = new double[octaves];
    double[] squares = new double[octaves];
    LineSpectrum last = null;
    for (int seed = 0; seed < seeds; seed++) {
      NestedField field = NESTED.field(INJECTION, B0, 20 + seed);
      last = LineSpectrum.of(field, INJECTION / 1.3, octaves, 60, 300 * Units.pc, 7 + 31 * seed);
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

  /** By differences over a fiftieth of the finest cell. */
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
    assertTrue(relative < 0.05 && relative > 1e-6, "" + relative);
  }

  @Test
  void noSeamsWhereCubesRepeat() {
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
      // second differences of a smooth field: δB of the finest waves times (2π 0.01/4)²
      assertTrue(largest < 1e-3 * B0, g + ": " + largest / B0);
    }
  }

  @Test
  void protonsOf20TeVAreTracedThroughIt() {
    NestedField field = NESTED.field(INJECTION, B0, 2);
    Ensemble e =
        Backtracker.of(Species.PROTON, field)
            .withEnergy(20 * Units.TeV, B0)
            .withSpheres(0.2 * Units.pc)
            .withStopOutsideSphere(0.2 * Units.pc)
            .run(LaunchDirections.uniform(20, 5));
    assertEquals(6.5e-4, e.gyration().gyroradius() / INJECTION, 0.8e-4);
    assertEquals(0, e.lost());
    for (double drift : e.column(TrajectoryQuantity.ENERGY_ERROR)) {
      assertTrue(Math.abs(drift) < 1e-4, "" + drift);
    }
  }

  @Test
  void impossibleNestsAreRefused() {
    assertMessage(
        "8 points a side make no nested cubes: use 16 to 1280",
        () -> new NestedTurbulence(ISOTROPIC, 8, 3, 4));
    assertMessage(
        "1 cubes, each 4.00 times smaller than the one before, nest nothing: use 2 to 12, at least"
            + " twice smaller",
        () -> new NestedTurbulence(ISOTROPIC, 64, 1, 4));
    assertMessage(
        "a ratio of 10.0 leaves the coarser cubes waves of 2.05 cells, below 4: use a ratio of 5.12"
            + " at most, or more points",
        () -> new NestedTurbulence(ISOTROPIC, 64, 3, 10));
    assertMessage(
        "a smallest scale of 30.0 cells leaves the last cube no waves: lower it to 10.2",
        () -> new NestedTurbulence(ISOTROPIC.withSmallest(30), 64, 3, 5));
    CubicSplineField one = NESTED.field(INJECTION, B0, 1).cubes().get(0);
    assertMessage(
        "cube 2 has a side of 25.0 pc, the one before it 25.0 pc: give the largest first",
        () -> NestedField.of(Vec3.X, List.of(one, one), List.of(Vec3.X, Vec3.X)));
    assertMessage(
        "1 cubes at 0 positions make no nested field: give at least one cube and a position for each",
        () -> NestedField.of(Vec3.X, List.of(one), List.of()));
  }

  private static void assertMessage(String message, Executable e) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, e).getMessage());
  }
}
