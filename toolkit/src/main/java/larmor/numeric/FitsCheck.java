package larmor.numeric;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larmor.numeric.FitsInput.DamagedException;
import larmor.numeric.FitsInput.NotFitsException;

/** Reads a FITS file once from its beginning to its end and describes what is wrong with it. */
final class FitsCheck {
  private static final int BLOCK = 2880;
  private static final int CARD = 80;

  /**
   * The largest number of blocks of a header that is accepted. Headers of files in use have some
   * hundred cards, 36 to a block.
   */
  private static final int MOST_BLOCKS = 1000;

  private static final List<Long> SAMPLE_SIZES = List.of(8L, 16L, 32L, 64L, -32L, -64L);

  /**
   * The prefix of a keyword that marks, in a map of cards, that the value of the keyword is in
   * quotes.
   */
  private static final String TEXT = "text ";

  private static final Pattern FORM = Pattern.compile("(\\d{0,9})([LXBIJKAEDCMPQ]).*");
  private static final Map<String, Integer> BYTES =
      Map.ofEntries(
          Map.entry("L", 1),
          Map.entry("B", 1),
          Map.entry("I", 2),
          Map.entry("J", 4),
          Map.entry("K", 8),
          Map.entry("A", 1),
          Map.entry("E", 4),
          Map.entry("D", 8),
          Map.entry("C", 8),
          Map.entry("M", 16),
          Map.entry("P", 8),
          Map.entry("Q", 16));

  private final InputStream in;
  private final String name;
  private final long size;

  private long position;
  private long dataOfAll;
  private int number;

  /**
   * Makes a check of a file.
   *
   * @param in content of the file from its beginning, unpacked
   * @param name name of the file in messages
   * @param size size of the file in bytes, or -1 if the file is unpacked while it is read
   */
  FitsCheck(InputStream in, String name, long size) {
    this.in = in;
    this.name = name;
    this.size = size;
  }

  /**
   * Checks the file.
   *
   * @throws IOException if the file is damaged or incomplete
   */
  void run() throws IOException {
    byte[] block = in.readNBytes(BLOCK);
    if (block.length < BLOCK || !text(block, 0, 9).equals("SIMPLE  =")) {
      throw new NotFitsException(name);
    }
    while (block.length > 0) {
      position += block.length;
      number++;
      unit(block);
      block = in.readNBytes(BLOCK);
      if (isPadding(block)) {
        requireOnlyPadding();
        return;
      }
      boolean unit = text(block, 0, Math.min(9, block.length)).equals("XTENSION=");
      if (unit && block.length < BLOCK) {
        throw cutInHeader(number + 1);
      }
      if (!unit) {
        throw damaged(
            "%s has data that belong to no unit after its unit %d: copy it again", name, number);
      }
    }
  }

  private void requireOnlyPadding() throws IOException {
    byte[] block;
    do {
      block = in.readNBytes(BLOCK);
      if (!isPadding(block)) {
        throw damaged(
            "%s has data that belong to no unit after its unit %d: copy it again", name, number);
      }
    } while (block.length > 0);
  }

  private static boolean isPadding(byte[] block) {
    for (byte b : block) {
      if (b != 0 && b != ' ') {
        return false;
      }
    }
    return true;
  }

  private void unit(byte[] first) throws IOException {
    FitsSum sum = new FitsSum();
    Map<String, String> cards = header(first, sum);
    String label = label(cards);
    long length = length(cards, label);
    if (cards.getOrDefault("XTENSION", "").equals("BINTABLE")) {
      checkRows(cards, label);
    }
    dataOfAll += length;
    if (size < 0) {
      Memory.require(name + ", unpacked,", dataOfAll, "unpack the file by gunzip and read that");
    } else if (length > size - position) {
      throw cut(label, length - (size - position));
    }
    String datasum = cards.getOrDefault("DATASUM", "");
    String checksum = cards.getOrDefault("CHECKSUM", "");
    FitsSum data = new FitsSum();
    if (datasum.isEmpty() && checksum.isEmpty() && size >= 0) {
      in.skipNBytes(length);
    } else {
      add(data, label, length);
    }
    position += length;
    position += padding(data, length);
    if (!datasum.isEmpty() && !datasum.equals(Long.toString(data.value()))) {
      throw damaged(
          "%s: its data sum to %d and its DATASUM is %s, so one of them is damaged: copy the file"
              + " again, or delete both checksums from its header if you changed it",
          label, data.value(), datasum);
    }
    sum.add(data.value());
    if (!checksum.isEmpty() && sum.value() != FitsSum.VALID) {
      throw damaged(
          "%s: its CHECKSUM %s does not hold, so its header or its data are damaged: copy the file"
              + " again, or delete both checksums from its header if you changed it",
          label, checksum);
    }
  }

