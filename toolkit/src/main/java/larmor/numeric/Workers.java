package larmor.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Runs independent tasks on several threads. A task writes only data that belong to its own index,
 * so the result does not depend on the number of threads. The calling thread waits until all tasks
 * have ended; if it is interrupted, each thread stops before its next task and a {@link
 * CancellationException} is thrown.
 *
 * @param threads number of threads, 1 to 4096
 */
public record Workers(int threads) {
  /** Largest number of threads, beyond which the stacks fill the memory or the system refuses. */
  private static final int MOST = 4096;

  /**
   * Makes a group of a given number of threads.
   *
   * @param threads number of threads
   * @throws IllegalArgumentException if the number is below 1 or above 4096
   */
  public Workers {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "the number of threads, " + threads + ", is below 1: use 1 or more");
    }
    if (threads > MOST) {
      throw new IllegalArgumentException(
          "the number of threads, "
              + threads
              + ", is above "
              + MOST
              + ": use as many as the machine has cores");
    }
  }

  /**
   * Makes a group whose number of threads is given by the system property {@code larmor.threads}
   * or, if it is not set, equal to the number of cores of the machine.
   *
   * @return the workers
   */
  public static Workers all() {
    return new Workers(
        Integer.getInteger("larmor.threads", Runtime.getRuntime().availableProcessors()));
  }

  /**
   * Ends a task whose thread was interrupted. A task that takes longer than a few tenths of a
   * second should call this method between its parts, so that an interrupt takes effect soon.
   *
   * @throws CancellationException if the calling thread is interrupted
   */
  public static void stopIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("stopped by an interrupt");
    }
  }

  /**
   * Ends a loop of many short steps whose thread was interrupted. Of the steps only every 65,536th
   * looks for the interrupt.
   *
   * @param step number of the step, 0 or more
   * @throws CancellationException if the calling thread is interrupted and looks for it
   */
  public static void stopIfInterrupted(long step) {
    if ((step & 0xFFFF) == 0) {
      stopIfInterrupted();
    }
  }

  /**
   * Runs {@code task} for 0, 1 … {@code count - 1}, each once and in any order.
   *
   * @param count number of calls
   * @param task takes the index of a call; it may run in any thread
   * @throws CancellationException if the calling thread is interrupted; its interrupt status stays
   *     set
   */
  public void forEach(int count, IntConsumer task) {
    forEach(count, Progress.NONE, task);
  }

  /**
   * Runs {@code task} for 0, 1 … {@code count - 1}, each once and in any order. The first exception
   * or error that a task throws stops the other tasks, and this method throws it unchanged.
   *
   * @param count number of calls
   * @param progress receiver of the fraction of the calls that are done
   * @param task takes the index of a call; it may run in any thread
   * @throws CancellationException if the calling thread is interrupted; its interrupt status stays
   *     set
   */
  public void forEach(int count, Progress progress, IntConsumer task) {
    Given.require(progress, "the receiver of the progress", "Progress.NONE");
    Given.require(task, "the task", "i -> {}");
    if (count <= 0) {
      return;
    }
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    AtomicBoolean stop = new AtomicBoolean();
    Runnable work =
        () -> {
          try {
            int i;
            while (!stop.get() && (i = next.getAndIncrement()) < count) {
              task.accept(i);
              progress.at((double) done.incrementAndGet() / count);
            }
          } catch (RuntimeException | Error e) {
            stop.set(true);
            throw e;
          }
        };
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.min(threads, count),
            r -> {
              Thread t = new Thread(r, "larmor-worker");
              t.setDaemon(true);
              return t;
            });
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < Math.min(threads, count); t++) {
        running.add(pool.submit(work));
      }
      for (Future<?> f : running) {
        f.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException r) {
        throw r;
      }
      throw (Error) e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException(
          String.format(
              Locale.ROOT, "stopped by an interrupt after %d of %d parts", done.get(), count));
    } finally {
      stop.set(true);
      pool.shutdownNow();
    }
  }
}
