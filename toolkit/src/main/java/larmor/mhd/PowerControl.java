package larmor.mhd;

/**
 * The power of a driver with a target: proportional and integral control of M_A². The integral part
 * learns over a turnover and waits for the first turnover to pass. Without a target the power is
 * constant.
 */
final class PowerControl {
  private final SolenoidalDriver driver;
  private double gain = 1;
  private double power;

  PowerControl(SolenoidalDriver driver) {
    this.driver = driver;
    this.power = driver.power();
  }

  double gain() {
    return gain;
  }

  double power() {
    return power;
  }

  void restore(double gainBefore, double powerBefore) {
    gain = gainBefore;
    power = powerBefore;
  }

  /** Sets the power of the next kick from the Mach number after the last. */
  void advance(double machAlfven, double time, double dt) {
    double target = driver.target();
    if (target > 0) {
      double error = 1 - machAlfven * machAlfven / (target * target);
      double turnover = SolenoidalDriver.INJECTION_SCALE / target;
      if (Math.abs(error) < 0.5 || time > turnover) {
        double learnt = StrictMath.exp(Math.max(-0.5, Math.min(0.5, error)) * dt / turnover);
        gain = Math.max(0.2, Math.min(5, gain * learnt));
      }
      power = driver.power() * gain * Math.max(0.1, Math.min(2, 1 + 2 * error));
    }
  }
}
