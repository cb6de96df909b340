package larmor.numeric;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a folder to one thread of one process, by a locked file in it. A system that knows no locks
 * between processes is trusted.
 */
public final class FolderLock implements AutoCloseable {
  /**
   * Within this process: there a second channel must not even be opened, since closing it would
   * release the lock of the first (see {@link java.nio.channels.FileLock}).
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the folder of a file, which is made if missing, as the folder is.
   *
   * @return null if another has it
   */
  public static FolderLock of(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    while (true) {
      Files.createDirectories(folder);
      Path real = folder.toRealPath().resolve(file.getFileName());
      if (!HELD.add(real)) {
        return null;
      }
      FolderLock lock = null;
      try {
        lock = locked(real);
        if (lock == null || Files.exists(real)) {
          return lock;
        }
        // who had it removed the folder meanwhile
        lock.channel.close();
        lock = null;
      } catch (NoSuchFileException removed) {
        lock = null;
      } finally {
        if (lock == null) {
          HELD.remove(real);
        }
      }
    }
  }

  private static FolderLock locked(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        channel.close();
        return null;
      }
    } catch (OverlappingFileLockException another) {
      channel.close();
      return null;
    } catch (IOException noLocks) {
      return new FolderLock(file, channel);
    }
    return new FolderLock(file, channel);
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(file);
    }
  }
}
