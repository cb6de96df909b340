package larmor.orbit;

import static larmor.units.Units.PeV;
import static larmor.units.Units.muG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import larmor.numeric.Vec3;
import org.junit.jupiter.api.Test;

class TimeSlicesTest {
  /** v_x0 x of two particles: 0.6 · 2 and −0.8 · 1, with the mean 0.2 and the variance 1. */
  @Test
  void theErrorOfThePathIntegralIsThatOfTheMeanOfVelocityTimesDisplacement() {
    Gyration gyration = Gyration.of(Species.PROTON, PeV, muG);
    TimeSlices slices = new TimeSlices(gyration);
    slices.add(1, new Vec3(0.6, 0, 0.8), new double[] {2, 3, 5, 0.1, 0.2, 0.3}, 0.5, -1e-3);
    slices.add(1, new Vec3(-0.8, 0.6, 0), new double[] {1, 1, 1, 0.3, 0.2, 0.1}, 0.7, 2e-3);
    assertEquals(2, slices.size());
    double[] second = Arrays.copyOfRange(slices.sums(), 12, 24);
    double[] expected = {
      2,
      1.2,
      0.74,
      0.6 * 0.1 + 0.8 * 0.3 - 0.8 * 0.3 + 0.6 * 0.2,
      -0.18,
      1,
      3e-3,
      2e-3,
      5,
      36,
      0.4,
      2.08
    };
    for (int c = 0; c < 12; c++) {
      assertEquals(expected[c], second[c], 1e-14, TimeSlices.NAMES[c]);
    }
    // the error of the mean of two, over the mean of v_x0², which is 1/2
    assertEquals(2 * Math.sqrt(0.5), slices.axisIntegralError(1) / gyration.gyroradius(), 1e-14);
  }
}
