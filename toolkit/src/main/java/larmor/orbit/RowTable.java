package larmor.orbit;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of one width in bytes, a multiple of four, as FITS stores them: most significant byte first,
 * one row after the other. In memory, where rows can be added, or read from a file without a copy.
 * Row r, place p of a row: {@code segments[r / perSegment][(r % perSegment) * width + p]}.
 */
final class RowTable {
  private static final int SEGMENT = 1 << 16;
  private static final int LARGEST_SEGMENT = 1 << 30;

  /** A table of a file is mapped from this size on, and copied into memory below. */
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

  /** An empty table that rows can be added to. */
  static RowTable empty(int width) {
    return new RowTable(width, Math.max(1, SEGMENT / width), new ArrayList<>(), 0);
  }

  /** The rows that a file holds from a place on. */
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
            throw new IOException("it ends within a table");
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

  double real(int row, int place) {
    return segments.get(row / perSegment).getDouble(row % perSegment * width + place);
  }

  int whole(int row, int place) {
    return segments.get(row / perSegment).getInt(row % perSegment * width + place);
  }

  /** Makes room for a row and returns its number. */
  int add() {
    if (size % perSegment == 0 && size / perSegment == segments.size()) {
      segments.add(ByteBuffer.allocate(perSegment * width));
    }
    return size++;
  }

  void put(int row, int place, double value) {
    segments.get(row / perSegment).putDouble(row % perSegment * width + place, value);
  }

  void put(int row, int place, int value) {
    segments.get(row / perSegment).putInt(row % perSegment * width + place, value);
  }

  /** Adds the rows of a table of the same width. */
  void addAll(RowTable other) {
    for (int row = 0; row < other.size; row++) {
      int to = add();
      ByteBuffer from = other.segments.get(row / other.perSegment);
      segments
          .get(to / perSegment)
          .put(to % perSegment * width, from, row % other.perSegment * width, width);
    }
  }

  /** Segment {@code s} as far as it is filled, to be read from its beginning. */
  private ByteBuffer filled(int s) {
    int rows = Math.min(perSegment, size - s * perSegment);
    return segments.get(s).duplicate().position(0).limit(rows * width);
  }

  private int filledSegments() {
    return (size + perSegment - 1) / perSegment;
  }

  /** Through files and streams that an interrupt does not close. */
  void writeTo(DataOutput out) throws IOException {
    byte[] piece = new byte[0];
    for (int s = 0; s < filledSegments(); s++) {
      ByteBuffer bytes = filled(s);
      if (bytes.hasArray()) {
        out.write(bytes.array(), bytes.arrayOffset(), bytes.limit());
        continue;
      }
      piece = piece.length == 0 ? new byte[1 << 20] : piece;
      while (bytes.hasRemaining()) {
        int length = Math.min(piece.length, bytes.remaining());
        bytes.get(piece, 0, length);
        out.write(piece, 0, length);
      }
    }
  }

  /** The sum of all words of four bytes in ones' complement (FITS standard 4.0, appendix J). */
  long checksum() {
    long sum = 0;
    for (int s = 0; s < filledSegments(); s++) {
      sum = add(sum, filled(s));
    }
    return sum;
  }

  /** A ones' complement sum with the words of a buffer added. */
  static long add(long sum, ByteBuffer bytes) {
    var words = bytes.slice().asIntBuffer();
    while (words.hasRemaining()) {
      // fewer than 2³¹ words fit a buffer, so the carries fit above them
      sum += Integer.toUnsignedLong(words.get());
    }
    sum = (sum & 0xFFFFFFFFL) + (sum >>> 32);
    return (sum & 0xFFFFFFFFL) + (sum >>> 32);
  }
}
