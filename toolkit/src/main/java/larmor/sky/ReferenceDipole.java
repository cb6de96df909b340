package larmor.sky;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import larmor.numeric.Vec3;

/**
 * A measured dipole of the relative intensity, in equatorial components.
 *
 * @param vector towards RA 0h, RA 6h and the north celestial pole; the last is 0 if not used
 */
public record ReferenceDipole(Vec3 vector) {
  /**
   * The horizontal part of a dipole from a file of comma-separated values with the heading {@code
   * component,value,error_low,error_high} and the components delta_0h and delta_6h. The northern
   * component, which scanning in right ascension cannot measure, is not used.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it lacks one of the two
   */
  public static ReferenceDipole read(Path file) throws IOException {
    Map<String, Double> values = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split(",");
      if (cells.length == 4 && cells[0].startsWith("delta_")) {
        values.put(cells[0].strip(), Double.parseDouble(cells[1].strip()));
      }
    }
    for (String needed : new String[] {"delta_0h", "delta_6h"}) {
      if (!values.containsKey(needed)) {
        throw new IllegalArgumentException(
            file + " has no line for " + needed + ": add one with component,value,errors");
      }
    }
    return new ReferenceDipole(new Vec3(values.get("delta_0h"), values.get("delta_6h"), 0));
  }

  /** C_1 = 4πA²/9. */
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
