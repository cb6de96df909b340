package larmor.orbit;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.BinaryTable;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import nom.tam.fits.HeaderCard;
import nom.tam.fits.NullDataHDU;

/**
 * Ensembles as FITS: the manifest as cards of the empty primary, then the binary tables PARTICLES,
 * CROSSINGS and SLICES with units, each with a checksum that is verified on reading. An empty table
 * is left out.
 */
final class EnsembleFile {
  private static final String FORMAT = "LARMOR ENSEMBLE 1";
  private static final String[] CROSSING_NAMES = {
    "PARTICLE", "SPHERE", "FLAGS", "PATH", "X", "Y", "Z", "UX", "UY", "UZ"
  };
  private static final String[] CROSSING_UNITS = {"", "", "", "m", "m", "m", "m", "", "", ""};

  private EnsembleFile() {}

  static void write(Ensemble ensemble, Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    Path beside = parent.resolve(file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      try (Fits fits = new Fits()) {
        fits.addHDU(primary(ensemble));
        fits.addHDU(particles(ensemble));
        if (ensemble.crossingTable().size() > 0) {
          fits.addHDU(crossings(ensemble.crossingTable()));
        }
        fits.addHDU(slices(ensemble.slices()));
        fits.setChecksum();
        fits.write(beside.toFile());
      }
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (FitsException e) {
      throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static BasicHDU<?> primary(Ensemble ensemble) throws FitsException {
    NullDataHDU hdu = new NullDataHDU();
    hdu.getHeader().addValue("CONTENT", FORMAT, "tracks of charged particles, SI units");
    for (Map.Entry<String, String> entry : ensemble.manifest().entrySet()) {
      hdu.getHeader().addValue(entry.getKey(), entry.getValue(), "");
    }
    return hdu;
  }

  private static BasicHDU<?> particles(Ensemble ensemble) throws FitsException {
    List<Object> columns = new ArrayList<>(List.of((Object[]) ensemble.columns()));
    List<String> names = new ArrayList<>();
    List<String> units = new ArrayList<>();
    for (Quantity quantity : Quantity.values()) {
      names.add(quantity.name());
      units.add(quantity.unit());
    }
    for (int s = 0; s < ensemble.counts().length; s++) {
      columns.add(ensemble.counts()[s]);
      names.add("CROSSINGS_" + (s + 1));
      units.add("");
    }
    return table("PARTICLES", columns, names, units);
  }

  private static BasicHDU<?> crossings(CrossingTable crossings) throws FitsException {
    List<Object> columns = new ArrayList<>();
    for (int c = 0; c < CrossingTable.WIDTH; c++) {
      double[] column = new double[crossings.size()];
      for (int r = 0; r < column.length; r++) {
        column[r] = crossings.value(r, c);
      }
      columns.add(column);
    }
    return table("CROSSINGS", columns, List.of(CROSSING_NAMES), List.of(CROSSING_UNITS));
  }

  private static BasicHDU<?> slices(Slices slices) throws FitsException {
    double[] sums = slices.sums();
    List<Object> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> units = new ArrayList<>();
    for (int c = 0; c < Slices.WIDTH; c++) {
      double[] column = new double[slices.size()];
      for (int k = 0; k < column.length; k++) {
        column[k] = sums[k * Slices.WIDTH + c];
      }
      columns.add(column);
      names.add(Slices.NAMES[c]);
      units.add("");
    }
    return table("SLICES", columns, names, units);
  }

  private static BasicHDU<?> table(
      String name, List<Object> columns, List<String> names, List<String> units)
      throws FitsException {
    BinaryTable data = new BinaryTable();
    for (Object column : columns) {
      data.addColumn(column);
    }
    BinaryTableHDU hdu = BinaryTableHDU.wrap(data);
    hdu.getHeader().addValue("EXTNAME", name, "");
    for (int c = 0; c < names.size(); c++) {
      hdu.setColumnName(c, names.get(c), null);
      if (!units.get(c).isEmpty()) {
        hdu.setColumnMeta(c, "TUNIT", units.get(c), null);
      }
    }
    return hdu;
  }

  static Ensemble read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no ensemble " + file + ": run the tracks and write it first");
    }
    verify(file);
    try (Fits fits = new Fits(file.toFile())) {
      BasicHDU<?>[] hdus = fits.read();
      Header header = hdus[0].getHeader();
      if (!FORMAT.equals(header.getStringValue("CONTENT"))) {
        throw new IOException(
            file + " holds no ensemble of tracks: give a file that Ensemble.write made");
      }
      Map<String, String> manifest = manifest(header);
      int particles = Integer.parseInt(manifest.get("COUNT"));
      int spheres = Integer.parseInt(manifest.get("SPHERES"));
      double[][] columns = new double[Quantity.values().length][];
      int[][] counts = new int[spheres][];
      CrossingTable crossings = new CrossingTable();
      Slices slices = null;
      for (int h = 1; h < hdus.length; h++) {
        BinaryTableHDU table = (BinaryTableHDU) hdus[h];
        switch (table.getHeader().getStringValue("EXTNAME")) {
          case "PARTICLES" -> {
            for (Quantity quantity : Quantity.values()) {
              columns[quantity.ordinal()] = doubles(table, quantity.name(), particles);
            }
            for (int s = 0; s < spheres; s++) {
              counts[s] = (int[]) table.getColumn("CROSSINGS_" + (s + 1));
            }
          }
          case "CROSSINGS" -> readCrossings(table, crossings);
          default -> slices = readSlices(table, Ensemble.gyration(manifest));
        }
      }
      if (columns[0] == null || slices == null) {
        throw new FitsException("a table is missing");
      }
      return new Ensemble(manifest, columns, counts, crossings, slices, false);
    } catch (RuntimeException | EOFException e) {
      throw new IOException(
          file + " is damaged or no ensemble (" + e.getMessage() + "): delete it and run again", e);
    }
  }

  /**
   * Every unit with a CHECKSUM card adds up to zero in the ones' complement arithmetic of the FITS
   * standard (4.0, appendix J), and so does the file.
   */
  private static void verify(Path file) throws IOException {
    long sum = 0;
    long words = 0;
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      for (long left = Files.size(file); left >= 4; left -= 4) {
        sum += Integer.toUnsignedLong(in.readInt());
        sum = (sum & 0xFFFFFFFFL) + (sum >>> 32);
        words++;
      }
    }
    if (words == 0 || words % 720 != 0 || 4 * words != Files.size(file) || sum != 0xFFFFFFFFL) {
      throw new IOException(
          file + " is damaged or no ensemble (its checksum fails): delete it and run again");
    }
  }

