package larmor.bench;

import java.util.concurrent.TimeUnit;
import larmor.numeric.Progress;
import larmor.numeric.Workers;
import larmor.sky.IsotropicBand;
import larmor.sky.IsotropicRealisations;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The paper's band: 10,000 isotropic skies of 100,000 particles at nside 16. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(1)
public class Bands {
  @Param({"1", "2"})
  int threads;

  @Benchmark
  public IsotropicBand tenThousand() {
    return IsotropicRealisations.of(16, 10_000, 1)
        .run(100_000, new Workers(threads), Progress.NONE);
  }
}
