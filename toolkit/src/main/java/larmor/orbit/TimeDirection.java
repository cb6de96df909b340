package larmor.orbit;

/**
 * The direction of time in which trajectories are integrated, which determines whether the sign of
 * the charge is reversed. A static magnetic field only rotates the velocity, du/dt = (q/γm) u × B,
 * so the past of a particle of charge q is the future of a particle of charge −q that starts with
 * the opposite velocity: tracing a proton back means integrating an antiproton (López-Barquero et
 * al. 2016, §2.2). {@link LorentzForce} multiplies the charge by {@link #chargeSign}.
 */
public enum TimeDirection {
  /** Back in time, from the observer to the sources, with reversed charge. */
  BACKWARD(-1),
  /** Forward in time, with the particle's own charge. */
  FORWARD(1);

  private final int chargeSign;

  TimeDirection(int chargeSign) {
    this.chargeSign = chargeSign;
  }

  /**
   * Returns the factor by which the charge in the Lorentz force is multiplied.
   *
   * @return −1 back in time, 1 forward
   */
  public int chargeSign() {
    return chargeSign;
  }
}
