package larmor.numeric;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.Header;
import nom.tam.fits.HeaderCard;

/**
 * A FITS file, gzipped or not, that is checked as a whole before the FITS library reads it. The
 * check covers the structure of all headers, the completeness of the data, the checksum of gzip,
 * the cards CHECKSUM and DATASUM if a header has them, and the memory that a gzipped file needs.
 * The log of the library is switched off while a file is open, because every problem is reported by
 * an exception with one sentence.
 */
public final class FitsInput implements Closeable {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eEdD][+-]?\\d+)?");

  private final String name;
  private final InputStream gzipped;
  private final Fits fits;

  private FitsInput(String name, InputStream gzipped, Fits fits) {
    this.name = name;
    this.gzipped = gzipped;
    this.fits = fits;
  }

  /**
   * Checks a file and opens it.
   *
   * @param file path of the file
   * @param name name of the file in messages
   * @return the file, which must be closed after its data are read
   * @throws NotFitsException if the file is neither FITS nor gzipped FITS
   * @throws IOException if the file is damaged, incomplete or cannot be read
   * @throws IllegalStateException if the file is gzipped and larger than the free memory
   */
  public static FitsInput open(Path file, String name) throws IOException {
    RegularFile.require(file, "a FITS file");
    boolean packed = isGzipped(file);
    verify(file, name, packed);
    // the library recognises other formats by their first bytes and calls external programs to
    // unpack them
    InputStream in = packed ? new BufferedInputStream(unpacking(file), 1 << 16) : null;
    LibraryLog.silence();
    try {
      return new FitsInput(name, in, packed ? new Fits(in) : new Fits(file.toFile()));
    } catch (RuntimeException e) {
      if (in != null) {
        in.close();
      }
      LibraryLog.restore();
      throw unreadable(name, e);
    }
  }

  /**
   * Opens a file that the caller has checked as a whole.
   *
   * @param file path of the file, not gzipped
   * @return the file, to be closed after its data are read
   * @throws IOException if it cannot be opened
   */
  public static FitsInput ofChecked(Path file) throws IOException {
    LibraryLog.silence();
    try {
      return new FitsInput(file.toString(), null, new Fits(file.toFile()));
    } catch (RuntimeException e) {
      LibraryLog.restore();
      throw unreadable(file.toString(), e);
    }
  }

  private static boolean isGzipped(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(2);
      return start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
    }
  }

  private static InputStream unpacking(Path file) throws IOException {
    return new GZIPInputStream(Files.newInputStream(file), 1 << 16);
  }

  private static void verify(Path file, String name, boolean packed) throws IOException {
    try (InputStream in =
        packed ? unpacking(file) : new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      new FitsCheck(in, name, packed ? -1 : Files.size(file)).run();
    } catch (ZipException | EOFException e) {
      throw new DamagedException(
          name
              + " is damaged or incomplete, since gzip cannot unpack it ("
              + (e.getMessage() == null ? "it ends too early" : Quoted.reason(e))
              + "): copy it again",
          e);
    }
  }

  /**
   * Reads the headers of all units and, if the file is gzipped, also the data.
   *
   * @return header and data units in the order of the file
   * @throws IOException if the file cannot be read
   */
  public BasicHDU<?>[] units() throws IOException {
    try {
      return fits.read();
    } catch (RuntimeException e) {
      throw unreadable(name, e);
    }
  }

  /**
   * Returns the number of a card. For a card that holds no number the library would return the
   * standard value without a message.
   *
   * @param header header of a unit
   * @param keyword keyword of the card
   * @param standard value if the card is missing. If it is 1, the number is a factor and must not
   *     be 0.
   * @param label names of file and unit, for messages
   * @return a finite number
   * @throws DamagedException if the card holds no such number
   */
  public static double number(Header header, String keyword, double standard, String label)
      throws DamagedException {
    HeaderCard card = header.findCard(keyword);
    if (card == null) {
      return standard;
    }
    String text = card.getValue() == null ? "empty" : card.getValue().trim();
    double value = Double.NaN;
    if (!card.isStringValue() && NUMBER.matcher(text).matches()) {
      value = Double.parseDouble(text.replace('D', 'E').replace('d', 'E'));
    }
    if (!Double.isFinite(value) || (value == 0 && standard == 1)) {
      throw new DamagedException(
          label
              + ": "
              + keyword
              + " is "
              + Quoted.printable(text, 80)
              + ": it must be a finite number"
              + (standard == 1 ? " other than 0" : ""),
          null);
    }
    return value;
  }

  /**
   * Reads a whole number from a header card.
   *
   * @param header header of a unit
   * @param keyword keyword of the card
   * @param standard value if the card is missing
   * @param label names of file and unit, for messages
   * @return the number
   * @throws DamagedException if the card holds no whole number
   */
  public static long whole(Header header, String keyword, long standard, String label)
      throws DamagedException {
    HeaderCard card = header.findCard(keyword);
    if (card == null) {
      return standard;
    }
    String text = card.getValue() == null ? "empty" : card.getValue().trim();
    try {
      return Long.parseLong(card.isStringValue() ? "text" : text);
    } catch (NumberFormatException e) {
      throw new DamagedException(
          label
              + ": "
              + keyword
              + " is "
              + Quoted.printable(text, 80)
              + ": it must be a whole number",
          e);
    }
  }

  /**
   * Computes a number from a stored integer. A 64-bit integer without sign is stored with a zero
   * point of 2^63, in whose sum a double would lose its last ten bits.
   *
   * @param stored stored integer
   * @param scale BSCALE or TSCAL
   * @param zero BZERO or TZERO
   * @return zero + scale · stored
   */
  public static double scaled(long stored, double scale, double zero) {
    if (zero != 0x1p63 || scale != 1) {
      return zero + scale * stored;
    }
    long shifted = stored ^ Long.MIN_VALUE;
    return shifted >= 0 ? shifted : 0x1p63 + (shifted & Long.MAX_VALUE);
  }

  private static IOException unreadable(String name, Exception e) {
    return new DamagedException(
        name + " cannot be read as FITS (" + Quoted.reason(e) + "): write it again", e);
  }

  /**
   * Makes the exception for samples that the library could not read.
   *
   * @param label names of file and unit, for messages
   * @param e what the library threw
   * @return an exception whose cause is this one
   * @throws java.util.concurrent.CancellationException if the calling thread was interrupted, after
   *     which the library fails in the same way as for a damaged file
   */
  public static DamagedException damagedSamples(String label, Throwable e) {
    // the library wraps what was thrown in its threads
    Throwable first = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      first = cause;
      if (cause instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
    }
    Workers.stopIfInterrupted();
    return new DamagedException(
        label
            + ": its samples cannot be read ("
            + Quoted.reason(first)
            + "): copy the file again, or unpack it by funpack if it is compressed in tiles",
        e);
  }

  @Override
  public void close() throws IOException {
    try {
      fits.close();
      if (gzipped != null) {
        gzipped.close();
      }
    } finally {
      LibraryLog.restore();
    }
  }

  /** An exception whose message says in one sentence what is damaged or missing in a file. */
  public static class DamagedException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Makes an exception with a message.
     *
     * @param message sentence that says what is wrong and how to correct it
     * @param cause exception that the library threw, or null
     */
    public DamagedException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** An exception that says that a file is not a FITS file. */
  public static final class NotFitsException extends DamagedException {
    private static final long serialVersionUID = 1;

    NotFitsException(String name) {
      super(name + " is not a FITS file: give one that begins with SIMPLE", null);
    }
  }

  /**
   * The switch of the log of the FITS library, which would write stack traces to standard error.
   */
  private static final class LibraryLog {
    private static final Logger LIBRARY = Logger.getLogger("nom.tam");
    private static int openFiles;
    private static Level before;

    private LibraryLog() {}

    static synchronized void silence() {
      if (openFiles++ == 0) {
        before = LIBRARY.getLevel();
        LIBRARY.setLevel(Level.OFF);
      }
    }

    /** Restores the level of the log when the last file is closed. */
    static synchronized void restore() {
      if (--openFiles == 0) {
        LIBRARY.setLevel(before);
      }
    }
  }
}
