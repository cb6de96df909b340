package larmor.field;

/**
 * Ways to interpolate a field between the samples of a cube. López-Barquero et al. (2016) use cubic
 * splines, {@link #CUBIC_SPLINE}. An interpolation is of order p if its error for a long wave is
 * proportional to (wave number × cell)^p.
 */
public enum Interpolation {
  /** The nearest sample: order 1, discontinuous half-way between samples. */
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
   * Makes a field by interpolating the samples of a cube, which is repeated periodically; the point
   * (0, 0, 0) m is the sample (n/2, n/2, n/2).
   *
   * @param cube Not modified
   * @param scale its side and field strength
   * @return the field
   * @throws IllegalStateException if the scale has no field strength, or there is not enough memory
   * @throws IllegalArgumentException if the scale does not fit the cube, see {@link
   *     CubeScale#unit(FieldCube)}
   */
  public MagneticField of(FieldCube cube, CubeScale scale) {
    return switch (this) {
      case NEAREST, TRILINEAR, CATMULL_ROM -> new LocalInterpolationField(this, cube, scale);
      case CUBIC_SPLINE -> CubicSplineField.of(cube, scale);
      case SOLENOIDAL -> DivergenceFreeField.of(cube, scale);
    };
  }
}
