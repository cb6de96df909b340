package larmor.mhd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import larmor.numeric.AtomicFile;
import larmor.numeric.FileError;
import larmor.numeric.Given;
import larmor.numeric.Quoted;
import larmor.numeric.RegularFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * The diagnostics of a run at successive times. Immutable.
 *
 * @param samples samples in order of time
 */
public record RunHistory(List<Sample> samples) {
  private static final List<String> HEADING =
      List.of(
          "points",
          "time [L/v_A]",
          "M_A",
          "M_s",
          "dB/B0",
          "kinetic",
          "magnetic",
          "power",
          "injected",
          "first order",
          "floored");

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  /**
   * The diagnostics at one time, in the units of {@link MhdDiagnostics}.
   *
   * @param points number of cells a side
   * @param time time [box sides over the Alfvén speed]
   * @param machAlfven Alfvén Mach number M_A, averaged over the volume
   * @param machSonic sonic Mach number M_s, averaged over the volume
   * @param fluctuation δB/B0
   * @param kinetic kinetic energy in the box
   * @param magnetic magnetic energy in the box
   * @param power power of the driver
   * @param injected energy that the driver has given since the start
   * @param repaired number of cell updates since the start in which fluxes were replaced by
   *     first-order ones
   * @param floored number of cell updates since the start in which the density was raised to the
   *     floor
   */
  public record Sample(
      int points,
      double time,
      double machAlfven,
      double machSonic,
      double fluctuation,
      double kinetic,
      double magnetic,
      double power,
      double injected,
      long repaired,
      long floored) {
    static Sample of(MhdRun run) {
      MhdDiagnostics d = run.diagnostics();
      return new Sample(
          run.points(),
          d.time(),
          d.machAlfven(),
          d.machSonic(),
          d.fluctuation(),
          d.kinetic(),
          d.magnetic(),
          d.power(),
          d.injected(),
          d.repaired(),
          d.floored());
    }

    private static Sample of(CSVRecord r) {
      if (r.size() != HEADING.size()) {
        throw new NumberFormatException(r.size() + " fields");
      }
      return new Sample(
          Integer.parseInt(r.get(0)),
          Double.parseDouble(r.get(1)),
          Double.parseDouble(r.get(2)),
          Double.parseDouble(r.get(3)),
          Double.parseDouble(r.get(4)),
          Double.parseDouble(r.get(5)),
          Double.parseDouble(r.get(6)),
          Double.parseDouble(r.get(7)),
          Double.parseDouble(r.get(8)),
          Long.parseLong(r.get(9)),
          Long.parseLong(r.get(10)));
    }

    /** Whether the numbers are possible and the time is after that of the sample before. */
    private boolean canFollow(Sample before) {
      boolean possible =
          points > 0
              && repaired >= 0
              && floored >= 0
              && time >= 0
              && Double.isFinite(
                  time
                      + machAlfven
                      + machSonic
                      + fluctuation
                      + kinetic
                      + magnetic
                      + power
                      + injected);
      return possible
          && (before == null
              || time > before.time
              || (time == before.time && points != before.points));
    }

    private Object[] fields() {
      return new Object[] {
        points,
        time,
        machAlfven,
        machSonic,
        fluctuation,
        kinetic,
        magnetic,
        power,
        injected,
        repaired,
        floored
      };
    }
  }

  /**
   * Makes a history from a copy of a list of samples.
   *
   * @param samples Samples in order of time. Not modified.
   */
  public RunHistory {
    Given.requireEach(samples, "the list of samples", "RunHistory.read(file).samples()");
    samples = List.copyOf(samples);
  }

  /**
   * Returns a history without samples.
   *
   * @return the empty history
   */
  public static RunHistory empty() {
    return new RunHistory(List.of());
  }

  RunHistory with(Sample sample) {
    List<Sample> all = new ArrayList<>(samples);
    all.add(sample);
    return new RunHistory(all);
  }

  /**
   * Returns the samples up to a time, inclusive.
   *
   * @param time time [box sides over the Alfvén speed]
   * @return a history of those samples
   */
  public RunHistory until(double time) {
    return new RunHistory(samples.stream().filter(s -> s.time <= time).toList());
  }

  /** Returns the time of the last sample on a grid, or {@code otherwise} if there is none. */
  double lastTime(int points, double otherwise) {
    double time = otherwise;
    for (Sample s : samples) {
      if (s.points == points) {
        time = s.time;
      }
    }
    return time;
  }

  private double[] column(ToDoubleFunction<Sample> value) {
    return samples.stream().mapToDouble(value).toArray();
  }

  /**
   * Returns the times of the samples.
   *
   * @return one time for each sample [box sides over the Alfvén speed]
   */
  public double[] times() {
    return column(Sample::time);
  }

  /**
   * Returns M_A by volume.
   *
   * @return one value for each sample
   */
  public double[] machAlfven() {
    return column(Sample::machAlfven);
  }

