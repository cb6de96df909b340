package larmor.bench;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import larmor.field.CubeScale;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.field.Interpolation;
import larmor.field.MagneticField;
import larmor.field.NestedField;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.ode.BulirschStoer;
import larmor.ode.DormandPrince;
import larmor.ode.Hermite;
import larmor.orbit.Backtracker;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.turbulence.GridTurbulence;
import larmor.turbulence.TurbulenceSpectrum;

/**
 * The time of a proton in a process in which five pairs of solver and field have run, divided by
 * that in a process of its own, with {@link larmor.numeric.ClassCopies} and without. All processes
 * live at the same time, and trace 64 protons over 200 gyroradii in turn, so that other programs on
 * the machine disturb all of them alike; the times are those of the processor in the tracing
 * thread. Arguments: how many turns (60), and how many sets of processes, one after the other (3).
 * Writes medians over all turns to data/benchmarks.csv.
 */
public final class ProfileOrder {
  private static final int PROTONS = 64;
  private static final int WARM_UP = 40;

  private ProfileOrder() {}

  public static void main(String[] words) throws IOException {
    String[] arguments = String.join(" ", words).trim().split(" ");
    if (arguments[0].equals("child")) {
      answer(Arrays.copyOfRange(arguments, 1, arguments.length));
      return;
    }
    int turns = arguments[0].matches("\\d+") ? Integer.parseInt(arguments[0]) : 60;
    int sets = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    List<String> pairs = List.copyOf(tracers().keySet());
    Map<String, double[]> ratios = new LinkedHashMap<>();
    for (int set = 0; set < sets; set++) {
      Processes copied = new Processes(true, pairs);
      Processes plain = new Processes(false, pairs);
      for (int turn = 0; turn < turns; turn++) {
        int at = set * turns + turn;
        for (int p = 0; p < pairs.size(); p++) {
          boolean forward = turn % 2 == 0;
          double[] one = (forward ? copied : plain).times(p, forward);
          double[] other = (forward ? plain : copied).times(p, forward);
          double[] with = forward ? one : other;
          double[] without = forward ? other : one;
          put(ratios, pairs.get(p) + " copies,after/alone", at, turns * sets, with[1] / with[0]);
          put(
              ratios,
              pairs.get(p) + " without,after/alone",
              at,
              turns * sets,
              without[1] / without[0]);
          put(
              ratios,
              pairs.get(p) + " after others,copies/without",
              at,
              turns * sets,
              with[1] / without[1]);
        }
      }
      copied.end();
      plain.end();
    }
    List<Benchmarks.Row> rows = new ArrayList<>();
    ratios.forEach(
        (name, values) -> {
          for (int set = 0; set < sets; set++) {
            double[] one = Arrays.copyOfRange(values, set * turns, (set + 1) * turns);
            Arrays.sort(one);
            System.out.printf(
                Locale.ROOT,
                "%s, set %d: median %.3f, quartiles %.3f and %.3f%n",
                name,
                set,
                one[turns / 2],
                one[turns / 4],
                one[3 * turns / 4]);
          }
          Arrays.sort(values);
          String[] what = name.split(",");
          rows.add(
              new Benchmarks.Row("ProfileOrder " + what[0], values[values.length / 2], what[1]));
        });
    Benchmarks.record(
        Path.of(System.getProperty("larmor.benchmarks", "data/benchmarks.csv")), rows);
  }

  private static void put(
      Map<String, double[]> ratios, String name, int at, int size, double ratio) {
    ratios.computeIfAbsent(name, n -> new double[size])[at] = ratio;
  }

