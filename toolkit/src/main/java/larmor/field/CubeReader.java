package larmor.field;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import larmor.numeric.Memory;
import larmor.numeric.Vec3;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;

/**
 * Reads a periodic cube from FITS: one file with an image for each component (BX, MAGX, MAG_X, B1 …
 * in any case), one file with a single image of three components (3 the first or the last axis), or
 * three files. Any BITPIX, BSCALE, BZERO and BLANK; gzipped or not, packed in tiles or not.
 *
 * <p>Files disagree about the order of the axes, so all six are tried, and the one with the least
 * ∇·B is taken; a field whose mean lies along y or z is turned until it lies along x.
 */
public final class CubeReader {
  private static final double WARN_DIVERGENCE = 0.01;
  private static final Pattern[] FIELD = named("B%d|B%s|BCC%d|BCC%s|MAG%s|MAG%d|MAGNETICFIELD%s");
  private static final Pattern[] VELOCITY = named("V%d|V%s|VEL%s|VEL%d|VELOCITY%s");
  private static final Pattern DENSITY = Pattern.compile("RHO|DENS|DENSITY");

  private final double soundSpeed;
  private final double divergenceLimit;

  private CubeReader(double soundSpeed, double divergenceLimit) {
    this.soundSpeed = soundSpeed;
    this.divergenceLimit = divergenceLimit;
  }

  /** No sound speed; refuses a relative divergence above 0.3 (unrelated components have 0.58). */
  public static CubeReader standard() {
    return new CubeReader(Double.NaN, 0.3);
  }

  /** In the units of the cube, for M_s and β. */
  public CubeReader withSoundSpeed(double speed) {
    if (!(speed > 0)) {
      throw new IllegalArgumentException(
          "a sound speed of " + speed + " is none: give a value above 0, in units of the cube");
    }
    return new CubeReader(speed, divergenceLimit);
  }

  /** The relative divergence above which a cube is refused. */
  public CubeReader withDivergenceLimit(double limit) {
    return new CubeReader(soundSpeed, limit);
  }

  /** Reads a file that holds all components, with velocities and densities if there are any. */
  public ImportedCube read(Path file) {
    return QuietFits.during(() -> whole(file));
  }

