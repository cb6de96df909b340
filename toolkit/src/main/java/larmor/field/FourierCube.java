package larmor.field;

import larmor.numeric.Given;
import larmor.numeric.Memory;
import larmor.numeric.Vec3;

/**
 * Makes a cube from its Fourier coefficients, one component at a time, so that the memory needed is
 * four thirds of that of the cube.
 */
public final class FourierCube {
  private FourierCube() {}

  /**
   * Computes the real field of given waves, scales its fluctuations, and adds a mean field.
   *
   * @param points n, along each axis, 4 to 1280
   * @param waves function that gives the coefficients; it is called three times for each wave, see
   *     {@link FieldModes#of(int, Vec3, FieldModes.Wave)}
   * @param fluctuation δB of the cube
   * @param mean ⟨B⟩ of the cube
   * @return the cube
   * @throws IllegalArgumentException if the number of points is out of range
   * @throws IllegalStateException if there is not enough memory; this is checked before the
   *     function is called
   */
  public static FieldCube of(int points, FieldModes.Wave waves, double fluctuation, Vec3 mean) {
    Given.require(mean, "the mean field", "Vec3.X");
    Given.require(waves, "the function of the waves", "(kx, ky, kz, b) -> b[2] = 1");
    FieldCube.checkPoints(points);
    RealFourierTransform transform = RealFourierTransform.of(points);
    Memory.require(
        "a field of " + points + " points a side and the transform of one component",
        FieldCube.bytes(points) + 4 * transform.floats(),
        "use fewer points a side");
    float[][] planes = FieldCube.planes(points);
    float[][] modes = new float[3][];
    float[] room = transform.room();
    for (int c = 0; c < 3; c++) {
      modes[c] = room;
      FieldModes.fill(transform, modes, new Vec3(0, 0, 0), waves);
      transform.inverse(room, planes, c);
      modes[c] = null;
    }
    return FieldCube.wrap(points, planes).overwrittenWith(fluctuation, mean);
  }
}
