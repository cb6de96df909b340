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
 * HEALPix maps as columns of a FITS binary table, in the layout of healpy's read_map and write_map.
 * {@link SkyMap} reads and writes files of one map.
 */
public final class SkyMapFile {
  private SkyMapFile() {}

  /**
   * One of the maps of a file in equatorial coordinates.
   *
   * @param field counted from 0, as healpy's
   */
  public static SkyMap read(Path file, int field) throws IOException {
    return read(file, field, false);
  }

  /**
   * @param turned whether the map may be in other coordinates than equatorial ones
   */
  static SkyMap read(Path file, int field, boolean turned) throws IOException {
    try (Fits fits = new Fits(file.toFile())) {
      for (BasicHDU<?> hdu : fits.read()) {
        if (hdu instanceof BinaryTableHDU table) {
          if (!turned) {
            equatorial(file, table.getHeader());
          }
          return map(file, table, field);
        }
      }
    } catch (FitsException e) {
      throw new IOException(file + " is not a readable FITS map: " + e.getMessage(), e);
    }
    throw new IOException(file + " holds no binary table: give a HEALPix map");
  }

  /** The cards of the table that hold maps. */
  public static Header header(Path file) throws IOException {
    try (Fits fits = new Fits(file.toFile())) {
      BasicHDU<?> table = fits.getHDU(1);
      if (table == null) {
        throw new IOException(file + " holds no binary table: give a HEALPix map");
      }
      return table.getHeader();
    } catch (FitsException e) {
      throw new IOException(file + " is not a readable FITS map: " + e.getMessage(), e);
    }
  }

  /** healpy writes C, G or E, Planck's maps GALACTIC; a map that says nothing passes. */
  private static void equatorial(Path file, Header header) throws IOException {
    String said = header.getStringValue("COORDSYS", "C").trim().toUpperCase(Locale.ROOT);
    boolean galactic = said.startsWith("G");
    if (galactic || said.equals("E") || said.startsWith("ECL")) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s is in %s coordinates (COORDSYS %s), not equatorial: use SkyMap.readAsStored(file).toEquatorial(SkyFrame.%s())",
              file,
              galactic ? "Galactic" : "ecliptic",
              said,
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
              "%s says NSIDE %d and ORDERING %s: a HEALPix map has both, RING or NESTED",
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
              "%s has no map %d, counted from 0: it holds %d",
              file,
              field,
              table.getNCols() - (explicit ? 1 : 0)));
    }
    double[] values = flat(table.getColumn(column), pixels);
    if (explicit) {
      double[] places = flat(table.getColumn(0), pixels);
      double[] whole = new double[pixels];
      Arrays.fill(whole, Double.NaN);
      for (int i = 0; i < places.length; i++) {
        if (!(places[i] >= 0 && places[i] < pixels)) {
          throw new IOException(
              String.format(
                  Locale.ROOT,
                  "%s has a value for pixel %.0f, but NSIDE %d ends at %d: mend its first column",
                  file,
                  places[i],
                  nside,
                  pixels - 1));
        }
        whole[(int) places[i]] = values[i];
      }
      values = whole;
    } else if (values.length != pixels) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s holds %d values but says NSIDE %d: it should hold %d",
              file,
              values.length,
              nside,
              pixels));
    }
    return ordering.equals("RING") ? SkyMap.of(values) : SkyMap.ofNested(values);
  }

  /** A column of numbers, however many stand in a row. */
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
   * @param maps of one nside, by the names of their columns
   * @param cards more of the header: texts or numbers
   */
  public static void write(
      Map<String, SkyMap> maps, boolean nested, Map<String, Object> cards, Path file)
      throws IOException {
    List<String> names = List.copyOf(maps.keySet());
    int nside = maps.get(names.get(0)).nside();
    Object[] columns = new Object[names.size()];
    for (int c = 0; c < columns.length; c++) {
      SkyMap map = maps.get(names.get(c));
      if (map.nside() != nside) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the maps %s and %s have nside %d and %d: give one file maps of one nside",
                names.get(0),
                names.get(c),
                nside,
                map.nside()));
      }
      columns[c] = column(map, nested);
    }
    int pixels = Healpix.of(nside).pixels();
    try {
      BinaryTableHDU table = BinaryTable.fromColumnMajor(columns).toHDU();
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
      FitsTable.write(table, file);
    } catch (FitsException e) {
      throw new IOException(file + " could not be written: " + e.getMessage(), e);
    }
  }

  /** In rows of 1024 values where they fill such. */
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
