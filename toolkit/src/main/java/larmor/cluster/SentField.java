package larmor.cluster;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.ref.SoftReference;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import larmor.field.CubicSplineField;
import larmor.field.MagneticField;
import larmor.numeric.Sha256;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * A magnetic field on its way to the executors, which receive it once each and share it between
 * their tasks. In local mode it is the object itself. Fields below a size are broadcast by Spark;
 * larger ones are written once to the folder of the results, where each executor reads them into
 * its memory: the sum over a spline works on arrays, so the file is not mapped.
 */
final class SentField implements Serializable {
  private static final long serialVersionUID = 1;

  /** Points a side from which on a field is sent as a file. */
  static final int FILE_FROM = 512;

  /** The fields of runs in local mode. */
  private static final Map<String, MagneticField> LOCAL = new ConcurrentHashMap<>();

  /** What this executor has received, as long as its memory allows. */
  private static final Map<String, SoftReference<MagneticField>> RECEIVED =
      new ConcurrentHashMap<>();

  private final String id;
  private final Broadcast<MagneticField> broadcast;
  private final PartFolder folder;
  private final String sum;
  private final String words;

  private SentField(
      String id, Broadcast<MagneticField> broadcast, PartFolder folder, String sum, String words) {
    this.id = id;
    this.broadcast = broadcast;
    this.folder = folder;
    this.sum = sum;
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
      return new SentField(id, null, null, null, "shared in memory");
    }
    if (!(field instanceof Serializable)) {
      throw new IllegalArgumentException(
          "the field "
              + field
              + " cannot be sent to other machines, because it is not serialisable: sample it with"
              + " FieldCube.of(field, points, scale) and use CubicSplineField.of(cube, scale)");
    }
    int points = field instanceof CubicSplineField spline ? spline.points() : 0;
    if (points < fileFrom) {
      return new SentField(
          id, context.broadcast(field), null, null, size(points) + "broadcast to each executor");
    }
    String sum = write(field, folder, name(id));
    return new SentField(
        id, null, folder, sum, size(points) + "read by each executor from a file in " + folder);
  }

  private static String size(int points) {
    return points == 0 ? "" : String.format(Locale.ROOT, "%d³ points, ", points);
  }

  private static String name(String id) {
    return "field-" + id;
  }

  private static String write(MagneticField field, PartFolder folder, String name)
      throws IOException {
    MessageDigest digest = Sha256.digest();
    folder.writeOnce(
        name,
        out -> {
          ObjectOutputStream objects =
              new ObjectOutputStream(
                  new BufferedOutputStream(new DigestOutputStream(out, digest), 1 << 20));
          objects.writeObject(field);
          objects.flush();
        });
    return HexFormat.of().formatHex(digest.digest());
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
    synchronized (RECEIVED) {
      MagneticField received = RECEIVED.getOrDefault(id, new SoftReference<>(null)).get();
      if (received == null) {
        received = read();
        RECEIVED.put(id, new SoftReference<>(received));
      }
      return received;
    }
  }

  private MagneticField read() throws IOException {
    MessageDigest digest = Sha256.digest();
    try (DigestInputStream bytes = new DigestInputStream(folder.open(name(id)), digest);
        ObjectInputStream objects =
            new ObjectInputStream(new BufferedInputStream(bytes, 1 << 20))) {
      MagneticField field = (MagneticField) objects.readObject();
      bytes.transferTo(java.io.OutputStream.nullOutputStream());
      if (!HexFormat.of().formatHex(digest.digest()).equals(sum)) {
        throw new IOException("its checksum fails");
      }
      return field;
    } catch (ClassNotFoundException | RuntimeException e) {
      throw new IOException("the field in " + folder + " is damaged: run the scan again", e);
    }
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
