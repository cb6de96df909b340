package larmor.field;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import larmor.numeric.AtomicFile;
import larmor.numeric.FitsSum;
import larmor.numeric.Given;
import larmor.numeric.Memory;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import nom.tam.fits.ImageData;
import nom.tam.fits.ImageHDU;
import nom.tam.fits.NullDataHDU;

/**
 * Writes a cube to a FITS file: first a header with the provenance, then the images BX, BY and BZ
 * with NAXIS1 = x, each with its checksum. A file whose name ends in {@code .gz} is gzipped.
 */
public final class CubeWriter {
  private enum Samples {
    FLOAT32(4),
    FLOAT64(8),
    INT16(2);

    private final int bytes;

    Samples(int bytes) {
      this.bytes = bytes;
    }

    Object array(int n) {
      return switch (this) {
        case FLOAT32 -> new float[n][n][n];
        case FLOAT64 -> new double[n][n][n];
        case INT16 -> new short[n][n][n];
      };
    }
  }

  /** Characters that a FITS header cannot hold, each followed by its substitute. */
  private static final String[] SUBSTITUTES = {
    "δ", "d", "³", "^3", "∇·", "div ", "⟨", "<", "⟩", ">", "√", "sqrt ", "ρ", "rho ", "π", "pi"
  };

  private final Samples samples;
  private final Map<String, String> provenance;

  private CubeWriter(Samples samples, Map<String, String> provenance) {
    this.samples = samples;
    this.provenance = provenance;
  }

  /**
   * Returns a writer of 32-bit floats without provenance.
   *
   * @return the writer
   */
  public static CubeWriter standard() {
    return new CubeWriter(Samples.FLOAT32, Map.of());
  }

  /**
   * Returns a copy of this writer that stores 16-bit integers scaled to the range of each
   * component. The file has half the size, and the error of a sample is at most half of the range
   * over 65,534.
   *
   * @return the writer
   */
  public CubeWriter quantised() {
    return new CubeWriter(Samples.INT16, provenance);
  }

  /**
   * Returns a copy of this writer that stores 64-bit floats, for programs that read no others; the
   * samples still have only the precision of 32 bits.
   *
   * @return the writer
   */
  public CubeWriter inDouble() {
    return new CubeWriter(Samples.FLOAT64, provenance);
  }

  /**
   * Returns a copy of this writer that adds one line of provenance to the header of the file.
   *
   * @param keyword keyword of the card: at most eight capitals, digits, hyphens and underscores
   * @param value any text; letters outside ASCII lose their accents
   * @return the writer
   * @throws IllegalArgumentException if the keyword is not a valid FITS keyword
   */
  public CubeWriter with(String keyword, String value) {
    Given.require(keyword, "the keyword", "\"SEED\"");
    Given.require(value, "the value", "\"11\"");
    if (!keyword.matches("[A-Z0-9_-]{1,8}")) {
      throw new IllegalArgumentException(
          "'"
              + keyword
              + "' is not a FITS keyword: use one to eight capitals, digits, hyphens and underscores");
    }
    Map<String, String> more = new LinkedHashMap<>(provenance);
    more.put(keyword, value);
    return new CubeWriter(samples, more);
  }

  /**
   * Returns a copy of this writer that adds the results of an import to the provenance, under the
   * keywords SOURCE, AXES, DB_B0 … and WARN1, WARN2 ….
   *
   * @param report report of the import
   * @return the writer
   */
  public CubeWriter with(FieldReport report) {
    Given.require(report, "the report of the import", "Cubes.read(file).report()");
    CubeWriter more = this;
    for (Map.Entry<String, String> card : report.cards().entrySet()) {
      more = more.with(card.getKey(), card.getValue());
    }
    return more;
  }

  /**
   * Writes the three components to one file. An existing file of this name is replaced as a whole.
   *
   * @param cube Not modified
   * @param file path of the file; its folder must exist
   * @throws UncheckedIOException if the file cannot be written
   * @throws IllegalStateException if there is not enough memory
   */
  public void write(FieldCube cube, Path file) {
    write(cube, file, 0, 1, 2);
  }

