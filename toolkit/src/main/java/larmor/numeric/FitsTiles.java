package larmor.numeric;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import larmor.numeric.FitsInput.DamagedException;
import nom.tam.fits.FitsException;
import nom.tam.fits.FitsFactory;
import nom.tam.fits.Header;
import nom.tam.fits.ImageHDU;
import nom.tam.image.compression.hdu.CompressedImageHDU;

/**
 * An image of a FITS file that is compressed in tiles. The FITS library unpacks it; this class
 * checks and corrects what the library does not.
 */
public final class FitsTiles {
  private static final String PACKED = "COMPRESSED_DATA";
  private static final String GZIPPED = "GZIP_COMPRESSED_DATA";
  private static final String PLAIN = "UNCOMPRESSED_DATA";

  private static final Object ONE_AT_A_TIME = new Object();

  private final CompressedImageHDU hdu;
  private final String label;

  private FitsTiles(CompressedImageHDU hdu, String label) {
    this.hdu = hdu;
    this.label = label;
  }

  /**
   * Returns the tiles of an image.
   *
   * @param hdu header and data unit of the image
   * @param label names of file and image, for messages
   * @return the tiles
   */
  public static FitsTiles of(CompressedImageHDU hdu, String label) {
    return new FitsTiles(hdu, label);
  }

  /**
   * Unpacks the whole image, which is all that the library can do. Before, it checks that the
   * samples can be computed from the tiles, and the checksum that gzip stores in each tile, which
   * the library does not read.
   *
   * @return the image in memory
   * @throws DamagedException if the tiles are damaged or cannot be used
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public ImageHDU unpacked() throws DamagedException {
    try {
      check();
      return hdu.asImageHDU();
    } catch (DamagedException e) {
      throw e;
    } catch (RuntimeException | OutOfMemoryError e) {
      // for damaged tiles the library throws runtime exceptions of many types, and an error if the
      // length of one is damaged
      DamagedException damaged = FitsInput.damagedSamples(label, e);
      waitForLibrary();
      throw damaged;
    }
  }

  /**
   * Waits until the threads of the library have ended the tasks that they have, at most a minute.
   * After the first damaged tile the library returns while its threads unpack the other tiles; they
   * would write to its log after the file is closed and the level of the log is restored. The
   * library has a fixed number of threads, which take tasks in order; if all of them are in the
   * tasks that are added here, the tasks before have ended.
   */
  private static void waitForLibrary() {
    if (!(FitsFactory.threadPool() instanceof ThreadPoolExecutor pool)
        || pool.getCorePoolSize() != pool.getMaximumPoolSize()) {
      return;
    }
    synchronized (ONE_AT_A_TIME) {
      CountDownLatch missing = new CountDownLatch(pool.getCorePoolSize());
      try {
        for (int t = pool.getCorePoolSize(); t > 0; t--) {
          pool.execute(
              () -> {
                missing.countDown();
                await(missing);
              });
        }
        await(missing);
      } catch (RejectedExecutionException e) {
        // the program has shut the threads down
      } finally {
        while (missing.getCount() > 0) {
          missing.countDown();
        }
      }
    }
  }

  private static void await(CountDownLatch missing) {
    try {
      missing.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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

  private void check() throws FitsException, DamagedException {
    int packed = hdu.findColumn(PACKED);
    int gzipped = hdu.findColumn(GZIPPED);
    if (packed < 0 && gzipped < 0 && hdu.findColumn(PLAIN) < 0) {
      throw damaged(
          "its table has none of the columns COMPRESSED_DATA, GZIP_COMPRESSED_DATA and"
              + " UNCOMPRESSED_DATA, so its tiles are missing: copy the file again");
    }
    checkTiles();
    boolean gzip = text("ZCMPTYPE").startsWith("GZIP");
    if (isFloat() && !gzip && !text("ZCMPTYPE").equals("NOCOMPRESS") && !isScaled()) {
      throw damaged(
          "its tiles hold whole numbers and no ZSCALE, so the fractions of its samples are lost:"
              + " compress the image by fpack, or leave it uncompressed");
    }
    checkSums(gzip ? packed : -1);
    checkSums(gzipped);
  }

  /** Checks that the table has one row for each tile, before the library makes that many. */
  private void checkTiles() throws DamagedException {
    int axes = header().getIntValue("ZNAXIS", 0);
    double tiles = axes < 1 ? 0 : 1;
    for (int axis = 1; axis <= axes && tiles > 0; axis++) {
      int length = header().getIntValue("ZNAXIS" + axis, 0);
      int side = header().getIntValue("ZTILE" + axis, axis == 1 ? length : 1);
      tiles *= side < 1 || length < 1 ? 0 : Math.ceil((double) length / side);
    }
    if (tiles != header().getIntValue("NAXIS2", -1)) {
      throw damaged(
          String.format(
              Locale.ROOT,
              "its ZNAXISn and ZTILEn make %.0f tiles and its table has %d, so its header is"
                  + " damaged: copy the file again",
              tiles,
              header().getIntValue("NAXIS2", -1)));
    }
  }

  private DamagedException damaged(String what) {
    return new DamagedException(label + ": " + what, null);
  }

  private void checkSums(int column) throws FitsException, DamagedException {
    for (int tile = 0; column >= 0 && tile < hdu.getNRows(); tile++) {
      if (hdu.getElement(tile, column) instanceof byte[] bytes && bytes.length > 0) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
          in.skip(Long.MAX_VALUE);
        } catch (IOException e) {
          throw new DamagedException(
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
   *
   * @return half a step of each tile, in the unit of the samples, or null
   * @throws FitsException if the table of the tiles cannot be read
   * @throws DamagedException if the steps are in no column of this table
   */
  public double[] halfSteps() throws FitsException, DamagedException {
    if (!isFloat() || !isScaled() || text("ZQUANTIZ").startsWith("SUBTRACTIVE_DITHER")) {
      return null;
    }
    int scale = hdu.findColumn("ZSCALE");
    if (scale < 0) {
      throw damaged(
          "its ZSCALE is no column of its tiles, which is not read: unpack the file by funpack and"
              + " read that");
    }
    int rounded = hdu.findColumn(PACKED);
    double[] half = new double[hdu.getNRows()];
    for (int tile = 0; tile < half.length; tile++) {
      // a tile that could not be rounded is exact, in another column
      boolean exact = hdu.getElement(tile, rounded) instanceof byte[] bytes && bytes.length == 0;
      half[tile] = exact ? 0 : 0.5 * number(tile, scale);
    }
    return half;
  }

  /**
   * Returns the lengths of a tile along the axes of the image.
   *
   * @param lengths lengths of the axes, the slowest first
   * @return lengths of a tile, the slowest axis first
   */
  public int[] sides(int[] lengths) {
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
   * @return row of the tile in the table, from 0
   */
  public static int tileOf(int[] lengths, int[] sides, int index) {
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
