package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import tech.tablesaw.api.DoubleColumn;

class PlotTest {
  private static final double[] L = {1, 2, 4, 8, 16};
  private static final double[] C = {1e-2, 1e-3, 1e-4, 1e-5, 1e-6};

  private static Plot spectrum() {
    return Plot.of("ℓ", "C_ℓ").withLogX().withLogY().line("R = 60 pc", L, C);
  }

  private static int pixels(Plot plot, Color colour) {
    BufferedImage image = plot.image(1);
    int count = 0;
    for (int p :
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
      count += p == colour.getRGB() ? 1 : 0;
    }
    return count;
  }

  private static String refusal(Runnable work) {
    return assertThrows(IllegalArgumentException.class, work::run).getMessage();
  }

  @Test
  void everyCallReturnsANewPlotAndCopiesItsArrays() {
    double[] y = C.clone();
    Plot one = Plot.of("x", "y").line("a", L, y);
    y[0] = 1e9;
    assertEquals(1e-2, one.series().get(0).y()[0]);
    one.line("b", L, C);
    assertEquals(1, one.series().size());
  }

  @Test
  void aPlotPrintsItsTitleAxesAndSeriesInOneLine() {
    assertEquals(
        "Figure 5: C_ℓ against ℓ (R = 60 pc, isotropic)",
        spectrum().withTitle("Figure 5").band("isotropic", L, C, C).toString());
  }

  @Test
  void imageHasTwiceTheLogicalSize() {
    BufferedImage image = spectrum().withSize(300, 200).image(2);
    assertEquals(600, image.getWidth());
    assertEquals(400, image.getHeight());
    assertEquals(
        "scale 20.0 is outside 0.1 to 8: use 2 for screens with two pixels to a CSS pixel",
        refusal(() -> spectrum().image(20)));
  }

  @Test
  void everySeriesIsPaintedInItsOwnColour() {
    Plot plot =
        Plot.of("x", "y")
            .band("band", L, C, Arrays.stream(C).map(c -> c + 0.01).toArray())
            .points("points", L, C, C, Arrays.stream(C).map(c -> c + 0.001).toArray())
            .line("line", L, C);
    assertTrue(pixels(plot, new Color(0xE8E8E8)) > 1000);
    assertTrue(pixels(plot, PlotStyle.COLOURS[0]) > 50);
    assertTrue(pixels(plot, PlotStyle.COLOURS[1]) > 50);
    assertEquals(0, pixels(plot, PlotStyle.COLOURS[2]));
  }

  @Test
  void aLineOfManyPointsIsDashed() {
    double[] x = DoubleStream.iterate(0, v -> v + 1).limit(2000).toArray();
    double[] up = Arrays.stream(x).map(v -> 1).toArray();
    double[] down = Arrays.stream(x).map(v -> 2).toArray();
    Plot plot = Plot.of("x", "y").line("solid", x, up).line("dashed", x, down);
    double solid = pixels(plot, PlotStyle.COLOURS[0]);
    double dashed = pixels(plot, PlotStyle.COLOURS[1]);
    assertTrue(dashed > 0.4 * solid && dashed < 0.85 * solid, dashed + " against " + solid);
  }

  @Test
  void dashesLieOnTheLineAndNotInItsGaps() {
    double[] x = {1, 10, 100, 1000, 10000};
    double[] y = {1, 10, Double.NaN, 1000, 10000};
    Plot plot = Plot.of("x", "y").withLogX().withLogY().line("a", x, y);
    double[][] cut =
        PlotDashes.of(plot.series().get(0), plot, PlotRange.of(plot), new float[] {7, 3});
    for (int i = 0; i < cut[0].length; i++) {
      if (!Double.isNaN(cut[1][i])) {
        assertEquals(cut[0][i], cut[1][i], 1e-9 * cut[0][i]);
        assertTrue(cut[0][i] <= 10.001 || cut[0][i] >= 999, "dash inside the gap");
      }
    }
    assertTrue(Arrays.stream(cut[1]).filter(Double::isNaN).count() > 20);
  }

  @Test
  void errorBarBelowZeroIsCutAtALogarithmicAxis() {
    double[] low = {1e-3, -1, 1e-5, 1e-6, 1e-7};
    Plot plot = Plot.of("x", "y").withLogY().points("a", L, C, low, C);
    assertTrue(pixels(plot, PlotStyle.COLOURS[0]) > 50);
  }

