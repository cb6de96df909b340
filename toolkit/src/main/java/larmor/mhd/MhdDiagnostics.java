package larmor.mhd;

import static larmor.mhd.MhdState.BX;
import static larmor.mhd.MhdState.MX;
import static larmor.mhd.MhdState.RHO;

import java.util.Locale;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;

/**
 * What a run reports, in code units; means are over the volume unless said otherwise.
 *
 * @param machAlfven rms speed over the Alfvén speed of mean field and mean density
 * @param machAlfvenMass the same with the speed weighted by mass
 * @param machSonic rms speed over the sound speed
 * @param beta 2 (machAlfven/machSonic)²: gas over magnetic pressure of the means
 * @param fluctuation rms of B - ⟨B⟩ over |⟨B⟩|, cell centres
 * @param divergence largest |∇·B| times cell over |⟨B⟩|
 * @param energy kinetic, magnetic and isothermal c_s² ρ ln ρ together, over the box
 * @param injected energy the driver gave since the start
 * @param repaired cells whose fluxes fell back to first order, over the whole run
 * @param floored cells raised to the density floor, over the whole run
 * @param held cells held at the floor at half a step, over the whole run
 * @param massAdded by the floor
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
  private static final int N = 20;

  static MhdDiagnostics of(MhdRun run, Workers workers) {
    MhdState s = run.live();
    double[][] planes = new double[s.nx()][];
    workers.forEach(s.nx(), i -> planes[i] = plane(s, i));
    double[] t = new double[N];
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

  private static double[] plane(MhdState s, int i) {
    double[][] u = s.arrays();
    double[] t = new double[N];
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
