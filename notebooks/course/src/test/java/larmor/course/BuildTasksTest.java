package larmor.course;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import larmor.field.FieldCube;
import larmor.numeric.Vec3;
import larmor.sky.Healpix;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyMap;
import org.junit.jupiter.api.Test;

/** A right function passes every test of its task; each common mistake is named. */
class BuildTasksTest {
  private static final double[] SEVEN = new double[7];

  private static void right(BuildResult result) {
    assertTrue(result.isRight(), result.toString());
    result.requireRight();
  }

  private static void wrong(String words, BuildResult result) {
    assertFalse(result.isRight());
    assertTrue(result.toString().contains(words), result.toString());
  }

  private static Vec3 push(Vec3 v, Vec3 theta, double half, double sense) {
    Vec3 h = theta.times(half * sense);
    Vec3 s = h.times(2 / (1 + h.dot(h)));
    return v.plus(v.plus(v.cross(h)).cross(s));
  }

  @Test
  void borisPush() {
    right(GyrationTasks.borisPush((v, t) -> push(v, t, 0.5, 1)));
    BinaryOperator<Vec3> exact =
        (v, t) -> {
          double half = Math.tan(t.norm() / 2) / t.norm();
          return push(v, t, half, 1);
        };
    right(GyrationTasks.borisPush(exact));
    wrong("Euler's step", GyrationTasks.borisPush((v, t) -> v.plus(v.cross(t))));
    wrong("cross product is reversed", GyrationTasks.borisPush((v, t) -> push(v, t, 0.5, -1)));
    wrong("twice as far", GyrationTasks.borisPush((v, t) -> push(v, t, 1, 1)));
    wrong("along B changes", GyrationTasks.borisPush((v, t) -> push(v, t, 0.5, 1).plus(t)));
    wrong(
        "do not assume that B is along z",
        GyrationTasks.borisPush((v, t) -> push(v, Vec3.Z.times(t.norm()), 0.5, 1)));
    wrong("NullPointerException", GyrationTasks.borisPush((v, t) -> null));
  }

  private static double[] add(double[] y, double h, double[] k) {
    double[] z = y.clone();
    for (int i = 0; i < z.length; i++) {
      z[i] += h * k[i];
    }
    return z;
  }

  private static double[] rungeKutta(UnaryOperator<double[]> f, double[] y, double h) {
    double[] k1 = f.apply(y);
    double[] k2 = f.apply(add(y, h / 2, k1));
    double[] k3 = f.apply(add(y, h / 2, k2));
    double[] k4 = f.apply(add(y, h, k3));
    return add(add(add(add(y, h / 6, k1), h / 3, k2), h / 3, k3), h / 6, k4);
  }

  @Test
  void rungeKuttaStep() {
    right(GyrationTasks.rungeKutta(BuildTasksTest::rungeKutta));
    wrong("Euler's step", GyrationTasks.rungeKutta((f, y, h) -> add(y, h, f.apply(y))));
    wrong(
        "second order",
        GyrationTasks.rungeKutta((f, y, h) -> add(y, h, f.apply(add(y, h / 2, f.apply(y))))));
    wrong(
        "divide by 6",
        GyrationTasks.rungeKutta(
            (f, y, h) -> {
              double[] z = rungeKutta(f, y, h);
              return add(y, 6, add(z, -1, y));
            }));
    wrong(
        "work in a copy",
        GyrationTasks.rungeKutta(
            (f, y, h) -> {
              System.arraycopy(rungeKutta(f, y, h), 0, y, 0, y.length);
              return y;
            }));
    wrong(
        "advanced together",
        GyrationTasks.rungeKutta(
            (f, y, h) -> {
              double[] z = rungeKutta(f, y, h);
              z[z.length - 1] += z.length > 1 ? h * h * h * h : 0;
              return z;
            }));
  }

