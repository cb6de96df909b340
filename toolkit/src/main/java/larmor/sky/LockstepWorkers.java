package larmor.sky;

import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import larmor.numeric.Workers;

/**
 * A group of threads that carry out a sequence of steps. The threads share the items of a step, and
 * none of them begins the next step before all items are done. Threads are started once for many
 * short steps.
 */
final class LockstepWorkers {
  /** The group that consists of the calling thread alone. */
  private static final LockstepWorkers SINGLE = new LockstepWorkers();

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
   * Runs a sequence of steps on every thread of a new group.
   *
   * @param workers threads; null for the calling thread alone
   * @param steps function that is called once on each thread and must make the same calls of {@link
   *     #each} on all threads
   */
  static void run(Workers workers, Consumer<LockstepWorkers> steps) {
    if (workers == null || workers.threads() == 1) {
      steps.accept(SINGLE);
      return;
    }
    LockstepWorkers group = new LockstepWorkers(workers.threads());
    workers.forEach(
        workers.threads(),
        i -> {
          try {
            steps.accept(group);
          } catch (RuntimeException | Error e) {
            group.failure.compareAndSet(null, e);
            group.barrier.forceTermination();
            throw e;
          }
        });
  }

  /**
   * Carries out one step: runs the task for each of 0 … count − 1 once, on any thread and in any
   * order.
   */
  void each(int count, IntConsumer task) {
    if (barrier == null) {
      for (int i = 0; i < count; i++) {
        Workers.stopIfInterrupted();
        task.accept(i);
      }
      Workers.stopIfInterrupted(); // JTransforms gives wrong numbers if it is interrupted
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
