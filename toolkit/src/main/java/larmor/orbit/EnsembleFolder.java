package larmor.orbit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * An ensemble being traced, in a folder: rows are appended to a file for each table, and a small
 * file of what they hold so far is renamed into place now and then. A run that is stopped is taken
 * up there and ends with the same bits. One process at a time.
 */
final class EnsembleFolder implements AutoCloseable {
  private static final String FORMAT = "LARMOR ENSEMBLE RUN 1";
  private static final long SAVE_EVERY = 10_000_000_000L;
  private static final long LOOK_AGAIN_MS = 200;

  private final Path folder;
  private final Map<String, String> manifest;
  private final FileChannel lockFile;

  /** Not channels, which an interrupt would close. */
  private final List<RandomAccessFile> files = new ArrayList<>();

  private final List<Integer> widths = new ArrayList<>();
  private Slices slices;
  private int chunks;
  private long lastSave = System.nanoTime();

  private EnsembleFolder(
      Path folder, Map<String, String> manifest, Gyration gyration, FileChannel lockFile)
      throws IOException {
    this.folder = folder;
    this.manifest = manifest;
    this.lockFile = lockFile;
    slices = new Slices(gyration);
    int spheres = Integer.parseInt(manifest.get("SPHERES"));
    open("particles", EnsembleTables.particleWidth(spheres));
    for (int s = 0; s < spheres; s++) {
      open("crossings-" + (s + 1), EnsembleTables.CROSSING_WIDTH);
    }
    resume(gyration);
  }

  private void open(String name, int width) throws IOException {
    files.add(new RandomAccessFile(folder.resolve(name).toFile(), "rw"));
    widths.add(width);
  }

  /**
   * Takes up the run in this folder, or begins one; waits while another process works there.
   *
   * @throws CancellationException if the thread is interrupted while it waits
   */
  static EnsembleFolder open(Path folder, Map<String, String> manifest, Gyration gyration)
      throws IOException {
    Files.createDirectories(folder);
    FileChannel lockFile =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      while (lock(lockFile) == null) {
        Thread.sleep(LOOK_AGAIN_MS);
      }
      if (!Files.exists(folder.resolve("lock"))) {
        // who held it finished and removed the folder
        lockFile.close();
        return open(folder, manifest, gyration);
      }
      requireRoom(folder, manifest);
      return new EnsembleFolder(folder, manifest, gyration, lockFile);
    } catch (InterruptedException e) {
      lockFile.close();
      Thread.currentThread().interrupt();
      throw new CancellationException(
          "stopped by an interrupt while another process traced the same ensemble");
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
  }

  private static FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException another) {
      return null;
    }
  }

  /** Twice what the particles and one crossing of each sphere take: rows, and the file of them. */
  private static void requireRoom(Path folder, Map<String, String> manifest) throws IOException {
    int spheres = Integer.parseInt(manifest.get("SPHERES"));
    long row =
        EnsembleTables.particleWidth(spheres) + (long) spheres * EnsembleTables.CROSSING_WIDTH;
    long needed = 2 * row * Integer.parseInt(manifest.get("COUNT"));
    long room = Files.getFileStore(folder).getUsableSpace();
    if (room < needed) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s particles and %d spheres need %.3g GB of disk and %s has %.3g GB left: free some,"
                  + " or take fewer particles",
              manifest.get("COUNT"),
              spheres,
              1e-9 * needed,
              folder.toAbsolutePath().getParent(),
              1e-9 * room));
    }
  }

  /** Chunks that are in the files. */
  int chunks() {
    return chunks;
  }

  /** Appends the next chunk. */
  void append(EnsembleTables chunk) {
    try {
      chunk.particles().writeTo(files.get(0));
      for (int s = 0; s < chunk.crossings().size(); s++) {
        chunk.crossings().get(s).writeTo(files.get(1 + s));
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
  void save() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(FORMAT);
    out.writeUTF(Directions.sha256(manifest.toString()));
    out.writeInt(EnsembleRun.CHUNK);
    out.writeInt(chunks);
    for (RandomAccessFile file : files) {
      file.getFD().sync();
      out.writeLong(file.getFilePointer());
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
  private void resume(Gyration gyration) throws IOException {
    long[] ends = new long[files.size()];
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
                && in.readUTF().equals(Directions.sha256(manifest.toString()))
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
            slices = new Slices(gyration, sums, sums.length / Slices.WIDTH);
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
  void finish(Path file) throws IOException {
    save();
    List<RowTable> tables = new ArrayList<>();
    for (int f = 0; f < files.size(); f++) {
      int rows = Math.toIntExact(files.get(f).getFilePointer() / widths.get(f));
      tables.add(RowTable.of(files.get(f).getChannel(), 0, widths.get(f), rows));
    }
    EnsembleTables all =
        new EnsembleTables(tables.get(0), tables.subList(1, tables.size()), slices);
    new Ensemble(manifest, all, false).write(file);
  }

  /** Leaves the folder to another run. */
  @Override
  public void close() throws IOException {
    for (RandomAccessFile file : files) {
      file.close();
    }
    lockFile.close();
  }

  /** Removes the folder of a finished run; what another process holds open stays. */
  static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        try {
          Files.deleteIfExists(path);
        } catch (IOException stillOpen) {
          // a file that is mapped cannot be deleted on Windows before it is forgotten
          path.toFile().deleteOnExit();
        }
      }
    }
  }
}
