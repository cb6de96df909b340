package larmor.notebook;

import java.util.List;
import larmor.liouville.RelativeBandPower;
import larmor.liouville.WeightedSky;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What one choice after the other does to a spectrum, launch noise taken off; a row for each. */
public final class ChoiceTable {
  private ChoiceTable() {}

  /**
   * C_1, the power of l = 3 to 10 and 11 to 20 over it with the errors of the launch, and the first
   * of these over that of the first sky.
   *
   * @param names one for each sky
   */
  public static Table of(String title, List<String> names, List<WeightedSky> skies) {
    if (names.size() != skies.size() || skies.isEmpty()) {
      throw new IllegalArgumentException(
          names.size() + " names for " + skies.size() + " skies: give one for each, and one sky");
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
