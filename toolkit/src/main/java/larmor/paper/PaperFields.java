package larmor.paper;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Locale;
import larmor.field.Cubes;
import larmor.field.CubicSplineField;
import larmor.field.ImportedCube;

/**
 * The turbulent magnetic field in which the sets are traced (§2.1 and §2.2 of the paper): the MHD
 * cube that comes with the project, or a cube of the user's, scaled to each set. All sets are
 * traced in the same cube, so that they differ in gyroradius and launch directions alone. Each
 * object keeps the last spline as long as memory allows and shares nothing with other objects. Safe
 * for several threads.
 */
public final class PaperFields {
  private static final String SHIPPED_CUBE = "mhd-128-a.fits";

  /** The smallest gyroradius that a cube resolves, in cells. */
  private static final double RESOLVED_CELLS = 2;

  private final Path file;
  private final boolean shipped;
  private SoftReference<CubicSplineField> lastField = new SoftReference<>(null);

  private PaperFields(Path file, boolean shipped) {
    this.file = file;
    this.shipped = shipped;
  }

  /**
   * Returns the field of the project.
   *
   * @param dataFolder holds mhd-128-a.fits
   * @return the fields
   */
  public static PaperFields of(Path dataFolder) {
    return new PaperFields(dataFolder.resolve(SHIPPED_CUBE), true);
  }

  /**
   * Returns a copy that uses a cube of the user's, made free of divergence.
   *
   * @param cube in any format that {@link Cubes#read} reads
   * @return the changed copy
   */
  public PaperFields withCube(Path cube) {
    return new PaperFields(cube.toAbsolutePath().normalize(), false);
  }

  /**
   * Returns the field of a set, scaled to its injection scale and mean field.
   *
   * @param set the particle set
   * @return the field: its side is {@link PaperSet#side} and its mean {@link PaperSet#meanField}
   * @throws IllegalArgumentException if the cube cannot be read or has no mean field
   */
  public synchronized CubicSplineField field(PaperSet set) {
    CubicSplineField field = lastField.get();
    if (field == null) {
      field = set.field(cube().cube());
      lastField = new SoftReference<>(field);
    }
    return field.withScale(set.scale());
  }

  /**
   * Returns the cube before it is scaled, with the report of its import. A cube of the user's is
   * made free of divergence; the report is that of the file.
   *
   * @return samples of the magnetic field in the unit of the file, and the report
   * @throws IllegalArgumentException if the cube cannot be read
   */
  public ImportedCube cube() {
    ImportedCube read = Cubes.read(file);
    return shipped ? read : new ImportedCube(read.cube().divergenceFree(), read.report());
  }

  /**
   * Returns whether the gyroradius of a set spans at least two cells of the cube.
   *
   * @param set the particle set
   * @return false if the cube does not resolve it
   * @throws IllegalArgumentException if the cube cannot be read or has no mean field
   */
  public boolean resolves(PaperSet set) {
    return cells(set) >= RESOLVED_CELLS;
  }

  private double cells(PaperSet set) {
    return set.gyroradius() / field(set).spacing();
  }

  /**
   * Returns what the field of a set is made from.
   *
   * @param set the particle set
   * @return name of the cube, and the gyroradius in its cells
   * @throws IllegalArgumentException if the cube cannot be read or has no mean field
   */
  public String source(PaperSet set) {
    return String.format(
        Locale.ROOT,
        "%s%s, r_L = %.3g cells",
        file.getFileName(),
        shipped ? "" : ", made free of divergence",
        cells(set));
  }

  @Override
  public String toString() {
    return shipped ? SHIPPED_CUBE : file + ", made free of divergence";
  }
}
