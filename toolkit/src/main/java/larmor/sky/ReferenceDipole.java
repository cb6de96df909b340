package larmor.sky;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import larmor.numeric.CsvTable;
import larmor.numeric.Given;
import larmor.numeric.Vec3;

/**
 * A measured dipole of the relative intensity. Its {@link #power} is the C_1 to which simulated
 * spectra are scaled if no measured spectrum is given (Figures 5 and 6 of López-Barquero et al.
 * 2016).
 *
 * @param vector components of the dipole towards RA 0h, RA 6h and the north celestial pole; the
 *     last one is 0 if it is not used
 */
public record ReferenceDipole(Vec3 vector) {
  private static final String[] COLUMNS = {"component", "value", "error_low", "error_high"};

  /**
   * Makes a dipole from its components.
   *
   * @param vector components towards RA 0h, RA 6h and the north celestial pole
   * @throws IllegalArgumentException if the amplitude is 0 or above 1
   */
  public ReferenceDipole {
    Given.require(vector, "the vector of the dipole", "new Vec3(1e-3, 0, 0)");
    if (!(vector.norm() > 0 && vector.norm() <= 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a dipole of amplitude %.3g is not above 0 and up to 1: give its components in relative"
                  + " intensity, such as 8e-4",
              vector.norm()));
    }
  }

  /**
   * Reads the horizontal part of a dipole from a file of comma-separated values with the heading
   * {@code component,value,error_low,error_high} and the components delta_0h and delta_6h. The
   * northern component, which observatories that scan in right ascension cannot measure, is not
   * used.
   *
   * @param file the file
   * @return the dipole, with 0 as its northern component
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the file has another heading, a component is missing or
   *     given twice, a value is not a finite number, or the amplitude is 0 or above 1
   */
  public static ReferenceDipole read(Path file) throws IOException {
    Map<String, Double> values = new HashMap<>();
    for (CsvTable.Row row : CsvTable.read(file, COLUMNS).rows()) {
      row.numberOrNaN(2);
      row.numberOrNaN(3);
      if (values.put(row.text(0), row.number(1)) != null) {
        throw row.refusal("gives " + row.text(0) + " a second time: keep one of the lines");
      }
    }
    Vec3 dipole =
        new Vec3(component(values, "delta_0h", file), component(values, "delta_6h", file), 0);
    if (!(dipole.norm() > 0 && dipole.norm() <= 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s gives a dipole of amplitude %.3g: write its components in relative intensity, such"
                  + " as 8e-4",
              file,
              dipole.norm()));
    }
    return new ReferenceDipole(dipole);
  }

  private static double component(Map<String, Double> values, String name, Path file) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          file + " has no line for " + name + ": add one with " + String.join(",", COLUMNS));
    }
    return value;
  }

  /** {@return the power C_1 = 4πA²/9 of the dipole of amplitude A [relative intensity squared]} */
  public double power() {
    return 4 * Math.PI / 9 * vector.dot(vector);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "dipole of amplitude %.3g towards RA %.1f°, C_1 = %.3g",
        vector.norm(),
        Math.toDegrees(SkyFrame.rightAscension(vector)),
        power());
  }
}
