package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import larmor.units.Constants;
import larmor.units.Units;
import org.junit.jupiter.api.Test;

class CodeUnitsTest {
  /** v_A = 2.18 km/s B[µG]/√(n[cm⁻³] m/m_p), in any textbook. */
  @Test
  void threeMicrogaussAndOneProtonPerCubicCentimetreGiveTheAlfvenSpeedOfTextbooks() {
    CodeUnits u = CodeUnits.of(3 * Units.muG, 100 * Units.pc, 1e6);
    assertEquals(3 * 2.181e3, u.speed(), 3);
    assertEquals(250 * Units.pc, u.length(), 1e-9 * u.length());
    assertEquals(u.density() * u.speed() * u.speed(), u.pressure(), 1e-12 * u.pressure());
    assertEquals(u.length(), u.speed() * u.time(), 1e-12 * u.length());
    assertEquals(u.speed() / Constants.SPEED_OF_LIGHT, u.electricOverMagneticForce(), 1e-18);
    assertEquals(
        "code units: field 3.00 µG, length 250 pc, speed 6.54 km/s, time 37.4 Myr, pressure"
            + " 7.16e-14 Pa",
        u.toString());
  }

  @Test
  void unitsThatAreNotPositiveAreRefused() {
    assertEquals(
        "code units of field 0.00 T, length 1.00 m and density 1.00 kg/m³ are not all positive and"
            + " finite: give three values above 0",
        assertThrows(IllegalArgumentException.class, () -> new CodeUnits(0, 1, 1)).getMessage());
  }
}
