package larmor.numeric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The check that a path leads to a regular file, which a program can read to its end. */
public final class RegularFile {
  private RegularFile() {}

  /**
   * Checks that a path leads to a regular file, and not to a folder, to a link that leads nowhere,
   * or to a pipe or a device, which can have no end.
   *
   * @param file the path
   * @param what what the file should be, such as "a HEALPix map"
   * @return the path
   * @throws IOException if there is no regular file
   */
  public static Path require(Path file, String what) throws IOException {
    Given.require(file, "the file", "Path.of(\"name\")");
    if (Files.isRegularFile(file)) {
      return file;
    }
    String found =
        Files.isDirectory(file)
            ? file + " is a folder"
            : Files.exists(file)
                ? file + " is a pipe or a device"
                : Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                    ? file + " is a link that leads to no file"
                    : "there is no file " + file;
    throw new IOException(found + ": give the path of " + what);
  }
}
