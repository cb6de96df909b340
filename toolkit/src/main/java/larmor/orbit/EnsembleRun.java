package larmor.orbit;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import larmor.field.MagneticField;
import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;

/**
 * Traces an ensemble in chunks of fixed size; what chunks add up is added in the order of the
 * chunks, whichever is ready first.
 */
final class EnsembleRun {
  private static final int CHUNK = 64;

  /** What one chunk found beyond the columns. */
  private record Part(CrossingTable crossings, Slices slices) {}

  private final Plan plan;
  private final MagneticField field;
  private final Directions directions;
  private final double[][] columns;
  private final int[][] counts;
  private final CrossingTable crossings = new CrossingTable();
  private final Slices slices;
  private final Map<Integer, Part> waiting = new HashMap<>();
  private int merged;

  EnsembleRun(Plan plan, MagneticField field, Directions directions) {
    this.plan = plan;
    this.field = field;
    this.directions = directions;
    columns = new double[Quantity.values().length][directions.size()];
    counts = new int[plan.radii().size()][directions.size()];
    slices = new Slices(plan.gyration());
  }

  Ensemble run(Workers workers, Progress progress) {
    int chunks = (directions.size() + CHUNK - 1) / CHUNK;
    workers.forEach(chunks, progress, this::trace);
    return new Ensemble(
        plan.manifest(field, directions), columns, counts, crossings, slices, false);
  }

  private void trace(int chunk) {
    Orbit orbit = new Orbit(plan, field, Slices.SPACING);
    Part part = new Part(new CrossingTable(), new Slices(plan.gyration()));
    int last = Math.min(directions.size(), (chunk + 1) * CHUNK);
    for (int i = chunk * CHUNK; i < last; i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("stopped by an interrupt before particle " + i);
      }
      Vec3 u = directions.direction(i);
      orbit.trace(
          i,
          u,
          (k, tau, y, moment, energyError) ->
              part.slices().add(k, u.x(), u.y(), u.z(), y, moment, energyError),
          part.crossings());
      orbit.write(columns, i);
      for (int s = 0; s < counts.length; s++) {
        counts[s][i] = orbit.crossings(s);
      }
    }
    merge(chunk, part);
  }

  private synchronized void merge(int chunk, Part part) {
    waiting.put(chunk, part);
    for (Part next = waiting.remove(merged); next != null; next = waiting.remove(merged)) {
      crossings.addAll(next.crossings(), false);
      slices.addAll(next.slices());
      merged++;
    }
  }
}
