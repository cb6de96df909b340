package larmor.field;

import java.util.List;
import java.util.Locale;
import larmor.numeric.Vec3;

/**
 * What an import found. Numbers that the files do not give are NaN.
 *
 * @param source the files
 * @param points along one axis
 * @param mean ⟨B⟩ in the unit of the files, after any turn of the axes
 * @param fluctuation δB/B0
 * @param magnitude ⟨|B|⟩/B0
 * @param divergence the relative spectral divergence in the order chosen
 * @param worstDivergence the same in the worst order
 * @param order which coordinate runs along which axis of the file
 * @param reason why this order
 * @param unit of the samples
 * @param alfvenMach rms velocity about its mean, by volume, over B0/√ρ̄, B in Alfvén units
 * @param sonicMach the same velocity over the sound speed
 * @param beta gas over magnetic pressure of the mean field
 * @param warnings what the user should know, each one sentence
 */
public record FieldReport(
    String source,
    int points,
    Vec3 mean,
    double fluctuation,
    double magnitude,
    double divergence,
    double worstDivergence,
    String order,
    String reason,
    String unit,
    double alfvenMach,
    double sonicMach,
    double beta,
    List<String> warnings) {
  public FieldReport {
    warnings = List.copyOf(warnings);
  }

  @Override
  public String toString() {
    StringBuilder s = new StringBuilder();
    line(s, "%s: %d points a side, in %s", source, points, unit);
    line(s, "mean field %s, δB/B0 = %.3f, ⟨|B|⟩/B0 = %.3f", mean, fluctuation, magnitude);
    line(s, "axes: %s, %s", order, reason);
    line(
        s,
        "relative divergence %.3g (%.3g in the worst order of the axes)",
        divergence,
        worstDivergence);
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

  private static void line(StringBuilder s, String format, Object... values) {
    s.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
