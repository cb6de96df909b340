package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Optional;
import larmor.sky.AhlersHierarchy;
import larmor.sky.IsotropicBand;
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

  @Test
  void withoutAMeasuredSpectrumThePlotIsUnchanged() {
    SpectrumPlot plot = SpectrumPlot.of("").noiseLevel("noise", 0.01);
    assertSame(plot, plot.measured("IceCube", Optional.empty()));
  }
}
