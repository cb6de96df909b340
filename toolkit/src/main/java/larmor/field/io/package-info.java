/**
 * Readers of the arrays in FITS, HDF5, .npy and raw files, one class for each format. The files
 * hold fields that other codes computed, such as the turbulence of Section 2.1 of the paper. Most
 * users need {@link larmor.field.CubeReader}, which finds the field among these arrays; to add a
 * format, read {@link larmor.field.io.ArrayFile} first.
 */
package larmor.field.io;