  /**
   * Returns δB/B0, the rms fluctuation of the field over the mean field.
   *
   * @return one value for each sample
   */
  public double[] fluctuations() {
    return column(Sample::fluctuation);
  }

  /**
   * Returns the kinetic energy of the box.
   *
   * @return one value for each sample, in code units
   */
  public double[] kinetic() {
    return column(Sample::kinetic);
  }

  /**
   * Returns the magnetic energy of the box.
   *
   * @return one value for each sample, in code units
   */
  public double[] magnetic() {
    return column(Sample::magnetic);
  }

  /**
   * Returns whether the flow has become stationary, and since when.
   *
   * @return the verdict with its numbers
   */
  public Stationarity stationarity() {
    return Stationarity.of(this);
  }

  /**
   * Writes the samples to a CSV file, which is replaced as a whole. Numbers are written with all
   * digits.
   *
   * @param file path of the file, whose folder must exist
   * @throws UncheckedIOException if the file cannot be written
   */
  public void write(Path file) {
    try {
      AtomicFile.write(file, this::content);
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "history %s could not be written (%s): free disk space, or choose another folder",
              file,
              FileError.words(e)),
          e);
    }
  }

  private void content(Path temporary) throws IOException {
    try (Writer text = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8);
        CSVPrinter csv = new CSVPrinter(text, FORMAT)) {
      csv.printRecord(HEADING);
      for (Sample s : samples) {
        csv.printRecord(s.fields());
      }
    }
  }

  /**
   * Reads a file that {@link #write} wrote, with the same bits.
   *
   * @param file path of the CSV file
   * @return the history
   * @throws IllegalArgumentException if the heading or a line is not that of a history
   * @throws UncheckedIOException if the file cannot be read
   */
  public static RunHistory read(Path file) {
    return read(file, Double.POSITIVE_INFINITY);
  }

  /**
   * Reads the history of a run that is resumed from a checkpoint: the samples up to its time. Those
   * after it are computed again, so the last line may be damaged if its time is after that of the
   * checkpoint.
   *
   * @param time of the checkpoint, box side over Alfvén speed
   * @throws IllegalArgumentException as for {@link #read(Path)}
   * @throws UncheckedIOException if the file cannot be read
   */
  static RunHistory readUntil(Path file, double time) {
    return read(file, time).until(time);
  }

  private static RunHistory read(Path file, double time) {
    try (CSVParser csv =
        CSVParser.parse(
            RegularFile.require(file, "a history of a run"), StandardCharsets.UTF_8, FORMAT)) {
      List<Sample> all = new ArrayList<>();
      Iterator<CSVRecord> lines = csv.iterator();
      if (!lines.hasNext()) {
        throw noHistory(file, "it is empty");
      }
      requireHeading(file, lines.next());
      while (lines.hasNext()) {
        CSVRecord line = lines.next();
        if (lines.hasNext() || !isAfter(line, time)) {
          Sample sample = sample(file, line);
          if (!sample.canFollow(all.isEmpty() ? null : all.get(all.size() - 1))) {
            throw damaged(file, line, null);
          }
          all.add(sample);
        }
      }
      return new RunHistory(all);
    } catch (UncheckedIOException e) {
      throw noHistory(file, "it is not CSV (" + Quoted.reason(e.getCause()) + ")");
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "history %s could not be read (%s): check that it exists",
              file,
              FileError.words(e)),
          e);
    }
  }

  /** Whether a line, which may be cut after its time, is that of a time after a given one. */
  private static boolean isAfter(CSVRecord line, double time) {
    try {
      return line.size() > 2 && Double.parseDouble(line.get(1)) > time;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static void requireHeading(Path file, CSVRecord r) {
    if (!Arrays.asList(r.values()).equals(HEADING)) {
      throw noHistory(file, "its heading is not " + String.join(",", HEADING));
    }
  }

  private static IllegalArgumentException noHistory(Path file, String why) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s is not the history of a run, %s: give a file that RunHistory.write wrote, or delete"
                + " it and the run starts a new one",
            file,
            why));
  }

  private static Sample sample(Path file, CSVRecord r) {
    try {
      return Sample.of(r);
    } catch (NumberFormatException e) {
      throw damaged(file, r, e);
    }
  }

  private static IllegalArgumentException damaged(Path file, CSVRecord r, Exception cause) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "history %s is damaged in line %d, %s: delete it and the run starts a new one",
            file,
            r.getRecordNumber(),
            Quoted.of(String.join(",", r.values()))),
        cause);
  }

  @Override
  public String toString() {
    return samples.isEmpty()
        ? "history of a run: no samples"
        : String.format(
            Locale.ROOT,
            "history of a run to t = %.3g L/v_A, %d samples: %s",
            samples.get(samples.size() - 1).time,
            samples.size(),
            stationarity());
  }
}
