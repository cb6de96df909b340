package larmor.notebook.widget;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import larmor.notebook.Figure;
import larmor.notebook.HtmlTable;
import larmor.notebook.InteractiveFigure;
import larmor.numeric.Given;
import larmor.sky.SkyMap;
import tech.tablesaw.api.Table;

/**
 * Controls above a figure that is drawn again when one of them changes. The figure is drawn by a
 * thread of its own, so that the reader can go on moving; while it draws, further changes are not
 * queued: it then draws once more, for the newest values. The function that draws should take less
 * than a second; it must not wait for a cell, because the page's messages arrive between cells.
 *
 * <p>An exception of the function is shown as one sentence below the last picture. The sixteen
 * newest views stay connected to the page; an older one keeps its last picture, and says so.
 */
public final class Interaction implements InteractiveFigure, AutoCloseable {
  private static final int CONNECTED = 16;
  private static final int LINE = 26;
  private static final Deque<Interaction> OPEN = new ArrayDeque<>();
  private static final Executor THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "larmor view");
            thread.setDaemon(true);
            return thread;
          });

  private final List<Control<?>> controls;
  private final Executor executor;
  private final Runnable listener = this::redrawLater;
  private Drawing drawing;
  private volatile Figure figure;
  private volatile String drawnFor;
  private View view;
  private boolean drawn = true;
  private boolean working;
  private boolean closed;

  /** Draws for the values the controls have. */
  private interface Drawing {
    Object draw() throws Exception;
  }

  /** The models that the page shows. */
  private record View(
      WidgetModel whole, WidgetModel picture, WidgetModel size, WidgetModel message) {}

  /**
   * Draws for one value.
   *
   * @param <A> type of the value
   */
  @FunctionalInterface
  public interface Draw<A> {
    /**
     * Draws.
     *
     * @param a the control's value
     * @return a {@link Figure} or a chart of XChart
     * @throws Exception whose message is shown in place of the figure
     */
    Object draw(A a) throws Exception;
  }

  /**
   * Draws for two values.
   *
   * @param <A> type of the first
   * @param <B> type of the second
   */
  @FunctionalInterface
  public interface Draw2<A, B> {
    /**
     * Draws.
     *
     * @param a the first control's value
     * @param b the second control's value
     * @return a {@link Figure} or a chart of XChart
     * @throws Exception whose message is shown in place of the figure
     */
    Object draw(A a, B b) throws Exception;
  }

  /**
   * Draws for three values.
   *
   * @param <A> type of the first
   * @param <B> type of the second
   * @param <C> type of the third
   */
  @FunctionalInterface
  public interface Draw3<A, B, C> {
    /**
     * Draws.
     *
     * @param a the first control's value
     * @param b the second control's value
     * @param c the third control's value
     * @return a {@link Figure} or a chart of XChart
     * @throws Exception whose message is shown in place of the figure
     */
    Object draw(A a, B b, C c) throws Exception;
  }

  /**
   * Draws for four values.
   *
   * @param <A> type of the first
   * @param <B> type of the second
   * @param <C> type of the third
   * @param <D> type of the fourth
   */
  @FunctionalInterface
  public interface Draw4<A, B, C, D> {
    /**
     * Draws.
     *
     * @param a the first control's value
     * @param b the second control's value
     * @param c the third control's value
     * @param d the fourth control's value
     * @return a {@link Figure} or a chart of XChart
     * @throws Exception whose message is shown in place of the figure
     */
    Object draw(A a, B b, C c, D d) throws Exception;
  }

  private Interaction(List<Control<?>> controls, Drawing drawing, Executor executor)
      throws Exception {
    this.controls = controls;
    this.drawing = drawing;
    this.executor = executor;
    drawnFor = words();
    figure = Figure.of(drawing.draw());
  }

  /**
   * Draws a figure that one control changes.
   *
   * @param <A> type of its value
   * @param a the control
   * @param draw draws for a value
   * @return the figure for the first value, as the last expression of a cell with its control
   * @throws Exception as {@code draw} throws for the first value
   */
  public static <A> Interaction interact(Control<A> a, Draw<A> draw) throws Exception {
    return start(given(draw, a), () -> draw.draw(a.value()), THREADS);
  }

  /**
   * Draws a figure that two controls change.
   *
   * @param <A> type of the first one's value
   * @param <B> type of the second one's value
   * @param a the first control
   * @param b the second control
   * @param draw draws for their values
   * @return the figure for the first values, as the last expression of a cell with its controls
   * @throws Exception as {@code draw} throws for the first values
   */
  public static <A, B> Interaction interact(Control<A> a, Control<B> b, Draw2<A, B> draw)
      throws Exception {
    return start(given(draw, a, b), () -> draw.draw(a.value(), b.value()), THREADS);
  }

  /**
   * Draws a figure that three controls change.
   *
   * @param <A> type of the first one's value
   * @param <B> type of the second one's value
   * @param <C> type of the third one's value
   * @param a the first control
   * @param b the second control
   * @param c the third control
   * @param draw draws for their values
   * @return the figure for the first values, as the last expression of a cell with its controls
   * @throws Exception as {@code draw} throws for the first values
   */
  public static <A, B, C> Interaction interact(
      Control<A> a, Control<B> b, Control<C> c, Draw3<A, B, C> draw) throws Exception {
    return start(given(draw, a, b, c), () -> draw.draw(a.value(), b.value(), c.value()), THREADS);
  }

  /**
   * Draws a figure that four controls change.
   *
   * @param <A> type of the first one's value
   * @param <B> type of the second one's value
   * @param <C> type of the third one's value
   * @param <D> type of the fourth one's value
   * @param a the first control
   * @param b the second control
   * @param c the third control
   * @param d the fourth control
   * @param draw draws for their values
   * @return the figure for the first values, as the last expression of a cell with its controls
   * @throws Exception as {@code draw} throws for the first values
   */
  public static <A, B, C, D> Interaction interact(
      Control<A> a, Control<B> b, Control<C> c, Control<D> d, Draw4<A, B, C, D> draw)
      throws Exception {
    return start(
        given(draw, a, b, c, d),
        () -> draw.draw(a.value(), b.value(), c.value(), d.value()),
        THREADS);
  }

  /** As {@link #interact} for one control, with the threads that draw. */
  static <A> Interaction interact(Control<A> a, Draw<A> draw, Executor executor) throws Exception {
    return start(List.of(a), () -> draw.draw(a.value()), executor);
  }

  private static List<Control<?>> given(Object draw, Control<?>... controls) {
    for (Control<?> control : controls) {
      Given.require(control, "a control", "IntSlider.of(\"observer\", 0, 23, 0)");
    }
    Given.require(draw, "the function that draws", "n -> sky(n)");
    return List.of(controls);
  }

  private static Interaction start(List<Control<?>> controls, Drawing drawing, Executor executor)
      throws Exception {
    Interaction interaction = new Interaction(controls, drawing, executor);
    controls.forEach(c -> c.listen(interaction.listener));
    List<Interaction> old = new ArrayList<>();
    synchronized (OPEN) {
      OPEN.add(interaction);
      while (OPEN.size() > CONNECTED) {
        old.add(OPEN.remove());
      }
    }
    old.forEach(Interaction::close);
    return interaction;
  }

  /**
   * Returns the newest figure.
   *
   * @return the figure for the newest values for which it could be drawn
   */
  public Figure figure() {
    return figure;
  }

  private void redrawLater() {
    synchronized (this) {
      drawn = false;
      if (working || closed) {
        return;
      }
      working = true;
    }
    executor.execute(this::redraw);
  }

  private void redraw() {
    while (true) {
      Drawing now;
      synchronized (this) {
        if (drawn || closed) {
          working = false;
          return;
        }
        drawn = true;
        now = drawing;
      }
      show(now);
    }
  }

  private void show(Drawing now) {
    String values = words();
    try {
      Figure newest = Figure.of(now.draw());
      byte[] png = newest.png();
      figure = newest;
      drawnFor = values;
      tell("");
      page()
          .ifPresent(
              page -> {
                page.picture().setBytes("value", png);
                page.size().set("width", newest.width() + "px");
              });
    } catch (Throwable e) {
      tell(values + ": " + sentence(e));
    }
  }

  /** Returns what went wrong, in one sentence. */
  private static String sentence(Throwable e) {
    String message = e.getMessage();
    return (message == null || message.isBlank())
        ? e.getClass().getSimpleName() + " in the function that draws"
        : message.strip();
  }

  private synchronized Optional<View> page() {
    return Optional.ofNullable(view);
  }

  private void tell(String message) {
    String html =
        message.isEmpty()
            ? ""
            : "<span style=\"color:#b00020\">" + HtmlTable.escape(message) + "</span>";
    page()
        .filter(page -> !page.message().value("value").equals(Optional.of(html)))
        .ifPresent(page -> page.message().set("value", html));
  }

  /**
   * Disconnects the figure from its controls. The page keeps the last picture; controls that no
   * other view uses cannot be moved any more.
   */
  @Override
  public void close() {
    Set<Control<?>> elsewhere = new LinkedHashSet<>();
    synchronized (OPEN) {
      OPEN.remove(this);
      OPEN.forEach(other -> elsewhere.addAll(other.controls));
    }
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      drawing = null;
    }
    controls.forEach(c -> c.stopListening(listener));
    controls.stream().filter(c -> !elsewhere.contains(c)).forEach(Control::disable);
    tell("This view is not connected any more: run its cell again.");
  }

  /** Returns the model of the whole view, which the first call opens. */
  synchronized WidgetModel open(Comms comms) {
    if (view == null) {
      view = openView(comms);
      view.picture().setBytes("value", figure.png());
    }
    return view.whole();
  }

  private View openView(Comms comms) {
    WidgetModel.Listener none = new WidgetModel.Listener() {};
    List<String> moved = controls.stream().map(c -> c.open(comms).reference()).toList();
    WidgetModel row =
        box(comms, "HBox", moved, Map.of("flex_flow", "row wrap", "max_width", "100%"));
    WidgetModel size =
        WidgetModel.layout(
            comms, Map.of("width", figure.width() + "px", "max_width", "100%", "height", "auto"));
    WidgetModel picture =
        WidgetModel.control(
            comms, "Image", Map.of("format", "png", "layout", size.reference()), none);
    WidgetModel message = WidgetModel.control(comms, "HTML", Map.of("value", ""), none);
    List<String> parts = List.of(row.reference(), picture.reference(), message.reference());
    return new View(box(comms, "VBox", parts, Map.of("max_width", "100%")), picture, size, message);
  }

  /** Opens the model of a row or a column. */
  static WidgetModel box(
      Comms comms, String widget, List<String> children, Map<String, Object> layout) {
    return WidgetModel.control(
        comms,
        widget,
        Map.of(
            "children",
            children,
            "box_style",
            "",
            "layout",
            WidgetModel.layout(comms, layout).reference()),
        new WidgetModel.Listener() {});
  }

  @Override
  public Map<String, Object> interactiveForms() {
    return Comms.ofKernel().map(comms -> form(open(comms))).orElse(Map.of());
  }

  /** Returns what a cell sends to show a model. */
  static Map<String, Object> form(WidgetModel model) {
    return Map.of("application/vnd.jupyter.widget-view+json", model.view());
  }

  private String words() {
    return controls.stream().map(Control::toString).collect(Collectors.joining(", "));
  }

  /** Returns the numbers of the newest figure. */
  @Override
  public Table data() {
    return figure.data();
  }

  /** Returns the sky maps of the newest figure. */
  @Override
  public Map<String, SkyMap> maps() {
    return figure.maps();
  }

  @Override
  public int width() {
    return figure.width();
  }

  @Override
  public int height() {
    return figure.height() + LINE;
  }

  /** Paints the newest figure, and below it the values it is drawn for. */
  @Override
  public void paint(Graphics2D g) {
    Figure newest = figure;
    newest.paint(g);
    g.setColor(Color.WHITE);
    g.fill(new Rectangle2D.Double(0, newest.height(), newest.width(), LINE));
    g.setColor(new Color(0x444444));
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    g.drawString(drawnFor, 10f, newest.height() + 17f);
  }

  @Override
  public String toString() {
    return figure + " for " + drawnFor;
  }
}