  /**
   * Reads the cards of a header up to END. If a keyword occurs several times, its first card is
   * used.
   */
  private Map<String, String> header(byte[] first, FitsSum sum) throws IOException {
    Map<String, String> cards = new HashMap<>();
    byte[] block = first;
    for (int b = 1; ; b++) {
      sum.add(block, 0, BLOCK);
      for (int c = 0; c < BLOCK; c += CARD) {
        String keyword = text(block, c, 8).trim();
        if (keyword.equals("END") && text(block, c, CARD).trim().equals("END")) {
          return cards;
        }
        if (text(block, c + 8, 2).equals("= ")) {
          String field = text(block, c + 10, CARD - 10).trim();
          String old = cards.putIfAbsent(keyword, value(field));
          if (field.startsWith("'")) {
            cards.put(TEXT + keyword, "");
          }
          if (old != null && isStructural(keyword)) {
            throw damaged(
                "%s has the keyword %s twice in the header of its unit %d: keep one of them",
                name, keyword, number);
          }
        }
      }
      if (b == MOST_BLOCKS) {
        throw damaged(
            "%s has more than %,d cards in the header of its unit %d and no END: copy it again",
            name, MOST_BLOCKS * (BLOCK / CARD), number);
      }
      block = in.readNBytes(BLOCK);
      position += block.length;
      if (block.length < BLOCK) {
        throw cutInHeader(number);
      }
    }
  }

  private static boolean isStructural(String keyword) {
    return keyword.matches("BITPIX|NAXIS\\d*|PCOUNT|GCOUNT|TFIELDS|TFORM\\d+|BSCALE|BZERO|BLANK");
  }

  private static String text(byte[] block, int from, int length) {
    return new String(block, from, length, StandardCharsets.ISO_8859_1);
  }

  /** Returns the value of a card without quotes and comment. */
  private static String value(String text) {
    if (!text.startsWith("'")) {
      int comment = text.indexOf('/');
      return (comment < 0 ? text : text.substring(0, comment)).trim();
    }
    int end = text.indexOf('\'', 1);
    return (end < 0 ? text.substring(1) : text.substring(1, end)).trim();
  }

  private String label(Map<String, String> cards) {
    String own = cards.getOrDefault("EXTNAME", "");
    return name + ", " + (own.isEmpty() ? "unit " + number : own);
  }

  /** Returns the number of bytes of the data of a unit, without padding. */
  private long length(Map<String, String> cards, String label) throws IOException {
    long bits = whole(cards, label, "BITPIX", null);
    if (!SAMPLE_SIZES.contains(bits)) {
      throw damaged("%s: BITPIX is %d: it must be 8, 16, 32, 64, -32 or -64", label, bits);
    }
    long axes = whole(cards, label, "NAXIS", null);
    require(label, "NAXIS", axes, 0, 999);
    long groups = whole(cards, label, "GCOUNT", 1L);
    require(label, "GCOUNT", groups, 1, Long.MAX_VALUE);
    long extra = whole(cards, label, "PCOUNT", 0L);
    require(label, "PCOUNT", extra, 0, Long.MAX_VALUE);
    boolean random = cards.getOrDefault("GROUPS", "F").equals("T");
    try {
      long samples = axes == 0 ? 0 : 1;
      for (int a = 1; a <= axes; a++) {
        long n = whole(cards, label, "NAXIS" + a, null);
        require(label, "NAXIS" + a, n, 0, Long.MAX_VALUE);
        samples = a == 1 && random && n == 0 ? 1 : Math.multiplyExact(samples, n);
      }
      if (axes == 0) {
        return 0;
      }
      long all = Math.multiplyExact(groups, Math.addExact(extra, samples));
      return Math.multiplyExact(all, Math.abs(bits) / 8);
    } catch (ArithmeticException e) {
      throw new DamagedException(
          label + ": its axes make more than 2^63 bytes: correct its NAXIS1, NAXIS2 …", e);
    }
  }

