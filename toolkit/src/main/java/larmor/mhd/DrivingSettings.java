package larmor.mhd;

import java.util.Locale;

/**
 * The driving of the turbulence: a random solenoidal acceleration with wave numbers 2 ≤ k ≤ √12 (in
 * units of 2π over the side), strongest near 2.5, whose amplitudes decorrelate exponentially over a
 * correlation time (Ornstein–Uhlenbeck process), after Cho and Lazarian 2002 (Phys. Rev. Lett. 88,
 * 245001). The mean momentum is removed, and the amplitude in each step is chosen so that the
 * energy given to the flow is the power times the length of the step to rounding error. The
 * spectrum of the amplitudes, exp(-(k - 2.5)²/0.5²), is a choice of this project. This record holds
 * the settings; {@code SolenoidalForcing} computes the acceleration. Immutable.
 *
 * @param power energy given to the box per unit time, in code units (ρ0 v_A³ L²); if there is a
 *     target, the power at the start of the regulation
 * @param target M_A at which the flow is held, the rms speed by volume over B0/√ρ̄; 0 for constant
 *     power
 * @param correlationTime correlation time of the amplitudes [box sides over the Alfvén speed]
 * @param seed seed of the random amplitudes
 */
public record DrivingSettings(double power, double target, double correlationTime, long seed) {
  /**
   * The dissipation rate in units of v³/L_inj that is assumed for the initial power of the
   * regulation.
   */
  private static final double DISSIPATION = 0.6;

  /** The largest target M_A. */
  private static final double MOST = 3;

  /** The injection scale L_inj in sides of the box, which is the wavelength of k = 2.5. */
  static final double INJECTION_SCALE = 0.4;

  /**
   * Makes a driver from all its settings.
   *
   * @param power energy per unit time, in code units
   * @param target M_A at which the flow is held, or 0 for constant power
   * @param correlationTime correlation time [box sides over the Alfvén speed]
   * @param seed seed of the random amplitudes
   * @throws IllegalArgumentException if the power is not between 0 and 1000, the target is not
   *     between 0 and 3, or the correlation time is not positive
   */
  public DrivingSettings {
    if (!(power > 0 && power < 1e3)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "driving power %g is outside the range 0 to 1000 (code units): give one inside,"
                  + " such as 1, which gives M_A near 0.8",
              power));
    }
    if (!(target >= 0 && target <= MOST)) {
      throw beyond(target);
    }
    if (!(correlationTime > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "correlation time %g is not positive: give one above 0, such as 0.5, about one"
                  + " turnover time",
              correlationTime));
    }
  }

  private static IllegalArgumentException beyond(double target) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "target M_A %g is outside the range 0 to 3 of the solver: choose one in that range",
            target));
  }

  /**
   * Returns a driver of constant power with correlation time 0.5.
   *
   * @param power energy per unit time, in code units
   * @param seed seed of the random amplitudes
   * @return the driver
   * @throws IllegalArgumentException if the power is not between 0 and 1000
   */
  public static DrivingSettings ofPower(double power, long seed) {
    return new DrivingSettings(power, 0, 0.5, seed);
  }

  /**
   * Returns a driver of correlation time 0.5 whose power is regulated so that the flow is held at a
   * given M_A.
   *
   * @param machAlfven M_A: rms speed by volume over the Alfvén speed of mean field and mean density
   * @param seed seed of the random amplitudes
   * @return the driver
   * @throws IllegalArgumentException if M_A is not between 0 and 3
   */
  public static DrivingSettings ofMachAlfven(double machAlfven, long seed) {
    if (!(machAlfven > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "target M_A %g is not positive: give one above 0, such as the paper's 0.77",
              machAlfven));
    }
    if (machAlfven > MOST) {
      throw beyond(machAlfven);
    }
    double power = DISSIPATION * machAlfven * machAlfven * machAlfven / INJECTION_SCALE;
    return new DrivingSettings(power, machAlfven, 0.5, seed);
  }

  /**
   * Returns a copy of this driver with another correlation time.
   *
   * @param time correlation time [box sides over the Alfvén speed]
   * @return a copy
   * @throws IllegalArgumentException if the time is not positive
   */
  public DrivingSettings withCorrelationTime(double time) {
    return new DrivingSettings(power, target, time, seed);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "solenoidal driving at k = 2 to 3.46, %s, correlation time %.3g L/v_A, seed %d",
        target > 0
            ? String.format(Locale.ROOT, "held at M_A = %.3g", target)
            : String.format(Locale.ROOT, "power %.3g ρ v_A³ L²", power),
        correlationTime,
        seed);
  }
}
