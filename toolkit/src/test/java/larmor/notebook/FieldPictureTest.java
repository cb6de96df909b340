package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import larmor.field.FieldCube;
import org.junit.jupiter.api.Test;

class FieldPictureTest {
  /** |B| grows with x. */
  private static FieldCube ramp() {
    int n = 16;
    float[] b = new float[3 * n * n * n];
    for (int c = 0; c < n * n * n; c++) {
      b[3 * c] = 1 + c / (n * n);
    }
    return FieldCube.of(n, b);
  }

  private static int light(BufferedImage image, double x, double y) {
    int c = image.getRGB((int) x, (int) y);
    return (c >> 16 & 255) + (c >> 8 & 255) + (c & 255);
  }

  @Test
  void aSliceGrowsLighterAlongTheAxisTheFieldGrowsAlong() {
    FieldPicture slice = FieldPicture.magnitude(ramp()).slice('z', 0.5).withTitle("ramp");
    BufferedImage image = slice.image(1);
    assertTrue(light(image, 420, 200) > light(image, 60, 200) + 200);
    assertEquals(light(image, 200, 100), light(image, 200, 300), 3);
    assertTrue(
        slice.toString().startsWith("|B| / B0 on 16³ cells, slice at z = 0.500 L, "),
        slice.toString());
  }

  @Test
  void theCornerShowsTheFaceOfLargestXLightest() {
    FieldPicture corner = FieldPicture.magnitude(ramp());
    BufferedImage image = corner.image(1);
    double s = 380 * 0.66;
    double cx = 380 * 0.6 + 16;
    double cy = 10 + s + 4;
    assertTrue(
        light(image, cx + 0.4 * s, cy + 0.2 * s) > light(image, cx - 0.7 * s, cy + 0.1 * s) + 150);
    assertEquals(corner.width(), image.getWidth());
  }

  @Test
  void bothViewsCanBeWrittenAsVectors() throws java.io.IOException {
    FieldPicture corner = FieldPicture.magnitude(ramp());
    assertTrue(FigureFiles.svg(corner).length > 2000);
    assertTrue(FigureFiles.svg(corner.slice('x', 0)).length > 2000);
  }

  @Test
  void whatHasNoSliceIsRefused() {
    assertEquals(
        "there is no slice across w at 0.500: use x, y or z and a place from 0 to below 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> FieldPicture.magnitude(ramp()).slice('w', 0.5))
            .getMessage());
    assertEquals(
        "7 densities do not fill a cube: give n³ of them",
        assertThrows(IllegalArgumentException.class, () -> FieldPicture.density(new float[7]))
            .getMessage());
  }
}
