package larmor.notebook;

import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import larmor.liouville.SpectrumSample;
import larmor.liouville.WeightedSky;
import larmor.numeric.Given;
import larmor.numeric.SampleMean;
import larmor.sky.IsotropicBand;
import larmor.sky.MeasuredSpectrum;
import larmor.sky.PowerSpectrum;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.Table;

/**
 * A plot of angular power spectra C_ℓ from ℓ = 1 to 40 on a logarithmic axis, with the bands of
 * isotropic skies, as in Figures 5 and 6 of the paper. An axis above the panel has the angular
 * scale 180°/ℓ. Immutable: each method returns a new plot.
 */
public final class SpectrumPlot implements Figure {
  private static final int LAST_MULTIPOLE = 40;

  private final Plot plot;

  private SpectrumPlot(Plot plot) {
    this.plot = plot;
  }

  /**
   * Returns a plot without spectra, 680 by 500 CSS pixels.
   *
   * @param title title above the panel; empty for none
   * @return the plot
   */
  public static SpectrumPlot of(String title) {
    return labelled(title, "C_ℓ (relative intensity²)");
  }

  /**
   * Returns a plot for spectra relative to their dipole power, C_ℓ/C_1, 680 by 500 CSS pixels.
   *
   * @param title title above the panel; empty for none
   * @return the plot
   */
  public static SpectrumPlot ofRelativePower(String title) {
    return labelled(title, "C_ℓ / C_1");
  }

  private static SpectrumPlot labelled(String title, String power) {
    return new SpectrumPlot(
        Plot.of("multipole ℓ", power)
            .withTitle(title)
            .withLogY()
            .withXRange(0, LAST_MULTIPOLE + 1)
            .withAngularScale()
            .withSize(680, 500));
  }

  /**
   * Adds a spectrum as a line.
   *
   * @param name name in the legend, different from that of every other series
   * @param spectrum power spectrum, positive at ℓ = 1 to 40. Not modified.
   * @return a new plot
   * @throws IllegalArgumentException if another series has the name or a C_ℓ is at or below 0
   */
  public SpectrumPlot line(String name, PowerSpectrum spectrum) {
    Given.require(spectrum, "the spectrum", "PowerSpectrum.of(map)");
    return new SpectrumPlot(plot.line(name, multipoles(spectrum), shown(spectrum)));
  }

  /**
   * Adds the spectrum of a sky as a line, with the error bars that the launch noise causes.
   *
   * @param name name in the legend, different from that of every other series
   * @param sky the sky. Not modified.
   * @return a new plot
   * @throws IllegalArgumentException if another series has the name or a C_ℓ is at or below 0
   * @throws IllegalStateException if a pixel of the sky is empty
   */
  public SpectrumPlot sky(String name, WeightedSky sky) {
    return sky(name, sky, 1);
  }

  /**
   * Adds the spectrum of a sky times a factor as a line, with the error bars that the launch noise
   * causes ({@link WeightedSky#spectrumErrors}).
   *
   * @param name name in the legend, different from that of every other series
   * @param sky the sky. Not modified.
   * @param factor factor by which spectrum and errors are multiplied, positive
   * @return a new plot
   * @throws IllegalArgumentException if another series has the name or a C_ℓ is at or below 0
   * @throws IllegalStateException if a pixel of the sky is empty
   */
  public SpectrumPlot sky(String name, WeightedSky sky, double factor) {
    Given.require(sky, "the sky", "Liouville.paper().sky(ensemble, 60 * pc)");
    PowerSpectrum spectrum = sky.spectrum();
    double[] errors = sky.spectrumErrors();
    double[] c = shown(spectrum.times(factor));
    double[] low = c.clone();
    double[] high = c.clone();
    for (int i = 0; i < c.length; i++) {
      double error = Double.isNaN(errors[i + 1]) ? 0 : factor * errors[i + 1];
      low[i] -= error;
      high[i] += error;
    }
    return new SpectrumPlot(plot.line(name, multipoles(spectrum), c, low, high));
  }

  /**
   * Adds the bands that contain 99, 90 and 68 % of the spectra of isotropic skies. The narrowest
   * band is the darkest.
   *
   * @param name name in the legend, followed by the percentage
   * @param band the isotropic band
   * @return a new plot
   * @throws IllegalArgumentException if another series has the name
   */
  public SpectrumPlot isotropicBands(String name, IsotropicBand band) {
    Given.require(name, "the name of the band", "\"isotropic\"");
    Given.require(band, "the band", "IsotropicRealisations.of(16, 1000, 1).run(weights)");
    double[] levels = IsotropicBand.paperLevels();
    Plot more = plot;
    for (int i = levels.length - 1; i >= 0; i--) {
      PowerSpectrum low = band.lower(levels[i]);
      PowerSpectrum high = band.upper(levels[i]);
      String label = String.format(Locale.ROOT, "%s, %.0f %%", name, 100 * levels[i]);
      more = more.band(label, multipoles(low), shown(low), shown(high));
    }
    return new SpectrumPlot(more);
  }

