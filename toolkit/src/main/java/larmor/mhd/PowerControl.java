package larmor.mhd;

/**
 * Regulates the power of a driver so that the flow keeps a given M_A: proportional and integral
 * control of M_A². The integral part, a gain with a time constant of one turnover, stays at 1
 * during the first turnover while M_A² is more than 50 % away from the target. Without a target the
 * power is constant.
 */
final class PowerControl {
  private final DrivingSettings driver;
  private double gain = 1;
  private double power;

  /** Starts with gain 1 and the power of the driver. */
  PowerControl(DrivingSettings driver) {
    this.driver = driver;
    this.power = driver.power();
  }

  /** Returns the integral part, a factor of the driver's power between 0.2 and 5. */
  double gain() {
    return gain;
  }

  /** Returns the energy per unit time that the driver gives in the present step, code units. */
  double power() {
    return power;
  }

  /** Sets the state of the control, from a checkpoint or a coarser grid. */
  void restore(double gainBefore, double powerBefore) {
    gain = gainBefore;
    power = powerBefore;
  }

  /**
   * Sets the power of the present step.
   *
   * @param machAlfven after the last step
   * @param time at the start of the step
   * @param dt length of the step
   */
  void advance(double machAlfven, double time, double dt) {
    double target = driver.target();
    if (target > 0) {
      double error = 1 - machAlfven * machAlfven / (target * target);
      double turnover = DrivingSettings.INJECTION_SCALE / target;
      if (Math.abs(error) < 0.5 || time > turnover) {
        double growth = StrictMath.exp(Math.max(-0.5, Math.min(0.5, error)) * dt / turnover);
        gain = Math.max(0.2, Math.min(5, gain * growth));
      }
      power = driver.power() * gain * Math.max(0.1, Math.min(2, 1 + 2 * error));
    }
  }
}
