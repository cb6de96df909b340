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
 * Second-order structure functions ⟨|a(x + r) − a(x)|²⟩ along and across the <i>local</i> magnetic
 * field, the mean of the two ends of each pair (Cho and Vishniac 2000, Astrophys. J. 539, 273).
 * Places, directions and distances are drawn by chance, eight tries to a pair asked for, and those
 * within 6° of along or across are kept: looking for the direction along the mean of both ends by
 * repeated steps instead would find smooth places only. More tries lie near the field at the first
 * end, and their weights make up for that. Distances are spread evenly in their logarithm; both
 * ends are points of the grid. The same seed gives the same bits on any number of threads.
 */
public final class StructureFunctions {
  private static final int BATCHES = 64;
  private static final int PER_OCTAVE = 4;
  private static final double CONE = StrictMath.sin(StrictMath.toRadians(6));
  private static final int TRIES = 8;

  /** 1 − |cos| of the angle within which the tries along the field are dense. */
  private static final double DENSE = 0.01;

  private final int points;
  private final int bins;

  /** Of each batch, or each cube. */
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

  /**
   * The pairs of several cubes, whose scatter then gives the error of the anisotropy.
   *
   * @param cubes three or more, of one size
   */
  public static StructureFunctions together(List<StructureFunctions> cubes) {
    if (cubes.size() < 3) {
      throw new IllegalArgumentException(
          cubes.size() + " cubes have no scatter worth the name: take three or more");
    }
    StructureFunctions first = cubes.get(0);
    double[][] sums = new double[cubes.size()][8 * first.bins];
    for (int cube = 0; cube < sums.length; cube++) {
      StructureFunctions one = cubes.get(cube);
      if (one.points != first.points) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "cubes of %d and %d points a side do not go together: take cubes of one size",
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

  /** Weighted sums of squares, lengths and ones, and pairs in each bin, across first. */
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
        double away = DENSE * (StrictMath.pow(1 + 1 / DENSE, random.uniform()) - 1);
        weight = DENSE + away;
        r = beside(near, r, away).times(p % 8 < 4 ? 1 : -1);
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

  /** The unit vector whose angle to the field has the cosine 1 − away, to the side of another. */
  private static Vec3 beside(Vec3 field, Vec3 side, double away) {
    Vec3 u = field.unit();
    double sine = Math.sqrt(away * (2 - away));
    return u.times(1 - away).plus(u.cross(side).unit().times(sine));
  }

  /** Across or along: mean lengths in cells and mean squares, of bins with pairs enough. */
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
   *     sampling, not of the one cube; of several cubes together, by leaving out each cube
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
