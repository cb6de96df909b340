package larmor.bench;

import java.util.concurrent.TimeUnit;
import larmor.field.FieldGrid;
import larmor.numeric.Progress;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.Directions;
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
 * Two thousand protons back to nine spheres, R = 1 to 9 gyroradii of 5 cells, in 128³ points of
 * turbulence with δB = B0: until they leave the last sphere, as first crossings need, or a box of
 * three cubes, as the paper's last crossings do.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Ensembles {
  private static final double GYRORADIUS = 5;

  @Param({"1", "2"})
  int threads;

  private Backtracker toTheSphere;
  private Backtracker toTheBox;
  private Directions directions;

  @Setup
  public void turbulent() {
    FieldGrid field =
        FieldGrid.of(
            GridTurbulence.of(TurbulenceSpectrum.kolmogorov(), 128).cube(1).scaledTo(1), 1, 1e-10);
    double[] radii = new double[9];
    for (int i = 0; i < 9; i++) {
      radii[i] = (i + 1) * GYRORADIUS;
    }
    Backtracker tracker =
        Backtracker.of(Species.PROTON, field).withGyroradius(GYRORADIUS, 1e-10).recording(radii);
    toTheSphere = tracker.untilOutsideSphere(9.01 * GYRORADIUS);
    toTheBox = tracker.untilOutsideBox(1.5 * field.side());
    directions = Directions.uniform(2000, 1);
  }

  @Benchmark
  public Ensemble toTheSphere() {
    return toTheSphere.run(directions, new Workers(threads), Progress.NONE);
  }

  @Benchmark
  public Ensemble toTheBox() {
    return toTheBox.run(directions, new Workers(threads), Progress.NONE);
  }
}
