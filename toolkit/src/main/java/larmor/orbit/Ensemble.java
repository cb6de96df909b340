package larmor.orbit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * What one pass of many tracks recorded: the {@link TrajectoryQuantity} columns, the {@link
 * SphereCrossings} of every recorded sphere and the {@link TimeSlices} in time. Particle i started
 * in direction i. One read from a large file stays there and takes little memory.
 */
public final class Ensemble {
  /** The largest fraction of lost tracks an ensemble is used with. */
  static final double TOLERATED_LOSS = 0.01;

  private final Map<String, String> manifest;
  private final EnsembleTables tables;
  private final boolean lossesAllowed;

  Ensemble(Map<String, String> manifest, EnsembleTables tables, boolean lossesAllowed) {
    this.manifest = Collections.unmodifiableMap(manifest);
    this.tables = tables;
    this.lossesAllowed = lossesAllowed;
  }

  /**
   * Reads an ensemble written by {@link #write}.
   *
   * @throws IOException if the file is missing, damaged or not an ensemble
   */
  public static Ensemble read(Path file) throws IOException {
    return EnsembleFile.read(file);
  }

  /** Writes a FITS file of binary tables, beside its place first and then renamed. */
  public void write(Path file) throws IOException {
    EnsembleFile.write(this, file);
  }

  /** Number of particles. */
  public int size() {
    return tables.particles().size();
  }

  /** The gyration in the reference field that gyroradii and times are measured by. */
  public Gyration gyration() {
    return gyration(manifest);
  }

  static Gyration gyration(Map<String, String> manifest) {
    Species species =
        new Species(
            manifest.get("SPECIES"),
            Double.parseDouble(manifest.get("CHARGE")),
            Double.parseDouble(manifest.get("MASS")));
    return new Gyration(
        species,
        Double.parseDouble(manifest.get("MOMENTUM")),
        Double.parseDouble(manifest.get("BREF")));
  }

  /** Radii of the recorded spheres [m], in the order given. */
  public List<Double> radii() {
    return radii(manifest);
  }

  static List<Double> radii(Map<String, String> manifest) {
    List<Double> radii = new ArrayList<>();
    for (int i = 1; i <= Integer.parseInt(manifest.get("SPHERES")); i++) {
      radii.add(Double.parseDouble(manifest.get("RADIUS" + i)));
    }
    return radii;
  }

  /** Where all particles started [m]. */
  public Vec3 start() {
    return new Vec3(
        Double.parseDouble(manifest.get("STARTX")),
        Double.parseDouble(manifest.get("STARTY")),
        Double.parseDouble(manifest.get("STARTZ")));
  }

  /** The record of the run: field, species, tolerance, seed, radii … by short keys. */
  public Map<String, String> manifest() {
    return manifest;
  }

  /** A copy of one quantity of every particle. */
  public double[] column(TrajectoryQuantity quantity) {
    double[] column = new double[size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = value(quantity, i);
    }
    return column;
  }

  public double value(TrajectoryQuantity quantity, int i) {
    return tables.particles().real(i, EnsembleTables.place(quantity));
  }

  /** Initial direction û0 of particle {@code i}: where one looks to see it arrive. */
  public Vec3 direction(int i) {
    return new Vec3(
        value(TrajectoryQuantity.START_UX, i),
        value(TrajectoryQuantity.START_UY, i),
        value(TrajectoryQuantity.START_UZ, i));
  }

  public StopReason end(int i) {
    return StopReason.values()[(int) value(TrajectoryQuantity.END_REASON, i)];
  }

  public TimeSlices slices() {
    return tables.slices();
  }

  /** How often particle {@code i} crossed the sphere, outward and inward. */
  public int crossingCount(double radius, int i) {
    return tables.particles().whole(i, EnsembleTables.count(sphere(radius)));
  }

  /**
   * The crossings of one recorded sphere.
   *
   * @param radius [m]
   * @throws IllegalStateException if more than 1 % of the tracks are lost
   */
  public SphereCrossings crossings(double radius, CrossingChoice which) {
    requireComplete();
    int sphere = sphere(radius);
    if (which == CrossingChoice.ALL && !Boolean.parseBoolean(manifest.get("ALLCROSS"))) {
      throw new IllegalStateException(
          "only first and last crossings were recorded: add .withAllCrossings() and run again");
    }
    RowTable table = tables.crossings().get(sphere);
    int flag = which == CrossingChoice.FIRST ? EnsembleTables.FIRST : EnsembleTables.LAST;
    int[] rows = new int[table.size()];
    int n = 0;
    for (int r = 0; r < table.size(); r++) {
      if (which == CrossingChoice.ALL || (table.whole(r, EnsembleTables.FLAGS) & flag) != 0) {
        rows[n++] = r;
      }
    }
    return new SphereCrossings(radii().get(sphere), which, size(), table, Arrays.copyOf(rows, n));
  }

  private int sphere(double radius) {
    List<Double> radii = radii();
    for (int s = 0; s < radii.size(); s++) {
      if (Math.abs(radius - radii.get(s)) <= 1e-9 * radius) {
        return s;
      }
    }
    String known =
        radii.isEmpty()
            ? "none"
            : radii.stream()
                .map(r -> String.format(Locale.ROOT, "%.3g", r / Units.pc))
                .collect(Collectors.joining(", ", "", " pc"));
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "sphere R = %.3g pc was not recorded (recorded: %s): add it to .withSpheres(radii) and run again",
            radius / Units.pc,
            known));
  }

  /** Particles whose track did not reach the end it was meant to reach. */
  public int lost() {
    return count(StopReason.MAXIMUM_GYRATIONS) + count(StopReason.STEP_FAILED);
  }

  /** Particles with this end. */
  public int count(StopReason end) {
    int n = 0;
    for (int i = 0; i < size(); i++) {
      n += value(TrajectoryQuantity.END_REASON, i) == end.ordinal() ? 1 : 0;
    }
    return n;
  }

  /**
   * This ensemble, if at most 1 % of its tracks are lost.
   *
   * @throws IllegalStateException otherwise, with the numbers
   */
  public Ensemble requireComplete() {
    if (!lossesAllowed && lost() > TOLERATED_LOSS * size()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%d of %d tracks (%.3g %%) are lost, more than 1 %%: %d %s, %d %s; raise .withMaximumGyrations(%s) or take .withLossesAllowed()",
              lost(),
              size(),
              100.0 * lost() / size(),
              count(StopReason.MAXIMUM_GYRATIONS),
              StopReason.MAXIMUM_GYRATIONS.words(),
              count(StopReason.STEP_FAILED),
              StopReason.STEP_FAILED.words(),
              manifest.get("MAXGYR")));
    }
    return this;
  }

  /** The same ensemble, usable however many tracks are lost. */
  public Ensemble withLossesAllowed() {
    return new Ensemble(manifest, tables, true);
  }

  EnsembleTables tables() {
    return tables;
  }

  @Override
  public String toString() {
    Gyration g = gyration();
    double path = 0;
    double drift = 0;
    for (int i = 0; i < size(); i++) {
      path += value(TrajectoryQuantity.END_PATH, i) / size();
      drift = Math.max(drift, value(TrajectoryQuantity.ENERGY_ERROR, i));
    }
    return String.format(
        Locale.ROOT,
        "%d tracks of a %s, r_L = %.3g pc: mean path %.3g pc, %d lost (%.3g %%), largest energy error %.3g",
        size(),
        g.species().name(),
        g.gyroradius() / Units.pc,
        path / Units.pc,
        lost(),
        100.0 * lost() / size(),
        drift);
  }
}
