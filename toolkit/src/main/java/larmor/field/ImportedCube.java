package larmor.field;

/**
 * A cube read from files, and what was found while reading it.
 *
 * @param cube its field, mean field along x if there is one
 * @param report its statistics and the warnings
 */
public record ImportedCube(FieldCube cube, FieldReport report) {
  /** The report. */
  @Override
  public String toString() {
    return report.toString();
  }
}
