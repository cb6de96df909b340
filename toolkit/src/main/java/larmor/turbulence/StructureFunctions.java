package larmor.turbulence;

import java.util.Locale;
import larmor.field.FieldCube;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;

/**
 * Second-order structure functions ⟨|a(x + r) − a(x)|²⟩ along and across the <i>local</i> magnetic
 * field, the mean of the two ends of each pair (Cho and Vishniac 2000, Astrophys. J. 539, 273).
 * Pairs are drawn by chance, half of them along and half across; the distances are spread evenly in
 * their logarithm. One end is a point of the grid and the other is interpolated between eight,
 * which lowers the differences below two cells. A pair whose direction misses the local field by
 * more than 4° is left out. The same seed gives the same bits on any number of threads.
 */
public final class StructureFunctions {
  private static final int BATCHES = 64;
  private static final int PER_OCTAVE = 4;
  private static final double CONE = StrictMath.sin(StrictMath.toRadians(4));

  private final int points;
  private final int bins;
  private final double[][] sums;

  private StructureFunctions(int points, int bins, double[][] sums) {
    this.points = points;
    this.bins = bins;
    this.sums = sums;
  }

  /**
   * @param quantity whose differences are taken
   * @param field that says what along and across mean
   * @param pairs to draw; a million take a second
   */
  public static StructureFunctions of(FieldCube quantity, FieldCube field, int pairs, long seed) {
    int n = field.points();
    if (quantity.points() != n) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a quantity of %d and a field of %d points a side do not belong together: take both"
                  + " from one grid",
              quantity.points(),
              n));
    }
    if (pairs < 100 * BATCHES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d pairs give no mean: draw %d or more", pairs, 100 * BATCHES));
    }
    int bins = (int) Math.ceil(PER_OCTAVE * Math.log(n / 2.0) / Math.log(2));
    double[][] sums = new double[BATCHES][];
    Workers.all()
        .forEach(
            BATCHES,
            batch -> sums[batch] = batch(quantity, field, pairs / BATCHES, bins, seed, batch));
    return new StructureFunctions(n, bins, sums);
  }

  /** Sums of squares, of lengths and of ones in each bin, across first and then along. */
  private static double[] batch(
      FieldCube a, FieldCube field, int pairs, int bins, long seed, int batch) {
    int n = field.points();
    RandomStream random = RandomStream.of(seed, batch);
    double[] sums = new double[6 * bins];
    for (int p = 0; p < pairs; p++) {
      if (p % 4096 == 0) {
        Workers.stopIfInterrupted();
      }
      int i = (int) (n * random.uniform());
      int j = (int) (n * random.uniform());
      int k = (int) (n * random.uniform());
      Vec3 near = field.at(i, j, k);
      Vec3 side = random.direction();
      double length = StrictMath.exp(random.uniform() * StrictMath.log(n / 2.0));
      boolean across = p % 2 == 0;
      Vec3 r = step(near, side, length, across);
      for (int turn = 0; turn < 2; turn++) {
        r = step(near.plus(between(field, i, j, k, r)), side, length, across);
      }
      Vec3 local = near.plus(between(field, i, j, k, r));
      double cosine = Math.abs(local.dot(r)) / (local.norm() * length);
      int bin = (int) (PER_OCTAVE * Math.log(length) / Math.log(2));
      if (bin >= bins || (across ? cosine > CONE : cosine * cosine < 1 - CONE * CONE)) {
        continue;
      }
      Vec3 d = between(a, i, j, k, r).minus(a.at(i, j, k));
      int at = 3 * (across ? bin : bins + bin);
      sums[at] += d.dot(d);
      sums[at + 1] += length;
      sums[at + 2]++;
    }
    return sums;
  }

  private static Vec3 step(Vec3 field, Vec3 side, double length, boolean across) {
    Vec3 r = across ? field.cross(side) : field;
    return r.times(length / r.norm());
  }

  /** Between the eight points around a place, weighted by nearness. */
  private static Vec3 between(FieldCube a, int i, int j, int k, Vec3 r) {
    int n = a.points();
    int x = (int) Math.floor(r.x());
    int y = (int) Math.floor(r.y());
    int z = (int) Math.floor(r.z());
    Vec3 sum = new Vec3(0, 0, 0);
    for (int c = 0; c < 8; c++) {
      int dx = c >> 2;
      int dy = c >> 1 & 1;
      int dz = c & 1;
      double w = 1 - Math.abs(r.x() - x - dx);
      w *= 1 - Math.abs(r.y() - y - dy);
      w *= 1 - Math.abs(r.z() - z - dz);
      Vec3 v =
          a.at(
              Math.floorMod(i + x + dx, n),
              Math.floorMod(j + y + dy, n),
              Math.floorMod(k + z + dz, n));
      sum = sum.plus(v.times(w));
    }
    return sum;
  }

  /** Across or along: mean lengths in cells and mean squares, of bins with pairs enough. */
  private double[][] curve(int which, int without) {
    double[][] out = new double[2][bins];
    int kept = 0;
    for (int bin = 0; bin < bins; bin++) {
      double[] t = new double[3];
      for (int batch = 0; batch < BATCHES; batch++) {
        for (int c = 0; batch != without && c < 3; c++) {
          t[c] += sums[batch][3 * (which * bins + bin) + c];
        }
      }
      if (t[2] >= 30) {
        out[0][kept] = t[1] / t[2];
        out[1][kept++] = t[0] / t[2];
      }
    }
    return new double[][] {
      java.util.Arrays.copyOf(out[0], kept), java.util.Arrays.copyOf(out[1], kept)
    };
  }

  /** Distances across the local field [cells], rising. */
  public double[] acrossLengths() {
    return curve(0, -1)[0];
  }

  /** ⟨|δa|²⟩ across the local field. */
  public double[] across() {
    return curve(0, -1)[1];
  }

  /** Distances along the local field [cells], rising. */
  public double[] alongLengths() {
    return curve(1, -1)[0];
  }

  /** ⟨|δa|²⟩ along the local field. */
  public double[] along() {
    return curve(1, -1)[1];
  }

  /**
   * Which lengths along and across the local field have the same structure function, ℓ∥ ∝
   * ℓ⊥^exponent: 2/3 after Goldreich and Sridhar 1995, 1 where all scales are drawn out alike.
   *
   * @param error of the exponent, by leaving out each of 64 batches of pairs in turn: of the
   *     sampling, not of the one cube
   * @param ratio ℓ∥/ℓ⊥ at the largest ℓ⊥
   * @param across ℓ⊥ [cells]
   * @param along ℓ∥ [cells]
   */
  public record Anisotropy(
      double exponent, double error, double ratio, double[] across, double[] along) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "ℓ∥ ∝ ℓ⊥^(%.2f ± %.2f) for ℓ⊥ = %.1f to %.1f cells, ℓ∥/ℓ⊥ = %.2f at the largest",
          exponent,
          error,
          across[0],
          across[across.length - 1],
          ratio);
    }
  }

  /**
   * @param low least ℓ⊥ [cells]
   * @param high greatest ℓ⊥ [cells]
   */
  public Anisotropy anisotropy(double low, double high) {
    double[][] pairs = matched(-1, low, high);
    if (pairs[0].length < 3) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%d lengths across the field from %.3g to %.3g cells have a counterpart along it, and"
                  + " a slope needs three: widen the range, or draw more pairs",
              pairs[0].length,
              low,
              high));
    }
    double exponent = slope(pairs);
    double square = 0;
    for (int batch = 0; batch < BATCHES; batch++) {
      double d = slope(matched(batch, low, high)) - exponent;
      square += d * d;
    }
    int last = pairs[0].length - 1;
    return new Anisotropy(
        exponent,
        Math.sqrt(square * (BATCHES - 1) / BATCHES),
        pairs[1][last] / pairs[0][last],
        pairs[0],
        pairs[1]);
  }

  /** ℓ⊥ and the ℓ∥ of equal structure function, by straight lines in the logarithms. */
  private double[][] matched(int without, double low, double high) {
    double[][] across = curve(0, without);
    double[][] along = curve(1, without);
    double[][] out = new double[2][across[0].length];
    int kept = 0;
    for (int p = 0; p < across[0].length; p++) {
      if (across[0][p] < low || across[0][p] > high) {
        continue;
      }
      double s = across[1][p];
      for (int q = 1; q < along[0].length; q++) {
        if (along[1][q - 1] <= s && along[1][q] > s) {
          double t = Math.log(s / along[1][q - 1]) / Math.log(along[1][q] / along[1][q - 1]);
          out[0][kept] = across[0][p];
          out[1][kept++] =
              Math.exp((1 - t) * Math.log(along[0][q - 1]) + t * Math.log(along[0][q]));
          break;
        }
      }
    }
    return new double[][] {
      java.util.Arrays.copyOf(out[0], kept), java.util.Arrays.copyOf(out[1], kept)
    };
  }

  private static double slope(double[][] pairs) {
    int n = pairs[0].length;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    for (int p = 0; p < n; p++) {
      double x = Math.log(pairs[0][p]);
      double y = Math.log(pairs[1][p]);
      sx += x;
      sy += y;
      sxx += x * x;
      sxy += x * y;
    }
    return (n * sxy - sx * sy) / (n * sxx - sx * sx);
  }

  @Override
  public String toString() {
    double pairs = 0;
    for (double[] batch : sums) {
      for (int at = 2; at < batch.length; at += 3) {
        pairs += batch[at];
      }
    }
    return String.format(
        Locale.ROOT,
        "structure functions along and across the local field, %d³ points, %.2g pairs",
        points,
        pairs);
  }
}
