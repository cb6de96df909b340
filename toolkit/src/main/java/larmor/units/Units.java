package larmor.units;

/**
 * The values of units in SI. Multiply a number by a unit to enter it, {@code 30 * PeV}; divide by
 * the unit to read it, {@code r / pc}.
 */
public final class Units {
  /** Metre. */
  public static final double m = 1.0;

  /** Kilometre [m]. */
  public static final double km = 1e3;

  /** Astronomical unit [m], exact (IAU 2012, Resolution B2). */
  public static final double au = 149_597_870_700.0;

  /** Parsec [m], 648000/π au (IAU 2015, Resolution B2). */
  public static final double pc = au * 648_000.0 / Math.PI;

  /** Kiloparsec [m]. */
  public static final double kpc = 1e3 * pc;

  /** Second. */
  public static final double s = 1.0;

  /** Julian year of 365.25 days [s]. */
  public static final double yr = 365.25 * 86_400.0;

  /** Tesla. */
  public static final double T = 1.0;

  /** Gauss [T]. */
  public static final double G = 1e-4;

  /** Microgauss, the usual unit of interstellar fields [T]. */
  public static final double muG = 1e-10;

  /** Nanotesla, the usual unit of fields in the solar wind; 10 µG [T]. */
  public static final double nT = 1e-9;

  /** Electronvolt [J], exact in the SI of 2019. */
  public static final double eV = 1.602_176_634e-19;

  /** 10⁹ eV [J]. */
  public static final double GeV = 1e9 * eV;

  /** 10¹² eV [J]. */
  public static final double TeV = 1e12 * eV;

  /** 10¹⁵ eV [J]. */
  public static final double PeV = 1e15 * eV;

  /** 10¹⁸ eV [J]. */
  public static final double EeV = 1e18 * eV;

  /** Radian. */
  public static final double rad = 1.0;

  /** Degree [rad]. */
  public static final double deg = Math.PI / 180.0;

  private Units() {}
}
