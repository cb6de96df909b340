package larmor.orbit;

/**
 * The sense of time in which trajectories are integrated. A static magnetic field only turns the
 * velocity, du/dt = (q/γm) u × B, so the past of a particle of charge q is the future of a particle
 * of charge −q that starts with the opposite velocity: back-tracing a proton means integrating an
 * antiproton (López-Barquero et al. 2016, §2.2).
 */
public enum TimeDirection {
  /** Back in time: the particle is traced with reversed charge from the observer to its sources. */
  BACKWARD(-1),
  /** Forward in time, with the particle's own charge. */
  FORWARD(1);

  private final int chargeSign;

  TimeDirection(int chargeSign) {
    this.chargeSign = chargeSign;
  }

  /** What the charge in the Lorentz force is multiplied by: −1 back in time, 1 forward. */
  public int chargeSign() {
    return chargeSign;
  }
}
