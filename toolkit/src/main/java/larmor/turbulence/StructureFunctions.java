package larmor.turbulence;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import larmor.field.FieldCube;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Second-order structure functions ⟨|a(x + r) − a(x)|²⟩ with r along and across the local magnetic
 * field, which is the mean of the field at the two points of a pair (Cho and Vishniac 2000, ApJ
 * 539, 273).
 *
 * <p>Pairs of grid points are drawn at random, with distances evenly distributed in their
 * logarithm. Eight pairs are drawn for each one requested, and those with r within 6° of parallel
 * or perpendicular to the local field are kept. Directions near the field at the first point are
 * drawn more often and weighted accordingly. (A search for the second point along the mean field of
 * both by iteration would converge at smooth places only and bias the result.) The same seed gives
 * the same bits on any number of threads.
 */
public final class StructureFunctions {
  private static final int BATCHES = 64;

  /** Bins of distance an octave. */
  private static final int PER_OCTAVE = 4;

  /** Sine of the largest deviation from parallel or perpendicular. */
  private static final double CONE = StrictMath.sin(StrictMath.toRadians(6));

  /** Pairs drawn for each pair requested. */
  private static final int TRIES = 8;

  /** 1 − |cos| of the angle to the field within which directions are drawn more often. */
  private static final double DENSE = 0.01;

  private final int points;
  private final int bins;

  /** Sums of each batch of pairs, or of each cube; see {@link #batch}. */
  private final double[][] sums;

  private StructureFunctions(int points, int bins, double[][] sums) {
    this.points = points;
    this.bins = bins;
    this.sums = sums;
  }