  /**
   * Refuses a binary table whose columns do not fill its rows. The library would correct NAXIS1
   * without a message.
   */
  private static void checkRows(Map<String, String> cards, String label) throws IOException {
    long axes = whole(cards, label, "NAXIS", null);
    require(label, "NAXIS", axes, 2, 2);
    long columns = whole(cards, label, "TFIELDS", null);
    require(label, "TFIELDS", columns, 0, 999);
    long bytes = 0;
    for (int c = 1; c <= columns; c++) {
      String text = cards.get("TFORM" + c);
      Matcher form = FORM.matcher(String.valueOf(text));
      if (text == null || !form.matches()) {
        throw damaged(
            "%s: TFORM%d is %s: it must be a count and one of L, X, B, I, J, K, A, E, D, C, M, P, Q",
            label, c, text == null ? "missing" : "'" + Quoted.printable(text, 80) + "'");
      }
      long count = form.group(1).isEmpty() ? 1 : Long.parseLong(form.group(1));
      bytes += form.group(2).equals("X") ? (count + 7) / 8 : count * BYTES.get(form.group(2));
    }
    long width = whole(cards, label, "NAXIS1", null);
    if (bytes != width) {
      throw damaged(
          "%s: its rows have NAXIS1 = %d bytes and its columns %d by their TFORM: write it again",
          label, width, bytes);
    }
  }

  private static void require(String label, String keyword, long value, long least, long most)
      throws IOException {
    if (value < least || value > most) {
      throw damaged(
          "%s: %s is %d: it must be %d or more%s",
          label, keyword, value, least, most < Long.MAX_VALUE ? ", and at most " + most : "");
    }
  }

  private static long whole(Map<String, String> cards, String label, String keyword, Long standard)
      throws IOException {
    String text = cards.get(keyword);
    if (text == null && standard != null) {
      return standard;
    }
    try {
      return Long.parseLong(cards.containsKey(TEXT + keyword) ? TEXT : String.valueOf(text));
    } catch (NumberFormatException e) {
      throw new DamagedException(
          text == null
              ? label + ": its header has no " + keyword + ": copy it again"
              : label
                  + ": "
                  + keyword
                  + " is '"
                  + Quoted.printable(text, 80)
                  + "': it must be a whole number",
          e);
    }
  }

  private void add(FitsSum sum, String label, long length) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = length;
    while (left > 0) {
      int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (count < 0) {
        throw cut(label, left);
      }
      sum.add(buffer, 0, count);
      left -= count;
    }
  }

  /**
   * Reads the padding after the data of a unit. The padding at the end of a file may be missing.
   */
  private int padding(FitsSum sum, long length) throws IOException {
    byte[] rest = in.readNBytes((int) ((BLOCK - length % BLOCK) % BLOCK));
    sum.add(rest, 0, rest.length);
    return rest.length;
  }

  private DamagedException cut(String label, long missing) {
    return new DamagedException(
        String.format(
            Locale.ROOT,
            "%s: the file ends %,d bytes before its samples do: copy it again",
            label,
            missing),
        new EOFException());
  }

  private DamagedException cutInHeader(int unit) {
    return damaged("%s ends within the header of its unit %d: copy it again", name, unit);
  }

  private static DamagedException damaged(String format, Object... values) {
    return new DamagedException(String.format(Locale.ROOT, format, values), null);
  }
}
