package larmor.orbit;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import larmor.numeric.AtomicFile;
import larmor.numeric.FileError;
import larmor.numeric.FitsInput;
import larmor.numeric.Quoted;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import nom.tam.fits.HeaderCard;
import nom.tam.fits.NullDataHDU;
import nom.tam.fits.utilities.FitsCheckSum;

/**
 * Writes and reads ensembles as FITS files. The header of the empty primary unit holds the
 * manifest. Then follow the binary tables PARTICLES, one table of crossings for each sphere
 * (CROSSINGS_1, CROSSINGS_2 …), and SLICES; their headers state the units. Each unit of the file
 * has a checksum, which is verified when the file is read. Rows are written as {@link RowTable}
 * stores them, so an ensemble may be larger than the memory.
 */
final class EnsembleFile {
  private static final String FORMAT = "LARMOR ENSEMBLE 2";
  private static final int BLOCK = 2880;

  /** The keyword of a checksum that depends on the order of the rows, as DATASUM does not. */
  private static final String ROWS = "ROWSUM";

  /** A column of a binary table. */
  private record Column(String name, String form, String unit) {}

  private static final List<Column> CROSSING_COLUMNS =
      List.of(
          new Column("PARTICLE", "1J", ""),
          new Column("FLAGS", "1J", ""),
          new Column("PATH", "1D", "m"),
          new Column("X", "1D", "m"),
          new Column("Y", "1D", "m"),
          new Column("Z", "1D", "m"),
          new Column("UX", "1D", ""),
          new Column("UY", "1D", ""),
          new Column("UZ", "1D", ""));

  private EnsembleFile() {}

  /**
   * Writes an ensemble as {@link Ensemble#write} describes.
   *
   * @throws IOException if the file cannot be written
   */
  static void write(Ensemble ensemble, Path file) throws IOException {
    try {
      AtomicFile.write(file, temporary -> writeUnits(ensemble, temporary));
    } catch (IOException | FitsException e) {
      throw new IOException(
          "ensemble "
              + file
              + " cannot be written ("
              + (e instanceof IOException io ? FileError.words(io) : Quoted.reason(e))
              + "): free some space or choose another place, and write it again",
          e);
    }
  }

