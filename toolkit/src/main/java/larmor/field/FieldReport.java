package larmor.field;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import larmor.numeric.Vec3;

/**
 * Statistics of a cube, computed when it was read. A number that cannot be computed from the files
 * is NaN.
 *
 * @param source names of the files
 * @param points n, along one axis
 * @param mean ⟨B⟩ in the unit of the files, after the axes are renamed
 * @param fluctuation δB/B0
 * @param magnitude ⟨|B|⟩/B0
 * @param divergence relative divergence in the order of the axes that was chosen, see {@link
 *     FieldCube#relativeDivergence()}
 * @param worstDivergence the largest relative divergence of all orders
 * @param divergencePerCell rms of ∇·B Δx over the rms of |B|, Δx being a cell
 * @param order description of which coordinate runs along which axis of the file
 * @param reason why this order was chosen
 * @param unit unit of the samples
 * @param alfvenMach M_A: the rms (by volume) of the velocity about its mean, divided by B0/√ρ̄; B
 *     is in units where v_A = B/√ρ
 * @param sonicMach M_s, the same rms over the sound speed
 * @param beta β, the gas pressure over the magnetic pressure of the mean field
 * @param spectrum spectrum of the fluctuations
 * @param warnings sentences, each of which names something that may be wrong with the field
 */
public record FieldReport(
    String source,
    int points,
    Vec3 mean,
    double fluctuation,
    double magnitude,
    double divergence,
    double worstDivergence,
    double divergencePerCell,
    String order,
    String reason,
    String unit,
    double alfvenMach,
    double sonicMach,
    double beta,
    FieldSpectrum spectrum,
    List<String> warnings) {
  /** Returns the statistics and the warnings, each warning on a line of its own. */
  @Override
  public String toString() {
    StringBuilder s = new StringBuilder();
    line(s, "%s: %d points a side, in %s", source, points, unit);
    line(s, "mean field %s, δB/B0 = %.3f, ⟨|B|⟩/B0 = %.3f", mean, fluctuation, magnitude);
    line(s, "axes: %s, %s", order, reason);
    line(
        s,
        "relative divergence %.3g (%.3g in the worst order of the axes), rms ∇·B Δx/|B| = %.3g",
        divergence,
        worstDivergence,
        divergencePerCell);
    line(s, "%s", spectrum);
    if (!Double.isNaN(alfvenMach)) {
      String sound =
          Double.isNaN(sonicMach)
              ? ""
              : String.format(Locale.ROOT, ", M_s = %.3f, β = %.3f", sonicMach, beta);
      line(s, "M_A = %.3f%s", alfvenMach, sound);
    }
    for (String w : warnings) {
      line(s, "warning: %s", w);
    }
    return s.substring(0, s.length() - 1);
  }

  /** Returns the report as cards of a FITS header, see {@link CubeWriter#with(FieldReport)}. */
  Map<String, String> cards() {
    Map<String, String> cards = new LinkedHashMap<>();
    cards.put("SOURCE", source);
    cards.put("AXES", order);
    cards.put("AXESWHY", reason);
    cards.put("UNIT", unit);
    cards.put("MEAN_B", mean.toString());
    put(cards, "DB_B0", fluctuation);
    put(cards, "BMAG_B0", magnitude);
    put(cards, "DIVREL", divergence);
    put(cards, "DIVWORST", worstDivergence);
    put(cards, "DIVCELL", divergencePerCell);
    put(cards, "MA", alfvenMach);
    put(cards, "MS", sonicMach);
    put(cards, "BETA", beta);
    cards.put("SPECTRUM", spectrum.toString());
    for (int w = 0; w < warnings.size(); w++) {
      cards.put("WARN" + (w + 1), warnings.get(w));
    }
    return cards;
  }

  private static void put(Map<String, String> cards, String key, double value) {
    if (!Double.isNaN(value)) {
      cards.put(key, String.format(Locale.ROOT, "%.6g", value));
    }
  }

  private static void line(StringBuilder s, String format, Object... values) {
    s.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
