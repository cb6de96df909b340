package larmor.orbit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import larmor.numeric.AtomicFile;
import larmor.numeric.FileError;
import larmor.numeric.FolderLock;
import larmor.numeric.SaveInterval;
import larmor.numeric.Sha256;

/**
 * The folder of an ensemble that is being traced. Rows are appended to one file for each table.
 * Every ten seconds a small file, {@code state}, is replaced as a whole; it holds the lengths and
 * the checksums of the tables and the sums over particles up to a chunk. A run that was stopped or
 * killed continues from there, if the tables match their checksums, and gives the same bits as an
 * uninterrupted run; otherwise it begins again. A lock lets one process at a time work in the
 * folder. Worker threads that were told to stop may still append while the run is saved and closed.
 */
final class EnsembleFolder implements AutoCloseable {
  /** Begins every state file; the number of the format follows. */
  private static final String MARK = "LARMOR ENSEMBLE RUN ";

  private static final String FORMAT = MARK + 2;
  private static final System.Logger LOGGER = System.getLogger(EnsembleFolder.class.getName());
  private static final long SAVE_INTERVAL_NS = SaveInterval.nanoseconds(10);
  private static final long LOCK_RETRY_MS = 200;

  private final Path folder;
  private final FolderLock lock;

  /** One for each table; not channels, which an interrupt of the thread would close. */
  private final List<RandomAccessFile> files = new ArrayList<>();

  private final List<Path> paths = new ArrayList<>();
  private final List<Integer> widths = new ArrayList<>();
  private Map<String, String> manifest;
  private TimeSlices slices;

  /** Number of complete chunks in the files. */
  private int chunks;

  /** Bytes that these chunks take in each file. */
  private long[] lengths;

  /** CRC-32C of these bytes. */
  private long[] sums;

  /** The same, to be continued with the rows of the next chunk. */
  private final List<CRC32C> running = new ArrayList<>();

