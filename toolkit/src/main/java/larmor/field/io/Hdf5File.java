package larmor.field.io;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The arrays of an HDF5 file: those of The Well with the axes (trajectory, step, x, y, z) and one
 * more for vectors, those of Athena++, which are put together from blocks, and plain cubes.
 */
final class Hdf5File implements ArrayFile {
  private final Path file;
  private final HdfFile hdf;
  private final int trajectory;
  private final int step;
  private final List<FileArray> arrays = new ArrayList<>();
  private String chosen = "";

  private Hdf5File(Path file, HdfFile hdf, int trajectory, int step) {
    this.file = file;
    this.hdf = hdf;
    this.trajectory = trajectory;
    this.step = step;
  }

  static Hdf5File open(Path file, int trajectory, int step) {
    HdfFile hdf = null;
    try {
      hdf = new HdfFile(file);
      Hdf5File opened = new Hdf5File(file, hdf, trajectory, step);
      if (hdf.getAttribute("MeshBlockSize") != null) {
        opened.addBlocks();
      } else {
        opened.addArrays(hdf);
      }
      return opened;
    } catch (HdfException e) {
      if (hdf != null) {
        hdf.close();
      }
      throw new IllegalArgumentException(
          file.getFileName()
              + " is not a complete HDF5 file ("
              + e.getMessage()
              + "): copy it again",
          e);
    } catch (RuntimeException e) {
      if (hdf != null) {
        hdf.close();
      }
      throw e;
    }
  }

  private void addArrays(Group group) {
    for (Node node : group) {
      if (node instanceof Group inner) {
        addArrays(inner);
      } else if (node instanceof Dataset data && Hdf5Array.reads(data)) {
        int[] axes = data.getDimensions();
        boolean vectors = axes.length > 3 && axes[axes.length - 1] == 3;
        int leading = axes.length - (vectors ? 4 : 3);
        if (leading < 0 || leading > 2) {
          continue;
        }
        long[] from = new long[axes.length];
        if (leading > 0) {
          from[leading - 1] =
              index("step", step < 0 ? axes[leading - 1] - 1 : step, axes[leading - 1]);
        }
        if (leading > 1) {
          from[0] = index("trajectory", trajectory, axes[0]);
        }
        if (leading > 0) {
          chosen = (leading > 1 ? ", trajectory " + from[0] : "") + ", step " + from[leading - 1];
        }
        arrays.add(new Hdf5Array(file, data, from, Arrays.copyOfRange(axes, leading, axes.length)));
      }
    }
  }

  private int index(String what, int wanted, int available) {
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

  /** Adds the variables of a file by Athena++. */
  private void addBlocks() {
    int level = ((Number) value("MaxLevel")).intValue();
    if (level > 0) {
      throw new IllegalArgumentException(
          file.getFileName()
              + " has a mesh refined "
              + level
              + " times: let Athena++ write it on a uniform mesh");
    }
    int[] side = integers(value("RootGridSize"));
    int[] block = integers(value("MeshBlockSize"));
    long[][] places = (long[][]) hdf.getDatasetByPath("LogicalLocations").getData();
    if ((long) places.length * block[0] * block[1] * block[2]
        != (long) side[0] * side[1] * side[2]) {
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
    String[] datasets = strings(value("DatasetNames"));
    String[] names = strings(value("VariableNames"));
    int[] counts = integers(value("NumVariables"));
    for (int d = 0, next = 0; d < datasets.length; d++) {
      Dataset data = hdf.getDatasetByPath(datasets[d]);
      for (int v = 0; v < counts[d]; v++, next++) {
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

  private Object value(String attribute) {
    Attribute a = hdf.getAttribute(attribute);
    if (a == null) {
      throw new IllegalArgumentException(
          file.getFileName() + " lacks the attribute " + attribute + " of Athena++'s files");
    }
    return a.getData();
  }

  private static int[] integers(Object value) {
    return value instanceof int[] i
        ? i
        : value instanceof long[] l
            ? Arrays.stream(l).mapToInt(Math::toIntExact).toArray()
            : new int[] {((Number) value).intValue()};
  }

  private static String[] strings(Object value) {
    return value instanceof String[] s ? s : new String[] {value.toString()};
  }

  @Override
  public List<FileArray> arrays() {
    return arrays;
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
