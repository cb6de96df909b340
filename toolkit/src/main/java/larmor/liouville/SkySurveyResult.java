package larmor.liouville;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Numbered;
import larmor.numeric.SampleMean;
import larmor.numeric.Vec3;
import larmor.orbit.Gyration;
import larmor.orbit.LengthEstimate;
import larmor.sky.PowerSpectrum;
import larmor.units.Units;

/**
 * The power spectra and the mean free paths of the observers of a {@link SkySurvey}, or of several
 * surveys in different cubes. Immutable.
 */
public final class SkySurveyResult {
  private final List<Row> rows;
  private final Gyration gyration;
  private final String observers;
  private final int[] cubes;

  /**
   * The spectrum of one observer for one weight and sphere.
   *
   * @param weight name of the boundary weight
   * @param radius R [m]
   * @param noise N_ℓ, the same at every ℓ
   * @param missing number of trajectories that do not reach the sphere
   * @param spectrum power spectrum C_ℓ, including the noise
   * @param axial the part of C_ℓ that depends only on the angle to the field at the observer, see
   *     {@link larmor.sky.Alm#axialPower}
   */
  record Entry(
      String weight,
      double radius,
      double noise,
      int missing,
      PowerSpectrum spectrum,
      PowerSpectrum axial) {}

  /**
   * The result of one observer.
   *
   * @param key key of the survey and the observer, see {@link SkySurvey#fingerprint}
   * @param observer position relative to the centre of the cube [m]
   * @param entries spectra in order of the weights and, for each weight, of the spheres
   * @param turn path length to the first turn by 90°
   * @param particles number of trajectories traced
   */
  record Row(String key, Vec3 observer, List<Entry> entries, LengthEstimate turn, int particles) {
    Row {
      entries = List.copyOf(entries);
    }
  }

  SkySurveyResult(List<Row> rows, Gyration gyration, String observers) {
    this(rows, gyration, observers, new int[rows.size()]);
  }

  private SkySurveyResult(List<Row> rows, Gyration gyration, String observers, int[] cubes) {
    this.rows = List.copyOf(rows);
    this.gyration = gyration;
    this.observers = observers;
    this.cubes = cubes;
  }

  /**
   * Reads a result that {@link #write} wrote, for a survey whose field is not at hand. It is not
   * checked which survey the file belongs to; where the field is at hand, {@link SkySurvey#read}
   * checks it.
   *
   * @param file CSV file
   * @param gyration the gyration of the survey's particles, which the file does not contain
   * @return the result for all observers of the file
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the file is not such a result, is damaged, or was cut; in a
   *     file without the number of lines, as earlier versions wrote it, missing observers at its
   *     end are not found
   */
  public static SkySurveyResult read(Path file, Gyration gyration) throws IOException {
    Given.require(gyration, "the gyration", "tracer.gyration()");
    List<Row> rows = SkySurveyFile.readWhole(file);
    return new SkySurveyResult(rows, gyration, rows.size() + " observers of " + file.getFileName());
  }