  /** Size of the tables when the run is complete [bytes], for which the disk had room. */
  private double expected;

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
    } catch (FileSystemException e) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "an ensemble cannot be kept in %s (%s): make the folder writable or choose another",
              folder.toAbsolutePath().getParent(),
              FileError.words(e)),
          e);
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
    int spheres = spheres(manifest);
    List<String> names = new ArrayList<>();
    names.add("particles");
    for (int s = 0; s < spheres; s++) {
      names.add("crossings-" + (s + 1));
    }
    deleteOtherFiles(names);
    for (String name : names) {
      files.add(new RandomAccessFile(folder.resolve(name).toFile(), "rw"));
      paths.add(folder.resolve(name));
      widths.add(
          files.size() == 1
              ? EnsembleTables.particleWidth(spheres)
              : EnsembleTables.CROSSING_WIDTH);
      running.add(new CRC32C());
    }
    lengths = new long[files.size()];
    sums = new long[files.size()];
    resume();
    expected = Math.max(tableBytes(manifest), measuredBytes());
    requireDiskSpace(folder, manifest, expected);
  }

  /** Deletes what a kill left of a state or an ensemble that was being written. */
  private void deleteOtherFiles(List<String> names) throws IOException {
    for (Path path : contents(folder)) {
      String name = path.getFileName().toString();
      if (!names.contains(name) && !name.equals("state") && !name.equals("lock")) {
        delete(path);
      }
    }
  }

  private static int spheres(Map<String, String> manifest) {
    return Integer.parseInt(manifest.get("SPHERES"));
  }

  /**
   * Returns the size of the tables of an ensemble [bytes] with two recorded crossings of each
   * sphere by each particle, the first and the last: the most if not all crossings are recorded.
   */
  private static double tableBytes(Map<String, String> manifest) {
    int spheres = spheres(manifest);
    return Double.parseDouble(manifest.get("COUNT"))
        * (EnsembleTables.particleWidth(spheres) + 2.0 * spheres * EnsembleTables.CROSSING_WIDTH);
  }

  /** Returns the same from the rows a particle had so far; 0 before the first chunk. */
  private double measuredBytes() {
    double bytes = 0;
    for (long length : lengths) {
      bytes += length;
    }
    double rows = (double) lengths[0] / widths.get(0);
    return rows == 0 ? 0 : bytes / rows * Double.parseDouble(manifest.get("COUNT"));
  }

  /**
   * Checks that the disk has space for the tables of an ensemble twice, in the folder of the run
   * and in the file that is made from them. What is in the folder already is subtracted. Creates
   * nothing.
   *
   * @throws IOException if the disk is too small
   */
  static void requireDiskSpace(Path folder, Map<String, String> manifest) throws IOException {
    requireDiskSpace(folder, manifest, tableBytes(manifest));
  }

  private static void requireDiskSpace(Path folder, Map<String, String> manifest, double bytes)
      throws IOException {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    double free = Files.getFileStore(existing).getUsableSpace();
    double written = Files.isDirectory(folder) ? size(folder) : 0;
    if (free + written < 2 * bytes) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s particles and %d spheres need %.3g GB of disk space and %s has %.3g GB left: free some"
                  + " space or trace fewer particles",
              manifest.get("COUNT"),
              spheres(manifest),
              1e-9 * (2 * bytes - written),
              folder.toAbsolutePath().getParent(),
              1e-9 * free));
    }
  }

  /** Returns the bytes in the files of a folder, which another process may remove meanwhile. */
  private static double size(Path folder) throws IOException {
    double size = 0;
    try {
      for (Path path : contents(folder)) {
        size += Files.size(path);
      }
    } catch (NoSuchFileException removed) {
      return size;
    }
    return size;
  }

  private static List<Path> contents(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  /** Returns the number of complete chunks in the files. */
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
      append(0, chunk.particles());
      for (int s = 0; s < chunk.crossings().size(); s++) {
        append(1 + s, chunk.crossings().get(s));
      }
      for (int f = 0; f < lengths.length; f++) {
        lengths[f] = files.get(f).getFilePointer();
        sums[f] = running.get(f).getValue();
      }
      slices.addAll(chunk.slices());
      chunks++;
      if (System.nanoTime() - lastSave > SAVE_INTERVAL_NS) {
        save();
        requireRoomForTheRest();
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "results of the ensemble cannot be written to "
              + folder
              + " ("
              + FileError.words(e)
              + "): free some space and run again, which continues from what was saved",
          e);
    }
  }

  private void append(int table, RowTable rows) throws IOException {
    rows.writeTo(files.get(table));
    rows.update(running.get(table));
  }

  /** Checks the disk again if particles have more crossings than the first check allowed for. */
  private void requireRoomForTheRest() throws IOException {
    double measured = measuredBytes();
    if (measured > expected) {
      expected = measured;
      requireDiskSpace(folder, manifest, expected);
    }
  }

  /**
   * Replaces the state file by one that describes the chunks appended so far, so that a run can
   * continue from them. The tables are forced to the disk first.
   *
   * @throws IOException if the file cannot be written; the old state is then unchanged
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
      out.writeLong(sums[f]);
    }
    double[] means = slices.sums();
    out.writeInt(means.length);
    for (double sum : means) {
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
   * damaged, belongs to another run or does not describe the tables, the tables are emptied.
   */
  private void resume() throws IOException {
    Path state = folder.resolve("state");
    if (Files.exists(state)) {
      String wrong = restore(Files.readAllBytes(state));
      if (wrong != null) {
        LOGGER.log(
            System.Logger.Level.WARNING, wrong + ": all particles of this run are traced again");
        chunks = 0;
        Arrays.fill(lengths, 0);
        Arrays.fill(sums, 0);
        running.forEach(CRC32C::reset);
        slices = new TimeSlices(Ensemble.gyration(manifest));
      }
    }
    for (int f = 0; f < lengths.length; f++) {
      files.get(f).setLength(lengths[f]);
      files.get(f).seek(lengths[f]);
    }
  }

  /**
   * Restores chunks, lengths, checksums and sums from a state file.
   *
   * @return null, or what is wrong with the state or the tables
   */
  private String restore(byte[] state) throws IOException {
    Path path = folder.resolve("state");
    int length = state.length - Long.BYTES;
    if (length <= 0 || ByteBuffer.wrap(state).getLong(length) != crc(state, length)) {
      return path + " is damaged";
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
    String format = in.readUTF();
    if (!format.equals(FORMAT)) {
      return path
          + (format.equals(MARK + 1)
              ? " is of an earlier version of Larmor, without checksums of the rows"
              : " is not of this version of Larmor");
    }
    if (!in.readUTF().equals(Sha256.of(manifest.toString())) || in.readInt() != EnsembleRun.CHUNK) {
      return path + " belongs to another run";
    }
    chunks = in.readInt();
    for (int f = 0; f < lengths.length; f++) {
      lengths[f] = in.readLong();
      sums[f] = in.readLong();
    }
    double[] means = new double[in.readInt()];
    for (int i = 0; i < means.length; i++) {
      means[i] = in.readDouble();
    }
    slices = new TimeSlices(Ensemble.gyration(manifest), means, means.length / TimeSlices.WIDTH);
    for (int f = 0; f < lengths.length; f++) {
      if (lengths[f] > files.get(f).length()) {
        return paths.get(f) + " is shorter than it was";
      }
      if (checksum(f) != sums[f]) {
        return "the rows in "
            + paths.get(f)
            + " do not match the checksum that was saved with them";
      }
    }
    return null;
  }

  /**
   * Returns the CRC-32C of the rows of complete chunks as they are on the disk; continued from
   * there.
   */
  private long checksum(int table) throws IOException {
    CRC32C crc = running.get(table);
    crc.reset();
    byte[] block = new byte[1 << 20];
    files.get(table).seek(0);
    long left = lengths[table];
    while (left > 0) {
      int part = (int) Math.min(left, block.length);
      files.get(table).readFully(block, 0, part);
      crc.update(block, 0, part);
      left -= part;
    }
    return crc.getValue();
  }

  /**
   * Writes the ensemble to its file; the folder can then be removed.
   *
   * @throws IOException if the file cannot be written, or the rows are not those that were appended
   */
  synchronized void finish(Path file) throws IOException {
    save();
    for (int f = 0; f < files.size(); f++) {
      if (checksum(f) != sums[f]) {
        throw new IOException(
            "the rows in "
                + paths.get(f)
                + " changed on the disk after they were written: check the disk, and run again,"
                + " which traces the particles again");
      }
    }
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
