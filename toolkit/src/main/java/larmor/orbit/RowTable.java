package larmor.orbit;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Checksum;
import larmor.numeric.Numbered;

/**
 * A table of binary rows in the format of FITS: big-endian, one row after the other, all of the
 * same width, which is a multiple of four bytes. The rows are either in memory, where rows can be
 * added, or in a file that is mapped into memory. Byte p of row r is {@code segments[r /
 * perSegment][(r % perSegment) * width + p]}.
 */
final class RowTable {
  private static final int SEGMENT = 1 << 16;
  private static final int LARGEST_SEGMENT = 1 << 30;

  /**
   * The size [bytes] from which on a table is mapped from the file; smaller tables are copied to
   * memory.
   */
  private static final long MAPPED = 1L << 26;

  private final int width;
  private final int perSegment;
  private final List<ByteBuffer> segments;
  private int size;

  private RowTable(int width, int perSegment, List<ByteBuffer> segments, int size) {
    this.width = width;
    this.perSegment = perSegment;
    this.segments = segments;
    this.size = size;
  }

  /** Returns an empty table to which rows can be added. */
  static RowTable empty(int width) {
    return new RowTable(width, Math.max(1, SEGMENT / width), new ArrayList<>(), 0);
  }

  /**
   * Returns the table of the rows in a file.
   *
   * @param offset byte at which the first row begins
   * @param width bytes in a row
   * @param size number of rows
   * @throws IOException if the file cannot be read or ends within the table
   */
  static RowTable of(FileChannel file, long offset, int width, int size) throws IOException {
    boolean mapped = (long) width * size >= MAPPED;
    int perSegment = Math.max(1, (mapped ? LARGEST_SEGMENT : SEGMENT) / width);
    List<ByteBuffer> segments = new ArrayList<>();
    for (int row = 0; row < size; row += perSegment) {
      long from = offset + (long) row * width;
      int bytes = width * Math.min(perSegment, size - row);
      if (mapped) {
        segments.add(file.map(FileChannel.MapMode.READ_ONLY, from, bytes));
      } else {
        ByteBuffer segment = ByteBuffer.allocate(bytes);
        while (segment.hasRemaining()) {
          if (file.read(segment, from + segment.position()) < 0) {
            throw new IOException("the file ends within a table");
          }
        }
        segments.add(segment);
      }
    }
    return new RowTable(width, perSegment, segments, size);
  }

  int width() {
    return width;
  }

  int size() {
    return size;
  }

  /** Returns the double at a byte offset of a row. */
  double doubleAt(int row, int offset) {
    Numbered.require(row, size, "row");
    return segments.get(row / perSegment).getDouble(row % perSegment * width + offset);
  }

  /** Returns the int at a byte offset of a row. */
  int intAt(int row, int offset) {
    Numbered.require(row, size, "row");
    return segments.get(row / perSegment).getInt(row % perSegment * width + offset);
  }

  /** Adds an empty row and returns its number. */
  int add() {
    if (size % perSegment == 0 && size / perSegment == segments.size()) {
      segments.add(ByteBuffer.allocate(perSegment * width));
    }
    return size++;
  }

  /** Writes a double at a byte offset of a row. */
  void put(int row, int offset, double value) {
    segments.get(row / perSegment).putDouble(row % perSegment * width + offset, value);
  }

  /** Writes an int at a byte offset of a row. */
  void put(int row, int offset, int value) {
    segments.get(row / perSegment).putInt(row % perSegment * width + offset, value);
  }

  /** Appends the rows of another table of the same width. */
  void addAll(RowTable other) {
    for (int row = 0; row < other.size; row++) {
      int to = add();
      ByteBuffer from = other.segments.get(row / other.perSegment);
      segments
          .get(to / perSegment)
          .put(to % perSegment * width, from, row % other.perSegment * width, width);
    }
  }

  /** Returns the filled part of segment {@code s}, positioned at its beginning. */
  private ByteBuffer filled(int s) {
    int rows = Math.min(perSegment, size - s * perSegment);
    return segments.get(s).duplicate().position(0).limit(rows * width);
  }

  private int filledSegments() {
    return (size + perSegment - 1) / perSegment;
  }

  /**
   * Writes all rows to an output, which must be a stream or a {@link java.io.RandomAccessFile} and
   * not a channel, because an interrupt of the thread closes a channel.
   */
  void writeTo(DataOutput out) throws IOException {
    byte[] copy = new byte[0];
    for (int s = 0; s < filledSegments(); s++) {
      ByteBuffer bytes = filled(s);
      if (bytes.hasArray()) {
        out.write(bytes.array(), bytes.arrayOffset(), bytes.limit());
        continue;
      }
      copy = copy.length == 0 ? new byte[1 << 20] : copy;
      while (bytes.hasRemaining()) {
        int length = Math.min(copy.length, bytes.remaining());
        bytes.get(copy, 0, length);
        out.write(copy, 0, length);
      }
    }
  }

  /** Updates a checksum with the bytes of all rows, in order. */
  void update(Checksum checksum) {
    for (int s = 0; s < filledSegments(); s++) {
      checksum.update(filled(s));
    }
  }

  /** Computes the ones' complement sum of all 32-bit words (FITS standard 4.0, appendix J). */
  long checksum() {
    long sum = 0;
    for (int s = 0; s < filledSegments(); s++) {
      sum = add(sum, filled(s));
    }
    return sum;
  }

  /** Adds the 32-bit words of a buffer to a ones' complement sum. */
  static long add(long sum, ByteBuffer bytes) {
    var words = bytes.slice().asIntBuffer();
    while (words.hasRemaining()) {
      // a buffer has fewer than 2³¹ words, so the carries fit into the upper half of the long
      sum += Integer.toUnsignedLong(words.get());
    }
    sum = (sum & 0xFFFFFFFFL) + (sum >>> 32);
    return (sum & 0xFFFFFFFFL) + (sum >>> 32);
  }
}