  private static double difference(FieldCube b, int i, int j, int k, double sense, int n) {
    int w = b.points();
    return sense
        * (b.at((i + 1) % n, j, k).x()
            - b.at((i + n - 1) % w, j, k).x()
            + b.at(i, (j + 1) % n, k).y()
            - b.at(i, (j + w - 1) % w, k).y()
            + b.at(i, j, (k + 1) % n).z()
            - b.at(i, j, (k + w - 1) % w).z());
  }

  @Test
  void divergence() {
    right(TurbulenceTasks.divergence((b, i, j, k) -> difference(b, i, j, k, 0.5, 8)));
    wrong(
        "two cells apart",
        TurbulenceTasks.divergence((b, i, j, k) -> difference(b, i, j, k, 1, 8)));
    wrong(
        "sign is reversed",
        TurbulenceTasks.divergence((b, i, j, k) -> difference(b, i, j, k, -0.5, 8)));
    wrong("missing", TurbulenceTasks.divergence((b, i, j, k) -> 0));
    wrong(
        "other end",
        TurbulenceTasks.divergence((b, i, j, k) -> k == 7 ? 0 : difference(b, i, j, k, 0.5, 8)));
    wrong(
        "IndexOutOfBounds",
        TurbulenceTasks.divergence((b, i, j, k) -> SEVEN[i] + SEVEN[j] + SEVEN[k]));
    wrong(
        "along its own axis",
        TurbulenceTasks.divergence(
            (b, i, j, k) -> (b.at(i, (j + 1) % 8, k).x() - b.at(i, (j + 7) % 8, k).x()) / 2));
  }

  private static double trilinear(double[][][] f, double x, double y, double z, boolean floor) {
    int n = f.length;
    int i = floor ? (int) Math.floor(x) : (int) x;
    int j = (int) Math.floor(y);
    int k = (int) Math.floor(z);
    double sum = 0;
    for (int c = 0; c < 8; c++) {
      int di = c & 1;
      int dj = c >> 1 & 1;
      int dk = c >> 2;
      double w =
          (di == 0 ? 1 - (x - i) : x - i)
              * (dj == 0 ? 1 - (y - j) : y - j)
              * (dk == 0 ? 1 - (z - k) : z - k);
      sum += w * f[Math.floorMod(i + di, n)][Math.floorMod(j + dj, n)][Math.floorMod(k + dk, n)];
    }
    return sum;
  }

  @Test
  void interpolation() {
    right(ResolutionTasks.trilinear((f, x, y, z) -> trilinear(f, x, y, z, true)));
    wrong("Math.floor", ResolutionTasks.trilinear((f, x, y, z) -> trilinear(f, x, y, z, false)));
    wrong("opposite order", ResolutionTasks.trilinear((f, x, y, z) -> trilinear(f, z, y, x, true)));
    wrong(
        "exchanged",
        ResolutionTasks.trilinear(
            (f, x, y, z) -> trilinear(f, 2 * Math.floor(x) + 1 - x, y, z, true)));
    wrong(
        "Along x it is",
        ResolutionTasks.trilinear((f, x, y, z) -> trilinear(f, Math.rint(x), y, z, true)));
  }

  private static double turn(double[] s, double[] c, boolean first) {
    double found = Double.NaN;
    for (int i = 1; i < s.length; i++) {
      if (c[i] <= 0 && c[i - 1] > 0) {
        found = s[i - 1] + (s[i] - s[i - 1]) * c[i - 1] / (c[i - 1] - c[i]);
        if (first) {
          return found;
        }
      }
    }
    return found;
  }

