package larmor.field;

import java.util.Locale;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;

/**
 * The mean field and the fluctuations of a cube. The sums of the planes are added in the order of
 * the planes, so that the result does not depend on the number of threads.
 *
 * @param mean ⟨B⟩
 * @param fluctuation δB, the root mean square of |B − ⟨B⟩|
 * @param meanMagnitude ⟨|B|⟩
 */
record CubeMoments(Vec3 mean, double fluctuation, double meanMagnitude) {
  /**
   * Computes the moments of a cube from its planes of constant x.
   *
   * @param b component c at the point (i, j, k) is at [i][3*(j*n + k) + c]. Not modified.
   * @throws IllegalArgumentException if a sample is not a finite number
   */
  static CubeMoments of(int n, float[][] b) {
    double[][] sums = new double[n][4];
    Workers.all()
        .forEach(
            n,
            i -> {
              double x = 0;
              double y = 0;
              double z = 0;
              double magnitude = 0;
              float[] plane = b[i];
              for (int p = 0; p < plane.length; p += 3) {
                double u = plane[p];
                double v = plane[p + 1];
                double w = plane[p + 2];
                double size = Math.sqrt(u * u + v * v + w * w);
                if (!(size < Double.POSITIVE_INFINITY)) {
                  throw new IllegalArgumentException(notFinite(n, b, i, p));
                }
                x += u;
                y += v;
                z += w;
                magnitude += size;
              }
              sums[i] = new double[] {x, y, z, magnitude};
            });
    double points = (double) n * n * n;
    double[] total = summed(sums, 4);
    Vec3 mean = new Vec3(total[0], total[1], total[2]).times(1 / points);
    double meanMagnitude = total[3] / points;
    Workers.all()
        .forEach(
            n,
            i -> {
              double square = 0;
              float[] plane = b[i];
              for (int p = 0; p < plane.length; p += 3) {
                double u = plane[p] - mean.x();
                double v = plane[p + 1] - mean.y();
                double w = plane[p + 2] - mean.z();
                square += u * u + v * v + w * w;
              }
              sums[i][0] = square;
            });
    return new CubeMoments(mean, Math.sqrt(summed(sums, 1)[0] / points), meanMagnitude);
  }

  private static String notFinite(int n, float[][] b, int i, int p) {
    int k = p / 3 % n;
    int j = p / (3 * n);
    return String.format(
        Locale.ROOT,
        "the sample at index (%d, %d, %d) is (%s, %s, %s): every sample must be a finite number, so"
            + " replace the missing ones",
        i,
        j,
        k,
        b[i][p],
        b[i][p + 1],
        b[i][p + 2]);
  }

  private static double[] summed(double[][] sums, int width) {
    double[] total = new double[width];
    for (double[] s : sums) {
      for (int c = 0; c < width; c++) {
        total[c] += s[c];
      }
    }
    return total;
  }
}
