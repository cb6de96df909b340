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
 * Traces an ensemble in chunks of fixed size, which are handed over in order, whichever is ready
 * first.
 */
final class EnsembleRun {
  static final int CHUNK = 64;

  private final TracerSettings settings;
  private final MagneticField field;
  private final LaunchDirections directions;
  private final int done;
  private final Consumer<EnsembleTables> sink;
  private final Map<Integer, EnsembleTables> waiting = new HashMap<>();
  private int merged;

  /**
   * @param done chunks traced before
   * @param sink takes the chunks after those, one at a time and in order
   */
  EnsembleRun(
      TracerSettings settings,
      MagneticField field,
      LaunchDirections directions,
      int done,
      Consumer<EnsembleTables> sink) {
    this.settings = settings;
    this.field = field;
    this.directions = directions;
    this.done = done;
    this.sink = sink;
    merged = done;
  }

  void run(Workers workers, Progress progress) {
    int chunks = (directions.size() + CHUNK - 1) / CHUNK;
    workers.forEach(chunks - done, progress, i -> trace(done + i));
  }

  private void trace(int chunk) {
    ParticleTracer orbit = new ParticleTracer(settings, field, TimeSlices.SPACING);
    EnsembleTables part = EnsembleTables.empty(settings.gyration(), settings.radii().size());
    int last = (int) Math.min(directions.size(), (chunk + 1L) * CHUNK);
    for (int i = chunk * CHUNK; i < last; i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("stopped by an interrupt before particle " + i);
      }
      Vec3 u = directions.direction(i);
      orbit.trace(
          u,
          (k, tau, y, moment, energyError) ->
              part.slices().add(k, u.x(), u.y(), u.z(), y, moment, energyError));
      orbit.write(i, part);
    }
    merge(chunk, part);
  }

  private synchronized void merge(int chunk, EnsembleTables part) {
    waiting.put(chunk, part);
    for (EnsembleTables next = waiting.remove(merged);
        next != null;
        next = waiting.remove(merged)) {
      sink.accept(next);
      merged++;
    }
  }
}
