/**
 * Magnetic fields: analytic fields for tests, and cubes of samples, which are read from the files
 * of MHD codes, checked, scaled and interpolated. Such a cube is the turbulent field through which
 * the paper traces particles (Sections 2.1 and 2.2). Read {@link larmor.field.Cubes}, {@link
 * larmor.field.CubeScale} and {@link larmor.field.CubicSplineField} first.
 */
package larmor.field;
