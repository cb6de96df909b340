package larmor.turbulence;

/** The three waves of isothermal MHD. */
public enum WaveMode {
  /** Alfvén wave: transverse to k and B0, incompressible. */
  ALFVEN("Alfvén"),
  /** Slow magnetosonic wave; at low β motion along B0. */
  SLOW("slow"),
  /** Fast magnetosonic wave; at low β motion across B0. */
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
