package larmor.field.io;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import larmor.numeric.Quoted;

/**
 * The arrays of an HDF5 file. Three kinds are read: arrays of The Well, whose axes are (trajectory,
 * step, x, y, z) and one more for vectors; variables of Athena++, which are assembled from blocks;
 * and plain cubes.
 */
final class Hdf5File implements ArrayFile {
  private static final int MOST_GROUPS = 10_000;

  private final Path file;
  private final HdfFile hdf;
  private final int trajectory;
  private final int step;
  private final List<FileArray> arrays = new ArrayList<>();
  private final Set<Long> seen = new HashSet<>();
  private final Set<Long> datasets = new HashSet<>();
  private final List<String> unread = new ArrayList<>();
  private String chosen = "";

  private Hdf5File(Path file, HdfFile hdf, int trajectory, int step) {
    this.file = file;
    this.hdf = hdf;
    this.trajectory = trajectory;
    this.step = step;
  }

  static Hdf5File open(Path file, int trajectory, int step) throws IOException {
    Hdf5Damage.requireWhole(file);
    String name = file.getFileName().toString();
    HdfFile hdf = Hdf5Damage.reported(name, () -> new HdfFile(file));
    try {
      Hdf5File opened = new Hdf5File(file, hdf, trajectory, step);
      if (opened.reported(() -> hdf.getAttribute("MeshBlockSize")) != null) {
        opened.addBlocks();
      } else {
        opened.addArrays(hdf);
      }
      return opened;
    } catch (RuntimeException e) {
      hdf.close();
      throw e;
    }
  }

  private <T> T reported(Supplier<T> call) {
    return Hdf5Damage.reported(file.getFileName().toString(), call);
  }

