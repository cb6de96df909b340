package larmor.field;

import java.util.List;
import java.util.Locale;

/** A check that warns if a field is probably not in code units, in which v_A = B/√ρ. */
final class FieldUnitCheck {
  /**
   * The largest plausible ratio of magnetic to kinetic energy of the fluctuations; the smallest is
   * its inverse. In driven turbulence the two energies are similar, and a missing factor of 4π
   * changes their ratio by more than this.
   */
  private static final double LARGEST_RATIO = 8;

  private FieldUnitCheck() {}

  /** Adds a warning for each indication that the unit of the samples is wrong. */
  static void warn(FieldCube cube, String unit, FlowStatistics flow, List<String> warnings) {
    double typical = Math.hypot(cube.mean().norm(), cube.fluctuation());
    boolean unitMissing = unit == null || unit.isEmpty();
    if (unitMissing && typical < 1e-3) {
      String name = typical < 1e-7 ? "tesla" : "gauss";
      warnings.add(
          String.format(
              Locale.ROOT,
              "an rms field of %.2g is that of interstellar fields in %s, not in code units: if it"
                  + " is in %s, scale the cube by .withFieldUnit(%s)",
              typical,
              name,
              name,
              name.equals("tesla") ? "T" : "G"));
    }
    double ratio = cube.fluctuation() * cube.fluctuation() / flow.kinetic();
    if (ratio > LARGEST_RATIO || ratio < 1 / LARGEST_RATIO) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the fluctuations of the field have %.2g times the kinetic energy, in units where v_A"
                  + " = B/√ρ: a factor of %.3g on B would make both equal (fields in Gaussian units"
                  + " need 1/√4π = 0.282), so check the unit and correct it by .withFactors",
              ratio,
              1 / Math.sqrt(ratio)));
    }
  }
}
