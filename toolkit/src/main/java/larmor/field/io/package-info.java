/**
 * Reads the arrays of FITS, HDF5, .npy and raw files, one class for each format. It reads fields
 * that other codes computed, such as the turbulence of Section 2.1 of the paper. Most users want
 * {@link larmor.field.CubeReader}, which finds the field among these arrays; open {@link
 * larmor.field.io.ArrayFile} first to add a format.
 */
package larmor.field.io;
