package larmor.field.io;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An array as NumPy saves it (.npy, format 1 to 3): floats or doubles of either byte order. */
final class NpyFile {
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-z])(\\d+)'");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*True");

  private NpyFile() {}

  /** Reads the header. */
  static PlainArray open(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.skipNBytes(6);
      int version = in.readUnsignedByte();
      in.readUnsignedByte();
      int length = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
      if (version > 1) {
        length += Short.toUnsignedInt(Short.reverseBytes(in.readShort())) << 16;
      }
      String header = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      Matcher type = TYPE.matcher(header);
      Matcher size = SHAPE.matcher(header);
      if (!type.find() || !size.find()) {
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
          Arrays.stream(size.group(1).split(","))
              .map(String::trim)
              .filter(s -> !s.isEmpty())
              .mapToInt(Integer::parseInt)
              .toArray();
      return new PlainArray(
          file,
          "array",
          (version > 1 ? 12 : 10) + length,
          doubles ? 8 : 4,
          type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
          FORTRAN.matcher(header).find(),
          shape);
    } catch (EOFException | NumberFormatException e) {
      throw damaged(file, e);
    }
  }

  private static IllegalArgumentException damaged(Path file, Exception e) {
    return new IllegalArgumentException(
        file.getFileName() + " is not a complete NumPy file: save it again", e);
  }
}
