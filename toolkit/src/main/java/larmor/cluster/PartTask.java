package larmor.cluster;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import larmor.field.MagneticField;
import larmor.field.MappedSplineField;
import larmor.numeric.Progress;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/**
 * Traces one partition on an executor and commits its file, unless the file is complete already.
 * Partitions are numbered through all ensembles of the scan.
 */
final class PartTask implements Function<Integer, PartTask.Done> {
  private static final long serialVersionUID = 1;

  /**
   * The partitions of one ensemble.
   *
   * @param folder of its files, within that of the results
   * @param tracer without field
   * @param directions of the whole ensemble
   * @param field on its way to the executors
   * @param firstPart number of its first partition in the scan
   * @param size particles in a partition
   */
  record Parts(
      String folder,
      Backtracker tracer,
      LaunchDirections directions,
      SentField field,
      int firstPart,
      int size)
      implements Serializable {

    int count() {
      return (directions.size() + size - 1) / size;
    }

    /** First particle of a partition of this ensemble. */
    int from(int part) {
      return part * size;
    }

    /** Particle after the last one of a partition. */
    int to(int part) {
      return (int) Math.min(directions.size(), (part + 1L) * size);
    }

    String file(int part) {
      return String.format(Locale.ROOT, "%s/part-%06d.parquet", folder, part);
    }
  }

  /**
   * What is known of a complete partition.
   *
   * @param lost particles that met no stop condition
   * @param bytes of its file
   * @param traced whether it was traced in this run
   * @param seconds that this took, 0 if it was traced before
   * @param fieldSeconds until the field was there
   */
  record Done(int lost, long bytes, boolean traced, double seconds, double fieldSeconds)
      implements Serializable {}

  private final Broadcast<List<Parts>> ensembles;
  private final PartFolder folder;

  PartTask(Broadcast<List<Parts>> ensembles, PartFolder folder) {
    this.ensembles = ensembles;
    this.folder = folder;
  }

  @Override
  public Done call(Integer number) throws IOException {
    Parts parts = ensembles.value().get(0);
    for (Parts candidate : ensembles.value()) {
      parts = candidate.firstPart() <= number ? candidate : parts;
    }
    int part = number - parts.firstPart();
    PartFolder.Content kept = folder.read(parts.file(part));
    if (kept != null) {
      return new Done(Integer.parseInt(kept.note()), kept.bytes().length, false, 0, 0);
    }
    long begin = System.nanoTime();
    MagneticField field = parts.field().field();
    double fieldSeconds = 1e-9 * (System.nanoTime() - begin);
    Ensemble traced =
        trace(
            parts.tracer().withField(field),
            parts.directions().part(parts.from(part), parts.to(part)));
    if (field instanceof MappedSplineField mapped) {
      mapped.requireUnchanged();
    }
    byte[] bytes = PartFile.write(traced, parts.from(part));
    folder.commit(parts.file(part), bytes, Integer.toString(traced.lost()));
    double seconds = 1e-9 * (System.nanoTime() - begin);
    return new Done(traced.lost(), bytes.length, true, seconds, fieldSeconds);
  }

  private static Ensemble trace(Backtracker tracer, LaunchDirections directions)
      throws IOException {
    try {
      return tracer.run(directions, new Workers(1), Progress.NONE).withLossesAllowed();
    } catch (InternalError fault) {
      if (!(tracer.field() instanceof MappedSplineField)) {
        throw fault;
      }
      throw new IOException(
          "the file of the field was cut short while it was mapped: run the scan again", fault);
    }
  }
}
