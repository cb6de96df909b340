package larmor.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import larmor.numeric.Sha256;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * A folder on a file system that all executors see, with files that are complete or do not count. A
 * file is written beside its place and renamed; then its commit, a file with the SHA-256 of its
 * bytes, is written in the same way. A file without a commit, or with other bytes, counts as
 * missing. Attempts at the same file may run at the same time, because they write the same bytes.
 */
final class PartFolder implements Serializable {
  private static final long serialVersionUID = 1;
  private static final String COMMIT = ".commit";
  private static final String HALF = ".half";

  private final String uri;
  private final TreeMap<String, String> options;
  private transient FileContext opened;

  /**
   * A folder.
   *
   * @param folder address such as hdfs://host/path, or a path on a file system that all executors
   *     mount
   * @param options of Hadoop's file systems, such as credentials
   */
  PartFolder(String folder, Map<String, String> options) {
    URI given = folder.matches("[a-z][a-z0-9]+:.*") ? URI.create(folder) : null;
    uri =
        given == null
            ? java.nio.file.Path.of(folder).toAbsolutePath().normalize().toUri().toString()
            : given.toString();
    this.options = new TreeMap<>(options);
  }

  /**
   * Writes a small file and deletes it.
   *
   * @throws IOException if that is not possible
   */
  void requireWritable() throws IOException {
    Path probe = path("_writable." + UUID.randomUUID() + HALF);
    FileContext files = files();
    try {
      try (var out =
          files.create(probe, EnumSet.of(CreateFlag.CREATE), Options.CreateOpts.createParent())) {
        out.write(0);
      }
    } finally {
      deleteQuietly(files, probe);
    }
  }

  /**
   * What a commit says of a file.
   *
   * @param sum SHA-256 of its bytes, hexadecimal
   * @param note what was recorded with it, one line
   */
  private record Commit(String sum, String note) {}

  /**
   * A complete file.
   *
   * @param bytes its content
   * @param note what was recorded with it
   */
  record Content(byte[] bytes, String note) {}

  private synchronized FileContext files() throws IOException {
    if (opened == null) {
      opened = FileContext.getFileContext(URI.create(uri), configuration());
    }
    return opened;
  }

  private Configuration configuration() {
    Configuration configuration = new Configuration();
    options.forEach(configuration::set);
    // without a second file of checksums beside each file
    configuration.set("fs.AbstractFileSystem.file.impl", "org.apache.hadoop.fs.local.RawLocalFs");
    return configuration;
  }

  /**
   * Returns the place of the commit of a file. Its name begins with an underscore, so that programs
   * that read a whole folder of Parquet files leave it out.
   */
  private Path commitOf(String name) {
    Path file = path(name);
    return new Path(file.getParent(), "_" + file.getName() + COMMIT);
  }

  private Path path(String name) {
    return new Path(uri + (uri.endsWith("/") ? "" : "/") + name);
  }

  /**
   * Writes a file and commits it.
   *
   * @param note one line, recorded with the file
   * @throws IOException if it cannot be written; what was written of it is then deleted
   */
  void commit(String name, byte[] bytes, String note) throws IOException {
    FileContext files = files();
    write(files, path(name), bytes);
    String line = HexFormat.of().formatHex(Sha256.digest().digest(bytes)) + " " + note + "\n";
    write(files, commitOf(name), line.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(FileContext files, Path place, byte[] bytes) throws IOException {
    Path half = new Path(place.getParent(), "_" + place.getName() + "." + UUID.randomUUID() + HALF);
    boolean renamed = false;
    try {
      try (var out =
          files.create(half, EnumSet.of(CreateFlag.CREATE), Options.CreateOpts.createParent())) {
        out.write(bytes);
        out.hsync();
      }
      rename(files, half, place);
      renamed = true;
    } finally {
      if (!renamed) {
        deleteQuietly(files, half);
      }
    }
  }

  /** On a local disk Hadoop deletes the old file first, so that a reader may find none. */
  private static void rename(FileContext files, Path from, Path to) throws IOException {
    if ("file".equals(to.toUri().getScheme())) {
      Files.move(
          java.nio.file.Path.of(from.toUri()),
          java.nio.file.Path.of(to.toUri()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } else {
      files.rename(from, to, Options.Rename.OVERWRITE);
    }
  }

  private static void deleteQuietly(FileContext files, Path path) {
    try {
      files.delete(path, false);
    } catch (IOException e) {
      // it does not count, and the next run removes it
    }
  }

  /**
   * A file, if it is complete.
   *
   * @return its content; null if it is missing, was not committed or is damaged
   * @throws IOException if the file system cannot be reached
   */
  Content read(String name) throws IOException {
    FileContext files = files();
    if (!files.util().exists(path(name)) || !files.util().exists(commitOf(name))) {
      return null;
    }
    Commit commit = commit(bytes(files, commitOf(name)));
    byte[] bytes = bytes(files, path(name));
    return commit.sum().equals(HexFormat.of().formatHex(Sha256.digest().digest(bytes)))
        ? new Content(bytes, commit.note())
        : null;
  }

  private static Commit commit(byte[] line) {
    String text = new String(line, StandardCharsets.UTF_8).strip();
    int space = text.indexOf(' ');
    return space < 0
        ? new Commit(text, "")
        : new Commit(text.substring(0, space), text.substring(space + 1));
  }

  private static byte[] bytes(FileContext files, Path path) throws IOException {
    try (InputStream in = files.open(path)) {
      return in.readAllBytes();
    }
  }

  /** Writes the content of a file that may be larger than an array. */
  interface Writing {
    /** Writes everything to a stream. */
    void to(OutputStream out) throws IOException;
  }

  /**
   * Writes a file without a commit, if there is none of this name yet.
   *
   * @throws IOException if it cannot be written
   */
  void writeOnce(String name, Writing content) throws IOException {
    FileContext files = files();
    if (files.util().exists(path(name))) {
      return;
    }
    Path half = path(name + "." + UUID.randomUUID() + HALF);
    try {
      try (var out =
          files.create(half, EnumSet.of(CreateFlag.CREATE), Options.CreateOpts.createParent())) {
        content.to(out);
        out.hsync();
      }
      rename(files, half, path(name));
    } finally {
      deleteQuietly(files, half);
    }
  }

  /**
   * Opens a file.
   *
   * @throws IOException if there is none
   */
  InputStream open(String name) throws IOException {
    return files().open(path(name));
  }

  /** Returns the path of a file; null if the folder is not a path but the address of a server. */
  java.nio.file.Path local(String name) {
    URI place = path(name).toUri();
    return "file".equals(place.getScheme()) ? java.nio.file.Path.of(place.getPath()) : null;
  }

  /** Deletes a file if that is possible. */
  void delete(String name) {
    try {
      files().delete(path(name), false);
    } catch (IOException e) {
      // a leftover does no harm
    }
  }

  /**
   * Deletes what killed or superseded attempts left in a folder.
   *
   * @throws IOException if the folder cannot be listed
   */
  void deleteHalves(String name) throws IOException {
    FileContext files = files();
    RemoteIterator<FileStatus> all = files.listStatus(path(name));
    while (all.hasNext()) {
      Path path = all.next().getPath();
      if (path.getName().endsWith(HALF)) {
        deleteQuietly(files, path);
      }
    }
  }

  @Override
  public String toString() {
    return uri;
  }
}
