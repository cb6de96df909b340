package larmor.mhd;

import static larmor.mhd.MhdState.BX;
import static larmor.mhd.MhdState.MX;
import static larmor.mhd.MhdState.RHO;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import larmor.field.FieldCube;
import larmor.field.FieldModes;
import larmor.numeric.Vec3;

/**
 * Field, velocity and density at one moment, means over n³ cells, in code units (mean field and
 * mean density 1, speeds in Alfvén speeds of both).
 *
 * <p>The field is the mean over each cell: a mean over a face, taken on over the depth of the cell,
 * is the face value times sin(q)/q with q = π k / n along the component, and one phase of half a
 * cell. Done wave by wave, the solver's ∇·B = 0 between faces becomes k·b̂ = 0 to round-off; plain
 * averages of two faces leave several percent. Waves at the Nyquist limit, which cannot be moved by
 * half a cell, are left out.
 *
 * @param field in units of the mean field
 * @param velocity momentum over density
 * @param density {@code density[(i*n + j)*n + k]}; the array itself
 * @param soundSpeed isothermal
 * @param time since the start, box side over Alfvén speed
 */
public record MhdSnapshot(
    FieldCube field, FieldCube velocity, float[] density, double soundSpeed, double time) {
  public MhdSnapshot {
    int n = field.points();
    if (velocity.points() != n || density.length != n * n * n) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "field of %d, velocity of %d points a side and %d densities do not make a snapshot:"
                  + " take all three from one grid",
              n,
              velocity.points(),
              density.length));
    }
    if (!(soundSpeed > 0)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "sound speed %g is not positive", soundSpeed));
    }
  }

  /** The flow as it is now. Needs less memory than a step. */
  public static MhdSnapshot of(MhdRun run) {
    MhdState s = run.atRest();
    if (s.nx() != s.ny() || s.nx() != s.nz()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a snapshot is a cube, this grid is %d x %d x %d cells: take equal sides",
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

  /** Means over cells from means over lower faces. */
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
              for (int d = 0; d < 3; d++) {
                double q = Math.PI * k[d] / n;
                double cos = StrictMath.cos(q) * spread(k[d], n);
                double sin = StrictMath.sin(q) * spread(k[d], n);
                b[2 * d] = f[2 * d] * cos - f[2 * d + 1] * sin;
                b[2 * d + 1] = f[2 * d] * sin + f[2 * d + 1] * cos;
              }
            });
    return centred.cube();
  }

  /** What the mean along one axis of a cell leaves of a wave. */
  private static double spread(int k, int n) {
    double q = Math.PI * k / n;
    return k == 0 ? 1 : StrictMath.sin(q) / q;
  }

  /**
   * Writes FITS: images BX … BZ, VX … VZ and RHO, each rounded to 65,535 levels of its range and
   * packed by RICE_1, with what the manifest says in the first header.
   *
   * @param manifest keywords of eight letters at most, and ASCII text
   */
  public void write(Path file, Map<String, String> manifest) {
    SnapshotFile.write(this, manifest, file);
  }

  /**
   * As {@link #write}, the field alone, rounded to 32,767 levels: {@link larmor.field.Cubes} reads
   * it.
   */
  public void writeField(Path file, Map<String, String> manifest) {
    SnapshotFile.writeField(this, manifest, file);
  }

  /** Reads what {@link #write} wrote. */
  public static MhdSnapshot read(Path file) {
    return SnapshotFile.read(file);
  }

  public int points() {
    return field.points();
  }

  /** 2 c_s² over the square of the mean field's Alfvén speed. */
  public double beta() {
    double sum = 0;
    for (float r : density) {
      sum += r;
    }
    double b = field.mean().norm();
    return 2 * soundSpeed * soundSpeed * (sum / density.length) / (b * b);
  }

  /** Volume rms speed over the Alfvén speed of mean field and mean density. */
  public double machAlfven() {
    return machSonic() * Math.sqrt(beta() / 2);
  }

  /** As {@link #machAlfven}, the speed weighted by mass. */
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

  /** Volume rms speed, mean included, over the sound speed. */
  public double machSonic() {
    return Math.hypot(velocity.fluctuation(), velocity.mean().norm()) / soundSpeed;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof MhdSnapshot s
        && field.equals(s.field)
        && velocity.equals(s.velocity)
        && java.util.Arrays.equals(density, s.density)
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
