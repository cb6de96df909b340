package larmor.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  /** Task 0 does not end before task 1 begins, so that each thread has one of them. */
  @Test
  void theExceptionOfATaskStopsTheOthersAndIsThrownUnchanged() {
    for (int run = 0; run < 10; run++) {
      AtomicInteger started = new AtomicInteger();
      CountDownLatch second = new CountDownLatch(1);
      IllegalStateException failure = new IllegalStateException("task 1");
      Workers workers = new Workers(2);
      IllegalStateException thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  workers.forEach(
                      5000,
                      i -> {
                        started.incrementAndGet();
                        if (i == 1) {
                          second.countDown();
                          throw failure;
                        }
                        // the others take a millisecond each
                        await(i == 0 ? second : new CountDownLatch(1), i == 0 ? 60_000 : 1);
                      }));
      assertSame(failure, thrown);
      assertTrue(started.get() < 5000, "all tasks ran");
    }
  }

  private static void await(CountDownLatch latch, long milliseconds) {
    try {
      latch.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
  void aLoopOfShortStepsLooksForAnInterruptAtTimes() {
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> Workers.stopIfInterrupted(0));
    assertThrows(CancellationException.class, () -> Workers.stopIfInterrupted(3 << 16));
    for (int step = 1; step < 1 << 16; step++) {
      Workers.stopIfInterrupted(step);
    }
    assertTrue(Thread.interrupted());
    Workers.stopIfInterrupted(0);
  }

  @Test
  void noThreadsAreRefused() {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new Workers(0));
    assertEquals("the number of threads, 0, is below 1: use 1 or more", e.getMessage());
  }
}
