package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.util.List;
import larmor.field.UniformField;
import larmor.liouville.BoundaryWeight;
import larmor.liouville.Liouville;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.orbit.CrossingChoice;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.sky.Healpix;
import larmor.sky.SkyFrame;
import larmor.sky.SkyMap;
import larmor.units.Units;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class CrossingTableTest {
  private static final Vec3 OBSERVER = new Vec3(1 * Units.pc, -2 * Units.pc, 0);

  private static Ensemble ensemble(LaunchDirections directions) {
    return Backtracker.of(Species.PROTON, new UniformField(new Vec3(3 * Units.muG, 0, 0)))
        .withGyroradius(10 * Units.pc, 3 * Units.muG)
        .withObserver(OBSERVER)
        .withSpheres(5 * Units.pc)
        .withStopOutsideSphere(6 * Units.pc)
        .run(directions);
  }

  /** Along the field a proton moves straight, so it crosses the sphere where it is launched to. */
  @Test
  void protonAlongTheFieldCrossesAheadOfItsLaunchDirection() {
    Table table =
        CrossingTable.of(
            ensemble(LaunchDirections.of(Vec3.X)),
            5 * Units.pc,
            CrossingChoice.FIRST,
            SkyFrame.localInterstellarField());
    assertEquals(1, table.rowCount());
    assertEquals(0, table.intColumn("proton").get(0));
    assertEquals(234.43, table.doubleColumn("RA [°]").get(0), 1e-9);
    assertEquals(16.31, table.doubleColumn("Dec [°]").get(0), 1e-9);
    assertEquals(5, table.doubleColumn("x [pc]").get(0), 1e-9);
    assertEquals(0, table.doubleColumn("y [pc]").get(0), 1e-9);
    assertEquals(1, table.doubleColumn("u_x").get(0), 1e-12);
    assertEquals(5, table.doubleColumn("path [pc]").get(0), 1e-9);
  }

  @Test
  void placesLieOnTheSphereAboutTheObserverAndDirectionsAreUnitVectors() {
    Table table = CrossingTable.of(ensemble(LaunchDirections.uniform(200, 3)), 5 * Units.pc);
    assertEquals(200, table.rowCount());
    for (var row : table) {
      Vec3 place =
          new Vec3(row.getDouble("x [pc]"), row.getDouble("y [pc]"), row.getDouble("z [pc]"));
      Vec3 u = new Vec3(row.getDouble("u_x"), row.getDouble("u_y"), row.getDouble("u_z"));
      assertEquals(5, place.norm(), 1e-8);
      assertEquals(1, u.norm(), 1e-8);
      assertTrue(row.getDouble("path [pc]") >= 5 - 1e-8);
    }
  }

  /** The sums over the rows of the table are the map of {@link Liouville}, to the last bit. */
  @Test
  void weightsAndPixelsFromTheTableGiveTheSameSkyAsLiouville() {
    Ensemble ensemble = ensemble(LaunchDirections.uniform(2000, 5));
    Table table = CrossingTable.of(ensemble, 5 * Units.pc);
    DoubleColumn weight = table.doubleColumn("u_x").multiply(0.5).add(1);
    Healpix grid = Healpix.of(4);
    double[] sum = new double[grid.pixels()];
    for (int i = 0; i < table.rowCount(); i++) {
      double ra = table.doubleColumn("RA [°]").get(i) * Units.deg;
      double dec = table.doubleColumn("Dec [°]").get(i) * Units.deg;
      sum[grid.pixel(SkyFrame.direction(ra, dec))] += weight.get(i);
    }
    Liouville liouville = Liouville.of(BoundaryWeight.dipole(0.5, Vec3.X)).withNside(4);
    assertEquals(liouville.sky(ensemble, 5 * Units.pc).map(), SkyMap.of(sum).relativeIntensity());
  }

  @Test
  void columnsNameTheirUnitsAndReachCsv() {
    Table table = CrossingTable.of(ensemble(LaunchDirections.of(Vec3.Y)), 5 * Units.pc);
    assertEquals(
        List.of(
            "proton",
            "RA [°]",
            "Dec [°]",
            "x [pc]",
            "y [pc]",
            "z [pc]",
            "u_x",
            "u_y",
            "u_z",
            "path [pc]"),
        table.columnNames());
    StringWriter csv = new StringWriter();
    table.write().csv(csv);
    assertEquals(2, csv.toString().lines().count());
    assertTrue(csv.toString().startsWith("proton,RA [°],Dec [°],x [pc]"), csv.toString());
  }

  @Test
  void sphereThatWasNotRecordedIsRefused() {
    Ensemble ensemble = ensemble(LaunchDirections.of(Vec3.Y));
    String message =
        assertThrows(IllegalArgumentException.class, () -> CrossingTable.of(ensemble, 4 * Units.pc))
            .getMessage();
    assertTrue(message.startsWith("sphere R = 4.00 pc was not recorded"), message);
  }
}
