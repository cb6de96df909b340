package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import org.junit.jupiter.api.Test;

class HealpixTest {
  @Test
  void centresLieInTheirPixels() {
    for (int nside = 1; nside <= 64; nside *= 2) {
      Healpix grid = Healpix.of(nside);
      for (int p = 0; p < grid.pixels(); p++) {
        Vec3 n = grid.direction(p);
        assertEquals(1, n.norm(), 1e-15);
        assertEquals(p, grid.pixel(n));
        assertEquals(p, grid.pixel(n.times(3e18)));
        assertEquals(p, grid.fromNested(grid.nested(p)));
      }
    }
  }

  @Test
  void aPlaceByHeightAndLongitudeIsInThePixelOfItsDirection() {
    for (int nside : new int[] {1, 16, 1024}) {
      Healpix grid = Healpix.of(nside);
      RandomStream random = RandomStream.of(nside, 7);
      for (int i = 0; i < 2000; i++) {
        Vec3 n = random.direction();
        double phi = Math.atan2(n.y(), n.x());
        assertEquals(grid.pixel(n), grid.pixelAt(n.z(), phi < 0 ? phi + 2 * Math.PI : phi));
      }
      assertEquals(grid.pixelAt(0.1, 0), grid.pixelAt(0.1, 2 * Math.PI));
      assertEquals(grid.pixel(Vec3.Z), grid.pixelAt(1, 0));
    }
    for (double[] wrong : new double[][] {{1.1, 0}, {0, -0.1}, {0, 7}, {Double.NaN, 0}}) {
      String told =
          assertThrows(
                  IllegalArgumentException.class, () -> Healpix.of(1).pixelAt(wrong[0], wrong[1]))
              .getMessage();
      assertTrue(told.contains("give z from -1 to 1 and a longitude from 0 to 2π"), told);
    }
  }

  @Test
  void ringsHoldEveryPixelOnce() {
    for (int nside : new int[] {1, 2, 16, 1024}) {
      Healpix grid = Healpix.of(nside);
      int next = 0;
      for (int ring = 1; ring <= grid.rings(); ring++) {
        assertEquals(next, grid.ringStart(ring));
        assertEquals(ring, grid.ring(next));
        next += grid.ringLength(ring);
        assertEquals(ring, grid.ring(next - 1));
        double z = grid.ringZ(ring);
        assertEquals(1, z * z + Math.pow(grid.ringSine(ring), 2), 1e-15);
      }
      assertEquals(grid.pixels(), next);
    }
  }

  /** Uniform directions fall equally often in every pixel: χ² below its 1 − 10⁻⁵ quantile. */
  @Test
  void pixelsAreEqualInArea() {
    Healpix grid = Healpix.of(4);
    int n = 400_000;
    int[] count = new int[grid.pixels()];
    RandomStream random = RandomStream.of(4, 0);
    for (int i = 0; i < n; i++) {
      count[grid.pixel(random.direction())]++;
    }
    double chi2 = 0;
    double expected = (double) n / grid.pixels();
    for (int c : count) {
      chi2 += (c - expected) * (c - expected) / expected;
    }
    assertTrue(chi2 < 286, "χ² of 191 degrees " + chi2);
  }

  @Test
  void neighboursAreMutualAndNear() {
    for (int nside : new int[] {1, 2, 4, 32}) {
      Healpix grid = Healpix.of(nside);
      int missing = 0;
      for (int p = 0; p < grid.pixels(); p++) {
        Set<Integer> around = new HashSet<>();
        for (int q : grid.neighbours(p)) {
          if (q < 0) {
            missing++;
            continue;
          }
          around.add(q);
          boolean back = false;
          for (int r : grid.neighbours(q)) {
            back |= r == p;
          }
          assertTrue(back, p + " is no neighbour of its neighbour " + q);
          assertTrue(
              grid.direction(p).angleTo(grid.direction(q)) < 2.1 * grid.resolution(),
              p + " and " + q + " are far apart");
        }
        assertTrue(!around.contains(p));
      }
      assertEquals(24, missing);
    }
  }

  @Test
  void discsHoldTheCentresWithinTheirRadius() {
    RandomStream random = RandomStream.of(9, 0);
    for (int nside : new int[] {1, 4, 16}) {
      Healpix grid = Healpix.of(nside);
      for (int t = 0; t < 60; t++) {
        Vec3 centre = t == 0 ? Vec3.Z : t == 1 ? Vec3.X.times(2) : random.direction();
        double radius = t == 2 ? Math.PI : t == 3 ? 0 : random.uniform(0, 2);
        int[] brute =
            java.util.stream.IntStream.range(0, grid.pixels())
                .filter(p -> grid.direction(p).angleTo(centre) <= radius)
                .toArray();
        assertArrayEquals(brute, grid.disc(centre, radius));
      }
    }
  }

  @Test
  void pixelFunctionsEqualHealpy() {
    for (double[] row : Reference.rows("pixels.csv")) {
      Healpix grid = Healpix.of((int) row[0]);
      Vec3 n = new Vec3(row[1], row[2], row[3]);
      int pixel = grid.pixel(n);
      assertEquals((int) row[4], pixel);
      assertEquals((int) row[5], grid.nested(pixel));
      long around = 0;
      for (int q : grid.neighbours(pixel)) {
        around += q;
      }
      assertEquals((long) row[6], around);
      int[] disc = grid.disc(n, Math.min(Math.PI, 5 * grid.resolution()));
      assertEquals((int) row[7], disc.length);
      assertEquals((long) row[8], java.util.Arrays.stream(disc).asLongStream().sum());
    }
  }

  @Test
  void interpolationEqualsHealpy() {
    for (double[] row : Reference.rows("interpolation.csv")) {
      Healpix grid = Healpix.of((int) row[0]);
      double s = Math.sin(row[1]);
      Vec3 n = new Vec3(s * Math.cos(row[2]), s * Math.sin(row[2]), Math.cos(row[1]));
      Healpix.Interpolation ours = grid.interpolation(n);
      double[] weight = new double[grid.pixels()];
      for (int i = 0; i < 4; i++) {
        weight[(int) row[3 + i]] += row[7 + i];
        weight[ours.pixel(i)] -= ours.weight(i);
      }
      for (double w : weight) {
        assertEquals(0, w, 1e-9);
      }
    }
  }

  @Test
  void unusableRequestsAreRefused() {
    refused(
        "nside 12 is not a power of two from 1 to 8192: use a value such as 16",
        () -> Healpix.of(12));
    refused(
        "nside 0 is not a power of two from 1 to 8192: use a value such as 16",
        () -> Healpix.of(0));
    refused(
        "3000 values are not 12 nside² pixels: nside 16 has 3072", () -> Healpix.ofPixels(3000));
    refused("pixel 3072 is outside nside 16: use 0 to 3071", () -> Healpix.of(16).direction(3072));
    refused(
        "a vector of length 0.0 has no direction: give one of finite, positive length",
        () -> Healpix.of(16).pixel(0, 0, 0));
    refused(
        "a disc radius of -1.00 rad is outside 0 to π: use a value such as 5 * deg",
        () -> Healpix.of(16).disc(Vec3.Z, -1));
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable e) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, e).getMessage());
  }

  @Test
  void printsItself() {
    assertEquals("HEALPix nside 16: 3072 pixels of side 3.66°", Healpix.of(16).toString());
  }
}
