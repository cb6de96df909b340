package larmor.orbit;

import java.util.Locale;
import larmor.numeric.Numbered;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * The table of the crossings of one sphere about the observer by the trajectories of an ensemble.
 * For {@link CrossingChoice#FIRST} and {@link CrossingChoice#LAST} a particle has one row or none,
 * for {@link CrossingChoice#ALL} any number. Rows are in order of particle and, within a particle,
 * of path length; they are numbered from 0 to {@code size() - 1}.
 */
public final class SphereCrossings {
  private final double radius;
  private final CrossingChoice choice;
  private final int particles;
  private final RowTable table;
  private final int[] rows;

  SphereCrossings(double radius, CrossingChoice choice, int particles, RowTable table, int[] rows) {
    this.radius = radius;
    this.choice = choice;
    this.particles = particles;
    this.table = table;
    this.rows = rows;
  }

  /**
   * Returns the number of crossings.
   *
   * @return number of rows of this table
   */
  public int size() {
    return rows.length;
  }

  /**
   * Returns the radius of the sphere.
   *
   * @return R [m]
   */
  public double radius() {
    return radius;
  }

  /**
   * Returns which crossings of each trajectory this table holds.
   *
   * @return the choice with which the table was made
   */
  public CrossingChoice choice() {
    return choice;
  }

  /**
   * Returns the particle of a crossing.
   *
   * @param i row
   * @return the particle's number in the ensemble, from 0
   * @throws IllegalArgumentException if there is no such row
   */
  public int particle(int i) {
    return table.intAt(rows[Numbered.require(i, rows.length, "crossing")], EnsembleTables.PARTICLE);
  }

  /**
   * Returns the direction of the trajectory at the crossing.
   *
   * @param i row
   * @return unit vector of the traced particle's velocity
   * @throws IllegalArgumentException if there is no such row
   */
  public Vec3 direction(int i) {
    return vector(i, EnsembleTables.DIRECTION);
  }

  /**
   * Returns the position of the crossing.
   *
   * @param i row
   * @return position [m]
   * @throws IllegalArgumentException if there is no such row
   */
  public Vec3 position(int i) {
    return vector(i, EnsembleTables.POSITION);
  }

  /**
   * Returns the path length from the observer to the crossing.
   *
   * @param i row
   * @return path length [m]
   * @throws IllegalArgumentException if there is no such row
   */
  public double path(int i) {
    return table.doubleAt(rows[Numbered.require(i, rows.length, "crossing")], EnsembleTables.PATH);
  }

  /**
   * Returns whether the traced particle leaves the sphere at this crossing.
   *
   * @param i row
   * @return true for an outward crossing, false for an inward one
   * @throws IllegalArgumentException if there is no such row
   */
  public boolean outward(int i) {
    return (table.intAt(rows[Numbered.require(i, rows.length, "crossing")], EnsembleTables.FLAGS)
            & EnsembleTables.OUTWARD)
        != 0;
  }

  private Vec3 vector(int i, int offset) {
    int r = rows[Numbered.require(i, rows.length, "crossing")];
    return new Vec3(
        table.doubleAt(r, offset), table.doubleAt(r, offset + 8), table.doubleAt(r, offset + 16));
  }

  /**
   * Returns the number of particles that have no crossing in this table.
   *
   * @return number of particles of the ensemble without a row
   */
  public int missing() {
    int distinct = 0;
    for (int i = 0; i < rows.length; i++) {
      if (i == 0 || particle(i) != particle(i - 1)) {
        distinct++;
      }
    }
    return particles - distinct;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d %s crossings of R = %.3g pc by %d particles, %d without a crossing",
        size(),
        choice.name().toLowerCase(Locale.ROOT),
        radius / Units.pc,
        particles,
        missing());
  }
}