  @Test
  void namesStandBelowThePanelAndTheirSpaceIsTakenFromIt() {
    double[] at = {0, 1, 2};
    double[] y = {1, 2, 3};
    Plot numbers = Plot.of("field", "y").points("a", at, y);
    Plot named = numbers.withXNames(List.of("whole", "Alfvén", "slow"));
    assertEquals(0, NamedTicks.height(numbers));
    assertEquals(0, NamedTicks.angle(named));
    assertEquals(-0.5, PlotRange.of(named).xLow());
    assertEquals(2.5, PlotRange.of(named).xHigh());
    List<String> many = Stream.iterate("a", n -> n + "b").limit(16).toList();
    Plot slanted = numbers.withXNames(many);
    assertEquals(Math.PI / 4, NamedTicks.angle(slanted), 1e-12);
    String wide = "a name so wide that its slanted start would be left of the picture";
    Plot vertical = numbers.withXNames(List.of(wide, wide + " 2", wide + " 3"));
    assertEquals(Math.PI / 2, NamedTicks.angle(vertical), 1e-12);
    for (Plot plot : List.of(named, slanted, vertical)) {
      double names = NamedTicks.height(plot);
      BufferedImage image = plot.withSize(640, 640).image(1);
      int bottom = 640 - PlotStyle.PADDING - 20; // above the title of the axis
      assertTrue(dark(image, bottom - (int) names, bottom) > 50, plot.toString());
      assertEquals(0, darkAtTheEdge(image), plot.toString());
    }
  }

