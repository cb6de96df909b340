/**
 * Maps of the sky on HEALPix pixels, their spherical-harmonic coefficients and angular power
 * spectra, the dipole, masks, and the bands of isotropic skies, as in sections 4 and 5 of
 * López-Barquero et al. (2016): the maps of Figures 2 to 4 and the spectra of Figures 5 and 6. Read
 * {@link larmor.sky.SkyMap} and {@link larmor.sky.PowerSpectrum} first.
 */
package larmor.sky;
