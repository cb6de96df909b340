package larmor.bench;

import java.util.concurrent.TimeUnit;
import larmor.field.FieldGrid;
import larmor.turbulence.GridTurbulence;
import larmor.turbulence.TurbulenceSpectrum;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One value of the cubic B-spline, on a straight walk of half a cell a step and on a gyration. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FieldEvaluation {
  private static final int STEPS = 10_000;

  @Param({"32", "128", "256"})
  int points;

  private FieldGrid field;
  private final double[] b = new double[3];

  @Setup
  public void turbulent() {
    field =
        FieldGrid.of(
            GridTurbulence.of(TurbulenceSpectrum.goldreichSridhar(), points).cube(1), 1, 1);
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public double walk() {
    double sum = 0;
    for (int s = 0; s < STEPS; s++) {
      field.at(0.31 * s, 0.29 * s, 0.26 * s, b);
      sum += b[0];
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public double gyration() {
    double sum = 0;
    double cos = 1;
    double sin = 0;
    for (int s = 0; s < STEPS; s++) {
      double next = 0.995 * cos - 0.0998749217771909 * sin;
      sin = 0.995 * sin + 0.0998749217771909 * cos;
      cos = next;
      field.at(0.05 * s, 5 * cos, 5 * sin, b);
      sum += b[0];
    }
    return sum;
  }
}
