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
 * Reserves a folder for one thread of one process by locking a file in the folder, so that two runs
 * never write to the same folder. On a file system without locks only threads of the same process
 * exclude each other.
 */
public final class FolderLock implements AutoCloseable {
  /**
   * The lock files that this process holds. A second channel to such a file must not be opened,
   * because closing it would release the lock of the first channel (see {@link
   * java.nio.channels.FileLock}).
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Reserves a folder. The folder and the lock file in it are created if they do not exist.
   *
   * @param file path of the lock file
   * @return the lock, which must be closed when the work is done, or null if the folder is already
   *     reserved
   * @throws IOException if the folder or the file cannot be created
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
        // the previous holder removed the folder between opening and locking: try again
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
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(file + " is no regular file, as a lock is: delete it");
    }
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

  /**
   * Releases the folder but does not delete the lock file.
   *
   * @throws IOException if the file cannot be closed
   */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(file);
    }
  }
}
