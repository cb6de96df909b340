package larmor.notebook;

import larmor.numeric.Vec3;
import larmor.orbit.CrossingChoice;
import larmor.orbit.Ensemble;
import larmor.orbit.SphereCrossings;
import larmor.sky.SkyFrame;
import larmor.units.Units;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * The crossings of one sphere as a table with a row for each proton that reaches it: where one
 * looks, and where and in which direction the back-traced proton crosses the sphere. The table is
 * tablesaw's own; rows can be selected, grouped, joined and exported, and columns added.
 */
public final class CrossingTable {
  private CrossingTable() {}

  /**
   * Returns the first crossings, with the box oriented along the local interstellar field.
   *
   * @param ensemble back-traced trajectories
   * @param radius R of a recorded sphere [m]
   * @return the table, see {@link #of(Ensemble, double, CrossingChoice, SkyFrame)}
   * @throws IllegalArgumentException if the ensemble did not record that sphere
   * @throws IllegalStateException if more than 1 % of the trajectories are lost
   */
  public static Table of(Ensemble ensemble, double radius) {
    return of(ensemble, radius, CrossingChoice.FIRST, SkyFrame.localInterstellarField());
  }

  /**
   * Returns the crossings in order of the protons. The columns are the proton's number; right
   * ascension and declination of its launch direction, the direction in which one looks; the place
   * of the crossing relative to the observer; the direction û of the back-traced proton there; the
   * path length from the observer. Place and û are components along the axes of the box, whose x is
   * that of the mean field. Protons that never reach the sphere have no row.
   *
   * @param ensemble back-traced trajectories
   * @param radius R of a recorded sphere [m]
   * @param choice which crossings of a trajectory
   * @param frame orientation of the box in the sky
   * @return columns "proton", "RA [°]", "Dec [°]", "x [pc]", "y [pc]", "z [pc]", "u_x", "u_y",
   *     "u_z", "path [pc]"
   * @throws IllegalArgumentException if the ensemble did not record that sphere
   * @throws IllegalStateException if more than 1 % of the trajectories are lost, or all crossings
   *     are asked for and were not recorded
   */
  public static Table of(Ensemble ensemble, double radius, CrossingChoice choice, SkyFrame frame) {
    SphereCrossings crossings = ensemble.crossings(radius, choice);
    int n = crossings.size();
    int[] proton = new int[n];
    String[] names = {
      "RA [°]", "Dec [°]", "x [pc]", "y [pc]", "z [pc]", "u_x", "u_y", "u_z", "path [pc]"
    };
    double[][] values = new double[names.length][n];
    for (int i = 0; i < n; i++) {
      proton[i] = crossings.particle(i);
      Vec3 launch = frame.toEquatorial(ensemble.direction(proton[i]));
      Vec3 place = crossings.position(i).minus(ensemble.observer());
      Vec3 direction = crossings.direction(i);
      values[0][i] = SkyFrame.rightAscension(launch) / Units.deg;
      values[1][i] = SkyFrame.declination(launch) / Units.deg;
      values[2][i] = place.x() / Units.pc;
      values[3][i] = place.y() / Units.pc;
      values[4][i] = place.z() / Units.pc;
      values[5][i] = direction.x();
      values[6][i] = direction.y();
      values[7][i] = direction.z();
      values[8][i] = crossings.path(i) / Units.pc;
    }
    Table table = Table.create(crossings.toString(), IntColumn.create("proton", proton));
    for (int c = 0; c < names.length; c++) {
      table.addColumns(DoubleColumn.create(names[c], values[c]));
    }
    return table;
  }
}
