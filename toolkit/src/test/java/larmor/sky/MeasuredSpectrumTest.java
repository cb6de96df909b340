package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredSpectrumTest {
  @TempDir Path folder;

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("c.csv"), java.util.List.of(lines));
  }

  @Test
  void columnsAreReadAndGapsAreNotKnown() throws IOException {
    MeasuredSpectrum s =
        MeasuredSpectrum.read(
            file(
                "# made up for this test",
                MeasuredSpectrum.HEADING,
                "1,2e-6,1e-6,3e-6,,,1e-10,3e-10,toy, first",
                "3, 4e-8 ,,,,,,,"));
    assertArrayEquals(new double[] {1, 3}, s.multipoles());
    assertArrayEquals(new double[] {2e-6, 4e-8}, s.power());
    assertArrayEquals(new double[] {1e-6, Double.NaN}, s.statisticalLow());
    assertArrayEquals(new double[] {3e-6, Double.NaN}, s.statisticalHigh());
    assertArrayEquals(new double[] {Double.NaN, Double.NaN}, s.systematicLow());
    assertArrayEquals(new double[] {Double.NaN, Double.NaN}, s.systematicHigh());
    assertArrayEquals(new double[] {1e-10, Double.NaN}, s.isotropicLow());
    assertArrayEquals(new double[] {3e-10, Double.NaN}, s.isotropicHigh());
    assertEquals(2e-6, s.dipolePower());
    assertEquals("measured C_l from l = 1 to 3, largest 2.00e-06 (toy, first)", s.toString());
  }

  @Test
  void whatIsNoSpectrumIsRefusedInWords() throws IOException {
    refused("is no spectrum: its first line must be", "l,C");
    refused("has a heading and no multipole: add lines", MeasuredSpectrum.HEADING);
    refused("has 2 fields and not 9", MeasuredSpectrum.HEADING, "1,2");
    refused("has \"x\" where a number belongs", MeasuredSpectrum.HEADING, "1,x,,,,,,,");
    refused("needs ell of 1 or more and Cl above 0", MeasuredSpectrum.HEADING, "1,,,,,,,,");
    refused(
        "does not follow in order of ell",
        MeasuredSpectrum.HEADING,
        "2,1e-7,,,,,,,",
        "1,1e-6,,,,,,,");
    MeasuredSpectrum s = MeasuredSpectrum.read(file(MeasuredSpectrum.HEADING, "2,1e-7,,,,,,,"));
    assertEquals(
        "the spectrum starts at l = 2: a line for l = 1 is needed to scale to its dipole",
        assertThrows(IllegalStateException.class, s::dipolePower).getMessage());
  }

  private void refused(String words, String... lines) throws IOException {
    Path file = file(lines);
    String said =
        assertThrows(IllegalArgumentException.class, () -> MeasuredSpectrum.read(file))
            .getMessage();
    assertTrue(said.contains(words), said);
  }
}
