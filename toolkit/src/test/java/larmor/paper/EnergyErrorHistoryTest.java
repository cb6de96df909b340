package larmor.paper;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.field.MirrorField;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.orbit.TrajectoryQuantity;
import org.junit.jupiter.api.Test;

class EnergyErrorHistoryTest {
  private static final double B = 3 * muG;
  private static final double RL = 10 * pc;
  private static final Ensemble BOTTLE =
      Backtracker.of(Species.PROTON, new MirrorField(B, 10 * RL))
          .withGyroradius(RL, B)
          .withStopAfterGyrations(3)
          .run(LaunchDirections.uniform(30, 2));

  @Test
  void theHistoryIsThatOfTheSlicesFromTheFirstGyrationOn() {
    EnergyErrorHistory history = EnergyErrorHistory.of(BOTTLE, 0.5);
    assertEquals(21, history.gyrations().length);
    for (int k = 0; k < 21; k++) {
      assertEquals(1 + 0.1 * k, history.gyrations()[k], 1e-14);
      assertEquals(BOTTLE.slices().meanEnergyError()[10 + k], history.means()[k]);
      assertEquals(BOTTLE.slices().largestEnergyError()[10 + k], history.largest()[k]);
    }
  }

  /** The error of a particle is at most its largest at any step, which the ensemble records. */
  @Test
  void theLargestErrorIsAtLeastTheMeanAndAtMostThatOfAnyStep() {
    EnergyErrorHistory history = EnergyErrorHistory.of(BOTTLE, 1);
    double largest = 0;
    for (double e : BOTTLE.column(TrajectoryQuantity.ENERGY_ERROR)) {
      largest = Math.max(largest, e);
    }
    for (int k = 0; k < history.means().length; k++) {
      assertTrue(history.means()[k] > 0);
      assertTrue(history.means()[k] <= history.largest()[k]);
      assertTrue(history.largest()[k] <= largest);
    }
  }

  @Test
  void aHistoryShorterThanAGyrationIsRefused() {
    Ensemble half =
        Backtracker.of(Species.PROTON, new MirrorField(B, 10 * RL))
            .withGyroradius(RL, B)
            .withStopAfterGyrations(0.5)
            .run(LaunchDirections.uniform(3, 2));
    assertEquals(
        "after one gyration fewer than the fraction 0.5 of the particles are still being traced: give a"
            + " smaller fraction",
        assertThrows(IllegalArgumentException.class, () -> EnergyErrorHistory.of(half, 0.5))
            .getMessage());
  }

  @Test
  void aHistoryPrintsItsLengthAndItsErrors() {
    String printed = EnergyErrorHistory.of(BOTTLE, 1).toString();
    assertTrue(
        printed.matches(
            "energy error over 3\\.00 gyrations: mean up to \\d\\.\\d\\de-0\\d, one particle up to"
                + " \\d\\.\\d\\de-0\\d"),
        printed);
  }
}
