package larmor.orbit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import larmor.numeric.Given;
import larmor.numeric.Numbered;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * The trajectories of many particles of one observer, and the quantities recorded along them: the
 * {@link TrajectoryQuantity} columns, the {@link SphereCrossings} of each recorded sphere and the
 * {@link TimeSlices}. Particle i, counted from 0, was launched in direction i of the {@link
 * LaunchDirections}. An ensemble read from a large file stays on the disk and takes little memory.
 * Immutable.
 */
public final class Ensemble {
  /** The largest fraction of lost trajectories up to which an ensemble is evaluated. */
  static final double TOLERATED_LOSS = 0.01;

  private final Map<String, String> manifest;
  private final EnsembleTables tables;
  private final boolean lossesAllowed;
  private final List<Double> radii;

  Ensemble(Map<String, String> manifest, EnsembleTables tables, boolean lossesAllowed) {
    this.manifest = Collections.unmodifiableMap(manifest);
    this.tables = tables;
    this.lossesAllowed = lossesAllowed;
    radii = radii(manifest);
  }

  /**
   * Reads an ensemble written by {@link #write} or {@link Backtracker#cached}.
   *
   * @param file FITS file
   * @return the ensemble
   * @throws IOException if the file is missing, damaged or not an ensemble
   */
  public static Ensemble read(Path file) throws IOException {
    Given.require(file, "the file", "Path.of(\"name\")");
    return EnsembleFile.read(file);
  }

  /**
   * Writes the ensemble as a FITS file of binary tables, replacing an existing file as a whole.
   *
   * @param file path of the file, in an existing folder
   * @throws IOException if the file cannot be written; an existing file is then unchanged
   */
  public void write(Path file) throws IOException {
    EnsembleFile.write(this, file);
  }

  /**
   * Returns the number of particles.
   *
   * @return number of particles
   */
  public int size() {
    return tables.particles().size();
  }

  /**
   * Returns the gyration of the particles in the reference field; its gyroradius and frequency are
   * the units of length and time.
   *
   * @return species, gyroradius, energy and period
   */
  public Gyration gyration() {
    return gyration(manifest);
  }

  /** Returns the gyration that a manifest describes. */
  static Gyration gyration(Map<String, String> manifest) {
    Species species =
        new Species(
            manifest.get("SPECIES"),
            Double.parseDouble(manifest.get("CHARGE")),
            Double.parseDouble(manifest.get("MASS")));
    double momentum = Double.parseDouble(manifest.get("MOMENTUM"));
    double field = Double.parseDouble(manifest.get("BREF"));
    String gyroradius = manifest.get("GYRORAD"); // only if rounding separates it from the momentum
    return gyroradius == null
        ? new Gyration(species, momentum, field)
        : new Gyration(species, momentum, field, Double.parseDouble(gyroradius));
  }

  /**
   * Returns the radii of the recorded spheres, in the order of {@link Backtracker#withSpheres}.
   *
   * @return R [m]
   */
  public List<Double> radii() {
    return radii;
  }

  private static List<Double> radii(Map<String, String> manifest) {
    List<Double> radii = new ArrayList<>();
    for (int i = 1; i <= Integer.parseInt(manifest.get("SPHERES")); i++) {
      radii.add(Double.parseDouble(manifest.get("RADIUS" + i)));
    }
    return List.copyOf(radii);
  }

  /**
   * Returns the position of the observer, from which all trajectories start.
   *
   * @return position [m]
   */
  public Vec3 observer() {
    return new Vec3(
        Double.parseDouble(manifest.get("STARTX")),
        Double.parseDouble(manifest.get("STARTY")),
        Double.parseDouble(manifest.get("STARTZ")));
  }

  /**
   * Returns the settings of the run by key: fingerprint of the field, species, tolerance, launch
   * directions, radii and so on. Two ensembles with the same manifest have the same bits.
   *
   * @return unmodifiable; keys have at most eight letters, as in a FITS header
   */
  public Map<String, String> manifest() {
    return manifest;
  }

  /**
   * Returns one quantity of every particle.
   *
   * @param quantity the recorded quantity
   * @return a copy, one value for each particle [{@link TrajectoryQuantity#unit}]
   */
  public double[] column(TrajectoryQuantity quantity) {
    Given.require(quantity, "the quantity", "TrajectoryQuantity.TURN_PATH");
    double[] column = new double[size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = value(quantity, i);
    }
    return column;
  }

  /**
   * Returns one quantity of one particle.
   *
   * @param quantity the recorded quantity
   * @param i number of the particle
   * @return its value [{@link TrajectoryQuantity#unit}]
   * @throws IllegalArgumentException if there is no such particle
   */
  public double value(TrajectoryQuantity quantity, int i) {
    Numbered.require(i, size(), "particle");
    return tables.particles().doubleAt(i, EnsembleTables.offset(quantity));
  }

  /**
   * Returns the launch direction of a particle: the direction in which one looks to see it arrive.
   *
   * @param i number of the particle
   * @return unit vector û0
   * @throws IllegalArgumentException if there is no such particle
   */
  public Vec3 direction(int i) {
    return new Vec3(
        value(TrajectoryQuantity.START_UX, i),
        value(TrajectoryQuantity.START_UY, i),
        value(TrajectoryQuantity.START_UZ, i));
  }

