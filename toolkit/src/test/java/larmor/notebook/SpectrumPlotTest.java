package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import larmor.liouville.PixelEstimator;
import larmor.liouville.SpectrumSample;
import larmor.liouville.WeightedSky;
import larmor.sky.AhlersHierarchy;
import larmor.sky.IsotropicBand;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyMap;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class SpectrumPlotTest {
  @Test
  void aSpectrumPlotHasItsBandsWidestFirstThenLinesAndNoise() {
    SpectrumPlot plot =
        SpectrumPlot.of("30 PeV")
            .isotropicBands("isotropic", IsotropicBand.of(1000, 47))
            .line("theory", AhlersHierarchy.spectrum(47))
            .noiseLevel("noise", 0.01);
    assertEquals(
        "30 PeV: C_ℓ (relative intensity²) against multipole ℓ (isotropic, 99 %, isotropic, 90 %,"
            + " isotropic, 68 %, theory, noise)",
        plot.toString());
    assertEquals(680, plot.width());
    assertEquals(500, plot.height());
  }

  /** Two observers at 0.1 and 0.4 of the dipole: mean 0.2, scatter a factor e^0.98. */
  @Test
  void observersAreDrawnAsGeometricMeanWithErrorAndScatterToTheFirstMultipoleInTheNoise() {
    SpectrumSample sample =
        SpectrumSample.of(
            List.of(
                PowerSpectrum.of(new double[] {0, 1, 0.1, 0.1, -0.1, 0.1}),
                PowerSpectrum.of(new double[] {0, 2, 0.8, 0.8, 0.8, 0.8})));
    SpectrumPlot plot = SpectrumPlot.of("").observers("MHD", sample, 10);
    double[] mean = plot.chart().getSeries("MHD, mean").getYData();
    assertEquals(3, mean.length);
    assertEquals(10, mean[0], 1e-12);
    assertEquals(2, mean[1], 1e-12);
    assertEquals(
        "C_ℓ (relative intensity²) against multipole ℓ (MHD, one observer, MHD, mean)",
        plot.toString());
  }

  @Test
  void theSpectrumOfASkyHasTheErrorsOfItsLaunchNoise() {
    SkyMap map = SkyMap.of(16, n -> n.x() + n.y() * n.z() * n.z() * n.z());
    WeightedSky sky = new WeightedSky(map, map, PixelEstimator.SUM, 1, 1000, 0, 1, 0.01);
    Table data = SpectrumPlot.of("").sky("a", sky, 10).data();
    double[] errors = sky.spectrumErrors();
    for (int l = 1; l <= 40; l++) {
      double c = 10 * sky.spectrum().at(l);
      assertEquals(c, data.doubleColumn(2).get(l - 1), 1e-12 * c);
      assertEquals(c - 10 * errors[l], data.doubleColumn(3).get(l - 1), 1e-12);
      assertEquals(c + 10 * errors[l], data.doubleColumn(4).get(l - 1), 1e-12);
    }
  }

  /** 680 CSS pixels have room for these eight, but not for 180° beside 90°. */
  @Test
  void theAxisAboveShowsTheAnglesThatHaveRoom() {
    Plot plot = Plot.of("multipole ℓ", "C_ℓ").withXRange(0, 41).withAngularScale();
    PlotRange range = PlotRange.of(plot);
    Rectangle2D area = new Rectangle2D.Double(80, 60, 590, 350);
    List<AngularScale.Tick> ticks = AngularScale.ticks(plot, range, area);
    List<String> names =
        ticks.stream()
            .sorted(Comparator.comparingDouble(AngularScale.Tick::x))
            .map(AngularScale.Tick::text)
            .toList();
    assertEquals(List.of("90°", "30°", "20°", "15°", "10°", "8°", "6°", "5°"), names);
    assertEquals(80 + 590 * 2 / 41.0, ticks.get(0).x(), 1e-9);
    assertEquals(36, AngularScale.height(plot));
    assertEquals(0, AngularScale.height(Plot.of("x", "y")));
  }

  @Test
  void withoutAMeasuredSpectrumThePlotIsUnchanged() {
    SpectrumPlot plot = SpectrumPlot.of("").noiseLevel("noise", 0.01);
    assertSame(plot, plot.measured("IceCube", Optional.empty()));
  }
}
