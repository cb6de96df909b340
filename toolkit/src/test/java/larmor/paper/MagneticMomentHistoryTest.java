package larmor.paper;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import larmor.field.MirrorField;
import larmor.field.UniformField;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.orbit.TimeSlices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MagneticMomentHistoryTest {
  private static final double B = 3 * muG;
  private static final double RL = 10 * pc;
  private static final LaunchDirections SKY = LaunchDirections.healpix(4);
  private static final Backtracker HELIX =
      Backtracker.of(Species.PROTON, new UniformField(new Vec3(B, 0, 0)))
          .withGyroradius(RL, B)
          .withTolerance(1e-9);
  private static final Ensemble HELICES = HELIX.withStopAfterGyrations(5).run(SKY);

  private static String message(Executable action) {
    return assertThrows(IllegalArgumentException.class, action).getMessage();
  }

  /**
   * µ = sin²α of the largest, with the pitch angle α of the launch, and constant in a uniform
   * field.
   */
  @Test
  void inAUniformFieldTheMeanMomentIsTheMeanSineSquaredOfThePitchAnglesWithoutTrend() {
    MagneticMomentHistory history = MagneticMomentHistory.of(HELICES, 0.5);
    double expected = 0;
    for (int i = 0; i < SKY.size(); i++) {
      expected += (1 - Math.pow(SKY.direction(i).x(), 2)) / SKY.size();
    }
    assertEquals(51, history.means().length);
    for (int k = 0; k < 51; k++) {
      assertEquals(0.1 * k, history.gyrations()[k], 1e-14);
      assertEquals(expected, history.means()[k], 1e-9);
    }
    assertEquals(0, history.trend(1), 1e-9);
    assertEquals(
        "mean magnetic moment over 5.00 gyrations: 0.666 of the largest at the start, 0.666 at the"
            + " end",
        history.toString());
  }

  @Test
  void theMovingAverageIsOver30SlicesUnlessChanged() {
    MagneticMomentHistory history = bottle();
    double[] means = history.means();
    assertEquals(means.length - 29, history.averages().length);
    assertEquals(means.length - 29, history.averageGyrations().length);
    double sum = 0;
    for (int k = 7; k < 37; k++) {
      sum += means[k];
    }
    assertEquals(sum / 30, history.averages()[7], 1e-15);
    assertEquals(0.1 * (7 + 14.5), history.averageGyrations()[7], 1e-12);
    assertArrayEquals(means, history.withWindow(1).averages());
    assertEquals(1, history.withWindow(means.length).averages().length);
  }

  /** The slope is compared with the normal equations of a straight line. */
  @Test
  void theTrendIsTheChangeOfAStraightLineFittedFromTheGivenTime() {
    MagneticMomentHistory history = bottle();
    double[] t = history.gyrations();
    double[] m = history.means();
    int first = 15;
    int n = t.length - first;
    double st = 0;
    double sm = 0;
    double stt = 0;
    double stm = 0;
    for (int k = first; k < t.length; k++) {
      st += t[k];
      sm += m[k];
      stt += t[k] * t[k];
      stm += t[k] * m[k];
    }
    double slope = (n * stm - st * sm) / (n * stt - st * st);
    double expected = slope * (t[t.length - 1] - 1.5) / (sm / n);
    assertEquals(1, history.trend(1.5 - 1e-12) / expected, 1e-9);
  }

  /** A bottle in which the mean moment of a few particles oscillates. */
  private static MagneticMomentHistory bottle() {
    return MagneticMomentHistory.of(
        Backtracker.of(Species.PROTON, new MirrorField(B, 10 * RL))
            .withGyroradius(RL, B)
            .withStopAfterGyrations(5)
            .run(LaunchDirections.uniform(5, 2)),
        1);
  }

  /** A helix leaves the box of half side 100 pc at Ω0 t = 100 pc/(r_L |u_x|). */
  @Test
  void theHistoryEndsWhenFewerThanTheFractionAreStillBeingTraced() {
    Ensemble leaving = HELIX.withStopOutsideBox(100 * pc).run(SKY);
    double fraction = 0.4;
    int expected = 0;
    while (inside(expected) >= fraction * SKY.size()) {
      expected++;
    }
    assertEquals(expected, MagneticMomentHistory.of(leaving, fraction).means().length);
  }

  private static int inside(int slice) {
    int n = 0;
    for (int i = 0; i < SKY.size(); i++) {
      double x = Math.abs(SKY.direction(i).x()) * slice * TimeSlices.SPACING * RL;
      n += x < 100 * pc ? 1 : 0;
    }
    return n;
  }

  @Test
  void aShortHistoryAWrongWindowAndALateTrendAreRefused() {
    assertEquals(
        "a moving average over 30 slices is not possible with a history of 11: give a window from 1 to"
            + " that number, or a smaller fraction of particles",
        message(
            () ->
                MagneticMomentHistory.of(
                    HELIX.withStopAfterGyrations(1).run(LaunchDirections.of(Vec3.Y)), 1)));
    MagneticMomentHistory history = MagneticMomentHistory.of(HELICES, 1);
    assertEquals(
        "a moving average over 0 slices is not possible with a history of 51: give a window from 1 to"
            + " that number, or a smaller fraction of particles",
        message(() -> history.withWindow(0)));
    assertEquals(
        "a trend from 4.96 gyrations has fewer than two slices, since the history ends at 5.00: give an"
            + " earlier time",
        message(() -> history.trend(4.96)));
  }
}
