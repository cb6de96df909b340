package larmor.field;

import java.util.List;
import java.util.Locale;

/** Says when a field looks as if it were in another unit than it ought to be. */
final class FieldUnitCheck {
  /** In driven turbulence the two energies are alike; 4π lies outside, as it ought to. */
  private static final double UNLIKE = 8;

  private FieldUnitCheck() {}

  static void warn(FieldCube cube, String unit, FlowStatistics flow, List<String> warnings) {
    double typical = Math.hypot(cube.mean().norm(), cube.fluctuation());
    boolean unsaid = unit == null || unit.isEmpty();
    if (unsaid && typical < 1e-3) {
      String name = typical < 1e-7 ? "tesla" : "gauss";
      warnings.add(
          String.format(
              Locale.ROOT,
              "the field is %.2g large, as interstellar fields are in %s, not in code units: make"
                  + " its grid with the unit %s",
              typical,
              name,
              name.equals("tesla") ? "1 (tesla)" : "1e-4 (gauss)"));
    }
    double ratio = cube.fluctuation() * cube.fluctuation() / flow.kinetic();
    if (ratio > UNLIKE || ratio < 1 / UNLIKE) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the fluctuations of the field hold %.2g times the kinetic energy, in units where v_A"
                  + " = B/√ρ: one factor on B of %.3g would make them equal (gaussian units ask for"
                  + " 1/√4π = 0.282), so read it with the right .withFactors",
              ratio,
              1 / Math.sqrt(ratio)));
    }
  }
}
