package larmor.field;

import java.util.List;
import java.util.Locale;
import larmor.numeric.Vec3;

/** Turns a cube until its mean field lies along x, and says what that did and did not do. */
final class MeanFieldRotation {
  private MeanFieldRotation() {}

  static FieldCube turned(FieldCube cube, List<String> warnings) {
    double[] mean = {cube.mean().x(), cube.mean().y(), cube.mean().z()};
    int axis = 0;
    for (int c = 1; c < 3; c++) {
      if (Math.abs(mean[c]) > Math.abs(mean[axis])) {
        axis = c;
      }
    }
    double b0 = cube.mean().norm();
    if (b0 < 1e-3 * cube.fluctuation()) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the mean field is %.1e of the fluctuations, so B0 means nothing here:"
                  + " cube.withMean(..) adds one",
              b0 / cube.fluctuation()));
      return cube;
    }
    if (axis != 0) {
      warnings.add(
          "the mean field lay along "
              + "xyz".charAt(axis)
              + ": the axes are turned round, "
              + "xyz".charAt(axis)
              + " to x, "
              + "yzx".charAt(axis)
              + " to y and "
              + "zxy".charAt(axis)
              + " to z");
      cube = AxisOrder.turned(cube, axis);
    }
    double angle = cube.mean().angleTo(Vec3.X);
    if (angle > Math.PI / 2) {
      warnings.add("the mean field points to -x: signs of gyration and drifts follow it");
    }
    if (Math.sin(angle) > 0.05) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the mean field lies %.0f degrees from x: what assumes it along x is off by that",
              Math.toDegrees(Math.min(angle, Math.PI - angle))));
    }
    return cube;
  }
}
