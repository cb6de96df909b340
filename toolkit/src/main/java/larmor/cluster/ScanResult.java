package larmor.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import larmor.liouville.Liouville;
import larmor.liouville.SkySum;
import larmor.liouville.WeightedSky;
import larmor.numeric.Given;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.TrajectoryQuantity;
import larmor.units.Units;

/**
 * The trajectories of a {@link Scan} as Parquet files, and the skies made from them. Files are read
 * in order of the particles and one at a time, so that a sky has the bits of {@link Liouville#sky}
 * and needs little memory. Immutable.
 */
public final class ScanResult {
  /** The largest fraction of lost trajectories with which an ensemble is evaluated. */
  private static final double TOLERATED_LOSS = 0.01;

  private final Scan scan;
  private final List<PartTask.Parts> parts;
  private final PartFolder folder;
  private final List<PartTask.Done> done;
  private final Attempts.Count attempts;
  private final String fields;

  ScanResult(
      Scan scan,
      List<PartTask.Parts> parts,
      PartFolder folder,
      List<PartTask.Done> done,
      Attempts.Count attempts,
      String fields) {
    this.scan = scan;
    this.parts = parts;
    this.folder = folder;
    this.done = List.copyOf(done);
    this.attempts = attempts;
    this.fields = fields;
  }

  /** Takes the columns of a partition. */
  private interface Columns {
    void take(double[][] columns);
  }

  /**
   * The sky of one ensemble, with the bits of {@link Liouville#sky} of the same ensemble traced on
   * one machine.
   *
   * @param ensemble its name in the scan
   * @param method boundary weight, crossing, estimator, resolution and frame
   * @param radius R of a recorded sphere [m]
   * @return the sky map, its counts and its noise
   * @throws IllegalArgumentException if there is no such ensemble or the sphere was not recorded
   * @throws IllegalStateException if more than 1 % of the trajectories are lost, none reaches the
   *     sphere, or all weights are zero
   * @throws UncheckedIOException if a file cannot be read or was damaged since the scan
   */
  public WeightedSky sky(String ensemble, Liouville method, double radius) {
    Given.require(method, "the method", "Liouville.paper()");
    int index = index(ensemble);
    requireComplete(index);
    List<String> names =
        new ArrayList<>(PartFile.crossingColumns(method.crossing(), sphere(index, radius)));
    names.add(TrajectoryQuantity.START_UX.name());
    names.add(TrajectoryQuantity.START_UY.name());
    names.add(TrajectoryQuantity.START_UZ.name());
    SkySum sum = method.sum(scan.points().get(index).tracer().observer(), radius);
    read(
        index,
        names,
        c -> {
          for (int i = 0; i < c[0].length; i++) {
            Vec3 launch = new Vec3(c[7][i], c[8][i], c[9][i]);
            if (Double.isNaN(c[0][i])) {
              sum.addMissing(launch);
            } else {
              sum.add(
                  launch, new Vec3(c[1][i], c[2][i], c[3][i]), new Vec3(c[4][i], c[5][i], c[6][i]));
            }
          }
        });
    return sum.sky();
  }

  /**
   * One quantity of every particle of an ensemble.
   *
   * @param ensemble its name in the scan
   * @param quantity which
   * @return one value for each particle, in their order [{@link TrajectoryQuantity#unit}]
   * @throws IllegalArgumentException if there is no such ensemble
   * @throws UncheckedIOException if a file cannot be read or was damaged since the scan
   */
  public double[] column(String ensemble, TrajectoryQuantity quantity) {
    Given.require(quantity, "the quantity", "TrajectoryQuantity.TURN_PATH");
    int index = index(ensemble);
    double[] column = new double[parts.get(index).directions().size()];
    int[] filled = {0};
    read(
        index,
        List.of(quantity.name()),
        c -> {
          System.arraycopy(c[0], 0, column, filled[0], c[0].length);
          filled[0] += c[0].length;
        });
    return column;
  }