  /**
   * Returns why a particle's trajectory ended.
   *
   * @param i number of the particle
   * @return the stop condition that was met
   * @throws IllegalArgumentException if there is no such particle
   */
  public StopReason stopReason(int i) {
    return StopReason.values()[(int) value(TrajectoryQuantity.END_REASON, i)];
  }

  /**
   * Returns the means over the particles at equally spaced times.
   *
   * @return the time slices
   */
  public TimeSlices slices() {
    return tables.slices();
  }

  /**
   * Returns how often a particle crossed a recorded sphere, outward and inward.
   *
   * @param radius R [m]
   * @param i number of the particle
   * @return number of crossings
   * @throws IllegalArgumentException if the sphere was not recorded
   * @throws IllegalArgumentException if there is no such particle
   */
  public int crossingCount(double radius, int i) {
    Numbered.require(i, size(), "particle");
    return tables.particles().intAt(i, EnsembleTables.crossingCountOffset(sphere(radius)));
  }

  /**
   * Returns the crossings of one recorded sphere.
   *
   * @param radius R [m]
   * @param choice the crossings of each trajectory that are returned
   * @return a table of crossings
   * @throws IllegalArgumentException if the sphere was not recorded
   * @throws IllegalStateException if more than 1 % of the trajectories are lost, or if the choice
   *     is all crossings and they were not recorded
   */
  public SphereCrossings crossings(double radius, CrossingChoice choice) {
    Given.require(choice, "the choice of the crossing", "CrossingChoice.FIRST");
    requireComplete();
    int sphere = sphere(radius);
    if (choice == CrossingChoice.ALL && !Boolean.parseBoolean(manifest.get("ALLCROSS"))) {
      throw new IllegalStateException(
          "only the first and last crossings were recorded: add .withAllCrossings() and run again");
    }
    RowTable table = tables.crossings().get(sphere);
    int flag = choice == CrossingChoice.FIRST ? EnsembleTables.FIRST : EnsembleTables.LAST;
    int[] rows = new int[table.size()];
    int n = 0;
    for (int r = 0; r < table.size(); r++) {
      if (choice == CrossingChoice.ALL || (table.intAt(r, EnsembleTables.FLAGS) & flag) != 0) {
        rows[n++] = r;
      }
    }
    return new SphereCrossings(radii().get(sphere), choice, size(), table, Arrays.copyOf(rows, n));
  }

  private int sphere(double radius) {
    for (int s = 0; s < radii.size(); s++) {
      if (Math.abs(radius - radii.get(s)) <= 1e-9 * radii.get(s)) {
        return s;
      }
    }
    String known = radii.isEmpty() ? "none" : TracerSettings.inParsec(radii) + " pc";
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "sphere R = %.3g pc was not recorded (recorded: %s): add it to .withSpheres(radii) and run again",
            radius / Units.pc,
            known));
  }

  /**
   * Returns the number of particles whose trajectory met none of the stop conditions, see {@link
   * StopReason#lost}.
   *
   * @return lost particles
   */
  public int lost() {
    return count(StopReason.MAXIMUM_GYRATIONS) + count(StopReason.STEP_FAILED);
  }

  /**
   * Returns the number of particles whose trajectory ended for a given reason.
   *
   * @param reason the stop condition that was met
   * @return particles
   */
  public int count(StopReason reason) {
    Given.require(reason, "the reason of the stop", "StopReason.BOX");
    int n = 0;
    for (int i = 0; i < size(); i++) {
      n += value(TrajectoryQuantity.END_REASON, i) == reason.ordinal() ? 1 : 0;
    }
    return n;
  }

  /**
   * Checks that at most 1 % of the trajectories are lost, or that losses are allowed.
   *
   * @return this ensemble
   * @throws IllegalStateException if more trajectories are lost and losses are not allowed
   */
  public Ensemble requireComplete() {
    if (!lossesAllowed && lost() > TOLERATED_LOSS * size()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%d of %d trajectories (%.3g %%) are lost, more than 1 %%: %d %s and %d %s; raise .withMaximumGyrations(%s) or evaluate .withLossesAllowed()",
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

  /**
   * Returns a copy that is evaluated even if more than 1 % of the trajectories are lost.
   *
   * @return an ensemble that shares the records of this one
   */
  public Ensemble withLossesAllowed() {
    return new Ensemble(manifest, tables, true);
  }

  /** Returns the records themselves, not a copy. */
  EnsembleTables tables() {
    return tables;
  }

  @Override
  public String toString() {
    Gyration g = gyration();
    double path = 0;
    double energyError = 0;
    for (int i = 0; i < size(); i++) {
      path += value(TrajectoryQuantity.END_PATH, i) / size();
      energyError = Math.max(energyError, value(TrajectoryQuantity.ENERGY_ERROR, i));
    }
    return String.format(
        Locale.ROOT,
        "%d trajectories (%s), r_L = %.3g pc: mean path length %.3g pc, %d lost (%.3g %%), largest energy error %.3g",
        size(),
        g.species().name(),
        g.gyroradius() / Units.pc,
        path / Units.pc,
        lost(),
        100.0 * lost() / size(),
        energyError);
  }
}
