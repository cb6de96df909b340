package larmor.turbulence;

/** The three waves of isothermal MHD. */
public enum WaveMode {
  ALFVEN("Alfvén"),
  SLOW("slow"),
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
