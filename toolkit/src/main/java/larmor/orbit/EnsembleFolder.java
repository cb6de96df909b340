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
import larmor.numeric.FolderLock;

/**
 * An ensemble being traced, in a folder: rows are appended to a file for each table, and a small
 * file of what they hold so far is renamed into place now and then. A run that is stopped is taken
 * up there and ends with the same bits. One process at a time. Threads that were told to stop may
 * still append while the run is saved and closed.
 */
final class EnsembleFolder implements AutoCloseable {
  private static final String FORMAT = "LARMOR ENSEMBLE RUN 1";
  private static final long SAVE_EVERY = 10_000_000_000L;
  private static final long LOOK_AGAIN_MS = 200;

  private final Path folder;
  private final FolderLock lock;

  /** Not channels, which an interrupt would close. */
  private final List<RandomAccessFile> files = new ArrayList<>();

  private final List<Integer> widths = new ArrayList<>();
  private Map<String, String> manifest;
  private TimeSlices slices;

  /** Whole chunks in the files, and where they end in each. */
  private int chunks;

  private long[] ends;
  private long lastSave = System.nanoTime();
  private boolean closed;

  private EnsembleFolder(Path folder, FolderLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes the folder; waits while another thread or process works there.
   *
   * @throws CancellationException if the thread is interrupted while it waits
   */
  static EnsembleFolder open(Path folder) throws IOException {
    try {
      FolderLock lock = lockOf(folder);
      while (lock == null) {
        Thread.sleep(LOOK_AGAIN_MS);
        lock = lockOf(folder);
      }
      return new EnsembleFolder(folder, lock);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException(
          "stopped by an interrupt while another process traced the same ensemble");
    }
  }

  private static FolderLock lockOf(Path folder) throws IOException {
    return FolderLock.of(folder.resolve("lock"));
  }

  /** Takes up the run that was stopped here, or begins one. */
  synchronized void begin(Map<String, String> manifestOfRun) throws IOException {
    manifest = manifestOfRun;
    slices = new TimeSlices(Ensemble.gyration(manifest));
    int spheres = Integer.parseInt(manifest.get("SPHERES"));
    requireRoom(spheres);
    open("particles", EnsembleTables.particleWidth(spheres));
    for (int s = 0; s < spheres; s++) {
      open("crossings-" + (s + 1), EnsembleTables.CROSSING_WIDTH);
    }
    ends = new long[files.size()];
    resume();
  }

  private void open(String name, int width) throws IOException {
    files.add(new RandomAccessFile(folder.resolve(name).toFile(), "rw"));
    widths.add(width);
  }

  /**
   * Twice what the particles and one crossing of each sphere take, rows and the file of them, less
   * what is there.
   */
  private void requireRoom(int spheres) throws IOException {
    long row =
        EnsembleTables.particleWidth(spheres) + (long) spheres * EnsembleTables.CROSSING_WIDTH;
    long needed = 2 * row * Integer.parseInt(manifest.get("COUNT"));
    long room = Files.getFileStore(folder).getUsableSpace();
    long there = 0;
    for (Path path : contents(folder)) {
      there += Files.size(path);
    }
    if (room + there < needed) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s particles and %d spheres need %.3g GB of disk and %s has %.3g GB left: free some,"
                  + " or take fewer particles",
              manifest.get("COUNT"),
              spheres,
              1e-9 * (needed - there),
              folder.toAbsolutePath().getParent(),
              1e-9 * room));
    }
  }

  private static List<Path> contents(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  /** Chunks that are in the files. */
  synchronized int chunks() {
    return chunks;
  }

  /** Appends the next chunk, or nothing once the folder is closed. */
  synchronized void append(EnsembleTables chunk) {
    if (closed) {
      return;
    }
    try {
      chunk.particles().writeTo(files.get(0));
      for (int s = 0; s < chunk.crossings().size(); s++) {
        chunk.crossings().get(s).writeTo(files.get(1 + s));
      }
      for (int f = 0; f < ends.length; f++) {
        ends[f] = files.get(f).getFilePointer();
      }
      slices.addAll(chunk.slices());
      chunks++;
      if (System.nanoTime() - lastSave > SAVE_EVERY) {
        save();
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "rows of the ensemble cannot be written to "
              + folder
              + " ("
              + e.getMessage()
              + "): free some space and run it again, which goes on from what was saved",
          e);
    }
  }

  /** Records how far the files are, so that the run can go on from here. */
  synchronized void save() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(FORMAT);
    out.writeUTF(LaunchDirections.sha256(manifest.toString()));
    out.writeInt(EnsembleRun.CHUNK);
    out.writeInt(chunks);
    for (int f = 0; f < ends.length; f++) {
      files.get(f).getFD().sync();
      out.writeLong(ends[f]);
    }
    double[] sums = slices.sums();
    out.writeInt(sums.length);
    for (double sum : sums) {
      out.writeDouble(sum);
    }
    CRC32 crc = new CRC32();
    crc.update(bytes.toByteArray());
    Path beside = folder.resolve("state.part");
    try (FileOutputStream target = new FileOutputStream(beside.toFile())) {
      bytes.writeTo(target);
      target.write(ByteBuffer.allocate(8).putLong(crc.getValue()).array());
      target.getFD().sync();
    }
    Files.move(beside, folder.resolve("state"), StandardCopyOption.REPLACE_EXISTING);
    lastSave = System.nanoTime();
  }

  /** Goes to where the saved state was; from the beginning if there is none, or it is damaged. */
  private void resume() throws IOException {
    Path state = folder.resolve("state");
    if (Files.exists(state)) {
      byte[] bytes = Files.readAllBytes(state);
      CRC32 crc = new CRC32();
      crc.update(bytes, 0, Math.max(0, bytes.length - 8));
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
        boolean same =
            bytes.length > 8
                && ByteBuffer.wrap(bytes).getLong(bytes.length - 8) == crc.getValue()
                && in.readUTF().equals(FORMAT)
                && in.readUTF().equals(LaunchDirections.sha256(manifest.toString()))
                && in.readInt() == EnsembleRun.CHUNK;
        if (same) {
          int done = in.readInt();
          boolean there = true;
          for (int f = 0; f < ends.length; f++) {
            ends[f] = in.readLong();
            there &= ends[f] <= files.get(f).length();
          }
          double[] sums = new double[in.readInt()];
          for (int i = 0; i < sums.length; i++) {
            sums[i] = in.readDouble();
          }
          if (there) {
            chunks = done;
            slices =
                new TimeSlices(Ensemble.gyration(manifest), sums, sums.length / TimeSlices.WIDTH);
          } else {
            ends = new long[files.size()];
          }
        }
      }
    }
    for (int f = 0; f < ends.length; f++) {
      files.get(f).setLength(ends[f]);
      files.get(f).seek(ends[f]);
    }
  }

  /** Writes the whole ensemble; the folder can then be removed. */
  synchronized void finish(Path file) throws IOException {
    save();
    List<RowTable> tables = new ArrayList<>();
    for (int f = 0; f < files.size(); f++) {
      int rows = Math.toIntExact(ends[f] / widths.get(f));
      tables.add(RowTable.of(files.get(f).getChannel(), 0, widths.get(f), rows));
    }
    EnsembleTables all =
        new EnsembleTables(tables.get(0), tables.subList(1, tables.size()), slices);
    // first in here, where what a stop leaves behind is removed with the rest
    Path whole = folder.resolve("whole.fits");
    new Ensemble(manifest, all, false).write(whole);
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Leaves the folder to another run. */
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

  /** Closes the folder of a finished run and removes it. */
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
      // Windows keeps what is mapped or open elsewhere; the next run removes it
    }
  }

  /** Removes what a run left that was stopped between its end and its removal. */
  static void removeLeft(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try {
        FolderLock lock = lockOf(folder);
        if (lock != null) {
          new EnsembleFolder(folder, lock).remove();
        }
      } catch (IOException readOnly) {
        // it may lie there: what it led to is whole
      }
    }
  }
}
