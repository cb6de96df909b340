package larmor.field;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import larmor.field.io.ArrayFile;
import larmor.field.io.FileArray;
import larmor.numeric.Given;

/**
 * Reads the field of a periodic cube from the files of other codes:
 *
 * <ul>
 *   <li>FITS, also gzipped or compressed in tiles: one file with an image for each component (BX,
 *       MAGX, MAG_X, B1 … in capitals or not), one file with a single image of three components, or
 *       a file for each component, as in the CATS database;
 *   <li>HDF5: The Well, Athena++, plain arrays of floats of 16, 32 or 64 bits;
 *   <li>.npy of NumPy;
 *   <li>raw grids of CRPropa (.raw, .dat, .bin).
 * </ul>
 *
 * <p>Codes order the axes of arrays differently; therefore the reader computes ∇·B for all six
 * orders and uses the usual order of the format unless another order gives at least 5 % less. If
 * the mean field is nearest to y or z, the reader renames the axes so that it is nearest to x.
 */
public final class CubeReader {
  private static final Pattern[] FIELD = named("B%d|B%s|BCC%d|BCC%s|MAG%s|MAG%d|MAGNETICFIELD%s");
  private static final Pattern[] VELOCITY = named("V%d|V%s|VEL%s|VEL%d|VELOCITY%s");
  private static final Pattern DENSITY = Pattern.compile("RHO|DENS|DENSITY");

  private static final Pattern FIELD_VECTORS = Pattern.compile("B|BCC|BFIELD|MAG|MAGNETICFIELD");
  private static final Pattern OTHER_VECTORS =
      Pattern.compile(
          "V|VEL|VELOCITY|MOM|MOMENTUM|A|VECTORPOTENTIAL|J|CURRENT|CURRENTDENSITY|E|EFIELD"
              + "|ELECTRICFIELD|VORTICITY|ACCELERATION|FORCE|FORCING");
  private static final Pattern VELOCITY_VECTORS = Pattern.compile("V|VEL|VELOCITY");

  private final CubeImport checks;
  private final int trajectory;
  private final int step;

  private CubeReader(CubeImport checks, int trajectory, int step) {
    this.checks = checks;
    this.trajectory = trajectory;
    this.step = step;
  }

  /**
   * Returns a reader that refuses a field whose relative divergence is above 0.3 (three unrelated
   * components have 0.58), or of which one component has the wrong scale or sign. This reader has
   * no sound speed, so its reports lack M_s and β.
   *
   * @return the reader
   */
  public static CubeReader standard() {
    return new CubeReader(CubeImport.standard(), 0, -1);
  }

  /**
   * Returns a copy of this reader with a given sound speed, from which it computes M_s and β for
   * the report.
   *
   * @param speed sound speed in the unit of the cube's velocities
   * @return the reader
   * @throws IllegalArgumentException if the speed is not above 0
   */
  public CubeReader withSoundSpeed(double speed) {
    if (!(speed > 0)) {
      throw new IllegalArgumentException(
          "a sound speed of "
              + speed
              + " is not positive: give a value above 0 in the cube's units");
    }
    return new CubeReader(checks.withSoundSpeed(speed), trajectory, step);
  }

  /**
   * Returns a copy of this reader with another limit of the divergence. A component of wrong scale
   * or sign causes only a warning then, as long as the divergence is below the limit.
   *
   * @param limit relative divergence above which a cube is refused
   * @return the reader
   * @throws IllegalArgumentException if the limit is not above 0
   */
  public CubeReader withDivergenceLimit(double limit) {
    if (!(limit > 0)) {
      throw new IllegalArgumentException(
          "a divergence limit of " + limit + " is not above 0: give one such as 0.3");
    }
    return new CubeReader(checks.withDivergenceLimit(limit), trajectory, step);
  }

  /**
   * Returns a copy of this reader that multiplies the components of the field by given factors, for
   * example if one of them has the wrong scale or sign.
   *
   * @param x factor of the first component
   * @param y factor of the second component
   * @param z factor of the third component
   * @return the reader
   * @throws IllegalArgumentException if a factor is 0 or not finite
   */
  public CubeReader withFactors(double x, double y, double z) {
    double product = x * y * z;
    if (!(Math.abs(product) > 0 && Math.abs(product) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "factors of "
              + x
              + ", "
              + y
              + " and "
              + z
              + " are not all finite and different from 0: give three finite factors other than 0");
    }
    return new CubeReader(checks.withFactors(x, y, z), trajectory, step);
  }

  /**
   * Returns a copy of this reader that reads one time step of one run from a file that holds
   * several, as files of The Well do (they call a run a trajectory). By default the reader takes
   * the last step of the first run.
   *
   * @param run number of the run, from 0
   * @param time number of the time step, from 0
   * @return the reader
   * @throws IllegalArgumentException if one of the two numbers is negative
   */
  public CubeReader withSnapshot(int run, int time) {
    if (run < 0 || time < 0) {
      throw new IllegalArgumentException(
          "trajectory " + run + ", step " + time + " does not exist: both are counted from 0");
    }
    return new CubeReader(checks, run, time);
  }

