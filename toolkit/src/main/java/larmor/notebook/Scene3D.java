package larmor.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import larmor.field.FieldLine;
import larmor.field.MagneticField;
import larmor.numeric.FiniteNumber;
import larmor.numeric.Given;
import larmor.numeric.Vec3;
import larmor.orbit.Trajectory;
import larmor.units.Units;
import tech.tablesaw.api.Table;

/**
 * Lines, a slice of the field strength and moving particles in a cube that the reader turns with
 * the mouse, a finger or the arrow keys. The page needs no network: what turns the scene is part of
 * the output. Files and pages without JavaScript show the first view. Immutable.
 *
 * <p>{@code Scene3D.of(10 * pc).fieldLines("B", field, starts).line("proton", trajectory)}
 */
public final class Scene3D implements InteractiveFigure {
  private static final int WIDTH = 620;
  private static final int SLICE = 120;
  private static final int FRAMES = 601;

  /** The frame that is shown first: an eighth of the longest path length. */
  private static final int FIRST = 75;

  private static final double STEPS_PER_HALF_SIDE = 60;
  private static final Color INK = new Color(0x222222);
  private static final Color EDGE = new Color(0x999999);
  private static final int FIELD_LINE = 0x7A8CA3;

  /** Height of the title, and of the scale of colours below [CSS pixels]. */
  private static final int TITLE = 26;

  private static final int BAR = 46;

  /**
   * A group of lines with one name.
   *
   * @param parts the coordinates of each line in units of half a side from the centre
   */
  private record Lines(String name, int colour, double width, List<double[]> parts) {}

  /** The field strength in a plane, from low to high [in the unit of its name]. */
  private record Slice(
      String name,
      int axis,
      double place,
      double[] values,
      BufferedImage image,
      double low,
      double high) {}

  /**
   * Particles along their trajectories.
   *
   * @param paths x, y, z of each particle in each frame until its trajectory ends, in units of half
   *     a side
   * @param values what the colours show, one for each particle
   * @param last path length of the last frame [m]
   */
  private record Moving(
      String name,
      List<double[]> paths,
      double[] values,
      int[] colours,
      double limit,
      double last) {}

  private record Look(String title, String unitName, double unit, SceneView view) {}

  private final double half;
  private final Vec3 centre;
  private final Look look;
  private final List<Lines> lines;
  private final Slice slice;
  private final Moving moving;

  private Scene3D(
      double half, Vec3 centre, Look look, List<Lines> lines, Slice slice, Moving moving) {
    this.half = half;
    this.centre = centre;
    this.look = look;
    this.lines = lines;
    this.slice = slice;
    this.moving = moving;
  }

