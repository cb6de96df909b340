package larmor.field;

/**
 * A cube that was read from files, and the report of its import.
 *
 * @param cube the field, with the mean field nearest to x if there is one
 * @param report statistics of the field and warnings
 */
public record ImportedCube(FieldCube cube, FieldReport report) {
  /** Returns the report. */
  @Override
  public String toString() {
    return report.toString();
  }
}
