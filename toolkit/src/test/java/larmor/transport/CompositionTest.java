package larmor.transport;

import static larmor.units.Units.GeV;
import static larmor.units.Units.PeV;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import larmor.orbit.Gyration;
import larmor.orbit.Species;
import larmor.units.Constants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompositionTest {
  private static final String HEADING =
      "population,cutoff_GV,nucleus,charge,mass_number,a,exponent\n";

  @TempDir Path folder;

  private Composition read(String lines) throws IOException {
    return Composition.read(Files.writeString(folder.resolve("c.csv"), HEADING + lines));
  }

  private String refusal(String lines) {
    return assertThrows(IllegalArgumentException.class, () -> read(lines))
        .getMessage()
        .replace(folder.resolve("c.csv").toString(), "c.csv");
  }

  /** The sum by hand at 1 PeV, where the second population is a few per cent of the first. */
  @Test
  void theFluxIsTheSumOfThePopulationsOfTheFile() throws IOException {
    Composition h3a = Composition.read(Path.of("..", "data", "composition-h3a.csv"));
    assertEquals(
        List.of("p", "He", "CNO", "Mg-Si", "Fe"),
        h3a.nuclei().stream().map(Species::name).toList());
    double e = 1e6;
    double protons =
        7860 * Math.pow(e, -1.66) * Math.exp(-0.25)
            + 20 * Math.pow(e, -1.4) * Math.exp(-1 / 30.0)
            + 1.7 * Math.pow(e, -1.4) * Math.exp(-1 / 2000.0);
    double iron =
        2120 * Math.pow(e, -1.63) * Math.exp(-0.25 / 26)
            + 13.4 * Math.pow(e, -1.4) * Math.exp(-1 / 780.0)
            + 1.14 * Math.pow(e, -1.4) * Math.exp(-1 / 52000.0);
    assertEquals(protons, h3a.fluxes(1e6 * GeV)[0], 1e-12 * protons);
    assertEquals(iron, h3a.fluxes(1e6 * GeV)[4], 1e-12 * iron);
    double sum = 0;
    for (double f : h3a.fractions(30 * PeV)) {
      assertTrue(f > 0 && f < 1);
      sum += f;
    }
    assertEquals(1, sum, 1e-15);
    assertEquals(26 * Constants.ELEMENTARY_CHARGE, h3a.nuclei().get(4).charge(), 1e-30);
  }

  /** Nuclei of one energy and charge Z have the gyroradius of a proton of a Z-th of the energy. */
  @Test
  void theGyroradiusOfANucleusIsThatOfItsRigidity() throws IOException {
    Composition h3a = Composition.read(Path.of("..", "data", "composition-h3a.csv"));
    double proton = Gyration.of(Species.PROTON, 30.0 / 26 * PeV, 3e-10).gyroradius();
    double iron = Gyration.of(h3a.nuclei().get(4), 30 * PeV, 3e-10).gyroradius();
    assertEquals(1, iron / proton, 1e-8);
    assertEquals(1, h3a.nuclei().get(4).mass() / Species.IRON.mass(), 0.002);
    assertEquals(Species.PROTON.mass(), h3a.nuclei().get(0).mass());
  }

  @Test
  void oneNucleusWithoutCutoffHasAPowerLawAndAllOfTheShare() throws IOException {
    Composition one = read("1,1e30,p,1,1,2,1.5\n");
    assertEquals(2 * Math.pow(100, -1.5), one.fluxes(100 * GeV)[0], 1e-12);
    assertArrayEquals(new double[] {1}, one.fractions(7 * GeV));
  }

  @Test
  void filesThatCannotBeAreRefused() throws IOException {
    assertEquals(
        "c.csv gives the nucleus He the charge 2, 1 nucleons, the cutoff 4.0 GV and a = 1.0: the"
            + " charge is 1 or more, the number of nucleons no less than the charge, the cutoff"
            + " positive and a not negative",
        refusal("1,4,He,2,1,1,1.6\n"));
    assertEquals(
        "c.csv gives the nucleus He two charges or masses: use one name for each",
        refusal("1,4,He,2,4,1,1.6\n2,4,He,2,3,1,1.6\n"));
    String twice = refusal("1,4,He,2,4,1,1.6\n1,4,He,2,4,1,1.6\n");
    assertTrue(
        twice.endsWith("gives the nucleus He of population 1 a second time: keep one of the lines"),
        twice);
    assertEquals("c.csv has no nuclei: give a line for each", refusal(""));
    assertTrue(refusal("1,4,He,2,4,1,x\n").contains("as exponent"), refusal("1,4,He,2,4,1,x\n"));
    Composition low = read("1,1,p,1,1,1,1.6\n");
    assertEquals(
        "no nucleus has an energy of 1.00 PeV in this composition: give a lower energy",
        assertThrows(IllegalArgumentException.class, () -> low.fractions(PeV)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> low.fluxes(0));
  }
}
