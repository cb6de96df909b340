package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import larmor.numeric.Vec3;
import larmor.units.Units;
import org.junit.jupiter.api.Test;

class SkyFrameTest {
  private final SkyFrame frame = SkyFrame.localInterstellarField();

  @Test
  void axesPointAlongTheFieldEastAndNorth() {
    near(new Vec3(-0.558288, -0.780671, 0.280834), frame.toEquatorial(Vec3.X), 1e-6);
    near(new Vec3(0.813405, -0.581697, 0), frame.toEquatorial(Vec3.Y), 1e-6);
    near(new Vec3(0.163360, 0.228432, 0.959756), frame.toEquatorial(Vec3.Z), 1e-6);
    assertEquals(234.43, SkyFrame.rightAscension(frame.x()) / Units.deg, 1e-12);
    assertEquals(16.31, SkyFrame.declination(frame.x()) / Units.deg, 1e-12);
  }

  @Test
  void thereAndBackIsTheSameVector() {
    Vec3 v = new Vec3(1, -2, 3);
    for (SkyFrame f : new SkyFrame[] {frame, frame.reversed(), frame.rolled(1), SkyFrame.box()}) {
      near(v, f.toBox(f.toEquatorial(v)), 1e-14);
      near(v.cross(Vec3.X), f.toBox(f.toEquatorial(v).cross(f.toEquatorial(Vec3.X))), 1e-14);
    }
    near(v, SkyFrame.box().toEquatorial(v), 0);
  }

  @Test
  void rollTurnsEastToNorthAndReversalTurnsTheField() {
    near(frame.z(), frame.rolled(90 * Units.deg).y(), 1e-15);
    near(frame.x(), frame.rolled(0.4).x(), 0);
    near(frame.x().times(-1), frame.reversed().x(), 0);
    near(frame.z(), frame.reversed().z(), 0);
  }

  @Test
  void directionHasItsRightAscensionAndDeclination() {
    Vec3 d = SkyFrame.direction(300 * Units.deg, -60 * Units.deg);
    assertEquals(300, SkyFrame.rightAscension(d) / Units.deg, 1e-12);
    assertEquals(-60, SkyFrame.declination(d) / Units.deg, 1e-12);
    assertEquals(0, SkyFrame.rightAscension(Vec3.X));
    int pixel = Healpix.of(64).pixel(d);
    assertEquals(300 * Units.deg, Healpix.of(64).phi(pixel), 0.03);
    assertEquals(Math.cos(150 * Units.deg), Healpix.of(64).z(pixel), 0.01);
  }

  @Test
  void crookedAxesAreRefused() {
    assertEquals(
        "axes (1.00, 0.00, 0.00), (0.00, 0.00, 1.00), (0.00, 1.00, 0.00) are not a right-handed orthonormal triad (error 2.00): use SkyFrame.alongField",
        assertThrows(IllegalArgumentException.class, () -> new SkyFrame(Vec3.X, Vec3.Z, Vec3.Y))
            .getMessage());
  }

  @Test
  void printsItself() {
    assertEquals("box x towards RA 234.43°, Dec +16.31°", frame.toString());
  }

  private static void near(Vec3 a, Vec3 b, double tolerance) {
    assertEquals(0, a.minus(b).norm(), tolerance, a + " is not " + b);
  }
}