  /**
   * Adds the spectra of many observers, each divided by the observer's own dipole power. Points
   * show the geometric mean with the standard error of the mean, and a band shows the standard
   * deviation between observers (the cosmic variance). Both end at the highest ℓ up to which the
   * power of every observer is above the noise.
   *
   * @param name name in the legend, different from that of every other series
   * @param sample spectra of the observers, noise subtracted. Not modified.
   * @param dipole power C_1 by which the relative spectra are multiplied; 1 to draw C_ℓ/C_1
   * @return a new plot
   * @throws IllegalArgumentException if another series has the name or the power at or below 0
   * @throws IllegalStateException if the quadrupole of an observer is not above the noise
   */
  public SpectrumPlot observers(String name, SpectrumSample sample, double dipole) {
    Given.require(name, "the name of the series", "\"24 observers\"");
    Given.require(sample, "the sample of spectra", "SpectrumSample.of(spectra)");
    int last = 2;
    while (last < Math.min(LAST_MULTIPOLE, sample.spectrum(0).lmax())
        && sample.aboveNoise(last + 1)) {
      last++;
    }
    double[][] c = new double[6][last];
    for (int l = 1; l <= last; l++) {
      SampleMean log = sample.logRelativePower(l, l);
      double[] at = {0, -log.error(), log.error(), -log.scatter(), log.scatter()};
      c[0][l - 1] = l;
      for (int i = 0; i < at.length; i++) {
        double offset = Double.isNaN(at[i]) ? 0 : at[i];
        c[i + 1][l - 1] = dipole * Math.exp(log.mean() + offset);
      }
    }
    return new SpectrumPlot(
        plot.tintedBand(name + ", one observer", c[0], c[4], c[5])
            .points(name + ", mean", c[0], c[1], c[2], c[3]));
  }

  /**
   * Adds a horizontal line for a power that is the same at every ℓ, such as that of the launch
   * noise.
   *
   * @param name name in the legend, different from that of every other series
   * @param power C_ℓ of the noise, positive
   * @return a new plot
   * @throws IllegalArgumentException if another series has the name or the power at or below 0
   */
  public SpectrumPlot noiseLevel(String name, double power) {
    double[] ends = {1, LAST_MULTIPOLE};
    return new SpectrumPlot(plot.line(name, ends, new double[] {power, power}));
  }

  /**
   * Adds the points of a measured spectrum, with their statistical errors where these are known.
   *
   * @param name name in the legend, different from that of every other series
   * @param m the measured spectrum. Not modified.
   * @return a new plot
   * @throws IllegalArgumentException if another series has the name or a C_ℓ is at or below 0
   */
  public SpectrumPlot measured(String name, MeasuredSpectrum m) {
    Given.require(m, "the measured spectrum", "MeasuredSpectrum.read(file)");
    double[] low = m.statisticalLow();
    double[] high = m.statisticalHigh();
    double[] c = m.powers();
    for (int i = 0; i < c.length; i++) {
      low[i] = Double.isNaN(low[i]) ? c[i] : low[i];
      high[i] = Double.isNaN(high[i]) ? c[i] : high[i];
    }
    return new SpectrumPlot(plot.points(name, m.multipoles(), c, low, high));
  }

  /**
   * Adds the points of a measured spectrum if there is one, and otherwise returns this plot.
   *
   * @param name name in the legend, different from that of every other series
   * @param spectrum the measured spectrum; may be empty
   * @return a new plot, or this plot if {@code spectrum} is empty
   * @throws IllegalArgumentException if another series has the name or a C_ℓ is at or below 0
   */
  public SpectrumPlot measured(String name, Optional<MeasuredSpectrum> spectrum) {
    Given.require(name, "the name of the series", "\"IceCube\"");
    Given.require(spectrum, "the measured spectrum", "Optional.empty()");
    return spectrum.map(m -> measured(name, m)).orElse(this);
  }

  private static double[] multipoles(PowerSpectrum s) {
    return Arrays.copyOfRange(s.multipoles(), 1, Math.min(s.lmax(), LAST_MULTIPOLE) + 1);
  }

  private static double[] shown(PowerSpectrum s) {
    return Arrays.copyOfRange(s.values(), 1, Math.min(s.lmax(), LAST_MULTIPOLE) + 1);
  }

  /**
   * Returns this plot as a chart of XChart, whose own methods can change it further.
   *
   * @return a new chart
   */
  public XYChart chart() {
    return plot.chart();
  }

  @Override
  public Table data() {
    return plot.data();
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
