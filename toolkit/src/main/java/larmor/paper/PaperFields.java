package larmor.paper;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Locale;
import larmor.field.Cubes;
import larmor.field.CubicSplineField;
import larmor.field.ImportedCube;

/**
 * The turbulent magnetic field in which the sets are traced (§2.1 and §2.2 of the paper): the MHD
 * cube that comes with the project, or a cube that the user gives, scaled to each set. All sets are
 * traced in the same cube, so that they differ only in gyroradius and launch directions. Each
 * object keeps the last spline in memory as long as there is enough memory, and shares nothing with
 * other objects. Several threads can share an object.
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
   * Returns the field that comes with the project.
   *
   * @param dataFolder folder with the file mhd-128-a.fits
   * @return the fields
   */
  public static PaperFields of(Path dataFolder) {
    return new PaperFields(dataFolder.resolve(SHIPPED_CUBE), true);
  }

  /**
   * Returns a copy that uses another cube, from which the divergence is removed.
   *
   * @param cube path of a cube in any format that {@link Cubes#read} reads
   * @return the changed copy
   */
  public PaperFields withCube(Path cube) {
    return new PaperFields(cube.toAbsolutePath().normalize(), false);
  }

  /**
   * Returns the field of a set, scaled to its injection scale and mean field.
   *
   * @param set the particle set
   * @return the field, with the side {@link PaperSet#side} and the mean {@link PaperSet#meanField}
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
   * Returns the cube before scaling and the report of its import. The divergence of a cube that the
   * user gave is removed; the report describes the cube in the file.
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
   * @return true if it does; false if the cube does not resolve the gyroradius
   * @throws IllegalArgumentException if the cube cannot be read or has no mean field
   */
  public boolean resolves(PaperSet set) {
    return cells(set) >= RESOLVED_CELLS;
  }

  private double cells(PaperSet set) {
    return set.gyroradius() / field(set).spacing();
  }

  /**
   * Returns a description of the cube from which the field of a set is made.
   *
   * @param set the particle set
   * @return name of the cube, and the gyroradius in cells of the cube
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