  @Test
  void firstTurn() {
    right(MeanFreePathTasks.firstTurn((s, c) -> turn(s, c, true)));
    wrong("the last turn", MeanFreePathTasks.firstTurn((s, c) -> turn(s, c, false)));
    wrong(
        "first sample after",
        MeanFreePathTasks.firstTurn(
            (s, c) -> {
              int i = 0;
              while (c[i] > 0) {
                i++;
              }
              return s[i];
            }));
    wrong(
        "index of the arrays",
        MeanFreePathTasks.firstTurn(
            (s, c) -> {
              int i = 0;
              while (c[i] > 0) {
                i++;
              }
              return i;
            }));
    wrong(
        "Double.NaN",
        MeanFreePathTasks.firstTurn((s, c) -> Double.isNaN(turn(s, c, true)) ? 0 : 1));
  }

  @Test
  void magneticMoment() {
    right(
        LiouvilleTasks.magneticMoment(
            (p, b, m) -> {
              double along = p.dot(b.unit());
              return (p.dot(p) - along * along) / (2 * m * b.norm());
            }));
    wrong(
        "only the part of the momentum across",
        LiouvilleTasks.magneticMoment((p, b, m) -> p.dot(p) / (2 * m * b.norm())));
    wrong(
        "along the field, not across",
        LiouvilleTasks.magneticMoment(
            (p, b, m) -> p.dot(b.unit()) * p.dot(b.unit()) / (2 * m * b.norm())));
    wrong("Twice", LiouvilleTasks.magneticMoment((p, b, m) -> across(p, b) / (m * b.norm())));
    wrong(
        "squared",
        LiouvilleTasks.magneticMoment((p, b, m) -> Math.sqrt(across(p, b)) / (2 * m * b.norm())));
    wrong("not B²", LiouvilleTasks.magneticMoment((p, b, m) -> across(p, b) / (2 * m * b.dot(b))));
    wrong(
        "use |B|",
        LiouvilleTasks.magneticMoment(
            (p, b, m) -> across(p, b) / (2 * m * (b.x() + b.y() + b.z()))));
  }

  private static double across(Vec3 p, Vec3 b) {
    double along = p.dot(b.unit());
    return p.dot(p) - along * along;
  }

  @Test
  void dipoleWeight() {
    right(SkyMapTasks.dipoleWeight((u, g, a) -> 1 + a * u.dot(g.unit())));
    wrong("sign is reversed", SkyMapTasks.dipoleWeight((u, g, a) -> 1 - a * u.dot(g.unit())));
    wrong("mean intensity", SkyMapTasks.dipoleWeight((u, g, a) -> a * u.dot(g.unit())));
    wrong("unit vector", SkyMapTasks.dipoleWeight((u, g, a) -> 1 + a * u.dot(g)));
    wrong("cut off", SkyMapTasks.dipoleWeight((u, g, a) -> 1 + a * Math.max(0, u.dot(g.unit()))));
    wrong(
        "use the cosine",
        SkyMapTasks.dipoleWeight((u, g, a) -> 1 + a * (1 - 2 * u.angleTo(g) / Math.PI)));
  }

  private static double[] counts(
      Iterable<Vec3> n, double[] w, Healpix grid, double sense, int how) {
    double[] map = new double[grid.pixels()];
    int i = 0;
    for (Vec3 v : n) {
      int p = grid.pixel(v.times(sense));
      map[p] = how == 0 ? map[p] + w[i] : how == 1 ? w[i] : map[p] + 1;
      i++;
    }
    return map;
  }

  @Test
  void pixelCounts() {
    right(SkyMapTasks.pixelCounts((n, w, grid) -> counts(n, w, grid, 1, 0)));
    wrong("add with +=", SkyMapTasks.pixelCounts((n, w, grid) -> counts(n, w, grid, 1, 1)));
    wrong("add their weights", SkyMapTasks.pixelCounts((n, w, grid) -> counts(n, w, grid, 1, 2)));
    wrong("opposite side", SkyMapTasks.pixelCounts((n, w, grid) -> counts(n, w, grid, -1, 0)));
    wrong("192 pixels", SkyMapTasks.pixelCounts((n, w, grid) -> w.clone()));
    wrong(
        "instead of 15.5",
        SkyMapTasks.pixelCounts(
            (n, w, grid) ->
                Arrays.stream(counts(n, w, grid, 1, 0)).map(x -> x > 7 ? 0 : x).toArray()));
  }

