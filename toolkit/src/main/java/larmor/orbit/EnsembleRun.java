package larmor.orbit;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import larmor.field.MagneticField;
import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;

/**
 * Traces an ensemble in chunks of 64 particles on several threads. Finished chunks are passed to a
 * consumer in the order of the particles, so the sums over particles have the same bits on any
 * number of threads.
 */
final class EnsembleRun {
  /** The number of particles in a chunk. */
  static final int CHUNK = 64;

  private final TracerSettings settings;
  private final MagneticField field;
  private final LaunchDirections directions;
  private final int done;
  private final Consumer<EnsembleTables> consumer;

  /**
   * Finished chunks that cannot be passed to the consumer yet, because an earlier chunk is not
   * finished.
   */
  private final Map<Integer, EnsembleTables> outOfOrder = new HashMap<>();

  /** The number of the chunk that is passed to the consumer next. */
  private int next;

  /**
   * Makes a run whose first chunks have already been traced.
   *
   * @param done number of chunks that an earlier run has traced
   * @param consumer receiver of each later chunk, called by one thread at a time and in the order
   *     of the chunks
   */
  EnsembleRun(
      TracerSettings settings,
      MagneticField field,
      LaunchDirections directions,
      int done,
      Consumer<EnsembleTables> consumer) {
    this.settings = settings;
    this.field = field;
    this.directions = directions;
    this.done = done;
    this.consumer = consumer;
    next = done;
  }

  /**
   * Traces the remaining chunks.
   *
   * @param progress receiver of the fraction of all chunks that is done, which begins with the
   *     fraction of the earlier run
   * @throws CancellationException if the calling thread is interrupted
   */
  void run(Workers workers, Progress progress) {
    int chunks = (directions.size() + CHUNK - 1) / CHUNK;
    int left = chunks - done;
    progress.at((double) done / chunks);
    workers.forEach(left, part -> progress.at((done + part * left) / chunks), i -> trace(done + i));
  }

  private void trace(int chunk) {
    Tracer tracer = Tracer.of(settings, field, TimeSlices.SPACING);
    EnsembleTables tables = EnsembleTables.empty(settings.gyration(), settings.radii().size());
    int last = (int) Math.min(directions.size(), (chunk + 1L) * CHUNK);
    for (int i = chunk * CHUNK; i < last; i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("an interrupt stopped the tracing before particle " + i);
      }
      Vec3 u = directions.direction(i);
      tracer.trace(
          u, (k, tau, y, moment, energyError) -> tables.slices().add(k, u, y, moment, energyError));
      tracer.addTo(i, tables);
    }
    passOn(chunk, tables);
  }

  private synchronized void passOn(int chunk, EnsembleTables tables) {
    outOfOrder.put(chunk, tables);
    while (outOfOrder.containsKey(next)) {
      consumer.accept(outOfOrder.remove(next));
      next++;
    }
  }
}
