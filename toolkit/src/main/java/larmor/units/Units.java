package larmor.units;

/**
 * Units in SI: multiply to enter ({@code 30 * PeV}), divide to read ({@code r / pc}).
 *
 * <p>Astronomical unit: IAU 2012 Resolution B2. Parsec: IAU 2015 Resolution B2, 648000/pi au.
 */
public final class Units {
  public static final double m = 1.0;
  public static final double km = 1e3;
  public static final double au = 149_597_870_700.0;
  public static final double pc = au * 648_000.0 / Math.PI;
  public static final double kpc = 1e3 * pc;

  public static final double s = 1.0;
  public static final double yr = 365.25 * 86_400.0;

  public static final double T = 1.0;
  public static final double G = 1e-4;
  public static final double muG = 1e-10;
  public static final double nT = 1e-9;

  /** Exact since the 2019 SI. */
  public static final double eV = 1.602_176_634e-19;

  public static final double GeV = 1e9 * eV;
  public static final double TeV = 1e12 * eV;
  public static final double PeV = 1e15 * eV;
  public static final double EeV = 1e18 * eV;

  public static final double rad = 1.0;
  public static final double deg = Math.PI / 180.0;

  private Units() {}
}