  private static double legendre(int l, double x) {
    double before = 1;
    double p = l == 0 ? 1 : x;
    for (int n = 2; n <= l; n++) {
      double next = ((2 * n - 1) * x * p - (n - 1) * before) / n;
      before = p;
      p = next;
    }
    return p;
  }

  private static double power(SkyMap map, int l) {
    double area = map.grid().pixelArea();
    double sum = 0;
    for (int p = 0; p < map.pixels(); p++) {
      for (int q = 0; q < map.pixels(); q++) {
        double x = map.grid().direction(p).dot(map.grid().direction(q));
        sum += map.at(p) * map.at(q) * legendre(l, x);
      }
    }
    return sum * area * area / (4 * Math.PI);
  }

  @Test
  void powerSpectrum() {
    right(SpectrumTasks.powerSpectrum(BuildTasksTest::power));
    double area = 4 * Math.PI / 192;
    wrong("2ℓ + 1 times", SpectrumTasks.powerSpectrum((m, l) -> power(m, l) * (2 * l + 1)));
    wrong("One factor", SpectrumTasks.powerSpectrum((m, l) -> power(m, l) / area));
    wrong("area is missing", SpectrumTasks.powerSpectrum((m, l) -> power(m, l) / area / area));
    wrong("4π times", SpectrumTasks.powerSpectrum((m, l) -> power(m, l) * 4 * Math.PI));
    wrong("C_2/C_1", SpectrumTasks.powerSpectrum((m, l) -> power(m, 1)));
  }

  @Test
  void launchNoise() {
    right(SpectrumTasks.launchNoise(w -> 4 * Math.PI * squares(w) / sum(w) / sum(w)));
    wrong("4π is missing", SpectrumTasks.launchNoise(w -> squares(w) / sum(w) / sum(w)));
    wrong("unit of the weights", SpectrumTasks.launchNoise(w -> 4 * Math.PI * squares(w) / 1e6));
    wrong("holds for equal", SpectrumTasks.launchNoise(w -> 4 * Math.PI / w.length));
    wrong("contain their number", SpectrumTasks.launchNoise(w -> 4 * Math.PI / w.length));
  }

  private static double sum(double[] w) {
    return Arrays.stream(w).sum();
  }

  private static double squares(double[] w) {
    return Arrays.stream(w).map(x -> x * x).sum();
  }

  @Test
  void pseudoSpectrum() {
    right(
        PartialSkyTasks.pseudoSpectrum((m, v, l) -> PowerSpectrum.of(m.times(v)).at(l) / v.mean()));
    wrong(
        "divide by the fraction",
        PartialSkyTasks.pseudoSpectrum((m, v, l) -> PowerSpectrum.of(m.times(v)).at(l)));
    wrong(
        "twice",
        PartialSkyTasks.pseudoSpectrum(
            (m, v, l) -> PowerSpectrum.of(m.times(v)).at(l) / v.mean() / v.mean()));
    wrong("no effect", PartialSkyTasks.pseudoSpectrum((m, v, l) -> PowerSpectrum.of(m).at(l)));
    wrong(
        "the mean of the map is part of it",
        PartialSkyTasks.pseudoSpectrum(
            (m, v, l) -> PowerSpectrum.of(m.minus(m.mean()).times(v)).at(l) / v.mean()));
  }

  @Test
  void unfinishedFunctionIsNotRightAndSaysSo() {
    BuildResult none = LiouvilleTasks.magneticMoment((p, b, m) -> 0);
    assertTrue(none.toString().startsWith("Magnetic moment: 2 of 4 tests passed"), none.toString());
    assertTrue(none.html().contains("not yet"));
    assertThrows(IllegalStateException.class, none::requireRight);
  }
}
