package larmor.mhd;

import static larmor.mhd.MhdState.BX;
import static larmor.mhd.MhdState.MX;
import static larmor.mhd.MhdState.RHO;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import larmor.field.FieldCube;
import larmor.field.FieldModes;
import larmor.numeric.Given;
import larmor.numeric.Vec3;

/**
 * Magnetic field, velocity and density of an MHD run at one time, on n³ cells in code units ({@link
 * CodeUnits}). Velocity and density are means over cells, as in the solver. The field is moved from
 * the faces of the cells to their centres and filtered.
 *
 * <p>The move turns means over faces into means over cells: each Fourier mode of a component is
 * multiplied by sin(q)/q, with q = π k / n and k along the component, and by the phase of half a
 * cell. The condition ∇·B = 0 between the faces of the solver then becomes k·b̂ = 0 to rounding
 * error; plain averages of two faces would leave a relative divergence of 9 % on 128³ cells.
 *
 * <p>The filter removes modes with a wavelength of two cells: all three components of a mode are
 * multiplied by (1 − sin⁴ q_x)(1 − sin⁴ q_y)(1 − sin⁴ q_z), which keeps k·b̂ = 0 (Shapiro 1970,
 * Rev. Geophys. Space Phys. 8, 359; in a row of samples the weights −1, 4, 10, 4, −1 over 16). The
 * following was measured on 128³ cells of driven turbulence unless stated otherwise:
 *
 * <ul>
 *   <li>Stripes of alternating cells are already present in the face values of the solver. The
 *       fraction of rows of four cells in which the three differences of a component alternate in
 *       sign, each above 0.02 of the rms field, is 0.077 on the faces, 0.066 after the move, 0.046
 *       in plain averages, and 0.002 after move and filter. The stripes depend on the scheme: on
 *       64³ cells, linear in place of {@linkplain Ppm parabolic} reconstruction lowers the fraction
 *       on the faces from 0.15 to 0.10.
 *   <li>The conversion from faces to cells without the filter produces oscillations beside a
 *       discontinuity at an angle to the grid: an overshoot of 0.23 of half the jump, and of 0.11
 *       more than four cells away. With the filter these overshoots are 0.11 and 0.003. At a
 *       discontinuity perpendicular to an axis, which the move does not change, the filter causes
 *       an overshoot of 0.125 in the second cell from it, and none farther away.
 *   <li>Between the samples, the cubic spline through them has an rms ∇·B of 0.012 of its rms
 *       gradient; without the filter it would be 0.095.
 *   <li>Of the power on the faces, fractions of 0.96, 0.64 and 0.16 remain at k = n/8, n/4 and
 *       3n/8; after the move alone they would be 0.99, 0.96 and 0.91. Filters with lower powers of
 *       the sine damp waves that the solver resolves (with 1 − sin² a fraction of 0.72 remains at
 *       n/8); filters with higher powers cause stronger oscillations.
 *   <li>The mean path length of protons to the 90° turn is 56 pc for a gyroradius of 5 cells. The
 *       filter changes it by 0.14 ± 0.19 pc, and ln C_ℓ/C_1 at R = 60 pc by 0.014 ± 0.012, 0.010 ±
 *       0.015 and 0.03 ± 0.03 at ℓ = 2–4, 5–10 and 11–20. For a gyroradius of 2.5 cells the filter
 *       changes the path length by 0.7 ± 0.4 of 44 pc, and ln C_ℓ/C_1 by 0.05 ± 0.02, 0.03 ± 0.03
 *       and 0.00 ± 0.03. (These numbers are from 24 observers in two cubes of side 250 pc with
 *       3,072 launch directions each, the same with and without the filter.)
 * </ul>
 *
 * @param field magnetic field in units of the mean field, filtered
 * @param velocity velocity in Alfvén speeds: momentum over density
 * @param density density {@code density[(i*n + j)*n + k]}; the array is not copied
 * @param soundSpeed isothermal sound speed in Alfvén speeds
 * @param time time since the start [box sides over the Alfvén speed]
 */
