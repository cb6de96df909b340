package larmor.paper;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Locale;
import larmor.field.Cubes;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.turbulence.GridTurbulence;
import larmor.turbulence.TurbulenceSpectrum;

/**
 * The turbulent magnetic fields in which the sets are traced (§2.1 and §2.2 of the paper). A set is
 * traced in the MHD cube that comes with the project, or in a cube of the user's, if its gyroradius
 * is at least two cells there; otherwise in synthetic Goldreich–Sridhar turbulence of 256³ points.
 * Each object keeps the last spline as long as memory allows and shares nothing with other objects.
 * Safe for several threads.
 */
public final class PaperFields {
  private static final String SHIPPED_CUBE = "mhd-128-a.fits";
  private static final int SHIPPED_POINTS = 128;
  private static final int SYNTHETIC_POINTS = 256;
  private static final long SYNTHETIC_SEED = 20161101;

  /** The smallest gyroradius that a cube resolves, in cells. */
  private static final double RESOLVED_CELLS = 2;

  private final Path dataFolder;

  /** The user's cube, or null. */
  private final Path userCube;

  /** Points on a side of the user's cube, or 0 before it is read. */
  private int userPoints;

  private SoftReference<CubicSplineField> lastField = new SoftReference<>(null);
  private String lastSource;

  private PaperFields(Path dataFolder, Path userCube) {
    this.dataFolder = dataFolder;
    this.userCube = userCube;
  }

  /**
   * The fields of the project.
   *
   * @param dataFolder holds mhd-128-a.fits
   * @return the fields
   */
  public static PaperFields of(Path dataFolder) {
    return new PaperFields(dataFolder, null);
  }

  /**
   * A copy that uses a cube of the user's, made free of divergence, for every set whose gyroradius
   * is at least two cells there.
   *
   * @param file in any format that {@link Cubes#read} reads
   * @return the changed copy
   */
  public PaperFields withCube(Path file) {
    return new PaperFields(dataFolder, file.toAbsolutePath().normalize());
  }

  /**
   * The field of a set, scaled to its injection scale and mean field.
   *
   * @param set the particle set
   * @return the field: its side is {@link PaperSet#side} and its mean {@link PaperSet#meanField}
   * @throws IllegalArgumentException if the cube cannot be read or has no mean field
   */
  public synchronized CubicSplineField field(PaperSet set) {
    String source = source(set);
    CubicSplineField field = lastField.get();
    if (field == null || !source.equals(lastSource)) {
      // the old spline may be freed before the new one is made
      lastField.clear();
      field = set.field(cube(set));
      lastField = new SoftReference<>(field);
      lastSource = source;
    }
    return field.withScale(set.scale());
  }

  /**
   * What the field of a set is made from.
   *
   * @param set the particle set
   * @return name of the cube, or kind, size and seed of the synthetic turbulence
   * @throws IllegalArgumentException if the user's cube cannot be read
   */
  public synchronized String source(PaperSet set) {
    if (usesUserCube(set)) {
      return userCube.getFileName() + ", made free of divergence";
    }
    return usesShippedCube(set)
        ? SHIPPED_CUBE
        : String.format(
            Locale.ROOT,
            "synthetic Goldreich–Sridhar turbulence, %d³, seed %d",
            SYNTHETIC_POINTS,
            SYNTHETIC_SEED);
  }

  private FieldCube cube(PaperSet set) {
    if (usesUserCube(set)) {
      return Cubes.read(userCube).cube().divergenceFree();
    }
    return usesShippedCube(set)
        ? Cubes.read(dataFolder.resolve(SHIPPED_CUBE)).cube()
        : GridTurbulence.of(TurbulenceSpectrum.goldreichSridhar(), SYNTHETIC_POINTS)
            .cube(SYNTHETIC_SEED);
  }

  private static boolean usesShippedCube(PaperSet set) {
    return set.cells(SHIPPED_POINTS) >= RESOLVED_CELLS;
  }

  private boolean usesUserCube(PaperSet set) {
    if (userCube == null) {
      return false;
    }
    if (userPoints == 0) {
      userPoints = Cubes.read(userCube).cube().points();
    }
    return set.cells(userPoints) >= RESOLVED_CELLS;
  }

  @Override
  public String toString() {
    return userCube == null
        ? SHIPPED_CUBE + " in " + dataFolder + " or synthetic turbulence"
        : userCube
            + " for sets it resolves, else "
            + SHIPPED_CUBE
            + " in "
            + dataFolder
            + " or synthetic turbulence";
  }
}
