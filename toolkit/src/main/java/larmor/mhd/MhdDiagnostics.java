package larmor.mhd;

import static larmor.mhd.MhdState.BX;
import static larmor.mhd.MhdState.MX;
import static larmor.mhd.MhdState.RHO;

import java.util.Locale;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;

/**
 * Integral quantities of a run at one time, in code units ({@link CodeUnits}). Means are by volume
 * unless said otherwise.
 *
 * @param time time [box sides over the Alfvén speed]
 * @param steps number of steps since the start
 * @param dt length of the last step
 * @param machAlfven M_A, rms speed over the Alfvén speed of mean field and mean density
 * @param machAlfvenMass M_A with the mean of v² weighted by mass
 * @param machSonic M_s, rms speed over the sound speed
 * @param beta gas pressure over magnetic pressure of the means, 2 (M_A/M_s)²
 * @param meanField ⟨B⟩
 * @param fluctuation δB/B0, rms of B - ⟨B⟩ at the cell centres over |⟨B⟩|
 * @param divergence largest |∇·B| times the side of a cell, over |⟨B⟩|
 * @param mass mass in the box
 * @param momentum momentum of the gas in the box
 * @param kinetic kinetic energy in the box
 * @param magnetic magnetic energy in the box
 * @param energy sum of kinetic energy, magnetic energy and the energy of isothermal compression,
 *     c_s² ρ ln ρ, in the box
 * @param power energy per unit time that the driver gives
 * @param injected energy that the driver gave since the start
 * @param leastDensity smallest density of all cells
 * @param mostDensity largest density of all cells
 * @param repaired number of cell updates since the start in which fluxes were replaced by
 *     first-order ones
 * @param floored number of cell updates since the start in which the density was raised to the
 *     floor
 * @param held number of cell updates since the start in which the density was raised to the floor
 *     at half a step, which adds no mass
 * @param massAdded mass that the density floor has added since the start
 */
public record MhdDiagnostics(
    double time,
    long steps,
    double dt,
    double machAlfven,
    double machAlfvenMass,
    double machSonic,
    double beta,
    Vec3 meanField,
    double fluctuation,
    double divergence,
    double mass,
    Vec3 momentum,
    double kinetic,
    double magnetic,
    double energy,
    double power,
    double injected,
    double leastDensity,
    double mostDensity,
    long repaired,
    long floored,
    long held,
    double massAdded) {
  /** The number of quantities of which the sum or an extremum over the cells is computed. */
  private static final int SUMS = 16;

  static MhdDiagnostics of(MhdRun run, Workers workers) {
    MhdState s = run.currentState();
    double[][] planes = new double[s.nx()][];
    workers.forEach(s.nx(), i -> planes[i] = plane(s, i));
    double[] t = new double[SUMS];
    t[13] = Double.POSITIVE_INFINITY;
    for (double[] p : planes) {
      for (int c = 0; c < 13; c++) {
        t[c] += p[c];
      }
      t[13] = Math.min(t[13], p[13]);
      t[14] = Math.max(t[14], p[14]);
      t[15] = Math.max(t[15], p[15]);
    }
    double cells = (double) s.nx() * s.ny() * s.nz();
    double cell = s.spacing() * s.spacing() * s.spacing();
    Vec3 mean = new Vec3(t[5], t[6], t[7]).times(1 / cells);
    double alfven = mean.norm() / Math.sqrt(t[0] / cells);
    double rms = Math.sqrt(t[4] / cells);
    double cs = run.scheme().soundSpeed();
    double kinetic = 0.5 * t[11] * cell;
    double magnetic = 0.5 * t[10] * cell;
    double b2 = (t[8] / cells) - mean.dot(mean);
    return new MhdDiagnostics(
        run.time(),
        run.steps(),
        run.dt(),
        rms / alfven,
        Math.sqrt(t[11] / t[0]) / alfven,
        rms / cs,
        2 * cs * cs / (alfven * alfven),
        mean,
        Math.sqrt(Math.max(0, b2)) / mean.norm(),
        t[15] / mean.norm(),
        t[0] * cell,
        new Vec3(t[1], t[2], t[3]).times(cell),
        kinetic,
        magnetic,
        kinetic + magnetic + cs * cs * t[12] * cell,
        run.power(),
        run.injected(),
        t[13],
        t[14],
        run.repaired(),
        run.floored(),
        run.held(),
        run.massAdded());
  }

  /**
   * Computes the sums over plane i of ρ (index 0), momentum (1 to 3), v² (4), B (5 to 7), B² at
   * cell centres (8), B² on faces (10), ρv² (11) and ρ ln ρ (12), then the smallest (13) and
   * largest ρ (14) and the largest |∇·B| times the side of a cell (15).
   */
  private static double[] plane(MhdState s, int i) {
    double[][] u = s.arrays();
    double[] t = new double[SUMS];
    t[13] = Double.POSITIVE_INFINITY;
    for (int j = 0; j < s.ny(); j++) {
      for (int k = 0; k < s.nz(); k++) {
        int c = s.index(i, j, k);
        double rho = u[RHO][c];
        double m2 = 0;
        double centred = 0;
        double faces = 0;
        double div = 0;
        for (int d = 0; d < 3; d++) {
          double m = u[MX + d][c];
          double b = u[BX + d][c];
          double next =
              u[BX + d][s.index(i + (d == 0 ? 1 : 0), j + (d == 1 ? 1 : 0), k + (d == 2 ? 1 : 0))];
          t[1 + d] += m;
          t[5 + d] += b;
          m2 += m * m;
          centred += 0.25 * (b + next) * (b + next);
          faces += b * b;
          div += next - b;
        }
        t[0] += rho;
        t[4] += m2 / (rho * rho);
        t[8] += centred;
        t[10] += faces;
        t[11] += m2 / rho;
        t[12] += rho * Math.log(rho);
        t[13] = Math.min(t[13], rho);
        t[14] = Math.max(t[14], rho);
        t[15] = Math.max(t[15], Math.abs(div));
      }
    }
    return t;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "t = %.3g L/v_A, step %d of %.2e: M_A %.3g, M_s %.3g, β %.3g, δB/B0 %.3g, ∇·B %.0e/cell, ρ"
            + " %.3g to %.3g, first order in %d cells, floor in %d and %d at half steps",
        time,
        steps,
        dt,
        machAlfven,
        machSonic,
        beta,
        fluctuation,
        divergence,
        leastDensity,
        mostDensity,
        repaired,
        floored,
        held);
  }
}
