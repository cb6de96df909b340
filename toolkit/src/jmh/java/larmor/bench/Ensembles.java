package larmor.bench;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import larmor.field.CubeScale;
import larmor.field.Cubes;
import larmor.field.CubicSplineField;
import larmor.numeric.Progress;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Ensemble;
import larmor.orbit.Species;
import larmor.turbulence.GridTurbulence;
import larmor.turbulence.TurbulenceSpectrum;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Two thousand protons of the paper's set 3 (gyroradius 5 cells) back through the project's own MHD
 * field to nine spheres, R = 10 to 90 pc: until they leave the last one, as first crossings need, or
 * a box of three cubes, as the paper's last crossings do; and of set 1 (5 of 512 cells) through
 * synthetic turbulence of 256³ points to the box.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Ensembles {
  @Param({"1", "2"})
  int threads;

  private Backtracker toTheSphere;
  private Backtracker toTheBox;
  private Backtracker set1;
  private LaunchDirections directions;

  @Setup
  public void turbulent() {
    Path data = Path.of(System.getProperty("larmor.benchmarks")).getParent();
    CubicSplineField field =
        CubicSplineField.of(
            Cubes.read(data.resolve("mhd-128-a.fits")).cube(),
            CubeScale.ofInjectionScale(100 * pc, 0.4).withFieldUnit(3 * muG));
    double[] radii = new double[9];
    for (int i = 0; i < 9; i++) {
      radii[i] = (i + 1) * 10 * pc;
    }
    Backtracker tracer =
        Backtracker.of(Species.PROTON, field)
            .withGyroradius(9.766 * pc, 3 * muG)
            .withSpheres(radii);
    toTheSphere = tracer.withStopOutsideSphere(90.01 * pc);
    toTheBox = tracer.withStopOutsideBox(1.5 * field.side());
    CubicSplineField fine =
        CubicSplineField.of(
            GridTurbulence.of(TurbulenceSpectrum.goldreichSridhar(), 256).cube(1),
            CubeScale.ofSide(25 * pc).withFieldUnit(3 * muG));
    set1 =
        Backtracker.of(Species.PROTON, fine)
            .withGyroradius(0.244 * pc, 3 * muG)
            .withSpheres(5 * pc)
            .withStopOutsideBox(1.5 * fine.side());
    directions = LaunchDirections.uniform(2000, 1);
  }

  @Benchmark
  public Ensemble toTheSphere() {
    return toTheSphere.run(directions, new Workers(threads), Progress.NONE);
  }

  @Benchmark
  public Ensemble toTheBox() {
    return toTheBox.run(directions, new Workers(threads), Progress.NONE);
  }

  @Benchmark
  public Ensemble set1() {
    return set1.run(directions, new Workers(threads), Progress.NONE);
  }
}
