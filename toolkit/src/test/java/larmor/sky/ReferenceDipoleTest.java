package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceDipoleTest {
  private static final String HEADING = "component,value,error_low,error_high\n";

  @TempDir Path folder;

  /** 4π/9 (9.16² + 7.25²) 10⁻⁸. */
  @Test
  void shippedDipoleHasThePowerOfItsTwoMeasuredComponents() throws IOException {
    ReferenceDipole d = ReferenceDipole.read(Path.of("../data/dipole-reference.csv"));
    assertEquals(1.9055e-6, d.power(), 1e-10);
    assertEquals(0, d.vector().z());
    assertEquals("dipole of amplitude 0.00117 towards RA 38.4°, C_1 = 1.91e-06", d.toString());
  }

  @Test
  void unusableFilesAreRefused() throws IOException {
    refused(
        " has no line for delta_6h: add one with component,value,error_low,error_high",
        false,
        "delta_0h,1e-3,0,0\n");
    refused(
        "line 3 of FILE gives delta_0h a second time: keep one of the lines",
        true,
        "delta_0h,1e-3,0,0\ndelta_0h,2e-3,0,0\n");
    refused(
        "line 2 of FILE has 5 fields and the heading 4: write decimal points, not commas, and put"
            + " text with a comma in double quotes",
        true,
        "delta_0h,9,16e-4,0,0\n");
    refused(
        "line 2 of FILE has \"Infinity\" as error_high: write a finite number with a decimal point,"
            + " such as 1.5e-6",
        true,
        "delta_0h,9.16e-4,,Infinity\n");
    refused(
        " gives a dipole of amplitude 9.16: write its components in relative intensity, such as 8e-4",
        false,
        "delta_0h,9.16,,\ndelta_6h,0,,\n");
  }

  private void refused(String message, boolean whole, String lines) throws IOException {
    Path file = Files.writeString(folder.resolve("d.csv"), HEADING + lines);
    String said =
        assertThrows(IllegalArgumentException.class, () -> ReferenceDipole.read(file)).getMessage();
    assertEquals(whole ? message.replace("FILE", file.toString()) : file + message, said);
  }
}
