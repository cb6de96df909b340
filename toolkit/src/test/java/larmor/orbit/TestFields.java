package larmor.orbit;

import larmor.field.MagneticField;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;

/** Analytic fields for the tests of this package. */
final class TestFields {
  private TestFields() {}

  static MagneticField uniform(double bx, double by, double bz) {
    return (x, y, z, b) -> {
      b[0] = bx;
      b[1] = by;
      b[2] = bz;
    };
  }

  /** B0 x̂ with transverse plane waves, rms δB, |k| from 2π/largest to 2π/smallest, k^-5/3. */
  static MagneticField waves(
      int count, double mean, double rms, double largest, double smallest, long seed) {
    double[][] k = new double[count][3];
    double[][] a = new double[count][3];
    double[] phase = new double[count];
    double power = 0;
    double[] amplitude = new double[count];
    for (int n = 0; n < count; n++) {
      RandomStream random = RandomStream.of(seed, n);
      double kn = 2 * Math.PI / largest * Math.pow(largest / smallest, (n + 0.5) / count);
      amplitude[n] = Math.pow(kn, -1.0 / 3);
      power += amplitude[n] * amplitude[n] / 2;
      Vec3 d = random.direction();
      Vec3 e = d.cross(random.direction()).unit();
      k[n] = new double[] {kn * d.x(), kn * d.y(), kn * d.z()};
      a[n] = new double[] {e.x(), e.y(), e.z()};
      phase[n] = 2 * Math.PI * random.uniform();
    }
    double scale = rms / Math.sqrt(power);
    return (x, y, z, b) -> {
      double bx = mean;
      double by = 0;
      double bz = 0;
      for (int n = 0; n < count; n++) {
        double c =
            scale * amplitude[n] * Math.cos(k[n][0] * x + k[n][1] * y + k[n][2] * z + phase[n]);
        bx += c * a[n][0];
        by += c * a[n][1];
        bz += c * a[n][2];
      }
      b[0] = bx;
      b[1] = by;
      b[2] = bz;
    };
  }
}
