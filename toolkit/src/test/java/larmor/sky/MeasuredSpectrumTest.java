package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredSpectrumTest {
  @TempDir Path folder;

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("c.csv"), List.of(lines));
  }

  @Test
  void columnsAreReadAndEmptyFieldsAreNotKnown() throws IOException {
    MeasuredSpectrum s =
        MeasuredSpectrum.read(
            file(
                "# made up for this test",
                MeasuredSpectrum.HEADING,
                "1,2e-6,1e-6,3e-6,,,1e-10,3e-10,\"toy, first\"",
                "",
                "3, 4e-8 ,,,3.5e-8,4.5e-8,,,second",
                "4,3.5E-8,,,,,,,second"));
    assertArrayEquals(new double[] {1, 3, 4}, s.multipoles());
    assertArrayEquals(new double[] {2e-6, 4e-8, 3.5e-8}, s.powers());
    assertArrayEquals(new double[] {1e-6, Double.NaN, Double.NaN}, s.statisticalLow());
    assertArrayEquals(new double[] {3e-6, Double.NaN, Double.NaN}, s.statisticalHigh());
    assertArrayEquals(new double[] {Double.NaN, 3.5e-8, Double.NaN}, s.systematicLow());
    assertArrayEquals(new double[] {Double.NaN, 4.5e-8, Double.NaN}, s.systematicHigh());
    assertArrayEquals(new double[] {1e-10, Double.NaN, Double.NaN}, s.isotropicLow());
    assertArrayEquals(new double[] {3e-10, Double.NaN, Double.NaN}, s.isotropicHigh());
    assertEquals(2e-6, s.dipolePower());
    assertEquals("toy, first; second", s.source());
    assertEquals(
        "measured C_l from l = 1 to 4, largest 2.00e-06 (toy, first; second)", s.toString());
    assertFalse(MeasuredSpectrum.readIfPresent(folder.resolve("none.csv")).isPresent());
  }

  @Test
  void aByteOrderMarkIsAccepted() throws IOException {
    Path file = file("\uFEFF" + MeasuredSpectrum.HEADING, "1,2e-6,,,,,,,");
    assertEquals(2e-6, MeasuredSpectrum.read(file).dipolePower());
  }

  @Test
  void unusableLinesAreRefusedWithFileAndLine() throws IOException {
    refused(
        3,
        "has 10 fields and the heading 9: write decimal points, not commas, and put text with"
            + " a comma in double quotes",
        "1,1e-6,,,,,,,",
        "2,1,9e-7,,,,,,,");
    refused(
        2,
        "has Cl 2.0: write the power in relative intensity squared, above 0 and at most 1,"
            + " with a decimal point",
        "1,2,5e-6,3e-6,,,,,");
    refused(
        2,
        "has \"2,5e-6\" as Cl: write a finite number with a decimal point, such as 1.5e-6",
        "1,\"2,5e-6\",,,,,,,");
    for (String word : new String[] {"x", "", "Infinity", "NaN", "1e999", "0x1p-20", "1e-6d"}) {
      refused(
          2,
          "has \""
              + word
              + "\" as Cl: write a finite number with a decimal point, such as"
              + " 1.5e-6",
          "1," + word + ",,,,,,,");
    }
    refused(
        2,
        "has \"-Infinity\" as iso_lo: write a finite number with a decimal point, such as"
            + " 1.5e-6",
        "1,1e-6,,,,,-Infinity,,");
    refused(2, "has \"1.5\" as ell: write a whole number", "1.5,1e-6,,,,,,,");
    refused(2, "has ell 0: write a multipole of 1 or more", "0,1e-6,,,,,,,");
    refused(3, "has ell 1 after 2: sort the lines by ell", "2,1e-7,,,,,,,", "1,1e-6,,,,,,,");
    refused(3, "has ell 1 after 1: sort the lines by ell", "1,1e-7,,,,,,,", "1,1e-6,,,,,,,");
    refused(
        2,
        "has Cl 0.0: write the power in relative intensity squared, above 0 and at most 1,"
            + " with a decimal point",
        "1,0,,,,,,,");
    String[] names = {"stat", "sys", "iso"};
    for (int i = 0; i < 3; i++) {
      refused(
          2,
          "has "
              + names[i]
              + "_lo 3.0E-6 above "
              + names[i]
              + "_hi 1.0E-6: write the lower"
              + " bound first",
          "1,1e-6," + ",,".repeat(i) + "3e-6,1e-6" + ",,".repeat(2 - i) + ",");
    }
    Path empty = file(MeasuredSpectrum.HEADING);
    assertEquals(
        empty + " has a heading and no multipole: add a line for each multipole",
        assertThrows(IllegalArgumentException.class, () -> MeasuredSpectrum.read(empty))
            .getMessage());
    MeasuredSpectrum s = MeasuredSpectrum.read(file(MeasuredSpectrum.HEADING, "2,1e-7,,,,,,,"));
    assertEquals(
        "the spectrum starts at l = 2: add a line for l = 1 to scale to its dipole",
        assertThrows(IllegalStateException.class, s::dipolePower).getMessage());
  }

  private void refused(int line, String what, String... lines) throws IOException {
    String[] all = new String[lines.length + 1];
    all[0] = MeasuredSpectrum.HEADING;
    System.arraycopy(lines, 0, all, 1, lines.length);
    Path file = file(all);
    assertEquals(
        "line " + line + " of " + file + " " + what,
        assertThrows(IllegalArgumentException.class, () -> MeasuredSpectrum.read(file))
            .getMessage());
  }
}
