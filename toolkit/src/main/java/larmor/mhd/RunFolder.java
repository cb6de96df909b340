package larmor.mhd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * The folder a computation lives in: its checkpoint, its history, and a lock while it is at work.
 */
final class RunFolder implements AutoCloseable {
  private final Path folder;
  private final FileChannel lock;

  private RunFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * @param folder made if missing
   */
  static RunFolder open(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("run.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "another run is at work in %s: let it end, or choose another folder",
                folder));
      }
      return new RunFolder(folder, channel);
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT, "folder %s cannot be made (%s): choose another", folder, e.getMessage()),
          e);
    }
  }

  /** Also true where the file system knows no locks. */
  private static boolean locked(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      return true;
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
