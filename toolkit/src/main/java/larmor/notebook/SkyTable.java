package larmor.notebook;

import java.util.List;
import larmor.liouville.WeightedSky;
import larmor.numeric.Given;
import larmor.sky.DipoleFit;
import larmor.units.Units;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** A table of the properties of several skies, with one row for each sky. */
public final class SkyTable {
  private SkyTable() {}

  /**
   * Returns a table with one row for each sky. Its columns are the radius of the sphere of first
   * crossing, number of protons, amplitude of the dipole with its error, direction of the dipole,
   * rms of the sky without its dipole, and launch noise of the power spectrum.
   *
   * @param skies the skies, in the order of the rows
   * @return the table, with lengths in pc and angles in degrees
   */
  public static Table of(List<WeightedSky> skies) {
    Given.requireEach(skies, "the list of skies", "Liouville.paper().skies(ensemble, 60 * pc)");
    DoubleColumn radius = DoubleColumn.create("R [pc]");
    IntColumn protons = IntColumn.create("protons");
    DoubleColumn amplitude = DoubleColumn.create("dipole A");
    DoubleColumn error = DoubleColumn.create("± A");
    DoubleColumn ra = DoubleColumn.create("RA [°]");
    DoubleColumn dec = DoubleColumn.create("Dec [°]");
    DoubleColumn structure = DoubleColumn.create("rms structure, ℓ ≥ 2");
    DoubleColumn noise = DoubleColumn.create("noise C_ℓ");
    for (WeightedSky sky : skies) {
      DipoleFit dipole = sky.dipole();
      radius.append(sky.radius() / Units.pc);
      protons.append(sky.particles());
      amplitude.append(dipole.amplitude());
      error.append(dipole.amplitudeError());
      ra.append(dipole.rightAscension() / Units.deg);
      dec.append(dipole.declination() / Units.deg);
      structure.append(sky.withoutDipole().structureRms());
      noise.append(sky.noise());
    }
    return Table.create("Skies", radius, protons, amplitude, error, ra, dec, structure, noise);
  }
}
