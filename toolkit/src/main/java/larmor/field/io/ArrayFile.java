package larmor.field.io;

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

/** A file that holds arrays and is open for reading. */
public interface ArrayFile extends Closeable {
  /** The names of the formats that can be read, for messages. */
  String FORMATS = "FITS, HDF5, .npy or .raw";

  /**
   * Returns the arrays of the file, whose samples are not read yet.
   *
   * @return the arrays in the order of the file; an empty list if the file has none
   * @throws IllegalArgumentException if the file is damaged
   */
  List<FileArray> arrays();

  /**
   * Returns what the file holds besides, in numbers that are not read.
   *
   * @return for each such array of three axes or more its name and "holds" with the kind of its
   *     numbers, for messages
   */
  default List<String> unread() {
    return List.of();
  }

  /**
   * Returns a name of what is read, for reports and messages.
   *
   * @return the name of the file, with the trajectory (run) and the time step if the file holds
   *     several
   */
  String source();

  /**
   * Opens a file. Its format is recognised from its first bytes or from the end of its name.
   *
   * @param file path of the file
   * @param trajectory number of the run in a file that holds several, from 0
   * @param step number of the time step in a file that holds several, from 0, or -1 for the last
   * @return the file, to be closed after its arrays are read
   * @throws IOException if the file cannot be read
   * @throws UncheckedIOException if there is no such file
   * @throws IllegalArgumentException if the file is damaged or has a format that cannot be read
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
    // MATLAB writes a header of 512 bytes before the HDF5 signature
    if (start.startsWith("\u0089HDF\r\n") || start.startsWith("\u0089HDF\r\n", 512)) {
      return Hdf5File.open(file, trajectory, step);
    }
    if (start.startsWith("\u0093NUMPY")) {
      return NpyFile.open(file);
    }
    if (start.startsWith("# vtk DataFile") || start.contains("<VTKFile")) {
      throw new IllegalArgumentException(
          file.getFileName()
              + " is a VTK file, a format that is not read: let Athena++ write HDF5 (file_type ="
              + " hdf5), or save the field as .npy");
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".raw") || name.endsWith(".dat") || name.endsWith(".bin")) {
      return RawFile.open(file);
    }
    return FitsFile.open(file);
  }
}
