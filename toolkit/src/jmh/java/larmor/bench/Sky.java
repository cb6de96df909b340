package larmor.bench;

import java.util.concurrent.TimeUnit;
import larmor.numeric.RandomStream;
import larmor.numeric.Workers;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyMap;
import larmor.sky.SphericalHarmonics;
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
 * The spectrum of a map of Gaussian noise to 3 nside − 1 with three iterations, as {@code
 * healpy.anafast}; {@code healpy_beside.py} measures that.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Sky {
  @Param({"16", "64", "128", "256", "512"})
  int nside;

  @Param({"1", "2"})
  int threads;

  private SphericalHarmonics harmonics;
  private SkyMap map;

  @Setup
  public void noise() {
    double[] v = new double[12 * nside * nside];
    RandomStream random = RandomStream.of(1, 1);
    for (int p = 0; p < v.length; p++) {
      v[p] = random.gaussian();
    }
    map = SkyMap.of(v);
    harmonics = SphericalHarmonics.of(nside).withWorkers(new Workers(threads));
  }

  @Benchmark
  public PowerSpectrum anafast() {
    return harmonics.power(map);
  }
}
