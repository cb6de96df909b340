package larmor.mhd;

import static larmor.mhd.MhdState.BX;
import static larmor.mhd.MhdState.RHO;
import static larmor.mhd.MhdState.VARIABLES;

import java.util.Locale;

/**
 * Twice as many cells a side. Density and momentum are copied into the eight parts of a cell, so
 * mass, momentum and kinetic energy stay. Each face value is copied to the four parts of its face
 * and the faces inside a cell get the mean of the two outside, which keeps ∇·B at round-off and
 * every mean (the lowest order of Balsara 2001, J. Comput. Phys. 174, 614).
 */
final class Refinement {
  private Refinement() {}

  static MhdState doubled(MhdState s) {
    int nx = s.nx();
    int ny = s.ny();
    int nz = s.nz();
    if (8L * nx * ny * nz > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "doubling %d x %d x %d cells goes beyond the 2147483639 of one array: stay at %d a"
                  + " side",
              nx,
              ny,
              nz,
              nx));
    }
    double[][] from = s.arrays();
    double[][] to = new double[VARIABLES][8 * nx * ny * nz];
    MhdState fine = new MhdState(2 * nx, 2 * ny, 2 * nz, s.spacing() / 2, to);
    for (int i = 0; i < 2 * nx; i++) {
      for (int j = 0; j < 2 * ny; j++) {
        for (int k = 0; k < 2 * nz; k++) {
          int c = s.index(i / 2, j / 2, k / 2);
          int f = fine.index(i, j, k);
          for (int v = RHO; v < BX; v++) {
            to[v][f] = from[v][c];
          }
          int[] odd = {i & 1, j & 1, k & 1};
          for (int d = 0; d < 3; d++) {
            double b = from[BX + d][c];
            if (odd[d] == 1) {
              int next =
                  s.index(
                      i / 2 + (d == 0 ? 1 : 0), j / 2 + (d == 1 ? 1 : 0), k / 2 + (d == 2 ? 1 : 0));
              b = 0.5 * (b + from[BX + d][next]);
            }
            to[BX + d][f] = b;
          }
        }
      }
    }
    return fine;
  }
}
