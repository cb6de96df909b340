package larmor.field;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An array as NumPy saves it (format 1 to 3): floats or doubles of either byte order. */
final class NpyFile implements ArrayFile, FileArray {
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-z])(\\d+)'");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*True");

  private final Path file;
  private final int start;
  private final boolean doubles;
  private final boolean fortran;
  private final ByteOrder order;
  private final int[] shape;

  NpyFile(Path file) throws IOException {
    this.file = file;
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.skipNBytes(6);
      int version = in.readUnsignedByte();
      in.readUnsignedByte();
      int length = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
      if (version > 1) {
        length += Short.toUnsignedInt(Short.reverseBytes(in.readShort())) << 16;
      }
      start = (version > 1 ? 12 : 10) + length;
      String header = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      Matcher type = TYPE.matcher(header);
      Matcher size = SHAPE.matcher(header);
      if (!type.find() || !size.find()) {
        throw damaged(null);
      }
      doubles = type.group(3).equals("8");
      if (!type.group(2).equals("f") || !doubles && !type.group(3).equals("4")) {
        throw new IllegalArgumentException(
            file.getFileName()
                + " holds numbers of type "
                + type.group(2)
                + type.group(3)
                + ": save it as float32 or float64");
      }
      order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      fortran = FORTRAN.matcher(header).find();
      shape =
          Arrays.stream(size.group(1).split(","))
              .map(String::trim)
              .filter(s -> !s.isEmpty())
              .mapToInt(Integer::parseInt)
              .toArray();
    } catch (EOFException | NumberFormatException e) {
      throw damaged(e);
    }
  }

  private IllegalArgumentException damaged(Exception e) {
    return new IllegalArgumentException(
        file.getFileName() + " is no whole NumPy file: save it again", e);
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
    return Arrays.stream(shape).filter(a -> a != 1).toArray();
  }

  @Override
  public String name() {
    return "array";
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
    int[] axes = axes();
    int[] index = new int[axes.length];
    int bytes = doubles ? 8 : 4;
    long count = 1;
    for (int a : axes) {
      count *= a;
    }
    ByteBuffer one = ByteBuffer.allocate(bytes).order(order);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      in.skipNBytes(start);
      for (long s = 0; s < count; s++) {
        in.readFully(one.array());
        double value = doubles ? one.getDouble(0) : one.getFloat(0);
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

  private void advance(int[] index, int[] axes) {
    for (int d = 0; d < axes.length; d++) {
      int a = fortran ? d : axes.length - 1 - d;
      if (++index[a] < axes[a]) {
        return;
      }
      index[a] = 0;
    }
  }

  @Override
  public void close() {}
}
