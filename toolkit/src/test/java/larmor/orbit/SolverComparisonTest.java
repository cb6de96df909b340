package larmor.orbit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import larmor.field.UniformField;
import larmor.numeric.Vec3;
import larmor.ode.BulirschStoer;
import larmor.units.Units;
import org.junit.jupiter.api.Test;

class SolverComparisonTest {
  private static final Backtracker HELIX =
      Backtracker.of(Species.PROTON, new UniformField(new Vec3(3 * Units.muG, 0, 0)))
          .withGyroradius(Units.pc, 3 * Units.muG);

  private static SolverComparison helix(double... tolerances) {
    return SolverComparison.of(HELIX, 2, BulirschStoer.of(1e-6), tolerances);
  }

  @Test
  void smallerToleranceCostsMoreWorkAndLeavesLessError() {
    SolverComparison found = helix(1e-4, 1e-8);
    double[] work = found.evaluationsPerGyration();
    assertTrue(work[1] > 2 * work[0] && work[1] < 4 * work[0], found.toString()); // 128 and 376
    // 1.1e-4 and 7.2e-9, 8.8e-5 and 2.8e-9: two gyrations of a few steps each
    for (double[] errors : List.of(found.positionErrors(), found.energyErrors())) {
      assertEquals(1e-4, errors[0], 0.5e-4);
      assertTrue(errors[1] > 1e-9 && errors[1] < 1e-8, found.toString());
    }
    assertEquals(
        "Bulirsch-Stoer at tolerance 1e-08: 376 evaluations per gyration, position error 7.22e-09"
            + " r_L",
        found.toString());
  }

  @Test
  void noToleranceIsRefused() {
    assertEquals(
        "no tolerance to compare Bulirsch-Stoer, tolerance 1.00e-06 at: give one or more, 1e-6 and"
            + " 1e-8 for example",
        assertThrows(IllegalArgumentException.class, () -> helix()).getMessage());
  }
}
