package larmor.bench;

import java.util.concurrent.TimeUnit;
import larmor.mhd.IsothermalMhd;
import larmor.mhd.MhdRun;
import larmor.mhd.DrivingSettings;
import larmor.numeric.Workers;
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

/** One step of driven turbulence at β = 0.2, after shocks have formed on 32³ cells. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 15)
@Fork(1)
public class MhdStep {
  @Param({"64", "128", "256"})
  int points;

  @Param({"1", "2"})
  int threads;

  private MhdRun run;

  @Setup
  public void developed() {
    run =
        IsothermalMhd.ofBeta(0.2)
            .withDensityFloor(0.02)
            .withDriver(DrivingSettings.ofMachAlfven(0.77, 1))
            .withWorkers(new Workers(threads))
            .atRest(32);
    run.advanceTo(0.5);
    while (run.points() < points) {
      run = run.refined();
    }
  }

  @Benchmark
  public double step() {
    run.step();
    return run.time();
  }
}
