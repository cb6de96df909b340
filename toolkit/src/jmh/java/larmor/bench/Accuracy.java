package larmor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import larmor.field.CubeScale;
import larmor.field.Cubes;
import larmor.field.CubicSplineField;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.ode.BulirschStoer;
import larmor.ode.DormandPrince;
import larmor.ode.Hermite;
import larmor.ode.Integration;
import larmor.ode.Solver;
import larmor.turbulence.GridTurbulence;
import larmor.turbulence.TurbulenceSpectrum;
import org.apache.commons.math3.ode.nonstiff.GraggBulirschStoerIntegrator;

/**
 * Accuracy and cost of the solvers by tolerance: protons traced over 200 gyroradii in two cubes. It
 * writes to data/accuracy.csv the median error of the position against Dormand–Prince at 10⁻¹², the
 * median and the largest error of the energy, and the evaluations of the field, those for dense
 * output included. The position is compared after 20 gyroradii (r_L = 5 cells) or 10 (r_L = 20),
 * because later any two trajectories separate, whatever the method.
 */
public final class Accuracy {
  private static final int PROTONS = 60;
  private static final double PATH = 200;
  private static final double[] SCALE = {1, 1, 1, 1, 1, 1};

  private record Traced(double[] early, double[] late, long evaluations) {}

  private interface Method {
    Traced follow(Lorentz lorentz, double[] start, double early);
  }

  private Accuracy() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(System.getProperty("larmor.benchmarks")).resolveSibling("accuracy.csv");
    CubeScale cells = CubeScale.ofSide(128).withFieldUnit(1);
    Map<String, CubicSplineField> fields = new LinkedHashMap<>();
    var synthetic = GridTurbulence.of(TurbulenceSpectrum.kolmogorov(), 128).cube(1).scaledTo(1);
    fields.put("synthetic Kolmogorov 128³ δB/B0 = 1", CubicSplineField.of(synthetic, cells));
    Path cube = file.resolveSibling("mhd-128-a.fits");
    fields.put("mhd-128-a", CubicSplineField.of(Cubes.read(cube).cube(), cells));
    List<String> rows = new ArrayList<>();
    rows.add("field,gyroradius_cells,method,tolerance,evaluations,place_error,energy,energy_largest");
    for (var field : fields.entrySet()) {
      for (double gyroradius : new double[] {5, 20}) {
        Lorentz lorentz = new Lorentz(field.getValue(), gyroradius);
        double early = gyroradius == 5 ? 20 : 10;
        double[][] exact = new double[PROTONS][];
        for (int i = 0; i < PROTONS; i++) {
          exact[i] = own(DormandPrince.of(1e-12)).follow(lorentz, start(i), early).early();
        }
        for (double tolerance : new double[] {1e-5, 1e-6, 1e-7, 1e-8}) {
          for (var method : methods(tolerance).entrySet()) {
            rows.add(
                String.format(
                    Locale.ROOT,
                    "%s,%.0f,%s,%.0e,%s",
                    field.getKey(),
                    gyroradius,
                    method.getKey(),
                    tolerance,
                    measured(method.getValue(), lorentz, early, exact)));
            System.out.println(rows.get(rows.size() - 1));
          }
        }
      }
    }
    Path beside = file.resolveSibling("accuracy.csv.part");
    Files.write(beside, rows);
    Files.move(beside, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    System.out.println(file);
  }

  private static Map<String, Method> methods(double tolerance) {
    Map<String, Method> methods = new LinkedHashMap<>();
    methods.put("Hermite", own(Hermite.of(tolerance)));
    methods.put("Bulirsch-Stoer", own(BulirschStoer.of(tolerance)));
    methods.put("Dormand-Prince 5(4)", own(DormandPrince.of(tolerance)));
    methods.put("Commons Math Gragg-Bulirsch-Stoer", commons(tolerance));
    return methods;
  }

  private static double[] start(int i) {
    Vec3 u = RandomStream.of(3, i).direction();
    return new double[] {0, 0, 0, u.x(), u.y(), u.z()};
  }

  private static Method own(Solver solver) {
    return (lorentz, start, early) -> {
      Integration run = solver.on(lorentz, SCALE);
      lorentz.evaluations();
      run.start(0, start, 0.1);
      double[] then = new double[6];
      double from = 0;
      while (run.t() < PATH && run.step(PATH)) {
        if (from < early && run.t() >= early) {
          run.at(early, then);
        }
        from = run.t();
      }
      return new Traced(then, run.y().clone(), lorentz.evaluations());
    };
  }

  private static Method commons(double tolerance) {
    return (lorentz, start, early) -> {
      DoubleFunction<double[]> to =
          end -> {
            double[] y = start.clone();
            new GraggBulirschStoerIntegrator(1e-9, 100, tolerance, 0)
                .integrate(lorentz, 0, y, end, y);
            return y;
          };
      double[] then = to.apply(early);
      lorentz.evaluations();
      return new Traced(then, to.apply(PATH), lorentz.evaluations());
    };
  }

  private static String measured(
      Method method, Lorentz lorentz, double early, double[][] exact) {
    double[] place = new double[PROTONS];
    double[] energy = new double[PROTONS];
    double evaluations = 0;
    for (int i = 0; i < PROTONS; i++) {
      Traced traced = method.follow(lorentz, start(i), early);
      double[] y = traced.early();
      place[i] = Math.hypot(Math.hypot(y[0] - exact[i][0], y[1] - exact[i][1]), y[2] - exact[i][2]);
      double[] u = traced.late();
      energy[i] = Math.abs(Math.sqrt(u[3] * u[3] + u[4] * u[4] + u[5] * u[5]) - 1);
      evaluations += (double) traced.evaluations() / PROTONS;
    }
    Arrays.sort(place);
    Arrays.sort(energy);
    return String.format(
        Locale.ROOT,
        "%.0f,%.2g,%.2g,%.2g",
        evaluations,
        place[PROTONS / 2],
        energy[PROTONS / 2],
        energy[PROTONS - 1]);
  }
}
