package larmor.liouville;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import larmor.numeric.Given;
import larmor.numeric.Progress;
import larmor.numeric.Sha256;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.MeanFreePath;
import larmor.orbit.Observers;
import larmor.sky.Alm;
import larmor.sky.SphericalHarmonics;

/**
 * The skies of many observers in one field. For each observer an ensemble is traced and weighted.
 * The survey stores the power spectrum for every recorded sphere and the path length to the first
 * turn by 90°, and discards the trajectories. By default there are four launch directions in each
 * pixel of nside 16, stratified in the frame of the map, and the value of a pixel is the mean
 * weight; then only the variance of the weights within a pixel causes launch noise, and this noise
 * is subtracted. Immutable.
 *
 * <p>Two surveys with the same observers and launch directions can be compared observer by
 * observer: {@link SpectrumSample#logRatio}.
 */
public final class SkySurvey {
  private static final String DEFAULT = "paper";

  private final Backtracker tracer;
  private final Observers observers;
  private final LaunchDirections directions;
  private final Map<String, Liouville> choices;

  private SkySurvey(
      Backtracker tracer,
      Observers observers,
      LaunchDirections directions,
      Map<String, Liouville> choices) {
    this.tracer = tracer;
    this.observers = observers;
    this.directions = directions;
    this.choices = choices;
  }

  /**
   * Returns a survey with the paper's boundary weight, under the name "paper".
   *
   * @param tracer tracer with a gyroradius or energy, stop conditions and spheres; its observer is
   *     replaced
   * @param observers positions of the observers
   * @return the survey
   * @throws IllegalArgumentException if the tracer records no sphere
   */
  public static SkySurvey of(Backtracker tracer, Observers observers) {
    Given.require(tracer, "the tracer", "a Backtracker");
    Given.require(observers, "the list of observers", "Observers.stratified(24, 250 * pc, 1)");
    if (tracer.radii().length == 0) {
      throw new IllegalArgumentException(
          "the tracer records no sphere, so there is no sky: add .withSpheres(R)");
    }
    return new SkySurvey(
        tracer,
        observers,
        LaunchDirections.stratified(16, 4, 1),
        Map.of(DEFAULT, Liouville.paper().withEstimator(PixelEstimator.MEAN)));
  }

  /**
   * Returns a copy with other launch directions.
   *
   * @param launch launch directions, the same for every observer
   * @return the changed copy
   */
  public SkySurvey withDirections(LaunchDirections launch) {
    Given.require(launch, "the list of launch directions", "LaunchDirections.uniform(1000, 1)");
    return new SkySurvey(tracer, observers, launch, choices);
  }

  /**
   * Returns a copy in which the same trajectories are also weighted by a further method, which
   * replaces an earlier one of the same name.
   *
   * @param name name under which the result is stored
   * @param choice boundary weight, crossing, estimator, resolution and frame
   * @return the changed copy
   */
  public SkySurvey withWeight(String name, Liouville choice) {
    Given.require(name, "the name of the weight", "\"last crossing\"");
    Given.require(choice, "the method", "Liouville.paper()");
    Map<String, Liouville> more = new LinkedHashMap<>(choices);
    more.put(name, choice);
    return new SkySurvey(tracer, observers, directions, more);
  }

  /**
   * Returns a copy of this survey with only the first few of its observers, for a short run.
   *
   * @param count number of observers to keep
   * @return the smaller survey, or this survey if it does not have more observers
   */
  public SkySurvey first(int count) {
    return count >= observers.size()
        ? this
        : new SkySurvey(tracer, observers.first(count), directions, choices);
  }

