package larmor.mhd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import larmor.numeric.FileError;
import larmor.numeric.FolderLock;

/**
 * The folder of a computation: its checkpoint {@code run.checkpoint}, its history {@code
 * history.csv}, and a lock file, which allows one run at a time.
 */
final class RunFolder implements AutoCloseable {
  private final Path folder;
  private final FolderLock lock;

  private RunFolder(Path folder, FolderLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Locks a folder and deletes the temporary files of a run that was killed while it wrote.
   *
   * @param folder folder, which is created if it does not exist
   * @throws IllegalStateException if another run works in the folder
   * @throws UncheckedIOException if the folder cannot be created or written to
   */
  static RunFolder open(Path folder) {
    try {
      FolderLock lock = FolderLock.of(folder.resolve("run.lock"));
      if (lock == null) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "another run is working in %s: wait until it has ended, or choose another folder",
                folder));
      }
      RunFolder opened = new RunFolder(folder, lock);
      opened.deleteTemporaryFiles();
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "folder %s cannot be used (%s): choose another folder",
              folder,
              FileError.words(e)),
          e);
    }
  }

  private void deleteTemporaryFiles() throws IOException {
    for (Path file : new Path[] {checkpoint(), history()}) {
      try (DirectoryStream<Path> parts =
          Files.newDirectoryStream(folder, file.getFileName() + ".*part")) {
        for (Path part : parts) {
          Files.delete(part);
        }
      }
    }
  }

  /** Returns the path of the checkpoint, which may not exist yet. */
  Path checkpoint() {
    return folder.resolve("run.checkpoint");
  }

  /** Returns the path of the history, which may not exist yet. */
  Path history() {
    return folder.resolve("history.csv");
  }

  /** Returns whether there is a checkpoint from which a run can resume. */
  boolean hasCheckpoint() {
    return Files.exists(checkpoint());
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "the lock of folder %s could not be released (%s)",
              folder,
              e.getMessage()),
          e);
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
