package larmor.notebook.widget;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import larmor.notebook.InteractiveFigure;
import larmor.numeric.Given;

/** Several views in a row or in a column. */
abstract sealed class Box implements InteractiveFigure permits HBox, VBox {
  private final List<Interaction> views;
  private final boolean row;

  Box(boolean row, Interaction... views) {
    Given.requireEach(views, "the list of views", "interact(control, draw)");
    if (views.length == 0) {
      throw new IllegalArgumentException("there is no view to arrange: give at least one");
    }
    this.row = row;
    this.views = List.of(views);
  }

  private WidgetModel open(Comms comms) {
    List<String> children = views.stream().map(v -> v.open(comms).reference()).toList();
    Map<String, Object> layout =
        Map.of("flex_flow", row ? "row wrap" : "column", "max_width", "100%");
    return Interaction.box(comms, row ? "HBox" : "VBox", children, layout);
  }

  @Override
  public Map<String, Object> interactiveForms() {
    return Comms.ofKernel().map(comms -> Interaction.form(open(comms))).orElse(Map.of());
  }

  @Override
  public int width() {
    var widths = views.stream().mapToInt(Interaction::width);
    return row ? widths.sum() : widths.max().orElse(0);
  }

  @Override
  public int height() {
    var heights = views.stream().mapToInt(Interaction::height);
    return row ? heights.max().orElse(0) : heights.sum();
  }

  @Override
  public void paint(Graphics2D g) {
    g.setColor(Color.WHITE);
    g.fill(new Rectangle2D.Double(0, 0, width(), height()));
    AffineTransform before = g.getTransform();
    double at = 0;
    for (Interaction view : views) {
      g.translate(row ? at : 0, row ? 0 : at);
      view.paint(g);
      g.setTransform(before);
      at += row ? view.width() : view.height();
    }
  }

  @Override
  public String toString() {
    return views.stream().map(Interaction::toString).collect(Collectors.joining("; "));
  }
}