  /** Passes on columns of all partitions of an ensemble, in order. */
  private void read(int index, List<String> names, Columns columns) {
    PartTask.Parts ensemble = parts.get(index);
    for (int p = 0; p < ensemble.count(); p++) {
      Workers.stopIfInterrupted();
      try {
        PartFolder.Content content = folder.read(ensemble.file(p));
        if (content == null) {
          throw new IOException("it is missing, or its checksum fails");
        }
        columns.take(PartFile.read(content.bytes(), names));
      } catch (IOException e) {
        throw new UncheckedIOException(
            String.format(
                Locale.ROOT,
                "%s/%s cannot be read (%s): run the scan again, which traces these particles again",
                folder,
                ensemble.file(p),
                e.getMessage()),
            e);
      }
    }
  }

  private int index(String ensemble) {
    Given.require(ensemble, "the name of the ensemble", "\"30 PeV\"");
    int index = scan.names().indexOf(ensemble);
    if (index < 0) {
      throw new IllegalArgumentException(
          "the scan has no ensemble \"" + ensemble + "\": it has " + scan.names());
    }
    return index;
  }

  private int sphere(int index, double radius) {
    double[] radii = scan.points().get(index).tracer().radii();
    StringBuilder known = new StringBuilder();
    for (int s = 0; s < radii.length; s++) {
      if (Math.abs(radius - radii[s]) <= 1e-9 * radii[s]) {
        return s;
      }
      known.append(String.format(Locale.ROOT, " %.3g", radii[s] / Units.pc));
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "sphere R = %.3g pc was not recorded (recorded:%s pc): add it to .withSpheres(radii) and"
                + " run again",
            radius / Units.pc,
            known));
  }

  private void requireComplete(int index) {
    int lost = lost(scan.names().get(index));
    int size = parts.get(index).directions().size();
    if (lost > TOLERATED_LOSS * size) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%d of %d trajectories (%.3g %%) are lost, more than 1 %%: raise"
                  + " .withMaximumGyrations of the tracer and run again",
              lost,
              size,
              100.0 * lost / size));
    }
  }

  /**
   * The number of particles of an ensemble whose trajectory met none of the stop conditions.
   *
   * @param ensemble its name in the scan
   * @return lost particles
   * @throws IllegalArgumentException if there is no such ensemble
   */
  public int lost(String ensemble) {
    PartTask.Parts its = parts.get(index(ensemble));
    return done.subList(its.firstPart(), its.firstPart() + its.count()).stream()
        .mapToInt(PartTask.Done::lost)
        .sum();
  }

  /**
   * The folder of an ensemble's files, {@code part-000000.parquet} and so on, which pandas, DuckDB
   * and other programs read.
   *
   * @param ensemble its name in the scan
   * @return address
   * @throws IllegalArgumentException if there is no such ensemble
   */
  public String folder(String ensemble) {
    return folder + "/" + parts.get(index(ensemble)).folder();
  }

  /**
   * The number of partitions.
   *
   * @return partitions of all ensembles
   */
  public int partitions() {
    return done.size();
  }

  /**
   * The number of partitions that were traced in this run; the others were complete before.
   *
   * @return partitions
   */
  public int traced() {
    return (int) done.stream().filter(PartTask.Done::traced).count();
  }

  /**
   * The number of attempts at partitions in this run. There is one for each partition, also for one
   * that was complete before, unless attempts are lost or another one is made because the first one
   * is slow.
   *
   * @return attempts
   */
  public int attempts() {
    return attempts.all();
  }

  /**
   * The number of attempts that failed, or whose executor was lost.
   *
   * @return attempts
   */
  public int lostAttempts() {
    return attempts.lost();
  }

  /**
   * The number of attempts that were made because another one at the same partition was slow.
   *
   * @return attempts
   */
  public int repeatedAttempts() {
    return attempts.repeated();
  }

  /**
   * The size of the results.
   *
   * @return bytes in the Parquet files
   */
  public long bytes() {
    return done.stream().mapToLong(PartTask.Done::bytes).sum();
  }

  /**
   * The time that the executors' cores spent on the partitions of this run, the receipt of the
   * field included.
   *
   * @return core time [s]
   */
  public double coreSeconds() {
    return done.stream().mapToDouble(PartTask.Done::seconds).sum();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d particles of %d ensembles in %d partitions, %d of them traced in this run in %.3g core"
            + " hours (%s); %.3g MB in %s; field %s",
        scan.particles(),
        parts.size(),
        partitions(),
        traced(),
        coreSeconds() / 3600,
        attempts,
        1e-6 * bytes(),
        folder,
        fields);
  }
}
