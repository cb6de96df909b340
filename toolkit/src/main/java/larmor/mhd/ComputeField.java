package larmor.mhd;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import larmor.numeric.AtomicFile;

/**
 * The command that computes a turbulent field and writes it as FITS; {@code notebooks/field.py}
 * calls it. Options are given as {@code name=value}. The checkpoint of the run is kept in the
 * folder {@code FILE.run} beside the file; the same command resumes a run that was stopped.
 */
public final class ComputeField {
  private static final List<String> OPTIONS =
      List.of(
          "file",
          "points",
          "seed",
          "beta",
          "mach",
          "from",
          "time",
          "filling",
          "content",
          "rounding");

  private ComputeField() {}

  /**
   * Computes a field and writes it. Ends the Java virtual machine with status 1 and one sentence on
   * the error stream if that is not possible.
   *
   * @param arguments {@code file=PATH} (FITS file to write), {@code points=} (cells a side, 128),
   *     {@code seed=} (of the driving, 1), {@code beta=} (0.2), {@code mach=} (M_A, 0.77), {@code
   *     from=PATH} (snapshot to start from; without it the flow starts from rest), {@code time=}
   *     (time on the grid of that snapshot, 0), {@code filling=} (time on each finer grid, 0.4;
   *     both times are in box sides over the Alfvén speed), {@code content=} ({@code all}, or
   *     {@code field} to leave out velocity and density), and {@code rounding=} (with {@code
   *     content=field}: step to multiples of which the field is rounded, in mean fields; without it
   *     the range of each component has 32,767 levels)
   */
  public static void main(String[] arguments) {
    try {
      run(arguments, System.out);
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Computes a field and writes it.
   *
   * @param arguments options as for {@link #main}
   * @param out stream to which the settings, the progress and the result are printed
   * @throws IllegalArgumentException if an option is unknown or its value is not possible
   * @throws IllegalStateException if the heap is too small, another run works in the folder, or the
   *     flow becomes unstable
   * @throws UncheckedIOException if a file cannot be read or written
   */
  static void run(String[] arguments, PrintStream out) {
    Map<String, String> options = options(arguments);
    boolean fieldOnly = fieldOnly(options.getOrDefault("content", "all"));
    double rounding = rounding(options, fieldOnly);
    DrivenTurbulence plan = plan(options);
    Path file = Path.of(options.get("file")).toAbsolutePath();
    requirePlace(file, options.get("file"));
    Path folder = file.resolveSibling(file.getFileName() + ".run");
    out.println(plan.scheme());
    out.printf(
        Locale.ROOT,
        "%d³ cells from %s; %.3g GB of memory; a checkpoint every two minutes, from which the same"
            + " command resumes%n",
        plan.points(),
        plan.start(),
        plan.bytes() * 1e-9);
    if (Files.exists(folder.resolve("run.checkpoint"))) {
      out.println("resuming from the checkpoint in " + folder);
    }
    RemainingTime remaining = new RemainingTime(System::nanoTime);
    DrivenTurbulence.Outcome outcome =
        plan.run(
            folder,
            remaining::at,
            run -> out.println(remaining + "  " + run.points() + "³  " + run.diagnostics()));
    MhdSnapshot snapshot = outcome.snapshot();
    if (rounding > 0) {
      snapshot.writeField(file, outcome.manifest(), rounding);
    } else if (fieldOnly) {
      snapshot.writeField(file, outcome.manifest());
    } else {
      snapshot.write(file, outcome.manifest());
    }
    out.println(outcome.history());
    out.println(snapshot);
    out.println(file);
  }

  /** Refuses before the run a path at which its result cannot be written. */
  private static void requirePlace(Path file, String given) {
    if (given.isBlank()) {
      throw new IllegalArgumentException(
          "file= is empty: give the name of the FITS file to write, such as field.fits");
    }
    try {
      AtomicFile.requirePlace(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static Map<String, String> options(String[] arguments) {
    Map<String, String> options = new HashMap<>();
    for (String argument : arguments) {
      int split = argument.indexOf('=');
      if (split < 0 || !OPTIONS.contains(argument.substring(0, split))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "\"%s\" is not an option: give name=value with one of the names %s",
                argument,
                String.join(", ", OPTIONS)));
      }
      options.put(argument.substring(0, split), argument.substring(split + 1));
    }
    if (!options.containsKey("file")) {
      throw new IllegalArgumentException("no file to write was given: add file=PATH");
    }
    return options;
  }

  private static boolean fieldOnly(String content) {
    if (!content.equals("all") && !content.equals("field")) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "content=%s is not possible: give content=all or content=field",
              content));
    }
    return content.equals("field");
  }

  /** Returns the step to which the field is rounded, or 0 if none was given. */
  private static double rounding(Map<String, String> options, boolean fieldOnly) {
    if (!options.containsKey("rounding")) {
      return 0;
    }
    double step = number(options, "rounding", "");
    if (!fieldOnly) {
      throw new IllegalArgumentException(
          "rounding= is for a file of the field alone: add content=field, or leave rounding= out");
    }
    // a field of M_A near 1 has values up to a few mean fields
    if (!(step >= 1e-3 && step <= 0.1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "rounding=%s is outside the range 0.001 to 0.1 mean fields: give a step in it, or"
                  + " leave rounding= out for the smallest error",
              options.get("rounding")));
    }
    return step;
  }

