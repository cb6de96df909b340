package larmor.course;

import java.util.List;

/** The eight units of the course and their exercises. */
public final class Course {
  public static final int UNITS = 8;

  private Course() {}

  /**
   * The exercises of a unit, in order.
   *
   * @param unit 1 to 8
   */
  public static List<Exercise> unit(int unit) {
    return switch (unit) {
      case 1 -> GyrationExercises.all();
      case 2 -> TurbulenceExercises.all();
      case 3 -> ResolutionExercises.all();
      case 4 -> FreePathExercises.all();
      case 5 -> LiouvilleExercises.all();
      case 6 -> SkyExercises.all();
      case 7 -> SpectrumExercises.all();
      case 8 -> DataExercises.all();
      default ->
          throw new IllegalArgumentException(
              "the course has no unit "
                  + unit
                  + ": its notebooks are called course-01- to course-08- and so on");
    };
  }
}
