package larmor.orbit;

import static larmor.units.Units.GeV;
import static larmor.units.Units.muG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EnergyErrorTest {
  /** E/E0 = √(1 + β²(p²/p0² − 1)); a proton of 1 GeV has β = 0.346. */
  @Test
  void theErrorFollowsFromTheMomentumAlsoForASlowParticle() {
    Gyration slow = Gyration.of(Species.PROTON, GeV, muG);
    double lorentz = slow.lorentzFactor();
    double beta2 = 1 - 1 / (lorentz * lorentz);
    double[] state = {5, 6, 7, 1, 0.5, -0.25};
    assertEquals(Math.sqrt(1 + beta2 * 0.3125) - 1, new EnergyError(slow).at(state), 1e-12);
  }
}
