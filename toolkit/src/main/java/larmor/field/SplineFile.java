package larmor.field;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.Memory;
import larmor.numeric.Sha256;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;

/**
 * The file of the coefficients of a {@link CubicSplineField}. All numbers are little-endian. The
 * first 4096 bytes are the header: 16 letters that name the format, the integer 0x01020304, n, the
 * scale (length [m], its fraction of the side, the kind of the field strength and its value [T]),
 * mean field and fluctuations of the cube in its own units, and the hash of its samples in 64
 * letters. Then come the n planes of constant x, each of n lines along z of n + 3 points with three
 * floats each: a line begins with a copy of its last point and ends with copies of its first two.
 * The end has the SHA-256 of each plane, and the SHA-256 of the header and these hashes.
 */
final class SplineFile {
  static final int HEADER = 4096;
  private static final int DIGEST = 32;
  private static final byte[] FORMAT = "Larmor spline 1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int ORDER = 0x01020304;
  private static final int HASH = 64;

  /** Bytes of the rows that are filtered along x at a time. */
  private static final long BLOCK = 1 << 28;

  private SplineFile() {}

  /**
   * What the header says.
   *
   * @param points n, along each axis
   * @param scale side and field strength
   * @param mean mean field of the cube, in its unit
   * @param fluctuation δB of the cube, in its unit
   * @param hash hash of the samples
   */
  record Header(int points, CubeScale scale, Vec3 mean, double fluctuation, String hash) {
    ByteBuffer bytes() {
      ByteBuffer bytes = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
      bytes.put(FORMAT).putInt(ORDER).putInt(points);
      bytes.putDouble(scale.length()).putDouble(scale.fractionOfSide());
      bytes.putInt(scale.reference().ordinal()).putInt(0).putDouble(scale.strength());
      bytes.putDouble(mean.x()).putDouble(mean.y()).putDouble(mean.z()).putDouble(fluctuation);
      bytes.put(hash.getBytes(StandardCharsets.US_ASCII));
      return bytes.rewind();
    }
  }

  /** Returns the size of a plane of constant x [bytes]. */
  static int planeBytes(int n) {
    return 4 * n * SplineSum.line(n);
  }

  /** Returns the place of a plane of constant x. */
  static long offset(int plane, int n) {
    return HEADER + (long) plane * planeBytes(n);
  }

  /** Returns the size of the whole file [bytes]. */
  static long bytes(int n) {
    return offset(n, n) + DIGEST * (n + 1L);
  }

