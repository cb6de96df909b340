package larmor.mhd;

import java.util.Locale;
import larmor.units.Constants;
import larmor.units.Units;

/**
 * The code units of the MHD solver, expressed in SI units. The equations of ideal MHD have no scale
 * of their own: in code units the mean field, the side of the box and the mean density are 1, and
 * speeds are in units of the Alfvén speed of the means. These three values therefore fix all other
 * units; the trajectories of test particles depend on the units of field and length only. Multiply
 * a value in code units by its unit to get an SI value; divide an SI value by the unit to get a
 * value in code units.
 *
 * @param field mean field B0 [T]
 * @param length side of the box [m]
 * @param density mean mass density [kg/m³]
 */
public record CodeUnits(double field, double length, double density) {
  private static final double PERMEABILITY = 4e-7 * Math.PI;

  /**
   * Makes units from a given mean field, side and mean density.
   *
   * @param field mean field [T]
   * @param length side of the box [m]
   * @param density mean mass density [kg/m³]
   * @throws IllegalArgumentException if one of the three is not positive
   */
  public CodeUnits {
    if (!(field > 0 && length > 0 && density > 0 && Double.isFinite(field + length + density))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "code units of field %.3g T, length %.3g m and density %.3g kg/m³ are not all"
                  + " positive and finite: give three values above 0",
              field,
              length,
              density));
    }
  }

  /**
   * Returns units in which the injection scale of {@link DrivingSettings}, 0.4 of the side, has a
   * given length.
   *
   * @param field mean field B0 [T]
   * @param injectionScale injection scale L_inj [m]
   * @param protons mean number density of protons, which make up all the mass [1/m³]
   * @return the code units
   * @throws IllegalArgumentException if one of the three is not positive
   */
  public static CodeUnits of(double field, double injectionScale, double protons) {
    return new CodeUnits(
        field, injectionScale / DrivingSettings.INJECTION_SCALE, protons * Constants.PROTON_MASS);
  }

  /**
   * Returns the unit of speed, the Alfvén speed of mean field and mean density.
   *
   * @return B0/√(µ0 ρ0) [m/s]
   */
  public double speed() {
    return field / Math.sqrt(PERMEABILITY * density);
  }

  /**
   * Returns the unit of time, in which an Alfvén wave travels the side of the box.
   *
   * @return L/v_A [s]
   */
  public double time() {
    return length / speed();
  }

  /**
   * Returns the unit of pressure and of energy density.
   *
   * @return ρ0 v_A² = B0²/µ0 [Pa]
   */
  public double pressure() {
    return field * field / PERMEABILITY;
  }

  /**
   * Returns the ratio of electric to magnetic force on a particle of speed c where the flow has the
   * Alfvén speed. This ratio is the relative error made by tracing particles in a static magnetic
   * field and neglecting the electric field.
   *
   * @return v_A/c
   */
  public double electricOverMagneticForce() {
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
