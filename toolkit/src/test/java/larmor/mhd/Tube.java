package larmor.mhd;

/** An exact solution that depends on distance over time only. */
interface Tube {
  double soundSpeed();

  double normalField();

  /** Bound of every signal. */
  double fastest();

  double[] left();

  double[] right();

  /** Density, normal and two transverse velocities, two transverse fields. */
  double[] at(double xOverT);
}
