package larmor.notebook;

import larmor.numeric.Given;
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
 * A table of the crossings of one sphere. Each row has the launch direction of a proton that
 * reaches the sphere, and the position and direction of motion at which the back-traced proton
 * crosses it. The methods of tablesaw select, group, join and export rows and add columns.
 */
public final class CrossingTable {
  private CrossingTable() {}

  /**
   * Returns the table of the first crossings, for a box whose mean field is oriented along the
   * local interstellar field.
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
   * Returns the table of crossings in the order of the protons' numbers. Its columns are the
   * proton's number; right ascension and declination of its launch direction; the position of the
   * crossing relative to the observer; the direction of motion û of the back-traced proton at the
   * crossing; and the path length from the observer to the crossing. Position and û have components
   * along the axes of the box, whose x axis is the direction of the mean field. Protons that never
   * reach the sphere have no row.
   *
   * @param ensemble back-traced trajectories
   * @param radius R of a recorded sphere [m]
   * @param choice the crossings to list: first, last or all crossings of a trajectory
   * @param frame orientation of the box in the sky
   * @return columns "proton", "RA [°]", "Dec [°]", "x [pc]", "y [pc]", "z [pc]", "u_x", "u_y",
   *     "u_z", "path [pc]"
   * @throws IllegalArgumentException if the ensemble did not record that sphere
   * @throws IllegalStateException if more than 1 % of the trajectories are lost, or {@code choice}
   *     asks for all crossings and the ensemble recorded only the first and the last
   */
  public static Table of(Ensemble ensemble, double radius, CrossingChoice choice, SkyFrame frame) {
    Given.require(ensemble, "the ensemble", "that of Backtracker.run");
    Given.require(choice, "the choice of the crossing", "CrossingChoice.FIRST");
    Given.require(frame, "the frame", "SkyFrame.box()");
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
