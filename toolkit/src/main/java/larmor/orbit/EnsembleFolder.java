package larmor.orbit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import larmor.numeric.AtomicFile;
import larmor.numeric.FolderLock;
import larmor.numeric.Sha256;

/**
 * The folder of an ensemble that is being traced. Rows are appended to one file for each table.
 * Every ten seconds a small file, {@code state}, is replaced as a whole; it holds the lengths of
 * the tables and the sums over particles up to a chunk. A run that was stopped or killed continues
 * from there and gives the same bits as an uninterrupted run. A lock lets one process at a time
 * work in the folder. Worker threads that were told to stop may still append while the run is saved
 * and closed.
 */
final class EnsembleFolder implements AutoCloseable {
  private static final String FORMAT = "LARMOR ENSEMBLE RUN 1";
  private static final long SAVE_INTERVAL_NS = 10_000_000_000L;
  private static final long LOCK_RETRY_MS = 200;

  private final Path folder;
  private final FolderLock lock;

  /** One for each table; not channels, which an interrupt of the thread would close. */
  private final List<RandomAccessFile> files = new ArrayList<>();

  private final List<Integer> widths = new ArrayList<>();
  private Map<String, String> manifest;
  private TimeSlices slices;

  /** Number of complete chunks in the files. */
  private int chunks;

  /** Bytes that these chunks take in each file. */
  private long[] lengths;

  private long lastSave = System.nanoTime();
  private boolean closed;

