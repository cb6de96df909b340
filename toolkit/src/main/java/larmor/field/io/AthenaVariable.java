package larmor.field.io;

import io.jhdf.api.Dataset;
import java.util.function.DoubleConsumer;

/**
 * One variable of an HDF5 file written by Athena++ (Stone et al. 2020), assembled from the blocks
 * of the mesh; x is the fastest axis.
 *
 * @param label names of file and variable, for messages
 * @param name name of the variable
 * @param data the array of blocks, with the axes (variable, block, z, y, x)
 * @param variable index of the variable on the first axis
 * @param side cells of the mesh along x, y and z
 * @param block cells of a block along x, y and z
 * @param places position of each block along x, y and z, in blocks
 */
record AthenaVariable(
    String label, String name, Dataset data, int variable, int[] side, int[] block, long[][] places)
    implements FileArray {
  @Override
  public int[] axes() {
    return new int[] {side[2], side[1], side[0]};
  }

  @Override
  public String unit() {
    return null;
  }

  @Override
  public boolean xFastest() {
    return true;
  }

  @Override
  public void read(Sink sink) {
    int[] lengths = {1, 1, block[2], block[1], block[0]};
    for (int b = 0; b < places.length; b++) {
      long[] corner = {variable, b, 0, 0, 0};
      int x0 = (int) places[b][0] * block[0];
      int y0 = (int) places[b][1] * block[1];
      int z0 = (int) places[b][2] * block[2];
      int[] next = {0};
      forEach(
          Hdf5Damage.reported(label, () -> data.getData(corner, lengths)),
          value -> {
            int p = next[0]++;
            int x = x0 + p % block[0];
            int y = y0 + p / block[0] % block[1];
            int z = z0 + p / block[0] / block[1];
            int at = (z * side[1] + y) * side[0] + x;
            requireFinite(value, at);
            sink.put(at, (float) value);
          });
    }
  }

  /** Passes the numbers of nested arrays to a consumer, in their order. */
  private static void forEach(Object array, DoubleConsumer numbers) {
    if (array instanceof float[] floats) {
      for (float v : floats) {
        numbers.accept(v);
      }
    } else if (array instanceof double[] doubles) {
      for (double v : doubles) {
        numbers.accept(v);
      }
    } else {
      for (Object inner : (Object[]) array) {
        forEach(inner, numbers);
      }
    }
  }
}
