package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Graphics2D;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import larmor.field.UniformField;
import larmor.numeric.Vec3;
import larmor.sky.Healpix;
import larmor.sky.SkyMap;
import larmor.sky.SkyMapFile;
import larmor.units.Units;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.Table;

/** The numbers of a figure are written beside its picture, and a reader gets back the same. */
class FigureDataTest {
  private static final double[] L = {1, 2, 3};
  private static final double[] C = {1.0 / 3, 2e-7, Math.PI * 1e9};
  private static final double[] LOW = {0.1, 1e-7, 3e9};
  private static final double[] HIGH = {0.7, 5.5e-7, 3.3e9};

  @TempDir Path folder;

  private List<CSVRecord> written(Figure figure) throws IOException {
    FigureFiles.write(figure, folder, "f");
    try (Reader reader = Files.newBufferedReader(folder.resolve("f.csv"))) {
      return CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(reader)
          .stream()
          .toList();
    }
  }

  private static double[] column(List<CSVRecord> rows, String name) {
    return rows.stream()
        .map(r -> r.get(name))
        .mapToDouble(v -> v.isEmpty() ? Double.NaN : Double.parseDouble(v))
        .toArray();
  }

  private static List<CSVRecord> of(List<CSVRecord> rows, String series) {
    return rows.stream().filter(r -> r.get(0).equals(series)).toList();
  }

  @Test
  void aPlotWithNamesHasTheNameNearestToEachX() throws IOException {
    double[] x = {-0.1, 0.9, 2.6};
    List<CSVRecord> rows =
        written(
            Plot.of("field", "y").withXNames(List.of("whole", "slow", "fast")).points("a", x, C));
    assertEquals(
        List.of("series", "field, name", "field", "y"), rows.get(0).getParser().getHeaderNames());
    assertEquals(
        List.of("whole", "slow", ""), rows.stream().map(r -> r.get("field, name")).toList());
    assertArrayEquals(x, column(rows, "field"));
  }

