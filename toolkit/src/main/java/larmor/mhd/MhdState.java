package larmor.mhd;

import java.util.Locale;
import larmor.numeric.Vec3;

/**
 * Density, momentum and magnetic field on a periodic grid of cubic cells, in code units (mean
 * density 1; the field in units where the Alfvén speed is |B|/√ρ). Density and momentum are cell
 * means; each magnetic component is the mean over the lower face of its cell along that component.
 * Doubles, because rounding to floats after every step left |∇·B| times the cell at 6e-6 and the
 * mass off by 8e-9 after 1000 driven steps, where doubles left 1e-14 and 1e-16.
 *
 * <p>Layout of every array: {@code u[(i*ny + j)*nz + k]}, x slowest.
 */
public final class MhdState {
  static final int RHO = 0;
  static final int MX = 1;
  static final int BX = 4;
  static final int VARIABLES = 7;

  private final int nx;
  private final int ny;
  private final int nz;
  private final double spacing;
  private final double[][] u;

  MhdState(int nx, int ny, int nz, double spacing, double[][] u) {
    this.nx = nx;
    this.ny = ny;
    this.nz = nz;
    this.spacing = spacing;
    this.u = u;
  }

  /**
   * @param nx cells along x, likewise {@code ny} and {@code nz}
   * @param spacing side of a cell, in units of the box
   */
  public static MhdState uniform(
      int nx, int ny, int nz, double spacing, double density, Vec3 velocity, Vec3 field) {
    if (nx < 1 || ny < 1 || nz < 1 || !(spacing > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a grid of %d x %d x %d cells of side %g holds nothing: use at least one cell a side"
                  + " and a positive side",
              nx,
              ny,
              nz,
              spacing));
    }
    if (!(density > 0)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "density %g is not positive: give one above 0", density));
    }
    long cells = (long) nx * ny * nz;
    if (cells > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d x %d x %d cells are beyond the 2147483639 of one array: use at most 1290 a side",
              nx,
              ny,
              nz));
    }
    double[] values = {
      density,
      density * velocity.x(),
      density * velocity.y(),
      density * velocity.z(),
      field.x(),
      field.y(),
      field.z()
    };
    double[][] u = new double[VARIABLES][(int) cells];
    for (int v = 0; v < VARIABLES; v++) {
      java.util.Arrays.fill(u[v], values[v]);
    }
    return new MhdState(nx, ny, nz, spacing, u);
  }

  /**
   * The flow of a snapshot, with its field moved from cell centres to faces. The mean density is
   * set to 1 and the mean momentum to 0, which the rounding of a file changes slightly; ∇·B is at
   * round-off.
   */
  static MhdState of(MhdSnapshot snapshot) {
    int n = snapshot.points();
    Vec3 mean = snapshot.field().mean();
    MhdState s = uniform(n, n, n, 1.0 / n, 1, new Vec3(0, 0, 0), mean);
    float[] a = FaceField.potential(snapshot.field()).values();
    double[][] potential = new double[3][n * n * n];
    float[] v = snapshot.velocity().values();
    float[] density = snapshot.density();
    double mass = 0;
    for (float r : density) {
      mass += r;
    }
    double[] momentum = new double[3];
    for (int c = 0; c < density.length; c++) {
      s.u[RHO][c] = density[c] * (density.length / mass);
      for (int d = 0; d < 3; d++) {
        potential[d][c] = a[3 * c + d];
        s.u[MX + d][c] = s.u[RHO][c] * v[3 * c + d];
        momentum[d] += s.u[MX + d][c];
      }
    }
    for (int c = 0; c < density.length; c++) {
      for (int d = 0; d < 3; d++) {
        s.u[MX + d][c] -= s.u[RHO][c] * (momentum[d] / density.length);
      }
    }
    s.addCurl(potential);
    return s;
  }

  /**
   * A copy with another density and velocity, sampled at the cell centres.
   *
   * @param density first component is the density, the others are not read
   */
  public MhdState withFlow(VectorFunction density, VectorFunction velocity) {
    MhdState s = copy();
    double[] r = new double[3];
    double[] v = new double[3];
    for (int i = 0, c = 0; i < nx; i++) {
      for (int j = 0; j < ny; j++) {
        for (int k = 0; k < nz; k++, c++) {
          double x = (i + 0.5) * spacing;
          double y = (j + 0.5) * spacing;
          double z = (k + 0.5) * spacing;
          density.at(x, y, z, r);
          velocity.at(x, y, z, v);
          s.u[RHO][c] = r[0];
          for (int d = 0; d < 3; d++) {
            s.u[MX + d][c] = r[0] * v[d];
          }
        }
      }
    }
    return s;
  }

  /**
   * A copy with the curl of a vector potential added to the field, free of divergence to round-off.
   *
   * @param potential sampled at the middle of each edge, along it; periodic
   */
  public MhdState withPotential(VectorFunction potential) {
    int n = nx * ny * nz;
    double[][] a = new double[3][n];
    double[] p = new double[3];
    for (int i = 0, c = 0; i < nx; i++) {
      for (int j = 0; j < ny; j++) {
        for (int k = 0; k < nz; k++, c++) {
          for (int d = 0; d < 3; d++) {
            potential.at(
                (i + (d == 0 ? 0.5 : 0)) * spacing,
                (j + (d == 1 ? 0.5 : 0)) * spacing,
                (k + (d == 2 ? 0.5 : 0)) * spacing,
                p);
            a[d][c] = p[d];
          }
        }
      }
    }
    MhdState s = copy();
    s.addCurl(a);
    return s;
  }

  /** Adds the discrete curl of a potential on the edges to the field on the faces. */
  private void addCurl(double[][] a) {
    for (int i = 0, c = 0; i < nx; i++) {
      for (int j = 0; j < ny; j++) {
        for (int k = 0; k < nz; k++, c++) {
          int x = index(i + 1, j, k);
          int y = index(i, j + 1, k);
          int z = index(i, j, k + 1);
          u[BX][c] += ((a[2][y] - a[2][c]) - (a[1][z] - a[1][c])) / spacing;
          u[BX + 1][c] += ((a[0][z] - a[0][c]) - (a[2][x] - a[2][c])) / spacing;
          u[BX + 2][c] += ((a[1][x] - a[1][c]) - (a[0][y] - a[0][c])) / spacing;
        }
      }
    }
  }

  public MhdState copy() {
    double[][] c = new double[VARIABLES][];
    for (int v = 0; v < VARIABLES; v++) {
      c[v] = u[v].clone();
    }
    return new MhdState(nx, ny, nz, spacing, c);
  }

  /** A grid of the same shape with nothing in it. */
  MhdState blank() {
    return new MhdState(nx, ny, nz, spacing, new double[VARIABLES][nx * ny * nz]);
  }

  /** The same flow on twice as many cells a side: no new structure, no divergence, no loss. */
  public MhdState doubled() {
    return Refinement.doubled(this);
  }

  public int nx() {
    return nx;
  }

  public int ny() {
    return ny;
  }

  public int nz() {
    return nz;
  }

  public double spacing() {
    return spacing;
  }

  int index(int i, int j, int k) {
    return (Math.floorMod(i, nx) * ny + Math.floorMod(j, ny)) * nz + Math.floorMod(k, nz);
  }

  /** The seven arrays themselves, in the order density, momentum, field. */
  double[][] arrays() {
    return u;
  }

  public double density(int i, int j, int k) {
    return u[RHO][index(i, j, k)];
  }

  public Vec3 velocity(int i, int j, int k) {
    int c = index(i, j, k);
    return new Vec3(u[MX][c], u[MX + 1][c], u[MX + 2][c]).times(1 / u[RHO][c]);
  }

  /** Field at the centre of a cell: the mean of its two faces along each component. */
  public Vec3 field(int i, int j, int k) {
    int c = index(i, j, k);
    return new Vec3(
        0.5 * (u[BX][c] + u[BX][index(i + 1, j, k)]),
        0.5 * (u[BX + 1][c] + u[BX + 1][index(i, j + 1, k)]),
        0.5 * (u[BX + 2][c] + u[BX + 2][index(i, j, k + 1)]));
  }

  /** Field at the cell centres, {@code b[3*((i*ny + j)*nz + k) + c]}. */
  public float[] centredField() {
    float[] b = new float[3 * nx * ny * nz];
    for (int i = 0, c = 0; i < nx; i++) {
      for (int j = 0; j < ny; j++) {
        for (int k = 0; k < nz; k++) {
          Vec3 f = field(i, j, k);
          b[c++] = (float) f.x();
          b[c++] = (float) f.y();
          b[c++] = (float) f.z();
        }
      }
    }
    return b;
  }

  /** Largest |∇·B| times the side of a cell. */
  public double divergence() {
    double worst = 0;
    for (int i = 0, c = 0; i < nx; i++) {
      for (int j = 0; j < ny; j++) {
        for (int k = 0; k < nz; k++, c++) {
          double d =
              (u[BX][index(i + 1, j, k)] - u[BX][c])
                  + (u[BX + 1][index(i, j + 1, k)] - u[BX + 1][c])
                  + (u[BX + 2][index(i, j, k + 1)] - u[BX + 2][c]);
          worst = Math.max(worst, Math.abs(d));
        }
      }
    }
    return worst;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "MHD state of %d x %d x %d cells, cell %.3g of the box", nx, ny, nz, spacing);
  }
}
