package larmor.field;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Objects;
import larmor.numeric.AtomicFile;
import larmor.numeric.FileError;
import larmor.numeric.Given;
import larmor.numeric.RegularFile;

/**
 * A {@link CubicSplineField} whose coefficients stay in a file, for cubes that are larger than the
 * memory of Java: 1.6 GB for 512 points a side, 12.9 GB for 1024. The file is mapped, so that the
 * operating system keeps what is used of it in memory, once for all processes of a machine. Values
 * have the bits of the field in memory. If the file is cut short while it is mapped, Java throws an
 * {@link InternalError} in the thread that uses it; other changes are found by {@link
 * #requireUnchanged}.
 *
 * <pre>{@code
 * MappedSplineField.write(cube, scale, Path.of("mhd-1024.spline"));
 * MappedSplineField field = MappedSplineField.open(Path.of("mhd-1024.spline"));
 * }</pre>
 */
public final class MappedSplineField extends CubicSplineField {
  private static final long serialVersionUID = 1;
  private static final SplineSum SUM = SplineSum.fastest();

  /** The largest part of the file that is mapped at once [bytes]; Java allows twice as much. */
  private static final long SEGMENT = 1 << 30;

  /** Points a side of the small cube that holds the neighbours of a point. */
  private static final int FEW = 4;

  private static final int FEW_LINE = SplineSum.line(FEW);
  private static final int FEW_PLANE = FEW * FEW_LINE;

  /** Coefficients of four points along z. */
  private static final int ROW = 3 * FEW;

  private static final ThreadLocal<float[]> NEIGHBOURS =
      ThreadLocal.withInitial(() -> new float[FEW * FEW_PLANE]);

  private final transient Path file;
  private final transient BasicFileAttributes opened;
  private final transient FloatBuffer[] planes;
  private final int n;
  private final int line;
  private final double perCell;
  private final double unit;

  private MappedSplineField(
      SplineFile.Header header, Path file, BasicFileAttributes opened, FloatBuffer[] planes) {
    super(
        header.points(),
        header.scale(),
        header.mean(),
        header.fluctuation(),
        header.hash(),
        header.points(),
        new float[1][0]);
    this.file = file;
    this.opened = opened;
    this.planes = planes;
    n = header.points();
    line = SplineSum.line(n);
    perCell = 1 / spacing();
    unit = unit();
  }

  /**
   * Maps a file of coefficients after a check of all its bytes.
   *
   * @param file written by this class; it must not be changed as long as the field is used
   * @return the field
   * @throws UncheckedIOException if the file does not exist or cannot be read
   * @throws IllegalArgumentException if the file is of another kind, not complete or damaged
   */
  public static MappedSplineField open(Path file) {
    return open(file, SEGMENT);
  }

  /** Maps a file as {@link #open(Path)} does, in segments of at most a number of bytes. */
  static MappedSplineField open(Path file, long segment) {
    Given.require(file, "the file", "Path.of(\"mhd-1024.spline\")");
    try (FileChannel channel =
        FileChannel.open(
            Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                ? RegularFile.require(file, "spline coefficients")
                : file,
            StandardOpenOption.READ)) {
      BasicFileAttributes opened = Files.readAttributes(file, BasicFileAttributes.class);
      SplineFile.Header header = SplineFile.header(channel, file);
      ByteBuffer[] bytes = map(channel, header.points(), segment);
      try {
        SplineFile.check(channel, file, bytes);
      } catch (InternalError fault) {
        throw changed(file, fault);
      }
      FloatBuffer[] planes = new FloatBuffer[bytes.length];
      for (int i = 0; i < planes.length; i++) {
        planes[i] = bytes[i].order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      }
      return new MappedSplineField(header, file, opened, planes);
    } catch (IOException e) {
      throw new UncheckedIOException(
          file
              + " cannot be read ("
              + FileError.words(e)
              + "): give a file that MappedSplineField.write has written",
          e);
    }
  }

  /** Maps the planes of constant x, several in one segment. */
  private static ByteBuffer[] map(FileChannel channel, int n, long segment) throws IOException {
    int size = SplineFile.planeBytes(n);
    int together = (int) Math.max(1, Math.min(n, segment / size));
    ByteBuffer[] planes = new ByteBuffer[n];
    for (int first = 0; first < n; first += together) {
      int count = Math.min(together, n - first);
      ByteBuffer mapped =
          channel.map(
              FileChannel.MapMode.READ_ONLY, SplineFile.offset(first, n), (long) count * size);
      for (int i = 0; i < count; i++) {
        planes[first + i] = mapped.slice(i * size, size);
      }
    }
    return planes;
  }