  private static void writeUnits(Ensemble ensemble, Path file) throws IOException {
    EnsembleTables tables = ensemble.tables();
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(file.toFile()), 1 << 16))) {
      out.write(primary(ensemble.manifest()));
      int spheres = tables.crossings().size();
      writeTable("PARTICLES", particleColumns(spheres), tables.particles(), out);
      for (int s = 0; s < spheres; s++) {
        writeTable("CROSSINGS_" + (s + 1), CROSSING_COLUMNS, tables.crossings().get(s), out);
      }
      writeTable("SLICES", sliceColumns(), tables.slices().rows(), out);
    }
  }

  private static byte[] primary(Map<String, String> manifest) throws FitsException {
    NullDataHDU hdu = new NullDataHDU();
    Header header = hdu.getHeader();
    header.getCard("SIMPLE").setComment("FITS"); // the library's comment holds a date
    header.addValue("CONTENT", FORMAT, "trajectories of charged particles, SI units");
    for (Map.Entry<String, String> entry : manifest.entrySet()) {
      header.addValue(entry.getKey(), entry.getValue(), "");
    }
    return withChecksum(header, 0);
  }

  private static List<Column> particleColumns(int spheres) {
    List<Column> columns = new ArrayList<>();
    for (TrajectoryQuantity quantity : TrajectoryQuantity.values()) {
      columns.add(new Column(quantity.name(), "1D", quantity.unit()));
    }
    for (int s = 0; s < spheres; s++) {
      columns.add(new Column("CROSSINGS_" + (s + 1), "1J", ""));
    }
    return columns;
  }

  private static List<Column> sliceColumns() {
    List<Column> columns = new ArrayList<>();
    for (String name : TimeSlices.NAMES) {
      columns.add(new Column(name, "1D", ""));
    }
    return columns;
  }

  private static void writeTable(
      String name, List<Column> columns, RowTable rows, DataOutputStream out)
      throws IOException, FitsException {
    Header header = new Header();
    header.addValue("XTENSION", "BINTABLE", "");
    header.addValue("BITPIX", 8, "");
    header.addValue("NAXIS", 2, "");
    header.addValue("NAXIS1", rows.width(), "bytes in a row");
    header.addValue("NAXIS2", rows.size(), "rows");
    header.addValue("PCOUNT", 0, "");
    header.addValue("GCOUNT", 1, "");
    header.addValue("TFIELDS", columns.size(), "");
    header.addValue("EXTNAME", name, "");
    for (int c = 0; c < columns.size(); c++) {
      header.addValue("TTYPE" + (c + 1), columns.get(c).name(), "");
      header.addValue("TFORM" + (c + 1), columns.get(c).form(), "");
      if (!columns.get(c).unit().isEmpty()) {
        header.addValue("TUNIT" + (c + 1), columns.get(c).unit(), "");
      }
    }
    header.addValue(ROWS, rowSum(rows), "CRC-32C of the rows");
    out.write(withChecksum(header, rows.checksum()));
    rows.writeTo(out);
    int rest = (int) ((long) rows.width() * rows.size() % BLOCK);
    out.write(new byte[rest == 0 ? 0 : BLOCK - rest]);
  }

  /** Returns a checksum of the rows that depends on their order. */
  private static String rowSum(RowTable rows) throws IOException {
    CRC32C sum = new CRC32C();
    rows.update(sum);
    return String.format(Locale.ROOT, "%08x", sum.getValue());
  }

  /**
   * Returns the bytes of a header with DATASUM, and with the CHECKSUM that makes the sum of the
   * whole unit zero. The FITS library itself computes checksums through a pipe, which an interrupt
   * breaks.
   */
  private static byte[] withChecksum(Header header, long datasum) throws FitsException {
    StringBuilder cards = new StringBuilder();
    for (Iterator<HeaderCard> all = header.iterator(); all.hasNext(); ) {
      HeaderCard card = all.next();
      if (!card.getKey().equals("END")) {
        cards.append(card);
      }
    }
    cards.append(new HeaderCard("DATASUM", Long.toString(datasum), ""));
    int value = cards.length() + "CHECKSUM= '".length();
    cards.append(new HeaderCard("CHECKSUM", "0".repeat(16), ""));
    cards.append(String.format(Locale.ROOT, "%-80s", "END"));
    cards.append(" ".repeat((BLOCK - cards.length() % BLOCK) % BLOCK));
    ByteBuffer bytes = ByteBuffer.wrap(cards.toString().getBytes(StandardCharsets.US_ASCII));
    String sum = FitsCheckSum.encode(RowTable.add(datasum, bytes), true);
    bytes.put(value, sum.getBytes(StandardCharsets.US_ASCII));
    return bytes.array();
  }

  /**
   * Reads an ensemble as {@link Ensemble#read} describes.
   *
   * @throws IOException if the file is missing, damaged or not an ensemble
   */
  static Ensemble read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "there is no ensemble " + file + ": trace the particles and write their ensemble first");
    }
    try (FitsInput fits = FitsInput.ofChecked(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      verify(file, channel);
      BasicHDU<?>[] hdus = fits.units();
      Header header = hdus[0].getHeader();
      if (!FORMAT.equals(header.getStringValue("CONTENT"))) {
        throw new IOException(
            file + " is not an ensemble file: give a file written by Ensemble.write");
      }
      Map<String, String> manifest = manifest(header);
      int spheres = Integer.parseInt(manifest.get("SPHERES"));
      if (hdus.length != spheres + 3) {
        throw damaged(file, "a table is missing", null);
      }
      RowTable particles = rows(hdus[1], EnsembleTables.particleWidth(spheres), channel);
      if (particles.size() != Integer.parseInt(manifest.get("COUNT"))) {
        throw damaged(file, "particles are missing", null);
      }
      List<RowTable> crossings = new ArrayList<>();
      for (int s = 0; s < spheres; s++) {
        crossings.add(rows(hdus[2 + s], EnsembleTables.CROSSING_WIDTH, channel));
      }
      RowTable slices = rows(hdus[2 + spheres], 8 * TimeSlices.WIDTH, channel);
      return new Ensemble(
          manifest,
          new EnsembleTables(
              particles, crossings, TimeSlices.of(Ensemble.gyration(manifest), slices)),
          false);
    } catch (RuntimeException | EOFException e) {
      String why =
          e instanceof FitsException ? e.getMessage() : "its headers do not fit its tables";
      throw damaged(file, why, e);
    }
  }

  private static IOException damaged(Path file, String why, Exception cause) {
    return new IOException(
        file + " is damaged or not an ensemble file (" + why + "): delete it and run again", cause);
  }

  private static RowTable rows(BasicHDU<?> hdu, int width, FileChannel channel)
      throws IOException, FitsException {
    Header header = hdu.getHeader();
    if (header.getIntValue("NAXIS1") != width) {
      throw new FitsException("a table has rows of an unexpected width");
    }
    long offset = header.getFileOffset() + header.getSize();
    int size = header.getIntValue("NAXIS2");
    if (size < 0 || offset + (long) width * size > channel.size()) {
      throw new FitsException("the file ends within a table");
    }
    RowTable table = RowTable.of(channel, offset, width, size);
    if (header.containsKey(ROWS) && !rowSum(table).equals(header.getStringValue(ROWS))) {
      throw new FitsException(
          "the rows of a table are not in the order in which they were written");
    }
    return table;
  }

  /**
   * Checks that the sum of the whole file is zero in the ones' complement arithmetic of the FITS
   * standard (4.0, appendix J), as it must be because the sum of each unit with a CHECKSUM card is
   * zero.
   *
   * @throws IOException if the sum is not zero
   */
  private static void verify(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    long sum = 0;
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    boolean complete = size > 0 && size % BLOCK == 0;
    while (complete && channel.read(buffer) >= 0) {
      if (!buffer.hasRemaining() || channel.position() == size) {
        sum = RowTable.add(sum, buffer.flip());
        buffer.clear();
      }
    }
    if (!complete || sum != 0xFFFFFFFFL) {
      throw damaged(file, "its checksum fails", null);
    }
  }

  /** Returns the manifest, which consists of the text cards after CONTENT. */
  private static Map<String, String> manifest(Header header) {
    Map<String, String> manifest = new TreeMap<>();
    boolean pastContent = false;
    for (Iterator<HeaderCard> cards = header.iterator(); cards.hasNext(); ) {
      HeaderCard card = cards.next();
      String key = card.getKey();
      if (pastContent
          && card.isStringValue()
          && !key.equals("CHECKSUM")
          && !key.equals("DATASUM")) {
        manifest.put(key, card.getValue());
      }
      pastContent |= key.equals("CONTENT");
    }
    return manifest;
  }
}
