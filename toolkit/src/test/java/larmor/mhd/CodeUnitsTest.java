package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import larmor.units.Constants;
import larmor.units.Units;
import org.junit.jupiter.api.Test;

class CodeUnitsTest {
  /** v_A = 2.18 km/s B[µG]/√(n[cm⁻³] m/m_p), as every textbook has it. */
  @Test
  void threeMicrogaussAndOneProtonACubicCentimetreGiveTheTextbooksAlfvenSpeed() {
    CodeUnits u = CodeUnits.of(3 * Units.muG, 100 * Units.pc, 1e6);
    assertEquals(3 * 2.181e3, u.speed(), 3);
    assertEquals(250 * Units.pc, u.length(), 1e-9 * u.length());
    assertEquals(u.density() * u.speed() * u.speed(), u.pressure(), 1e-12 * u.pressure());
    assertEquals(u.length(), u.speed() * u.time(), 1e-12 * u.length());
    assertEquals(u.speed() / Constants.SPEED_OF_LIGHT, u.drift(), 1e-18);
    assertEquals(
        "code units: field 3.00 µG, length 250 pc, speed 6.54 km/s, time 37.4 Myr, pressure"
            + " 7.16e-14 Pa",
        u.toString());
  }

  @Test
  void whatMakesNoUnitsIsRefused() {
    assertEquals(
        "a field of 0.00 T, a side of 1.00 m and 1.00 kg/m³ make no units: all three must be above"
            + " 0",
        assertThrows(IllegalArgumentException.class, () -> new CodeUnits(0, 1, 1)).getMessage());
  }
}
