package larmor.turbulence;

import java.util.Locale;
import java.util.Set;
import larmor.field.FieldCube;
import larmor.field.FieldModes;
import larmor.numeric.Given;
import larmor.numeric.Vec3;

/**
 * The magnetic field of a snapshot of isothermal MHD, taken apart into Alfvén, slow and fast waves
 * by linear theory, wave by wave in Fourier space. The part across the plane of k and B0 is that of
 * Alfvén waves. In that plane, slow and fast waves have the same direction of the field and differ
 * in the density: with c_s and c_f the phase speeds of slow and fast waves over the Alfvén speed,
 * the equations of continuity and induction and the momentum along B0 give
 *
 * <pre>  b∥/B0 = (1 − c_f²) δ  for slow and  b∥/B0 = (1 − c_s²) δ  for fast waves,</pre>
 *
 * where δ is the amplitude of the density over its mean and b∥ that of the field along B0. The two
 * equations for given b∥ and δ have one solution, since c_f² − c_s² is positive for every oblique
 * wave. The three parts add up to the field, and each is free of divergence.
 *
 * <p>The split is that of Cho and Lazarian 2003 (Mon. Not. R. Astron. Soc. 345, 325) with the
 * density in place of the velocity, because the velocity does not say in which direction a wave
 * runs. It holds for small amplitudes: it takes the mean field for the local one and density
 * contrasts of shocks for those of waves. For k along B0, where the Alfvén wave and the fast one
 * (the slow one if the sound speed exceeds the Alfvén speed) cannot be told apart, each has half of
 * the field.
 */
public final class MagneticModes {
  private final FieldModes field;
  private final FieldModes density;
  private final Vec3 mean;
  private final double alpha;

  private MagneticModes(FieldModes field, FieldModes density, Vec3 mean, double alpha) {
    this.field = field;
    this.density = density;
    this.mean = mean;
    this.alpha = alpha;
  }

  /**
   * Takes a field apart.
   *
   * @param field magnetic field with a mean, free of divergence, in units in which its mean is the
   *     Alfvén speed at the mean density
   * @param density density at the same points with z as the fastest index, in any unit
   * @param soundSpeed isothermal sound speed, in the same units as the field
   * @return the parts
   * @throws IllegalArgumentException if the density has another number of points, a mean that is
   *     not positive, the mean field is below 1e-3 of the fluctuations, or the sound speed is not a
   *     positive number
   * @throws IllegalStateException if the heap is too small
   */
  public static MagneticModes of(FieldCube field, float[] density, double soundSpeed) {
    Given.require(field, "the cube of the field", "Cubes.read(file).cube()");
    Given.require(density, "the array of densities", "snapshot.density()");
    int n = field.points();
    if (density.length != n * n * n) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the density has %d values and the field %d³ points: take both from one snapshot",
              density.length,
              n));
    }
    WaveMode.requireDefined(field, soundSpeed);
    double sum = 0;
    for (float d : density) {
      sum += d;
    }
    double average = sum / density.length;
    if (!(average > 0 && average < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the mean density is %g, not a positive number: give the density of the snapshot",
              average));
    }
    float[] contrast = new float[3 * density.length];
    for (int c = 0; c < density.length; c++) {
      contrast[3 * c] = (float) (density[c] / average);
    }
    Vec3 mean = field.mean();
    double ratio = soundSpeed / mean.norm();
    return new MagneticModes(
        FieldModes.of(field), FieldModes.of(FieldCube.of(n, contrast)), mean, ratio * ratio);
  }

  /**
   * Returns the mean field with the waves of some modes.
   *
   * @param kept modes whose waves are kept; with all three the field itself, up to the rounding of
   *     single precision
   * @return the field, free of divergence
   * @throws IllegalStateException if the heap is too small
   */
  public FieldCube field(WaveMode... kept) {
    Given.requireEach(kept, "the list of modes", "WaveMode.ALFVEN");
    Set<WaveMode> modes = Set.of(kept);
    Vec3 along = mean.times(1 / mean.norm());
    return FieldModes.of(
            field.points(),
            mean,
            (kx, ky, kz, out) -> {
              double[] b = field.at(kx, ky, kz);
              Vec3 k = new Vec3(kx, ky, kz);
              Vec3 unit = k.times(1 / k.norm());
              double cosine = unit.dot(along);
              Vec3 side = along.cross(unit);
              double sine = side.norm();
              if (sine < 1e-9) {
                double share = modes.contains(WaveMode.ALFVEN) ? 0.5 : 0;
                share += modes.contains(alpha < 1 ? WaveMode.FAST : WaveMode.SLOW) ? 0.5 : 0;
                for (int i = 0; i < 6; i++) {
                  out[i] = share * b[i];
                }
                return;
              }
              Vec3 alfven = side.times(1 / sine);
              Vec3 inPlane = along.minus(unit.times(cosine)).times(1 / sine);
              double root = Math.sqrt(Math.pow(1 + alpha, 2) - 4 * alpha * cosine * cosine);
              double slow = 1 - 0.5 * (1 + alpha + root);
              double fast = 1 - 0.5 * (1 + alpha - root);
              double[] contrast = density.at(kx, ky, kz);
              for (int half = 0; half < 2; half++) {
                double transverse = component(b, half, alfven);
                double plane = component(b, half, inPlane);
                double strength = plane * sine / mean.norm();
                double ofFast = fast * (strength - slow * contrast[half]) / root;
                double share = modes.contains(WaveMode.FAST) ? ofFast : 0;
                share += modes.contains(WaveMode.SLOW) ? strength - ofFast : 0;
                add(out, half, alfven, modes.contains(WaveMode.ALFVEN) ? transverse : 0);
                add(out, half, inPlane, share * mean.norm() / sine);
              }
            })
        .cube();
  }

  /** Returns the real (half = 0) or imaginary (1) part of the component along a direction. */
  private static double component(double[] b, int half, Vec3 e) {
    return b[half] * e.x() + b[2 + half] * e.y() + b[4 + half] * e.z();
  }

  private static void add(double[] out, int half, Vec3 e, double amplitude) {
    out[half] += amplitude * e.x();
    out[2 + half] += amplitude * e.y();
    out[4 + half] += amplitude * e.z();
  }
}
