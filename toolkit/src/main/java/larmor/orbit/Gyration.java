package larmor.orbit;

import java.util.Locale;
import larmor.units.Constants;
import larmor.units.Units;

/**
 * The relativistic gyration of a particle in a reference field: gyroradius p/(|q| B), angular
 * frequency |q| B/(γ m). In useful units the gyroradius of a fast proton is 1.081 pc
 * (E/PeV)/(B/µG).
 *
 * @param species the particle
 * @param momentum p [kg m/s]
 * @param field B [T], positive
 */
public record Gyration(Species species, double momentum, double field) {
  private static final double C = Constants.SPEED_OF_LIGHT;

  public Gyration {
    positive(momentum, "momentum", "kg m/s");
    positive(field, "reference field", "T");
  }

  /**
   * @param energy total energy γ m c² [J]
   * @param field B [T]
   */
  public static Gyration of(Species species, double energy, double field) {
    double rest = species.mass() * C * C;
    if (!(energy > rest && energy < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "energy %.3g GeV does not exceed the rest energy %.3g GeV of a %s: give the total energy",
              energy / Units.GeV,
              rest / Units.GeV,
              species.name()));
    }
    return new Gyration(species, Math.sqrt((energy - rest) * (energy + rest)) / C, field);
  }

  /**
   * @param gyroradius p/(|q| B) [m]
   * @param field B [T]
   */
  public static Gyration ofGyroradius(Species species, double gyroradius, double field) {
    positive(gyroradius, "gyroradius", "m");
    positive(field, "reference field", "T");
    return new Gyration(species, gyroradius * Math.abs(species.charge()) * field, field);
  }

  private static void positive(double value, String what, String unit) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          what + " " + value + " " + unit + " is not positive: give one above 0 " + unit);
    }
  }

  /** p/(|q| B) [m]. */
  public double gyroradius() {
    return momentum / (Math.abs(species.charge()) * field);
  }

  /** Lorentz factor γ. */
  public double lorentzFactor() {
    return Math.hypot(1, momentum / (species.mass() * C));
  }

  /** Total energy γ m c² [J]. */
  public double energy() {
    return lorentzFactor() * species.mass() * C * C;
  }

  /** Speed [m/s]. */
  public double speed() {
    return momentum / (lorentzFactor() * species.mass());
  }

  /** Ω0 = |q| B/(γ m) [rad/s]. */
  public double angularFrequency() {
    return Math.abs(species.charge()) * field / (lorentzFactor() * species.mass());
  }

  /** 2π/Ω0 [s]. */
  public double period() {
    return 2 * Math.PI / angularFrequency();
  }

  /** p²/(2 m B) [J/T], the magnetic moment (eq. 8 of the paper) of a pitch angle of 90°. */
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
        period() / Units.yr);
  }
}
