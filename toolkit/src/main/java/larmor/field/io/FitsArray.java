package larmor.field.io;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.StringJoiner;
import larmor.numeric.FitsInput;
import larmor.numeric.FitsTiles;
import larmor.numeric.Memory;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import nom.tam.fits.ImageHDU;
import nom.tam.image.compression.hdu.CompressedImageHDU;

/** One image of a FITS file, plain or compressed in tiles. */
final class FitsArray implements FileArray {
  private final Path file;
  private final String name;
  private final Header header;
  private final BasicHDU<?> hdu;
  private final int[] stored;
  private final int[] axes;

  private FitsArray(Path file, String name, Header header, BasicHDU<?> hdu, int[] stored) {
    this.file = file;
    this.name = name;
    this.header = header;
    this.hdu = hdu;
    this.stored = stored;
    this.axes = Arrays.stream(stored).filter(a -> a != 1).toArray();
  }

  /** Returns the image in a header and data unit, or null if the unit holds no image. */
  static FitsArray of(Path file, BasicHDU<?> hdu, int number) throws FitsException {
    if (!(hdu instanceof ImageHDU) && !(hdu instanceof CompressedImageHDU)) {
      return null;
    }
    Header header =
        hdu instanceof CompressedImageHDU packed ? packed.getImageHeader() : hdu.getHeader();
    String name = text(hdu.getHeader(), "EXTNAME");
    return new FitsArray(
        file, name == null || name.isEmpty() ? "image " + number : name, header, hdu, axes(header));
  }

  private static int[] axes(Header header) {
    int[] axes = new int[header.getIntValue("NAXIS", 0)];
    for (int a = 0; a < axes.length; a++) {
      long length = header.getLongValue("NAXIS" + (axes.length - a), 0);
      axes[a] = (int) Math.max(0, Math.min(length, Integer.MAX_VALUE));
    }
    return axes;
  }

  private static String text(Header header, String keyword) {
    String value = header.getStringValue(keyword);
    return value == null ? null : value.trim();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String label() {
    return file.getFileName() + ", " + name;
  }

  @Override
  public int[] axes() {
    return axes;
  }

  @Override
  public String unit() {
    return text(header, "BUNIT");
  }

  @Override
  public boolean xFastest() {
    return true;
  }

  /** Reads the samples plane by plane along the slowest axis and applies BSCALE and BZERO. */
  @Override
  public void read(Sink sink) {
    try {
      requireCubicCells();
      double scale = FitsInput.number(header, "BSCALE", 1, label());
      double zero = FitsInput.number(header, "BZERO", 0, label());
      boolean hasBlank = header.containsKey("BLANK") && header.getIntValue("BITPIX", 0) > 0;
      long blank = hasBlank ? FitsInput.whole(header, "BLANK", 0, label()) : 0;
      FitsTiles tiles =
          hdu instanceof CompressedImageHDU packed ? FitsTiles.of(packed, label()) : null;
      ImageHDU image = tiles == null ? (ImageHDU) hdu : unpacked(tiles);
      double[] half = tiles == null ? null : tiles.halfSteps();
      int[] sides = half == null ? null : tiles.sides(stored);
      int[] corner = new int[stored.length];
      int[] lengths = stored.clone();
      lengths[0] = 1;
      int index = 0;
      for (int plane = 0; plane < stored[0]; plane++) {
        corner[0] = plane;
        Object tile = image.getTiler().getTile(corner, lengths);
        int count = Array.getLength(tile);
        boolean integers = !(tile instanceof float[] || tile instanceof double[]);
        for (int p = 0; p < count; p++) {
          double raw = sample(tile, p);
          boolean missing = integers && hasBlank && raw == blank;
          double sum =
              tile instanceof long[] whole
                  ? FitsInput.scaled(whole[p], scale, zero)
                  : zero + scale * raw;
          sum -= half == null ? 0 : half[FitsTiles.tileOf(stored, sides, index)];
          float value = missing ? Float.NaN : (float) sum;
          if (!(Math.abs(value) < Float.POSITIVE_INFINITY)) {
            String where = "pixel " + pixel(index);
            throw missing ? notFinite("BLANK", where) : notFinite(sum, where);
          }
          sink.put(index++, value);
        }
      }
    } catch (FitsInput.DamagedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (FitsException | IOException e) {
      String said = FitsInput.damagedSamples(label(), e).getMessage();
      throw new IllegalArgumentException(said, e);
    }
  }

  /** Refuses cells whose sides along the longest axes, the cards CDELTn, differ. */
  private void requireCubicCells() throws FitsInput.DamagedException {
    int longest = Arrays.stream(stored).max().orElse(0);
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    StringJoiner said = new StringJoiner(", ");
    for (int n = 1; n <= stored.length; n++) {
      if (stored[stored.length - n] == longest) {
        double side = FitsInput.number(header, "CDELT" + n, 1, label());
        least = Math.min(least, Math.abs(side));
        most = Math.max(most, Math.abs(side));
        said.add("CDELT" + n + " = " + side);
      }
    }
    if (most > 1.001 * least) {
      throw new IllegalArgumentException(
          label()
              + ": its cells are no cubes ("
              + said
              + "): resample the field to cells of equal sides, or remove these cards if they say"
              + " something else");
    }
  }

  private ImageHDU unpacked(FitsTiles tiles) throws FitsInput.DamagedException {
    long bytes = Math.abs(header.getIntValue("BITPIX", 8)) / 8;
    for (int a : stored) {
      bytes *= a;
    }
    Memory.require(label() + ", unpacked,", 2 * bytes, "unpack the file by funpack and read that");
    return tiles.unpacked();
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

  /** Returns the position of a sample as FITS counts pixels: from 1, the fastest axis first. */
  private String pixel(int index) {
    StringBuilder s = new StringBuilder("(");
    for (int a = axes.length - 1; a >= 0; a--) {
      s.append(index % axes[a] + 1).append(a > 0 ? ", " : ")");
      index /= axes[a];
    }
    return s.toString();
  }
}