public record MhdSnapshot(
    FieldCube field, FieldCube velocity, float[] density, double soundSpeed, double time) {
  /**
   * Checks that field, velocity and density belong to one grid.
   *
   * @param field magnetic field in units of the mean field
   * @param velocity velocity in Alfvén speeds
   * @param density the densities of the n³ cells
   * @param soundSpeed isothermal sound speed in Alfvén speeds
   * @param time time since the start [box sides over the Alfvén speed]
   * @throws IllegalArgumentException if field, velocity and density have different numbers of
   *     cells, or the sound speed is not positive
   */
  public MhdSnapshot {
    Given.require(field, "the field", "MhdSnapshot.read(file).field()");
    Given.require(velocity, "the velocity", "MhdSnapshot.read(file).velocity()");
    Given.require(density, "the array of densities", "new float[n * n * n]");
    int n = field.points();
    if (velocity.points() != n || density.length != n * n * n) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a field of %d and a velocity of %d cells a side and %d densities are on different"
                  + " grids: take all three from one grid",
              n,
              velocity.points(),
              density.length));
    }
    if (!(soundSpeed > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "sound speed %g is not positive: give one above 0", soundSpeed));
    }
  }

  /**
   * Takes a snapshot of a run at its present time. This needs less memory than a step.
   *
   * @param run run on a cubic grid, which can be advanced further afterwards
   * @return field moved to the cell centres and filtered, velocity and density
   * @throws IllegalArgumentException if the grid is not a cube
   */
  public static MhdSnapshot of(MhdRun run) {
    Given.require(run, "the run", "IsothermalMhd.ofBeta(0.2).atRest(16)");
    MhdState s = run.stateWithoutWorkspace();
    if (s.nx() != s.ny() || s.nx() != s.nz()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a snapshot needs a cube, and this grid has %d x %d x %d cells: use the same number"
                  + " along each axis",
              s.nx(),
              s.ny(),
              s.nz()));
    }
    FieldCube field = cells(faces(s), run.diagnostics().meanField());
    float[] density = new float[s.arrays()[RHO].length];
    for (int c = 0; c < density.length; c++) {
      density[c] = (float) s.arrays()[RHO][c];
    }
    return new MhdSnapshot(field, speeds(s), density, run.scheme().soundSpeed(), run.time());
  }

  /** Returns the field on the faces of the cells as a cube. */
  private static FieldCube faces(MhdState s) {
    double[][] u = s.arrays();
    float[] faces = new float[3 * u[BX].length];
    for (int c = 0; c < u[BX].length; c++) {
      for (int d = 0; d < 3; d++) {
        faces[3 * c + d] = (float) u[BX + d][c];
      }
    }
    return FieldCube.of(s.nx(), faces);
  }

  /** Returns the velocity, which is the momentum over the density. */
  private static FieldCube speeds(MhdState s) {
    double[][] u = s.arrays();
    float[] speeds = new float[3 * u[RHO].length];
    for (int c = 0; c < u[RHO].length; c++) {
      for (int d = 0; d < 3; d++) {
        speeds[3 * c + d] = (float) (u[MX + d][c] / u[RHO][c]);
      }
    }
    return FieldCube.of(s.nx(), speeds);
  }

  /** Computes means over cells from means over their lower faces and filters them. */
  private static FieldCube cells(FieldCube faces, Vec3 mean) {
    int n = faces.points();
    FieldModes modes = FieldModes.of(faces);
    FieldModes centred =
        FieldModes.of(
            n,
            mean,
            (kx, ky, kz, b) -> {
              double[] f = modes.at(kx, ky, kz);
              int[] k = {kx, ky, kz};
              double filter = filter(kx, n) * filter(ky, n) * filter(kz, n);
              for (int d = 0; d < 3; d++) {
                double q = Math.PI * k[d] / n;
                double cos = StrictMath.cos(q) * cellMean(k[d], n) * filter;
                double sin = StrictMath.sin(q) * cellMean(k[d], n) * filter;
                b[2 * d] = f[2 * d] * cos - f[2 * d + 1] * sin;
                b[2 * d + 1] = f[2 * d] * sin + f[2 * d + 1] * cos;
              }
            });
    return centred.cube();
  }

  /** Returns the factor by which the mean along one axis of a cell multiplies a wave, sin(q)/q. */
  static double cellMean(int k, int n) {
    double q = Math.PI * k / n;
    return k == 0 ? 1 : StrictMath.sin(q) / q;
  }

  /** Returns the factor by which the filter along one axis multiplies a wave. */
  private static double filter(int k, int n) {
    double sin = StrictMath.sin(Math.PI * k / n);
    return 1 - sin * sin * sin * sin;
  }

  /**
   * Writes a FITS file with the images BX, BY, BZ, VX, VY, VZ and RHO, each rounded to 65,535
   * levels of its range and compressed by RICE_1. The manifest is written to the first header.
   *
   * @param file path of the file, which is replaced as a whole if it exists
   * @param manifest header cards: keywords of eight characters at most, and ASCII text
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public void write(Path file, Map<String, String> manifest) {
    SnapshotFile.write(this, manifest, file);
  }

  /**
   * Writes the magnetic field alone, rounded to 32,767 levels; {@link larmor.field.Cubes} reads it.
   *
   * @param file path of the file, which is replaced as a whole if it exists
   * @param manifest header cards: keywords of eight characters at most, and ASCII text
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public void writeField(Path file, Map<String, String> manifest) {
    SnapshotFile.writeField(this, manifest, file);
  }

  /**
   * Writes the magnetic field alone, with every value rounded to a multiple of a step. A larger
   * step makes a smaller file and a larger error: rounding adds noise of the rms value step/√12 to
   * each component, independent in each cell, and with it divergence.
   *
   * @param file path of the file, which is replaced as a whole if it exists
   * @param manifest header cards: keywords of eight characters at most, and ASCII text
   * @param step the step, in the unit of the field; at least the largest value over 32,767
   * @throws IllegalArgumentException if the step is smaller than that or larger than the largest
   *     value
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public void writeField(Path file, Map<String, String> manifest, double step) {
    SnapshotFile.writeField(this, manifest, step, file);
  }

  /**
   * Reads a snapshot that {@link #write} wrote.
   *
   * @param file path of the FITS file
   * @return the snapshot, with the rounding of the file
   * @throws IllegalArgumentException if the file is not a complete snapshot of this solver
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static MhdSnapshot read(Path file) {
    Given.require(file, "the file", "Path.of(\"name\")");
    return SnapshotFile.read(file);
  }

  /**
   * Returns the number of cells along one axis.
   *
   * @return n
   */
  public int points() {
    return field.points();
  }

  /**
   * Returns the plasma beta of the mean field, 2 c_s²/v_A² with the mean density.
   *
   * @return β
   */
  public double beta() {
    double sum = 0;
    for (float r : density) {
      sum += r;
    }
    double b = field.mean().norm();
    return 2 * soundSpeed * soundSpeed * (sum / density.length) / (b * b);
  }

  /**
   * Returns the Alfvén Mach number by volume: the rms speed over the Alfvén speed of mean field and
   * mean density.
   *
   * @return M_A
   */
  public double machAlfven() {
    return machSonic() * Math.sqrt(beta() / 2);
  }

  /**
   * Returns the Alfvén Mach number by mass, which is that of {@link #machAlfven} with the mean
   * square of the speed weighted by density.
   *
   * @return M_A
   */
  public double machAlfvenMass() {
    float[] v = velocity.values();
    double energy = 0;
    double mass = 0;
    for (int c = 0; c < density.length; c++) {
      double x = v[3 * c];
      double y = v[3 * c + 1];
      double z = v[3 * c + 2];
      energy += density[c] * (x * x + y * y + z * z);
      mass += density[c];
    }
    return Math.sqrt(energy / mass) / soundSpeed * Math.sqrt(beta() / 2);
  }

  /**
   * Returns the sonic Mach number by volume: the rms speed, mean velocity included, over the sound
   * speed.
   *
   * @return M_s
   */
  public double machSonic() {
    return Math.hypot(velocity.fluctuation(), velocity.mean().norm()) / soundSpeed;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof MhdSnapshot s
        && field.equals(s.field)
        && velocity.equals(s.velocity)
        && Arrays.equals(density, s.density)
        && soundSpeed == s.soundSpeed
        && time == s.time;
  }

  @Override
  public int hashCode() {
    return field.hashCode();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "MHD snapshot of %d³ cells at t = %.3g L/v_A: M_A %.3g, M_s %.3g, β %.3g, δB/B0 %.3g,"
            + " ⟨|B|⟩/B0 %.3g",
        points(),
        time,
        machAlfven(),
        machSonic(),
        beta(),
        field.fluctuation() / field.mean().norm(),
        field.meanMagnitude() / field.mean().norm());
  }
}
