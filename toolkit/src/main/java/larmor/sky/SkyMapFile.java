package larmor.sky;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import larmor.numeric.FitsInput;
import larmor.numeric.Memory;
import larmor.numeric.Quoted;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.BinaryTable;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import nom.tam.fits.HeaderCard;
import nom.tam.image.compression.hdu.CompressedImageHDU;

/**
 * Reads and writes several HEALPix maps as columns of one FITS binary table, in the layout of
 * healpy's read_map and write_map. {@link SkyMap#read} and {@link SkyMap#write} read and write
 * files of one map.
 */
public final class SkyMapFile {
  /** No intensity is as low: programs mark empty pixels by such numbers, UNSEEN among them. */
  private static final double LARGEST_EMPTY = -1e20;

  private static final Pattern EQUATORIAL =
      Pattern.compile("C|CEL|CELESTIAL|EQ|EQU|EQUATORIAL|ICRS|FK5|J2000");
  private static final Pattern PIXELS =
      Pattern.compile("(?i)PIXELS?|PIX|IPIX|HPIX|HPX_?INDEX|HEALPIX_?INDEX");
  private static final Pattern GALACTIC = Pattern.compile("G|GAL|GALACTIC");
  private static final Pattern ECLIPTIC = Pattern.compile("E|ECL|ECLIPTIC");

  private SkyMapFile() {}

  /**
   * Reads one of the maps of a file in equatorial coordinates.
   *
   * @param file the file, which may be compressed by gzip
   * @param field number of the map, from 0, which healpy calls field
   * @return the map
   * @throws IOException if the file cannot be read, holds no such map or is in other coordinates
   */
  public static SkyMap read(Path file, int field) throws IOException {
    return read(file, field, false);
  }

  /**
   * Reads one of the maps of a file.
   *
   * @param anyCoordinates whether the map may be in other coordinates than equatorial ones
   */
  static SkyMap read(Path file, int field, boolean anyCoordinates) throws IOException {
    try (FitsInput input = FitsInput.open(file, file.toString())) {
      BinaryTableHDU table = table(file, input);
      if (!anyCoordinates) {
        requireEquatorial(file, table.getHeader());
      }
      return map(file, table, field);
    }
  }

  private static BinaryTableHDU table(Path file, FitsInput input) throws IOException {
    BinaryTableHDU first = null;
    for (BasicHDU<?> hdu : input.units()) {
      if (hdu instanceof BinaryTableHDU table && !(hdu instanceof CompressedImageHDU)) {
        if (table.getHeader().containsKey("NSIDE")) {
          return table;
        }
        first = first == null ? table : first;
      }
    }
    if (first != null) {
      return first;
    }
    throw new IOException(file + " holds no binary table: give a HEALPix map");
  }

  /**
   * Reads the header of the table with the maps.
   *
   * @param file the file, which may be compressed by gzip
   * @return the header
   * @throws IOException if the file cannot be read or holds no table
   */
  public static Header header(Path file) throws IOException {
    try (FitsInput input = FitsInput.open(file, file.toString())) {
      return table(file, input).getHeader();
    }
  }

