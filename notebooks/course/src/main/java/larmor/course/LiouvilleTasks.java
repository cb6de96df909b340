package larmor.course;

import java.util.Locale;
import larmor.numeric.Vec3;

/** The building task of unit 5: the magnetic moment. */
public final class LiouvilleTasks {
  private LiouvilleTasks() {}

  /** A function that computes the magnetic moment of a particle. */
  @FunctionalInterface
  public interface Moment {
    /**
     * Computes µ = p_⊥²/(2m|B|), equation 8 of the paper.
     *
     * @param p momentum
     * @param b magnetic field at the particle
     * @param m mass
     * @return the magnetic moment
     */
    double of(Vec3 p, Vec3 b, double m);
  }

  /**
   * Tests a function that computes the magnetic moment µ = p_⊥²/(2m|B|).
   *
   * @param moment the reader's function
   * @return the tests
   */
  public static BuildResult magneticMoment(Moment moment) {
    Vec3 p = new Vec3(3, 0, 4);
    Vec3 b = new Vec3(0, 0, 2);
    return BuildResult.of("Magnetic moment")
        .test(
            "p = (3, 0, 4), B = (0, 0, 2), m = 0.5 give 4.5",
            () -> {
              double got = moment.of(p, b, 0.5);
              if (near(got, 4.5)) {
                return "";
              }
              if (near(got, 12.5)) {
                return "This is p²/(2m|B|): only the part of the momentum across the field counts.";
              }
              if (near(got, 8)) {
                return "This has the part of the momentum along the field, not across it.";
              }
              if (near(got, 9)) {
                return "Twice the right value: the denominator is 2m|B|.";
              }
              if (near(got, 1.5)) {
                return "p_⊥ must be squared.";
              }
              if (near(got, 2.25)) {
                return "The denominator has |B|, not B².";
              }
              return String.format(Locale.ROOT, "It is %.4g.", got);
            })
        .test(
            "a momentum along the field has none",
            () ->
                near(moment.of(new Vec3(2, 2, 2), new Vec3(1, 1, 1), 1), 0)
                    ? ""
                    : "p_⊥² = p² − (p·b̂)², where b̂ = B/|B| is a unit vector.")
        .test(
            "the field may have any direction",
            () -> {
              double got = moment.of(new Vec3(0, 6, 0), new Vec3(3, 0, 4), 1);
              return near(got, 3.6)
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      "p = (0, 6, 0), B = (3, 0, 4), m = 1 give %.4g instead of 3.6: |B| is 5.",
                      got);
            })
        .test(
            "it does not depend on the sense of the field",
            () ->
                near(moment.of(p, b.times(-1), 0.5), moment.of(p, b, 0.5))
                    ? ""
                    : "It changes when B is reversed: use |B|.");
  }

  private static boolean near(double a, double b) {
    return Math.abs(a - b) <= 1e-9;
  }
}
