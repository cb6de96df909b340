package larmor.field;

import java.util.List;
import java.util.Locale;
import larmor.numeric.Vec3;

/**
 * Renames the axes of a cube so that its mean field is nearest to x, and adds a warning that says
 * so.
 */
final class MeanFieldRotation {
  private MeanFieldRotation() {}

  /**
   * Returns the cube with its axes renamed if necessary, and adds warnings about the mean field to
   * a list.
   */
  static FieldCube alongX(FieldCube cube, List<String> warnings) {
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
              "the mean field is %.1e of the fluctuations, too little to scale by it:"
                  + " cube.withMean(..) adds one",
              b0 / cube.fluctuation()));
      return cube;
    }
    if (axis != 0) {
      warnings.add(
          "the mean field lay along "
              + "xyz".charAt(axis)
              + ": the axes are renamed, "
              + "xyz".charAt(axis)
              + " to x, "
              + "yzx".charAt(axis)
              + " to y and "
              + "zxy".charAt(axis)
              + " to z");
      cube = AxisOrder.renamed(cube, axis);
    }
    double angle = cube.mean().angleTo(Vec3.X);
    if (angle > Math.PI / 2) {
      warnings.add("the mean field points to -x: the signs of gyration and drifts are reversed");
    }
    if (Math.sin(angle) > 0.05) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the mean field lies %.0f degrees from x: results that assume it along x are wrong by"
                  + " that angle",
              Math.toDegrees(Math.min(angle, Math.PI - angle))));
    }
    return cube;
  }
}