  private static Map<String, String> manifest(Header header) {
    Map<String, String> manifest = new TreeMap<>();
    boolean past = false;
    for (Iterator<HeaderCard> cards = header.iterator(); cards.hasNext(); ) {
      HeaderCard card = cards.next();
      String key = card.getKey();
      if (past && card.isStringValue() && !key.equals("CHECKSUM") && !key.equals("DATASUM")) {
        manifest.put(key, card.getValue());
      }
      past |= key.equals("CONTENT");
    }
    return manifest;
  }

  private static double[] doubles(BinaryTableHDU table, String name, int rows)
      throws FitsException {
    double[] column = (double[]) table.getColumn(name);
    if (column == null || column.length != rows) {
      throw new FitsException("column " + name + " is missing or has not " + rows + " rows");
    }
    return column;
  }

  private static void readCrossings(BinaryTableHDU table, CrossingTable crossings)
      throws FitsException {
    int rows = table.getNRows();
    double[][] columns = new double[CrossingTable.WIDTH][];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = doubles(table, CROSSING_NAMES[c], rows);
    }
    for (int r = 0; r < rows; r++) {
      int i = crossings.add();
      for (int c = 0; c < columns.length; c++) {
        crossings.rows()[i + c] = columns[c][r];
      }
    }
  }

  private static Slices readSlices(BinaryTableHDU table, Gyration gyration) throws FitsException {
    int rows = table.getNRows();
    double[] sums = new double[rows * Slices.WIDTH];
    for (int c = 0; c < Slices.WIDTH; c++) {
      double[] column = doubles(table, Slices.NAMES[c], rows);
      for (int k = 0; k < rows; k++) {
        sums[k * Slices.WIDTH + c] = column[k];
      }
    }
    return new Slices(gyration, sums, rows);
  }
}
