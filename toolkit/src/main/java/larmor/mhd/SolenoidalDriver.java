package larmor.mhd;

import java.util.Locale;

/**
 * What stirs the box: a random solenoidal acceleration in Fourier space at 2 ≤ k ≤ √12 (in units of
 * 2π over the side), strongest near 2.5, that forgets itself over a correlation time
 * (Ornstein–Uhlenbeck), after Cho and Lazarian 2002 (Phys. Rev. Lett. 88, 245001). Mean momentum is
 * taken out, and the strength of every kick is solved for, so that the energy given is the power
 * times the step to round-off. The spectrum of the amplitudes, exp(-(k - 2.5)²/0.5²), is a choice
 * here.
 *
 * @param power energy given to the box per unit time, code units; with a target, the power at which
 *     regulation begins
 * @param target M_A to hold, the volume rms speed over B0/√ρ̄, or 0 for constant power
 * @param correlationTime in units of the box side over the Alfvén speed
 */
public record SolenoidalDriver(double power, double target, double correlationTime, long seed) {
  /** Dissipation rate over v³/L_inj that the regulation starts from. */
  private static final double DISSIPATION = 0.6;

  private static final double MOST = 3;

  /** 1/2.5 of the side of the box. */
  static final double INJECTION_SCALE = 0.4;

  public SolenoidalDriver {
    if (!(power > 0 && power < 1e3)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "driving power %g is outside 0 to 1000 (code units): about 1 gives M_A near 0.8",
              power));
    }
    if (!(target >= 0 && target <= MOST)) {
      throw beyond(target);
    }
    if (!(correlationTime > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "correlation time %g is not positive: about half a turnover, 0.5, is usual",
              correlationTime));
    }
  }

  private static IllegalArgumentException beyond(double target) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "target M_A %g is beyond what the solver holds, 0 to 3: choose one below 3",
            target));
  }

  /** Constant injected power. */
  public static SolenoidalDriver ofPower(double power, long seed) {
    return new SolenoidalDriver(power, 0, 0.5, seed);
  }

  /** Power regulated so that the flow settles at a given Alfvén Mach number. */
  public static SolenoidalDriver towards(double machAlfven, long seed) {
    if (!(machAlfven > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "target M_A %g is not positive: 0.77 is the paper's", machAlfven));
    }
    if (machAlfven > MOST) {
      throw beyond(machAlfven);
    }
    double power = DISSIPATION * machAlfven * machAlfven * machAlfven / INJECTION_SCALE;
    return new SolenoidalDriver(power, machAlfven, 0.5, seed);
  }

  public SolenoidalDriver withCorrelationTime(double time) {
    return new SolenoidalDriver(power, target, time, seed);
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
