package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.numeric.RandomStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class LegendreSumTest {
  @Test
  void simdSumsHaveTheBitsOfScalarSums() {
    LegendreSum fastest = LegendreSum.fastest();
    boolean simd = !(fastest instanceof ScalarLegendreSum);
    if (!simd) {
      System.out.println("SKIPPED simdSumsHaveTheBitsOfScalarSums: no vectors of four doubles");
    }
    Assumptions.assumeTrue(simd, "no vectors in this Java or on this machine");
    int[][] sizes = {
      {1, 0},
      {1, 2},
      {4, 11},
      {8, 5},
      {16, 30},
      {16, 47},
      {32, 1},
      {32, 511},
      {32, 1100},
      {64, 191},
      {128, 383}
    };
    assertTrue(1100 / 2 > 2 * ScalarLegendreSum.MOST, "three tables");
    for (int[] size : sizes) {
      int nside = size[0];
      int lmax = size[1];
      Healpix grid = Healpix.of(nside);
      double[] map = new double[grid.pixels()];
      RandomStream random = RandomStream.of(2, nside);
      java.util.Arrays.setAll(map, i -> random.gaussian());
      HarmonicPlan.Workspace one =
          new HarmonicPlan(grid, lmax, new ScalarLegendreSum()).new Workspace();
      HarmonicPlan.Workspace many = new HarmonicPlan(grid, lmax, fastest).new Workspace();
      one.analyse(map, null, 1, null);
      many.analyse(map, null, 1, null);
      assertArrayEquals(one.re, many.re, "re at nside " + nside + ", lmax " + lmax);
      assertArrayEquals(one.im, many.im, "im at nside " + nside + ", lmax " + lmax);
      double[] back = new double[map.length];
      one.synthesise(map, null);
      many.synthesise(back, null);
      assertArrayEquals(map, back);
    }
  }

  /**
   * One harmonic against closed forms, where the recursion of rings near the poles is scaled at
   * first or always: Y_mm and Y_{m+1,m} = cos θ √(2m + 3) Y_mm, in logarithms.
   */
  @Test
  void recursionHoldsAtTheLargestMultipoles() {
    Healpix grid = Healpix.of(2048);
    int lmax = 6143;
    LegendreRecursion recursion = new LegendreRecursion(grid, lmax);
    LegendreState state = new LegendreState(recursion, LegendreSum.fastest());
    double[] phases = new double[4 * LegendreState.TILE * recursion.tiles];
    double[] re = new double[Alm.size(lmax)];
    double[] im = new double[re.length];
    double log = -0.5 * Math.log(4 * Math.PI);
    int m = 0;
    for (int next : new int[] {1, 64, 700, 3000, 6140}) {
      for (; m < next; m++) {
        log += 0.5 * Math.log((2 * m + 3.0) / (2 * m + 2));
      }
      int place = m * (2 * lmax + 1 - m) / 2 + m;
      re[place] = 1;
      im[place + 1] = 1;
      state.synthesise(m, re, im, place, phases, 0, 4 * LegendreState.TILE);
      re[place] = 0;
      im[place + 1] = 0;
      double sign = (m & 1) == 0 ? 1 : -1;
      for (int r = 0; r < recursion.rings; r++) {
        double expected = sign * Math.exp(log + m * Math.log(grid.ringSine(r + 1)));
        int o = r / LegendreState.TILE * 4 * LegendreState.TILE + r % LegendreState.TILE;
        assertEquals(expected, phases[o], 3e-12, "λ_mm, m = " + m + ", ring " + r);
        assertEquals(
            expected * Math.sqrt(2 * m + 3),
            phases[o + 3 * LegendreState.TILE],
            4e-10,
            "λ_m+1,m over cos θ, m = " + m + ", ring " + r);
      }
    }
  }

  /** Σ_m |Y_lm|² = (2l + 1) / 4π at l = 3070 and on every ring of a coarse map. */
  @Test
  void squaresOfHarmonicsAddUpAtTheLargestMultipoles() {
    Healpix grid = Healpix.of(64);
    int lmax = 3071;
    LegendreRecursion recursion = new LegendreRecursion(grid, lmax);
    LegendreState state = new LegendreState(recursion, LegendreSum.fastest());
    double[] phases = new double[4 * LegendreState.TILE * recursion.tiles];
    double[] re = new double[Alm.size(lmax)];
    double[] im = new double[re.length];
    double[] sum = new double[recursion.rings];
    for (int m = 0; m <= lmax; m++) {
      int place = m * (2 * lmax + 1 - m) / 2 + m;
      int l = Math.max(m, lmax - 1);
      re[place + l - m] = 1;
      state.synthesise(m, re, im, place, phases, 0, 4 * LegendreState.TILE);
      re[place + l - m] = 0;
      boolean even = (lmax - 1 - m) % 2 == 0;
      for (int r = 0; r < sum.length && m <= lmax - 1; r++) {
        int o = r / LegendreState.TILE * 4 * LegendreState.TILE + r % LegendreState.TILE;
        double value = even ? phases[o] : grid.ringZ(r + 1) * phases[o + 2 * LegendreState.TILE];
        sum[r] += (m == 0 ? 1 : 2) * value * value;
      }
    }
    for (int r = 0; r < sum.length; r++) {
      double ratio = sum[r] * 4 * Math.PI / (2 * (lmax - 1) + 1);
      assertEquals(1, ratio, 1e-9, "ring " + r);
    }
  }

  /** All ring lengths against the sum itself. */
  @Test
  void ringPhasesAreFourierSums() {
    Healpix grid = Healpix.of(16);
    int lmax = 60;
    RingFourier fourier = new RingFourier(grid, lmax);
    double[] map = new double[grid.pixels()];
    RandomStream random = RandomStream.of(1, 1);
    java.util.Arrays.setAll(map, i -> random.gaussian());
    double[] g = new double[fourier.size];
    int chunk = 4 * LegendreState.TILE;
    double[] phases = new double[chunk * (lmax + 1)];
    for (int tile = 0; tile < 2; tile++) {
      fourier.forward(map, null, tile, g);
      fourier.phases(g, tile, phases, 0);
      for (int lane = 0; lane < LegendreState.TILE; lane++) {
        int north = tile * LegendreState.TILE + lane + 1;
        int south = 64 - north;
        for (int m = 0; m <= lmax; m++) {
          double[] a = sum(grid, map, north, m);
          double[] b = north == south ? new double[2] : sum(grid, map, south, m);
          int o = m * chunk + lane;
          double z = grid.ringZ(north);
          assertEquals(a[0] + b[0], phases[o], 1e-12);
          assertEquals(a[1] + b[1], phases[o + LegendreState.TILE], 1e-12);
          assertEquals(z * (a[0] - b[0]), phases[o + 2 * LegendreState.TILE], 1e-12);
          assertEquals(z * (a[1] - b[1]), phases[o + 3 * LegendreState.TILE], 1e-12);
        }
      }
    }
  }

  private static double[] sum(Healpix grid, double[] map, int ring, int m) {
    double[] s = new double[2];
    for (int j = 0; j < grid.ringLength(ring); j++) {
      double phi = grid.phi(grid.ringStart(ring) + j);
      s[0] += map[grid.ringStart(ring) + j] * Math.cos(m * phi);
      s[1] -= map[grid.ringStart(ring) + j] * Math.sin(m * phi);
    }
    return s;
  }
}