  private static int dark(BufferedImage image, int fromY, int toY) {
    int count = 0;
    for (int y = fromY; y < toY; y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xFF) < 128 ? 1 : 0;
      }
    }
    return count;
  }

  private static int darkAtTheEdge(BufferedImage image) {
    int last = image.getHeight() - 1;
    int count = dark(image, last - 2, last);
    for (int y = 0; y < last; y++) {
      count += (image.getRGB(0, y) & 0xFF) < 128 ? 1 : 0;
    }
    return count;
  }

  @Test
  void namesThatAreBlankEqualOrOnALogarithmicAxisAreRefused() {
    Plot plot = Plot.of("field", "y");
    assertEquals(
        "axis \"field\" cannot have the names []: give one or more names that differ and are not"
            + " blank",
        refusal(() -> plot.withXNames(List.of())));
    assertEquals(
        "axis \"field\" cannot have the names [a, a]: give one or more names that differ and are"
            + " not blank",
        refusal(() -> plot.withXNames(List.of("a", "a"))));
    String logarithmic = "axis \"field\" cannot be logarithmic and have names: use a linear axis";
    assertEquals(logarithmic, refusal(() -> plot.withLogX().withXNames(List.of("a"))));
    assertEquals(logarithmic, refusal(() -> plot.withXNames(List.of("a")).withLogX()));
  }

  @Test
  void theLegendIsInACornerWithoutData() {
    Plot falling = spectrum().line("R = 10 pc", L, C);
    assertEquals(LegendPosition.InsideNE, PlotRange.of(falling).emptiestCorner(falling));
    double[] rising = {1e-6, 1e-5, 1e-4, 1e-3, 1e-2};
    Plot up = Plot.of("x", "y").withLogX().withLogY().line("a", L, rising).line("b", L, rising);
    assertEquals(LegendPosition.InsideNW, PlotRange.of(up).emptiestCorner(up));
  }

  @Test
  void theAxisIsExtendedIfEveryCornerHasData() {
    double[] edges = {0, 1, 2, 3};
    double[] full = {1, 1, 1};
    double[] half = {0.5, 0.5, 0.5};
    Plot filled = Plot.of("x", "y").histogram("a", edges, full);
    assertEquals(1.5, PlotRange.of(filled).yHigh(), 1e-12, "one series needs no legend");
    PlotRange two = PlotRange.of(filled.histogram("b", edges, half));
    assertTrue(two.yHigh() > 1.15 && two.yHigh() < 1.35, two.toString());
    assertEquals(
        1.01,
        PlotRange.of(filled.histogram("b", edges, half).withYRange(0, 1.01)).yHigh(),
        "as asked for");
    Plot log = spectrum().line("b", L, new double[] {1e-2, 1e-2, 1e-2, 1e-2, 1e-2});
    Plot framed = log.line("c", L, new double[] {1e-6, 1e-6, 1e-6, 1e-6, 1e-6});
    assertTrue(PlotRange.of(framed).yHigh() > 2e-2, PlotRange.of(framed).toString());
    assertTrue(PlotRange.of(framed).yHigh() < 1, PlotRange.of(framed).toString());
  }

  private static int ink(BufferedImage image, int fromRow) {
    int count = 0;
    for (int y = fromRow; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xff) < 0x80 ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void aTitleIsPaintedOnce() {
    BufferedImage alone = new BufferedImage(200, 40, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = alone.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, 200, 40);
    g.setColor(PlotStyle.FRAME);
    Formula.of("length l_x").draw(g, PlotStyle.TITLE, 10, 25);
    g.dispose();
    int below = ink(Plot.of("length l_x", "y").line("a", L, C).image(1), 390);
    assertEquals(ink(alone, 0), below, 0.35 * ink(alone, 0));
  }

  @Test
  void legendIsAsWideAsItsLongestName() {
    Plot two = spectrum().line("b", L, C);
    double wide = new PlotLegend(two).width();
    assertTrue(new PlotLegend(two.line("a much longer name than those", L, C)).width() > wide + 50);
    assertTrue(new PlotLegend(spectrum()).isEmpty());
  }

  @Test
  void decadesArePlainNumbersFromAHundredthToAThousandAndPowersOfTenBeyond() {
    var near = PlotStyle.decades(0.008, 1.2);
    assertEquals("0.01", near.apply(0.01));
    assertEquals("0.1", near.apply(0.1));
    assertEquals("", near.apply(0.2));
    var far = PlotStyle.decades(1e-7, 1);
    assertEquals("10⁰", far.apply(1.0));
    assertEquals("10⁻⁶", far.apply(1e-6));
    var narrow = PlotStyle.decades(0.9, 22);
    assertEquals(
        "0.2 2 5 20",
        narrow.apply(0.2)
            + " "
            + narrow.apply(2.0)
            + " "
            + narrow.apply(5.000000001)
            + " "
            + narrow.apply(20.0));
    assertEquals("", narrow.apply(3.0));
    var one = PlotStyle.decades(2.8, 11);
    assertEquals(
        "3 4 6 10",
        one.apply(3.0) + " " + one.apply(4.0) + " " + one.apply(6.0) + " " + one.apply(10.0));
    assertEquals("", one.apply(5.0));
  }

  @Test
  void linearLabelsHaveThousandsSeparatorsMinusSignsAndPowersOfTen() {
    var counts = PlotStyle.linear(0, 130000);
    assertEquals("120,000", counts.apply(120000.0));
    assertEquals("0", counts.apply(0.0));
    var signed = PlotStyle.linear(-0.4, 1);
    assertEquals("−0.2", signed.apply(-0.2));
    assertEquals("0.3", signed.apply(0.1 + 0.2));
    var small = PlotStyle.linear(-2e-7, 1e-8);
    assertEquals("−1.5·10⁻⁷", small.apply(-1.5e-7));
    assertEquals("0", small.apply(0.0));
  }

  /** A dark line below a wide band stays visible, as does a band that another one overlaps. */
  @Test
  void tintedBandsHideNeitherLinesNorEachOther() {
    double[] low = new double[L.length];
    double[] high = new double[L.length];
    double[] middle = new double[L.length];
    Arrays.fill(low, 1);
    Arrays.fill(high, 5);
    Arrays.fill(middle, 3);
    Plot one =
        Plot.of("x", "y").withYRange(0, 6).tintedBand("a", L, low, high).line("b", L, middle);
    int alone = pixels(one, PlotStyle.COLOURS[0]);
    Plot two = one.tintedBand("c", L, low, high).line("d", L, low);
    assertTrue(alone > 100);
    assertTrue(pixels(two, PlotStyle.COLOURS[0]) > 0.9 * alone);
    assertTrue(pixels(two, PlotStyle.COLOURS[1]) > 100);
  }

  @Test
  void aHistogramStartsAtZero() {
    Plot plot = Plot.of("x", "n").histogram("a", new double[] {0, 1, 2}, new double[] {3, 5});
    assertEquals(0, PlotRange.of(plot).yLow());
    assertTrue(pixels(plot, PlotStyle.COLOURS[0]) > 100);
  }

  @Test
  void theChartOfXchartHasTheTitlesAndSeriesOfThePlot() {
    XYChart chart = spectrum().withTitle("Figure 5").points("measured", L, C).chart();
    assertEquals("Figure 5", chart.getTitle());
    assertEquals("ℓ", chart.getXAxisTitle());
    assertEquals("C_ℓ", chart.getYAxisTitle());
    assertArrayEquals(C, chart.getSeries("measured").getYData());
  }

  @Test
  void columnsOfATableArePlotted() {
    Plot plot =
        Plot.of("x", "y").points("a", DoubleColumn.create("x", L), DoubleColumn.create("y", C));
    assertEquals(16, plot.series().get(0).x()[4]);
  }

  @Test
  void svgIsACompleteDocument() throws IOException {
    String svg = new String(FigureFiles.svg(spectrum()), StandardCharsets.UTF_8);
    assertTrue(svg.startsWith("<?xml") && svg.strip().endsWith("</svg>"), svg);
    int ticks = svg.split("<line style=\"fill:none;stroke:rgb\\(34,34,34\\)").length - 1;
    assertTrue(ticks > 20, ticks + " ticks and sides of the frame");
    assertTrue(svg.contains("stroke:rgb(0,114,178)"), "colour of the line");
  }

  @Test
  void aFigureIsWrittenToAnyFileInTheFormatOfItsName(@TempDir Path folder) throws IOException {
    Path png = folder.resolve("a b.PNG");
    Path svg = folder.resolve("c.svg");
    Plot plot = spectrum();
    assertSame(plot, plot.write(png));
    plot.write(svg);
    assertEquals(2 * plot.width(), ImageIO.read(png.toFile()).getWidth());
    assertArrayEquals(FigureFiles.svg(plot), Files.readAllBytes(svg));
    Path gif = folder.resolve("c.gif");
    assertEquals(
        gif + " names no format of a figure: end the name with .png, .svg or .csv",
        refusal(() -> plot.write(gif)));
    Path nowhere = folder.resolve("no/c.svg");
    assertEquals(
        "the figure cannot be written to " + nowhere + ": name a file in a writable folder",
        assertThrows(UncheckedIOException.class, () -> plot.write(nowhere)).getMessage());
  }

  @Test
  void dataThatCannotBePlottedAreRefused() {
    assertEquals(
        "1 of 2 points of \"a\" are at or below 0 and cannot be shown on a logarithmic axis: leave"
            + " them out or use a linear axis",
        refusal(
            () ->
                Plot.of("x", "y").withLogY().line("a", new double[] {1, 2}, new double[] {0, 1})));
    assertEquals(
        "series \"a\" has 5 x and 1, 1, 1 y, low, high: give the same number of each",
        refusal(() -> Plot.of("x", "y").line("a", L, new double[] {1})));
    assertEquals(
        "series \"a\" has 5 x and 5, 5, 5 y, low, high: give one more edge than heights",
        refusal(() -> Plot.of("x", "y").histogram("a", L, C)));
    assertEquals(
        "series \"a\" has no values: leave it out",
        refusal(() -> Plot.of("x", "y").line("a", new double[0], new double[0])));
    assertEquals(
        "the plot already has a series named \"R = 60 pc\": give each series a different name",
        refusal(() -> spectrum().line("R = 60 pc", L, C)));
    assertEquals(
        "axis \"C_ℓ\" cannot go from 0.0 to 1.0: give two finite ends, the lower one first, above 0 on a logarithmic"
            + " axis",
        refusal(() -> spectrum().withYRange(0, 1)));
    assertEquals(
        "a plot of 10 by 10 pixels is too small or too large: use 100 to 4000 a side",
        refusal(() -> spectrum().withSize(10, 10)));
    assertEquals(
        "\"a/b\" cannot be a file name: use letters, digits, \".\", \"_\" and \"-\"",
        refusal(() -> spectrum().save("a/b")));
  }
}
