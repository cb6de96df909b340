package larmor.orbit;

import java.util.Locale;
import larmor.units.Constants;

/**
 * A charged particle.
 *
 * @param name in the field's words
 * @param charge [C], of either sign
 * @param mass [kg]
 */
public record Species(String name, double charge, double mass) {
  /** Atomic mass constant [kg], CODATA 2018. */
  private static final double DALTON = 1.660_539_066_60e-27;

  public static final Species PROTON =
      new Species("proton", Constants.ELEMENTARY_CHARGE, Constants.PROTON_MASS);

  /** Helium-4 nucleus; mass of the alpha particle, CODATA 2018. */
  public static final Species HELIUM =
      new Species("helium nucleus", 2 * Constants.ELEMENTARY_CHARGE, 6.644_657_3357e-27);

  /** Iron-56 nucleus: atomic mass 55.934936 u (AME 2020) less 26 electrons. */
  public static final Species IRON =
      new Species(
          "iron nucleus",
          26 * Constants.ELEMENTARY_CHARGE,
          55.934_936 * DALTON - 26 * Constants.ELECTRON_MASS);

  public Species {
    if (!(charge != 0 && Math.abs(charge) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "charge " + charge + " C feels no magnetic field: give a finite charge, not zero");
    }
    if (!(mass > 0 && mass < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("mass " + mass + " kg is not positive: give one in kg");
    }
  }

  /** The same mass with the charge reversed: what a particle traced back in time behaves like. */
  public Species antiparticle() {
    return new Species(name.startsWith("anti") ? name.substring(4) : "anti" + name, -charge, mass);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, charge %+.0f e, mass %.3g kg",
        name,
        charge / Constants.ELEMENTARY_CHARGE,
        mass);
  }
}
