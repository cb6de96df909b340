package larmor.mhd;

import java.util.Locale;
import larmor.units.Constants;
import larmor.units.Units;

/**
 * What one code unit of field, length, density, speed, time and pressure is. The solver's equations
 * have no scale of their own: mean field, box side and mean density are 1 and speeds are in Alfvén
 * speeds of the means, so three choices fix the rest. Test particles see the field and the length
 * only. Multiply a code value to enter, divide an SI value to read.
 *
 * @param field mean field B0 [T]
 * @param length side of the box [m]
 * @param density mean mass density [kg/m³]
 */
public record CodeUnits(double field, double length, double density) {
  private static final double PERMEABILITY = 4e-7 * Math.PI;

  public CodeUnits {
    if (!(field > 0 && length > 0 && density > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a field of %.3g T, a side of %.3g m and %.3g kg/m³ make no units: all three must be"
                  + " above 0",
              field,
              length,
              density));
    }
  }

  /**
   * @param injectionScale 0.4 of the side [m]
   * @param protons mean number density [1/m³], if all mass is in protons
   */
  public static CodeUnits of(double field, double injectionScale, double protons) {
    return new CodeUnits(
        field, injectionScale / SolenoidalDriver.INJECTION_SCALE, protons * Constants.PROTON_MASS);
  }

  /** Alfvén speed of mean field and mean density, B0/√(µ0 ρ0) [m/s]. */
  public double speed() {
    return field / Math.sqrt(PERMEABILITY * density);
  }

  /** Time an Alfvén wave needs along the side of the box [s]. */
  public double time() {
    return length / speed();
  }

  /** ρ0 v_A² = B0²/µ0 [Pa]. */
  public double pressure() {
    return field * field / PERMEABILITY;
  }

  /**
   * Electric over magnetic force on a particle of speed c in a flow of one Alfvén speed: how good a
   * frozen field is.
   */
  public double drift() {
    return speed() / Constants.SPEED_OF_LIGHT;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "code units: field %.3g µG, length %.3g pc, speed %.3g km/s, time %.3g Myr, pressure %.2e Pa",
        field / Units.muG,
        length / Units.pc,
        speed() / 1e3,
        time() / (1e6 * Units.yr),
        pressure());
  }
}
