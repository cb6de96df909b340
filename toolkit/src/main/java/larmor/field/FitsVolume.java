package larmor.field;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import nom.tam.fits.FitsException;
import nom.tam.fits.ImageHDU;

/**
 * One image of a FITS file, not yet read: its axes from the slowest to the fastest, those of length
 * 1 left out.
 */
final class FitsVolume {
  private final Path file;
  private final String name;
  private final ImageHDU hdu;
  private final int[] stored;
  private final int[] axes;

  private FitsVolume(Path file, String name, ImageHDU hdu, int[] stored) {
    this.file = file;
    this.name = name;
    this.hdu = hdu;
    this.stored = stored;
    this.axes = Arrays.stream(stored).filter(a -> a != 1).toArray();
  }

  static FitsVolume of(Path file, ImageHDU hdu, int number) throws FitsException {
    int[] axes = hdu.getAxes();
    String name = text(hdu, "EXTNAME");
    return new FitsVolume(
        file,
        name == null || name.isEmpty() ? "image " + number : name,
        hdu,
        axes == null ? new int[0] : axes);
  }

  private static String text(ImageHDU hdu, String keyword) {
    String value = hdu.getHeader().getStringValue(keyword);
    return value == null ? null : value.trim();
  }

  /** The name without signs and blanks, in capitals, to compare with. */
  String key() {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }

  String label() {
    return file.getFileName() + ", " + name;
  }

  int[] axes() {
    return axes;
  }

  /** What the file says about the unit, or null. */
  String unit() {
    return text(hdu, "BUNIT");
  }

  /** How the file lists its axes: NAXIS1 first. */
  String size() {
    StringBuilder s = new StringBuilder();
    for (int a = axes.length - 1; a >= 0; a--) {
      s.append(axes[a]).append(a > 0 ? " x " : "");
    }
    return s.toString();
  }

  /** Receives the samples in the order of the file. */
  interface Sink {
    void put(int index, float value);
  }

  /** Reads all samples, one slab of the slowest axis at a time, scaled by BSCALE and BZERO. */
  void read(Sink sink) {
    double scale = hdu.getHeader().getDoubleValue("BSCALE", 1);
    double zero = hdu.getHeader().getDoubleValue("BZERO", 0);
    boolean hasBlank = hdu.getHeader().containsKey("BLANK");
    long blank = hdu.getHeader().getLongValue("BLANK", 0);
    try {
      int[] corner = new int[stored.length];
      int[] lengths = stored.clone();
      lengths[0] = 1;
      int index = 0;
      for (int slab = 0; slab < stored[0]; slab++) {
        corner[0] = slab;
        Object tile = hdu.getTiler().getTile(corner, lengths);
        int count = Array.getLength(tile);
        boolean whole = !(tile instanceof float[] || tile instanceof double[]);
        for (int p = 0; p < count; p++) {
          double raw = sample(tile, p);
          boolean missing = whole && hasBlank && raw == blank;
          float value = missing ? Float.NaN : (float) (zero + scale * raw);
          if (!(Math.abs(value) < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                label()
                    + ": the sample at pixel "
                    + pixel(index)
                    + " is "
                    + (missing ? "BLANK" : String.valueOf(value))
                    + ": every sample must be a finite number, so replace the missing ones");
          }
          sink.put(index++, value);
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          label() + ": the file ends before its samples do: copy it again", e);
    }
  }

  private static double sample(Object tile, int p) {
    if (tile instanceof float[] f) {
      return f[p];
    }
    if (tile instanceof double[] d) {
      return d[p];
    }
    if (tile instanceof short[] s) {
      return s[p];
    }
    if (tile instanceof int[] i) {
      return i[p];
    }
    if (tile instanceof byte[] b) {
      return b[p] & 0xFF;
    }
    return Array.getLong(tile, p);
  }

  /** FITS counts pixels from 1, the fastest axis first. */
  private String pixel(int index) {
    StringBuilder s = new StringBuilder("(");
    for (int a = axes.length - 1; a >= 0; a--) {
      s.append(index % axes[a] + 1).append(a > 0 ? ", " : ")");
      index /= axes[a];
    }
    return s.toString();
  }
}
