package larmor.field;

/**
 * Ways to read a field between the samples of a cube; the paper's is {@link #CUBIC_SPLINE}. A wave
 * much longer than a cell is off by its wave number times the cell to the power of the order.
 */
public enum Interpolation {
  /** The nearest sample: order 1, jumps half-way between samples. */
  NEAREST,

  /** Linear along each axis: order 2, continuous. */
  TRILINEAR,

  /** The cubic convolution of Keys (1981) along each axis: order 3, once differentiable. */
  CATMULL_ROM,

  /**
   * The cubic B-spline through the samples, {@link CubicSplineField}: order 4, twice
   * differentiable.
   */
  CUBIC_SPLINE,

  /**
   * The curl of a splined vector potential, {@link DivergenceFreeField}: order 3, once
   * differentiable, ∇·B = 0 everywhere.
   */
  SOLENOIDAL;

  /**
   * The field of a cube, repeated without end; the point (0, 0, 0) m is the sample (n/2, n/2, n/2).
   *
   * @param cube Not modified
   * @param scale its side and field strength
   * @throws IllegalStateException if the scale has no field strength
   * @throws IllegalArgumentException if the scale does not fit the cube, see {@link
   *     CubeScale#unit(FieldCube)}, or there is not enough memory
   */
  public MagneticField of(FieldCube cube, CubeScale scale) {
    return switch (this) {
      case NEAREST, TRILINEAR, CATMULL_ROM -> new LocalInterpolationField(this, cube, scale);
      case CUBIC_SPLINE -> CubicSplineField.of(cube, scale);
      case SOLENOIDAL -> DivergenceFreeField.of(cube, scale);
    };
  }
}
