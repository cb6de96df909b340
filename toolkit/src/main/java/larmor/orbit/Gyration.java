package larmor.orbit;

import java.io.Serializable;
import java.util.Locale;
import larmor.numeric.Given;
import larmor.units.Constants;
import larmor.units.UnitWarning;
import larmor.units.Units;

/**
 * The relativistic gyration of a particle in a reference field: gyroradius p/(|q| B) and angular
 * frequency |q| B/(γ m). The gyroradius of an ultrarelativistic proton is 1.081 pc (E/PeV)/(B/µG).
 *
 * @param species species of the particle
 * @param momentum momentum p [kg m/s], positive and finite
 * @param field the reference field B [T], positive and finite
 * @param gyroradius r_L = p/(|q| B) [m], for a pitch angle of 90°. It is a component, because
 *     rounding makes the quotient differ in the last digits between species of one rigidity
 */
public record Gyration(Species species, double momentum, double field, double gyroradius)
    implements Serializable {
  private static final double C = Constants.SPEED_OF_LIGHT;

  /**
   * Makes a gyration from its components.
   *
   * @param species species of the particle
   * @param momentum momentum p [kg m/s]
   * @param field B [T]
   * @param gyroradius p/(|q| B) [m], up to rounding
   * @throws IllegalArgumentException if momentum or field is not positive and finite, or the
   *     gyroradius differs from p/(|q| B) by more than 10⁻¹⁴ of it
   */
  public Gyration {
    Given.require(species, "the species", "Species.PROTON");
    PositiveNumber.require(momentum, "momentum", "kg m/s");
    PositiveNumber.require(field, "reference field", "T");
    double quotient = quotient(species, momentum, field);
    if (!(Math.abs(gyroradius - quotient) <= 1e-14 * quotient)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a gyroradius of %.6g m is not that of the momentum, %.6g m: use"
                  + " Gyration.ofGyroradius or give the momentum alone",
              gyroradius,
              quotient));
    }
  }

  /**
   * Makes a gyration from the momentum.
   *
   * @param species species of the particle
   * @param momentum momentum p [kg m/s]
   * @param field B [T]
   * @throws IllegalArgumentException if momentum or field is not positive and finite
   */
  public Gyration(Species species, double momentum, double field) {
    this(species, momentum, field, quotient(species, momentum, field));
  }

  private static double quotient(Species species, double momentum, double field) {
    Given.require(species, "the species", "Species.PROTON");
    return momentum / (Math.abs(species.charge()) * field);
  }

  /**
   * Returns the gyration of a particle of given energy.
   *
   * @param species species of the particle
   * @param energy total energy γ m c² [J], above the rest energy
   * @param field B [T], positive and finite
   * @return the gyration
   * @throws IllegalArgumentException if the energy does not exceed the rest energy, or the field is
   *     not positive and finite
   */
  public static Gyration of(Species species, double energy, double field) {
    Given.require(species, "the species", "Species.PROTON");
    double rest = species.mass() * C * C;
    if (!(energy > rest && energy < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "energy %.3g GeV does not exceed the rest energy %.3g GeV of the %s: give the total energy",
              energy / Units.GeV,
              rest / Units.GeV,
              species.name()));
    }
    return new Gyration(species, Math.sqrt((energy - rest) * (energy + rest)) / C, field);
  }

  /**
   * Returns the gyration of a particle of given gyroradius. Species of one gyroradius have the same
   * trajectories to the last bit.
   *
   * @param species species of the particle
   * @param gyroradius p/(|q| B) [m], positive and finite
   * @param field B [T], positive and finite
   * @return its gyration
   * @throws IllegalArgumentException if gyroradius or field is not positive and finite
   */
  public static Gyration ofGyroradius(Species species, double gyroradius, double field) {
    Given.require(species, "the species", "Species.PROTON");
    PositiveNumber.require(gyroradius, "gyroradius", "m");
    PositiveNumber.require(field, "reference field", "T");
    double momentum = gyroradius * Math.abs(species.charge()) * field;
    return new Gyration(species, momentum, field, gyroradius);
  }

  /** Returns whether the gyroradius follows from the momentum to the last bit. */
  boolean hasGyroradiusOfMomentum() {
    return gyroradius == quotient(species, momentum, field);
  }

  /**
   * Returns the Lorentz factor.
   *
   * @return γ
   */
  public double lorentzFactor() {
    return Math.hypot(1, momentum / (species.mass() * C));
  }

  /**
   * Returns the total energy.
   *
   * @return γ m c² [J]
   */
  public double energy() {
    return lorentzFactor() * species.mass() * C * C;
  }

  /**
   * Returns the speed.
   *
   * @return p/(γ m) [m/s]
   */
  public double speed() {
    return momentum / (lorentzFactor() * species.mass());
  }

  /**
   * Returns the angular frequency of gyration.
   *
   * @return Ω0 = |q| B/(γ m) [rad/s]
   */
  public double angularFrequency() {
    return Math.abs(species.charge()) * field / (lorentzFactor() * species.mass());
  }

  /**
   * Returns the time of one gyration.
   *
   * @return 2π/Ω0 [s]
   */
  public double period() {
    return 2 * Math.PI / angularFrequency();
  }

  /**
   * Returns the magnetic moment (equation 8 of the paper) at a pitch angle of 90° in the reference
   * field, where it is largest.
   *
   * @return p²/(2 m B) [J/T]
   */
  public double largestMagneticMoment() {
    return momentum / species.mass() * momentum / (2 * field);
  }

  @Override
  public String toString() {
    return String.format(
            Locale.ROOT,
            "%s of %.3g PeV in %.3g µG: gyroradius %.3g pc, period %.3g yr",
            species.name(),
            energy() / Units.PeV,
            field / Units.muG,
            gyroradius() / Units.pc,
            period() / Units.yr)
        + UnitWarning.ofField(field)
        + UnitWarning.ofLength(gyroradius(), "gyroradius");
  }
}