  /**
   * Runs the survey on all processors and writes nothing to the disk.
   *
   * @return spectra and mean free paths
   * @throws IllegalStateException under the conditions of {@link Backtracker#trajectory} and {@link
   *     Liouville#sky}, or if the memory is too small
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public SkySurveyResult run() {
    List<SkySurveyResult.Row> rows = new ArrayList<>();
    String weights = fingerprintOfWeights();
    for (int i = 0; i < observers.size(); i++) {
      rows.add(compute(i, key(i, weights), Workers.all(), Progress.NONE));
    }
    return result(rows);
  }

  /**
   * Runs the survey, or continues a run of the same survey that was stopped. The result of each
   * observer is written to a file of its own when it is complete, and read from this file the next
   * time. The bits are the same on any number of threads, whether or not the run was stopped.
   *
   * @param folder folder of the files, which is created if it does not exist
   * @param workers the threads to use
   * @param progress receiver of the fraction of the work that is done
   * @return spectra and mean free paths
   * @throws IllegalStateException under the conditions of {@link #run()}
   * @throws UncheckedIOException if the folder cannot be read or written
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public SkySurveyResult run(Path folder, Workers workers, Progress progress) {
    Given.require(folder, "the folder", "Path.of(\"runs\")");
    Given.require(workers, "the number of threads", "Workers.all()");
    Given.require(progress, "the receiver of the progress", "Progress.NONE");
    List<SkySurveyResult.Row> rows = new ArrayList<>();
    String weights = fingerprintOfWeights();
    int n = observers.size();
    for (int i = 0; i < n; i++) {
      double done = i;
      rows.add(kept(i, key(i, weights), folder, workers, part -> progress.at((done + part) / n)));
      progress.at((i + 1.0) / n);
    }
    return result(rows);
  }

  private Backtracker at(int observer) {
    return tracer.withObserver(observers.position(observer));
  }

  private SkySurveyResult result(List<SkySurveyResult.Row> rows) {
    return new SkySurveyResult(rows, tracer.gyration(), observers.toString());
  }

  /**
   * Returns a hash that identifies the result of one observer. It is computed from everything that
   * {@link Backtracker#fingerprint} contains and from the weights.
   *
   * @param observer number of the observer, from 0
   * @return 32 hexadecimal digits
   * @throws IllegalStateException if a setting of the tracer is missing or the gyroradius is not
   *     resolved
   * @throws IllegalArgumentException if there is no such observer
   */
  public String fingerprint(int observer) {
    return key(observer, fingerprintOfWeights());
  }

  private String key(int observer, String weights) {
    return Sha256.of(at(observer).fingerprint(directions) + weights);
  }

  /** Returns a text that identifies the weights, which are the same for every observer. */
  private String fingerprintOfWeights() {
    StringBuilder text = new StringBuilder();
    choices.forEach(
        (name, choice) ->
            text.append('\n').append(name).append(choice.fingerprint(tracer.radii()[0])));
    return text.toString();
  }

  /**
   * Reads a result that {@link SkySurveyResult#write} wrote to a file, if it belongs to this
   * survey.
   *
   * @param file CSV file
   * @return the result; empty if the file is missing, damaged or belongs to another survey
   * @throws UncheckedIOException if the file cannot be read
   */
  public Optional<SkySurveyResult> read(Path file) {
    Given.require(file, "the file", "Path.of(\"name\")");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<SkySurveyResult.Row> rows;
    try {
      rows = SkySurveyFile.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " cannot be read (" + e.getMessage() + "): make it readable or delete it", e);
    }
    List<SkySurveyResult.Row> wanted = new ArrayList<>();
    String weights = fingerprintOfWeights();
    for (int i = 0; i < observers.size(); i++) {
      String key = key(i, weights);
      rows.stream().filter(row -> isComplete(row, key)).findFirst().ifPresent(wanted::add);
    }
    return wanted.size() == observers.size() ? Optional.of(result(wanted)) : Optional.empty();
  }

  private boolean isComplete(SkySurveyResult.Row row, String key) {
    return row.key().equals(key) && row.entries().size() == choices.size() * tracer.radii().length;
  }

  private SkySurveyResult.Row kept(
      int observer, String key, Path folder, Workers workers, Progress progress) {
    Path file = folder.resolve("survey-" + key + ".csv");
    try {
      List<SkySurveyResult.Row> rows = Files.exists(file) ? SkySurveyFile.read(file) : List.of();
      if (rows.size() == 1 && isComplete(rows.get(0), key)) {
        return rows.get(0);
      }
      SkySurveyResult.Row row = compute(observer, key, workers, progress);
      Files.createDirectories(folder);
      SkySurveyFile.write(List.of(row), file);
      return row;
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "the result of an observer cannot be stored as %s (%s): choose a folder that can be"
                  + " written",
              file,
              e.getMessage()),
          e);
    }
  }

  private SkySurveyResult.Row compute(
      int observer, String key, Workers workers, Progress progress) {
    Backtracker here = at(observer);
    Ensemble ensemble = here.run(directions, workers, progress);
    Vec3 field = here.fieldAtObserver();
    List<SkySurveyResult.Entry> entries = new ArrayList<>();
    choices.forEach(
        (name, choice) -> {
          for (double radius : here.radii()) {
            entries.add(entry(name, choice, choice.sky(ensemble, radius), field));
          }
        });
    return new SkySurveyResult.Row(
        key, here.observer(), entries, MeanFreePath.of(ensemble).turn(), ensemble.size());
  }

  private static SkySurveyResult.Entry entry(
      String name, Liouville choice, WeightedSky sky, Vec3 field) {
    Alm alm = SphericalHarmonics.of(sky.map().nside()).alm(sky.fullSkyMap());
    return new SkySurveyResult.Entry(
        name,
        sky.radius(),
        sky.noise(),
        sky.missing(),
        alm.power(),
        alm.axialPower(choice.frame().toEquatorial(field)));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s, %s, weights %s: %s", observers, directions, choices.keySet(), tracer);
  }
}
