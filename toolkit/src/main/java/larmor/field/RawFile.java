package larmor.field;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A vector grid as CRPropa 3 dumps and loads it: no header, x slowest, three little-endian floats
 * to a point. The side follows from the length.
 */
final class RawFile implements ArrayFile, FileArray {
  private final Path file;
  private final int n;

  RawFile(Path file) throws IOException {
    this.file = file;
    long bytes = Files.size(file);
    n = (int) Math.round(Math.cbrt(bytes / 12.0));
    if (12L * n * n * n != bytes || n == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %,d bytes, and a cube of n points a side with three floats each has 12 n³"
                  + " (%,d for n = %d): give a cube of vectors in single precision without a header",
              file.getFileName(),
              bytes,
              12L * n * n * n,
              n));
    }
  }

  @Override
  public List<FileArray> volumes() {
    return List.of(this);
  }

  @Override
  public String source() {
    return file.getFileName().toString();
  }

  @Override
  public int[] axes() {
    return new int[] {n, n, n, 3};
  }

  @Override
  public String name() {
    return "vectors";
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
  public AxisOrder usual() {
    return AxisOrder.C;
  }

  @Override
  public void read(Sink sink) {
    ByteBuffer slab = ByteBuffer.allocate(12 * n * n).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel in = FileChannel.open(file)) {
      for (int i = 0, index = 0; i < n; i++) {
        slab.clear();
        while (slab.hasRemaining() && in.read(slab) >= 0) {
          continue;
        }
        slab.flip();
        while (slab.remaining() >= 4) {
          float value = slab.getFloat();
          requireFinite(value, index);
          sink.put(index++, value);
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          label() + ": the file ends before its samples do: copy it again", e);
    }
  }

  @Override
  public void close() {}
}
