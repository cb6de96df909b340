package larmor.field;

/** A cube read from files, and what was found out about it. */
public record ImportedCube(FieldCube cube, FieldReport report) {
  @Override
  public String toString() {
    return report.toString();
  }
}