  /**
   * Writes the coefficients of a field to a file, which {@link #open} maps.
   *
   * @param field Not modified
   * @param file replaced as a whole; its folder must exist
   * @throws UncheckedIOException if the disk has too little space or the file cannot be written
   */
  public static void write(CubicSplineField field, Path file) {
    Given.require(field, "the field", "CubicSplineField.of(cube, scale)");
    write(
        file,
        field.points(),
        temporary -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
            write(field, out);
          }
        });
  }

  /**
   * Writes the coefficients of a field to a stream, in the format of {@link #open}.
   *
   * @param field Not modified
   * @param out receives the bytes; it is not closed
   * @throws IOException if the stream cannot be written
   */
  public static void write(CubicSplineField field, OutputStream out) throws IOException {
    Given.require(field, "the field", "CubicSplineField.of(cube, scale)");
    Given.require(out, "the stream", "Files.newOutputStream(file)");
    SplineFile.write(field, out);
  }

  /**
   * Computes the spline through the samples of a cube and writes it to a file, the same bytes as of
   * {@code write(CubicSplineField.of(cube, scale), file)}. Besides the cube this needs 0.27 GB of
   * memory, and 64 n² bytes for each thread; coefficients in memory need as much as the cube.
   *
   * @param cube Not modified
   * @param scale its side and field strength
   * @param file replaced as a whole; its folder must exist
   * @throws IllegalStateException if the scale has no field strength, or there is not enough memory
   * @throws IllegalArgumentException if the scale does not fit the cube, see {@link
   *     CubeScale#unit(FieldCube)}
   * @throws UncheckedIOException if the disk has too little space or the file cannot be written
   */
  public static void write(FieldCube cube, CubeScale scale, Path file) {
    Given.require(cube, "the cube", "Cubes.read(file).cube()");
    Given.require(scale, "the scale", "CubeScale.ofSide(250 * pc).withMeanField(3 * muG)");
    scale.unit(cube);
    write(file, cube.points(), temporary -> SplineFile.write(cube, scale, temporary));
  }

  private static void write(Path file, int points, AtomicFile.Content content) {
    Given.require(file, "the file", "Path.of(\"mhd-1024.spline\")");
    try {
      long free = Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
      if (free < SplineFile.bytes(points)) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "it needs %.3g GB and the disk has %.3g GB left",
                1e-9 * SplineFile.bytes(points),
                1e-9 * free));
      }
      AtomicFile.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " cannot be written (" + FileError.words(e) + "): choose another place", e);
    }
  }

  /**
   * Returns the file of the coefficients.
   *
   * @return its path, as it was given
   */
  public Path file() {
    return file;
  }

  /**
   * Checks that size and time of the file are those that it had when it was opened. A file that was
   * deleted or replaced by another one in the meantime is no error: the mapping is of the old one.
   *
   * @throws IllegalStateException if the file was changed
   */
  public void requireUnchanged() {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      if (Objects.equals(now.fileKey(), opened.fileKey())
          && (now.size() != opened.size()
              || !now.lastModifiedTime().equals(opened.lastModifiedTime()))) {
        throw changed(file, null);
      }
    } catch (NoSuchFileException deleted) {
      return; // as said above
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " cannot be read (" + FileError.words(e) + "): check the disk", e);
    }
  }

  private static IllegalStateException changed(Path file, InternalError fault) {
    return new IllegalStateException(
        file
            + " was changed while it was mapped, so that results may be wrong: write the file again"
            + " and repeat the computation",
        fault);
  }

  /**
   * Returns the field of the same samples with another scale, which uses the same mapping.
   *
   * @param newScale side and field strength
   * @return the field
   * @throws IllegalStateException if the scale has no field strength
   * @throws IllegalArgumentException if the scale does not fit the cube, see {@link
   *     CubeScale#unit(FieldCube)}
   */
  @Override
  public MappedSplineField withScale(CubeScale newScale) {
    SplineFile.Header old = header();
    return new MappedSplineField(
        new SplineFile.Header(old.points(), newScale, old.mean(), old.fluctuation(), old.hash()),
        file,
        opened,
        planes);
  }

  /**
   * Returns a hash of the samples, the spacing and the unit.
   *
   * @return hexadecimal digits of SHA-256
   * @throws IllegalStateException if the file was changed, see {@link #requireUnchanged}
   */
  @Override
  public String hash() {
    requireUnchanged();
    return super.hash();
  }

  @Override
  FloatBuffer plane(int i) {
    return planes[i].duplicate();
  }

  @Override
  public void at(double x, double y, double z, double[] b) {
    double u = cell(x);
    double v = cell(y);
    double w = cell(z);
    int i = SplineSum.cell(u, n);
    int j = SplineSum.cell(v, n);
    int k = SplineSum.cell(w, n);
    SUM.at(neighbours(i, j, k), FEW, u - i, v - j, w - k, unit, b);
  }

  @Override
  public void along(double x, double y, double z, double dx, double dy, double dz, double[] b) {
    double u = cell(x);
    double v = cell(y);
    double w = cell(z);
    int i = SplineSum.cell(u, n);
    int j = SplineSum.cell(v, n);
    int k = SplineSum.cell(w, n);
    SUM.along(
        neighbours(i, j, k),
        FEW,
        u - i,
        v - j,
        w - k,
        dx * perCell,
        dy * perCell,
        dz * perCell,
        unit,
        b);
  }

  /**
   * Returns the coefficients of the 4 x 4 x 4 points about a cell as those of a cube of four points
   * a side, the cell being its first one. In the order of {@link SplineSum#at}, the planes are
   * those before the cell, of the cell and the two after it; the lines of a plane begin with that
   * of the cell, and the one before it is the last.
   */
  private float[] neighbours(int i, int j, int k) {
    float[] c = NEIGHBOURS.get();
    int j0 = line * j + 3 * k;
    int j1 = line * SplineSum.after(j, 1, n) + 3 * k;
    int j2 = line * SplineSum.after(j, 2, n) + 3 * k;
    int j3 = line * SplineSum.before(j, n) + 3 * k;
    for (int a = 0; a < FEW; a++) {
      FloatBuffer plane = planes[a == 0 ? SplineSum.before(i, n) : SplineSum.after(i, a - 1, n)];
      int to = a * FEW_PLANE;
      plane.get(j0, c, to, ROW);
      plane.get(j1, c, to + FEW_LINE, ROW);
      plane.get(j2, c, to + 2 * FEW_LINE, ROW);
      plane.get(j3, c, to + 3 * FEW_LINE, ROW);
    }
    return c;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    throw new NotSerializableException(
        "a field mapped from " + file + " cannot be serialised: open the file where it is needed");
  }
}
