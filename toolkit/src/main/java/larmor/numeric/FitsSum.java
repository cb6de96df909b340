package larmor.numeric;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Data;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import nom.tam.fits.HeaderCard;
import nom.tam.fits.utilities.FitsCheckSum;
import nom.tam.util.FitsOutputStream;

/**
 * The checksum of the FITS standard (4.0, Appendix J): the sum of 32-bit words, most significant
 * byte first, in ones' complement arithmetic.
 */
public final class FitsSum {
  /** The sum of a unit whose CHECKSUM is correct. */
  static final long VALID = 0xFFFFFFFFL;

  private static final int BLOCK = 2880;

  private long sum;
  private int bytes;

  FitsSum() {}

  /** Adds bytes that follow the bytes added before. */
  void add(byte[] b, int from, int length) {
    int i = from;
    int end = from + length;
    while (i < end && (bytes & 3) != 0) {
      one(b[i++]);
    }
    long words = sum;
    for (; i + 4 <= end; i += 4) {
      words +=
          (b[i] & 0xFFL) << 24
              | (b[i + 1] & 0xFF) << 16
              | (b[i + 2] & 0xFF) << 8
              | (b[i + 3] & 0xFF);
    }
    sum = folded(words);
    while (i < end) {
      one(b[i++]);
    }
  }

  private void one(byte b) {
    sum = folded(sum + ((b & 0xFFL) << (24 - 8 * (bytes & 3))));
    bytes = bytes + 1 & 3;
  }

  /** Adds the sum of other bytes to this sum. */
  void add(long other) {
    sum = folded(sum + other);
  }

  private static long folded(long sum) {
    long s = sum;
    while (s >>> 32 != 0) {
      s = (s & VALID) + (s >>> 32);
    }
    return s;
  }

  /** Returns the sum of the bytes added so far, a number of 32 bits. */
  long value() {
    return sum;
  }

  /**
   * Writes a unit with DATASUM and CHECKSUM and without a date, so that equal data give equal
   * files. The library would add a date to its checksums and compute them through a pipe, which an
   * interrupt breaks.
   *
   * @param unit complete unit without checksums; its data are written twice, the first time to
   *     compute their sum
   * @param out stream of the file
   * @throws IOException if the unit cannot be written
   */
  public static void write(BasicHDU<?> unit, OutputStream out) throws IOException {
    try {
      Data content = unit.getData();
      boolean filled = content != null && content.getSize() > 0;
      FitsSum sum = new FitsSum();
      if (filled) {
        write(content, new Summing(sum));
      }
      out.write(header(unit.getHeader(), sum.value()));
      if (filled) {
        write(content, out);
      }
    } catch (FitsException e) {
      // the library throws this exception if the disk is full
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void write(Data data, OutputStream out) throws FitsException, IOException {
    FitsOutputStream stream = new FitsOutputStream(out);
    data.write(stream);
    stream.flush();
  }

  /**
   * Returns the header as the library writes it, with the two cards of the checksums before END.
   */
  private static byte[] header(Header header, long datasum) throws FitsException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FitsOutputStream stream = new FitsOutputStream(bytes);
    header.write(stream);
    stream.flush();
    String cards =
        bytes.toString(StandardCharsets.ISO_8859_1).replaceFirst("END {77} *$", "")
            + new HeaderCard("DATASUM", Long.toString(datasum), "");
    int value = cards.length() + "CHECKSUM= '".length();
    cards += new HeaderCard("CHECKSUM", "0".repeat(16), "");
    cards += String.format(Locale.ROOT, "%-80s", "END");
    cards += " ".repeat((BLOCK - cards.length() % BLOCK) % BLOCK);
    byte[] all = cards.getBytes(StandardCharsets.ISO_8859_1);
    FitsSum sum = new FitsSum();
    sum.add(all, 0, all.length);
    sum.add(datasum);
    byte[] code = FitsCheckSum.encode(sum.value(), true).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(code, 0, all, value, code.length);
    return all;
  }

  /** A stream that adds the bytes written to it to a sum. */
  private static final class Summing extends OutputStream {
    private final FitsSum sum;

    Summing(FitsSum sum) {
      this.sum = sum;
    }

    @Override
    public void write(int b) {
      sum.add(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int from, int length) {
      sum.add(b, from, length);
    }
  }
}