  /**
   * Writes each component to a file of its own.
   *
   * @param cube Not modified
   * @param bx path of the file of Bx
   * @param by path of the file of By
   * @param bz path of the file of Bz
   * @throws UncheckedIOException if one of the files cannot be written
   * @throws IllegalStateException if there is not enough memory
   */
  public void write(FieldCube cube, Path bx, Path by, Path bz) {
    Given.require(bx, "the file of Bx", "Path.of(\"bx.fits\")");
    Given.require(by, "the file of By", "Path.of(\"by.fits\")");
    Given.require(bz, "the file of Bz", "Path.of(\"bz.fits\")");
    write(cube, bx, 0);
    write(cube, by, 1);
    write(cube, bz, 2);
  }

  private void write(FieldCube cube, Path file, int... components) {
    Given.require(cube, "the cube", "Cubes.read(file).cube()");
    int n = cube.points();
    Memory.require(
        "the file of a cube of " + n + " points a side",
        (long) components.length * samples.bytes * n * n * n,
        "write it quantised");
    try {
      AtomicFile.write(file, temporary -> write(cube, file, components, temporary));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write " + file + ": choose an existing folder with enough free space", e);
    }
  }

  private void write(FieldCube cube, Path file, int[] components, Path temporary)
      throws IOException {
    try (OutputStream raw = Files.newOutputStream(temporary);
        OutputStream out =
            file.toString().endsWith(".gz")
                ? new GZIPOutputStream(raw, 1 << 16)
                : new BufferedOutputStream(raw, 1 << 16);
        Fits fits = new Fits()) {
      fits.addHDU(first(cube));
      for (int c : components) {
        fits.addHDU(component(cube, c));
      }
      for (int u = 0; u <= components.length; u++) {
        FitsSum.write(fits.getHDU(u), out);
      }
    } catch (FitsException e) {
      throw new IllegalStateException(
          "no FITS file can be made of this cube: " + e.getMessage(), e);
    }
  }

  /**
   * Makes the first header and data unit, which has no data and holds the provenance in its header.
   */
  private BasicHDU<?> first(FieldCube cube) throws FitsException {
    NullDataHDU hdu = new NullDataHDU();
    Header h = hdu.getHeader();
    h.findCard("SIMPLE").setComment("FITS"); // the library writes the date
    for (Map.Entry<String, String> card : provenance.entrySet()) {
      h.addValue(card.getKey(), ascii(card.getValue()), null);
    }
    h.addValue("CUBEHASH", cube.contentHash(), null);
    h.insertComment("Vector field on a periodic cube: images BX, BY, BZ, all here or one a file.");
    h.insertComment("NAXIS1 = x (fastest), NAXIS2 = y, NAXIS3 = z (slowest).");
    h.insertComment("Code units; CUBEHASH is of the samples as they were before scaling.");
    return hdu;
  }

  private BasicHDU<?> component(FieldCube cube, int c) throws FitsException {
    int n = cube.points();
    float[][] b = cube.raw();
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float[] plane : b) {
      for (int p = c; p < plane.length; p += 3) {
        low = Math.min(low, plane[p]);
        high = Math.max(high, plane[p]);
      }
    }
    double zero = 0.5 * ((double) low + high);
    double scale = high > low ? ((double) high - low) / 65534 : 1;
    Object values = samples.array(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          float value = b[i][3 * (j * n + k) + c];
          if (values instanceof short[][][] shorts) {
            shorts[k][j][i] = (short) Math.rint((value - zero) / scale);
          } else if (values instanceof double[][][] doubles) {
            doubles[k][j][i] = value;
          } else {
            ((float[][][]) values)[k][j][i] = value;
          }
        }
      }
    }
    ImageData data = ImageData.from(values);
    ImageHDU hdu = data.toHDU();
    Header h = hdu.getHeader();
    h.addValue("EXTNAME", "B" + "XYZ".charAt(c), "component");
    if (samples == Samples.INT16) {
      h.addValue("BSCALE", scale, "value = BZERO + BSCALE * integer");
      h.addValue("BZERO", zero, null);
    }
    return hdu;
  }

  private static String ascii(String text) {
    String plain = text;
    for (int p = 0; p < SUBSTITUTES.length; p += 2) {
      plain = plain.replace(SUBSTITUTES[p], SUBSTITUTES[p + 1]);
    }
    return Normalizer.normalize(plain, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replaceAll("[^ -~]", "?");
  }
}
