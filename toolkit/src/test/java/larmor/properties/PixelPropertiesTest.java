package larmor.properties;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import larmor.numeric.Vec3;
import larmor.sky.Healpix;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainContext.Global.class)
@Domain(Values.class)
class PixelPropertiesTest {
  private static final String SEED = "17";

  /** A pixel by its order, the power of two in nside, and its place among the pixels, 0 to 1. */
  private static int pixel(Healpix grid, double place) {
    return (int) Math.min(grid.pixels() - 1, (long) (place * grid.pixels()));
  }

  @Property(seed = SEED)
  void theCentreOfAPixelLiesInItAndOnItsRing(
      @ForAll @IntRange(max = 13) int order,
      @ForAll @DoubleRange(max = 1) @Scale(12) double place) {
    Healpix grid = Healpix.of(1 << order);
    int pixel = pixel(grid, place);
    Vec3 centre = grid.direction(pixel);
    assertEquals(pixel, grid.pixel(centre));
    assertEquals(grid.z(pixel), grid.ringZ(grid.ring(pixel)));
    assertEquals(centre.z(), grid.z(pixel));
  }

  @Property(seed = SEED)
  void ringAndNestedNumbersAreInverse(
      @ForAll @IntRange(max = 13) int order,
      @ForAll @DoubleRange(max = 1) @Scale(12) double place) {
    Healpix grid = Healpix.of(1 << order);
    int pixel = pixel(grid, place);
    assertEquals(pixel, grid.fromNested(grid.nested(pixel)));
    assertEquals(pixel, grid.nested(grid.fromNested(pixel)));
  }

  @Property(seed = SEED)
  void aPixelHoldsTheDirectionsOfItsFourNestedPixels(
      @ForAll Vec3 direction, @ForAll @IntRange(min = 1, max = 13) int order) {
    Healpix fine = Healpix.of(1 << order);
    Healpix coarse = Healpix.of(1 << (order - 1));
    // a direction on the border of two pixels belongs to either
    int pixel = fine.pixel(direction);
    Vec3 inside = fine.direction(pixel);
    assertEquals(coarse.nested(coarse.pixel(inside)), fine.nested(pixel) >> 2);
    assertTrue(direction.angleTo(inside) < fine.resolution(), "distance from the centre");
  }

  @Property(seed = SEED)
  void neighboursAreMutualDistinctAndNear(
      @ForAll @IntRange(max = 13) int order,
      @ForAll @DoubleRange(max = 1) @Scale(12) double place) {
    Healpix grid = Healpix.of(1 << order);
    int pixel = pixel(grid, place);
    int[] near = Arrays.stream(grid.neighbours(pixel)).filter(n -> n >= 0).toArray();
    assertEquals(near.length, Arrays.stream(near).distinct().count());
    assertTrue(near.length >= (order == 0 ? 6 : 7), Arrays.toString(near));
    for (int n : near) {
      assertNotEquals(pixel, n);
      assertTrue(Arrays.stream(grid.neighbours(n)).anyMatch(m -> m == pixel), n + " not mutual");
      double distance = grid.direction(n).angleTo(grid.direction(pixel));
      assertTrue(distance < 2.1 * grid.resolution(), "distance " + distance);
    }
  }

  @Property(seed = SEED, tries = 400)
  void aDiscHoldsThePixelsWhoseCentresAreWithinItsRadius(
      @ForAll @IntRange(max = 4) int order,
      @ForAll Vec3 centre,
      @ForAll @DoubleRange(max = 3.14) @Scale(12) double radius) {
    Healpix grid = Healpix.of(1 << order);
    double border = 1e-9; // a centre on the circle, as far as can be told
    int[] disc = grid.disc(centre, radius);
    int[] surely = within(grid, centre, radius - border);
    int[] perhaps = within(grid, centre, radius + border);
    if (Arrays.equals(surely, perhaps)) {
      assertArrayEquals(surely, disc);
    } else {
      assertTrue(disc.length >= surely.length && disc.length <= perhaps.length);
    }
  }

  private static int[] within(Healpix grid, Vec3 centre, double radius) {
    return IntStream.range(0, grid.pixels())
        .filter(p -> grid.direction(p).angleTo(centre) <= radius)
        .toArray();
  }

  @Property(seed = SEED)
  void interpolationReproducesConstantsFromNearPixels(
      @ForAll @IntRange(max = 13) int order, @ForAll Vec3 direction) {
    Healpix grid = Healpix.of(1 << order);
    Healpix.Interpolation four = grid.interpolation(direction);
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      double weight = four.weight(i);
      assertTrue(weight >= 0 && weight <= 1 + 1e-12, "weight " + weight);
      sum += weight;
      double distance = grid.direction(four.pixel(i)).angleTo(direction);
      assertTrue(weight < 1e-12 || distance < 2.5 * grid.resolution(), "distance " + distance);
    }
    assertEquals(1, sum, 1e-12);
  }
}
