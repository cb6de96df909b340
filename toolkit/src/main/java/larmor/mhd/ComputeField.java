package larmor.mhd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A turbulent field from the command line: {@code ComputeField POINTS SEED BETA MACH_A FILE}, and
 * {@code field} to leave velocity and density out. The run lives in a folder beside the file,
 * {@code FILE.run}, and goes on from there when started again.
 */
public final class ComputeField {
  private ComputeField() {}

  public static void main(String[] arguments) {
    try {
      compute(Arrays.asList(arguments));
    } catch (IllegalArgumentException | IllegalStateException | java.io.UncheckedIOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void compute(List<String> arguments) {
    boolean fieldOnly = arguments.size() == 6 && arguments.get(5).equals("field");
    if (arguments.size() != 5 && !fieldOnly) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d arguments were given, five are needed: cells a side, seed, β, M_A, FITS file; and"
                  + " \"field\" to leave velocity and density out",
              arguments.size()));
    }
    int points = (int) whole(arguments.get(0), "a number of cells a side");
    long seed = whole(arguments.get(1), "a seed");
    double beta = number(arguments.get(2), "β");
    double machAlfven = number(arguments.get(3), "M_A");
    Path file = Path.of(arguments.get(4)).toAbsolutePath();
    DrivenTurbulence plan = DrivenTurbulence.of(points, beta, machAlfven, seed);
    System.out.println(plan.scheme());
    System.out.printf(
        Locale.ROOT,
        "%d³ cells, %.3g GB of memory; a stop costs two minutes of work at most, the same command"
            + " goes on%n",
        points,
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
    if (fieldOnly) {
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
