package larmor.orbit;

import java.io.Serializable;
import java.util.Locale;
import larmor.numeric.Given;
import larmor.units.Constants;

/**
 * A species of charged particle.
 *
 * @param name name, such as "proton"
 * @param charge q [C], positive or negative
 * @param mass rest mass m [kg], positive and finite
 */
public record Species(String name, double charge, double mass) implements Serializable {
  /** The atomic mass constant [kg], CODATA 2018. */
  private static final double DALTON = 1.660_539_066_60e-27;

  /** The proton, CODATA 2018. */
  public static final Species PROTON =
      new Species("proton", Constants.ELEMENTARY_CHARGE, Constants.PROTON_MASS);

  /** The helium-4 nucleus, with the mass of the alpha particle of CODATA 2018. */
  public static final Species HELIUM =
      new Species("helium nucleus", 2 * Constants.ELEMENTARY_CHARGE, 6.644_657_3357e-27);

  /**
   * The iron-56 nucleus, whose mass is the atomic mass 55.934936 u (AME 2020) minus that of 26
   * electrons.
   */
  public static final Species IRON =
      new Species(
          "iron nucleus",
          26 * Constants.ELEMENTARY_CHARGE,
          55.934_936 * DALTON - 26 * Constants.ELECTRON_MASS);

  /**
   * Makes a species from its charge and mass.
   *
   * @param name name, such as "proton"
   * @param charge q [C]
   * @param mass rest mass m [kg]
   * @throws IllegalArgumentException if the charge is zero or not finite, or the mass is not
   *     positive and finite
   */
  public Species {
    Given.require(name, "the name of the species", "\"proton\"");
    if (!(charge != 0 && Math.abs(charge) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "charge " + charge + " C is zero or not finite: give the charge of a charged particle");
    }
    PositiveNumber.require(mass, "mass", "kg");
  }

  /**
   * Returns the antiparticle, which has the same mass and the opposite charge. Its trajectory is
   * that of the particle traced back in time.
   *
   * @return the antiparticle, named "anti" + name; for an antiparticle, the particle
   */
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
