package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Optional;
import larmor.liouville.SpectrumSample;
import larmor.sky.AhlersHierarchy;
import larmor.sky.IsotropicBand;
import larmor.sky.PowerSpectrum;
import org.junit.jupiter.api.Test;

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
    assertEquals(470, plot.height());
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
  void withoutAMeasuredSpectrumThePlotIsUnchanged() {
    SpectrumPlot plot = SpectrumPlot.of("").noiseLevel("noise", 0.01);
    assertSame(plot, plot.measured("IceCube", Optional.empty()));
  }
}
