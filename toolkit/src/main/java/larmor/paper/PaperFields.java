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
 * The turbulent fields in which the sets are traced. A set runs in the MHD cube that comes with the
 * project, or in a cube of the user's, if its gyroradius is two cells or more there; otherwise in
 * synthetic Goldreich–Sridhar turbulence on 256³ points. The last spline is kept as long as memory
 * allows, in this object alone.
 */
public final class PaperFields {
  private static final String SHIPPED = "mhd-128-a.fits";
  private static final int SYNTHETIC_POINTS = 256;
  private static final long SYNTHETIC_SEED = 20161101;
  private static final double RESOLVED = 2;

  private final Path data;
  private final Path own;
  private int ownPoints;
  private SoftReference<CubicSplineField> last = new SoftReference<>(null);
  private String lastSource;

  private PaperFields(Path data, Path own) {
    this.data = data;
    this.own = own;
  }

  /**
   * The fields of the project.
   *
   * @param data folder that holds mhd-128-a.fits
   */
  public static PaperFields of(Path data) {
    return new PaperFields(data, null);
  }

  /**
   * A cube of the user's in place of the project's, made free of divergence, for every set whose
   * gyroradius it resolves by two cells.
   *
   * @param file in any format that {@link Cubes#read} takes
   */
  public PaperFields withCube(Path file) {
    return new PaperFields(data, file.toAbsolutePath().normalize());
  }

  /**
   * The field of a set, scaled to its injection scale and mean field.
   *
   * @throws IllegalArgumentException if the cube cannot be read or has no mean field
   */
  public synchronized CubicSplineField field(PaperSet set) {
    String source = source(set);
    CubicSplineField kept = last.get();
    if (kept == null || !source.equals(lastSource)) {
      last.clear();
      kept = set.field(cube(set));
      last = new SoftReference<>(kept);
      lastSource = source;
    }
    return kept.withScale(set.scale());
  }

  /** What the field of a set is made from, in words. */
  public synchronized String source(PaperSet set) {
    if (usesOwn(set)) {
      return own.getFileName() + ", made free of divergence";
    }
    return usesShipped(set)
        ? SHIPPED
        : String.format(
            Locale.ROOT,
            "synthetic Goldreich–Sridhar turbulence, %d³, seed %d",
            SYNTHETIC_POINTS,
            SYNTHETIC_SEED);
  }

  private FieldCube cube(PaperSet set) {
    if (usesOwn(set)) {
      return Cubes.read(own).cube().divergenceFree();
    }
    return usesShipped(set)
        ? Cubes.read(data.resolve(SHIPPED)).cube()
        : GridTurbulence.of(TurbulenceSpectrum.goldreichSridhar(), SYNTHETIC_POINTS)
            .cube(SYNTHETIC_SEED);
  }

  private static boolean usesShipped(PaperSet set) {
    return set.cells(128) >= RESOLVED;
  }

  private boolean usesOwn(PaperSet set) {
    if (own == null) {
      return false;
    }
    if (ownPoints == 0) {
      ownPoints = Cubes.read(own).cube().points();
    }
    return set.cells(ownPoints) >= RESOLVED;
  }

  @Override
  public String toString() {
    return own == null
        ? "fields of " + data
        : own + " where it resolves the gyroradius, else " + data;
  }
}