  private ImportedCube whole(Path file) {
    try (Fits fits = open(file)) {
      List<FitsVolume> volumes = volumes(file, fits);
      FitsVolume[] parts = find(volumes, FIELD);
      if (parts != null) {
        FitsVolume rho =
            volumes.stream()
                .filter(v -> DENSITY.matcher(v.key()).matches())
                .findFirst()
                .orElse(null);
        return imported(file.getFileName().toString(), parts, find(volumes, VELOCITY), rho);
      }
      for (FitsVolume v : volumes) {
        int[] a = v.axes();
        if (a.length == 4 && (a[0] == 3 || a[3] == 3)) {
          return imported(file.getFileName().toString(), new FitsVolume[] {v}, null, null);
        }
      }
      throw new IllegalArgumentException(
          file.getFileName()
              + " holds "
              + (volumes.isEmpty()
                  ? "no images"
                  : volumes.stream()
                      .map(v -> v.key() + " (" + v.size() + ")")
                      .collect(Collectors.joining(", ")))
              + " and so no field: name three images BX, BY and BZ, give one of n x n x n x 3, or"
              + " name three files");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a file for each component: the first image of each that has three axes. */
  public ImportedCube read(Path bx, Path by, Path bz) {
    return QuietFits.during(() -> three(bx, by, bz));
  }

  private ImportedCube three(Path bx, Path by, Path bz) {
    try (Fits x = open(bx);
        Fits y = open(by);
        Fits z = open(bz)) {
      FitsVolume[] parts = {single(bx, x), single(by, y), single(bz, z)};
      String names = bx.getFileName() + ", " + by.getFileName() + ", " + bz.getFileName();
      return imported(names, parts, null, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FitsVolume single(Path file, Fits fits) {
    for (FitsVolume v : volumes(file, fits)) {
      if (v.axes().length == 3) {
        return v;
      }
    }
    throw new IllegalArgumentException(
        file.getFileName() + " holds no image with three axes: give a cube of one component");
  }

  private static Fits open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UncheckedIOException(
          "there is no file " + file + ": give the path of a FITS file, gzipped or not",
          new FileNotFoundException(file.toString()));
    }
    try {
      return new Fits(file.toFile());
    } catch (FitsException e) {
      throw unreadable(file, e);
    }
  }

  private static IllegalArgumentException unreadable(Path file, Exception e) {
    return new IllegalArgumentException(
        file.getFileName() + " is no whole FITS file: copy it again or convert it", e);
  }

  private static List<FitsVolume> volumes(Path file, Fits fits) {
    try {
      List<FitsVolume> all = new ArrayList<>();
      for (BasicHDU<?> hdu : fits.read()) {
        FitsVolume volume = FitsVolume.of(file, hdu, all.size() + 1);
        if (volume != null) {
          all.add(volume);
        }
      }
      return all;
    } catch (FitsException e) {
      throw unreadable(file, e);
    }
  }

  private static Pattern[] named(String forms) {
    Pattern[] p = new Pattern[3];
    for (int c = 0; c < 3; c++) {
      p[c] =
          Pattern.compile(
              forms.replace("%s", "XYZ".substring(c, c + 1)).replace("%d", String.valueOf(c + 1)));
    }
    return p;
  }

  /** The three images that match, or null. */
  private static FitsVolume[] find(List<FitsVolume> volumes, Pattern[] names) {
    FitsVolume[] found = new FitsVolume[3];
    for (int c = 0; c < 3; c++) {
      for (FitsVolume v : volumes) {
        if (found[c] == null && v.axes().length == 3 && names[c].matcher(v.key()).matches()) {
          found[c] = v;
        }
      }
      if (found[c] == null) {
        return null;
      }
    }
    return found;
  }

  private ImportedCube imported(
      String source, FitsVolume[] parts, FitsVolume[] velocity, FitsVolume density) {
    int n = side(parts);
    long values = 3L * n * n * n;
    Memory.require(
        source + " with its Fourier transform", 12 * values, "take every second point of it");
    float[] b = samples(parts, n);
    checkNotConstant(source, b);
    FieldModes modes = FieldModes.of(FieldCube.wrap(n, b));
    AxisOrder.Choice choice = AxisOrder.choose(modes);
    if (choice.divergence() > divergenceLimit) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has a relative divergence of %.2f in the best of all orders of its axes, above"
                  + " %.2f: check which component is which, or read it with a higher divergence"
                  + " limit",
              source,
              choice.divergence(),
              divergenceLimit));
    }
    FieldCube cube = FieldCube.wrap(n, choice.order().arranged(b, n));
    List<String> warnings = new ArrayList<>();
    cube = alongX(cube, warnings);
    if (choice.divergence() > WARN_DIVERGENCE) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the relative divergence is %.1f %%, above %.0f %%: cube.divergenceFree() takes it"
                  + " away and keeps the mean",
              100 * choice.divergence(),
              100 * WARN_DIVERGENCE));
    }
    double b0 = cube.mean().norm();
    String unit = parts[0].unit();
    double[] flow = flow(velocity, density, b0);
    FieldReport report =
        new FieldReport(
            source,
            n,
            cube.mean(),
            cube.fluctuation() / b0,
            cube.meanMagnitude() / b0,
            choice.divergence(),
            choice.worst(),
            choice.order().toString(),
            reason(choice),
            unit == null || unit.isEmpty() ? "code units" : unit,
            flow[0],
            flow[1],
            flow[2],
            warnings);
    return new ImportedCube(cube, report);
  }

  private static String reason(AxisOrder.Choice choice) {
    return choice.order().equals(AxisOrder.FITS)
        ? "as FITS files have them, and no other order has less divergence"
        : String.format(
            Locale.ROOT,
            "because the usual NAXIS1 = x would give a relative divergence of %.2f",
            choice.fits());
  }

  private static FieldCube alongX(FieldCube cube, List<String> warnings) {
    double[] mean = {cube.mean().x(), cube.mean().y(), cube.mean().z()};
    int axis = 0;
    for (int c = 1; c < 3; c++) {
      if (Math.abs(mean[c]) > Math.abs(mean[axis])) {
        axis = c;
      }
    }
    double b0 = cube.mean().norm();
    if (b0 < 1e-3 * cube.fluctuation()) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the mean field is %.1e of the fluctuations, so B0 means nothing here:"
                  + " cube.withMean(..) adds one",
              b0 / cube.fluctuation()));
      return cube;
    }
    if (axis != 0) {
      warnings.add(
          "the mean field lay along "
              + "xyz".charAt(axis)
              + ": the axes are turned round, "
              + "xyz".charAt(axis)
              + " to x, "
              + "yzx".charAt(axis)
              + " to y and "
              + "zxy".charAt(axis)
              + " to z");
      cube = AxisOrder.turned(cube, axis);
    }
    double angle = cube.mean().angleTo(Vec3.X);
    if (angle > Math.PI / 2) {
      warnings.add("the mean field points to -x: signs of gyration and drifts follow it");
    }
    if (Math.sin(angle) > 0.05) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the mean field lies %.0f degrees from x: what assumes it along x is off by that",
              Math.toDegrees(Math.min(angle, Math.PI - angle))));
    }
    return cube;
  }

  /** M_A, M_s and β. */
  private double[] flow(FitsVolume[] velocity, FitsVolume density, double b0) {
    if (velocity == null) {
      return new double[] {Double.NaN, Double.NaN, Double.NaN};
    }
    double square = 0;
    for (FitsVolume v : velocity) {
      double[] s = moments(v);
      square += s[1] - s[0] * s[0];
    }
    double rho = density == null ? 1 : moments(density)[0];
    double alfven = b0 / Math.sqrt(rho);
    double speed = Math.sqrt(square);
    return new double[] {speed / alfven, speed / soundSpeed, 2 * Math.pow(soundSpeed / alfven, 2)};
  }

  private static double[] moments(FitsVolume v) {
    double[] s = new double[3];
    v.read(
        (i, x) -> {
          s[0] += x;
          s[1] += (double) x * x;
          s[2]++;
        });
    return new double[] {s[0] / s[2], s[1] / s[2]};
  }

  private static int side(FitsVolume[] parts) {
    int[] first = parts[0].axes();
    int skip = first.length == 4 && first[0] == 3 ? 1 : 0;
    int n = first[skip];
    for (FitsVolume v : parts) {
      int[] a = v.axes();
      if (a.length != first.length || a[skip] != n && a[skip] == a[skip + 1]) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s is %s and %s is %s: the components must be of one size",
                parts[0].label(),
                parts[0].size(),
                v.label(),
                v.size()));
      }
      if (a[skip] != a[skip + 1] || a[skip] != a[skip + 2]) {
        throw new IllegalArgumentException(
            v.label()
                + " is "
                + v.size()
                + ", not a cube: cut it to equal sides that are periodic");
      }
    }
    if (n < 8 || n > 890) {
      throw new IllegalArgumentException(
          parts[0].label() + " has " + n + " points a side: use a cube of 8 to 890");
    }
    return n;
  }

  private static float[] samples(FitsVolume[] parts, int n) {
    int points = n * n * n;
    float[] b = new float[3 * points];
    if (parts.length == 3) {
      for (int c = 0; c < 3; c++) {
        int component = c;
        parts[c].read((i, value) -> b[3 * i + component] = value);
      }
    } else if (parts[0].axes()[0] == 3) {
      parts[0].read((i, value) -> b[3 * (i % points) + i / points] = value);
    } else {
      parts[0].read((i, value) -> b[i] = value);
    }
    return b;
  }

  private static void checkNotConstant(String source, float[] b) {
    for (int p = 3; p < b.length; p++) {
      if (b[p] != b[p % 3]) {
        return;
      }
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s holds (%s, %s, %s) at every point: a constant field needs no cube, so use"
                + " UniformField",
            source,
            b[0],
            b[1],
            b[2]));
  }
}
