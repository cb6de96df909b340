package larmor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import larmor.field.CubeScale;
import larmor.field.FieldCube;
import larmor.field.Interpolation;
import larmor.field.MagneticField;
import larmor.field.MappedSplineField;
import larmor.numeric.RandomStream;
import larmor.numeric.Workers;
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

/**
 * Time of one value of an interpolated field, along a straight line in steps of half a cell
 * ({@code walk}) and along a gyration; {@code slope} is the field and its derivative along the
 * motion, along the gyration.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx6g")
public class FieldEvaluation {
  private static final int STEPS = 10_000;

  /** Points a side, and the interpolation; MAPPED is the cubic spline of a mapped file. */
  @Param({
    "128 NEAREST",
    "128 TRILINEAR",
    "128 CATMULL_ROM",
    "128 SOLENOIDAL",
    "32 CUBIC_SPLINE",
    "128 CUBIC_SPLINE",
    "256 CUBIC_SPLINE",
    "512 CUBIC_SPLINE",
    "128 MAPPED",
    "512 MAPPED"
  })
  String cube;

  private MagneticField field;
  private final double[] b = new double[MagneticField.ALONG];

  /** Noise, because the time does not depend on the values. */
  @Setup
  public void noise() throws IOException {
    String[] words = cube.split(" ");
    int n = Integer.parseInt(words[0]);
    float[] values = new float[3 * n * n * n];
    Workers.all()
        .forEach(
            n,
            i -> {
              RandomStream random = RandomStream.of(1, i);
              for (int p = 3 * n * n * i; p < 3 * n * n * (i + 1); p++) {
                values[p] = (float) random.uniform(-1, 1);
              }
            });
    CubeScale cells = CubeScale.ofSide(n).withFieldUnit(1);
    FieldCube noise = FieldCube.of(n, values);
    if (words[1].equals("MAPPED")) {
      Path file = Files.createTempFile("larmor-field", ".spline");
      MappedSplineField.write(noise, cells, file);
      field = MappedSplineField.open(file);
      Files.delete(file); // Linux keeps it as long as it is mapped
    } else {
      field = Interpolation.valueOf(words[1]).of(noise, cells);
    }
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

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public double slope() {
    double sum = 0;
    double cos = 1;
    double sin = 0;
    for (int s = 0; s < STEPS; s++) {
      double next = 0.995 * cos - 0.0998749217771909 * sin;
      sin = 0.995 * sin + 0.0998749217771909 * cos;
      cos = next;
      field.along(0.05 * s, 5 * cos, 5 * sin, 0.5, -5 * sin, 5 * cos, b);
      sum += b[3];
    }
    return sum;
  }
}
