package larmor.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WorkersTest {
  @Test
  void everyTaskRunsOnce() {
    int[] runs = new int[1000];
    double[] last = new double[1];
    new Workers(8)
        .forEach(
            1000,
            f -> {
              synchronized (last) {
                last[0] = Math.max(last[0], f);
              }
            },
            i -> runs[i]++);
    for (int r : runs) {
      assertEquals(1, r);
    }
    assertEquals(1.0, last[0]);
  }

  @Test
  void theExceptionOfATaskStopsTheOthersAndIsThrownUnchanged() {
    AtomicInteger started = new AtomicInteger();
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                new Workers(2)
                    .forEach(
                        100_000,
                        i -> {
                          started.incrementAndGet();
                          if (i == 10) {
                            throw new IllegalStateException("task 10");
                          }
                        }));
    assertEquals("task 10", thrown.getMessage());
    assertTrue(started.get() < 100_000);
  }

  @Test
  void anInterruptStopsTheWorkers() throws InterruptedException {
    AtomicInteger started = new AtomicInteger();
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                new Workers(2)
                    .forEach(
                        1_000_000,
                        i -> {
                          started.incrementAndGet();
                          long until = System.nanoTime() + 1_000_000;
                          while (System.nanoTime() < until) {
                            Thread.onSpinWait();
                          }
                        });
              } catch (CancellationException e) {
                end.set(e);
              }
            });
    caller.start();
    while (started.get() < 10) {
      Thread.onSpinWait();
    }
    caller.interrupt();
    caller.join(10_000);
    assertFalse(caller.isAlive());
    assertTrue(end.get() instanceof CancellationException);
    Thread.sleep(50);
    int then = started.get();
    Thread.sleep(50);
    assertEquals(then, started.get(), "workers still run after the interrupt");
    assertTrue(end.get().getMessage().startsWith("stopped by an interrupt after "));
  }

  @Test
  void aLongTaskStopsWhenItsThreadIsInterrupted() {
    Workers.stopIfInterrupted();
    Thread.currentThread().interrupt();
    CancellationException e = assertThrows(CancellationException.class, Workers::stopIfInterrupted);
    assertEquals("stopped by an interrupt", e.getMessage());
    assertTrue(Thread.interrupted());
  }

  @Test
  void noThreadsAreRefused() {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new Workers(0));
    assertEquals("0 threads run no task: use 1 or more", e.getMessage());
  }
}
