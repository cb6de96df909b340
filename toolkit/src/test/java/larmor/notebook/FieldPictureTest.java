package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
  void aSliceIsLighterWhereTheFieldIsStronger() {
    FieldPicture slice = FieldPicture.ofMagnitude(ramp()).withSlice('z', 0.5).withTitle("ramp");
    BufferedImage image = slice.image(1);
    assertTrue(light(image, 420, 200) > light(image, 60, 200) + 200);
    assertEquals(light(image, 200, 100), light(image, 200, 300), 3);
    assertTrue(
        slice.toString().startsWith("|B| / B_0 on 16³ cells, slice at z = 0.500 L, "),
        slice.toString());
  }

  @Test
  void theFaceOfLargestXIsLightestWhenTheFieldGrowsWithX() {
    FieldPicture corner = FieldPicture.ofMagnitude(ramp());
    BufferedImage image = corner.image(1);
    double s = 380 * 0.66;
    double cx = 380 * 0.6 + 16;
    double cy = 10 + s + 4;
    assertTrue(
        light(image, cx + 0.4 * s, cy + 0.2 * s) > light(image, cx - 0.7 * s, cy + 0.1 * s) + 150);
    assertEquals(corner.width(), image.getWidth());
  }

  @Test
  void svgOfBothViewsHoldsTheFacesAndTheLabels() throws java.io.IOException {
    FieldPicture corner = FieldPicture.ofMagnitude(ramp());
    String faces = new String(FigureFiles.svg(corner), StandardCharsets.UTF_8);
    assertEquals(4, faces.split("<image").length - 1, "three faces and the colour bar");
    String slice = new String(FigureFiles.svg(corner.withSlice('x', 0)), StandardCharsets.UTF_8);
    assertEquals(2, slice.split("<image").length - 1, "the slice and the colour bar");
    assertTrue(slice.contains(">y / L<") && slice.contains(">z / L<"), "titles of the axes");
  }

  /** Every density is 1 but for an eighth of the cube with 9: the mean is 2. */
  @Test
  void densityIsShownAsLogarithmOfTheRatioToItsMean() {
    float[] density = new float[4096];
    Arrays.fill(density, 1);
    Arrays.fill(density, 0, 512, 9);
    assertEquals(
        "log₁₀ ρ/ρ_0 on 16³ cells, seen from the corner, -0.301 to 0.653",
        FieldPicture.ofDensity(density).toString());
  }

  @Test
  void aSliceOutsideTheCubeAndIncompleteDensitiesAreRefused() {
    assertEquals(
        "there is no slice across w at 0.500: use x, y or z and a place from 0 to below 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> FieldPicture.ofMagnitude(ramp()).withSlice('w', 0.5))
            .getMessage());
    assertEquals(
        "7 densities do not fill a cube: give n³ densities",
        assertThrows(IllegalArgumentException.class, () -> FieldPicture.ofDensity(new float[7]))
            .getMessage());
  }
}