  /**
   * Reads a field from one file with all components, or from a folder with one file for each
   * component, whose names begin with magx or bx, magy or by, and so on. Velocities and density are
   * read too if they are present.
   *
   * @param file path of the file or folder
   * @return the cube and the report of its import
   * @throws java.io.UncheckedIOException if the file does not exist or cannot be read
   * @throws IllegalArgumentException if the file is damaged, holds no field on a cube, or holds
   *     samples that are not finite, or if the divergence of the field is too large
   * @throws IllegalStateException if there is not enough memory
   */
  public ImportedCube read(Path file) {
    Given.require(file, "the file", "Path.of(\"cube.fits\")");
    return Files.isDirectory(file) ? folder(file) : whole(file);
  }

  private ArrayFile open(Path file) throws IOException {
    return ArrayFile.open(file, trajectory, step);
  }

  private ImportedCube whole(Path file) {
    try (ArrayFile opened = open(file)) {
      return from(opened);
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  private static UncheckedIOException unreadable(String what, IOException e) {
    return new UncheckedIOException(
        "cannot read " + what + " (" + e.getMessage() + "): check its permissions", e);
  }

  private ImportedCube from(ArrayFile opened) {
    String source = opened.source();
    List<FileArray> arrays = opened.arrays();
    FileArray[] parts = find(source, arrays, FIELD);
    if (parts == null) {
      parts = vectors(source, arrays, FIELD_VECTORS);
    }
    if (parts == null) {
      parts = unnamed(source, arrays);
    }
    if (parts.length == 0) {
      requireRead(source, opened);
      throw new IllegalArgumentException(
          source
              + " holds "
              + (arrays.isEmpty()
                  ? "no images"
                  : arrays.stream()
                      .map(a -> a.name().strip() + " (" + a.size() + ")")
                      .collect(Collectors.joining(", ")))
              + " and so no field: name three images BX, BY and BZ, give one of n x n x n x 3, or"
              + " name three files");
    }
    FileArray[] velocity = find(source, arrays, VELOCITY);
    FileArray rho =
        arrays.stream().filter(a -> DENSITY.matcher(a.key()).matches()).findFirst().orElse(null);
    return checks.of(
        source,
        parts,
        velocity == null ? vectors(source, arrays, VELOCITY_VECTORS) : velocity,
        rho);
  }

  /** Refuses a file that holds arrays whose numbers are not read, after no field was found. */
  private static void requireRead(String source, ArrayFile opened) {
    if (!opened.unread().isEmpty()) {
      throw new IllegalArgumentException(
          source
              + " holds no field in floats of 16, 32 or 64 bits, since "
              + opened.unread().stream().limit(3).collect(Collectors.joining(" and "))
              + ": write each component of the field as an array of such floats");
    }
  }

  private static IllegalArgumentException ambiguous(
      String source, String what, FileArray a, FileArray b) {
    return new IllegalArgumentException(
        source
            + " holds "
            + what
            + " twice, as "
            + a.name().strip()
            + " and "
            + b.name().strip()
            + ": keep the arrays of one field in the file, or give a file for each component");
  }

  private static boolean isVectors(FileArray array) {
    int[] axes = array.axes();
    return axes.length == 4 && (axes[0] == 3 || axes[3] == 3);
  }

  /**
   * Returns the array of vectors whose name matches a pattern, alone in an array, or null if there
   * is none.
   */
  private static FileArray[] vectors(String source, List<FileArray> arrays, Pattern name) {
    FileArray found = null;
    for (FileArray array : arrays) {
      if (isVectors(array) && name.matcher(array.key()).matches()) {
        if (found != null) {
          throw ambiguous(source, "the same vectors", found, array);
        }
        found = array;
      }
    }
    return found == null ? null : new FileArray[] {found};
  }

  /**
   * Returns the only array of vectors whose name is not that of other vectors, alone in an array,
   * or no array.
   */
  private static FileArray[] unnamed(String source, List<FileArray> arrays) {
    List<FileArray> found =
        arrays.stream()
            .filter(a -> isVectors(a) && !OTHER_VECTORS.matcher(a.key()).matches())
            .toList();
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          source
              + " holds "
              + found.stream().map(a -> a.name().strip()).collect(Collectors.joining(", "))
              + ", each of which can be the field: name the array of the field B");
    }
    return found.toArray(FileArray[]::new);
  }

