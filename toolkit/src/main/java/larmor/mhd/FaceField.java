package larmor.mhd;

import larmor.field.FieldCube;
import larmor.field.FieldModes;
import larmor.numeric.Vec3;

/**
 * Computes the magnetic field on the faces of cells from that at the cell centres, for a run that
 * starts from a snapshot. Each component of a Fourier mode is shifted by half a cell and divided by
 * the factor of the mean over a cell, which undoes the move from faces to centres in {@link
 * MhdSnapshot#of} up to the rounding of the file. The filter of the snapshot is not undone, because
 * the waves of two cells that it removes are noise; the field on the faces remains filtered. The
 * field is computed as the discrete curl of a vector potential on the cell edges, so that ∇·B is
 * zero to the rounding error of doubles; any part of the input that has a divergence is removed.
 */
final class FaceField {
  private FaceField() {}

  /**
   * Returns the vector potential on cell edges whose discrete curl is the fluctuating part of the
   * field.
   *
   * @param cells magnetic field as means over cells or values at cell centres, on n³ points in a
   *     box of side 1
   * @return {@code a[3*((i*n + j)*n + k) + c]}: component c at the lower edge of the cell along c
   */
  static FieldCube potential(FieldCube cells) {
    int n = cells.points();
    FieldModes modes = FieldModes.of(cells);
    return FieldModes.of(
            n,
            new Vec3(0, 0, 0),
            (kx, ky, kz, a) -> {
              double[] b = modes.at(kx, ky, kz);
              int[] k = {kx, ky, kz};
              // forward difference n (exp(2iq) - 1) = 2n i sin(q) exp(iq), q = π k / n
              double[] re = new double[3];
              double[] im = new double[3];
              double square = 0;
              for (int d = 0; d < 3; d++) {
                double q = Math.PI * k[d] / n;
                double sin = StrictMath.sin(q);
                double cos = StrictMath.cos(q);
                re[d] = -2 * n * sin * sin;
                im[d] = 2 * n * sin * cos;
                square += 4.0 * n * n * sin * sin;
                double mean = MhdSnapshot.cellMean(k[d], n);
                double r = b[2 * d];
                double i = b[2 * d + 1];
                b[2 * d] = (r * cos + i * sin) / mean;
                b[2 * d + 1] = (i * cos - r * sin) / mean;
              }
              // A = -(D* x b) / |D|², so that D x A is b minus its part along D
              for (int d = 0; d < 3; d++) {
                int e = (d + 1) % 3;
                int f = (d + 2) % 3;
                a[2 * d] = -(conjugateRe(re, im, e, b, f) - conjugateRe(re, im, f, b, e)) / square;
                a[2 * d + 1] =
                    -(conjugateIm(re, im, e, b, f) - conjugateIm(re, im, f, b, e)) / square;
              }
            })
        .cube();
  }

  /** Returns the real part of conj(D_d) b_c. */
  private static double conjugateRe(double[] re, double[] im, int d, double[] b, int c) {
    return re[d] * b[2 * c] + im[d] * b[2 * c + 1];
  }

  /** Returns the imaginary part of conj(D_d) b_c. */
  private static double conjugateIm(double[] re, double[] im, int d, double[] b, int c) {
    return re[d] * b[2 * c + 1] - im[d] * b[2 * c];
  }
}
