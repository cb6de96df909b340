package larmor.units;

/** Physical constants in SI units, each with its source. */
public final class Constants {
  /** Speed of light [m/s], exact in the SI of 2019. */
  public static final double SPEED_OF_LIGHT = 299_792_458.0;

  /** Elementary charge [C], exact in the SI of 2019. */
  public static final double ELEMENTARY_CHARGE = 1.602_176_634e-19;

  /** Proton mass [kg], CODATA 2018. */
  public static final double PROTON_MASS = 1.672_621_923_69e-27;

  /** Electron mass [kg], CODATA 2018. */
  public static final double ELECTRON_MASS = 9.109_383_7015e-31;

  private Constants() {}
}
