package larmor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import larmor.field.Cubes;
import larmor.field.FieldCube;
import larmor.field.FieldSpectrum;

/**
 * The power spectra of magnetic fields that are too large for the project, or come from another
 * program. Arguments: NAME=FILE for each field. Writes data/field-spectra.csv anew, with the energy
 * of each shell k [waves a side] in units of B0², and data/grid-noise.csv, with the share of rows of
 * four cells along an axis in which the three differences of a component alternate in sign, each
 * above 0.02 of the rms field, as beyond-mhd-field computes it for the cubes of the project.
 */
public final class Spectra {
  private Spectra() {}

  public static void main(String[] words) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("field,points,k,energy");
    List<String> shares = new ArrayList<>();
    shares.add("field,points,alternating");
    for (String argument : String.join(" ", words).trim().split(" +")) {
      int split = argument.indexOf('=');
      if (split < 1) {
        throw new IllegalArgumentException(
            "\"" + argument + "\" is not NAME=FILE: give fields such as mhd-64-a=mhd-64.fits");
      }
      FieldCube cube = Cubes.read(Path.of(argument.substring(split + 1))).cube();
      double[] energies = FieldSpectrum.of(cube).energies();
      double unit = cube.mean().dot(cube.mean());
      for (int k = 1; k <= cube.points() / 2; k++) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%s,%d,%d,%.4e",
                argument.substring(0, split),
                cube.points(),
                k,
                energies[k] / unit));
      }
      String name = argument.substring(0, split);
      shares.add(
          String.format(Locale.ROOT, "%s,%d,%.5f", name, cube.points(), alternating(cube)));
    }
    Path benchmarks = Path.of(System.getProperty("larmor.benchmarks", "data/benchmarks.csv"));
    Files.write(benchmarks.resolveSibling("field-spectra.csv"), lines);
    Files.write(benchmarks.resolveSibling("grid-noise.csv"), shares);
  }

  private static double alternating(FieldCube cube) {
    int n = cube.points();
    float[] b = cube.values();
    double square = 0;
    for (float v : b) {
      square += (double) v * v;
    }
    double least = 0.02 * Math.sqrt(square / (b.length / 3.0));
    int[] apart = {3 * n * n, 3 * n, 3};
    long count = 0;
    for (int p = 0; p < b.length; p += 3) {
      int[] at = {p / (3 * n * n), p / (3 * n) % n, p / 3 % n};
      for (int axis = 0; axis < 3; axis++) {
        boolean found = false;
        for (int c = 0; c < 3; c++) {
          double[] v = new double[4];
          for (int l = 0; l < 4; l++) {
            v[l] = b[p + c + apart[axis] * ((at[axis] + l) % n - at[axis])];
          }
          double x = v[1] - v[0];
          double y = v[1] - v[2];
          double z = v[3] - v[2];
          found |= Math.min(Math.min(x, y), z) > least || Math.max(Math.max(x, y), z) < -least;
        }
        count += found ? 1 : 0;
      }
    }
    return count / (double) b.length;
  }
}
