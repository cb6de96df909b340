package larmor.sky;

import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import larmor.numeric.Workers;

/**
 * Threads that go through the same steps together: they share the items of a step, and begin the
 * next when all are done. Threads start once for many short steps.
 */
final class LockstepWorkers {
  /** The calling thread alone. */
  private static final LockstepWorkers ALONE = new LockstepWorkers();

  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Phaser barrier;

  private LockstepWorkers() {
    barrier = null;
  }

  private LockstepWorkers(int threads) {
    barrier =
        new Phaser(threads) {
          @Override
          protected boolean onAdvance(int phase, int parties) {
            next.set(0);
            return false;
          }
        };
  }

  /**
   * Runs the steps on every thread of the crew.
   *
   * @param workers null for the calling thread alone
   * @param steps called once a thread; each calls {@link #each} as often as the others
   */
  static void run(Workers workers, Consumer<LockstepWorkers> steps) {
    if (workers == null || workers.threads() == 1) {
      steps.accept(ALONE);
      return;
    }
    LockstepWorkers crew = new LockstepWorkers(workers.threads());
    workers.forEach(
        workers.threads(),
        i -> {
          try {
            steps.accept(crew);
          } catch (RuntimeException | Error e) {
            crew.failure.compareAndSet(null, e);
            crew.barrier.forceTermination();
            throw e;
          }
        });
  }

  /** One step: the task for 0 … count − 1, each once on some thread, in any order. */
  void each(int count, IntConsumer task) {
    if (barrier == null) {
      for (int i = 0; i < count; i++) {
        Workers.stopIfInterrupted();
        task.accept(i);
      }
      return;
    }
    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
      Workers.stopIfInterrupted();
      task.accept(i);
    }
    if (barrier.arriveAndAwaitAdvance() < 0) {
      if (failure.get() instanceof Error e) {
        throw e;
      }
      throw (RuntimeException) failure.get();
    }
  }
}
