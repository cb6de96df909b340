package larmor.notebook;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import larmor.field.GradientField;
import larmor.field.UniformField;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.orbit.Species;
import larmor.orbit.Trajectory;
import larmor.sky.SkyFrame;
import larmor.sky.SkyMap;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;

class Scene3DTest {
  private static final Scene3D EMPTY = Scene3D.of(10 * pc);

  private static JsonObject data(String html) {
    String script = html.substring(html.lastIndexOf("parentElement,") + 14);
    return JsonParser.parseString(script.substring(0, script.lastIndexOf(")</script>")))
        .getAsJsonObject();
  }

  private static double[] numbers(String base64) {
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[bytes.remaining() / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes.getShort() / 32000.0;
    }
    return values;
  }

  private static BufferedImage picture(String address) throws IOException {
    byte[] png = Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1));
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static Trajectory circle() {
    return Backtracker.of(Species.PROTON, new UniformField(new Vec3(0, 0, 3 * muG)))
        .withGyroradius(4 * pc, 3 * muG)
        .withStopAfterGyrations(1)
        .trajectory(Vec3.X);
  }

  @Test
  void aLineIsCutWhereItLeavesTheCube() {
    double[] x = {-20 * pc, -10 * pc, 0, 5 * pc, 12 * pc, 8 * pc, 2 * pc};
    JsonObject line =
        data(EMPTY.line("a <line>", x, new double[7], new double[7]).html())
            .getAsJsonArray("lines")
            .get(0)
            .getAsJsonObject();
    assertEquals("a <line>", line.get("name").getAsString());
    assertEquals("[3,2]", line.get("lengths").toString());
    double[] points = numbers(line.get("data").getAsString());
    assertArrayEquals(
        new double[] {-1, 0, 0, 0, 0, 0, 0.5, 0, 0, 0.8, 0, 0, 0.2, 0, 0}, points, 1e-4);
  }

  @Test
  void fieldLinesOfAUniformFieldCrossTheCubeThroughTheirPoints() {
    List<Vec3> starts = List.of(new Vec3(0, 5 * pc, 0), new Vec3(0, 0, -2 * pc));
    JsonObject lines =
        data(EMPTY.fieldLines("B", new UniformField(new Vec3(1, 0, 0)), starts).html())
            .getAsJsonArray("lines")
            .get(0)
            .getAsJsonObject();
    double[] points = numbers(lines.get("data").getAsString());
    int first = lines.getAsJsonArray("lengths").get(0).getAsInt();
    assertEquals(121, first);
    assertEquals(-1, points[0], 1e-4);
    assertEquals(0.5, points[1], 1e-4);
    assertEquals(1, points[3 * (first - 1)], 1e-4);
    assertEquals(-0.2, points[3 * first + 2], 1e-4);
  }

  @Test
  void theSliceShowsTheFieldStrengthWithItsScale() throws IOException {
    JsonObject scene =
        data(EMPTY.fieldStrength(new GradientField(3 * muG, 20 * pc), 'x', 5 * pc).html());
    JsonObject slice = scene.getAsJsonObject("slice");
    assertEquals(0, slice.get("axis").getAsInt());
    assertEquals(0.5, slice.get("place").getAsDouble());
    BufferedImage image = picture(slice.get("image").getAsString());
    assertEquals(image.getRGB(0, 5), image.getRGB(0, 100), "z does not matter");
    assertTrue(image.getRGB(5, 50) != image.getRGB(100, 50), "y does");
    assertEquals(FieldPicture.colour(0) & 0xFFFFFF, image.getRGB(0, 50) & 0xFFFFFF);
    JsonObject bar = scene.getAsJsonObject("bar");
    assertEquals("|B| [µG]", bar.get("name").getAsString());
    assertEquals(1.5, bar.get("low").getAsDouble(), 0.03);
    assertEquals(4.5, bar.get("high").getAsDouble(), 0.03);
  }

  @Test
  void particlesMoveAlongTheirTrajectoriesAtTheSamePathLength() {
    Trajectory circle = circle();
    JsonObject moving =
        data(EMPTY.moving("w − 1", List.of(circle, circle), new double[] {1, -1}, 1).html())
            .getAsJsonObject("moving");
    int frames = moving.get("frames").getAsInt();
    double[] points = numbers(moving.get("data").getAsString());
    assertEquals(2 * 3 * frames, points.length);
    assertEquals("[" + frames + "," + frames + "]", moving.get("lengths").toString());
    assertEquals(circle.length() / pc, moving.get("last").getAsDouble(), 1e-9);
    double radius = 0;
    for (int f = 0; f < frames; f++) {
      double angle = 2 * Math.PI * f / (frames - 1);
      assertEquals(0.4 * Math.sin(angle), points[3 * f], 5e-3, "frame " + f);
      radius = Math.max(radius, Math.abs(points[3 * f + 1]));
    }
    assertEquals(0.8, radius, 5e-3);
    JsonArray colours = moving.getAsJsonArray("colours");
    assertEquals(SceneCode.css(SkyColours.of(1)), colours.get(0).getAsString());
    assertEquals(SceneCode.css(SkyColours.of(-1)), colours.get(1).getAsString());
  }

  /** A contrast of 3:1 is the least that WCAG asks of lines. */
  @Test
  void aParticleOfWeightOneIsVisibleOnWhite() {
    JsonObject moving =
        data(EMPTY.moving("w − 1", List.of(circle()), new double[1], 1).html())
            .getAsJsonObject("moving");
    assertEquals(
        SceneCode.css(SkyColours.ofLine(0)), moving.getAsJsonArray("colours").get(0).getAsString());
    for (double t = -1; t <= 1; t += 0.125) {
      int colour = SkyColours.ofLine(t);
      double light =
          0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour);
      assertTrue(1.05 / (light + 0.05) > 3, "contrast " + 1.05 / (light + 0.05) + " at " + t);
    }
  }

  private static double linear(int channel) {
    return Math.pow(((channel & 0xFF) / 255.0 + 0.055) / 1.055, 2.4);
  }

  @Test
  void thePictureOfAGlobeShowsItsMarks() {
    SkyMap map = SkyMap.uniform(4, 0);
    SkyGlobe plain = SkyGlobe.of(map).withCentre(1, 0.5);
    SkyGlobe marked = plain.withMark("B_0", SkyFrame.direction(1, 0.5));
    SkyGlobe behind = plain.withMark("B_0", SkyFrame.direction(1 + Math.PI, -0.5));
    BufferedImage image = marked.image(1);
    int x = image.getWidth() / 2;
    SkyArea area = SkyPicture.of(map).withWidth(560).withOrthographic(1, 0.5).area();
    int y = (int) area.py(0);
    assertEquals(SkyTheme.LIGHT.ink().getRGB() & 0xFFFFFF, image.getRGB(x, y) & 0xFFFFFF);
    assertArrayEquals(plain.png(), behind.png());
  }

  @Test
  void aParticleHasNoFramesAfterTheEndOfItsTrajectory() {
    Trajectory whole = circle();
    Trajectory quarter =
        Backtracker.of(Species.PROTON, new UniformField(new Vec3(0, 0, 3 * muG)))
            .withGyroradius(4 * pc, 3 * muG)
            .withStopAfterGyrations(0.25)
            .trajectory(Vec3.X);
    JsonObject moving =
        data(EMPTY.moving("w − 1", List.of(quarter, whole), new double[2], 1).html())
            .getAsJsonObject("moving");
    assertEquals("[151,601]", moving.get("lengths").toString());
    double[] points = numbers(moving.get("data").getAsString());
    assertEquals(0.4, points[3 * 150], 5e-3, "the end of the quarter");
    assertEquals(0, points[3 * 151], 1e-4, "the start of the whole circle");
  }

  @Test
  void thePageNeedsNoNetworkAndTextCannotEndItsScript() {
    String title = "</script><b>\"\\";
    String html = EMPTY.withTitle(title).line("p", circle()).html();
    assertFalse(html.contains("http"), "an address");
    assertEquals(html.lastIndexOf("</script>"), html.indexOf("</script>"), "the script ends once");
    assertFalse(html.contains("<b>"), "the title is no element");
    assertEquals(title, data(html).get("title").getAsString());
  }

  @Test
  void axesAreInTheUnitOfTheScene() {
    JsonObject scene = data(Scene3D.of(8).withUnit("r_L", 2).withCentre(new Vec3(2, 0, 0)).html());
    assertEquals("x [r_L]", scene.getAsJsonArray("axes").get(0).getAsString());
    assertEquals("[\"−3\",\"5\"]", scene.getAsJsonArray("ticks").get(0).toString());
    assertEquals("[\"−4\",\"4\"]", scene.getAsJsonArray("ticks").get(1).toString());
  }

  @Test
  void kernelsGetTheScriptAndThePicture() throws Exception {
    Renderer kernel = new Renderer();
    Kernels.register(kernel);
    Scene3D scene = EMPTY.line("proton", circle());
    DisplayData shown = kernel.render(scene);
    assertEquals(scene.html(), shown.getData(MIMEType.TEXT_HTML));
    assertTrue(shown.hasDataForType(MIMEType.IMAGE_PNG));
    assertEquals("scene of side 20 pc: proton", shown.getData(MIMEType.TEXT_PLAIN));
    assertTrue(scene.html().length() < 40_000, "length " + scene.html().length());
  }

  @Test
  void thePictureShowsTheFirstView() {
    double[] along = {-9 * pc, 9 * pc};
    double[] zero = {0, 0};
    Scene3D vertical = EMPTY.withView(0, 0).line("z", zero, zero, along);
    Scene3D towards = EMPTY.withView(0, 0).line("x", along, zero, zero);
    int orange = PlotStyle.COLOURS[1].getRGB();
    assertTrue(count(vertical, orange) > 150, "vertical: " + count(vertical, orange));
    assertTrue(count(towards, orange) < 80, "towards: " + count(towards, orange));
  }

  private static int count(Scene3D scene, int rgb) {
    BufferedImage image = scene.image(1);
    int n = 0;
    for (int y = 60; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int c = image.getRGB(x, y);
        int red = c >> 16 & 0xFF;
        int blue = c & 0xFF;
        n += red > 180 && red - blue > 80 ? 1 : 0;
      }
    }
    return rgb == 0 ? 0 : n;
  }

  @Test
  void whatCannotBeShownIsRefused() {
    refused("half a side of 0.0 m", () -> Scene3D.of(0));
    refused("there is no axis 'w'", () -> EMPTY.fieldStrength(new UniformField(Vec3.X), 'w', 0));
    refused(
        "the plane y = 11 pc lies outside the scene: give −10 to 10 pc",
        () -> EMPTY.fieldStrength(new UniformField(Vec3.X), 'y', 11 * pc));
    refused(
        "1, 2 and 1 coordinates",
        () -> EMPTY.line("a", new double[1], new double[2], new double[1]));
    refused("the elevation 180", () -> EMPTY.withView(0, Math.PI));
    refused("the unit u cannot be", () -> EMPTY.withUnit("u", -1));
    refused("0 trajectories with 0 values", () -> EMPTY.moving("w", List.of(), new double[0], 1));
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable making) {
    String told = assertThrows(IllegalArgumentException.class, making).getMessage();
    assertTrue(told.contains(message), told);
  }

  @Test
  void theGlobeHasTheColoursOfTheMapAtTheirPlaces() throws IOException {
    SkyMap map = SkyMap.of(16, n -> n.z() > 0.5 ? 1 : n.x() > 0.5 ? -1 : 0);
    SkyGlobe globe = SkyGlobe.of(map).withMark("B_0", new Vec3(0, 0, 2)).withCentre(1, 0.5);
    JsonObject scene = data(globe.html());
    BufferedImage sheet = picture(scene.getAsJsonObject("globe").get("image").getAsString());
    assertEquals(720, sheet.getWidth());
    assertEquals(SkyColours.of(1), sheet.getRGB(300, 20) & 0xFFFFFF, "north");
    assertEquals(SkyColours.of(-1), sheet.getRGB(3, 180) & 0xFFFFFF, "right ascension 0");
    assertEquals(SkyColours.of(0), sheet.getRGB(360, 180) & 0xFFFFFF, "right ascension 180°");
    JsonObject mark =
        scene.getAsJsonObject("globe").getAsJsonArray("marks").get(0).getAsJsonObject();
    assertEquals(Math.PI / 2, mark.get("dec").getAsDouble(), 1e-12);
    assertEquals(1.0, scene.get("turn").getAsDouble());
    assertTrue(globe.html().length() < 80_000, "length " + globe.html().length());
    BufferedImage half = globe.image(1);
    int centre = half.getRGB(half.getWidth() / 2, (int) (0.45 * half.getHeight()));
    assertEquals(SkyColours.of(map.at(direction(1, 0.5))), centre & 0xFFFFFF);
  }

  private static Vec3 direction(double ra, double dec) {
    return new Vec3(Math.cos(dec) * Math.cos(ra), Math.cos(dec) * Math.sin(ra), Math.sin(dec));
  }
}
