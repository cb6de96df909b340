package larmor.field.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import nom.tam.image.compression.hdu.CompressedImageHDU;

/** The compressed tiles of an image in a FITS file: what the library does not check or undo. */
record FitsTiles(CompressedImageHDU hdu, String label) {
  private static final String PLAIN = "GZIP_COMPRESSED_DATA";

  /** Reports tiles that cannot be used. */
  static final class RefusedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    RefusedException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private Header header() {
    return hdu.getHeader();
  }

  private String text(String keyword) {
    String value = header().getStringValue(keyword);
    return value == null ? "" : value.trim().toUpperCase(Locale.ROOT);
  }

  private boolean isFloat() {
    return header().getIntValue("ZBITPIX", 0) < 0;
  }

  private boolean isScaled() {
    return hdu.findColumn("ZSCALE") >= 0 || header().containsKey("ZSCALE");
  }

  /**
   * Checks that the samples can be computed from the tiles, and the checksum that gzip stores in
   * each tile, which the library does not read.
   */
  void check() throws FitsException {
    boolean gzip = text("ZCMPTYPE").startsWith("GZIP");
    if (isFloat() && !gzip && !text("ZCMPTYPE").equals("NOCOMPRESS") && !isScaled()) {
      throw new RefusedException(
          label
              + ": its tiles hold whole numbers and no ZSCALE, so the fractions of its samples are"
              + " lost: compress the image by fpack, or leave it uncompressed",
          null);
    }
    checkSums(gzip ? hdu.findColumn("COMPRESSED_DATA") : -1);
    checkSums(hdu.findColumn(PLAIN));
  }

  private void checkSums(int column) throws FitsException {
    for (int tile = 0; column >= 0 && tile < hdu.getNRows(); tile++) {
      if (hdu.getElement(tile, column) instanceof byte[] bytes && bytes.length > 0) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
          in.skip(Long.MAX_VALUE);
        } catch (IOException e) {
          throw new RefusedException(
              String.format(
                  Locale.ROOT,
                  "%s: gzip cannot unpack tile %d (%s), so it is damaged: copy the file again",
                  label,
                  tile + 1,
                  e.getMessage() == null ? "it ends too early" : e.getMessage()),
              e);
        }
      }
    }
  }

  /**
   * Returns what must be subtracted from the samples of each tile of an image of floats that is
   * rounded without dither, or null if nothing must be. The standard (FITS 4.0, section 10.2) gives
   * a sample as ZZERO + ZSCALE · integer, and the library computes ZZERO + ZSCALE · (integer +
   * 1/2).
   */
  double[] halfSteps() throws FitsException {
    if (!isFloat() || !isScaled() || text("ZQUANTIZ").startsWith("SUBTRACTIVE_DITHER")) {
      return null;
    }
    int scale = hdu.findColumn("ZSCALE");
    if (scale < 0) {
      throw new RefusedException(
          label
              + ": its ZSCALE is no column of its tiles, which is not read: unpack the file by"
              + " funpack and read that",
          null);
    }
    int rounded = hdu.findColumn("COMPRESSED_DATA");
    double[] half = new double[hdu.getNRows()];
    for (int tile = 0; tile < half.length; tile++) {
      // a tile that could not be rounded is exact, in another column
      boolean exact = hdu.getElement(tile, rounded) instanceof byte[] bytes && bytes.length == 0;
      half[tile] = exact ? 0 : 0.5 * number(tile, scale);
    }
    return half;
  }

  /** Returns the lengths of a tile along axes of given lengths, the slowest first. */
  int[] sides(int[] lengths) {
    int[] sides = new int[lengths.length];
    for (int axis = 1; axis <= lengths.length; axis++) {
      int at = lengths.length - axis;
      sides[at] = header().getIntValue("ZTILE" + axis, axis == 1 ? lengths[at] : 1);
    }
    return sides;
  }

  /**
   * Returns the number of the tile that holds a sample.
   *
   * @param lengths lengths of the axes, the slowest first
   * @param sides those of a tile
   * @param index number of the sample, the last axis fastest
   */
  static int tileOf(int[] lengths, int[] sides, int index) {
    int tile = 0;
    int stride = 1;
    for (int at = lengths.length - 1; at >= 0; at--) {
      int length = lengths[at];
      int side = sides[at];
      tile += index % length / side * stride;
      stride *= (length + side - 1) / side;
      index /= length;
    }
    return tile;
  }

  private double number(int tile, int column) throws FitsException {
    return hdu.getElement(tile, column) instanceof double[] one && one.length == 1
        ? one[0]
        : Double.NaN;
  }
}
