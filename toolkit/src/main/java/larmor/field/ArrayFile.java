package larmor.field;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A file of arrays, open for reading. */
interface ArrayFile extends Closeable {
  /** What is read, for messages. */
  String FORMATS = "FITS, HDF5, .npy or .raw";

  List<FileArray> volumes();

  /** What of the file is read, for reports. */
  String source();

  /**
   * Opens a file by what its first bytes say it is.
   *
   * @param trajectory of a file of many runs, from 0
   * @param step of a file of many times, from 0, or -1 for the last
   */
  static ArrayFile open(Path file, int trajectory, int step) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UncheckedIOException(
          "there is no file " + file + ": give the path of a cube (" + FORMATS + ")",
          new FileNotFoundException(file.toString()));
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(520);
    }
    String start = new String(head, StandardCharsets.ISO_8859_1);
    // MATLAB puts 512 bytes of its own first
    if (start.startsWith("\u0089HDF\r\n") || start.startsWith("\u0089HDF\r\n", 512)) {
      return Hdf5File.open(file, trajectory, step);
    }
    if (start.startsWith("\u0093NUMPY")) {
      return new NpyFile(file);
    }
    if (start.startsWith("# vtk DataFile") || start.contains("<VTKFile")) {
      throw new IllegalArgumentException(
          file.getFileName()
              + " is a VTK file, which is not read: let Athena++ write HDF5 (file_type = hdf5), or"
              + " save the field as .npy");
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".raw") || name.endsWith(".dat") || name.endsWith(".bin")) {
      return new RawFile(file);
    }
    return new FitsFile(file);
  }
}