  /**
   * Combines the observers of surveys in several cubes. Standard errors of means over these
   * observers include the differences between cubes.
   *
   * @param results one result or more, each from another cube, with the same gyroradius
   * @return a result of all observers, in the order given
   * @throws IllegalArgumentException if there is no result or the gyroradii differ
   */
  public static SkySurveyResult together(List<SkySurveyResult> results) {
    Given.requireEach(results, "the list of results", "List.of(survey.run())");
    if (results.isEmpty()) {
      throw new IllegalArgumentException("no surveys were given to combine: give one or more");
    }
    Gyration first = results.get(0).gyration;
    List<Row> all = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    int cube = 0;
    for (SkySurveyResult result : results) {
      if (result.gyration.gyroradius() != first.gyroradius()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "surveys with gyroradii of %.6g and %.6g pc cannot be combined: combine surveys"
                    + " with the same gyroradius",
                first.gyroradius() / Units.pc,
                result.gyration.gyroradius() / Units.pc));
      }
      all.addAll(result.rows);
      for (int number : result.cubes) {
        numbers.add(cube + number);
      }
      cube = numbers.get(numbers.size() - 1) + 1;
      texts.add(result.observers);
    }
    return new SkySurveyResult(
        all, first, String.join("; ", texts), numbers.stream().mapToInt(i -> i).toArray());
  }

  /**
   * Returns the number of observers.
   *
   * @return the number
   */
  public int size() {
    return rows.size();
  }

  /**
   * Returns the number of the cube of each observer.
   *
   * @return one number for each observer, from 0; all 0 for a single survey
   */
  public int[] cubes() {
    return cubes.clone();
  }

  /**
   * Returns the gyration of the particles in the reference field.
   *
   * @return species, gyroradius, energy and period
   */
  public Gyration gyration() {
    return gyration;
  }

  /**
   * Returns the position of an observer.
   *
   * @param i number of the observer, from 0
   * @return position relative to the centre of the cube [m]
   * @throws IllegalArgumentException if there is no such observer
   */
  public Vec3 observer(int i) {
    return rows.get(Numbered.require(i, rows.size(), "observer")).observer();
  }

  /**
   * Returns the spectra of all observers for the weight that was given first, after subtraction of
   * the noise.
   *
   * @param radius R of a recorded sphere [m]
   * @return a spectrum for each observer
   * @throws IllegalArgumentException if the sphere was not recorded
   */
  public SpectrumSample spectra(double radius) {
    return spectra(rows.get(0).entries().get(0).weight(), radius);
  }

  /**
   * Returns the spectra of all observers for a weight, after subtraction of the noise.
   *
   * @param weight name of a boundary weight of the survey
   * @param radius R of a recorded sphere [m]
   * @return a spectrum for each observer
   * @throws IllegalArgumentException if there is no such weight or the sphere was not recorded
   */
  public SpectrumSample spectra(String weight, double radius) {
    List<PowerSpectrum> spectra = new ArrayList<>();
    for (Row row : rows) {
      Entry entry = entry(row, weight, radius);
      spectra.add(entry.spectrum().minus(entry.noise()));
    }
    return SpectrumSample.of(spectra, cubes);
  }

  /**
   * Returns the share of the power in a band of multipoles that depends only on the angle to the
   * local magnetic field at the observer. It is Σ|a_ℓ0|² about this axis over Σ(2ℓ + 1)C_ℓ, both
   * after subtraction of the noise. Without a preferred axis the expected share is the number of
   * multipoles in the band divided by the number of its modes, Σ(2ℓ + 1).
   *
   * @param weight name of a boundary weight of the survey
   * @param radius R of a recorded sphere [m]
   * @param from first multipole
   * @param to last multipole of the range, included
   * @return the share for each observer
   * @throws IllegalArgumentException if there is no such weight or the sphere was not recorded
   */
  public double[] axialShares(String weight, double radius, int from, int to) {
    double[] shares = new double[rows.size()];
    for (int i = 0; i < shares.length; i++) {
      Entry entry = entry(rows.get(i), weight, radius);
      double axial = 0;
      double all = 0;
      for (int l = from; l <= to; l++) {
        axial += (2 * l + 1) * entry.axial().at(l) - entry.noise();
        all += (2 * l + 1) * (entry.spectrum().at(l) - entry.noise());
      }
      shares[i] = axial / all;
    }
    return shares;
  }

  /**
   * Writes a CSV file with a heading, one line for each observer, weight and sphere: position,
   * number of particles, path length to the first turn by 90° with its error, noise, C_ℓ with noise
   * and the axial part of C_ℓ. Lengths are in metres and numbers have all their digits. The last
   * two fields of a line are the number of lines of the file without the heading and the CRC-32
   * checksum of the line. {@link SkySurvey#read} and {@link #read} read such a file.
   *
   * @param file path of the file, which is replaced as a whole
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    SkySurveyFile.write(rows, file);
  }

  /**
   * Returns whether another result has the same observers with the same spectra and path lengths.
   *
   * @param other the other result
   * @return true if every number is the same
   */
  public boolean hasSameRows(SkySurveyResult other) {
    Given.require(other, "the other result", "survey.run()");
    return rows.equals(other.rows);
  }

  /**
   * Returns the noise that was subtracted, averaged over the observers.
   *
   * @param weight name of a boundary weight of the survey
   * @param radius R of a recorded sphere [m]
   * @return N_ℓ, the same at every ℓ
   * @throws IllegalArgumentException if there is no such weight or the sphere was not recorded
   */
  public double noise(String weight, double radius) {
    double sum = 0;
    for (Row row : rows) {
      sum += entry(row, weight, radius).noise();
    }
    return sum / rows.size();
  }

  /**
   * Returns the fraction of the trajectories of each observer that do not reach a sphere.
   *
   * @param radius R of a recorded sphere [m]
   * @return a fraction from 0 to 1 for each observer
   * @throws IllegalArgumentException if the sphere was not recorded
   */
  public double[] missing(double radius) {
    String weight = rows.get(0).entries().get(0).weight();
    return rows.stream()
        .mapToDouble(r -> entry(r, weight, radius).missing() / (double) r.particles())
        .toArray();
  }

  private static Entry entry(Row row, String weight, double radius) {
    Given.require(weight, "the name of the weight", "\"paper\"");
    return row.entries().stream()
        .filter(
            e -> e.weight().equals(weight) && Math.abs(e.radius() - radius) <= 1e-9 * e.radius())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "the survey has no spectrum of the weight \"%s\" at R = %.4g pc: it has %s",
                        weight,
                        radius / Units.pc,
                        row.entries().stream()
                            .map(
                                e ->
                                    String.format(
                                        Locale.ROOT,
                                        "\"%s\" at %.4g pc",
                                        e.weight(),
                                        e.radius() / Units.pc))
                            .toList())));
  }

  /**
   * Returns the mean free path of each observer by the paper's definition: the mean path length to
   * the first turn by 90°.
   *
   * @return one length for each observer [m]
   */
  public double[] turnPaths() {
    return rows.stream().mapToDouble(r -> r.turn().mean()).toArray();
  }

  /**
   * Returns the fraction of the particles of each observer that turn by 90° before their
   * trajectories end. {@link #turnPaths} are means over these particles.
   *
   * @return a fraction from 0 to 1 for each observer
   */
  public double[] turned() {
    return rows.stream()
        .mapToDouble(r -> r.turn().particles() / (double) r.turn().total())
        .toArray();
  }

  /**
   * Returns the mean of {@link #turnPaths} over the observers, with the error from cosmic variance.
   *
   * @return lengths [m]
   */
  public SampleMean turn() {
    return SampleMean.of(turnPaths(), cubes);
  }

  @Override
  public String toString() {
    SampleMean path = turn();
    return String.format(
        Locale.ROOT,
        "%s, r_L = %.3g pc: mean free path %.3g ± %.2g pc",
        observers,
        gyration.gyroradius() / Units.pc,
        path.mean() / Units.pc,
        path.error() / Units.pc);
  }
}
