package larmor.turbulence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import larmor.field.CubeScale;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.field.FieldModes;
import larmor.field.FieldSpectrum;
import larmor.field.NestedField;
import larmor.numeric.Given;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;

/**
 * A snapshot of a field whose cascade is continued to smaller scales in nested cubes, for particles
 * with gyroradii far below a cell of the snapshot. The waves of the snapshot are kept up to an
 * edge, where its spectrum must still be a power law; beyond the edge, smaller cubes carry
 * isotropic waves with random phases, E(k) = A k^(−5/3), with A from the shells of the snapshot
 * about the edge. Near each seam the powers of two cubes add up to that of the spectrum, as in
 * {@link NestedTurbulence}. The added waves are independent of the snapshot: they have neither its
 * intermittency nor its anisotropy.
 *
 * @param snapshot field with its mean
 * @param edge wave number of the seam between the snapshot and the first smaller cube [waves a side
 *     of the snapshot]
 * @param points number of points a side of each smaller cube
 * @param cubes number of smaller cubes
 */
public record ContinuedSnapshot(FieldCube snapshot, double edge, int points, int cubes) {
  /** Waves a side at the coarse edge of each smaller cube. */
  private static final double LOW = 2.5;

  /** Length of the waves at the fine edge of each smaller cube [cells]. */
  private static final double SHORTEST = 5.12;

  private static final double SLOPE = 5.0 / 3;

