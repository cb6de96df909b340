package larmor.field.io;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.FloatingPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import larmor.numeric.Memory;

/**
 * One cube of a larger array of floats or doubles in an HDF5 file. Contiguous samples are read one
 * plane at a time and chunked samples one chunk at a time, so that the memory needed does not grow
 * with the file.
 *
 * @param file path of the file
 * @param data the larger array
 * @param from index of the cube's first sample in it
 * @param lengths of the cube's axes, which are the last ones of the larger array
 */
record Hdf5Array(Path file, Dataset data, long[] from, int[] lengths) implements FileArray {
  /** Whether the type and the layout of an array are read. */
  static boolean reads(Dataset data) {
    return data.getDataType() instanceof FloatingPoint
        && (bytes(data) == 4 || bytes(data) == 8)
        && (data instanceof ContiguousDataset || data instanceof ChunkedDataset);
  }

  private static int bytes(Dataset data) {
    return data.getDataType().getSize();
  }

  @Override
  public int[] axes() {
    return Arrays.stream(lengths).filter(a -> a != 1).toArray();
  }

  @Override
  public String name() {
    return data.getName();
  }

  @Override
  public String label() {
    return file.getFileName() + ", " + name();
  }

  @Override
  public String unit() {
    Attribute unit = data.getAttribute("units");
    return unit == null ? null : String.valueOf(unit.getData());
  }

  @Override
  public boolean xFastest() {
    return false;
  }

  @Override
  public void read(Sink sink) {
    if (data instanceof ChunkedDataset chunked) {
      readChunks(chunked, sink);
    } else {
      long userBlock = data.getHdfFile().getUserBlockSize();
      readPlanes(userBlock + ((ContiguousDataset) data).getDataAddress(), sink);
    }
  }

  private ByteOrder order() {
    return ((FloatingPoint) data.getDataType()).getByteOrder();
  }

  private void put(Sink sink, int index, ByteBuffer bytes, int sample) {
    double value = bytes(data) == 8 ? bytes.getDouble(8 * sample) : bytes.getFloat(4 * sample);
    requireFinite(value, index);
    sink.put(index, (float) value);
  }

  private void readPlanes(long address, Sink sink) {
    long[] dimensions = data.getDimensionsAsLong();
    long first = 0;
    for (int a = 0; a < dimensions.length; a++) {
      first = first * dimensions[a] + from[a];
    }
    int count = 1;
    for (int a = 1; a < lengths.length; a++) {
      count *= lengths[a];
    }
    ByteBuffer plane = ByteBuffer.allocate(count * bytes(data)).order(order());
    try (FileChannel in = FileChannel.open(file)) {
      for (int i = 0; i < lengths[0]; i++) {
        plane.clear();
        long position = address + (first + (long) i * count) * bytes(data);
        while (plane.hasRemaining()) {
          if (in.read(plane, position + plane.position()) < 0) {
            throw new IOException("end of file");
          }
        }
        for (int s = 0; s < count; s++) {
          put(sink, i * count + s, plane, s);
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          label() + ": the file ends before its samples do: copy it again", e);
    }
  }

  private void readChunks(ChunkedDataset chunked, Sink sink) {
    int[] chunk = chunked.getChunkDimensions();
    int rank = from.length;
    int leading = rank - lengths.length;
    int[] corner = new int[rank];
    for (int a = 0; a < rank; a++) {
      corner[a] = (int) from[a] / chunk[a] * chunk[a];
    }
    long size = bytes(data);
    for (int a : chunk) {
      size *= a;
    }
    Memory.require(
        label() + ", a chunk of the file",
        5 * size,
        "store it in smaller chunks, as h5repack does");
    int axis = rank - 1;
    while (axis >= leading) {
      ByteBuffer bytes = ByteBuffer.wrap(chunked.getDecompressedChunk(corner)).order(order());
      copy(bytes, corner, chunk, sink);
      for (axis = rank - 1; axis >= leading; axis--) {
        corner[axis] += chunk[axis];
        if (corner[axis] < lengths[axis - leading]) {
          break;
        }
        corner[axis] = 0;
      }
    }
  }

  /** Passes on the samples of a chunk that belong to the cube. */
  private void copy(ByteBuffer bytes, int[] corner, int[] chunk, Sink sink) {
    int leading = from.length - lengths.length;
    int start = 0;
    for (int a = 0; a < leading; a++) {
      start = start * chunk[a] + (int) from[a] - corner[a];
    }
    int[] at = new int[lengths.length];
    int last = lengths.length - 1;
    int axis;
    do {
      int inChunk = start;
      int inCube = 0;
      for (int a = 0; a <= last; a++) {
        inChunk = inChunk * chunk[leading + a] + at[a];
        inCube = inCube * lengths[a] + corner[leading + a] + at[a];
      }
      put(sink, inCube, bytes, inChunk);
      for (axis = last; axis >= 0; axis--) {
        at[axis]++;
        if (at[axis] < chunk[leading + axis] && corner[leading + axis] + at[axis] < lengths[axis]) {
          break;
        }
        at[axis] = 0;
      }
    } while (axis >= 0);
  }
}
