package larmor.sky;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.BinaryTable;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;

/**
 * Reads and writes several HEALPix maps as columns of one FITS binary table, in the layout of
 * healpy's read_map and write_map. For files of one map see {@link SkyMap#read} and {@link
 * SkyMap#write}.
 */
public final class SkyMapFile {
  private SkyMapFile() {}

  /**
   * Reads one of the maps of a file in equatorial coordinates.
   *
   * @param file the file, also compressed by gzip
   * @param field which map, counted from 0 as healpy's field
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
    try (Fits fits = new Fits(file.toFile())) {
      for (BasicHDU<?> hdu : fits.read()) {
        if (hdu instanceof BinaryTableHDU table) {
          if (!anyCoordinates) {
            requireEquatorial(file, table.getHeader());
          }
          return map(file, table, field);
        }
      }
    } catch (FitsException e) {
      throw unreadable(file, e);
    }
    throw new IOException(file + " holds no binary table: give a HEALPix map");
  }

  private static IOException unreadable(Path file, FitsException e) {
    return new IOException(
        file + " cannot be read as a FITS map: " + e.getMessage() + ": write it again", e);
  }

  /**
   * Reads the header of the table with the maps.
   *
   * @param file the file, also compressed by gzip
   * @return the header
   * @throws IOException if the file cannot be read or holds no table
   */
  public static Header header(Path file) throws IOException {
    try (Fits fits = new Fits(file.toFile())) {
      BasicHDU<?> table = fits.getHDU(1);
      if (table == null) {
        throw new IOException(file + " holds no binary table: give a HEALPix map");
      }
      return table.getHeader();
    } catch (FitsException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Refuses Galactic and ecliptic maps. healpy writes C, G or E as COORDSYS, Planck's maps have
   * GALACTIC; a map without COORDSYS is taken as equatorial.
   */
  private static void requireEquatorial(Path file, Header header) throws IOException {
    String system = header.getStringValue("COORDSYS", "C").trim().toUpperCase(Locale.ROOT);
    boolean galactic = system.startsWith("G");
    if (galactic || system.equals("E") || system.startsWith("ECL")) {
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
  }

  private static SkyMap map(Path file, BinaryTableHDU table, int field)
      throws FitsException, IOException {
    Header header = table.getHeader();
    String ordering = header.getStringValue("ORDERING", "none").trim().toUpperCase(Locale.ROOT);
    int nside = header.getIntValue("NSIDE", 0);
    if (nside == 0 || !(ordering.equals("RING") || ordering.startsWith("NEST"))) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s has NSIDE %d and ORDERING %s in its header: give a HEALPix map, RING or NESTED",
              file,
              nside,
              ordering));
    }
    int pixels = Healpix.of(nside).pixels();
    boolean explicit = header.getStringValue("INDXSCHM", "IMPLICIT").trim().equals("EXPLICIT");
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
    double[] values = flat(table.getColumn(column), pixels);
    if (explicit) {
      double[] numbers = flat(table.getColumn(0), pixels);
      double[] whole = new double[pixels];
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
        whole[(int) numbers[i]] = values[i];
      }
      values = whole;
    } else if (values.length != pixels) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s holds %d values and NSIDE %d needs %d: write the map again",
              file,
              values.length,
              nside,
              pixels));
    }
    return ordering.equals("RING") ? SkyMap.of(values) : SkyMap.ofNested(values);
  }

  /** The numbers of a column with any number of them in a row, at most {@code limit}. */
  private static double[] flat(Object column, int limit) {
    double[] out = new double[limit];
    int n = flatten(column, out, 0);
    return n == limit ? out : Arrays.copyOf(out, n);
  }

  private static int flatten(Object part, double[] out, int at) {
    int next = at;
    for (int i = 0; i < Array.getLength(part); i++) {
      Object o = Array.get(part, i);
      if (o.getClass().isArray()) {
        next = flatten(o, out, next);
      } else {
        if (next < out.length) {
          out[next] = ((Number) o).doubleValue();
        }
        next++;
      }
    }
    return next;
  }

  /**
   * Writes several maps in equatorial coordinates to one file.
   *
   * @param maps at least one, all of one nside, by the names of their columns
   * @param nested true for NESTED order, false for RING
   * @param cards further header cards by keyword: texts or numbers
   * @param file replaced as a whole; compressed if its name ends with .gz
   * @throws IOException if it cannot be written
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

  /** The values in rows of 1024, as healpy's, if their number is a multiple of that. */
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