  @Test
  void theNumbersOfAPlotAreTheSeriesDrawnWithTheAxisTitlesAsHeadings() throws IOException {
    Plot plot =
        Plot.of("multipole ℓ", "C_ℓ [mK²]")
            .line("a, \"b\"", L, C)
            .points("measured", L, C, LOW, HIGH)
            .band("band", L, LOW, HIGH);
    List<CSVRecord> rows = written(plot);
    assertEquals(9, rows.size());
    assertEquals(
        List.of("series", "multipole ℓ", "C_ℓ [mK²]", "C_ℓ [mK²], low", "C_ℓ [mK²], high"),
        rows.get(0).getParser().getHeaderNames());
    double[] none = {Double.NaN, Double.NaN, Double.NaN};
    List<CSVRecord> line = of(rows, "a, \"b\"");
    assertArrayEquals(L, column(line, "multipole ℓ"));
    assertArrayEquals(C, column(line, "C_ℓ [mK²]"));
    assertArrayEquals(none, column(line, "C_ℓ [mK²], low"));
    List<CSVRecord> points = of(rows, "measured");
    assertArrayEquals(C, column(points, "C_ℓ [mK²]"));
    assertArrayEquals(LOW, column(points, "C_ℓ [mK²], low"));
    assertArrayEquals(HIGH, column(points, "C_ℓ [mK²], high"));
    List<CSVRecord> band = of(rows, "band");
    assertArrayEquals(none, column(band, "C_ℓ [mK²]"));
    assertArrayEquals(HIGH, column(band, "C_ℓ [mK²], high"));
    assertTrue(Files.exists(folder.resolve("f.png")) && Files.exists(folder.resolve("f.svg")));
    assertFalse(Files.exists(folder.resolve("f.fits")), "a plot has no map");
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(3, files.count(), "no temporary file is left");
    }
  }

  @Test
  void aHistogramHasOneRowForEachBin() throws IOException {
    List<CSVRecord> rows =
        written(Plot.of("µ", "").histogram("h", new double[] {0, 0.5, 2}, new double[] {3, 4}));
    assertArrayEquals(new double[] {0, 0.5}, column(rows, "µ"));
    assertArrayEquals(new double[] {0.5, 2}, column(rows, "µ, end of the bin"));
    assertArrayEquals(new double[] {3, 4}, column(rows, "y"));
  }

  @Test
  void aSpectrumPlotHasTheMultipolesItShows() throws IOException {
    double[] c = new double[48];
    Arrays.setAll(c, l -> 1 / (l + 3.0));
    SpectrumPlot plot = SpectrumPlot.ofRelativePower("").line("s", larmor.sky.PowerSpectrum.of(c));
    List<CSVRecord> rows = written(plot);
    assertEquals(40, rows.size());
    assertArrayEquals(Arrays.copyOfRange(c, 1, 41), column(rows, "C_ℓ / C_1"));
  }

  @Test
  void aChartOfXChartHasItsSeriesAndErrors() throws IOException {
    XYChart chart = new XYChart(300, 200);
    chart.setXAxisTitle("x [pc]");
    chart.addSeries("s", L, new double[] {4, 5, 6}, new double[] {1, 0.5, 0.25});
    List<CSVRecord> rows = written(Figure.of(chart));
    assertArrayEquals(L, column(rows, "x [pc]"));
    assertArrayEquals(new double[] {4, 5, 6}, column(rows, "y"));
    assertArrayEquals(new double[] {3, 4.5, 5.75}, column(rows, "y, low"));
    CategoryChart bars = new CategoryChart(300, 200);
    bars.addSeries("s", List.of("one", "two"), List.of(7, 8));
    List<CSVRecord> heights = written(Figure.of(bars));
    assertEquals("two", heights.get(1).get("category"));
    assertArrayEquals(new double[] {7, 8}, column(heights, "value"));
    PieChart pie = new PieChart(300, 200);
    pie.addSeries("half", 0.5);
    assertArrayEquals(new double[] {0.5}, column(written(Figure.of(pie)), "value"));
  }

  private static SkyMap map(int nside, double shift) {
    double[] values = new double[12 * nside * nside];
    Arrays.setAll(values, p -> Math.sin(0.1 * p) + shift);
    values[7] = Double.NaN;
    return SkyMap.of(values);
  }

  @Test
  void aSkyHasOneRowForEachPixelAndAFitsMap() throws IOException {
    SkyMap map = map(16, 0);
    List<CSVRecord> rows = written(SkyPicture.of(map).withTitle("R = 60 pc"));
    assertEquals(3072, rows.size());
    double[] ra = column(rows, "right ascension [deg]");
    double[] dec = column(rows, "declination [deg]");
    double[] values = column(rows, "R = 60 pc [relative intensity]");
    Healpix grid = map.grid();
    for (int p = 0; p < values.length; p++) {
      assertEquals(p, Integer.parseInt(rows.get(p).get("pixel")));
      Vec3 n = larmor.sky.SkyFrame.direction(Math.toRadians(ra[p]), Math.toRadians(dec[p]));
      assertEquals(p, grid.pixel(n));
      assertEquals((float) map.at(p), (float) values[p]);
    }
    assertTrue(map.isEmpty(7) && rows.get(7).get(4).isEmpty());
    assertEquals(map, SkyMap.read(folder.resolve("f.fits")));
  }

  @Test
  void panelsWriteEachMapOnceAndMapsOfAnotherNsideToAnotherFile() throws IOException {
    SkyMap one = map(8, 0);
    SkyMap two = map(8, 1);
    SkyMap fine = map(16, 2);
    Figure panels =
        SkyPanels.of(
            2,
            SkyPicture.of(one).withTitle("a σ"),
            SkyPicture.of(one).withOrthographic(0, 0),
            SkyPicture.of(two).withTitle("A σ"),
            SkyPicture.of(fine));
    List<CSVRecord> rows = written(panels);
    assertEquals(768 + 3072, rows.size());
    assertEquals(
        List.of(
            "nside",
            "pixel",
            "right ascension [deg]",
            "declination [deg]",
            "a σ [relative intensity]",
            "A σ (2) [relative intensity]",
            "map [relative intensity]"),
        rows.get(0).getParser().getHeaderNames());
    assertEquals("", rows.get(768).get(4));
    assertEquals((float) fine.at(3), Float.parseFloat(rows.get(768 + 3).get(6)));
    assertEquals(one, SkyMapFile.read(folder.resolve("f.fits"), 0));
    assertEquals(two, SkyMapFile.read(folder.resolve("f.fits"), 1));
    assertEquals(
        "A sigma (2)", SkyMapFile.header(folder.resolve("f.fits")).getStringValue("TTYPE2"));
    assertEquals(fine, SkyMap.read(folder.resolve("f-nside16.fits")));
  }

  @Test
  void aSliceOfACubeAndThreeFacesHaveOneRowForEachCell() throws IOException {
    float[] density = new float[64];
    for (int c = 0; c < 64; c++) {
      density[c] = 1 + c;
    }
    Figure corner = FieldPicture.ofDensity(density);
    List<CSVRecord> slice = written(FieldPicture.ofDensity(density).withSlice('y', 0.5));
    assertEquals(16, slice.size());
    for (CSVRecord row : slice) {
      int cell =
          16 * Integer.parseInt(row.get("x [cells]")) + 8 + Integer.parseInt(row.get("z [cells]"));
      assertEquals("2", row.get("y [cells]"));
      assertEquals(
          (float) Math.log10(density[cell] / 32.5), Float.parseFloat(row.get("log₁₀ ρ/ρ_0")));
    }
    assertEquals(48, written(corner).size());
  }

  @Test
  void aSceneHasThePointsOfItsLinesAndItsSlice() throws IOException {
    double[] x = {-3e16, 0, 3e16};
    double[] zero = new double[3];
    Scene3D scene =
        Scene3D.of(2 * Units.pc)
            .line("path", x, zero, zero)
            .fieldStrength(new UniformField(new Vec3(3 * Units.muG, 0, 0)), 'z', Units.pc);
    List<CSVRecord> rows = written(scene);
    List<CSVRecord> path = of(rows, "path");
    assertArrayEquals(
        Arrays.stream(x).map(v -> v / Units.pc).toArray(), column(path, "x [pc]"), 1e-15);
    List<CSVRecord> slice = of(rows, "|B| [µG]");
    assertEquals(120 * 120, slice.size());
    assertEquals(3, Double.parseDouble(slice.get(5).get("value")), 1e-12);
    assertEquals(1, Double.parseDouble(slice.get(5).get("z [pc]")), 1e-12);
  }

  @Test
  void aFigureWithoutNumbersWritesNoTable() {
    Figure blank =
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
          public void paint(Graphics2D g) {}

          @Override
          public String toString() {
            return "blank";
          }
        };
    FigureFiles.write(blank, folder, "f");
    assertFalse(Files.exists(folder.resolve("f.csv")));
    Path csv = folder.resolve("g.csv");
    assertEquals(
        "\"blank\" shows no numbers to write to " + csv + ": write a .png or .svg file",
        assertThrows(IllegalArgumentException.class, () -> blank.write(csv)).getMessage());
    Table table = blank.data();
    assertEquals(0, table.columnCount());
  }
}
