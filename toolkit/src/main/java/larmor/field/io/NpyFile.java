package larmor.field.io;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An array in a .npy file of NumPy (format 1 to 3), which holds floats or doubles of either byte
 * order.
 */
final class NpyFile {
  private static final int MOST_HEADER = 1 << 16;

  private static final Pattern HEADER =
      Pattern.compile(
          "\\{\\s*'descr'\\s*:\\s*'([<>|=]?)([A-Za-z])(\\d{1,4})'\\s*,"
              + "\\s*'fortran_order'\\s*:\\s*(True|False)\\s*,"
              + "\\s*'shape'\\s*:\\s*\\(((?:\\s*\\d{1,9}\\s*,?)*)\\)\\s*,?\\s*\\}\\s*");

  /** The header of an array of objects, of dates, or of records. */
  private static final Pattern OTHER =
      Pattern.compile("\\{\\s*'descr'\\s*:\\s*(\\[|'[<>|=]?(O|V|[Mm]\\d)).*", Pattern.DOTALL);

  private NpyFile() {}

  /** Reads the header and returns the array, whose samples are read later. */
  static PlainArray open(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.skipNBytes(6);
      int version = in.readUnsignedByte();
      in.readUnsignedByte();
      int length = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
      if (version > 1) {
        length += Short.toUnsignedInt(Short.reverseBytes(in.readShort())) << 16;
      }
      if (length < 0 || length > MOST_HEADER) {
        throw damaged(file, null);
      }
      String header = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      Matcher type = HEADER.matcher(header);
      if (version >= 1 && version <= 3 && OTHER.matcher(header).matches()) {
        throw new IllegalArgumentException(
            file.getFileName()
                + " holds Python objects, dates or records of several fields: save an array of"
                + " n x n x n x 3 as float32 or float64");
      }
      if (version < 1 || version > 3 || !type.matches()) {
        throw damaged(file, null);
      }
      boolean doubles = type.group(3).equals("8");
      if (!type.group(2).equals("f") || (!doubles && !type.group(3).equals("4"))) {
        throw new IllegalArgumentException(
            file.getFileName()
                + " holds numbers of type "
                + type.group(2)
                + type.group(3)
                + ": save it as float32 or float64");
      }
      int[] shape =
          Arrays.stream(type.group(5).split(","))
              .map(String::trim)
              .filter(s -> !s.isEmpty())
              .mapToInt(Integer::parseInt)
              .toArray();
      int start = (version > 1 ? 12 : 10) + length;
      requireSize(file, start, doubles ? 8 : 4, shape);
      return new PlainArray(
          file,
          "array",
          start,
          doubles ? 8 : 4,
          type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
          type.group(4).equals("True"),
          shape);
    } catch (EOFException | NumberFormatException e) {
      throw damaged(file, e);
    }
  }

  private static void requireSize(Path file, int start, int width, int[] shape) throws IOException {
    double expected = width;
    for (int n : shape) {
      expected *= n;
    }
    long bytes = Files.size(file) - start;
    if (bytes < 0) {
      throw damaged(file, null);
    }
    if (bytes != expected) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %,d bytes of samples and its shape (%s) needs %,.0f: copy it again",
              file.getFileName(),
              bytes,
              Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", ")),
              expected));
    }
  }

  private static IllegalArgumentException damaged(Path file, Exception e) {
    return new IllegalArgumentException(
        file.getFileName() + " is not a complete NumPy file: save it again", e);
  }
}
