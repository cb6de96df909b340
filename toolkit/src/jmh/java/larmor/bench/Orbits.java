package larmor.bench;

import java.util.concurrent.TimeUnit;
import larmor.field.CubeScale;
import larmor.field.CubicSplineField;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.ode.BulirschStoer;
import larmor.ode.DormandPrince;
import larmor.ode.Hermite;
import larmor.ode.Integration;
import larmor.turbulence.GridTurbulence;
import larmor.turbulence.TurbulenceSpectrum;
import org.apache.commons.math3.ode.nonstiff.GraggBulirschStoerIntegrator;
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
 * Time to trace one proton over 200 gyroradii at a tolerance of 10⁻⁶ through 128³ points of
 * turbulence with δB = B0, with the solvers of the toolkit and with that of Commons Math.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Orbits {
  private static final double PATH = 200;
  private static final double TOLERANCE = 1e-6;

  /** Gyroradius in cells. */
  @Param({"5", "20"})
  double gyroradius;

  private Lorentz lorentz;
  private Integration bulirschStoer;
  private Integration hermite;
  private Integration dormandPrince;
  private Integration stepping;
  private GraggBulirschStoerIntegrator commons;
  private int proton;

  @Setup
  public void turbulent() {
    CubicSplineField field =
        CubicSplineField.of(
            GridTurbulence.of(TurbulenceSpectrum.kolmogorov(), 128).cube(1).scaledTo(1),
            CubeScale.ofSide(128).withFieldUnit(1));
    lorentz = new Lorentz(field, gyroradius);
    double[] scale = {1, 1, 1, 1, 1, 1};
    bulirschStoer = BulirschStoer.of(TOLERANCE).on(lorentz, scale);
    hermite = Hermite.of(TOLERANCE).on(lorentz, scale);
    dormandPrince = DormandPrince.of(TOLERANCE).on(lorentz, scale);
    stepping = Hermite.of(TOLERANCE).on(new Lorentz(field, gyroradius), scale);
    commons = new GraggBulirschStoerIntegrator(1e-9, 100, TOLERANCE, 0);
  }

  private double[] start() {
    Vec3 u = RandomStream.of(3, proton++ % 64).direction();
    return new double[] {0, 0, 0, u.x(), u.y(), u.z()};
  }

  private double own(Integration integration) {
    integration.start(0, start(), 0.1);
    while (integration.t() < PATH) {
      integration.step(PATH);
    }
    return integration.y()[0];
  }

  @Benchmark
  public double bulirschStoer() {
    return own(bulirschStoer);
  }

  @Benchmark
  public double hermite() {
    return own(hermite);
  }

  @Benchmark
  public double dormandPrince() {
    return own(dormandPrince);
  }

  /** One accepted step of the default solver, with the steps rejected before it. */
  @Benchmark
  public double hermiteStep() {
    if (!(stepping.t() < PATH && stepping.step(PATH))) {
      stepping.start(0, start(), 0.1);
    }
    return stepping.t();
  }

  @Benchmark
  public double commonsMath() {
    double[] y = start();
    return commons.integrate(lorentz, 0, y, PATH, y);
  }
}
