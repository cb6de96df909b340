package larmor.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.numeric.Vec3;
import org.junit.jupiter.api.Test;

class FieldLineTest {
  /** The flux through a circle about the axis of the bottle, over π B0. */
  private static double flux(Vec3 r) {
    double square = r.y() * r.y() + r.z() * r.z();
    return square * (1 + r.x() * r.x()) - square * square / 4;
  }

  private static double largestError(double step) {
    Vec3 start = new Vec3(0, 0.3, 0.4);
    return FieldLine.of(new MirrorField(3, 1), start, 1.5, step).points().stream()
        .mapToDouble(r -> Math.abs(flux(r) / flux(start) - 1))
        .max()
        .orElseThrow();
  }

  @Test
  void aLineOfAUniformFieldIsStraightAndHasItsLength() {
    FieldLine line = FieldLine.of(new UniformField(new Vec3(0, -2, 0)), new Vec3(1, 0, 0), 3, 0.1);
    assertEquals(61, line.points().size());
    assertEquals(0, line.points().get(0).plus(new Vec3(-1, -3, 0)).norm(), 1e-12);
    assertEquals(0, line.points().get(60).plus(new Vec3(-1, 3, 0)).norm(), 1e-12);
    assertEquals(new Vec3(1, 0, 0), line.points().get(30));
  }

  @Test
  void aLineOfTheBottleEnclosesTheSameFluxEverywhereAtFourthOrder() {
    double coarse = largestError(0.1);
    double fine = largestError(0.05);
    assertTrue(fine < 1e-5 && coarse / fine > 12, coarse + " " + fine);
  }

  @Test
  void aLineEndsWhereTheFieldVanishes() {
    MagneticField ends = (x, y, z, b) -> b[0] = x < 1 ? 1 : 0;
    FieldLine line = FieldLine.of(ends, new Vec3(0, 0, 0), 3, 0.25);
    Vec3 last = line.points().get(line.points().size() - 1);
    assertTrue(last.x() < 1 && last.x() > 0.4, last.toString());
    assertEquals(-3, line.points().get(0).x(), 1e-12);
  }

  @Test
  void stepsThatCannotBeAreRefused() {
    for (double[] wrong : new double[][] {{0, 1}, {1, 0}, {1, -1}, {Double.NaN, 1}, {1, 1e-7}}) {
      String told =
          assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      FieldLine.of(new UniformField(Vec3.X), new Vec3(0, 0, 0), wrong[0], wrong[1]))
              .getMessage();
      assertTrue(told.contains("give a positive length and a step"), told);
    }
  }
}
