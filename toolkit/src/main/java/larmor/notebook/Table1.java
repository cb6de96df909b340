package larmor.notebook;

import java.util.Map;
import java.util.TreeMap;
import larmor.orbit.Ensemble;
import larmor.orbit.Gyration;
import larmor.orbit.LengthEstimate;
import larmor.orbit.MeanFreePath;
import larmor.orbit.Species;
import larmor.units.Units;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Table 1 of the paper from the ensembles of its sets, and the definitions behind its L_mfp. */
public final class Table1 {
  private final Map<PaperSet, Ensemble> ensembles;

  private Table1(Map<PaperSet, Ensemble> ensembles) {
    this.ensembles = ensembles;
  }

  public static Table1 of(Ensemble set1, Ensemble set2, Ensemble set3) {
    return new Table1(
        new TreeMap<>(Map.of(PaperSet.SET_1, set1, PaperSet.SET_2, set2, PaperSet.SET_3, set3)));
  }

  /** The mean free paths of one set. */
  public MeanFreePath meanFreePath(PaperSet set) {
    return MeanFreePath.of(ensembles.get(set));
  }

  /** The paper's columns, each beside ours. */
  public Table table() {
    StringColumn name = StringColumn.create("set");
    DoubleColumn printed = DoubleColumn.create("E_p, paper [PeV]");
    DoubleColumn energy = DoubleColumn.create("E of r_L in 3 µG [PeV]");
    DoubleColumn rPrinted = DoubleColumn.create("r_L, paper [pc]");
    DoubleColumn r = DoubleColumn.create("r_L [pc]");
    DoubleColumn injection = DoubleColumn.create("L_inj [pc]");
    DoubleColumn pathPrinted = DoubleColumn.create("L_mfp, paper [pc]");
    DoubleColumn path = DoubleColumn.create("L_mfp [pc]");
    DoubleColumn error = DoubleColumn.create("± [pc]");
    IntColumn protons = IntColumn.create("protons");
    StringColumn field = StringColumn.create("field");
    ensembles.forEach(
        (set, ensemble) -> {
          LengthEstimate turn = meanFreePath(set).turn();
          name.append(Integer.toString(set.number()));
          printed.append(set.energy() / Units.PeV);
          energy.append(
              Gyration.ofGyroradius(Species.PROTON, set.gyroradius(), PaperSet.MEAN_FIELD).energy()
                  / Units.PeV);
          rPrinted.append(set.printedGyroradius() / Units.pc);
          r.append(set.gyroradius() / Units.pc);
          injection.append(set.injectionScale() / Units.pc);
          pathPrinted.append(set.paperMeanFreePath() / Units.pc);
          path.append(turn.mean() / Units.pc);
          error.append(turn.standardError() / Units.pc);
          protons.append(ensemble.size());
          field.append(set.source());
        });
    return Table.create(
        "Table 1",
        name,
        printed,
        energy,
        rPrinted,
        r,
        injection,
        pathPrinted,
        path,
        error,
        protons,
        field);
  }

  /** Every definition of a mean free path, in injection scales. */
  public Table definitions() {
    StringColumn definition = StringColumn.create("definition");
    Table table = Table.create("Mean free paths in units of L_inj", definition);
    definition.append("path to the first v·v0 ≤ 0, the paper's words");
    definition.append("  its median");
    definition.append("displacement there");
    definition.append("path to the first reversal of v·B");
    definition.append("path to the first reversal of v_x");
    definition.append("∫⟨v_x v_x0⟩ds / ⟨v_x0²⟩");
    ensembles.forEach(
        (set, ensemble) -> {
          MeanFreePath m = meanFreePath(set);
          double unit = set.injectionScale();
          table.addColumns(
              DoubleColumn.create(
                  "set " + set.number(),
                  m.turn().mean() / unit,
                  m.turn().median() / unit,
                  m.turnDisplacement().mean() / unit,
                  m.pitchReversal().mean() / unit,
                  m.axisReversal().mean() / unit,
                  m.autocorrelation().mean() / unit));
        });
    StringColumn paper = StringColumn.create("paper", "0.50, 0.50, 0.60", "", "", "", "", "");
    return table.addColumns(paper);
  }

  @Override
  public String toString() {
    return table().print();
  }
}
