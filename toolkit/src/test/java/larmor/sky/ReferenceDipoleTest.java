package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceDipoleTest {
  @TempDir Path folder;

  /** 4π/9 (9.16² + 7.25²) 10⁻⁸. */
  @Test
  void shippedDipoleHasThePowerOfItsTwoMeasuredComponents() throws IOException {
    ReferenceDipole d = ReferenceDipole.read(Path.of("../data/dipole-reference.csv"));
    assertEquals(1.9055e-6, d.power(), 1e-10);
    assertEquals("dipole of amplitude 0.00117 towards RA 38.4°, C_1 = 1.91e-06", d.toString());
  }

  @Test
  void aMissingComponentIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("d.csv"), "delta_0h,1e-3,0,0\n");
    String said =
        assertThrows(IllegalArgumentException.class, () -> ReferenceDipole.read(file)).getMessage();
    assertTrue(said.endsWith("has no line for delta_6h: add one with component,value,errors"));
  }
}