  /**
   * Adds the arrays of a group and of the groups within it. A group that several links point to is
   * added once.
   */
  private void addArrays(Group group) {
    if (!seen.add(reported(group::getAddress))) {
      return;
    }
    if (seen.size() > MOST_GROUPS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has more than %,d groups: copy the arrays of the field to a file of their own",
              file.getFileName(),
              MOST_GROUPS));
    }
    for (Node node : reported(() -> List.copyOf(group.getChildren().values()))) {
      if (node instanceof Group inner) {
        addArrays(inner);
      } else if (node instanceof Dataset data) {
        if (reported(() -> Hdf5Array.reads(data))) {
          addArray(data);
        } else if (reported(data::getDimensions).length > 2) {
          unread.add(
              Quoted.printable(data.getName(), 80)
                  + " holds "
                  + reported(() -> Hdf5Array.kind(data)));
        }
      }
    }
  }

  private void addArray(Dataset data) {
    if (!datasets.add(reported(data::getAddress))) {
      return;
    }
    int[] axes = reported(data::getDimensions);
    boolean vectors = axes.length > 3 && axes[axes.length - 1] == 3;
    int leading = axes.length - (vectors ? 4 : 3);
    if (leading < 0 || leading > 2) {
      return;
    }
    long[] from = new long[axes.length];
    if (leading > 0) {
      from[leading - 1] = index("step", step < 0 ? axes[leading - 1] - 1 : step, axes[leading - 1]);
    }
    if (leading > 1) {
      from[0] = index("trajectory", trajectory, axes[0]);
    }
    if (leading > 0) {
      chosen = (leading > 1 ? ", trajectory " + from[0] : "") + ", step " + from[leading - 1];
    }
    arrays.add(new Hdf5Array(file, data, from, Arrays.copyOfRange(axes, leading, axes.length)));
  }

  private int index(String what, int wanted, int available) {
    if (available == 0) {
      throw new IllegalArgumentException(
          file.getFileName()
              + " holds no "
              + what
              + ", since an axis of its arrays has the length 0: let the run that makes it end");
    }
    if (wanted < 0 || wanted >= available) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has no %s %d: choose one of 0 to %d",
              file.getFileName(),
              what,
              wanted,
              available - 1));
    }
    return wanted;
  }

  /** Adds the variables of a file written by Athena++. */
  private void addBlocks() {
    int level = integers("MaxLevel", 1)[0];
    if (level > 0) {
      throw new IllegalArgumentException(
          file.getFileName()
              + " has a mesh refined "
              + level
              + " times: let Athena++ write it on a uniform mesh");
    }
    int[] side = integers("RootGridSize", 3);
    int[] block = integers("MeshBlockSize", 3);
    long[][] places = places();
    long cells = 1;
    boolean fits = true;
    for (int a = 0; a < 3; a++) {
      fits &= side[a] > 0 && block[a] > 0 && side[a] <= 1 << 16 && side[a] % block[a] == 0;
      cells *= fits ? side[a] / block[a] : 0;
    }
    if (!fits || cells != places.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %d blocks of %d x %d x %d, which do not fill its mesh of %d x %d x %d: let"
                  + " Athena++ write the whole mesh, without ghost zones",
              file.getFileName(),
              places.length,
              block[0],
              block[1],
              block[2],
              side[0],
              side[1],
              side[2]));
    }
    requireEachPlaceOnce(places, side, block);
    requireEqualCells(side);
    String[] datasets = strings("DatasetNames");
    String[] names = strings("VariableNames");
    int[] counts = integers("NumVariables", datasets.length);
    int next = 0;
    for (int d = 0; d < datasets.length; d++) {
      String dataset = datasets[d];
      Dataset data = reported(() -> hdf.getDatasetByPath(dataset));
      int[] expected = {counts[d], places.length, block[2], block[1], block[0]};
      int[] found = reported(data::getDimensions);
      boolean floats = reported(() -> Hdf5Array.reads(data)) && data.getDataType().getSize() > 2;
      if (!Arrays.equals(expected, found) || !floats) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s, %s has the axes %s or does not hold floats, and the attributes of the file say axes"
                    + " %s of floats: let Athena++ write it again",
                file.getFileName(),
                dataset,
                Arrays.toString(found),
                Arrays.toString(expected)));
      }
      for (int v = 0; v < counts[d]; v++, next++) {
        if (next >= names.length) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "%s names %d variables and holds more: let Athena++ write it again",
                  file.getFileName(),
                  names.length));
        }
        arrays.add(
            new AthenaVariable(
                file.getFileName() + ", " + names[next],
                names[next],
                data,
                v,
                side,
                block,
                places));
      }
    }
  }

  /** Checks that the cells are equal cubes, as far as the attributes of the file tell. */
  private void requireEqualCells(int[] side) {
    Attribute kind = reported(() -> hdf.getAttribute("Coordinates"));
    String coordinates = kind == null ? "cartesian" : strings("Coordinates")[0].strip();
    if (!coordinates.equals("cartesian") && !coordinates.equals("minkowski")) {
      throw new IllegalArgumentException(
          file.getFileName()
              + " has "
              + Quoted.of(coordinates)
              + " coordinates: give a field on a Cartesian mesh");
    }
    double[] widths = new double[3];
    for (int a = 0; a < 3; a++) {
      String name = "RootGridX" + (a + 1);
      if (reported(() -> hdf.getAttribute(name)) == null) {
        return;
      }
      Object value = value(name);
      double[] range =
          value instanceof float[] f
              ? new double[] {f[0], f[1], f[f.length - 1]}
              : value instanceof double[] d && d.length == 3 ? d : new double[] {0, 1, Double.NaN};
      widths[a] = (range[1] - range[0]) / side[a];
      if (range[2] != 1) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s has cells that grow by a factor of %s along axis %d: give a field on a uniform"
                    + " mesh",
                file.getFileName(),
                range[2],
                a + 1));
      }
    }
    for (double width : widths) {
      if (!(Math.abs(width / widths[0] - 1) < 1e-4)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s has cells of %.6g x %.6g x %.6g: give a field whose cells are cubes",
                file.getFileName(),
                widths[0],
                widths[1],
                widths[2]));
      }
    }
  }

  /** Reads the position of each block along x, y and z, in blocks. */
  private long[][] places() {
    Dataset data = reported(() -> hdf.getDatasetByPath("LogicalLocations"));
    int[] axes = reported(data::getDimensions);
    if (axes.length != 2 || axes[1] != 3 || axes[0] > 1 << 24) {
      throw new IllegalArgumentException(
          file.getFileName()
              + ", LogicalLocations has the axes "
              + Arrays.toString(axes)
              + ": it must hold three numbers for each of at most 16,777,216 blocks");
    }
    if (!(reported(data::getData) instanceof long[][] places)) {
      throw new IllegalArgumentException(
          file.getFileName() + ", LogicalLocations holds no 64-bit integers: write them as such");
    }
    return places;
  }

  private void requireEachPlaceOnce(long[][] places, int[] side, int[] block) {
    Set<List<Long>> taken = new HashSet<>();
    for (long[] p : places) {
      boolean inside = true;
      for (int a = 0; a < 3; a++) {
        inside &= p[a] >= 0 && p[a] < side[a] / block[a];
      }
      if (!inside || !taken.add(List.of(p[0], p[1], p[2]))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s has a block at (%d, %d, %d) that is %s: let Athena++ write the whole mesh again",
                file.getFileName(),
                p[0],
                p[1],
                p[2],
                inside ? "there twice" : "outside its mesh"));
      }
    }
  }

  private Object value(String attribute) {
    Attribute a = reported(() -> hdf.getAttribute(attribute));
    if (a == null) {
      throw new IllegalArgumentException(
          file.getFileName() + " lacks the attribute " + attribute + " of Athena++'s files");
    }
    return reported(a::getData);
  }

  /**
   * Reads the integers of an attribute and refuses the file if their number is not {@code count}.
   */
  private int[] integers(String attribute, int count) {
    Object value = value(attribute);
    int[] numbers =
        value instanceof int[] i
            ? i
            : value instanceof long[] l
                ? Arrays.stream(l)
                    .mapToInt(v -> (int) Math.max(-1, Math.min(v, Integer.MAX_VALUE)))
                    .toArray()
                : value instanceof Integer n ? new int[] {n} : new int[0];
    if (numbers.length != count) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %d whole numbers in the attribute %s, which needs %d: let Athena++ write it"
                  + " again",
              file.getFileName(),
              numbers.length,
              attribute,
              count));
    }
    return numbers;
  }

  private String[] strings(String attribute) {
    Object value = value(attribute);
    return value instanceof String[] s ? s : new String[] {String.valueOf(value)};
  }

  @Override
  public List<FileArray> arrays() {
    return arrays;
  }

  @Override
  public List<String> unread() {
    return unread;
  }

  @Override
  public String source() {
    return file.getFileName() + chosen;
  }

  @Override
  public void close() throws IOException {
    hdf.close();
  }
}