  /**
   * Refuses maps in other coordinates than equatorial ones. healpy writes C, G or E as COORDSYS,
   * and the maps of Planck have GALACTIC; a map without COORDSYS is assumed to be equatorial.
   */
  private static void requireEquatorial(Path file, Header header) throws IOException {
    String system = text(header, "COORDSYS");
    if (system.isEmpty() || EQUATORIAL.matcher(system).matches()) {
      return;
    }
    boolean galactic = GALACTIC.matcher(system).matches();
    if (galactic || ECLIPTIC.matcher(system).matches()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s is in %s coordinates (COORDSYS %s), not equatorial: use"
                  + " SkyMap.readAsStored(file).toEquatorial(SkyFrame.%s())",
              file,
              galactic ? "Galactic" : "ecliptic",
              system,
              galactic ? "galactic" : "ecliptic"));
    }
    throw new IOException(
        String.format(
            Locale.ROOT,
            "%s has COORDSYS %s, which is not C (equatorial), G (Galactic) or E (ecliptic): use"
                + " SkyMap.readAsStored(file), and toEquatorial if it is not equatorial",
            file,
            system));
  }

  /**
   * Returns a text of the header in capitals, in one line, or an empty text if the keyword is
   * missing.
   */
  private static String text(Header header, String keyword) {
    HeaderCard card = header.findCard(keyword);
    return card == null || card.getValue() == null
        ? ""
        : Quoted.printable(card.getValue().trim().toUpperCase(Locale.ROOT), 80);
  }

  private static SkyMap map(Path file, BinaryTableHDU table, int field) throws IOException {
    Header header = table.getHeader();
    String ordering = text(header, "ORDERING");
    long nside = FitsInput.whole(header, "NSIDE", 0, file.toString());
    if (nside == 0 || !ordering.matches("RING|NEST|NESTED")) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s has NSIDE %d and ORDERING %s in its header: give a HEALPix map, RING or NESTED",
              file,
              nside,
              ordering.isEmpty() ? "NONE" : ordering));
    }
    if (nside < 0 || nside > Healpix.LARGEST || Long.bitCount(nside) != 1) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s has NSIDE %d in its header: give a HEALPix map whose NSIDE is a power of two from"
                  + " 1 to %d",
              file,
              nside,
              Healpix.LARGEST));
    }
    int pixels = Healpix.of((int) nside).pixels();
    String scheme = text(header, "INDXSCHM");
    boolean explicit = scheme.equals("EXPLICIT");
    if (!explicit && !scheme.isEmpty() && !scheme.equals("IMPLICIT")) {
      throw new IOException(
          file + " has INDXSCHM " + scheme + " in its header: it must be IMPLICIT or EXPLICIT");
    }
    int column = explicit ? field + 1 : field;
    if (field < 0 || column >= table.getNCols()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s has no map number %d: its maps are numbered 0 to %d",
              file,
              field,
              table.getNCols() - (explicit ? 2 : 1)));
    }
    requirePixelsFirst(file, table, explicit);
    FitsColumn values = FitsColumn.of(file.toString(), table, column);
    if (!explicit && values.count() != pixels) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s holds %d values and NSIDE %d needs %d: write the map again",
              file,
              values.count(),
              nside,
              pixels));
    }
    // the memory holds the values as read, a copy in RING order, and the copy in the map
    Memory.require(file + " with NSIDE " + nside, 24L * pixels, "give it with a smaller NSIDE");
    double[] all =
        explicit
            ? whole(file, FitsColumn.of(file.toString(), table, 0), values, (int) nside)
            : values.values();
    double bad = FitsInput.number(header, "BAD_DATA", SkyMap.UNSEEN, file.toString());
    boolean floats = values.isFloat();
    for (int p = 0; p < pixels; p++) {
      if (Double.isInfinite(all[p])) {
        throw new IOException(
            file + " holds " + all[p] + " as pixel " + p + ": write NaN in an empty pixel");
      }
      // a float holds the value of empty pixels rounded
      boolean empty = all[p] == bad || (floats && all[p] == (float) bad);
      if (!empty && all[p] <= LARGEST_EMPTY) {
        throw new IOException(
            file
                + " holds "
                + all[p]
                + " as pixel "
                + p
                + ", which is no intensity and not the "
                + bad
                + " of its empty pixels: write NaN in an empty pixel, or its value as BAD_DATA");
      }
      all[p] = empty ? Double.NaN : all[p];
    }
    return ordering.equals("RING") ? SkyMap.of(all) : SkyMap.ofNested(all);
  }

  /** Checks that the column with the numbers of the pixels is where INDXSCHM says. */
  private static void requirePixelsFirst(Path file, BinaryTableHDU table, boolean explicit)
      throws IOException {
    for (int c = 0; c < table.getNCols(); c++) {
      String name = String.valueOf(table.getColumnName(c)).trim();
      if (PIXELS.matcher(name).matches() && c != (explicit ? 0 : -1)) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "%s has the column %s in place %d%s: write INDXSCHM = EXPLICIT and the numbers of the"
                    + " pixels as the first column, or leave them out",
                file,
                name,
                c + 1,
                explicit ? "" : " and no INDXSCHM = EXPLICIT"));
      }
    }
  }

  /**
   * Makes the values of the whole sky from those of the pixels that a file contains; the others are
   * empty.
   */
  private static double[] whole(Path file, FitsColumn places, FitsColumn column, int nside)
      throws IOException {
    if (places.count() != column.count()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s has %d pixel numbers and %d values: write the map again",
              file,
              places.count(),
              column.count()));
    }
    if (places.count() == 0) {
      throw new IOException(file + " has no pixels: write the map again");
    }
    int pixels = Healpix.of(nside).pixels();
    double[] numbers = places.values();
    double[] values = column.values();
    double[] whole = new double[pixels];
    BitSet seen = new BitSet(pixels);
    Arrays.fill(whole, Double.NaN);
    for (int i = 0; i < numbers.length; i++) {
      if (!(numbers[i] >= 0 && numbers[i] < pixels)) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "%s has a value for pixel %.0f, but the last pixel of NSIDE %d is %d: correct its first column",
                file,
                numbers[i],
                nside,
                pixels - 1));
      }
      int pixel = (int) numbers[i];
      if (pixel != numbers[i]) {
        throw new IOException(
            file + " has a value for pixel " + numbers[i] + ": write whole numbers of pixels");
      }
      if (seen.get(pixel)) {
        throw new IOException(
            file + " has two values for pixel " + pixel + ": write each pixel once");
      }
      seen.set(pixel);
      whole[pixel] = values[i];
    }
    return whole;
  }

  /**
   * Writes several maps in equatorial coordinates to one file.
   *
   * @param maps one or more maps of one nside, by the names of their columns
   * @param nested true for NESTED order, false for RING
   * @param cards further header cards by keyword: texts or numbers
   * @param file file, which is replaced as a whole; compressed if its name ends with .gz
   * @throws IOException if the file cannot be written
   * @throws IllegalArgumentException if there is no map or the maps differ in nside
   */
  public static void write(
      Map<String, SkyMap> maps, boolean nested, Map<String, Object> cards, Path file)
      throws IOException {
    if (maps.isEmpty()) {
      throw new IllegalArgumentException(file + " needs at least one map and got 0: give one");
    }
    List<String> names = List.copyOf(maps.keySet());
    int nside = maps.get(names.get(0)).nside();
    Object[] columns = new Object[names.size()];
    for (int c = 0; c < columns.length; c++) {
      SkyMap map = maps.get(names.get(c));
      if (map.nside() != nside) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the maps %s and %s have nside %d and %d: give maps of one nside to one file",
                names.get(0),
                names.get(c),
                nside,
                map.nside()));
      }
      columns[c] = column(map, nested);
    }
    int pixels = Healpix.of(nside).pixels();
    BinaryTableHDU table;
    try {
      table = BinaryTable.fromColumnMajor(columns).toHDU();
      for (int c = 0; c < columns.length; c++) {
        table.setColumnName(c, names.get(c), "map value");
      }
      Header h = table.getHeader();
      h.addValue("PIXTYPE", "HEALPIX", "equal-area pixels of Gorski et al. 2005");
      h.addValue("ORDERING", nested ? "NESTED" : "RING", "pixel order");
      h.addValue("NSIDE", nside, "pixels along a base pixel's side");
      h.addValue("FIRSTPIX", 0, "first pixel");
      h.addValue("LASTPIX", pixels - 1, "last pixel");
      h.addValue("INDXSCHM", "IMPLICIT", "every pixel is there");
      h.addValue("OBJECT", "FULLSKY", "sky coverage");
      h.addValue("COORDSYS", "C", "equatorial coordinates");
      h.addValue("BAD_DATA", SkyMap.UNSEEN, "value of empty pixels");
      for (Map.Entry<String, Object> card : cards.entrySet()) {
        if (card.getValue() instanceof Number number) {
          h.addValue(card.getKey(), number, "");
        } else {
          h.addValue(card.getKey(), card.getValue().toString(), "");
        }
      }
    } catch (FitsException e) {
      throw new IOException(file + " could not be written: " + e.getMessage(), e);
    }
    FitsTable.write(table, file);
  }

  /**
   * Returns the values of a map, arranged in rows of 1024 as healpy does if their number is a
   * multiple of 1024.
   */
  private static Object column(SkyMap map, boolean nested) {
    SkyMap full = map.filledWith(SkyMap.UNSEEN);
    double[] values = nested ? full.nestedRaw() : full.raw();
    int width = 1024;
    if (values.length % width != 0) {
      return values;
    }
    double[][] rows = new double[values.length / width][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = Arrays.copyOfRange(values, r * width, (r + 1) * width);
    }
    return rows;
  }
}
