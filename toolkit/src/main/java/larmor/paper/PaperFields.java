package larmor.paper;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Locale;
import larmor.field.Cubes;
import larmor.field.CubicSplineField;
import larmor.field.ImportedCube;
import larmor.numeric.Given;

/**
 * The turbulent magnetic field in which the sets are traced (§2.1 and §2.2 of the paper): an MHD
 * cube that comes with the project, or a cube that the user gives, scaled to each set. All sets are
 * traced in the same cube, so that they differ only in gyroradius and launch directions. Each
 * object keeps the last spline in memory as long as there is enough memory, and shares nothing with
 * other objects. Several threads can share an object.
 */
public final class PaperFields {
  private static final String SMALL_CUBE = "mhd-128-a.fits";
  private static final String LARGE_CUBE = "mhd-256-a.fits";

  /** The smallest gyroradius that a cube resolves, in cells. */
  private static final double RESOLVED_CELLS = 2;

  private final Path file;
  private final String name;
  private final boolean cleaned;
  private SoftReference<CubicSplineField> lastField = new SoftReference<>(null);

  private PaperFields(Path file, String name, boolean cleaned) {
    this.file = file;
    this.name = name;
    this.cleaned = cleaned;
  }

  /**
   * Returns the smaller field that comes with the project, of 128³ cells. The gyroradius of set 3
   * is 5 cells of it, that of sets 1 and 2 is 1.25 cells.
   *
   * @param dataFolder folder with the file mhd-128-a.fits
   * @return the fields
   */
  public static PaperFields small(Path dataFolder) {
    Given.require(dataFolder, "the folder of the data", "Path.of(\"data\")");
    return new PaperFields(dataFolder.resolve(SMALL_CUBE), SMALL_CUBE, false);
  }

  /**
   * Returns the larger field that comes with the project, of 256³ cells. The gyroradius of set 3 is
   * 10 cells of it, that of sets 1 and 2 is 2.5 cells. The divergence is removed that comes from
   * the rounding of the file.
   *
   * @param dataFolder folder with the file mhd-256-a.fits
   * @return the fields
   */
  public static PaperFields large(Path dataFolder) {
    Given.require(dataFolder, "the folder of the data", "Path.of(\"data\")");
    return new PaperFields(dataFolder.resolve(LARGE_CUBE), LARGE_CUBE, true);
  }

  /**
   * Returns a copy that uses another cube, from which the divergence is removed.
   *
   * @param cube path of a cube in any format that {@link Cubes#read} reads
   * @return the changed copy
   */
  public PaperFields withCube(Path cube) {
    Given.require(cube, "the file of the cube", "Path.of(\"cube.fits\")");
    Path path = cube.toAbsolutePath().normalize();
    return new PaperFields(path, path.toString(), true);
  }

  /**
   * Returns the field of a set, scaled to its injection scale and mean field.
   *
   * @param set the particle set
   * @return the field, with the side {@link PaperSet#side} and the mean {@link PaperSet#meanField}
   * @throws IllegalArgumentException if the cube cannot be read or has no mean field
   */
  public synchronized CubicSplineField field(PaperSet set) {
    Given.require(set, "the particle set", "PaperSet.SET_1");
    CubicSplineField field = lastField.get();
    if (field == null) {
      field = set.field(cube().cube());
      lastField = new SoftReference<>(field);
    }
    return field.withScale(set.scale());
  }

  /**
   * Returns the cube before scaling and the report of its import. The divergence of the larger cube
   * of the project, and of a cube that the user gave, is removed; the report describes the cube in
   * the file.
   *
   * @return samples of the magnetic field in the unit of the file, and the report
   * @throws IllegalArgumentException if the cube cannot be read
   */
  public ImportedCube cube() {
    ImportedCube read = Cubes.read(file);
    return cleaned ? new ImportedCube(read.cube().divergenceFree(), read.report()) : read;
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
    Given.require(set, "the particle set", "PaperSet.SET_1");
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
        cleaned ? ", made free of divergence" : "",
        cells(set));
  }

  @Override
  public String toString() {
    return name + (cleaned ? ", made free of divergence" : "");
  }
}