  /**
   * Measures the structure functions of a vector field.
   *
   * @param quantity whose differences are taken, such as the velocity or the field itself
   * @param field magnetic field that defines the directions
   * @param pairs asked for, 6400 or more; eight times as many are drawn
   * @param seed of the random pairs
   * @return the structure functions
   * @throws IllegalArgumentException if the grids differ or there are fewer pairs
   */
  public static StructureFunctions of(FieldCube quantity, FieldCube field, int pairs, long seed) {
    int n = field.points();
    if (quantity.points() != n) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a quantity of %d and a field of %d points a side are on different grids: take both"
                  + " from one grid",
              quantity.points(),
              n));
    }
    if (pairs < 100 * BATCHES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d pairs are too few for a mean: ask for %d or more",
              pairs,
              100 * BATCHES));
    }
    int bins = (int) Math.ceil(PER_OCTAVE * Math.log(n / 2.0) / Math.log(2));
    double[][] sums = new double[BATCHES][];
    Workers.all()
        .forEach(
            BATCHES,
            batch -> sums[batch] = batch(quantity, field, pairs / BATCHES, bins, seed, batch));
    return new StructureFunctions(n, bins, sums);
  }

  /**
   * Returns the structure functions of several cubes together. The scatter between the cubes then
   * gives the error of the anisotropy.
   *
   * @param cubes three or more, with the same number of points
   * @return their pairs together
   * @throws IllegalArgumentException if there are fewer cubes or their numbers of points differ
   */
  public static StructureFunctions ofCubes(List<StructureFunctions> cubes) {
    if (cubes.size() < 3) {
      throw new IllegalArgumentException(
          cubes.size() + " cubes are too few to measure their scatter: use three or more");
    }
    StructureFunctions first = cubes.get(0);
    double[][] sums = new double[cubes.size()][8 * first.bins];
    for (int cube = 0; cube < sums.length; cube++) {
      StructureFunctions one = cubes.get(cube);
      if (one.points != first.points) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "cubes of %d and %d points a side cannot be combined: use cubes with the same number of"
                    + " points",
                first.points,
                one.points));
      }
      for (double[] batch : one.sums) {
        for (int at = 0; at < batch.length; at++) {
          sums[cube][at] += batch[at];
        }
      }
    }
    return new StructureFunctions(first.points, first.bins, sums);
  }

  /**
   * Returns one batch of pairs. For each bin, those across the field first, the weighted sums of
   * |δa|², of lengths and of ones, and the number of pairs.
   */
  private static double[] batch(
      FieldCube a, FieldCube field, int pairs, int bins, long seed, int batch) {
    int n = field.points();
    RandomStream random = RandomStream.of(seed, batch);
    double[] sums = new double[8 * bins];
    for (int p = 0; p < TRIES * pairs; p++) {
      if (p % 4096 == 0) {
        Workers.stopIfInterrupted();
      }
      int i = random.below(n);
      int j = random.below(n);
      int k = random.below(n);
      Vec3 near = field.at(i, j, k);
      double length = StrictMath.exp(random.uniform() * StrictMath.log(n / 2.0));
      boolean across = p % 4 == 0;
      double weight = 1;
      Vec3 r = random.direction();
      if (!across) {
        double deviation = DENSE * (StrictMath.pow(1 + 1 / DENSE, random.uniform()) - 1);
        weight = DENSE + deviation;
        r = inclined(near, r, deviation).times(p % 8 < 4 ? 1 : -1);
      }
      int x = (int) Math.rint(length * r.x());
      int y = (int) Math.rint(length * r.y());
      int z = (int) Math.rint(length * r.z());
      double size = Math.sqrt(x * x + y * y + z * z);
      int bin = (int) (PER_OCTAVE * Math.log(size) / Math.log(2));
      if (size == 0 || bin >= bins) {
        continue;
      }
      Vec3 local = near.plus(field.at(i + x, j + y, k + z));
      double cosine = Math.abs(local.dot(new Vec3(x, y, z))) / (local.norm() * size);
      if (across ? cosine > CONE : cosine * cosine < 1 - CONE * CONE) {
        continue;
      }
      Vec3 d = a.at(i + x, j + y, k + z).minus(a.at(i, j, k));
      int at = 4 * (across ? bin : bins + bin);
      sums[at] += weight * d.dot(d);
      sums[at + 1] += weight * size;
      sums[at + 2] += weight;
      sums[at + 3]++;
    }
    return sums;
  }

  /**
   * Returns the unit vector whose angle to the field has the cosine 1 − deviation, at an azimuth
   * given by another vector.
   */
  private static Vec3 inclined(Vec3 field, Vec3 side, double deviation) {
    Vec3 u = field.unit();
    double sine = Math.sqrt(deviation * (2 - deviation));
    return u.times(1 - deviation).plus(u.cross(side).unit().times(sine));
  }

  /**
   * Returns the mean lengths [cells] and mean squares of the bins with 30 pairs or more.
   *
   * @param which 0 across the field, 1 along it
   * @param without batch to leave out, or -1
   */
  private double[][] curve(int which, int without) {
    double[][] out = new double[2][bins];
    int kept = 0;
    for (int bin = 0; bin < bins; bin++) {
      double[] t = new double[4];
      for (int batch = 0; batch < sums.length; batch++) {
        for (int c = 0; batch != without && c < 4; c++) {
          t[c] += sums[batch][4 * (which * bins + bin) + c];
        }
      }
      if (t[3] >= 30) {
        out[0][kept] = t[1] / t[2];
        out[1][kept++] = t[0] / t[2];
      }
    }
    return new double[][] {Arrays.copyOf(out[0], kept), Arrays.copyOf(out[1], kept)};
  }

  /**
   * Returns the mean distances of the bins across the local field.
   *
   * @return [cells], rising
   */
  public double[] acrossLengths() {
    return curve(0, -1)[0];
  }

  /**
   * Returns the structure function ⟨|δa|²⟩ across the local field.
   *
   * @return one value for each of {@link #acrossLengths}, in units of the quantity squared
   */
  public double[] across() {
    return curve(0, -1)[1];
  }

  /**
   * Returns the mean distances of the bins along the local field.
   *
   * @return [cells], rising
   */
  public double[] alongLengths() {
    return curve(1, -1)[0];
  }

  /**
   * Returns the structure function ⟨|δa|²⟩ along the local field.
   *
   * @return one value for each of {@link #alongLengths}, in units of the quantity squared
   */
  public double[] along() {
    return curve(1, -1)[1];
  }

  /**
   * The anisotropy of eddies: pairs of lengths along and across the local field with the same value
   * of the structure function, and their power law ℓ∥ ∝ ℓ⊥^exponent. The exponent is 2/3 after
   * Goldreich and Sridhar 1995 (ApJ 438, 763), and 1 where eddies of all sizes have the same shape.
   *
   * @param exponent of the least-squares line in the logarithms
   * @param error of the exponent by the jackknife: for one cube over 64 batches of its pairs, which
   *     is the error of the sampling and not that of one realisation; for several cubes over the
   *     cubes
   * @param ratio ℓ∥/ℓ⊥ at the largest ℓ⊥
   * @param across ℓ⊥ [cells], rising
   * @param along ℓ∥ [cells], one for each ℓ⊥
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
   * Measures the anisotropy over a range of lengths.
   *
   * @param low least ℓ⊥ [cells]
   * @param high greatest ℓ⊥ [cells]
   * @return the anisotropy
   * @throws IllegalStateException if fewer than three lengths in that range have a counterpart
   *     along the field
   */
  public Anisotropy anisotropy(double low, double high) {
    double[][] pairs = matched(-1, low, high);
    if (pairs[0].length < 3) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "only %d lengths across the field from %.3g to %.3g cells have a counterpart along it,"
                  + " and an exponent needs three: widen the range, or ask for more pairs",
              pairs[0].length,
              low,
              high));
    }
    double exponent = slope(pairs);
    double square = 0;
    for (int batch = 0; batch < sums.length; batch++) {
      double d = slope(matched(batch, low, high)) - exponent;
      square += d * d;
    }
    int last = pairs[0].length - 1;
    return new Anisotropy(
        exponent,
        Math.sqrt(square * (sums.length - 1) / sums.length),
        pairs[1][last] / pairs[0][last],
        pairs[0],
        pairs[1]);
  }

  /** ℓ⊥ and the ℓ∥ of equal structure function, by linear interpolation in the logarithms. */
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
    return new double[][] {Arrays.copyOf(out[0], kept), Arrays.copyOf(out[1], kept)};
  }

  private static double slope(double[][] pairs) {
    SimpleRegression line = new SimpleRegression();
    for (int p = 0; p < pairs[0].length; p++) {
      line.addData(Math.log(pairs[0][p]), Math.log(pairs[1][p]));
    }
    return line.getSlope();
  }

  @Override
  public String toString() {
    double pairs = 0;
    for (double[] batch : sums) {
      for (int at = 3; at < batch.length; at += 4) {
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
