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
 * The folder of an ensemble that is being traced. Each table has a file, to which rows are
 * appended. Every ten seconds a small file, {@code state}, is replaced as a whole; it holds the
 * lengths and the checksums of the tables and the sums over the particles of all chunks appended so
 * far. A run that was stopped or killed continues from the saved state if the tables match their
 * checksums, and gives the same bits as an uninterrupted run; otherwise the run begins again. A
 * lock allows one process at a time to work in the folder. Worker threads that were told to stop
 * may still append rows while the run is saved and closed.
 */
final class EnsembleFolder implements AutoCloseable {
  /** The text with which every state file begins; the number of its format follows. */
  private static final String MARK = "LARMOR ENSEMBLE RUN ";

  private static final String FORMAT = MARK + 2;
  private static final System.Logger LOGGER = System.getLogger(EnsembleFolder.class.getName());
  private static final long SAVE_INTERVAL_NS = SaveInterval.nanoseconds(10);
  private static final long LOCK_RETRY_MS = 200;

  private final Path folder;
  private final FolderLock lock;

  /**
   * The file of each table. These are not channels, because an interrupt of the thread would close
   * a channel.
   */
  private final List<RandomAccessFile> files = new ArrayList<>();

  private final List<Path> paths = new ArrayList<>();
  private final List<Integer> widths = new ArrayList<>();
  private Map<String, String> manifest;
  private TimeSlices slices;

  /** The number of complete chunks in the files. */
  private int chunks;

  /** The number of bytes that these chunks take in each file. */
  private long[] lengths;

  /** The CRC-32C checksum of these bytes, for each file. */
  private long[] sums;

  /** The checksum of each table as an object that the rows of the next chunk update. */
  private final List<CRC32C> running = new ArrayList<>();

  /**
   * The size of the tables of the complete run [bytes] for which the disk was found to have space.
   */
  private double expected;

  private long lastSave = System.nanoTime();
  private boolean closed;

  private EnsembleFolder(Path folder, FolderLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Locks the folder, which is created if it does not exist; waits while another thread or process
   * holds the lock.
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
              "an ensemble cannot be stored in %s (%s): make the folder writable or choose another folder",
              folder.toAbsolutePath().getParent(),
              FileError.words(e)),
          e);
    }
  }

  private static FolderLock lockOf(Path folder) throws IOException {
    return FolderLock.of(folder.resolve("lock"));
  }

  /**
   * Continues the run that was stopped in this folder, or begins a new one.
   *
   * @throws IOException if the disk has too little space, or the files cannot be opened
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

  /**
   * Deletes the temporary files of a state or an ensemble whose writing was interrupted when the
   * process was killed.
   */
  private void deleteOtherFiles(List<String> names) throws IOException {
    for (Path path : contents(folder)) {
      String name = path.getFileName().toString();
      boolean used = names.contains(name) || name.equals("state");
      if (!(used && Files.isRegularFile(path)) && !name.equals("lock")) {
        delete(path);
      }
    }
  }

  private static int spheres(Map<String, String> manifest) {
    return Integer.parseInt(manifest.get("SPHERES"));
  }

  /**
   * Returns the size of the tables of an ensemble [bytes] if each particle has two recorded
   * crossings of each sphere, the first and the last. This is an upper limit unless all crossings
   * are recorded.
   */
  private static double tableBytes(Map<String, String> manifest) {
    int spheres = spheres(manifest);
    return Double.parseDouble(manifest.get("COUNT"))
        * (EnsembleTables.particleWidth(spheres) + 2.0 * spheres * EnsembleTables.CROSSING_WIDTH);
  }

  /**
   * Returns the size of the tables of the complete ensemble [bytes], extrapolated from the bytes
   * per particle so far; 0 before the first chunk.
   */
  private double measuredBytes() {
    double bytes = 0;
    for (long length : lengths) {
      bytes += length;
    }
    double rows = (double) lengths[0] / widths.get(0);
    return rows == 0 ? 0 : bytes / rows * Double.parseDouble(manifest.get("COUNT"));
  }

  /**
   * Checks that the disk has space for the tables of an ensemble twice: in the folder of the run
   * and in the file that is made from them. The files that are already in the folder are
   * subtracted. Writes nothing to the disk.
   *
   * @throws IOException if the disk has too little space
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

  /**
   * Returns the number of bytes in the files of a folder. Another process may remove the files at
   * the same time.
   */
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
   * Appends the next chunk to the files; does nothing if the folder has been closed.
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

  /**
   * Checks the disk space again if the particles have more crossings than the first check allowed
   * for.
   */
  private void requireRoomForTheRest() throws IOException {
    double measured = measuredBytes();
    if (measured > expected) {
      expected = measured;
      requireDiskSpace(folder, manifest, expected);
    }
  }

  /**
   * Replaces the state file by one that describes the chunks appended so far, so that a later run
   * can continue after them. The tables are forced to the disk before.
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
    // this is a stream, because an interrupt of the thread would close a channel
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
   * Restores the saved state and truncates the tables to the lengths in it. If there is no state,
   * or the state is damaged, belongs to another run or does not describe the tables, the tables are
   * emptied.
   */
  private void resume() throws IOException {
    Path state = folder.resolve("state");
    if (Files.isRegularFile(state)) {
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
   * Restores the number of chunks, the lengths, the checksums and the sums from a state file.
   *
   * @return null, or a description of what is wrong with the state or the tables
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
   * Computes the CRC-32C checksum of the rows of complete chunks from the bytes on the disk; later
   * rows continue this checksum.
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
   * Writes the ensemble to its file, after which the folder can be removed.
   *
   * @throws IOException if the file cannot be written, or the rows on the disk differ from those
   *     that were appended
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
    // the file is written in this folder first, so that an incomplete file of a killed process is
    // removed with the folder
    Path complete = folder.resolve("whole.fits");
    new Ensemble(manifest, all, false).write(complete);
    Files.move(complete, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Closes the files and releases the lock, so that another run can continue in this folder.
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