  /** The five pairs. A gyroradius is 5 cells, and a trajectory as long as 200 gyroradii. */
  private static Map<String, Backtracker> tracers() {
    FieldCube cube =
        GridTurbulence.of(TurbulenceSpectrum.kolmogorov(), 128).cube(1).scaledTo(1);
    FieldCube fine = GridTurbulence.of(TurbulenceSpectrum.kolmogorov(), 64).cube(2).scaledTo(0.1);
    CubeScale scale = CubeScale.ofSide(250 * pc).withFieldUnit(3 * muG);
    CubicSplineField spline = CubicSplineField.of(cube, scale);
    CubicSplineField inner =
        CubicSplineField.of(fine, CubeScale.ofSide(60 * pc).withFieldUnit(3 * muG));
    Vec3 zero = new Vec3(0, 0, 0);
    Map<String, Backtracker> tracers = new LinkedHashMap<>();
    tracers.put("hermite-spline", tracer(spline));
    tracers.put("bulirschStoer-spline", tracer(spline).withSolver(BulirschStoer.of(1e-6)));
    tracers.put("dormandPrince-spline", tracer(spline).withSolver(DormandPrince.of(1e-6)));
    tracers.put(
        "hermite-nested",
        tracer(NestedField.of(zero, List.of(spline, inner), List.of(zero, zero))));
    tracers.put("hermite-trilinear", tracer(Interpolation.TRILINEAR.of(cube, scale)));
    return tracers;
  }

  private static Backtracker tracer(MagneticField field) {
    return Backtracker.of(Species.PROTON, field)
        .withGyroradius(9.766 * pc, 3 * muG)
        .withSpheres(10 * pc, 30 * pc, 60 * pc, 90 * pc)
        .withStopAfterGyrations(200 / (2 * Math.PI));
  }

  /** In a child: warms up the pairs one after the other, then traces the pair that is asked for. */
  private static void answer(String[] names) throws IOException {
    Map<String, Backtracker> tracers = tracers();
    for (String name : names) {
      for (int i = 0; i < WARM_UP; i++) {
        time(tracers.get(name), i);
      }
    }
    for (int i = 0; i < 5 * names.length; i++) {
      time(tracers.get(names[i % names.length]), i);
    }
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    int seed = 1000;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(time(tracers.get(names[Integer.parseInt(line)]), seed++));
    }
  }

  /** Processor time of the thread that traces the protons, in nanoseconds. */
  private static long time(Backtracker tracer, int seed) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] time = new long[1];
    tracer.run(
        LaunchDirections.uniform(PROTONS, seed),
        new Workers(1),
        fraction -> time[0] = threads.getCurrentThreadCpuTime());
    return time[0];
  }

  /** One process for each pair, and one in which all pairs have run. */
  private static final class Processes {
    private final List<Child> alone = new ArrayList<>();
    private final Child after;

    Processes(boolean copies, List<String> pairs) throws IOException {
      for (String pair : pairs) {
        alone.add(new Child(copies, List.of(pair)));
      }
      after = new Child(copies, pairs);
    }

    /** The time of a pair alone and that after the others, measured in this order or the other. */
    double[] times(int pair, boolean forward) throws IOException {
      double first = forward ? alone.get(pair).time(0) : after.time(pair);
      double second = forward ? after.time(pair) : alone.get(pair).time(0);
      return forward ? new double[] {first, second} : new double[] {second, first};
    }

    void end() throws IOException {
      for (Child child : alone) {
        child.end();
      }
      after.end();
    }
  }

  /** A process that traces protons when it is asked to. */
  private static final class Child {
    private final BufferedReader in;
    private final Writer out;

    Child(boolean copies, List<String> pairs) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Xmx600m"));
      command.addAll(List.of("-Dlarmor.classCopies=" + copies, "-cp"));
      command.addAll(List.of(System.getProperty("java.class.path")));
      command.addAll(List.of(ProfileOrder.class.getName(), "child"));
      command.addAll(pairs);
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      in = process.inputReader(StandardCharsets.US_ASCII);
      out = process.outputWriter(StandardCharsets.US_ASCII);
      if (!"ready".equals(in.readLine())) {
        throw new IOException(String.join(" ", command) + " ended before it was ready");
      }
    }

    double time(int pair) throws IOException {
      out.write(pair + "\n");
      out.flush();
      return Double.parseDouble(in.readLine());
    }

    void end() throws IOException {
      out.close();
    }
  }
}
