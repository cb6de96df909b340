package larmor.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import larmor.numeric.Vec3;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Collects the points of a scene in a table. Points are given in units of half a side. */
final class SceneData {
  private final double half;
  private final double[] centre;
  private final double unit;
  private final StringColumn name = StringColumn.create("name");
  private final IntColumn line = IntColumn.create("line");
  private final List<DoubleColumn> place;
  private final DoubleColumn value = DoubleColumn.create("value");

  /**
   * Begins an empty table.
   *
   * @param half half the side of the scene [m]
   * @param centre centre of the scene [m]
   * @param unit size of the unit of the table's coordinates [m]
   */
  SceneData(double half, Vec3 centre, double unit, String unitName) {
    this.half = half;
    this.centre = new double[] {centre.x(), centre.y(), centre.z()};
    this.unit = unit;
    place =
        IntStream.range(0, 3)
            .mapToObj(d -> DoubleColumn.create("xyz".charAt(d) + " [" + unitName + "]"))
            .toList();
  }

  /** Adds a group of lines. */
  void lines(String of, List<double[]> parts) {
    for (int i = 0; i < parts.size(); i++) {
      line(of, i, parts.get(i), Double.NaN);
    }
  }

  /** Adds the points of a line, all with one value. */
  void line(String of, int number, double[] points, double v) {
    for (int i = 0; i < points.length; i += 3) {
      point(of, number, points, i, v);
    }
  }

  /** Adds the point at an offset of an array. */
  void point(String of, int number, double[] points, int offset, double v) {
    name.append(of);
    line.append(number);
    for (int d = 0; d < 3; d++) {
      place.get(d).append((centre[d] + half * points[offset + d]) / unit);
    }
    value.append(v);
  }

  /** Returns the table, without values if no point has one. */
  Table table(String title) {
    List<Column<?>> columns = new ArrayList<>(List.of(name, line));
    columns.addAll(place);
    columns.add(value);
    return FigureTable.of(title, columns);
  }
}