  private static DrivenTurbulence plan(Map<String, String> options) {
    int points = (int) whole(options, "points", "128");
    long seed = whole(options, "seed", "1");
    double beta = number(options, "beta", "0.2");
    double machAlfven = number(options, "mach", "0.77");
    DrivenTurbulence plan = DrivenTurbulence.of(points, beta, machAlfven, seed);
    if (options.containsKey("filling")) {
      plan = plan.withTimes(plan.coarseTime(), number(options, "filling", ""));
    }
    if (options.containsKey("from")) {
      return plan.withSnapshot(Path.of(options.get("from")), number(options, "time", "0"));
    }
    if (options.containsKey("time")) {
      throw new IllegalArgumentException(
          "time= is the time on the grid of a snapshot, and no snapshot was given: add from=PATH, or"
              + " leave time= out");
    }
    return plan;
  }

  private static long whole(Map<String, String> options, String name, String otherwise) {
    String text = options.getOrDefault(name, otherwise);
    try {
      long value = Long.parseLong(text);
      if (!name.equals("points") || value == (int) value) {
        return value;
      }
      throw new NumberFormatException("beyond an int");
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s=%s is not a whole number: give a whole number", name, text),
          e);
    }
  }

  private static double number(Map<String, String> options, String name, String otherwise) {
    String text = options.getOrDefault(name, otherwise);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s=%s is not a number: give a number", name, text), e);
    }
  }

  /**
   * Prints the fraction of the work that is done and the time left, which is extrapolated from the
   * time since the first report. The time for starting Java and reading a checkpoint is therefore
   * not counted.
   */
  static final class RemainingTime {
    private final LongSupplier clock;
    private long start;
    private double first = -1;
    private double done;

    /**
     * Creates an estimate that has received no progress yet.
     *
     * @param clock function that returns the present time [ns]
     */
    RemainingTime(LongSupplier clock) {
      this.clock = clock;
    }

    void at(double fraction) {
      if (first < 0) {
        first = fraction;
        start = clock.getAsLong();
      }
      done = fraction;
    }

    @Override
    public String toString() {
      String percent = String.format(Locale.ROOT, "%3.0f %%,", 100 * Math.max(0, done));
      if (first < 0 || done <= first) {
        return percent;
      }
      double spent = (clock.getAsLong() - start) * 1e-9;
      double left = spent * (1 - done) / (done - first);
      return String.format(Locale.ROOT, "%s %.0f min left at most,", percent, Math.ceil(left / 60));
    }
  }
}
