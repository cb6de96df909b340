package larmor.field.io;

import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.exceptions.UnsupportedHdfException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Calls the HDF5 library and turns whatever it throws into an exception with one sentence. For
 * damaged files the library throws many types of exceptions, and also errors if a length or an
 * address in the file is damaged.
 */
final class Hdf5Damage {
  private Hdf5Damage() {}

  /**
   * Calls the library.
   *
   * @param label names of file and array, for messages
   * @throws IllegalArgumentException if the library throws an exception or error
   */
  static <T> T reported(String label, Supplier<T> call) {
    try {
      return call.get();
    } catch (HdfFilterException e) {
      if (String.valueOf(e.getMessage()).contains("not available")) {
        throw new IllegalArgumentException(
            label
                + " is compressed by a filter that is not read ("
                + sentence(e)
                + "): repack the file by h5repack -f GZIP=4",
            e);
      }
      throw damaged(label, e);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw unsupported(label, e);
    }
  }

  /** Tells parts of HDF5 that the library does not read from damage. */
  private static IllegalArgumentException unsupported(String label, Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof UnsupportedHdfException) {
        return new IllegalArgumentException(
            label
                + " uses a part of HDF5 that is not read ("
                + sentence(t)
                + "): write its arrays as plain data sets, or as .npy",
            e);
      }
    }
    return damaged(label, e);
  }

  private static IllegalArgumentException damaged(String label, Throwable e) {
    return new IllegalArgumentException(
        label + " is not a complete HDF5 file (" + sentence(e) + "): copy it again", e);
  }

  private static String sentence(Throwable e) {
    String said = e instanceof HdfException ? e.getMessage() : null;
    return said == null || said.contains("Exception")
        ? "its structure is damaged"
        : said.replaceAll("\\s+", " ").strip();
  }

  /**
   * Refuses a file that is shorter than its first block says, such as an incomplete download.
   *
   * @throws IllegalArgumentException if the file is too short
   */
  static void requireWhole(Path file) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    long size;
    try (FileChannel in = FileChannel.open(file)) {
      size = in.size();
      while (head.hasRemaining() && in.read(head) >= 0) {
        // until the head is full or the file ends
      }
    }
    int version = head.get(8);
    int width = head.get(version < 2 ? 13 : 9);
    // files that begin differently, or have addresses of another width, are checked by the library
    // only
    if (head.get(0) != (byte) 0x89 || version < 0 || version > 3 || width != 8) {
      return;
    }
    long end = head.getLong(version == 0 ? 40 : version == 1 ? 44 : 28);
    if (end > size) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is not a complete HDF5 file (it has %,d bytes of %,d): copy it again",
              file.getFileName(),
              size,
              end));
    }
  }
}
