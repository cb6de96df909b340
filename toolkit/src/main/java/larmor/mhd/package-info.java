/**
 * Driven, isothermal, compressible MHD turbulence on a periodic cube: the solver that computed the
 * project's fields, and the computations that drive a flow from rest or from a snapshot until it is
 * stationary. It provides the turbulent field of §2.1 of López-Barquero et al. 2016 (ApJ 830, 19).
 * Read {@link larmor.mhd.DrivenTurbulence} first, which computes a field; {@link
 * larmor.mhd.IsothermalMhd} describes the numerical scheme and {@link larmor.mhd.MhdSnapshot} holds
 * the result.
 */
package larmor.mhd;