  /**
   * Returns an empty cube about the origin, with axes in pc.
   *
   * @param halfSide half its side [m]; lines are drawn as far as they lie inside
   * @return the scene
   * @throws IllegalArgumentException if half the side is not positive and finite
   */
  public static Scene3D of(double halfSide) {
    if (!(halfSide > 0 && halfSide < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a scene cannot have half a side of " + halfSide + " m: give a positive length");
    }
    return new Scene3D(
        halfSide,
        new Vec3(0, 0, 0),
        new Look("", "pc", Units.pc, new SceneView(-0.9, 0.4)),
        List.of(),
        null,
        null);
  }

  /**
   * Returns this scene with its cube about another place. What was added before is left out.
   *
   * @param place centre of the cube [m]
   * @return a new scene
   */
  public Scene3D withCentre(Vec3 place) {
    Given.require(place, "the centre", "new Vec3(0, 0, 0)");
    FiniteNumber.require(place, "a centre", " m");
    return new Scene3D(half, place, look, List.of(), null, null);
  }

  /**
   * Returns this scene with a title.
   *
   * @param title text above it
   * @return a new scene
   */
  public Scene3D withTitle(String title) {
    Given.require(title, "the title", "\"relative intensity\"");
    return with(new Look(title, look.unitName, look.unit, look.view));
  }

  /**
   * Returns this scene with axes in another unit.
   *
   * @param name of the unit, such as "r_L"
   * @param size of the unit [m], positive
   * @return a new scene
   * @throws IllegalArgumentException if the size is not positive and finite
   */
  public Scene3D withUnit(String name, double size) {
    Given.require(name, "the name of the unit", "\"r_L\"");
    if (!(size > 0 && size < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the unit " + name + " cannot be " + size + " m: give a positive length");
    }
    return with(new Look(look.title, name, size, look.view));
  }

  /**
   * Returns this scene seen first from another direction.
   *
   * @param azimuth of the reader about the z axis, from the x axis [rad]
   * @param elevation of the reader above the xy plane, −π/2 to π/2 [rad]
   * @return a new scene
   * @throws IllegalArgumentException if the elevation is out of range
   */
  public Scene3D withView(double azimuth, double elevation) {
    if (!(Math.abs(elevation) <= Math.PI / 2 && Math.abs(azimuth) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the scene cannot be seen from the elevation "
              + Math.toDegrees(elevation)
              + "°: give -90 to 90, times deg");
    }
    return with(new Look(look.title, look.unitName, look.unit, new SceneView(azimuth, elevation)));
  }

  private Scene3D with(Look other) {
    return new Scene3D(half, centre, other, lines, slice, moving);
  }

  /**
   * Adds a trajectory.
   *
   * @param name for the legend
   * @param trajectory the line
   * @return a new scene
   */
  public Scene3D line(String name, Trajectory trajectory) {
    Given.require(trajectory, "the trajectory", "tracer.trajectory(Vec3.X)");
    return line(name, trajectory.x(), trajectory.y(), trajectory.z());
  }

  /**
   * Adds a line.
   *
   * @param name for the legend
   * @param x first coordinates [m]. Not modified.
   * @param y second coordinates, as many [m]. Not modified.
   * @param z third coordinates, as many [m]. Not modified.
   * @return a new scene
   * @throws IllegalArgumentException if their numbers differ
   */
  public Scene3D line(String name, double[] x, double[] y, double[] z) {
    Given.require(name, "the name of the line", "\"a proton\"");
    Given.require(x, "the array of x", "trajectory.x()");
    Given.require(y, "the array of y", "trajectory.y()");
    Given.require(z, "the array of z", "trajectory.z()");
    if (x.length != y.length || x.length != z.length) {
      throw new IllegalArgumentException(
          x.length
              + ", "
              + y.length
              + " and "
              + z.length
              + " coordinates are no line: give as many x as y and z");
    }
    List<Vec3> points =
        IntStream.range(0, x.length).mapToObj(i -> new Vec3(x[i], y[i], z[i])).toList();
    long before = lines.stream().filter(l -> l.width > 1.5).count();
    Color colour = PlotStyle.COLOURS[(int) ((before + 1) % PlotStyle.COLOURS.length)];
    return add(new Lines(name, colour.getRGB() & 0xFFFFFF, 2, inside(points)));
  }

  /**
   * Adds the field lines through some points, as far as they stay in the cube.
   *
   * @param name for the legend
   * @param field the field
   * @param starts a point of each line [m]. Not modified.
   * @return a new scene
   */
  public Scene3D fieldLines(String name, MagneticField field, List<Vec3> starts) {
    Given.require(name, "the name of the lines", "\"field lines\"");
    Given.requireEach(starts, "the list of places", "List.of(new Vec3(0, 0, 0))");
    List<double[]> parts = new ArrayList<>();
    for (Vec3 start : starts) {
      FieldLine line = FieldLine.of(field, start, 4 * half, half / STEPS_PER_HALF_SIDE);
      parts.addAll(inside(line.points()));
    }
    return add(new Lines(name, FIELD_LINE, 1.1, parts));
  }

  private Scene3D add(Lines more) {
    List<Lines> all = new ArrayList<>(lines);
    all.add(more);
    return new Scene3D(half, centre, look, List.copyOf(all), slice, moving);
  }

  /** Cuts a line where it leaves the cube; coordinates in units of half a side. */
  private List<double[]> inside(List<Vec3> points) {
    List<double[]> parts = new ArrayList<>();
    List<Vec3> part = new ArrayList<>();
    for (Vec3 point : points) {
      Vec3 q = scaled(point);
      if (Math.max(Math.abs(q.x()), Math.max(Math.abs(q.y()), Math.abs(q.z()))) <= 1 + 1e-9) {
        part.add(q);
      } else {
        addPart(parts, part);
        part.clear();
      }
    }
    addPart(parts, part);
    return parts;
  }

  private static void addPart(List<double[]> parts, List<Vec3> part) {
    if (part.size() > 1) {
      parts.add(part.stream().flatMapToDouble(Scene3D::coordinates).toArray());
    }
  }

  private static java.util.stream.DoubleStream coordinates(Vec3 p) {
    return java.util.stream.DoubleStream.of(p.x(), p.y(), p.z());
  }

  private Vec3 scaled(Vec3 point) {
    return point.plus(centre.times(-1)).times(1 / half);
  }

  /**
   * Adds the field strength in a plane, in place of one added before.
   *
   * @param field the field
   * @param across axis perpendicular to the plane: 'x', 'y' or 'z'
   * @param place where the plane cuts this axis, within the cube [m]
   * @return a new scene
   * @throws IllegalArgumentException if there is no such axis or the plane lies outside the cube
   */
  public Scene3D fieldStrength(MagneticField field, char across, double place) {
    Given.require(field, "the magnetic field", "a CubicSplineField");
    int axis = "xyz".indexOf(across);
    if (axis < 0) {
      throw new IllegalArgumentException("there is no axis '" + across + "': use 'x', 'y' or 'z'");
    }
    double[] c = {centre.x(), centre.y(), centre.z()};
    double at = (place - c[axis]) / half;
    if (!(Math.abs(at) <= 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the plane %c = %s %s lies outside the scene: give %s to %s %3$s",
              across,
              number(place / look.unit),
              look.unitName,
              number((c[axis] - half) / look.unit),
              number((c[axis] + half) / look.unit)));
    }
    return new Scene3D(half, centre, look, lines, strength(field, axis, at), moving);
  }

  /** Computes the centre of a pixel of the slice, in units of half a side. */
  private static void slicePoint(int axis, double at, int pixel, double[] q) {
    int row = pixel / SLICE;
    q[axis] = at;
    q[(axis + 1) % 3] = (pixel % SLICE + 0.5) * 2 / SLICE - 1;
    q[(axis + 2) % 3] = 1 - (row + 0.5) * 2 / SLICE;
  }

  private Slice strength(MagneticField field, int axis, double at) {
    double[] values = new double[SLICE * SLICE];
    double[] b = new double[3];
    double[] q = new double[3];
    for (int i = 0; i < values.length; i++) {
      slicePoint(axis, at, i, q);
      field.at(centre.x() + half * q[0], centre.y() + half * q[1], centre.z() + half * q[2], b);
      values[i] = Math.sqrt(b[0] * b[0] + b[1] * b[1] + b[2] * b[2]) / Units.muG;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double low = sorted[values.length / 200];
    double high = sorted[values.length - 1 - values.length / 200];
    BufferedImage image = new BufferedImage(SLICE, SLICE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < values.length; i++) {
      double t = high > low ? (values[i] - low) / (high - low) : 0.5;
      image.setRGB(i % SLICE, i / SLICE, FieldPicture.colour(t));
    }
    return new Slice("|B| [µG]", axis, at, values, image, low, high);
  }

  /**
   * Adds particles that move along their trajectories, at the same path length, when the reader
   * moves a slider or presses play. A particle stays at the end of its trajectory.
   *
   * @param name of what the colours show, for the scale
   * @param trajectories one for each particle, not empty
   * @param values one for each particle: blue below zero, grey at zero, red above. Not modified.
   * @param limit the scale of colours ends at ± this value, positive
   * @return a new scene
   * @throws IllegalArgumentException if there is no particle, not one value for each, or the limit
   *     is not positive
   */
  public Scene3D moving(String name, List<Trajectory> trajectories, double[] values, double limit) {
    Given.require(name, "the name of the values", "\"energy error\"");
    Given.requireEach(
        trajectories, "the list of trajectories", "List.of(tracer.trajectory(Vec3.X))");
    Given.require(values, "the array of values", "new double[trajectories.size()]");
    if (trajectories.isEmpty() || trajectories.size() != values.length || !(limit > 0)) {
      throw new IllegalArgumentException(
          trajectories.size()
              + " trajectories with "
              + values.length
              + " values up to "
              + limit
              + " cannot be shown: give one value for each trajectory and a positive limit");
    }
    double last = trajectories.stream().mapToDouble(Trajectory::length).max().orElseThrow();
    List<double[]> paths = new ArrayList<>();
    int[] colours = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      colours[i] = SkyColours.ofLine(values[i] / limit);
      paths.add(frames(trajectories.get(i), last));
    }
    return new Scene3D(
        half,
        centre,
        look,
        lines,
        slice,
        new Moving(name, paths, values.clone(), colours, limit, last));
  }

  /** Returns the place in each frame until the first in which the trajectory has ended. */
  private double[] frames(Trajectory trajectory, double last) {
    double[] path = trajectory.path();
    int frames = (int) Math.ceil(trajectory.length() / last * (FRAMES - 1) - 1e-9) + 1;
    double[] points = new double[3 * frames];
    int k = 0;
    for (int f = 0; f < frames; f++) {
      double s = last * f / (FRAMES - 1);
      while (k < path.length - 2 && path[k + 1] < s) {
        k++;
      }
      double t =
          path.length < 2 ? 0 : Math.max(0, Math.min(1, (s - path[k]) / (path[k + 1] - path[k])));
      Vec3 a = trajectory.position(k);
      Vec3 b = trajectory.position(Math.min(k + 1, path.length - 1));
      Vec3 q = scaled(a.times(1 - t).plus(b.times(t)));
      points[3 * f] = q.x();
      points[3 * f + 1] = q.y();
      points[3 * f + 2] = q.z();
    }
    return points;
  }

  /**
   * Returns the scene as HTML that can be turned.
   *
   * @return one element, which contains all it needs
   */
  public String html() {
    Map<String, Object> scene = new LinkedHashMap<>();
    scene.put("label", toString());
    scene.put("title", look.title);
    scene.put("turn", look.view.turn());
    scene.put("tilt", look.view.tilt());
    scene.put("axes", IntStream.range(0, 3).mapToObj(this::axisName).toList());
    scene.put(
        "ticks", IntStream.range(0, 3).mapToObj(a -> List.of(end(a, -1), end(a, 1))).toList());
    scene.put("lines", lines.stream().map(Scene3D::data).toList());
    if (slice != null) {
      scene.put(
          "slice",
          Map.of(
              "axis", slice.axis, "place", slice.place, "image", SceneCode.address(slice.image)));
    }
    if (moving != null) {
      scene.put("moving", movingData());
    }
    if (slice != null || moving != null) {
      scene.put("bar", bar());
    }
    return SceneCode.html(scene, WIDTH);
  }

  private static Map<String, Object> data(Lines group) {
    double[] all = group.parts.stream().flatMapToDouble(Arrays::stream).toArray();
    return Map.of(
        "name",
        group.name,
        "colour",
        SceneCode.css(group.colour),
        "width",
        group.width,
        "lengths",
        group.parts.stream().map(p -> p.length / 3).toList(),
        "data",
        SceneCode.numbers(all));
  }

  private Map<String, Object> movingData() {
    return Map.of(
        "name",
        "path length",
        "unit",
        look.unitName,
        "last",
        moving.last / look.unit,
        "frames",
        FRAMES,
        "first",
        FIRST,
        "lengths",
        moving.paths.stream().map(p -> p.length / 3).toList(),
        "colours",
        Arrays.stream(moving.colours).mapToObj(SceneCode::css).toList(),
        "centre",
        Arrays.stream(moving.paths.get(0), 0, 3).boxed().toList(),
        "data",
        SceneCode.numbers(moving.paths.stream().flatMapToDouble(Arrays::stream).toArray()));
  }

  /** Returns the scale of colours: that of the particles, or that of the slice. */
  private Map<String, Object> bar() {
    return Map.of(
        "name",
        moving != null ? moving.name : slice.name,
        "low",
        moving != null ? number(-moving.limit) : number(slice.low),
        "high",
        moving != null ? number(moving.limit) : number(slice.high),
        "colours",
        IntStream.range(0, 40).mapToObj(i -> SceneCode.css(barColour((i + 0.5) / 40))).toList());
  }

  private int barColour(double t) {
    return moving != null ? SkyColours.ofLine(2 * t - 1) : FieldPicture.colour(t);
  }

  private static String number(double v) {
    String text = String.format(Locale.ROOT, "%.3g", v);
    String plain =
        text.contains(".") && !text.contains("e") ? text.replaceAll("\\.?0+$", "") : text;
    return plain.replace('-', '−');
  }

  private String axisName(int axis) {
    return "xyz".charAt(axis) + " [" + look.unitName + "]";
  }

  private String end(int axis, int sign) {
    double[] c = {centre.x(), centre.y(), centre.z()};
    return number((c[axis] + sign * half) / look.unit);
  }

  @Override
  public Map<String, Object> interactiveForms() {
    return Map.of("text/html", html());
  }

  /**
   * Returns the points of the lines, of the particles and of the slice, one row for each: name,
   * number of the line, coordinates, and for particles and the slice the value of the colour.
   */
  @Override
  public Table data() {
    SceneData data = new SceneData(half, centre, look.unit, look.unitName);
    for (Lines group : lines) {
      data.lines(group.name, group.parts);
    }
    if (moving != null) {
      for (int i = 0; i < moving.values.length; i++) {
        data.line("particles, " + moving.name, i, moving.paths.get(i), moving.values[i]);
      }
    }
    if (slice != null) {
      double[] q = new double[3];
      for (int i = 0; i < slice.values.length; i++) {
        slicePoint(slice.axis, slice.place, i, q);
        data.point(slice.name, 0, q, 0, slice.values[i]);
      }
    }
    return data.table(toString());
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int height() {
    return (int) (0.86 * WIDTH) + TITLE + (slice != null || moving != null ? BAR : 0);
  }

  @Override
  public void paint(Graphics2D g) {
    new ScenePainter(g).paint();
  }

  /** Names of the lines, the slice and the particles. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    lines.forEach(l -> parts.add(l.name));
    if (slice != null) {
      parts.add(slice.name);
    }
    if (moving != null) {
      parts.add(moving.colours.length + " particles");
    }
    return String.format(
        Locale.ROOT,
        "scene%s of side %s %s%s",
        look.title.isEmpty() ? "" : " \"" + look.title + "\"",
        number(2 * half / look.unit),
        look.unitName,
        parts.isEmpty() ? "" : ": " + String.join(", ", parts));
  }

  /** Paints the first view, as scene.js does. */
  private final class ScenePainter {
    private final Graphics2D g;
    private final double scale = 0.86 * WIDTH / 3.6;

    ScenePainter(Graphics2D g) {
      this.g = g;
    }

    private double px(double[] p) {
      return WIDTH / 2.0 + scale * look.view.right(p[0], p[1]);
    }

    private double py(double[] p) {
      return TITLE + 0.43 * WIDTH - scale * look.view.up(p[0], p[1], p[2]);
    }

    private double near(int axis) {
      return look.view.near(axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0);
    }

    void paint() {
      g.setColor(Color.WHITE);
      g.fill(new Rectangle2D.Double(0, 0, width(), height()));
      box();
      List<Stroke> strokes = strokes();
      strokes.sort(Comparator.comparingDouble(Stroke::depth));
      if (slice == null) {
        strokes.forEach(this::draw);
      } else {
        strokes.stream().filter(this::behind).forEach(this::draw);
        plane();
        strokes.stream().filter(s -> !behind(s)).forEach(this::draw);
      }
      particles();
      names();
      legend();
    }

    private record Stroke(double[] a, double[] b, Lines group, double depth) {}

    private List<Stroke> strokes() {
      List<Stroke> all = new ArrayList<>();
      for (Lines group : lines) {
        for (double[] part : group.parts) {
          for (int i = 3; i < part.length; i += 3) {
            double[] a = Arrays.copyOfRange(part, i - 3, i);
            double[] b = Arrays.copyOfRange(part, i, i + 3);
            double depth = look.view.near((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2);
            all.add(new Stroke(a, b, group, depth));
          }
        }
      }
      return all;
    }

    private boolean behind(Stroke s) {
      double middle = (s.a[slice.axis] + s.b[slice.axis]) / 2;
      return (middle - slice.place) * near(slice.axis) < 0;
    }

    private void draw(Stroke s) {
      int alpha = (int) (255 * Math.max(0.25, Math.min(1, 0.65 + 0.3 * s.depth)));
      g.setColor(new Color((s.group.colour & 0xFFFFFF) | (alpha << 24), true));
      g.setStroke(
          new BasicStroke((float) s.group.width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
      g.draw(new Line2D.Double(px(s.a), py(s.a), px(s.b), py(s.b)));
    }

    private void plane() {
      int u = (slice.axis + 1) % 3;
      int v = (slice.axis + 2) % 3;
      double[] corner = new double[3];
      corner[slice.axis] = slice.place;
      corner[u] = -1;
      corner[v] = 1;
      double[] along = new double[3];
      double[] across = new double[3];
      along[u] = 2.0 / SLICE;
      across[v] = -2.0 / SLICE;
      AffineTransform place =
          new AffineTransform(
              scale * look.view.right(along[0], along[1]),
              -scale * look.view.up(along[0], along[1], along[2]),
              scale * look.view.right(across[0], across[1]),
              -scale * look.view.up(across[0], across[1], across[2]),
              px(corner),
              py(corner));
      g.drawImage(slice.image, place, null);
    }

    private void box() {
      g.setColor(EDGE);
      g.setStroke(new BasicStroke(1));
      for (int axis = 0; axis < 3; axis++) {
        int u = (axis + 1) % 3;
        int v = (axis + 2) % 3;
        for (int k = 0; k < 4; k++) {
          double[] a = new double[3];
          a[axis] = -1;
          a[u] = k % 2 == 0 ? -1 : 1;
          a[v] = k < 2 ? -1 : 1;
          if (a[u] * near(u) > 0 && a[v] * near(v) > 0) {
            continue;
          }
          double[] b = a.clone();
          b[axis] = 1;
          g.draw(new Line2D.Double(px(a), py(a), px(b), py(b)));
        }
      }
    }

    private void names() {
      double[] sign = new double[3];
      for (int axis = 0; axis < 3; axis++) {
        sign[axis] = near(axis) >= 0 ? 1 : -1;
      }
      name(0, new double[] {0, sign[1], -sign[2]});
      name(1, new double[] {sign[0], 0, -sign[2]});
      double[] one = {sign[0], -sign[1], 0};
      double[] two = {-sign[0], sign[1], 0};
      name(2, px(one) < px(two) ? one : two);
    }

    private void name(int axis, double[] edge) {
      for (int at = -1; at <= 1; at++) {
        double[] p = Arrays.stream(edge).map(v -> 1.16 * v).toArray();
        p[axis] = 0.88 * at;
        String text = at == 0 ? axisName(axis) : end(axis, at);
        text(text, px(p), py(p) + 4, 0.5, Font.PLAIN, 12);
      }
    }

    private void text(String text, double x, double y, double align, int style, double size) {
      PictureText.write(g, text, x, y, align, PictureText.font(size, style), INK);
    }

    private void particles() {
      if (moving == null) {
        return;
      }
      for (int i = 0; i < moving.colours.length; i++) {
        double[] path = moving.paths.get(i);
        g.setColor(new Color(moving.colours[i]));
        g.setStroke(new BasicStroke(1.2f));
        double[] p = point(path, 0);
        for (int f = 1; f <= Math.min(FIRST, path.length / 3 - 1); f++) {
          double[] q = point(path, f);
          g.draw(new Line2D.Double(px(p), py(p), px(q), py(q)));
          p = q;
        }
        Shape dot = new Ellipse2D.Double(px(p) - 3.4, py(p) - 3.4, 6.8, 6.8);
        g.fill(dot);
        g.setColor(new Color(0x555555));
        g.setStroke(new BasicStroke(0.6f));
        g.draw(dot);
      }
      double[] start = point(moving.paths.get(0), 0);
      g.setColor(INK);
      g.fill(new Ellipse2D.Double(px(start) - 3, py(start) - 3, 6, 6));
    }

    private static double[] point(double[] path, int frame) {
      return Arrays.copyOfRange(path, 3 * frame, 3 * frame + 3);
    }

    private void legend() {
      text(look.title, WIDTH / 2.0, 18, 0.5, Font.BOLD, 14);
      double y = look.title.isEmpty() ? 18 : 38;
      for (Lines group : lines) {
        g.setColor(new Color(group.colour));
        g.setStroke(new BasicStroke(2.5f));
        g.draw(new Line2D.Double(8, y - 4, 28, y - 4));
        text(group.name, 34, y, 0, Font.PLAIN, 12);
        y += 16;
      }
      if (slice == null && moving == null) {
        return;
      }
      Map<String, Object> bar = bar();
      double left = (WIDTH - 220) / 2.0;
      double up = height() - 34.0;
      for (int i = 0; i < 220; i++) {
        g.setColor(new Color(barColour((i + 0.5) / 220)));
        g.fill(new Rectangle2D.Double(left + i, up, 1.2, 9));
      }
      g.setColor(INK);
      g.setStroke(new BasicStroke(0.6f));
      g.draw(new Rectangle2D.Double(left, up, 220, 9));
      text((String) bar.get("low"), left - 6, up + 9, 1, Font.PLAIN, 12);
      text((String) bar.get("high"), left + 226, up + 9, 0, Font.PLAIN, 12);
      text((String) bar.get("name"), left + 110, up + 25, 0.5, Font.PLAIN, 12);
    }
  }
}
