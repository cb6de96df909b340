package larmor.sky;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An angular power spectrum from an observatory, from a file of comma-separated values with the
 * heading {@value #HEADING}. Lines that start with # are comments; a field left empty is not known.
 * C_l and its bounds are in relative intensity squared.
 */
public final class MeasuredSpectrum {
  static final String HEADING = "ell,Cl,stat_lo,stat_hi,sys_lo,sys_hi,iso_lo,iso_hi,source";

  private static final int NUMBERS = 8;

  private final double[][] columns;
  private final String source;

  private MeasuredSpectrum(double[][] columns, String source) {
    this.columns = columns;
    this.source = source;
  }

  /**
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if a line is not what the heading says
   */
  public static MeasuredSpectrum read(Path file) throws IOException {
    List<String> lines =
        Files.readAllLines(file).stream()
            .map(String::strip)
            .filter(l -> !l.isEmpty() && !l.startsWith("#"))
            .toList();
    if (lines.isEmpty() || !lines.get(0).replace(" ", "").equals(HEADING)) {
      throw new IllegalArgumentException(
          file + " is no spectrum: its first line must be \"" + HEADING + "\"");
    }
    if (lines.size() == 1) {
      throw new IllegalArgumentException(file + " has a heading and no multipole: add lines");
    }
    double[][] columns = new double[NUMBERS][lines.size() - 1];
    List<String> sources = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", NUMBERS + 1);
      if (cells.length != NUMBERS + 1) {
        throw bad(file, lines.get(i), "has " + cells.length + " fields and not 9");
      }
      for (int c = 0; c < NUMBERS; c++) {
        columns[c][i - 1] = number(file, lines.get(i), cells[c].strip());
      }
      if (!(columns[0][i - 1] >= 1) || !(columns[1][i - 1] > 0)) {
        throw bad(file, lines.get(i), "needs ell of 1 or more and Cl above 0");
      }
      if (i > 1 && !(columns[0][i - 1] > columns[0][i - 2])) {
        throw bad(file, lines.get(i), "does not follow in order of ell");
      }
      String from = cells[NUMBERS].strip();
      if (!from.isEmpty() && !sources.contains(from)) {
        sources.add(from);
      }
    }
    return new MeasuredSpectrum(columns, String.join("; ", sources));
  }

  /** The spectrum in a file, if there is such a file. */
  public static Optional<MeasuredSpectrum> readIfPresent(Path file) throws IOException {
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  private static double number(Path file, String line, String cell) {
    try {
      return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw bad(file, line, "has \"" + cell + "\" where a number belongs");
    }
  }

  private static IllegalArgumentException bad(Path file, String line, String what) {
    return new IllegalArgumentException(
        "line \"" + line + "\" of " + file + " " + what + ": mend it after the heading " + HEADING);
  }

  /** Multipoles l. */
  public double[] multipoles() {
    return columns[0].clone();
  }

  /** C_l. */
  public double[] power() {
    return columns[1].clone();
  }

  /** Lower end of the statistical error of C_l, NaN where not known. */
  public double[] statisticalLow() {
    return columns[2].clone();
  }

  /** Upper end of the statistical error of C_l, NaN where not known. */
  public double[] statisticalHigh() {
    return columns[3].clone();
  }

  /** Lower end of the systematic error of C_l, NaN where not known. */
  public double[] systematicLow() {
    return columns[4].clone();
  }

  /** Upper end of the systematic error of C_l, NaN where not known. */
  public double[] systematicHigh() {
    return columns[5].clone();
  }

  /** Lower end of what an isotropic sky shows, NaN where not known. */
  public double[] isotropicLow() {
    return columns[6].clone();
  }

  /** Upper end of what an isotropic sky shows, NaN where not known. */
  public double[] isotropicHigh() {
    return columns[7].clone();
  }

  /** Where the numbers are from, as the file says. */
  public String source() {
    return source;
  }

  /**
   * C_1, which simulations are scaled to.
   *
   * @throws IllegalStateException if the file has no dipole
   */
  public double dipolePower() {
    if (columns[0][0] != 1) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the spectrum starts at l = %.0f: a line for l = 1 is needed to scale to its dipole",
              columns[0][0]));
    }
    return columns[1][0];
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "measured C_l from l = %.0f to %.0f, largest %.3g (%s)",
        columns[0][0],
        columns[0][columns[0].length - 1],
        Arrays.stream(columns[1]).max().getAsDouble(),
        source.isEmpty() ? "no source named" : source);
  }
}
