/**
 * Magnetic fields: analytic ones for tests, and cubes of samples, read from the files of MHD codes,
 * checked, scaled and interpolated. They are the turbulent fields through which Sections 2.1 and
 * 2.2 of the paper trace particles. Open {@link larmor.field.Cubes}, {@link larmor.field.CubeScale}
 * and {@link larmor.field.CubicSplineField} first.
 */
package larmor.field;
