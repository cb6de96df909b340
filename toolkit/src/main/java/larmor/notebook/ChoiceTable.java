package larmor.notebook;

import java.util.List;
import larmor.liouville.RelativeBandPower;
import larmor.liouville.WeightedSky;
import larmor.numeric.Given;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A table with one row for each choice that the paper leaves open. A row states how the choice
 * changes the power spectrum, from which the launch noise is subtracted.
 */
public final class ChoiceTable {
  private ChoiceTable() {}

  /**
   * Returns a table with one row for each sky. Its columns are the name of the sky, C_1, the mean
   * power at ℓ = 3 to 10 and at ℓ = 11 to 20 relative to C_1 with their launch-noise errors, and
   * the ratio for ℓ = 3 to 10 divided by that of the first sky. The launch noise is subtracted from
   * all powers.
   *
   * @param title title of the table
   * @param names one name for each sky, shown in the column "variant"
   * @param skies the skies, the reference first
   * @return the table
   * @throws IllegalArgumentException if there is no sky or not one name for each
   */
  public static Table of(String title, List<String> names, List<WeightedSky> skies) {
    Given.require(title, "the title", "\"relative intensity\"");
    Given.requireEach(names, "the list of names", "List.of(\"first crossing\")");
    Given.requireEach(skies, "the list of skies", "Liouville.paper().skies(ensemble, 60 * pc)");
    if (names.size() != skies.size() || skies.isEmpty()) {
      throw new IllegalArgumentException(
          names.size()
              + " names for "
              + skies.size()
              + " skies: give one name for each sky, and at least one sky");
    }
    DoubleColumn dipole = DoubleColumn.create("C_1");
    DoubleColumn low = DoubleColumn.create("ℓ = 3–10 over C_1");
    DoubleColumn lowError = DoubleColumn.create("± 3–10");
    DoubleColumn high = DoubleColumn.create("ℓ = 11–20 over C_1");
    DoubleColumn highError = DoubleColumn.create("± 11–20");
    DoubleColumn ratio = DoubleColumn.create("3–10 over the first row's");
    double first = skies.get(0).bandPower(3, 10).value();
    for (WeightedSky sky : skies) {
      RelativeBandPower three = sky.bandPower(3, 10);
      RelativeBandPower eleven = sky.bandPower(11, 20);
      dipole.append(sky.spectrumLessNoise().at(1));
      low.append(three.value());
      lowError.append(three.error());
      high.append(eleven.value());
      highError.append(eleven.error());
      ratio.append(three.value() / first);
    }
    return Table.create(
        title,
        StringColumn.create("variant", names),
        dipole,
        low,
        lowError,
        high,
        highError,
        ratio);
  }
}
