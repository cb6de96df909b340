package larmor.sky;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import larmor.numeric.CsvTable;
import larmor.numeric.Given;

/**
 * An angular power spectrum that an observatory published, read from a file of comma-separated
 * values with the heading {@value #HEADING}. Lines that start with # are comments; an empty field
 * means that the number is not known. C_l and its bounds are in relative intensity squared.
 * Immutable.
 */
public final class MeasuredSpectrum {
  static final String HEADING = "ell,Cl,stat_lo,stat_hi,sys_lo,sys_hi,iso_lo,iso_hi,source";

  private static final String[] COLUMNS = HEADING.split(",");
  private static final int SOURCE = COLUMNS.length - 1;

  private final double[][] columns;
  private final String source;

  private MeasuredSpectrum(double[][] columns, String source) {
    this.columns = columns;
    this.source = source;
  }

  /**
   * Reads a spectrum.
   *
   * @param file the file
   * @return the spectrum
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the file has another heading, no multipole, or a line that
   *     cannot be used: because ell is not a whole number of 1 or more or does not increase, Cl is
   *     not above 0 and at most 1, a bound is not finite, an upper bound is below the lower one, or
   *     Cl lies outside its own bounds
   */
  public static MeasuredSpectrum read(Path file) throws IOException {
    List<CsvTable.Row> rows = CsvTable.read(file, COLUMNS).rows();
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          file + " has a heading and no multipole: add a line for each multipole");
    }
    double[][] columns = new double[SOURCE][rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      CsvTable.Row row = rows.get(i);
      columns[0][i] = row.wholeNumber(0);
      for (int c = 1; c < SOURCE; c++) {
        columns[c][i] = c == 1 ? row.number(c) : row.numberOrNaN(c);
      }
      check(row, columns, i);
    }
    String source =
        rows.stream()
            .map(r -> r.text(SOURCE))
            .filter(s -> !s.isEmpty())
            .distinct()
            .collect(Collectors.joining("; "));
    return new MeasuredSpectrum(columns, source);
  }

  private static void check(CsvTable.Row row, double[][] columns, int i) {
    double l = columns[0][i];
    double c = columns[1][i];
    if (!(l >= 1)) {
      throw row.refusal("has ell " + (int) l + ": write a multipole of 1 or more");
    }
    if (i > 0 && !(l > columns[0][i - 1])) {
      throw row.refusal(
          "has ell " + (int) l + " after " + (int) columns[0][i - 1] + ": sort the lines by ell");
    }
    // C_l above 1 is a fluctuation above 100 %; it occurs if 1,9e-6 is written instead of 1.9e-6
    if (!(c > 0 && c <= 1)) {
      throw row.refusal(
          "has Cl "
              + c
              + ": write the power in relative intensity squared, above 0 and at most 1, with a"
              + " decimal point");
    }
    for (int low = 2; low < SOURCE; low += 2) {
      if (columns[low][i] > columns[low + 1][i]) {
        throw row.refusal(
            "has "
                + COLUMNS[low]
                + " "
                + columns[low][i]
                + " above "
                + COLUMNS[low + 1]
                + " "
                + columns[low + 1][i]
                + ": write the lower bound first");
      }
      boolean bounds = !COLUMNS[low].startsWith("iso");
      if (bounds && (columns[low][i] > c || columns[low + 1][i] < c)) {
        throw row.refusal(
            "has Cl "
                + c
                + " outside "
                + COLUMNS[low]
                + " "
                + columns[low][i]
                + " to "
                + COLUMNS[low + 1]
                + " "
                + columns[low + 1][i]
                + ": write the bounds of Cl, not its errors");
      }
    }
  }

  /**
   * Reads a spectrum if there is a file.
   *
   * @param file the file, which need not exist
   * @return the spectrum; empty if the file does not exist
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if its content cannot be used, as described at {@link #read}
   */
  public static Optional<MeasuredSpectrum> readIfPresent(Path file) throws IOException {
    Given.require(file, "the file", "Path.of(\"name\")");
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /** {@return a copy of the multipoles l, in increasing order} */
  public double[] multipoles() {
    return columns[0].clone();
  }

  /** {@return a copy of C_l at each multipole [relative intensity squared]} */
  public double[] powers() {
    return columns[1].clone();
  }

  /** {@return the lower bounds of C_l from its statistical error, NaN where not known} */
  public double[] statisticalLow() {
    return columns[2].clone();
  }

  /** {@return the upper bounds of C_l from its statistical error, NaN where not known} */
  public double[] statisticalHigh() {
    return columns[3].clone();
  }

  /** {@return the lower bounds of C_l from its systematic error, NaN where not known} */
  public double[] systematicLow() {
    return columns[4].clone();
  }

  /** {@return the upper bounds of C_l from its systematic error, NaN where not known} */
  public double[] systematicHigh() {
    return columns[5].clone();
  }

  /** {@return the lower edges of the band of isotropic skies, NaN where not known} */
  public double[] isotropicLow() {
    return columns[6].clone();
  }

  /** {@return the upper edges of the band of isotropic skies, NaN where not known} */
  public double[] isotropicHigh() {
    return columns[7].clone();
  }

  /** {@return the sources that the file names, separated by semicolons; empty if it names none} */
  public String source() {
    return source;
  }

  /**
   * Returns C_1, to which simulated spectra are scaled.
   *
   * @return C_1 [relative intensity squared]
   * @throws IllegalStateException if the file has no line for l = 1
   */
  public double dipolePower() {
    if (columns[0][0] != 1) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the spectrum starts at l = %.0f: add a line for l = 1 to scale to its dipole",
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
