package larmor.course;

import java.util.List;

/** The eight units of the course and their exercises. */
public final class Course {
  /** Number of units. */
  public static final int UNITS = 8;

  private Course() {}

  /**
   * Returns the exercises of one unit.
   *
   * @param unit 1 to 8
   * @return the exercises, in the order of their numbers
   * @throws IllegalArgumentException if there is no such unit
   */
  public static List<Exercise> unit(int unit) {
    return switch (unit) {
      case 1 -> GyrationExercises.all();
      case 2 -> TurbulenceExercises.all();
      case 3 -> ResolutionExercises.all();
      case 4 -> MeanFreePathExercises.all();
      case 5 -> LiouvilleExercises.all();
      case 6 -> SkyMapExercises.all();
      case 7 -> SpectrumExercises.all();
      case 8 -> PartialSkyExercises.all();
      default ->
          throw new IllegalArgumentException(
              "the course has no unit " + unit + ": give a unit from 1 to " + UNITS);
    };
  }
}
