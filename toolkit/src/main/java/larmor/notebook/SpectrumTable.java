package larmor.notebook;

import java.util.List;
import larmor.liouville.RelativeBandPower;
import larmor.liouville.WeightedSky;
import larmor.numeric.Given;
import larmor.sky.AhlersHierarchy;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A table of power in ranges of multipoles relative to the power of the dipole, with the launch
 * noise subtracted, beside the prediction of Ahlers (2014).
 */
public final class SpectrumTable {
  private static final int[][] RANGES = {{2, 2}, {3, 4}, {5, 7}, {8, 12}, {13, 20}, {21, 30}};

  private SpectrumTable() {}

  /**
   * Returns a table with one row for each range of multipoles, from ℓ = 2 to ℓ = 21–30. It has two
   * columns for each sky, (⟨C_ℓ⟩ − N_ℓ) / (C_1 − N_ℓ) and the error of this ratio, and one column
   * for the prediction of Ahlers (2014, PRL 112, 021101), see {@link AhlersHierarchy}.
   *
   * @param names one name for each sky
   * @param skies the skies, in the order of the columns
   * @return the table
   * @throws IllegalArgumentException if the numbers of names and skies differ
   */
  public static Table of(List<String> names, List<WeightedSky> skies) {
    Given.requireEach(names, "the list of names", "List.of(\"first crossing\")");
    Given.requireEach(skies, "the list of skies", "Liouville.paper().skies(ensemble, 60 * pc)");
    if (names.size() != skies.size()) {
      throw new IllegalArgumentException(
          names.size() + " names for " + skies.size() + " skies: give one name for each sky");
    }
    StringColumn range = StringColumn.create("ℓ");
    DoubleColumn theory = DoubleColumn.create("Ahlers 2014");
    for (int[] r : RANGES) {
      range.append(r[0] == r[1] ? Integer.toString(r[0]) : r[0] + "–" + r[1]);
      theory.append(AhlersHierarchy.spectrum(r[1]).mean(r[0], r[1]));
    }
    Table table = Table.create("(⟨C_ℓ⟩ − N_ℓ) / (C_1 − N_ℓ)", range);
    for (int i = 0; i < skies.size(); i++) {
      DoubleColumn power = DoubleColumn.create(names.get(i));
      DoubleColumn error = DoubleColumn.create("± " + names.get(i));
      for (int[] r : RANGES) {
        RelativeBandPower band = skies.get(i).bandPower(r[0], r[1]);
        power.append(band.value());
        error.append(band.error());
      }
      table.addColumns(power, error);
    }
    return table.addColumns(theory);
  }
}
