package larmor.mhd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import larmor.numeric.FolderLock;

/**
 * The folder a computation lives in: its checkpoint, its history, and a lock while it is at work.
 */
final class RunFolder implements AutoCloseable {
  private final Path folder;
  private final FolderLock lock;

  private RunFolder(Path folder, FolderLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * @param folder made if missing
   */
  static RunFolder open(Path folder) {
    try {
      FolderLock lock = FolderLock.of(folder.resolve("run.lock"));
      if (lock == null) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "another run is at work in %s: let it end, or choose another folder",
                folder));
      }
      return new RunFolder(folder, lock);
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT, "folder %s cannot be made (%s): choose another", folder, e.getMessage()),
          e);
    }
  }

  Path checkpoint() {
    return folder.resolve("run.checkpoint");
  }

  Path history() {
    return folder.resolve("history.csv");
  }

  boolean hasRun() {
    return Files.exists(checkpoint());
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(Locale.ROOT, "folder %s cannot be let go (%s)", folder, e.getMessage()), e);
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
