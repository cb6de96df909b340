package larmor.field;

import larmor.numeric.Memory;
import larmor.numeric.Vec3;

/** A cube made of waves one component at a time, in four thirds of the cube's own memory. */
public final class FourierCube {
  private FourierCube() {}

  /**
   * The real field with these waves, scaled to an rms and put about a mean.
   *
   * @param points n, along each axis
   * @param waves asked for each wave three times, see {@link FieldModes#of(int, Vec3,
   *     FieldModes.Wave)}
   * @param fluctuation δB
   * @throws IllegalStateException if the heap has no room for it, before anything is drawn
   */
  public static FieldCube of(int points, FieldModes.Wave waves, double fluctuation, Vec3 mean) {
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
    return FieldCube.wrap(points, planes).turnedInto(fluctuation, mean);
  }
}
