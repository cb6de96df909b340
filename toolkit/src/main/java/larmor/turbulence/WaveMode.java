package larmor.turbulence;

/** The three waves of isothermal MHD. */
public enum WaveMode {
  /** The Alfvén wave, which is incompressible and moves the gas perpendicular to k and B0. */
  ALFVEN("Alfvén"),
  /** The slow magnetosonic wave, which at low β moves the gas along B0. */
  SLOW("slow"),
  /** The fast magnetosonic wave, which at low β moves the gas perpendicular to B0. */
  FAST("fast");

  private final String word;

  WaveMode(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
