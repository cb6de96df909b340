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

/**
 * Reads a periodic cube: from FITS (one file with an image for each component, BX, MAGX, MAG_X, B1
 * … in any case, one with a single image of three components, or a file for each, as CATS has them;
 * gzipped or packed in tiles or not), from HDF5 (The Well, Athena++, plain arrays), from NumPy's
 * .npy, and from CRPropa's raw grids (.raw, .dat, .bin).
 *
 * <p>Files disagree about the order of the axes, so all six are tried, and the one with the least
 * ∇·B is taken; a field whose mean lies along y or z is turned until it lies along x.
 */
public final class CubeReader {
  private static final Pattern[] FIELD = named("B%d|B%s|BCC%d|BCC%s|MAG%s|MAG%d|MAGNETICFIELD%s");
  private static final Pattern[] VELOCITY = named("V%d|V%s|VEL%s|VEL%d|VELOCITY%s");
  private static final Pattern DENSITY = Pattern.compile("RHO|DENS|DENSITY");

  private static final Pattern FIELD_VECTORS = Pattern.compile("B|BCC|BFIELD|MAG|MAGNETICFIELD");
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
   * No sound speed; refuses a relative divergence above 0.3 (unrelated components have 0.58), and a
   * field that has one because of the scale or the sign of one component.
   */
  public static CubeReader standard() {
    return new CubeReader(CubeImport.standard(), 0, -1);
  }

  /** In the units of the cube, for M_s and β. */
  public CubeReader withSoundSpeed(double speed) {
    if (!(speed > 0)) {
      throw new IllegalArgumentException(
          "a sound speed of " + speed + " is none: give a value above 0, in units of the cube");
    }
    return new CubeReader(checks.withSoundSpeed(speed), trajectory, step);
  }

  /** The relative divergence above which a cube is refused, whatever the reason for it. */
  public CubeReader withDivergenceLimit(double limit) {
    return new CubeReader(checks.withDivergenceLimit(limit), trajectory, step);
  }

  /**
   * Multiplies the components of the file as they are read: for another unit, or where one
   * component has the wrong scale or sign.
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
              + " lose the field: give three that are not 0");
    }
    return new CubeReader(checks.withFactors(x, y, z), trajectory, step);
  }

  /**
   * Takes this run and time of a file that holds several, as those of The Well do; unless said, the
   * last step of the first trajectory.
   *
   * @param run from 0
   * @param time from 0
   */
  public CubeReader withSnapshot(int run, int time) {
    if (run < 0 || time < 0) {
      throw new IllegalArgumentException(
          "trajectory " + run + ", step " + time + " is none: both count from 0");
    }
    return new CubeReader(checks, run, time);
  }

  /**
   * Reads a file that holds all components, with velocities and densities if there are any, or a
   * folder of files of one component each (magx …, by name).
   */
  public ImportedCube read(Path file) {
    return FitsLibraryLog.during(() -> Files.isDirectory(file) ? folder(file) : whole(file));
  }

  private ArrayFile open(Path file) throws IOException {
    return ArrayFile.open(file, trajectory, step);
  }

  private ImportedCube whole(Path file) {
    try (ArrayFile opened = open(file)) {
      return from(opened.source(), opened.volumes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ImportedCube from(String source, List<FileArray> volumes) {
    FileArray[] parts = find(volumes, FIELD);
    if (parts == null) {
      parts = vectors(volumes, FIELD_VECTORS);
    }
    if (parts == null) {
      parts = volumes.stream().filter(CubeReader::isVectors).limit(1).toArray(FileArray[]::new);
    }
    if (parts.length == 0) {
      throw new IllegalArgumentException(
          source
              + " holds "
              + (volumes.isEmpty()
                  ? "no images"
                  : volumes.stream()
                      .map(v -> v.name().strip() + " (" + v.size() + ")")
                      .collect(Collectors.joining(", ")))
              + " and so no field: name three images BX, BY and BZ, give one of n x n x n x 3, or"
              + " name three files");
    }
    FileArray[] velocity = find(volumes, VELOCITY);
    FileArray rho =
        volumes.stream().filter(v -> DENSITY.matcher(v.key()).matches()).findFirst().orElse(null);
    return checks.of(
        source, parts, velocity == null ? vectors(volumes, VELOCITY_VECTORS) : velocity, rho);
  }

  private static boolean isVectors(FileArray v) {
    int[] a = v.axes();
    return a.length == 4 && (a[0] == 3 || a[3] == 3);
  }

  /** The array of vectors of that name, or null. */
  private static FileArray[] vectors(List<FileArray> volumes, Pattern name) {
    for (FileArray v : volumes) {
      if (isVectors(v) && name.matcher(v.key()).matches()) {
        return new FileArray[] {v};
      }
    }
    return null;
  }

  /** Reads a file for each component: the first image of each that has three axes. */
  public ImportedCube read(Path bx, Path by, Path bz) {
    return FitsLibraryLog.during(
        () ->
            components(
                bx.getFileName() + ", " + by.getFileName() + ", " + bz.getFileName(), bx, by, bz));
  }

  /** Three files, or nine more words: velocities and density behind them. */
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
      throw new UncheckedIOException(e);
    } finally {
      close(opened);
    }
  }

  private static void close(List<ArrayFile> files) {
    for (ArrayFile file : files) {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static FileArray single(Path file, ArrayFile opened) {
    for (FileArray v : opened.volumes()) {
      if (v.axes().length == 3) {
        return v;
      }
    }
    throw new IllegalArgumentException(
        file.getFileName() + " holds no image with three axes: give a cube of one component");
  }

  /** The files of a folder whose names begin with those of components, each alone. */
  private ImportedCube folder(Path folder) {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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

  /** The file whose first word has this form, or null; two are refused. */
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
              + ": keep one time in a folder, or give the three paths");
    }
    return found.isEmpty() ? null : found.get(0);
  }

  private static String firstWord(String name) {
    return name.toUpperCase(Locale.ROOT).split("[^A-Z0-9]")[0];
  }

  private static Pattern[] named(String forms) {
    Pattern[] p = new Pattern[3];
    for (int c = 0; c < 3; c++) {
      p[c] =
          Pattern.compile(
              forms.replace("%s", "XYZ".substring(c, c + 1)).replace("%d", String.valueOf(c + 1)));
    }
    return p;
  }

  /** The three images that match, or null. */
  private static FileArray[] find(List<FileArray> volumes, Pattern[] names) {
    FileArray[] found = new FileArray[3];
    for (int c = 0; c < 3; c++) {
      for (FileArray v : volumes) {
        if (found[c] == null && v.axes().length == 3 && names[c].matcher(v.key()).matches()) {
          found[c] = v;
        }
      }
      if (found[c] == null) {
        return null;
      }
    }
    return found;
  }
}
