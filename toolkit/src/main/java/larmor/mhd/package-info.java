/**
 * Driven, isothermal, compressible MHD turbulence on a periodic cube: the solver that computed the
 * project's fields, and the runs that take it from rest or from a snapshot to a stationary state.
 * It provides the turbulent field of §2.1 of López-Barquero et al. 2016 (ApJ 830, 19). Start with
 * {@link larmor.mhd.DrivenTurbulence}, which computes a field; {@link larmor.mhd.IsothermalMhd}
 * describes the numerical scheme and {@link larmor.mhd.MhdSnapshot} holds the result.
 */
package larmor.mhd;