  /**
   * Reads a field from one file for each component, taking the first array in each file that has
   * three axes.
   *
   * @param bx path of the file of Bx
   * @param by path of the file of By
   * @param bz path of the file of Bz
   * @return the cube and the report of its import
   * @throws java.io.UncheckedIOException if a file does not exist or cannot be read
   * @throws IllegalArgumentException under the conditions of {@link #read(Path)}
   * @throws IllegalStateException if there is not enough memory
   */
  public ImportedCube read(Path bx, Path by, Path bz) {
    Given.require(bx, "the file of Bx", "Path.of(\"bx.fits\")");
    Given.require(by, "the file of By", "Path.of(\"by.fits\")");
    Given.require(bz, "the file of Bz", "Path.of(\"bz.fits\")");
    return components(
        bx.getFileName() + ", " + by.getFileName() + ", " + bz.getFileName(), bx, by, bz);
  }

  /**
   * Reads the magnetic field from three files, the velocity from the next three if they are given,
   * and the density from a seventh.
   */
  private ImportedCube components(String source, Path... files) {
    List<ArrayFile> opened = new ArrayList<>();
    try {
      FileArray[] all = new FileArray[files.length];
      for (int i = 0; i < files.length; i++) {
        opened.add(open(files[i]));
        all[i] = single(files[i], opened.get(i));
      }
      FileArray[] velocity = files.length < 6 ? null : new FileArray[] {all[3], all[4], all[5]};
      return checks.of(
          source,
          new FileArray[] {all[0], all[1], all[2]},
          velocity,
          files.length == 7 ? all[6] : null);
    } catch (IOException e) {
      throw unreadable(source, e);
    } finally {
      close(opened);
    }
  }

  private static void close(List<ArrayFile> files) {
    for (ArrayFile file : files) {
      try {
        file.close();
      } catch (IOException e) {
        throw unreadable(file.source(), e);
      }
    }
  }

  private static FileArray single(Path file, ArrayFile opened) {
    for (FileArray array : opened.arrays()) {
      if (array.axes().length == 3) {
        return array;
      }
    }
    requireRead(file.getFileName().toString(), opened);
    throw new IllegalArgumentException(
        file.getFileName() + " holds no image with three axes: give a cube of one component");
  }

  /**
   * Reads the files of a folder whose names begin with the name of a component, such as bx or magx.
   */
  private ImportedCube folder(Path folder) {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw unreadable("the folder " + folder, e);
    }
    Path[] field = named(folder, files, FIELD);
    if (field == null) {
      throw new IllegalArgumentException(
          "the folder "
              + folder
              + " has no three files whose names begin with magx, magy and magz, or bx, by and bz:"
              + " give the three paths");
    }
    Path[] velocity = named(folder, files, VELOCITY);
    List<Path> chosen = new ArrayList<>(List.of(field));
    if (velocity != null) {
      chosen.addAll(List.of(velocity));
      Path density = only(folder, files, DENSITY);
      if (density != null) {
        chosen.add(density);
      }
    }
    return components(folder.getFileName().toString(), chosen.toArray(Path[]::new));
  }

  private static Path[] named(Path folder, List<Path> files, Pattern[] names) {
    Path[] found = new Path[3];
    for (int c = 0; c < 3; c++) {
      found[c] = only(folder, files, names[c]);
      if (found[c] == null) {
        return null;
      }
    }
    return found;
  }

  /**
   * Returns the file whose name begins with a word that matches a pattern, or null if there is
   * none; refuses a folder with two such files.
   */
  private static Path only(Path folder, List<Path> files, Pattern name) {
    List<Path> found =
        files.stream()
            .filter(f -> name.matcher(firstWord(f.getFileName().toString())).matches())
            .toList();
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "the folder "
              + folder
              + " has "
              + found.get(0).getFileName()
              + " and "
              + found.get(1).getFileName()
              + ": keep the files of one time only in it, or give the three paths");
    }
    return found.isEmpty() ? null : found.get(0);
  }

  private static String firstWord(String name) {
    return name.toUpperCase(Locale.ROOT).split("[^A-Z0-9]", -1)[0];
  }

  /**
   * Returns the patterns of the names of the three components; %s stands for x, y or z and %d for
   * 1, 2 or 3.
   */
  private static Pattern[] named(String forms) {
    Pattern[] p = new Pattern[3];
    for (int c = 0; c < 3; c++) {
      p[c] =
          Pattern.compile(
              forms.replace("%s", "XYZ".substring(c, c + 1)).replace("%d", String.valueOf(c + 1)));
    }
    return p;
  }

  /** Returns the arrays of the three components, or null if one of them is missing. */
  private static FileArray[] find(String source, List<FileArray> arrays, Pattern[] names) {
    FileArray[] found = new FileArray[3];
    FileArray[] second = new FileArray[3];
    for (int c = 0; c < 3; c++) {
      for (FileArray array : arrays) {
        if (array.axes().length == 3 && names[c].matcher(array.key()).matches()) {
          second[c] = found[c] == null ? null : array;
          found[c] = found[c] == null ? array : found[c];
        }
      }
      if (found[c] == null) {
        return null;
      }
    }
    for (int c = 0; c < 3; c++) {
      if (second[c] != null) {
        throw ambiguous(source, "one component", found[c], second[c]);
      }
    }
    return found;
  }
}
