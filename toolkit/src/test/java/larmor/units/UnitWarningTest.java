package larmor.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.field.CubeScale;
import larmor.orbit.Gyration;
import larmor.orbit.Species;
import org.junit.jupiter.api.Test;

class UnitWarningTest {
  @Test
  void fieldInTeslaIsRemarked() {
    String bare = Gyration.of(Species.PROTON, 30, 3).toString();
    assertTrue(bare.contains("; the field is 3.00 T: for microgauss write 3.00 * muG"), bare);
    String side = CubeScale.ofSide(100).withMeanField(3).toString();
    assertTrue(side.contains("; the side is 100 m: for parsecs write 100 * pc"), side);
    assertTrue(side.contains("; the field is 3.00 T"), side);
  }

  @Test
  void fieldsAndLengthsBetweenTheStarsAreNot() {
    assertFalse(
        Gyration.ofGyroradius(Species.PROTON, 10 * Units.pc, 3 * Units.muG)
            .toString()
            .contains(";"));
    assertEquals("", UnitWarning.ofField(1e-2));
    assertEquals("", UnitWarning.ofLength(1e5, "side"));
  }
}
