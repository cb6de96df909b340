package larmor.cluster;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import larmor.field.CubicSplineField;
import larmor.field.MagneticField;
import larmor.field.MappedSplineField;
import larmor.numeric.AtomicFile;
import larmor.numeric.FolderLock;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * A magnetic field on its way to the executors, which receive it once each and share it between
 * their tasks. In local mode it is the object itself. Fields below a size are broadcast by Spark.
 * The coefficients of a larger cube, or of a cube that is mapped on the driver too, are written
 * once to the folder of the results as the file of a {@link MappedSplineField}. If the folder is a
 * path, which all machines mount, each executor maps this file; if it is the address of another
 * file system, the first executor of a machine copies the file to its local disk, and the executors
 * of this machine map the copy. The file is checked before it is used.
 */
final class SentField implements Serializable {
  private static final long serialVersionUID = 1;

  /** Points a side from which on a field is sent as a file. */
  static final int FILE_FROM = 512;

  /** Mapped fields that an executor keeps; its tasks use one or two at a time. */
  private static final int KEPT = 8;

  private static final long POLL_MS = 200;

  /** The fields of runs in local mode. */
  private static final Map<String, MagneticField> LOCAL = new ConcurrentHashMap<>();

  /** The fields that this executor has mapped, those used last. */
  private static final Map<String, MappedSplineField> MAPPED =
      new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, MappedSplineField> eldest) {
          return size() > KEPT;
        }
      };

  private final String id;
  private final Broadcast<MagneticField> broadcast;
  private final PartFolder folder;
  private final String words;

  private SentField(
      String id, Broadcast<MagneticField> broadcast, PartFolder folder, String words) {
    this.id = id;
    this.broadcast = broadcast;
    this.folder = folder;
    this.words = words;
  }

  /**
   * Sends a field.
   *
   * @param fileFrom points a side from which on it is sent as a file
   * @throws IllegalArgumentException if the field cannot be serialised
   * @throws IOException if its file cannot be written
   */
  static SentField of(
      MagneticField field, JavaSparkContext context, PartFolder folder, int fileFrom)
      throws IOException {
    String id = UUID.randomUUID().toString();
    if (context.isLocal()) {
      LOCAL.put(id, field);
      return new SentField(id, null, null, "shared in memory");
    }
    if (field instanceof CubicSplineField spline
        && (spline.points() >= fileFrom || spline instanceof MappedSplineField)) {
      folder.writeOnce(
          name(id),
          out -> {
            OutputStream buffered = new BufferedOutputStream(out, 1 << 20);
            MappedSplineField.write(spline, buffered);
            buffered.flush();
          });
      return new SentField(
          id,
          null,
          folder,
          size(spline)
              + (folder.local(name(id)) == null
                  ? "fetched by each machine from a file in "
                  : "mapped by each executor from a file in ")
              + folder);
    }
    if (!(field instanceof Serializable)) {
      throw new IllegalArgumentException(
          "the field "
              + field
              + " cannot be sent to other machines, because it is not serialisable: sample it with"
              + " FieldCube.of(field, points, scale) and use CubicSplineField.of(cube, scale)");
    }
    return new SentField(
        id,
        context.broadcast(field),
        null,
        (field instanceof CubicSplineField spline ? size(spline) : "")
            + "broadcast to each executor");
  }

  private static String size(CubicSplineField spline) {
    return String.format(Locale.ROOT, "%d³ points, ", spline.points());
  }

  private static String name(String id) {
    return "field-" + id + ".spline";
  }

  /**
   * The field on this executor.
   *
   * @throws IOException if its file cannot be read or is damaged
   */
  MagneticField field() throws IOException {
    MagneticField local = LOCAL.get(id);
    if (local != null) {
      return local;
    }
    if (broadcast != null) {
      return broadcast.value();
    }
    synchronized (MAPPED) {
      MappedSplineField mapped = MAPPED.get(id);
      if (mapped == null) {
        Path shared = folder.local(name(id));
        mapped = shared == null ? openFetched() : openShared(shared);
        MAPPED.put(id, mapped);
      }
      return mapped;
    }
  }

  private static MappedSplineField openShared(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(
          "this machine has no file "
              + file
              + ": choose a folder that all machines mount, or an address such as hdfs://host/path");
    }
    return open(file);
  }

  private static MappedSplineField open(Path file) throws IOException {
    try {
      return MappedSplineField.open(file);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Maps a copy on a disk of this machine, which the first executor that needs it makes. */
  private MappedSplineField openFetched() throws IOException {
    Path copy = localFolder().resolve(name(id));
    Path lockFile = copy.resolveSibling(copy.getFileName() + ".lock");
    while (!Files.exists(copy)) {
      try (FolderLock lock = FolderLock.of(lockFile)) {
        if (lock == null) {
          Thread.sleep(POLL_MS);
        } else if (!Files.exists(copy)) {
          AtomicFile.write(copy, this::fetch);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("the task was cancelled while the field was fetched");
      }
    }
    copy.toFile().deleteOnExit();
    lockFile.toFile().deleteOnExit();
    try {
      return open(copy);
    } catch (IOException e) {
      Files.deleteIfExists(copy); // the next attempt fetches it again
      throw e;
    }
  }

  private void fetch(Path temporary) throws IOException {
    try (InputStream in = folder.open(name(id))) {
      Files.copy(in, temporary);
    }
  }

  /**
   * A folder of this executor on a local disk, the first one that Spark has for its own files:
   * YARN, Spark's own cluster and Kubernetes name them in different ways.
   */
  private static Path localFolder() {
    Map<String, String> named = System.getenv();
    String folders =
        named.getOrDefault(
            "LOCAL_DIRS",
            named.getOrDefault("SPARK_EXECUTOR_DIRS", named.getOrDefault("SPARK_LOCAL_DIRS", "")));
    return Path.of(
        folders.isEmpty()
            ? SparkFiles.getRootDirectory()
            : folders.split("[," + File.pathSeparator + "]", -1)[0]);
  }

  /** Frees what the driver keeps of the field; it must not be used any more. */
  void release() {
    LOCAL.remove(id);
    if (broadcast != null) {
      broadcast.destroy();
    }
    if (folder != null) {
      folder.delete(name(id));
    }
  }

  @Override
  public String toString() {
    return words;
  }
}
