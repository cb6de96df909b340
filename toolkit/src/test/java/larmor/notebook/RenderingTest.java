package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Graphics2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.PieChartBuilder;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

class RenderingTest {
  private static final Figure BROKEN =
      new Figure() {
        @Override
        public int width() {
          return 100;
        }

        @Override
        public int height() {
          return 100;
        }

        @Override
        public void paint(Graphics2D g) {
          throw new NoClassDefFoundError("some/Missing");
        }
      };

  private static Table table() {
    return Table.create(
        "Table 1",
        StringColumn.create("set", "A<1>", "B"),
        DoubleColumn.create("λ [pc]", 1.23456, Double.NaN),
        IntColumn.create("protons", new int[] {1234567, 8}));
  }

  private static DisplayData shown(Object value) throws ReflectiveOperationException {
    Renderer kernel = new Renderer();
    Kernels.register(kernel);
    return kernel.render(value);
  }

  @Test
  void aTableShowsThreeFiguresAlignedRightAndEscapesText() {
    String page = Rendering.of(table()).data();
    assertTrue(
        page.contains("<td style=\"padding:0.25em 0.9em;text-align:right\">1.23</td>"), page);
    assertTrue(page.contains(">–</td>") && page.contains(">1234567</td>"), page);
    assertTrue(page.contains("A&lt;1&gt;") && page.contains("Table 1</caption>"), page);
    assertTrue(Rendering.of(table()).text().contains("λ [pc]"));
  }

  @Test
  void theFormatterOfAColumnIsUsed() {
    DoubleColumn column = DoubleColumn.create("share", 0.12345);
    column.setPrintFormatter(NumberColumnFormatter.percent(1));
    assertTrue(Rendering.of(Table.create("", column)).data().contains(">12.3%</td>"));
  }

  @Test
  void aLongTableShowsItsFirstAndLastRows() {
    Table table = Table.create("t", IntColumn.create("n", IntStream.range(0, 1000).toArray()));
    String page = Rendering.of(table).data();
    assertTrue(page.contains("t (1000 rows)") && page.contains(">29</td>"), page);
    assertTrue(page.contains(">…</td>") && page.contains(">995</td>"), page);
    assertFalse(page.contains(">30</td>") || page.contains(">994</td>"), page);
  }

  @Test
  void aFigureIsSentWithTwoPixelsToACssPixel() throws Exception {
    DisplayData data = shown(Plot.of("x", "y").line("a", new double[] {1, 2}, new double[] {1, 2}));
    byte[] png = Base64.getDecoder().decode((String) data.getData(MIMEType.IMAGE_PNG));
    assertEquals(1280, ImageIO.read(new ByteArrayInputStream(png)).getWidth());
    assertEquals("y against x (a)", data.getData(MIMEType.TEXT_PLAIN));
    Rendering view =
        Rendering.of(Plot.of("x", "y").line("a", new double[] {1, 2}, new double[] {1, 2}));
    assertEquals(Map.of("width", 640, "height", 420), view.metadata());
    assertEquals("image/png 640 × 420", view.toString());
  }

  @Test
  void chartsTablesAndChecksAreSentAsPicturesAndHtml() throws Exception {
    XYChart chart = new XYChart(300, 200);
    chart.addSeries("a", new double[] {1, 2}, new double[] {1, 2});
    assertTrue(shown(chart).hasDataForType(MIMEType.IMAGE_PNG));
    assertTrue(shown(table()).hasDataForType(MIMEType.TEXT_HTML));
    Check check = new Check("n", "c", "1", "1", "", Verdict.AGREES, "", "", "");
    assertTrue(shown(check).hasDataForType(MIMEType.TEXT_HTML));
    assertFalse(shown("text").hasDataForType(MIMEType.TEXT_HTML));
  }

  /** The renderer IJava 1.3.0 is built on; its types have JJava's names in other packages. */
  @Test
  void ijavaShowsFiguresAndTablesToo() throws Exception {
    var kernel = new io.github.spencerpark.jupyter.kernel.display.Renderer();
    Kernels.register(kernel);
    var png = io.github.spencerpark.jupyter.kernel.display.mime.MIMEType.IMAGE_PNG;
    var html = io.github.spencerpark.jupyter.kernel.display.mime.MIMEType.TEXT_HTML;
    Plot plot = Plot.of("x", "y").line("a", new double[] {1, 2}, new double[] {1, 2});
    assertTrue(kernel.render(plot).hasDataForType(png));
    assertTrue(kernel.render(table()).hasDataForType(html));
    assertFalse(kernel.render(BROKEN).hasDataForType(png));
  }

  @Test
  void anErrorWhilePaintingIsSentAsText() throws Exception {
    DisplayData data = shown(BROKEN);
    assertFalse(data.hasDataForType(MIMEType.IMAGE_PNG));
    assertTrue(
        data.getData(MIMEType.TEXT_PLAIN)
            .toString()
            .endsWith(" cannot be shown: java.lang.NoClassDefFoundError: some/Missing"));
  }

  @Test
  void everyKindOfChartIsRegisteredAndPaintedAtItsOwnSize() throws Exception {
    PieChart pie = new PieChartBuilder().width(300).height(200).title("shares").build();
    pie.addSeries("a", 1);
    pie.addSeries("b", 2);
    Rendering view = Rendering.of(pie);
    assertEquals("image/png 300 × 200", view.toString());
    assertEquals("chart: shares", view.text());
    assertTrue(shown(pie).hasDataForType(MIMEType.IMAGE_PNG));
    assertEquals(10, ChartFigure.types().size());
    assertEquals(11, Rendering.PICTURES.size());
    assertTrue(ChartFigure.of("no chart").isEmpty());
  }

  @Test
  void jjavaFindsTheExtensionOnTheClassPath() {
    assertTrue(
        ServiceLoader.load(Extension.class).stream()
            .anyMatch(e -> e.type() == KernelExtension.class));
  }

  @Test
  void aPngIsReadBackWithItsSize() throws IOException {
    byte[] png = Rendering.png(Plot.of("x", "y").withSize(100, 100).image(1));
    assertEquals(100, ImageIO.read(new ByteArrayInputStream(png)).getHeight());
  }
}
