/**
 * Synthetic turbulent fields of a given spectrum (on one grid, on nested grids or as plane waves),
 * and measures of turbulence: wave modes, structure functions, inertial range. The fields replace
 * the MHD cube of §2.1 of López-Barquero et al. 2016 (ApJ 830, 19) where a particle's gyroradius
 * needs smaller scales than that cube resolves. Read {@link larmor.turbulence.TurbulenceSpectrum}
 * and {@link larmor.turbulence.GridTurbulence} first.
 */
package larmor.turbulence;
