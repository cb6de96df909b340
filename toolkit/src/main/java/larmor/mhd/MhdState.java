package larmor.mhd;

import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.FiniteNumber;
import larmor.numeric.Given;
import larmor.numeric.Memory;
import larmor.numeric.Vec3;

/**
 * Density, momentum and magnetic field on a periodic grid of cubic cells, in code units ({@link
 * CodeUnits}). Density and momentum are means over cells; each magnetic component is the mean over
 * the lower face of the cell along that component. Methods that are open to users return copies, so
 * a state cannot be changed from outside.
 *
 * <p>The values are doubles, because floats are not accurate enough: if the state was rounded to
 * floats after each of 1000 driven steps, |∇·B| times the side of a cell was 6e-6 and the relative
 * error of the mass 8e-9; with doubles they were 1e-14 and 1e-16.
 *
 * <p>Each array has the layout {@code u[(i*ny + j)*nz + k]}, with x as the slowest index.
 */
public final class MhdState {
  /** The index of the density among the arrays. */
  static final int RHO = 0;

  /** The index of the momentum along x; those along y and z follow. */
  static final int MX = 1;

  /** The index of the field along x; those along y and z follow. */
  static final int BX = 4;

  /** The number of arrays. */
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
   * Makes the state of a gas of density 1 at rest in a uniform field.
   *
   * @param nx number of cells along x
   * @param ny number of cells along y
   * @param nz number of cells along z
   * @param spacing side of a cell
   * @param field magnetic field
   * @return the state
   * @throws IllegalArgumentException if a number of cells or the spacing is not positive, or there
   *     are more cells than one array can hold
   */
  public static MhdState uniform(int nx, int ny, int nz, double spacing, Vec3 field) {
    Given.require(field, "the field", "Vec3.X");
    FiniteNumber.require(field, "a field", "");
    FiniteNumber.require(spacing, "a side of a cell", "");
    if (nx < 1 || ny < 1 || nz < 1 || !(spacing > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a grid of %d x %d x %d cells of side %g is empty: use at least one cell along each"
                  + " axis and a side above 0",
              nx,
              ny,
              nz,
              spacing));
    }
    long cells = (long) nx * ny * nz;
    if (cells > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d x %d x %d cells are more than the 2147483639 elements of an array: use at most"
                  + " 1290 a side",
              nx,
              ny,
              nz));
    }
    Memory.require(
        String.format(Locale.ROOT, "a grid of %d x %d x %d cells", nx, ny, nz),
        8L * VARIABLES * cells,
        "use fewer cells");
    double[][] u = new double[VARIABLES][(int) cells];
    Arrays.fill(u[RHO], 1);
    Arrays.fill(u[BX], field.x());
    Arrays.fill(u[BX + 1], field.y());
    Arrays.fill(u[BX + 2], field.z());
    return new MhdState(nx, ny, nz, spacing, u);
  }

  /**
   * Makes the state of a snapshot, with the field moved from cell centres to faces so that ∇·B is
   * zero to rounding error. The mean density is set to 1 and the mean momentum to 0, because the
   * values in a file have rounding errors.
   */
  static MhdState of(MhdSnapshot snapshot) {
    int n = snapshot.points();
    Vec3 mean = snapshot.field().mean();
    MhdState s = uniform(n, n, n, 1.0 / n, mean);
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
   * Returns a copy with another density and velocity, the same in all cells.
   *
   * @param density of the gas
   * @param velocity velocity of the gas
   * @return a copy
   * @throws IllegalArgumentException if the density is not positive
   */
  public MhdState withUniformFlow(double density, Vec3 velocity) {
    Given.require(velocity, "the velocity", "new Vec3(0, 0, 0)");
    double[] v = {velocity.x(), velocity.y(), velocity.z()};
    return withFlow((x, y, z) -> density, (x, y, z, out) -> System.arraycopy(v, 0, out, 0, 3));
  }

  /**
   * Returns a copy with another density and velocity, evaluated at the cell centres.
   *
   * @param density of the gas
   * @param velocity velocity of the gas
   * @return a copy
   * @throws IllegalArgumentException if the density is not positive everywhere
   */
  public MhdState withFlow(ScalarFunction density, VectorFunction velocity) {
    Given.require(density, "the function of the density", "(x, y, z) -> 1");
    Given.require(velocity, "the function of the velocity", "(x, y, z, out) -> out[0] = 1");
    MhdState s = copy();
    double[] v = new double[3];
    for (int i = 0, c = 0; i < nx; i++) {
      for (int j = 0; j < ny; j++) {
        for (int k = 0; k < nz; k++, c++) {
          double x = (i + 0.5) * spacing;
          double y = (j + 0.5) * spacing;
          double z = (k + 0.5) * spacing;
          double rho = density.at(x, y, z);
          if (!(rho > 0 && rho < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                String.format(
                    Locale.ROOT,
                    "density %g at (%.3g, %.3g, %.3g) is not positive and finite: give one above 0",
                    rho,
                    x,
                    y,
                    z));
          }
          velocity.at(x, y, z, v);
          FiniteNumber.require(new Vec3(v[0], v[1], v[2]), "a velocity", "");
          s.u[RHO][c] = rho;
          for (int d = 0; d < 3; d++) {
            s.u[MX + d][c] = rho * v[d];
          }
        }
      }
    }
    return s;
  }

  /**
   * Returns a copy whose field is changed by the discrete curl of a vector potential, which does
   * not change ∇·B beyond rounding error.
   *
   * @param potential periodic vector potential, of which the component along each edge of the cells
   *     is evaluated at the middle of the edge
   * @return a copy
   */
  public MhdState withPotential(VectorFunction potential) {
    Given.require(
        potential, "the function of the vector potential", "(x, y, z, out) -> out[2] = y");
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

  /** Adds the discrete curl of a potential on the cell edges to the field on the faces. */
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

  /**
   * Returns an independent copy.
   *
   * @return the same values in arrays of their own
   */
  public MhdState copy() {
    double[][] c = new double[VARIABLES][];
    for (int v = 0; v < VARIABLES; v++) {
      c[v] = u[v].clone();
    }
    return new MhdState(nx, ny, nz, spacing, c);
  }

  /** Returns a grid of the same shape, filled with zeros. */
  MhdState blank() {
    return new MhdState(nx, ny, nz, spacing, new double[VARIABLES][nx * ny * nz]);
  }

  /**
   * Returns the same flow on twice as many cells a side. Mass, momentum and mean field are the same
   * to rounding error, ∇·B remains zero, and no structure smaller than two coarse cells is added.
   *
   * @return the refined state
   * @throws IllegalArgumentException if the result has more cells than one array can hold
   */
  public MhdState doubled() {
    return Refinement.doubled(this);
  }

  /**
   * Returns the number of cells along x.
   *
   * @return the number
   */
  public int nx() {
    return nx;
  }

  /**
   * Returns the number of cells along y.
   *
   * @return the number
   */
  public int ny() {
    return ny;
  }

  /**
   * Returns the number of cells along z.
   *
   * @return the number
   */
  public int nz() {
    return nz;
  }

  /**
   * Returns the side of a cell.
   *
   * @return length in code units
   */
  public double spacing() {
    return spacing;
  }

  /** Returns the index of a cell in the arrays; the grid is periodic along each axis. */
  int index(int i, int j, int k) {
    return (Math.floorMod(i, nx) * ny + Math.floorMod(j, ny)) * nz + Math.floorMod(k, nz);
  }

  /** Returns the seven arrays themselves: density, momentum x, y, z, field x, y, z. */
  double[][] arrays() {
    return u;
  }

  /**
   * Returns the mean density of a cell.
   *
   * @param i index along x, periodic
   * @param j index along y, periodic
   * @param k index along z, periodic
   * @return the density
   */
  public double density(int i, int j, int k) {
    return u[RHO][index(i, j, k)];
  }

  /**
   * Returns the velocity of a cell, its momentum over its density.
   *
   * @param i index along x, periodic
   * @param j index along y, periodic
   * @param k index along z, periodic
   * @return the velocity
   */
  public Vec3 velocity(int i, int j, int k) {
    int c = index(i, j, k);
    return new Vec3(u[MX][c], u[MX + 1][c], u[MX + 2][c]).times(1 / u[RHO][c]);
  }

  /**
   * Returns the field at the centre of a cell. Each component is the mean of its values on the two
   * faces normal to it.
   *
   * @param i index along x, periodic
   * @param j index along y, periodic
   * @param k index along z, periodic
   * @return the field
   */
  public Vec3 field(int i, int j, int k) {
    int c = index(i, j, k);
    return new Vec3(
        0.5 * (u[BX][c] + u[BX][index(i + 1, j, k)]),
        0.5 * (u[BX + 1][c] + u[BX + 1][index(i, j + 1, k)]),
        0.5 * (u[BX + 2][c] + u[BX + 2][index(i, j, k + 1)]));
  }

  /**
   * Returns the largest |∇·B| of all cells times the side of a cell, from the field on the faces.
   *
   * @return value in units of the field
   */
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
        Locale.ROOT, "MHD state of %d x %d x %d cells, side of a cell %.3g L", nx, ny, nz, spacing);
  }
}
