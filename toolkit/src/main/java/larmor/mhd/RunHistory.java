package larmor.mhd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run reported on its way, oldest first. Immutable.
 *
 * @param samples in rising time
 */
public record RunHistory(List<Sample> samples) {
  private static final String HEAD =
      "points,time [L/v_A],M_A,M_s,dB/B0,kinetic,magnetic,power,injected,first order,floored";

  /**
   * One look at a run, in the units of {@link MhdDiagnostics}.
   *
   * @param points cells a side
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
  }

  public RunHistory {
    samples = List.copyOf(samples);
  }

  public static RunHistory empty() {
    return new RunHistory(List.of());
  }

  RunHistory with(Sample sample) {
    List<Sample> all = new ArrayList<>(samples);
    all.add(sample);
    return new RunHistory(all);
  }

  /** The samples up to a time, that one included. */
  public RunHistory until(double time) {
    return new RunHistory(samples.stream().filter(s -> s.time <= time).toList());
  }

  /** Times in box sides over the Alfvén speed. */
  public double[] times() {
    return samples.stream().mapToDouble(Sample::time).toArray();
  }

  public double[] machAlfven() {
    return samples.stream().mapToDouble(Sample::machAlfven).toArray();
  }

  /** δB/B0. */
  public double[] fluctuations() {
    return samples.stream().mapToDouble(Sample::fluctuation).toArray();
  }

  public double[] kinetic() {
    return samples.stream().mapToDouble(Sample::kinetic).toArray();
  }

  public double[] magnetic() {
    return samples.stream().mapToDouble(Sample::magnetic).toArray();
  }

  /** Whether, and since when, the flow is stationary. */
  public Stationarity stationarity() {
    return Stationarity.of(this);
  }

  /** Writes all samples as CSV, beside the file first. */
  public void write(Path file) {
    StringBuilder text = new StringBuilder(HEAD).append('\n');
    for (Sample s : samples) {
      text.append(s.points).append(',').append(s.time).append(',').append(s.machAlfven);
      text.append(',').append(s.machSonic).append(',').append(s.fluctuation);
      text.append(',').append(s.kinetic).append(',').append(s.magnetic);
      text.append(',').append(s.power).append(',').append(s.injected);
      text.append(',').append(s.repaired).append(',').append(s.floored).append('\n');
    }
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.writeString(beside, text, StandardCharsets.UTF_8);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      beside.toFile().delete();
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "history %s could not be written (%s): make room or choose another folder",
              file,
              e.getMessage()),
          e);
    }
  }

  /** Reads what {@link #write} wrote, to the same bits. */
  public static RunHistory read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      if (lines.isEmpty() || !lines.get(0).equals(HEAD)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "%s is no history of a run: its first line is not %s", file, HEAD));
      }
      List<Sample> all = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        all.add(sample(file, line));
      }
      return new RunHistory(all);
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT, "history %s could not be read (%s): check that it is there", file, e),
          e);
    }
  }

  private static Sample sample(Path file, String line) {
    String[] f = line.split(",");
    try {
      return new Sample(
          Integer.parseInt(f[0]),
          Double.parseDouble(f[1]),
          Double.parseDouble(f[2]),
          Double.parseDouble(f[3]),
          Double.parseDouble(f[4]),
          Double.parseDouble(f[5]),
          Double.parseDouble(f[6]),
          Double.parseDouble(f[7]),
          Double.parseDouble(f[8]),
          Long.parseLong(f[9]),
          Long.parseLong(f[10]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "history %s is damaged at \"%s\": delete it, the run starts it anew",
              file,
              line),
          e);
    }
  }

  @Override
  public String toString() {
    return samples.isEmpty()
        ? "history of a run: nothing yet"
        : String.format(
            Locale.ROOT,
            "history of a run to t = %.3g L/v_A, %d samples: %s",
            samples.get(samples.size() - 1).time,
            samples.size(),
            stationarity());
  }
}
