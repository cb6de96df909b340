package larmor.numeric;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Replaces a file as a whole. The content is written to a temporary file in the same folder, forced
 * to the disk and then renamed, so a reader finds either the old file or the new file and never a
 * part of one, even if the process is killed. The toolkit writes all its files in this way.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** A function that writes the content of a file to a given path. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the content.
     *
     * @param temporary path of a file that does not exist yet
     * @throws IOException if the disk is full or the folder not writable
     */
    void writeTo(Path temporary) throws IOException;
  }

  /**
   * Writes a file, which replaces an existing file of this name, but no folder, pipe or device.
   *
   * @param file path of the file, whose folder must exist
   * @param content function that writes the new content
   * @throws IOException if the content cannot be written; the old file is then unchanged
   */
  public static void write(Path file, Content content) throws IOException {
    replace(target(file), content);
  }

  /**
   * Writes a file as {@link #write} does, with one sentence for each reason why it cannot be
   * written.
   *
   * @param file path of the file, whose folder must exist
   * @param content function that writes the new content
   * @throws IOException if the content cannot be written; the old file is then unchanged
   */
  public static void writeOrExplain(Path file, Content content) throws IOException {
    Path target = target(file);
    try {
      replace(target, content);
    } catch (IOException e) {
      throw new IOException(
          file
              + " cannot be written ("
              + FileError.words(e)
              + "): free some space, make its folder writable, or choose another",
          e);
    }
  }

  /**
   * Checks before a long calculation that its result will have a place: that the folder of the file
   * exists, and that the file itself is not a folder, a pipe or a device.
   *
   * @param file path of the file that will be written
   * @throws IOException if a file cannot be written there
   */
  public static void requirePlace(Path file) throws IOException {
    target(file);
  }

  /** Returns the place of a file after checking that its folder is there. */
  private static Path target(Path file) throws IOException {
    Given.require(file, "the file", "Path.of(\"name\")");
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new IOException(file + " is a folder: give the name of a file");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new IOException(
          file + " is a pipe or a device, which a file cannot replace: give the name of a file");
    }
    if (!Files.isDirectory(target.getParent())) {
      throw new IOException(
          "there is no folder "
              + target.getParent()
              + " for "
              + target.getFileName()
              + ": make it");
    }
    return target;
  }

  private static void replace(Path target, Content content) throws IOException {
    Path temporary =
        target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      content.writeTo(temporary);
      force(temporary);
      replace(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Forces the content to the disk. This is not done through a channel, because an interrupt of the
   * thread would close a channel.
   */
  private static void force(Path temporary) throws IOException {
    if (!Files.exists(temporary)) {
      throw new NoSuchFileException(temporary.toString());
    }
    try (RandomAccessFile file = new RandomAccessFile(temporary.toFile(), "rw")) {
      file.getFD().sync();
    }
  }

  private static void replace(Path temporary, Path target) throws IOException {
    try {
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
