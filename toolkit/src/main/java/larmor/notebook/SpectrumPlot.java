package larmor.notebook;

import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import larmor.sky.IsotropicBand;
import larmor.sky.MeasuredSpectrum;
import larmor.sky.PowerSpectrum;

/**
 * Angular power spectra from l = 1 to 40 on a logarithmic axis, with the bands of isotropic skies
 * behind them: the paper's Figures 5 and 6. Every call returns a new plot.
 */
public final class SpectrumPlot implements Figure {
  private static final int LAST = 40;

  private final Plot plot;

  private SpectrumPlot(Plot plot) {
    this.plot = plot;
  }

  public static SpectrumPlot of(String title) {
    return new SpectrumPlot(
        Plot.of("multipole ℓ", "C_ℓ (relative intensity²)")
            .title(title)
            .logY()
            .xRange(0, LAST + 1)
            .size(680, 470));
  }

  public SpectrumPlot line(String name, PowerSpectrum spectrum) {
    return new SpectrumPlot(plot.line(name, multipoles(spectrum), shown(spectrum)));
  }

  /** The 99, 90 and 68 % bands of an isotropic sky, the narrowest darkest. */
  public SpectrumPlot bands(String name, IsotropicBand band) {
    double[] levels = IsotropicBand.PAPER_LEVELS;
    Plot more = plot;
    for (int i = levels.length - 1; i >= 0; i--) {
      PowerSpectrum low = band.lower(levels[i]);
      PowerSpectrum high = band.upper(levels[i]);
      String label = String.format(Locale.ROOT, "%s, %.0f %%", name, 100 * levels[i]);
      more = more.band(label, multipoles(low), shown(low), shown(high));
    }
    return new SpectrumPlot(more);
  }

  /** A level, the same at every l: a launch noise. */
  public SpectrumPlot level(String name, double power) {
    double[] ends = {1, LAST};
    return new SpectrumPlot(plot.line(name, ends, new double[] {power, power}));
  }

  /** An observatory's points with their statistical errors, where they are known. */
  public SpectrumPlot measured(String name, MeasuredSpectrum m) {
    double[] low = m.statisticalLow();
    double[] high = m.statisticalHigh();
    double[] c = m.power();
    for (int i = 0; i < c.length; i++) {
      low[i] = Double.isNaN(low[i]) ? c[i] : low[i];
      high[i] = Double.isNaN(high[i]) ? c[i] : high[i];
    }
    return new SpectrumPlot(plot.points(name, m.multipoles(), c, low, high));
  }

  /** The points, if there are any. */
  public SpectrumPlot measured(String name, Optional<MeasuredSpectrum> spectrum) {
    return spectrum.map(m -> measured(name, m)).orElse(this);
  }

  private static double[] multipoles(PowerSpectrum s) {
    return Arrays.copyOfRange(s.multipoles(), 1, Math.min(s.lmax(), LAST) + 1);
  }

  private static double[] shown(PowerSpectrum s) {
    return Arrays.copyOfRange(s.values(), 1, Math.min(s.lmax(), LAST) + 1);
  }

  @Override
  public int width() {
    return plot.width();
  }

  @Override
  public int height() {
    return plot.height();
  }

  @Override
  public void paint(Graphics2D g) {
    plot.paint(g);
  }

  @Override
  public String toString() {
    return plot.toString();
  }
}
