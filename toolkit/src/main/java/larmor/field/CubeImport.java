package larmor.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import larmor.numeric.Memory;
import larmor.numeric.Vec3;

/** Checks the arrays of a field, finds the order of their axes, and reports what was found. */
final class CubeImport {
  private static final double WARN_DIVERGENCE = 0.01;

  private final double soundSpeed;
  private final double divergenceLimit;

  CubeImport(double soundSpeed, double divergenceLimit) {
    this.soundSpeed = soundSpeed;
    this.divergenceLimit = divergenceLimit;
  }

  /**
   * @param parts one array of vectors or three of components; likewise {@code velocity}, or null
   * @param density or null
   */
  ImportedCube of(String source, Volume[] parts, Volume[] velocity, Volume density) {
    int n = side(parts);
    long values = 3L * n * n * n;
    Memory.require(
        source + " with its Fourier transform", 12 * values, "take every second point of it");
    float[] b = samples(parts, n);
    checkNotConstant(source, b);
    FieldModes modes = FieldModes.of(FieldCube.wrap(n, b));
    AxisOrder.Choice choice = AxisOrder.choose(modes, parts[0].usual());
    if (choice.divergence() > divergenceLimit) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has a relative divergence of %.2f in the best of all orders of its axes, above"
                  + " %.2f: check which component is which, or read it with a higher divergence"
                  + " limit",
              source,
              choice.divergence(),
              divergenceLimit));
    }
    FieldCube cube = FieldCube.wrap(n, choice.order().arranged(b, n));
    List<String> warnings = new ArrayList<>();
    cube = alongX(cube, warnings);
    if (choice.divergence() > WARN_DIVERGENCE) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the relative divergence is %.1f %%, above %.0f %%: cube.divergenceFree() takes it"
                  + " away and keeps the mean",
              100 * choice.divergence(),
              100 * WARN_DIVERGENCE));
    }
    double b0 = cube.mean().norm();
    String unit = parts[0].unit();
    double[] flow = flow(velocity, density, b0);
    FieldReport report =
        new FieldReport(
            source,
            n,
            cube.mean(),
            cube.fluctuation() / b0,
            cube.meanMagnitude() / b0,
            choice.divergence(),
            choice.worst(),
            words(choice.order(), parts[0].usual()),
            reason(choice, parts[0].usual()),
            unit == null || unit.isEmpty() ? "code units" : unit,
            flow[0],
            flow[1],
            flow[2],
            warnings);
    return new ImportedCube(cube, report);
  }

  private static String words(AxisOrder order, AxisOrder usual) {
    return usual.equals(AxisOrder.FITS) ? order.toString() : order.fromTheSlowest();
  }

  private static String reason(AxisOrder.Choice choice, AxisOrder usual) {
    boolean fits = usual.equals(AxisOrder.FITS);
    return choice.order().equals(usual)
        ? "as "
            + (fits ? "FITS files" : "such files")
            + " have them, and no other order has less divergence"
        : String.format(
            Locale.ROOT,
            "because the usual %s would give a relative divergence of %.2f",
            fits ? "NAXIS1 = x" : "x slowest",
            choice.usual());
  }

  private static FieldCube alongX(FieldCube cube, List<String> warnings) {
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

  /** M_A, M_s and β. */
  private double[] flow(Volume[] velocity, Volume density, double b0) {
    if (velocity == null) {
      return new double[] {Double.NaN, Double.NaN, Double.NaN};
    }
    double square = 0;
    for (Volume v : velocity) {
      for (double[] s : moments(v)) {
        square += s[1] - s[0] * s[0];
      }
    }
    double rho = density == null ? 1 : moments(density)[0][0];
    double alfven = b0 / Math.sqrt(rho);
    double speed = Math.sqrt(square);
    return new double[] {speed / alfven, speed / soundSpeed, 2 * Math.pow(soundSpeed / alfven, 2)};
  }

  /** Mean and mean square of each component. */
  private static double[][] moments(Volume v) {
    int[] axes = v.axes();
    int components = axes.length == 4 ? 3 : 1;
    int points = axes[axes.length - 1] * axes[axes.length - 2] * axes[axes.length - 3];
    boolean last = components == 1 || axes[0] != 3;
    int apart = last ? 1 : points;
    double[][] s = new double[components][3];
    v.read(
        (i, x) -> {
          double[] one = s[i / apart % components];
          one[0] += x;
          one[1] += (double) x * x;
          one[2]++;
        });
    for (double[] one : s) {
      one[0] /= one[2];
      one[1] /= one[2];
    }
    return s;
  }

  private static int side(Volume[] parts) {
    int[] first = parts[0].axes();
    int skip = first.length == 4 && first[0] == 3 ? 1 : 0;
    int n = first[skip];
    for (Volume v : parts) {
      int[] a = v.axes();
      if (a.length != first.length || a[skip] != n && a[skip] == a[skip + 1]) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s is %s and %s is %s: the components must be of one size",
                parts[0].label(),
                parts[0].size(),
                v.label(),
                v.size()));
      }
      if (a[skip] != a[skip + 1] || a[skip] != a[skip + 2]) {
        throw new IllegalArgumentException(
            v.label()
                + " is "
                + v.size()
                + ", not a cube: cut it to equal sides that are periodic");
      }
    }
    if (n < 8 || n > 890) {
      throw new IllegalArgumentException(
          parts[0].label() + " has " + n + " points a side: use a cube of 8 to 890");
    }
    return n;
  }

  private static float[] samples(Volume[] parts, int n) {
    int points = n * n * n;
    float[] b = new float[3 * points];
    if (parts.length == 3) {
      for (int c = 0; c < 3; c++) {
        int component = c;
        parts[c].read((i, value) -> b[3 * i + component] = value);
      }
    } else if (parts[0].axes()[0] == 3) {
      parts[0].read((i, value) -> b[3 * (i % points) + i / points] = value);
    } else {
      parts[0].read((i, value) -> b[i] = value);
    }
    return b;
  }

  private static void checkNotConstant(String source, float[] b) {
    for (int p = 3; p < b.length; p++) {
      if (b[p] != b[p % 3]) {
        return;
      }
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s holds (%s, %s, %s) at every point: a constant field needs no cube, so use"
                + " UniformField",
            source,
            b[0],
            b[1],
            b[2]));
  }
}
