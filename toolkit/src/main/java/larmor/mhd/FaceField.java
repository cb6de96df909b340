package larmor.mhd;

import larmor.field.FieldCube;
import larmor.field.FieldModes;
import larmor.numeric.Vec3;

/**
 * Magnetic field on the faces of cells, from a field at cell centres: the start of a run from a
 * snapshot. Each Fourier mode is shifted by half a cell along its component and divided by what the
 * mean over the depth of a cell leaves of it, which inverts the move of {@link MhdSnapshot#of}
 * apart from the rounding of the file. Its filter is not inverted, since the waves of two cells
 * that it takes out are noise: the faces come back smoothed. The result is written as the discrete
 * curl of a vector potential on the edges, so that ∇·B is zero to the round-off of doubles whatever
 * the divergence of the input was; the part of the input with a divergence is left out.
 */
final class FaceField {
  private FaceField() {}

  /**
   * The vector potential on cell edges whose discrete curl is the fluctuating part of the field.
   *
   * @param cells means over cells, or point values at cell centres; n³ points, box of side 1
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
                double spread = k[d] == 0 ? 1 : sin / q;
                double r = b[2 * d];
                double i = b[2 * d + 1];
                b[2 * d] = (r * cos + i * sin) / spread;
                b[2 * d + 1] = (i * cos - r * sin) / spread;
              }
              // A = -(D* x b) / |D|², so that D x A = b less its part with a divergence
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

  private static double conjugateRe(double[] re, double[] im, int d, double[] b, int c) {
    return re[d] * b[2 * c] + im[d] * b[2 * c + 1];
  }

  private static double conjugateIm(double[] re, double[] im, int d, double[] b, int c) {
    return re[d] * b[2 * c + 1] - im[d] * b[2 * c];
  }
}
