package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import larmor.numeric.Vec3;
import larmor.sky.Healpix;
import larmor.sky.SkyFrame;
import larmor.sky.SkyMap;
import larmor.units.Units;
import org.junit.jupiter.api.Test;

class SkyPictureTest {
  /** Right ascension 90° is halfway from the middle to the right end, north is up. */
  @Test
  void anExcessIsPaintedAtItsRightAscensionAndDeclination() {
    double[][] places = {{90, 0}, {300, 0}, {180, 45}, {180, -70}, {240, 30}};
    for (double[] place : places) {
      Vec3 there = SkyFrame.direction(place[0] * Units.deg, place[1] * Units.deg);
      double[] v = new double[Healpix.of(16).pixels()];
      for (int p : Healpix.of(16).disc(there, 6 * Units.deg)) {
        v[p] = 1;
      }
      BufferedImage image = SkyPicture.of(SkyMap.of(v)).image(1);
      double sumX = 0;
      double sumY = 0;
      int red = 0;
      for (int y = 0; y < 310; y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          int rgb = image.getRGB(x, y);
          if ((rgb >> 16 & 0xFF) > 130 && (rgb & 0xFF) < 80) {
            sumX += x;
            sumY += y;
            red++;
          }
        }
      }
      assertTrue(red > 100, red + " red pixels");
      double y = Mollweide.y(place[1] * Units.deg);
      double x = Mollweide.x(place[0] * Units.deg, y);
      assertEquals((1 + x) / 2, (sumX / red - 43) / 614, 0.01, Arrays.toString(place));
      assertEquals((1 - y) / 2, (sumY / red - 12.4) / 307, 0.02, Arrays.toString(place));
    }
  }

  @Test
  void mollweidePreservesAreasAndInverts() {
    double[] n = new double[3];
    int inside = 0;
    int north = 0;
    int cells = 600;
    for (int i = 0; i < cells; i++) {
      for (int j = 0; j < cells; j++) {
        double x = 2 * (i + 0.5) / cells - 1;
        double y = 2 * (j + 0.5) / cells - 1;
        if (Mollweide.direction(x, y, n)) {
          inside++;
          north += n[2] > 0.5 ? 1 : 0;
          Vec3 v = new Vec3(n[0], n[1], n[2]);
          double back = Mollweide.y(SkyFrame.declination(v));
          assertEquals(y, back, 1e-7);
          assertEquals(x, Mollweide.x(SkyFrame.rightAscension(v), back), 1e-6);
        }
      }
    }
    assertEquals(0.25, (double) north / inside, 1e-3);
    assertTrue(!Mollweide.direction(0.8, 0.7, n));
  }

  @Test
  void deficitAndExcessHaveEqualLightness() {
    for (double t = 0; t <= 1; t += 0.1) {
      assertEquals(lightness(SkyColours.of(t)), lightness(SkyColours.of(-t)), 0.6);
      assertEquals(97 - t * 61, lightness(SkyColours.of(t)), 0.6);
    }
    assertEquals(SkyColours.of(1), SkyColours.of(5));
    assertEquals(SkyColours.of(-1), SkyColours.of(-5));
    assertEquals(SkyColours.EMPTY, SkyColours.of(Double.NaN));
    assertTrue((SkyColours.of(1) >> 16) > 150 && (SkyColours.of(-1) & 0xFF) > 150);
  }

  private static double lightness(int rgb) {
    double y = 0;
    double[] weight = {0.2126729, 0.7151522, 0.0721750};
    for (int i = 0; i < 3; i++) {
      double c = (rgb >> (16 - 8 * i) & 0xFF) / 255.0;
      y += weight[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }
    return 116 * Math.cbrt(y) - 16;
  }

  @Test
  void emptyPixelsAreGreyAndTheBackgroundIsWhite() {
    BufferedImage image = SkyPicture.of(SkyMap.uniform(4, Double.NaN)).image(2);
    assertEquals(0xFFC4C4C4, image.getRGB(560, 240));
    for (int x : new int[] {0, 1399}) {
      for (int y : new int[] {0, image.getHeight() - 1}) {
        assertEquals(0xFFFFFFFF, image.getRGB(x, y));
      }
    }
  }

  @Test
  void colourBarsEndAtRoundNumbers() {
    assertEquals(1.2e-3, SkyScale.atLeast(1.1e-3), 1e-18);
    assertEquals(1e-3, SkyScale.atLeast(1e-3), 1e-18);
    assertEquals(1, SkyScale.atLeast(0.97), 1e-15);
    assertEquals(40, SkyScale.atLeast(33), 1e-13);
    assertEquals(-3, SkyScale.power(1.2e-3));
    assertEquals(-4, SkyScale.power(6e-4));
    assertEquals(0, SkyScale.power(0.4));
    assertEquals(0, SkyScale.power(40));
    assertEquals(5, SkyScale.power(1e5));
    assertEquals(" [×10⁻³]", SkyScale.factor(-3, false));
    assertEquals("[×10⁵]", SkyScale.factor(5, true));
    assertEquals("", SkyScale.factor(0, false));
    assertEquals("−0.6", SkyScale.label(-0.6));
    assertEquals("+1.25", SkyScale.label(1.25));
    assertEquals("0", SkyScale.label(0));
    assertEquals("+20", SkyScale.label(20));
    assertEquals(2e-3, SkyPicture.of(SkyMap.of(4, n -> 1.7e-3 * n.x())).colourLimit(), 1e-18);
  }

  @Test
  void svgHoldsTextAndTheMap() throws Exception {
    Figure two =
        SkyPanels.of(
            2,
            SkyPicture.of(SkyMap.of(4, Vec3::x)).withTitle("first sky").withWidth(350),
            SkyPicture.of(SkyMap.of(4, Vec3::y)).withTitle("second sky").withWidth(350));
    String svg = new String(FigureFiles.svg(two), StandardCharsets.UTF_8);
    for (String text : new String[] {"first sky", "second sky", "<image", "+60°", "360°", "−1"}) {
      assertTrue(svg.contains(text), text + " is missing");
    }
  }

  @Test
  void svgHasThreePixelsOfTheMapToACssPixel() throws Exception {
    SkyPicture picture = SkyPicture.of(SkyMap.of(4, Vec3::x)).withWidth(400);
    String svg = new String(FigureFiles.svg(picture), StandardCharsets.UTF_8);
    var image =
        java.util.regex.Pattern.compile("<image[^>]* width=\"(\\d+)\"[^>]*base64,([^\"]+)\"")
            .matcher(svg);
    assertTrue(image.find());
    byte[] png = java.util.Base64.getMimeDecoder().decode(image.group(2));
    BufferedImage map = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(png));
    int wide = Integer.parseInt(image.group(1));
    assertTrue(wide > 300 && wide < 400, wide + " CSS pixels");
    assertEquals(3 * wide, map.getWidth());
  }

  @Test
  void panelsAreInRowsAndColumns() {
    SkyPicture wide = SkyPicture.of(SkyMap.of(4, Vec3::x));
    SkyPicture small = wide.withWidth(300).withTitle("t").withUnit("I").withColourLimit(2);
    Figure grid = SkyPanels.of(2, wide, small, small);
    assertEquals(1000, grid.width());
    assertEquals(wide.height() + small.height(), grid.height());
    assertEquals(300, SkyPanels.of(5, small).width());
    assertEquals(500, grid.image(0.5).getWidth());
    assertEquals(
        "3 skies in 2 columns, the first sky: nside 4, ±1.00 relative intensity", grid.toString());
    assertEquals("sky \"t\": nside 4, ±2.00 I", small.toString());
  }

  @Test
  void orthographicInvertsAndShowsHalfTheSky() {
    double[] n = new double[3];
    double[] p = new double[2];
    for (double[] c : new double[][] {{0, 0}, {120, 40}, {300, -90}, {45, 90}}) {
      SkyProjection globe = new Orthographic(c[0] * Units.deg, c[1] * Units.deg);
      for (double x = -0.95; x < 1; x += 0.1) {
        for (double y = -0.95; y < 1; y += 0.1) {
          if (globe.toSky(x, y, n)) {
            Vec3 v = new Vec3(n[0], n[1], n[2]);
            assertEquals(1, v.norm(), 1e-14);
            assertTrue(globe.toPlane(SkyFrame.rightAscension(v), SkyFrame.declination(v), p));
            assertEquals(x, p[0], 1e-12);
            assertEquals(y, p[1], 1e-12);
            Vec3 behind = v.times(-1);
            assertTrue(
                !globe.toPlane(SkyFrame.rightAscension(behind), SkyFrame.declination(behind), p));
          }
        }
      }
    }
    SkyProjection globe = new Orthographic(Math.PI, 0);
    assertTrue(globe.toPlane(200 * Units.deg, 0, p) && p[0] < 0, "RA grows to the left");
    assertTrue(globe.toPlane(180 * Units.deg, 1, p) && p[1] > 0, "north is up");
    assertTrue(!globe.toSky(0.8, 0.7, n));
  }

  @Test
  void orthographicLabelsTheVisibleMeridiansAlsoAboutAPole() throws Exception {
    SkyPicture picture = SkyPicture.of(SkyMap.of(1, Vec3::x));
    String pole = svg(picture.withOrthographic(0, -90 * Units.deg));
    String side = svg(picture.withOrthographic(120 * Units.deg, 10 * Units.deg));
    for (int ra = 0; ra < 360; ra += 60) {
      assertTrue(pole.contains(">" + ra + "°<"), ra + "° is missing");
      assertEquals(Math.abs(ra - 120) <= 60, side.contains(">" + ra + "°<"), ra + "°");
    }
    assertTrue(pole.contains(">−60°<") && !pole.contains(">+60°<"));
  }

  private static String svg(SkyPicture picture) throws Exception {
    return new String(FigureFiles.svg(picture), StandardCharsets.UTF_8);
  }

  @Test
  void contoursLieWhereTheMapHasTheirLevel() {
    double[][] v = new double[101][201];
    for (int r = 0; r <= 100; r++) {
      for (int c = 0; c <= 200; c++) {
        v[r][c] = Math.hypot(c - 100, r - 50);
      }
    }
    var path = SkyContours.line(v, 30, new SkyArea(0, 0, 200, 100)).getPathIterator(null);
    int points = 0;
    for (double[] at = new double[6]; !path.isDone(); path.next(), points++) {
      path.currentSegment(at);
      assertEquals(30, Math.hypot(at[0] - 100, at[1] - 50), 0.01);
    }
    assertTrue(points > 300);
    SkyMap map = SkyMap.of(16, n -> n.z());
    BufferedImage plain = SkyPicture.of(map).image(1);
    BufferedImage lines = SkyPicture.of(map).withContours(5 * Units.deg, -0.3, 0.2).image(1);
    int changed = 0;
    for (int y = 0; y < plain.getHeight(); y++) {
      for (int x = 0; x < plain.getWidth(); x++) {
        changed += plain.getRGB(x, y) != lines.getRGB(x, y) ? 1 : 0;
      }
    }
    assertTrue(changed > 500 && changed < 8000, changed + " pixels changed");
  }

  @Test
  void theDarkBackgroundIsDarkAndItsColoursGrowLighter() {
    BufferedImage image = SkyPicture.of(SkyMap.of(8, Vec3::x)).withDarkBackground().image(1);
    assertTrue((image.getRGB(2, 2) & 0xFF) < 0x30);
    for (double t = 0.1; t <= 1; t += 0.1) {
      assertEquals(
          lightness(SkyColours.of(t, true)), lightness(SkyColours.of(-t, true)), 1.5, "t = " + t);
      assertTrue(lightness(SkyColours.of(t, true)) > lightness(SkyColours.of(t - 0.1, true)));
    }
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    refused(
        "RA 400.0°, Dec 0.000° cannot be the centre of the sky: use RA from 0 to 360 and Dec from"
            + " -90 to 90, times deg",
        () -> SkyPicture.of(SkyMap.uniform(1, 0)).withOrthographic(400 * Units.deg, 0));
    refused(
        "no contour can be drawn from 0 levels: give at least one level",
        () -> SkyPicture.of(SkyMap.uniform(1, 0)).withContours(0.1));
    SkyPicture p = SkyPicture.of(SkyMap.uniform(1, 0));
    refused(
        "the colour scale cannot end at 0.0: give a positive limit such as 1e-3",
        () -> p.withColourLimit(0));
    refused(
        "a width of 100 pixels is outside 240 to 4000: use 700 for a notebook",
        () -> p.withWidth(100));
    refused(
        "1 pictures in 0 columns cannot be arranged: give at least one picture and one column",
        () -> SkyPanels.of(0, p));
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable e) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, e).getMessage());
  }
}
