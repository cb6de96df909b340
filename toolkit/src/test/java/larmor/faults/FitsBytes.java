package larmor.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Makes FITS files byte by byte, also those that no library would write. */
final class FitsBytes {
  static final int BLOCK = 2880;

  private FitsBytes() {}

  /** A card; a text stands in quotes. */
  static String card(String keyword, Object value) {
    String text =
        value instanceof String s ? String.format(Locale.ROOT, "'%-8s'", s) : value.toString();
    return raw(String.format(Locale.ROOT, "%-8s= %20s", keyword, text));
  }

  /** A card of any text. */
  static String raw(String text) {
    return String.format(Locale.ROOT, "%-80s", text);
  }

  /** A header and its data, each padded to whole blocks. */
  static byte[] unit(List<String> cards, byte[] data) {
    StringBuilder header = new StringBuilder();
    cards.forEach(header::append);
    header.append(raw("END"));
    header.append(" ".repeat((BLOCK - header.length() % BLOCK) % BLOCK));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(data);
    out.writeBytes(new byte[(BLOCK - data.length % BLOCK) % BLOCK]);
    return out.toByteArray();
  }

  /** An empty first unit. */
  static byte[] primary() {
    return unit(
        List.of(card("SIMPLE", 'T'), card("BITPIX", 8), card("NAXIS", 0), card("EXTEND", 'T')),
        new byte[0]);
  }

  /** The cards of an image of floats with 8 x 8 x 8 points. */
  static List<String> imageCards(String name) {
    List<String> cards = new ArrayList<>();
    cards.add(card("XTENSION", "IMAGE"));
    cards.add(card("BITPIX", -32));
    cards.add(card("NAXIS", 3));
    cards.add(card("NAXIS1", 8));
    cards.add(card("NAXIS2", 8));
    cards.add(card("NAXIS3", 8));
    cards.add(card("PCOUNT", 0));
    cards.add(card("GCOUNT", 1));
    cards.add(card("EXTNAME", name));
    return cards;
  }

  /** A component of the field of CubeFormatsTest, x fastest. */
  static byte[] samples(int component) {
    ByteBuffer b = ByteBuffer.allocate(4 * 512);
    double t = 2 * Math.PI / 8;
    for (int k = 0; k < 8; k++) {
      for (int j = 0; j < 8; j++) {
        for (int i = 0; i < 8; i++) {
          b.putFloat(
              (float)
                  switch (component) {
                    case 0 -> 1 + 0.2 * Math.sin(t * (2 * j + k));
                    case 1 -> 0.3 * Math.sin(t * (i + 2 * k));
                    default -> 0.2 * Math.cos(t * (i - 3 * j) + 0.4);
                  });
        }
      }
    }
    return b.array();
  }

  /** The cards of a HEALPix table with one column of doubles, nside 2, one pixel a row. */
  static List<String> mapCards() {
    List<String> cards = new ArrayList<>();
    cards.add(card("XTENSION", "BINTABLE"));
    cards.add(card("BITPIX", 8));
    cards.add(card("NAXIS", 2));
    cards.add(card("NAXIS1", 8));
    cards.add(card("NAXIS2", 48));
    cards.add(card("PCOUNT", 0));
    cards.add(card("GCOUNT", 1));
    cards.add(card("TFIELDS", 1));
    cards.add(card("TTYPE1", "I"));
    cards.add(card("TFORM1", "1D"));
    cards.add(card("PIXTYPE", "HEALPIX"));
    cards.add(card("ORDERING", "RING"));
    cards.add(card("NSIDE", 2));
    cards.add(card("COORDSYS", "C"));
    return cards;
  }

  /** The doubles 0, 1, 2 …. */
  static byte[] doubles(int count) {
    ByteBuffer b = ByteBuffer.allocate(8 * count);
    for (int i = 0; i < count; i++) {
      b.putDouble(i);
    }
    return b.array();
  }

  /** Cards with that of one keyword replaced, or left out, or added if it is not there. */
  static List<String> edited(List<String> cards, String keyword, String replacement) {
    List<String> out = new ArrayList<>();
    boolean there = false;
    for (String c : cards) {
      if (!c.startsWith(String.format(Locale.ROOT, "%-8s=", keyword))) {
        out.add(c);
      } else {
        there = true;
        if (replacement != null) {
          out.add(replacement);
        }
      }
    }
    if (!there && replacement != null) {
      out.add(replacement);
    }
    return out;
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }
}
