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
 * of each shell k [waves a side] in units of B0².
 */
public final class Spectra {
  private Spectra() {}

  public static void main(String[] words) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("field,points,k,energy");
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
    }
    Path benchmarks = Path.of(System.getProperty("larmor.benchmarks", "data/benchmarks.csv"));
    Files.write(benchmarks.resolveSibling("field-spectra.csv"), lines);
  }
}
