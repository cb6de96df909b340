package larmor.mhd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A turbulent field from the command line, as {@code notebooks/field.py} calls it: options {@code
 * name=value}. The run lives in a folder beside the file, {@code FILE.run}, and goes on from there
 * when started again.
 */
public final class ComputeField {
  private static final List<String> OPTIONS =
      List.of("file", "points", "seed", "beta", "mach", "from", "time", "filling", "content");

  private ComputeField() {}

  /**
   * Computes a field and writes it.
   *
   * @param arguments {@code file=PATH} (FITS, written at the end), {@code points=} (cells a side),
   *     {@code seed=} (of the driving), {@code beta=}, {@code mach=} (M_A), {@code from=PATH} (a
   *     snapshot to start from in place of rest), {@code time=} (on the snapshot's own grid),
   *     {@code filling=} (on each finer grid; both in box sides over the Alfvén speed), {@code
   *     content=} all or field
   */
  public static void main(String[] arguments) {
    try {
      compute(options(arguments));
    } catch (IllegalArgumentException | IllegalStateException | java.io.UncheckedIOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
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
      throw new IllegalArgumentException("no file to write: give file=PATH");
    }
    return options;
  }

  private static DrivenTurbulence plan(Map<String, String> options) {
    int points = (int) whole(options.getOrDefault("points", "128"), "a number of cells a side");
    long seed = whole(options.getOrDefault("seed", "1"), "a seed");
    double beta = number(options.getOrDefault("beta", "0.2"), "β");
    double machAlfven = number(options.getOrDefault("mach", "0.77"), "M_A");
    DrivenTurbulence plan = DrivenTurbulence.of(points, beta, machAlfven, seed);
    if (options.containsKey("filling")) {
      plan = plan.withTimes(plan.longest(), number(options.get("filling"), "a time"));
    }
    if (options.containsKey("from")) {
      double time = number(options.getOrDefault("time", "0"), "a time");
      return plan.from(MhdSnapshot.read(Path.of(options.get("from"))), time);
    }
    if (options.containsKey("time")) {
      throw new IllegalArgumentException(
          "a time on the grid of a snapshot was given without the snapshot: give from=PATH");
    }
    return plan;
  }

  private static void compute(Map<String, String> options) {
    DrivenTurbulence plan = plan(options);
    Path file = Path.of(options.get("file")).toAbsolutePath();
    System.out.println(plan.scheme());
    System.out.printf(
        Locale.ROOT,
        "%d³ cells, %.3g GB of memory; a stop costs two minutes of work at most, the same command"
            + " goes on%n",
        plan.points(),
        plan.bytes() * 1e-9);
    Path folder = file.resolveSibling(file.getFileName() + ".run");
    if (Files.exists(folder.resolve("run.checkpoint"))) {
      System.out.println("going on from the checkpoint in " + folder);
    }
    Clock clock = new Clock();
    DrivenTurbulence.Outcome outcome =
        plan.run(
            folder,
            clock::at,
            run -> System.out.println(clock + "  " + run.points() + "³  " + run.diagnostics()));
    MhdSnapshot snapshot = outcome.snapshot();
    if (options.getOrDefault("content", "all").equals("field")) {
      snapshot.writeField(file, outcome.manifest());
    } else {
      snapshot.write(file, outcome.manifest());
    }
    System.out.println(outcome.history());
    System.out.println(snapshot);
    System.out.println(file);
  }

  private static long whole(String text, String what) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "\"%s\" is not %s: give a whole number", text, what), e);
    }
  }

  private static double number(String text, String what) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "\"%s\" is no %s: give a number", text, what), e);
    }
  }

  /** Share done and time left, from the share done since the start. */
  private static final class Clock {
    private final long start = System.nanoTime();
    private double first = -1;
    private double done;

    private void at(double fraction) {
      if (first < 0) {
        first = fraction;
      }
      done = fraction;
    }

    @Override
    public String toString() {
      double spent = (System.nanoTime() - start) * 1e-9;
      return done > first && first >= 0
          ? String.format(
              Locale.ROOT,
              "%3.0f %%, %.0f min left at most,",
              100 * done,
              Math.ceil(spent * (1 - done) / (done - first) / 60))
          : "  0 %,";
    }
  }
}
