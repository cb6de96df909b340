package larmor.paper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import larmor.field.CubicSplineField;
import larmor.liouville.SkySurvey;
import larmor.liouville.SkySurveyResult;
import larmor.numeric.Given;
import larmor.numeric.Quoted;
import larmor.numeric.SampleMean;
import larmor.orbit.Backtracker;
import larmor.orbit.Observers;
import larmor.units.Units;

/**
 * The survey that gives the results of the paper an error with cosmic variance: the skies of a
 * particle set for many observers in five MHD cubes with different seeds of the driving, two of
 * 256³ and three of 128³ cells. The project has the files of "mhd-256-a" and "mhd-128-b", and the
 * results for all five; data/README.md says how the others are computed. The paper has one observer
 * at the centre of one cube.
 */
public final class ObserverSurvey {
  private static final List<String> CUBES =
      List.of("mhd-256-a", "mhd-256-b", "mhd-128-b", "mhd-128-c", "mhd-128-d");
  private static final int OBSERVERS = 24;
  private static final long SEED = 7;
  private static final double TOLERANCE = 1e-5;

  /** Distance from the observer at which trajectories end, in hundredths of the injection scale. */
  private static final double END = 375;

  /** Radii of the spheres, in hundredths of the injection scale. */
  private static final double[] SPHERES = {10, 20, 40, 50, 60, 90, 150, 250, 370};

  private ObserverSurvey() {}

  /**
   * Returns the names of the MHD cubes in which the observers are. The file of a cube is the name
   * followed by .fits in the project's folder "data".
   *
   * @return the names; unmodifiable
   */
  public static List<String> cubes() {
    return CUBES;
  }

  /**
   * Returns the number of observers in a cube: 24, but 23 in "mhd-128-c". The last observer of that
   * cube is in a magnetic trap: 11 % of the trajectories of sets 1 and 2 have not left it after the
   * paper's limit of 10,000 gyrations, so that the sky is not defined in these directions. It is
   * left out for every set, so that the sets can be compared in pairs.
   *
   * @param cube name of the cube
   * @return the number
   */
  public static int observers(String cube) {
    Given.require(cube, "the name of the cube", "\"mhd-256-a\"");
    return cube.equals("mhd-128-c") ? OBSERVERS - 1 : OBSERVERS;
  }

  /**
   * Returns the radii of the spheres at which the dipole is imposed.
   *
   * @param set the particle set
   * @return R [m], 0.1 to 3.7 injection scales, in increasing order
   */
  public static double[] radii(PaperSet set) {
    Given.require(set, "the particle set", "PaperSet.SET_1");
    return Arrays.stream(SPHERES).map(r -> length(r, set)).toArray();
  }

  /**
   * Returns a length that is given in hundredths of the injection scale. It is rounded to a
   * millionth of a parsec, so that it has the same bits as 60 * pc, for instance.
   */
  private static double length(double hundredths, PaperSet set) {
    double parsecs = hundredths / 100 * set.injectionScale() / Units.pc;
    return Math.rint(parsecs * 1e6) / 1e6 * Units.pc;
  }

  /**
   * Returns the survey of a particle set in one cube: 24 observers at stratified random places,
   * which are the same for each set, four trajectories launched in each pixel of nside 16, mean
   * weights, a tolerance of 10⁻⁵. Trajectories end 3.75 injection scales from their observer. A
   * gyroradius below two cells of the cube is allowed. The cube is traced as it is in the file.
   * {@link #observers} says how many of the observers are used.
   *
   * @param set the particle set
   * @param field the field of the cube, scaled to the set, see {@link PaperSet#field}
   * @return the survey, which is not run yet
   */
  public static SkySurvey of(PaperSet set, CubicSplineField field) {
    Given.require(set, "the particle set", "PaperSet.SET_1");
    Backtracker tracer =
        Backtracker.of(set.species(), field)
            .withGyroradius(set.gyroradius(), set.meanField())
            .withTolerance(TOLERANCE)
            .withSpheres(radii(set))
            .withStopOutsideSphere(length(END, set))
            .withUnderResolvedAllowed();
    return SkySurvey.of(tracer, Observers.stratified(OBSERVERS, field.side(), SEED));
  }

  /**
   * Reads the result of the survey of a particle set in a cube whose file is not at hand.
   *
   * @param folder folder of the results, "data/surveys"
   * @param cube name of the cube
   * @param set the particle set
   * @return spectra and mean free paths of the observers
   * @throws IOException if the file of the result cannot be read
   * @throws IllegalArgumentException if there is no such file, it is damaged, or it has another
   *     number of observers
   */
  public static SkySurveyResult read(Path folder, String cube, PaperSet set) throws IOException {
    Given.require(folder, "the folder", "Path.of(\"runs\")");
    Given.require(cube, "the name of the cube", "\"mhd-256-a\"");
    Path file = folder.resolve(name(cube, set) + ".csv");
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there is neither %s.fits in \"data\" nor a result in it for this particle set, %s:"
                  + " compute the cube as data/README.md says, or use the cubes that are there, as"
                  + " beyond-observers does",
              cube,
              file));
    }
    SkySurveyResult result = SkySurveyResult.read(file, set.gyration());
    if (result.size() != observers(cube)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %d observers instead of %d: restore it",
              file,
              result.size(),
              observers(cube)));
    }
    return result;
  }

  /**
   * Says what limits a mean over the observers of all cubes: their scatter, and the error of the
   * mean that follows from it.
   *
   * @param mean one value for each observer
   * @return such as "119 observers in 5 cubes scatter by 0.46, so that their mean has an error of
   *     0.10"
   */
  public static String limit(SampleMean mean) {
    Given.require(mean, "the mean", "SampleMean.of(values)");
    return String.format(
        Locale.ROOT,
        "%d observers in %d cubes scatter by %.2f, so that their mean has an error of %.2f",
        mean.size(),
        CUBES.size(),
        mean.scatter(),
        mean.error());
  }

  /**
   * Returns the name of the file with the result of a survey, without .csv, such as
   * "mhd-256-a-rl0977". The number is 10⁴ r_L/L_inj. An injection scale other than 100 pc is added,
   * as in "mhd-256-a-rl0244-L10.0pc", so that the file of one set does not replace that of another.
   * Sets that differ only in species or mean field have the same name.
   *
   * @param cube name of the cube
   * @param set the particle set
   * @return the name
   */
  public static String name(String cube, PaperSet set) {
    Given.require(cube, "the name of the cube", "\"mhd-256-a\"");
    Given.require(set, "the particle set", "PaperSet.SET_1");
    if (cube.matches(".*[/\\\\\\p{Cntrl}].*")) {
      throw new IllegalArgumentException(
          Quoted.of(cube)
              + " cannot be the name of a cube: give the name of its file without .fits");
    }
    String name =
        String.format(
            Locale.ROOT, "%s-rl%04.0f", cube, 1e4 * set.gyroradius() / set.injectionScale());
    double length = set.injectionScale() / Units.pc;
    return Math.abs(length - 100) < 0.05
        ? name
        : String.format(Locale.ROOT, "%s-L%.3gpc", name, length);
  }
}