  /**
   * Continues the cascade of a snapshot.
   *
   * @param snapshot field with its mean
   * @param edge wave number of the seam, from 2 to 0.3 of the number of points of the snapshot
   * @param points number of points a side of each smaller cube, 32 to 512
   * @param cubes number of smaller cubes, 1 to 8
   * @throws IllegalArgumentException if a number is out of its range
   */
  public ContinuedSnapshot {
    Given.require(snapshot, "the snapshot", "Cubes.read(file).cube()");
    if (!(edge >= 2 && edge <= 0.3 * snapshot.points())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a seam at %.3g waves a side is outside 2 to %.3g for %d points: choose it where the"
                  + " spectrum of the snapshot is a power law",
              edge,
              0.3 * snapshot.points(),
              snapshot.points()));
    }
    if (points < 32 || points > 512 || cubes < 1 || cubes > 8) {
      throw new IllegalArgumentException(
          cubes
              + " cubes of "
              + points
              + " points a side cannot continue a snapshot: use 1 to 8 cubes of 32 to 512 points");
    }
  }

  /**
   * Returns a copy with another number of smaller cubes. The larger cubes of a field stay the same.
   *
   * @param number number of smaller cubes, 1 to 8
   * @return the changed copy
   * @throws IllegalArgumentException if the number is out of its range
   */
  public ContinuedSnapshot withCubes(int number) {
    return new ContinuedSnapshot(snapshot, edge, points, number);
  }

  /** Returns the ratio of the wave numbers of successive seams. */
  private double ratio() {
    return points / (SHORTEST * LOW);
  }

  /** Returns the side of the snapshot over that of smaller cube c, from 0. */
  private double magnification(int c) {
    return edge / LOW * StrictMath.pow(ratio(), c);
  }

  /**
   * Returns the wave numbers at which one cube ends and the next begins.
   *
   * @return wave numbers in waves a side of the snapshot, rising, one for each smaller cube
   */
  public double[] seams() {
    double[] k = new double[cubes];
    for (int c = 0; c < cubes; c++) {
      k[c] = LOW * magnification(c);
    }
    return k;
  }

  /**
   * Returns the length of the shortest waves.
   *
   * @return length at the fine edge of the smallest cube, as a fraction of the side of the snapshot
   */
  public double shortest() {
    return 1 / (LOW * magnification(cubes));
  }

  /**
   * Returns the level A of the added spectrum: the mean of E(k) k^(5/3) over the shells of the
   * snapshot within a factor 1.25 of the seam, for E(k) with the sum δB²/2, in squared units of the
   * snapshot.
   */
  private double level(FieldSpectrum spectrum) {
    double sum = 0;
    int shells = 0;
    for (int k = 1; k < spectrum.shells(); k++) {
      if (k >= edge / SpectralWindow.OVERLAP && k <= edge * SpectralWindow.OVERLAP) {
        sum += spectrum.energy(k) * StrictMath.pow(k, SLOPE);
        shells++;
      }
    }
    return sum / shells;
  }

  /** Returns the window of smaller cube c, in waves a side of this cube. */
  private SpectralWindow window() {
    return new SpectralWindow(1, LOW, LOW * ratio(), 1);
  }

  private SpectralWindow windowOfSnapshot() {
    return new SpectralWindow(1, 0, edge, 1);
  }

  /**
   * Returns one realisation. The mean field is that of the snapshot, and the smaller cubes lie at
   * random positions.
   *
   * @param scale scale of the snapshot
   * @param seed seed of the added waves and of the positions; smaller cube i draws from seeds and
   *     streams of its own
   * @return the field, which is not periodic as a whole
   * @throws IllegalStateException if the heap is too small
   */
  public NestedField field(CubeScale scale, long seed) {
    Given.require(scale, "the scale", "CubeScale.ofSide(250 * pc).withMeanField(3 * muG)");
    FieldModes modes = FieldModes.of(snapshot);
    SpectralWindow kept = windowOfSnapshot();
    FieldCube smooth =
        FieldModes.of(
                snapshot.points(),
                new Vec3(0, 0, 0),
                (kx, ky, kz, b) -> {
                  double weight = Math.sqrt(kept.weight(kx * kx + ky * ky + kz * kz));
                  double[] wave = modes.at(kx, ky, kz);
                  for (int i = 0; i < 6; i++) {
                    b[i] = weight * wave[i];
                  }
                })
            .cube();
    double tesla = scale.unit(snapshot);
    double side = scale.side();
    List<CubicSplineField> grids = new ArrayList<>();
    List<Vec3> origins = new ArrayList<>();
    grids.add(CubicSplineField.of(smooth, CubeScale.ofSide(side).withFieldUnit(tesla)));
    origins.add(new Vec3(0, 0, 0));
    GridTurbulence waves =
        GridTurbulence.of(TurbulenceSpectrum.kolmogorov().withSmallestScale(2), points, window());
    double level = level(FieldSpectrum.of(modes));
    for (int c = 0; c < cubes; c++) {
      // a wave vector of the cube, of k waves a side, has the variance k^(−11/3) and a shell of
      // width dk holds 4π k² dk of them; 2 E(q) dq = 2 A m^(−2/3) k^(−5/3) dk with q = m k
      double m = magnification(c);
      double factor = Math.sqrt(2 * level * StrictMath.pow(m, 1 - SLOPE) / (4 * Math.PI));
      FieldCube drawn = waves.drawn(seed ^ (c + 1) * 0x9E3779B97F4A7C15L);
      grids.add(
          CubicSplineField.of(drawn, CubeScale.ofSide(side / m).withFieldUnit(factor * tesla)));
      RandomStream position = RandomStream.of(seed, -1 - c);
      origins.add(
          new Vec3(position.uniform(), position.uniform(), position.uniform()).times(side / m));
    }
    return NestedField.of(snapshot.mean().times(tesla), grids, origins);
  }

  /**
   * Returns the expected one-dimensional spectrum along lines of all directions, averaged over the
   * octaves of a measurement: F(k) = Σ 2E(q)/q over the shells q > k of the snapshot and the
   * corresponding integral over the added power law.
   *
   * @param measured spectrum measured along lines
   * @param scale scale of the snapshot
   * @return F at the wave numbers of the measurement [T² m]
   */
  public double[] expected(OneDimensionalSpectrum measured, CubeScale scale) {
    Given.require(measured, "the measured spectrum", "that of OneDimensionalSpectrum.of");
    Given.require(scale, "the scale", "CubeScale.ofSide(250 * pc).withMeanField(3 * muG)");
    FieldSpectrum shells = FieldSpectrum.of(snapshot);
    double level = level(shells);
    double tesla = scale.unit(snapshot);
    double perWave = 2 * Math.PI / scale.side();
    double[] power = new double[measured.k().length];
    for (int o = 0; o < power.length; o++) {
      double[] bins = OneDimensionalSpectrum.bins(measured.k()[o] / perWave);
      for (double k : bins) {
        power[o] += (ofSnapshot(shells, k) + ofAdded(level, k)) / bins.length;
      }
      power[o] *= tesla * tesla / perWave;
    }
    return power;
  }

  private double ofSnapshot(FieldSpectrum shells, double k) {
    double sum = 0;
    for (int q = 1; q < shells.shells(); q++) {
      // the share of the shell from q − 1/2 to q + 1/2 that lies beyond k
      double beyond = Math.max(0, Math.min(1, q + 0.5 - k));
      sum += beyond * windowOfSnapshot().weight(q * q) * 2 * shells.energy(q) / q;
    }
    return sum;
  }

  /** Integrates 2 A q^(−8/3) times the windows of the smaller cubes from k to infinity. */
  private double ofAdded(double level, double k) {
    double sum = 0;
    for (int c = 0; c < cubes; c++) {
      double m = magnification(c);
      double from = Math.max(k, LOW * m / SpectralWindow.OVERLAP);
      double to = LOW * ratio() * m * SpectralWindow.OVERLAP;
      int steps = 400;
      for (int i = 0; i < steps && from < to; i++) {
        double q = from * StrictMath.pow(to / from, (i + 0.5) / steps);
        double dq = q * StrictMath.log(to / from) / steps;
        sum += 2 * level * StrictMath.pow(q, -SLOPE - 1) * window().weight(q / m) * dq;
      }
    }
    return sum;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, kept to k = %.3g and continued in %d cubes of %d³ points: a shortest wave of %.3g sides",
        snapshot,
        edge,
        cubes,
        points,
        shortest());
  }
}
