package larmor.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import larmor.field.io.FileArray;
import larmor.numeric.Memory;
import larmor.numeric.Quoted;

/**
 * The import of a field: it makes a cube from the arrays of a file, checks the samples, finds the
 * order of the axes, and reports the statistics of the field.
 *
 * @param soundSpeed sound speed in the unit of the velocities, or NaN if it is not known
 * @param divergenceLimit relative divergence above which a field is refused; NaN for the standard
 *     limit of 0.3
 * @param x factor by which the first component is multiplied
 * @param y factor of the second component
 * @param z factor of the third component
 */
record CubeImport(double soundSpeed, double divergenceLimit, double x, double y, double z) {
  private static final double WARN_DIVERGENCE = 0.01;
  private static final double STANDARD_LIMIT = 0.3;

  static CubeImport standard() {
    return new CubeImport(Double.NaN, Double.NaN, 1, 1, 1);
  }

  CubeImport withSoundSpeed(double speed) {
    return new CubeImport(speed, divergenceLimit, x, y, z);
  }

  CubeImport withDivergenceLimit(double limit) {
    return new CubeImport(soundSpeed, limit, x, y, z);
  }

  CubeImport withFactors(double fx, double fy, double fz) {
    return new CubeImport(soundSpeed, divergenceLimit, fx, fy, fz);
  }

  /**
   * Reads a field, checks it, and arranges it with x as the slowest axis and the mean field nearest
   * to x.
   *
   * @param source name of what is read, for messages
   * @param parts one array of vectors or three of components
   * @param velocity arrays of the velocity in the same form, or null if there are none
   * @param density array of the density, or null if there is none
   */
  ImportedCube of(String source, FileArray[] parts, FileArray[] velocity, FileArray density) {
    ComponentLayout layout = ComponentLayout.of(parts);
    int n = layout.points();
    long values = 3L * n * n * n;
    Memory.require(
        source + " with its Fourier transform", 12 * values, "take every second point of it");
    requireSamePoints(parts[0], velocity, density, n);
    requireSameUnit(parts);
    FieldCube file = layout.samples(parts, new float[] {(float) x, (float) y, (float) z});
    checkNotConstant(source, file.raw());
    FieldModes modes = FieldModes.of(file);
    AxisOrder usual = AxisOrder.usual(parts[0]);
    AxisOrder.Choice choice = AxisOrder.choose(modes, usual);
    List<String> warnings = new ArrayList<>();
    checkDivergence(source, modes, choice, warnings);
    double perCell = modes.divergencePerCell(choice.order());
    FieldSpectrum spectrum = FieldSpectrum.of(modes);
    modes = null; // frees the memory of the transform
    FieldCube cube = MeanFieldRotation.alongX(choice.order().arranged(file), warnings);
    double b0 = cube.mean().norm();
    FlowStatistics flow = FlowStatistics.of(velocity, density, b0, soundSpeed);
    String unit = parts[0].unit();
    FieldUnitCheck.warn(cube, unit, flow, warnings);
    FieldReport report =
        new FieldReport(
            source,
            n,
            cube.mean(),
            cube.fluctuation() / b0,
            cube.meanMagnitude() / b0,
            choice.divergence(),
            choice.worst(),
            perCell,
            words(choice.order(), usual),
            reason(choice, usual),
            unit == null || unit.isEmpty() ? "code units" : unit,
            flow.alfvenMach(),
            flow.sonicMach(),
            flow.beta(),
            spectrum,
            List.copyOf(warnings));
    return new ImportedCube(cube, report);
  }

  /** Refuses components whose units are given and differ. */
  private static void requireSameUnit(FileArray[] parts) {
    for (FileArray part : parts) {
      String first = parts[0].unit();
      String unit = part.unit();
      boolean given = first != null && !first.isEmpty() && unit != null && !unit.isEmpty();
      if (given && !first.equals(unit)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s is in %s and %s in %s: give all components in one unit, or delete the units if"
                    + " they are wrong",
                parts[0].label(),
                Quoted.of(first),
                part.name().strip(),
                Quoted.of(unit)));
      }
    }
  }

  /** Refuses a velocity or density that is not given on the points of the field. */
  private static void requireSamePoints(
      FileArray field, FileArray[] velocity, FileArray density, int n) {
    List<FileArray> others = new ArrayList<>(velocity == null ? List.of() : List.of(velocity));
    if (density != null && velocity != null) {
      others.add(density);
    }
    for (FileArray other : others) {
      int[] axes = other.axes();
      boolean vectors = axes.length == 4 && (axes[0] == 3 || axes[3] == 3) && other != density;
      int first = vectors && axes[0] == 3 ? 1 : 0;
      boolean same = vectors || axes.length == 3;
      for (int a = first; same && a < first + 3; a++) {
        same = axes[a] == n;
      }
      if (!same) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s is %s and the field %s has %d points a side: give velocity and density on the"
                    + " points of the field, or leave them out",
                other.label(),
                other.size(),
                field.name().strip(),
                n));
      }
    }
  }

  private void checkDivergence(
      String source, FieldModes modes, AxisOrder.Choice choice, List<String> warnings) {
    double found = choice.divergence();
    boolean limitGiven = !Double.isNaN(divergenceLimit);
    double limit = limitGiven ? divergenceLimit : STANDARD_LIMIT;
    ComponentScaleCheck best = ComponentScaleCheck.of(modes, choice.order());
    if (!best.explains(found)) {
      for (AxisOrder order : AxisOrder.ALL) {
        ComponentScaleCheck other = ComponentScaleCheck.of(modes, order);
        best = other.divergence() < 0.5 * best.divergence() ? other : best;
      }
    }
    if (best.explains(found)) {
      if (!limitGiven || found > limit) {
        throw new IllegalArgumentException(
            source + ": " + best.finding(found) + ", so read it " + best.remedy());
      }
      warnings.add(best.finding(found));
    }
    if (found > limit) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has a relative divergence of %.2f in the best of all orders of its axes, above"
                  + " %.2f: check which component is which, or raise the limit by"
                  + " .withDivergenceLimit",
              source,
              found,
              limit));
    }
    if (found > WARN_DIVERGENCE) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the relative divergence is %.1f %%, above %.0f %%: cube.divergenceFree() removes it"
                  + " and keeps the mean",
              100 * found,
              100 * WARN_DIVERGENCE));
    }
  }

  private static String words(AxisOrder order, AxisOrder usual) {
    return usual.equals(AxisOrder.FITS) ? order.toString() : order.fromTheSlowest();
  }

  private static String reason(AxisOrder.Choice choice, AxisOrder usual) {
    boolean fits = usual.equals(AxisOrder.FITS);
    return choice.order().equals(usual)
        ? "as "
            + (fits ? "FITS files" : "such files")
            + " usually have them, and no other order has less than 95 % of the divergence"
        : String.format(
            Locale.ROOT,
            "because the usual %s would give a relative divergence of %.2f",
            fits ? "NAXIS1 = x" : "x slowest",
            choice.usual());
  }

  private static void checkNotConstant(String source, float[][] planes) {
    float[] b = planes[0];
    for (float[] plane : planes) {
      for (int p = 0; p < plane.length; p++) {
        if (plane[p] != b[p % 3]) {
          return;
        }
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
