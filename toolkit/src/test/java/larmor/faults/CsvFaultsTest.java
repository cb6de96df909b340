package larmor.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import larmor.sky.MeasuredSpectrum;
import larmor.sky.PowerSpectrum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of comma-separated values as spreadsheets and hands write them. */
class CsvFaultsTest {
  private static final String HEADING = "ell,Cl,stat_lo,stat_hi,sys_lo,sys_hi,iso_lo,iso_hi,source";

  @TempDir Path folder;

  @Test
  void aByteOrderMarkAndLineEndsOfWindowsAreRead() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "\uFEFFell,C_l\r\n0,1.5\r\n1,2e-6\r\n");
    assertEquals(2e-6, PowerSpectrum.read(file).at(1));
  }

  @Test
  void aFieldOfManyLinesIsQuotedInOneShortLine() throws IOException {
    Path file = folder.resolve("a.csv");
    Files.writeString(file, "\"ell\n" + "x".repeat(2000) + "\",C_l\n0,1.5\n");
    Faults.assertRefused(
        "line 2 of "
            + file
            + " is \"ell "
            + "x".repeat(76)
            + "…\": the heading must be \"ell,C_l\"",
        () -> PowerSpectrum.read(file));
  }

  /** The lines below the heading, what is said. */
  static Stream<Arguments> measured() {
    String finite =
        "line 2 of FILE has \"%s\" as %s: write a finite number with a decimal point, such as 1.5e-6";
    String fields =
        "line 2 of FILE has %d fields and the heading 9: write decimal points, not commas, and put text with a comma in double quotes";
    String power =
        "line 2 of FILE has Cl %s: write the power in relative intensity squared, above 0 and at most 1, with a decimal point";
    return Stream.of(
        arguments("1,1,9e-6,,,,,,,x", fields.formatted(10)),
        arguments("1,1e-6,,,,,,,x,y", fields.formatted(10)),
        arguments("1,1e-6", fields.formatted(2)),
        arguments("1;1e-6;;;;;;;x", fields.formatted(1)),
        arguments("1,1e-6,,,,,,,Smith, 2020", fields.formatted(10)),
        arguments("1.5,1e-6,,,,,,,x", "line 2 of FILE has \"1.5\" as ell: write a whole number"),
        arguments("1e10,1e-6,,,,,,,x", "line 2 of FILE has \"1e10\" as ell: write a whole number"),
        arguments("x,1e-6,,,,,,,x", finite.formatted("x", "ell")),
        arguments(",1e-6,,,,,,,x", finite.formatted("", "ell")),
        arguments("0,1e-6,,,,,,,x", "line 2 of FILE has ell 0: write a multipole of 1 or more"),
        arguments("-3,1e-6,,,,,,,x", "line 2 of FILE has ell -3: write a multipole of 1 or more"),
        arguments("1,Infinity,,,,,,,x", finite.formatted("Infinity", "Cl")),
        arguments("1,NaN,,,,,,,x", finite.formatted("NaN", "Cl")),
        arguments("1,1e999,,,,,,,x", finite.formatted("1e999", "Cl")),
        arguments("1,\"1,5e-6\",,,,,,,x", finite.formatted("1,5e-6", "Cl")),
        arguments("1,0x1p3,,,,,,,x", finite.formatted("0x1p3", "Cl")),
        arguments("1,1e-6d,,,,,,,x", finite.formatted("1e-6d", "Cl")),
        arguments("1,1.2.3,,,,,,,x", finite.formatted("1.2.3", "Cl")),
        arguments("1,,,,,,,,x", finite.formatted("", "Cl")),
        arguments("1,0,,,,,,,x", power.formatted("0.0")),
        arguments("1,-1e-6,,,,,,,x", power.formatted("-1.0E-6")),
        arguments("1,1.9,,,,,,,x", power.formatted("1.9")),
        arguments(
            "1,1e-6,2e-6,1e-6,,,,,x",
            "line 2 of FILE has stat_lo 2.0E-6 above stat_hi 1.0E-6: write the lower bound first"),
        arguments(
            "1,1e-6,,,2e-6,1e-6,,,x",
            "line 2 of FILE has sys_lo 2.0E-6 above sys_hi 1.0E-6: write the lower bound first"),
        arguments(
            "1,1e-6,,,,,2e-6,1e-6,x",
            "line 2 of FILE has iso_lo 2.0E-6 above iso_hi 1.0E-6: write the lower bound first"),
        arguments(
            "1,1e-6,1e-7,1e-7,,,,,x",
            "line 2 of FILE has Cl 1.0E-6 outside stat_lo 1.0E-7 to stat_hi 1.0E-7: write the bounds of"
                + " Cl, not its errors"),
        arguments(
            "1,1e-6,,,2e-6,,,,x",
            "line 2 of FILE has Cl 1.0E-6 outside sys_lo 2.0E-6 to sys_hi NaN: …"),
        arguments("1,1e-6,,inf,,,,,x", finite.formatted("inf", "stat_hi")),
        arguments(
            "2,1e-6,,,,,,,x\n1,1e-6,,,,,,,x",
            "line 3 of FILE has ell 1 after 2: sort the lines by ell"),
        arguments(
            "2,1e-6,,,,,,,x\n2,1e-6,,,,,,,x",
            "line 3 of FILE has ell 2 after 2: sort the lines by ell"),
        arguments("", "FILE has a heading and no multipole: add a line for each multipole"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("measured")
  void aWrongLineOfAMeasuredSpectrumIsNamed(String lines, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("m.csv"), HEADING + "\n" + lines + "\n");
    Faults.assertRefused(
        message.replace("FILE", file.toString()), () -> MeasuredSpectrum.read(file));
  }

  /** The whole file, what is said. */
  static Stream<Arguments> spectra() {
    return Stream.of(
        arguments("", "FILE is empty: its first line must be the heading \"ell,C_l\""),
        arguments(
            "\n\n# nothing\n", "FILE is empty: its first line must be the heading \"ell,C_l\""),
        arguments("l,C\n0,1\n", "line 1 of FILE is \"l,C\": the heading must be \"ell,C_l\""),
        arguments(
            "ell;C_l\n0;1\n", "line 1 of FILE is \"ell;C_l\": the heading must be \"ell,C_l\""),
        arguments(
            "ell,C_l,x\n0,1,2\n",
            "line 1 of FILE is \"ell,C_l,x\": the heading must be \"ell,C_l\""),
        arguments("0,1\n1,2\n", "line 1 of FILE is \"0,1\": the heading must be \"ell,C_l\""),
        arguments("ell,C_l\n0,1\n2,3\n", "line 3 of FILE has ell 2: the next multipole is 1"),
        arguments("ell,C_l\n0,1\n0,3\n", "line 3 of FILE has ell 0: the next multipole is 1"),
        arguments("ell,C_l\n1,1\n", "line 2 of FILE has ell 1: the next multipole is 0"),
        arguments("ell,C_l\n0.5,1\n", "line 2 of FILE has \"0.5\" as ell: write a whole number"),
        arguments("ell,C_l\n0,1,5\n", "line 2 of FILE has 3 fields and the heading 2: …"),
        arguments("ell,C_l\n0,NaN\n", "line 2 of FILE has \"NaN\" as C_l: …"),
        arguments("ell,C_l\n0,-Infinity\n", "line 2 of FILE has \"-Infinity\" as C_l: …"),
        arguments("ell,C_l\n0,1e400\n", "line 2 of FILE has \"1e400\" as C_l: …"),
        arguments("ell,C_l\n0,1 2\n", "line 2 of FILE has \"1 2\" as C_l: …"),
        arguments("ell,C_l\n0,\"1\n", "FILE is not a CSV table: …: correct its quotes"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("spectra")
  void aWrongSpectrumIsNamed(String text, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("c.csv"), text);
    Faults.assertRefused(message.replace("FILE", file.toString()), () -> PowerSpectrum.read(file));
  }

  @Test
  void otherEncodingsAreNamed() throws IOException {
    Path file = folder.resolve("m.csv");
    Files.write(
        file, (HEADING + "\n1,1e-6,,,,,,,M\u00fcller\n").getBytes(StandardCharsets.ISO_8859_1));
    String message = file + " is not encoded in UTF-8: save it as CSV in UTF-8";
    Faults.assertRefused(message, () -> MeasuredSpectrum.read(file));
    Files.write(file, (HEADING + "\n1,1e-6,,,,,,,x\n").getBytes(StandardCharsets.UTF_16));
    Faults.assertRefused(message, () -> MeasuredSpectrum.read(file));
    Files.write(file, new byte[] {0, 1, 2, 3, (byte) 0xFF});
    Faults.assertRefused(message, () -> MeasuredSpectrum.read(file));
  }
}
