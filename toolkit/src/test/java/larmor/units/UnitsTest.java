package larmor.units;

import static larmor.units.Units.EeV;
import static larmor.units.Units.G;
import static larmor.units.Units.GeV;
import static larmor.units.Units.PeV;
import static larmor.units.Units.T;
import static larmor.units.Units.TeV;
import static larmor.units.Units.au;
import static larmor.units.Units.deg;
import static larmor.units.Units.eV;
import static larmor.units.Units.km;
import static larmor.units.Units.kpc;
import static larmor.units.Units.m;
import static larmor.units.Units.muG;
import static larmor.units.Units.nT;
import static larmor.units.Units.pc;
import static larmor.units.Units.rad;
import static larmor.units.Units.s;
import static larmor.units.Units.yr;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UnitsTest {
  /** IAU 2015, Resolution B2: 3.085677581e16 m. */
  @Test
  void aParsecIsTheDistanceAtWhichAnAstronomicalUnitIsAnArcsecond() {
    assertEquals(3.085677581491367e16, pc, 1);
    assertEquals(deg / 3600, au / pc, 1e-20);
    assertEquals(1000 * pc, kpc);
    assertEquals(149_597_870.7 * km, au);
  }

  @Test
  void unitsOfTheSiAreOne() {
    assertEquals(1, m);
    assertEquals(1, s);
    assertEquals(1, T);
    assertEquals(1, rad);
    assertEquals(365.25 * 24 * 3600 * s, yr);
    assertEquals(Math.PI * rad, 180 * deg, 1e-15);
  }

  @Test
  void tenMicrogaussAreANanotesla() {
    assertEquals(T, 10_000 * G, 1e-15);
    assertEquals(nT, 10 * muG, 1e-24);
    assertEquals(1e-6 * G, muG, 1e-25);
  }

  /** A volt times the elementary charge. */
  @Test
  void energiesAreMultiplesOfTheElectronvolt() {
    assertEquals(Constants.ELEMENTARY_CHARGE, eV);
    assertEquals(1e9, GeV / eV, 1e-6);
    assertEquals(1000, TeV / GeV, 1e-12);
    assertEquals(1000, PeV / TeV, 1e-12);
    assertEquals(1000, EeV / PeV, 1e-12);
  }

  /** CODATA 2018: m_p/m_e = 1836.15267343(11). */
  @Test
  void massesOfProtonAndElectronHaveTheirRatio() {
    assertEquals(1836.152_673_43, Constants.PROTON_MASS / Constants.ELECTRON_MASS, 1e-6);
  }

  /** The number behind the gyroradii of Table 1 of the paper. */
  @Test
  void gyroradiusOfAPetaelectronvoltInAMicrogaussIs1081Milliparsec() {
    double r = PeV / (Constants.ELEMENTARY_CHARGE * Constants.SPEED_OF_LIGHT * muG);
    assertEquals(1.081, r / pc, 5e-4);
  }
}
