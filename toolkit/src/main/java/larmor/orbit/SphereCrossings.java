package larmor.orbit;

import java.util.Locale;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * Where the particles of an ensemble cross one sphere about their start: at most one row for each
 * particle, or for {@link CrossingChoice#ALL} any number, in order of particle and path.
 */
public final class SphereCrossings {
  private final double radius;
  private final CrossingChoice which;
  private final int particles;
  private final RowTable table;
  private final int[] rows;

  SphereCrossings(double radius, CrossingChoice which, int particles, RowTable table, int[] rows) {
    this.radius = radius;
    this.which = which;
    this.particles = particles;
    this.table = table;
    this.rows = rows;
  }

  /** Number of rows. */
  public int size() {
    return rows.length;
  }

  /** R [m]. */
  public double radius() {
    return radius;
  }

  public CrossingChoice which() {
    return which;
  }

  /** Number in the ensemble of the particle that row {@code i} is about. */
  public int particle(int i) {
    return table.whole(rows[i], EnsembleTables.PARTICLE);
  }

  /** Unit velocity of the track at the crossing. */
  public Vec3 direction(int i) {
    return vector(i, EnsembleTables.DIRECTION);
  }

  /** Position of the crossing [m]. */
  public Vec3 position(int i) {
    return vector(i, EnsembleTables.POSITION);
  }

  /** Path from the start to the crossing [m]. */
  public double path(int i) {
    return table.real(rows[i], EnsembleTables.PATH);
  }

  public boolean outward(int i) {
    return (table.whole(rows[i], EnsembleTables.FLAGS) & EnsembleTables.OUTWARD) != 0;
  }

  private Vec3 vector(int i, int place) {
    int r = rows[i];
    return new Vec3(table.real(r, place), table.real(r, place + 8), table.real(r, place + 16));
  }

  /** Particles of the ensemble that have no row here. */
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
        "%d %s crossings of R = %.3g pc by %d particles, %d never cross",
        size(),
        which.name().toLowerCase(Locale.ROOT),
        radius / Units.pc,
        particles,
        missing());
  }
}
