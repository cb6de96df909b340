package larmor.field.io;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A file that holds one array, whose samples fill the file from a given byte to the end: a .npy or
 * raw file.
 *
 * @param file path of the file
 * @param name name of the array in messages
 * @param start byte at which the samples begin
 * @param bytes number of bytes of a sample: 4 for single precision, 8 for double
 * @param order order of the bytes of a sample
 * @param fortran true if the first axis is the fastest, false if the last one is
 * @param shape lengths of the axes
 */
record PlainArray(
    Path file, String name, long start, int bytes, ByteOrder order, boolean fortran, int... shape)
    implements ArrayFile, FileArray {
  @Override
  public List<FileArray> arrays() {
    return List.of(this);
  }

  @Override
  public String source() {
    return file.getFileName().toString();
  }

  @Override
  public int[] axes() {
    return Arrays.stream(shape).filter(a -> a != 1).toArray();
  }

  @Override
  public String label() {
    return source();
  }

  @Override
  public String unit() {
    return null;
  }

  @Override
  public boolean xFastest() {
    return false;
  }

  @Override
  public void read(Sink sink) {
    int[] axes = axes();
    int[] index = new int[axes.length];
    long count = 1;
    for (int a : axes) {
      count *= a;
    }
    ByteBuffer sample = ByteBuffer.allocate(bytes).order(order);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      in.skipNBytes(start);
      for (long s = 0; s < count; s++) {
        in.readFully(sample.array());
        double value = bytes == 8 ? sample.getDouble(0) : sample.getFloat(0);
        int at = 0;
        for (int a = 0; a < axes.length; a++) {
          at = at * axes[a] + index[a];
        }
        requireFinite(value, at);
        sink.put(at, (float) value);
        advance(index, axes);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          label() + ": the file ends before its samples do: copy it again", e);
    }
  }

  /** Advances an index to the next sample of the file. */
  private void advance(int[] index, int[] axes) {
    for (int d = 0; d < axes.length; d++) {
      int a = fortran ? d : axes.length - 1 - d;
      if (++index[a] < axes[a]) {
        return;
      }
      index[a] = 0;
    }
  }

  /** Does nothing: the file is open only while its samples are read. */
  @Override
  public void close() {}
}