  /**
   * Reads the header.
   *
   * @param file its name is used in messages
   * @throws IllegalArgumentException if the file is of another kind, damaged or not complete
   */
  static Header header(FileChannel channel, Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    read(channel, bytes, 0);
    byte[] format = new byte[FORMAT.length];
    bytes.rewind().get(format);
    if (!Arrays.equals(format, FORMAT)) {
      throw new IllegalArgumentException(
          file.getFileName()
              + " is no file of spline coefficients: write one with MappedSplineField.write");
    }
    int order = bytes.getInt();
    if (order == Integer.reverseBytes(ORDER)) {
      throw new IllegalArgumentException(
          file.getFileName()
              + " has big-endian numbers, and only little-endian ones are read: write it again with"
              + " MappedSplineField.write");
    }
    int n = bytes.getInt();
    if (order != ORDER || n < 4 || n > FieldCube.MOST) {
      throw damaged(file, "header");
    }
    if (channel.size() != bytes(n)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %,d bytes and the coefficients of %d points a side need %,d: copy or write it"
                  + " again",
              file.getFileName(),
              channel.size(),
              n,
              bytes(n)));
    }
    double length = bytes.getDouble();
    double fraction = bytes.getDouble();
    int reference = bytes.getInt();
    bytes.getInt();
    double strength = bytes.getDouble();
    Vec3 mean = new Vec3(bytes.getDouble(), bytes.getDouble(), bytes.getDouble());
    double fluctuation = bytes.getDouble();
    byte[] hash = new byte[HASH];
    bytes.get(hash);
    CubeScale.Reference[] references = CubeScale.Reference.values();
    if (reference < 0 || reference >= references.length) {
      throw damaged(file, "header");
    }
    return new Header(
        n,
        new CubeScale(length, fraction, references[reference], strength),
        mean,
        fluctuation,
        new String(hash, StandardCharsets.US_ASCII));
  }

  /**
   * Checks the header and the coefficients by their SHA-256.
   *
   * @param planes the coefficients as they are mapped, byte by byte
   * @throws IllegalArgumentException if a checksum fails
   */
  static void check(FileChannel channel, Path file, ByteBuffer[] planes) throws IOException {
    int n = planes.length;
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    read(channel, header, 0);
    ByteBuffer sums = ByteBuffer.allocate(DIGEST * (n + 1));
    read(channel, sums, offset(n, n));
    MessageDigest all = Sha256.digest();
    all.update(header.array());
    all.update(sums.array(), 0, DIGEST * n);
    if (!Arrays.equals(
        all.digest(), Arrays.copyOfRange(sums.array(), DIGEST * n, sums.capacity()))) {
      throw damaged(file, "header or the list of checksums");
    }
    Workers.all()
        .forEach(
            n,
            i -> {
              Workers.stopIfInterrupted();
              MessageDigest plane = Sha256.digest();
              plane.update(planes[i].duplicate());
              if (!Arrays.equals(
                  plane.digest(), Arrays.copyOfRange(sums.array(), DIGEST * i, DIGEST * (i + 1)))) {
                throw damaged(file, "plane " + i + " of the coefficients");
              }
            });
  }

  private static IllegalArgumentException damaged(Path file, String where) {
    return new IllegalArgumentException(
        file.getFileName() + " is damaged in the " + where + ": copy or write it again");
  }

  private static void read(FileChannel channel, ByteBuffer bytes, long from) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        break; // what is missing is zero, which no check accepts
      }
    }
  }

  private static void write(FileChannel channel, ByteBuffer bytes, long to) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes, to + bytes.position());
    }
  }

  /** Writes a field plane by plane, which needs the memory of one plane. */
  static void write(CubicSplineField field, OutputStream out) throws IOException {
    Header header = field.header();
    int n = header.points();
    MessageDigest all = Sha256.digest();
    all.update(header.bytes());
    out.write(header.bytes().array());
    ByteBuffer plane = ByteBuffer.allocate(planeBytes(n)).order(ByteOrder.LITTLE_ENDIAN);
    byte[][] sums = new byte[n][];
    for (int i = 0; i < n; i++) {
      Workers.stopIfInterrupted();
      plane.asFloatBuffer().put(field.plane(i));
      sums[i] = Sha256.digest().digest(plane.array());
      out.write(plane.array());
    }
    for (byte[] sum : sums) {
      all.update(sum);
      out.write(sum);
    }
    out.write(all.digest());
  }

  /**
   * Computes the spline through the samples of a cube within a file, which becomes that of {@link
   * #write(CubicSplineField, OutputStream)} bit by bit. The filters along z and y run plane by
   * plane; the filter along x takes some rows of all planes at a time.
   *
   * @param file does not exist yet
   */
  static void write(FieldCube cube, CubeScale scale, Path file) throws IOException {
    write(cube, scale, file, BLOCK);
  }

  /** Does the same with at most a number of bytes of rows at a time. */
  static void write(FieldCube cube, CubeScale scale, Path file, long most) throws IOException {
    int n = cube.points();
    int line = SplineSum.line(n);
    Memory.require(
        "the spline of a field of " + n + " points a side in a file",
        Math.min(most, (long) n * planeBytes(n)) + 64L * n * n * Workers.all().threads(),
        "use fewer points a side");
    Header header = new Header(n, scale, cube.mean(), cube.fluctuation(), cube.contentHash());
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      write(channel, header.bytes(), 0);
      forEach(n, i -> write(channel, alongZAndY(cube.raw()[i], n), offset(i, n)));
      int rows = (int) Math.max(1, Math.min(n, most / (4L * n * line)));
      for (int j = 0; j < n; j += rows) {
        int first = j;
        int count = Math.min(rows, n - j);
        float[][] block = new float[n][];
        forEach(n, i -> block[i] = floats(channel, count * line, offset(i, n) + 4L * first * line));
        forEach(count, r -> alongX(block, r * line, n));
        forEach(n, i -> write(channel, bytes(block[i]), offset(i, n) + 4L * first * line));
      }
      byte[] sums = new byte[DIGEST * n];
      forEach(
          n,
          i -> {
            ByteBuffer plane = ByteBuffer.allocate(planeBytes(n));
            read(channel, plane, offset(i, n));
            byte[] sum = Sha256.digest().digest(plane.array());
            System.arraycopy(sum, 0, sums, DIGEST * i, DIGEST);
          });
      write(channel, ByteBuffer.wrap(sums), offset(n, n));
      MessageDigest all = Sha256.digest();
      all.update(header.bytes());
      all.update(sums);
      write(channel, ByteBuffer.wrap(all.digest()), offset(n, n) + sums.length);
    }
  }

  private static ByteBuffer alongZAndY(float[] samples, int n) {
    double[] plane = SplineFilter.filtered(samples, n);
    int line = SplineSum.line(n);
    float[] c = new float[n * line];
    for (int j = 0; j < n; j++) {
      for (int p = 0; p < 3 * n; p++) {
        c[j * line + 3 + p] = (float) plane[3 * n * j + p];
      }
    }
    return bytes(c);
  }

  /**
   * Filters one row of all planes along x.
   *
   * @param block Modified. Rows of each plane.
   * @param row index at which the row begins
   */
  private static void alongX(float[][] block, int row, int n) {
    double[] plane = new double[3 * n * n];
    for (int i = 0; i < n; i++) {
      for (int p = 0; p < 3 * n; p++) {
        plane[3 * n * i + p] = block[i][row + 3 + p];
      }
    }
    SplineFilter.filter(plane, 0, n, 3 * n, 3 * n);
    for (int i = 0; i < n; i++) {
      for (int p = 0; p < 3 * n; p++) {
        block[i][row + 3 + p] = (float) plane[3 * n * i + p];
      }
      SplineFilter.copyEnds(block[i], row, n);
    }
  }

  private static ByteBuffer bytes(float[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    return bytes;
  }

  private static float[] floats(FileChannel channel, int count, long from) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    read(channel, bytes, from);
    FloatBuffer numbers = bytes.rewind().asFloatBuffer();
    float[] copy = new float[count];
    numbers.get(copy);
    return copy;
  }

  /** A step that reads or writes. */
  private interface Step {
    void at(int i) throws IOException;
  }

  private static void forEach(int count, Step step) throws IOException {
    try {
      Workers.all()
          .forEach(
              count,
              i -> {
                Workers.stopIfInterrupted();
                try {
                  step.at(i);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
