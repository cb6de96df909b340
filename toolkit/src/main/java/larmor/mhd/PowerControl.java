package larmor.mhd;

/**
 * Regulates the power of a driver so that the flow is held at a given M_A, by proportional and
 * integral control of M_A². The integral part is a gain that changes with a time constant of one
 * turnover. During the first turnover the gain remains 1 as long as M_A² differs by more than 50 %
 * from the target. Without a target the power is constant.
 */
final class PowerControl {
  private final DrivingSettings driver;
  private double gain = 1;
  private double power;

  /** Creates a control with gain 1 and the power of the driver. */
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

  /** Sets the state of the control to that of a checkpoint or of a coarser grid. */
  void restore(double gainBefore, double powerBefore) {
    gain = gainBefore;
    power = powerBefore;
  }

  /**
   * Computes the power in the present step.
   *
   * @param machAlfven M_A after the last step
   * @param time time at the start of the step
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