  private EnsembleFolder(Path folder, FolderLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Locks the folder, which is created if missing; waits while another thread or process has it.
   *
   * @throws IOException if the folder cannot be created
   * @throws CancellationException if the thread is interrupted while it waits
   */
  static EnsembleFolder open(Path folder) throws IOException {
    try {
      FolderLock lock = lockOf(folder);
      while (lock == null) {
        Thread.sleep(LOCK_RETRY_MS);
        lock = lockOf(folder);
      }
      return new EnsembleFolder(folder, lock);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException(
          "an interrupt came while another thread or process traced the same ensemble");
    }
  }

  private static FolderLock lockOf(Path folder) throws IOException {
    return FolderLock.of(folder.resolve("lock"));
  }

  /**
   * Continues the run that was stopped here, or begins a new one.
   *
   * @throws IOException if the disk is too small, or the files cannot be opened
   */
  synchronized void begin(Map<String, String> manifestOfRun) throws IOException {
    manifest = manifestOfRun;
    slices = new TimeSlices(Ensemble.gyration(manifest));
    int spheres = Integer.parseInt(manifest.get("SPHERES"));
    requireDiskSpace(spheres);
    open("particles", EnsembleTables.particleWidth(spheres));
    for (int s = 0; s < spheres; s++) {
      open("crossings-" + (s + 1), EnsembleTables.CROSSING_WIDTH);
    }
    lengths = new long[files.size()];
    resume();
  }

  private void open(String name, int width) throws IOException {
    files.add(new RandomAccessFile(folder.resolve(name).toFile(), "rw"));
    widths.add(width);
  }

  /**
   * Checks that the disk has space for two copies of the particles and of one crossing of each
   * sphere: the tables here and the file that is made from them. What is in the folder already is
   * subtracted.
   */
  private void requireDiskSpace(int spheres) throws IOException {
    long row =
        EnsembleTables.particleWidth(spheres) + (long) spheres * EnsembleTables.CROSSING_WIDTH;
    long needed = 2 * row * Integer.parseInt(manifest.get("COUNT"));
    long free = Files.getFileStore(folder).getUsableSpace();
    long written = 0;
    for (Path path : contents(folder)) {
      written += Files.size(path);
    }
    if (free + written < needed) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s particles and %d spheres need %.3g GB of disk space and %s has %.3g GB left: free some"
                  + " space or trace fewer particles",
              manifest.get("COUNT"),
              spheres,
              1e-9 * (needed - written),
              folder.toAbsolutePath().getParent(),
              1e-9 * free));
    }
  }

  private static List<Path> contents(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  /** Number of complete chunks in the files. */
  synchronized int chunks() {
    return chunks;
  }

  /**
   * Appends the next chunk; does nothing once the folder is closed.
   *
   * @throws IllegalStateException if the rows cannot be written
   */
  synchronized void append(EnsembleTables chunk) {
    if (closed) {
      return;
    }
    try {
      chunk.particles().writeTo(files.get(0));
      for (int s = 0; s < chunk.crossings().size(); s++) {
        chunk.crossings().get(s).writeTo(files.get(1 + s));
      }
      for (int f = 0; f < lengths.length; f++) {
        lengths[f] = files.get(f).getFilePointer();
      }
      slices.addAll(chunk.slices());
      chunks++;
      if (System.nanoTime() - lastSave > SAVE_INTERVAL_NS) {
        save();
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "results of the ensemble cannot be written to "
              + folder
              + " ("
              + e.getMessage()
              + "): free some space and run again, which continues from what was saved",
          e);
    }
  }

  /**
   * Replaces the state file by one that describes the chunks appended so far, so that a run can
   * continue from them. The tables are forced to the disk first.
   *
   * @throws IOException if it cannot be written; the old state is then unchanged
   */
  synchronized void save() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(FORMAT);
    out.writeUTF(Sha256.of(manifest.toString()));
    out.writeInt(EnsembleRun.CHUNK);
    out.writeInt(chunks);
    for (int f = 0; f < lengths.length; f++) {
      files.get(f).getFD().sync();
      out.writeLong(lengths[f]);
    }
    double[] sums = slices.sums();
    out.writeInt(sums.length);
    for (double sum : sums) {
      out.writeDouble(sum);
    }
    out.writeLong(crc(bytes.toByteArray(), bytes.size()));
    // a stream and not a channel, which an interrupt of the thread would close
    AtomicFile.write(
        folder.resolve("state"),
        temporary -> {
          try (FileOutputStream target = new FileOutputStream(temporary.toFile())) {
            bytes.writeTo(target);
          }
        });
    lastSave = System.nanoTime();
  }

  private static long crc(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }

  /**
   * Restores the saved state and truncates the tables to it. Without a state, or with one that is
   * damaged or belongs to another run, the tables are emptied.
   */
  private void resume() throws IOException {
    Path state = folder.resolve("state");
    if (Files.exists(state)) {
      restore(Files.readAllBytes(state));
    }
    for (int f = 0; f < lengths.length; f++) {
      files.get(f).setLength(lengths[f]);
      files.get(f).seek(lengths[f]);
    }
  }

  /** Restores chunks, lengths and sums from a state file, if it is valid for this run. */
  private void restore(byte[] state) throws IOException {
    int length = state.length - Long.BYTES;
    if (length <= 0 || ByteBuffer.wrap(state).getLong(length) != crc(state, length)) {
      return;
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
    if (!in.readUTF().equals(FORMAT)
        || !in.readUTF().equals(Sha256.of(manifest.toString()))
        || in.readInt() != EnsembleRun.CHUNK) {
      return;
    }
    int savedChunks = in.readInt();
    long[] savedLengths = new long[files.size()];
    for (int f = 0; f < savedLengths.length; f++) {
      savedLengths[f] = in.readLong();
      if (savedLengths[f] > files.get(f).length()) {
        return;
      }
    }
    double[] sums = new double[in.readInt()];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = in.readDouble();
    }
    chunks = savedChunks;
    lengths = savedLengths;
    slices = new TimeSlices(Ensemble.gyration(manifest), sums, sums.length / TimeSlices.WIDTH);
  }

  /**
   * Writes the ensemble to its file; the folder can then be removed.
   *
   * @throws IOException if it cannot be written
   */
  synchronized void finish(Path file) throws IOException {
    save();
    List<RowTable> tables = new ArrayList<>();
    for (int f = 0; f < files.size(); f++) {
      int rows = Math.toIntExact(lengths[f] / widths.get(f));
      tables.add(RowTable.of(files.get(f).getChannel(), 0, widths.get(f), rows));
    }
    EnsembleTables all =
        new EnsembleTables(tables.get(0), tables.subList(1, tables.size()), slices);
    // written in this folder first, so that what a kill leaves behind is removed with the folder
    Path complete = folder.resolve("whole.fits");
    new Ensemble(manifest, all, false).write(complete);
    Files.move(complete, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Closes the files and releases the lock, so that another run can continue here.
   *
   * @throws IOException if a file cannot be closed
   */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      for (RandomAccessFile file : files) {
        file.close();
      }
    } finally {
      lock.close();
    }
  }

  /**
   * Closes the folder of a finished run and removes it.
   *
   * @throws IOException if the folder cannot be listed
   */
  synchronized void remove() throws IOException {
    for (RandomAccessFile file : files) {
      file.close();
    }
    for (Path path : contents(folder)) {
      delete(path);
    }
    close();
    delete(folder);
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException inUse) {
      // Windows does not delete a file that is open or mapped; the next run deletes it
    }
  }

  /**
   * Removes the folder of a run that was killed after its ensemble had been written and before its
   * folder was removed.
   *
   * @throws IOException if the file system cannot tell whether the folder exists
   */
  static void removeLeftover(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try {
        FolderLock lock = lockOf(folder);
        if (lock != null) {
          new EnsembleFolder(folder, lock).remove();
        }
      } catch (IOException readOnly) {
        // the ensemble is complete, so a folder that cannot be removed does no harm
      }
    }
  }
}
