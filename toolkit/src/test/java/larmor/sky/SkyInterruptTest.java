package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import larmor.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long loops over multipoles and pixels end when their thread is interrupted. */
class SkyInterruptTest {
  private static final SkyMap MAP = SkyMap.of(256, v -> 1 + v.x() + v.y() * v.z());
  private static final PowerSpectrum SPECTRUM = PowerSpectrum.of(ones(1536));

  /** The long computations, by the method in which they are when they are interrupted. */
  private static final Map<String, Supplier<Object>> LONG =
      Map.of(
          "RingFourier.<init>", () -> SphericalHarmonics.of(512).toString(),
          "SphericalHarmonics.almRealisation",
              () -> SphericalHarmonics.of(512).almRealisation(SPECTRUM, 1).power(),
          "CouplingMatrix.of", () -> row(CouplingMatrix.of(Mask.iceCube(128), 383)),
          "Master.product",
              () ->
                  bands(Master.of(Mask.of(SkyMap.uniform(128, 1)), 1), PowerSpectrum.of(ones(384))),
          "WignerRotation.raiseByHalf",
              () -> Alm.ofHarmonic(300, 2, 1, 1, 0).toEquatorial(SkyFrame.galactic()).power(),
          "SkyMap.of", () -> SkyMap.of(256, v -> StrictMath.exp(v.x())),
          "SkyMap.each", () -> MAP.minus(DipoleFit.of(MAP)),
          "Mask.ofDeclinationWeight", () -> Mask.ofObservatory(512, 0.3, 0.8).map(),
          "Resampling.remapped", () -> MAP.toBox(SkyFrame.galactic()),
          "DipoleFit.solve", () -> DipoleFit.of(MAP, 1).toString());

  private static double[] ones(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static PowerSpectrum row(CouplingMatrix matrix) {
    return matrix.times(PowerSpectrum.of(ones(matrix.lmax() + 1)));
  }

  private static String bands(Master master, PowerSpectrum spectrum) {
    BandPowers expected = master.expected(spectrum, 0.1);
    return expected.error(0) + " " + Arrays.toString(expected.powers());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RingFourier.<init>",
        "SphericalHarmonics.almRealisation",
        "CouplingMatrix.of",
        "Master.product",
        "WignerRotation.raiseByHalf",
        "SkyMap.of",
        "SkyMap.each",
        "Mask.ofDeclinationWeight",
        "Resampling.remapped",
        "DipoleFit.solve"
      })
  void anInterruptEndsALongComputationAndTheNextHasTheSameBits(String method)
      throws InterruptedException {
    Supplier<Object> computation = LONG.get(method);
    Object before = computation.get();
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                Object unused = computation.get();
              } catch (CancellationException e) {
                end.set(e);
              }
            });
    thread.start();
    while (!isIn(thread, method)) {
      if (!thread.isAlive()) {
        fail("the computation ended before it was seen in " + method);
      }
    }
    thread.interrupt();
    thread.join(60_000);
    assertFalse(thread.isAlive());
    assertTrue(end.get() instanceof CancellationException, "the interrupt did not end " + method);
    assertEquals(before, computation.get());
  }

  /** Returns whether a thread is in a method, and not in a transform that the method calls. */
  private static boolean isIn(Thread thread, String method) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      String name = frame.getClassName() + "." + frame.getMethodName();
      if (name.equals("larmor.sky." + method)) {
        return true;
      }
      if (name.matches("larmor[.]sky[.](HarmonicPlan|LockstepWorkers|Mask|SphericalHarmonics).*")) {
        return false;
      }
    }
    return false;
  }

  @Test
  void loopsOverPixelsLookForAnInterrupt() {
    SkyMap map = SkyMap.of(4, v -> v.x());
    SkyMap counts = SkyMap.uniform(4, 3);
    double[] values = map.values();
    Map<String, Runnable> loops =
        Map.of(
            "ofNested", () -> SkyMap.ofNested(values),
            "nestedValues", map::nestedValues,
            "withNside", () -> map.withNside(2),
            "background", () -> Scrambling.background(map),
            "scrambled", () -> Scrambling.scrambled(counts, 1),
            "times", () -> map.times(2),
            "tables of a transform", () -> SphericalHarmonics.of(4));
    loops.forEach(
        (name, loop) -> {
          Thread.currentThread().interrupt();
          assertThrows(CancellationException.class, loop::run, name);
          assertTrue(Thread.interrupted(), name);
          loop.run();
        });
  }

  @Test
  void aMapOfAFunctionEndsAtTheInterrupt() {
    AtomicInteger evaluated = new AtomicInteger();
    assertThrows(
        CancellationException.class,
        () ->
            SkyMap.of(
                128,
                v -> {
                  if (evaluated.incrementAndGet() == 1000) {
                    Thread.currentThread().interrupt();
                  }
                  return v.x() * Units.deg;
                }));
    assertTrue(Thread.interrupted());
    assertEquals(1 << 16, evaluated.get());
  }
}
