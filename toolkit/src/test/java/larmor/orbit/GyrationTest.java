package larmor.orbit;

import static larmor.units.Units.GeV;
import static larmor.units.Units.PeV;
import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import larmor.units.Constants;
import org.junit.jupiter.api.Test;

class GyrationTest {
  @Test
  void gyroradiusOfAProtonOfOnePeVInOneMicrogaussIs1081Milliparsec() {
    assertEquals(1.08101, Gyration.of(Species.PROTON, PeV, muG).gyroradius() / pc, 5e-6);
    assertEquals(
        1.08101 * 30 / 3, Gyration.of(Species.PROTON, 30 * PeV, 3 * muG).gyroradius() / pc, 5e-5);
    assertEquals(1.08101 / 26, Gyration.of(Species.IRON, PeV, muG).gyroradius() / pc, 5e-6);
  }

  @Test
  void energyAndGyroradiusInvertEachOther() {
    for (double energy : new double[] {GeV, 1000 * GeV, PeV}) {
      Gyration g = Gyration.of(Species.PROTON, energy, 3 * muG);
      Gyration back = Gyration.ofGyroradius(Species.PROTON, g.gyroradius(), 3 * muG);
      assertEquals(1, back.energy() / energy, 1e-12);
      assertEquals(1, g.gyroradius() * g.angularFrequency() / g.speed(), 1e-14);
      assertEquals(2 * Math.PI, g.period() * g.angularFrequency(), 1e-14);
    }
    Gyration slow = Gyration.of(Species.PROTON, GeV, muG);
    double mc2 = Constants.PROTON_MASS * Constants.SPEED_OF_LIGHT * Constants.SPEED_OF_LIGHT;
    assertEquals(GeV / mc2, slow.lorentzFactor(), 1e-12);
    assertEquals(
        Math.sqrt(1 - mc2 * mc2 / GeV / GeV), slow.speed() / Constants.SPEED_OF_LIGHT, 1e-12);
  }

  @Test
  void anEnergyThatIsTheRestEnergyOrInfiniteIsRefused() {
    double rest = Constants.PROTON_MASS * Constants.SPEED_OF_LIGHT * Constants.SPEED_OF_LIGHT;
    assertEquals(Species.PROTON.mass(), Constants.PROTON_MASS);
    assertEquals(
        "energy 0.938 GeV does not exceed the rest energy 0.938 GeV of the proton: give the total"
            + " energy",
        refusal(rest));
    assertEquals(
        "energy Infinity GeV does not exceed the rest energy 0.938 GeV of the proton: give the total"
            + " energy",
        refusal(Double.POSITIVE_INFINITY));
  }

  private static String refusal(double energy) {
    return assertThrows(
            IllegalArgumentException.class, () -> Gyration.of(Species.PROTON, energy, muG))
        .getMessage();
  }

  @Test
  void antiparticleReversesTheChargeOnly() {
    assertEquals(-Species.PROTON.charge(), Species.PROTON.antiparticle().charge());
    assertEquals(Species.PROTON.mass(), Species.PROTON.antiparticle().mass());
    assertEquals(Species.PROTON, Species.PROTON.antiparticle().antiparticle());
  }

  @Test
  void gyrationSpeciesAndStopReasonPrintThemselves() {
    assertEquals(
        "proton of 30.0 PeV in 3.00 µG: gyroradius 10.8 pc, period 222 yr",
        Gyration.of(Species.PROTON, 30 * PeV, 3 * muG).toString());
    assertEquals("proton, charge +1 e, mass 1.67e-27 kg", Species.PROTON.toString());
    assertEquals("helium nucleus, charge +2 e, mass 6.64e-27 kg", Species.HELIUM.toString());
    assertEquals("antiproton", Species.PROTON.antiparticle().name());
    assertEquals("it left the box", "it " + StopReason.BOX.words());
  }

  @Test
  void largestMomentIsThatOfAPitchAngleOf90Degrees() {
    Gyration g = Gyration.of(Species.PROTON, PeV, 3 * muG);
    double expected = g.momentum() * g.momentum() / (2 * Species.PROTON.mass() * 3 * muG);
    assertEquals(1, g.largestMagneticMoment() / expected, 1e-15);
  }

  @Test
  void aGyroradiusIsKeptToTheLastBitAndHasToBeThatOfTheMomentum() {
    double gyroradius = 5 / 204.8 * (10 * pc);
    Gyration iron = Gyration.ofGyroradius(Species.IRON, gyroradius, 3 * muG);
    assertEquals(gyroradius, iron.gyroradius());
    Gyration ofMomentum = new Gyration(Species.IRON, iron.momentum(), iron.field());
    assertEquals(1, ofMomentum.gyroradius() / gyroradius, 1e-15);
    assertEquals(
        "a gyroradius of 2.00000 m is not that of the momentum, 1.00000 m: use"
            + " Gyration.ofGyroradius or give the momentum alone",
        assertThrows(
                IllegalArgumentException.class,
                () -> {
                  Gyration one = Gyration.ofGyroradius(Species.IRON, 1, muG);
                  new Gyration(Species.IRON, one.momentum(), muG, 2);
                })
            .getMessage());
  }
}
