package larmor.mhd;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import larmor.field.FieldCube;
import larmor.numeric.AtomicFile;
import larmor.numeric.FileError;
import larmor.numeric.FitsInput;
import larmor.numeric.FitsSum;
import larmor.numeric.FitsTiles;
import larmor.numeric.Given;
import larmor.numeric.Memory;
import larmor.numeric.Quoted;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import nom.tam.fits.ImageData;
import nom.tam.fits.ImageHDU;
import nom.tam.fits.NullDataHDU;
import nom.tam.fits.header.Compression;
import nom.tam.image.compression.hdu.CompressedImageHDU;

/**
 * The FITS file of a snapshot: an empty first unit whose header describes how the flow was made,
 * then the images BX, BY, BZ, VX, VY, VZ and RHO with NAXIS1 = x, each rounded to 65,535 levels of
 * its range and compressed without further loss in tiles of one plane (RICE_1); or only the images
 * BX, BY and BZ, rounded to 32,767 levels or to multiples of a given step. Each unit has a
 * checksum.
 */
final class SnapshotFile {
  private static final String[] NAMES = {"BX", "BY", "BZ", "VX", "VY", "VZ", "RHO"};

  private static final int MOST = 1280;

  /** Number of steps between the smallest and the largest value of a component of the field. */
  private static final int FIELD_STEPS = 32_766;

  private SnapshotFile() {}

  /** Writes field, velocity and density as {@link MhdSnapshot#write} describes. */
  static void write(MhdSnapshot s, Map<String, String> manifest, Path file) {
    write(s, manifest, file, NAMES.length, 65_534, 0);
  }

  /** Writes the field alone as {@link MhdSnapshot#writeField} describes. */
  static void writeField(MhdSnapshot s, Map<String, String> manifest, Path file) {
    write(s, manifest, file, 3, FIELD_STEPS, 0);
  }

  /** Writes the field alone as {@link MhdSnapshot#writeField(Path, Map, double)} describes. */
  static void writeField(MhdSnapshot s, Map<String, String> manifest, double step, Path file) {
    float largest = 0;
    for (float b : s.field().values()) {
      largest = Math.max(largest, Math.abs(b));
    }
    double least = largest / Short.MAX_VALUE;
    if (!(step >= least && step <= largest)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the rounding of %.3g is not possible for a field up to %.3g: give a step of %.2g to"
                  + " %.2g mean fields",
              step,
              largest,
              Math.nextUp(least),
              largest));
    }
    write(s, manifest, file, 3, FIELD_STEPS, step);
  }

  /**
   * Writes the first few images of {@link #NAMES}.
   *
   * @param manifest header cards of the first unit, in ASCII
   * @param images number of images
   * @param steps number of steps between the smallest and the largest value of an image
   * @param step size of the steps, of which every value becomes a multiple; 0 if their number
   *     counts
   */
  private static void write(
      MhdSnapshot s, Map<String, String> manifest, Path file, int images, int steps, double step) {
    Given.requireEach(manifest, "the map of header cards", "Map.of(\"SEED\", \"7\")");
    try {
      AtomicFile.write(
          file,
          temporary -> {
            try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
              FitsSum.write(first(s, manifest), out);
              for (int v = 0; v < images; v++) {
                FitsSum.write(image(s, v, steps, step), out);
              }
            } catch (FitsException e) {
              // the library throws this exception if the disk is full
              throw new IOException(e.getMessage(), e);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "snapshot %s could not be written (%s): choose an existing folder with enough free space",
              file,
              FileError.words(e)),
          e);
    }
  }

  private static BasicHDU<?> first(MhdSnapshot s, Map<String, String> manifest)
      throws FitsException {
    NullDataHDU hdu = new NullDataHDU();
    Header h = undated(hdu.getHeader());
    h.addValue("TIME", s.time(), "box side over Alfven speed");
    h.addValue("CSOUND", s.soundSpeed(), "isothermal sound speed over Alfven speed");
    for (Map.Entry<String, String> card : manifest.entrySet()) {
      h.addValue(card.getKey(), card.getValue(), null);
    }
    h.insertComment("Isothermal MHD turbulence in a periodic cube, values at cell centres.");
    h.insertComment("NAXIS1 = x (fastest), NAXIS2 = y, NAXIS3 = z (slowest).");
    h.insertComment("Code units: mean density 1, mean field 1, speeds in Alfven speeds of both.");
    return hdu;
  }

  /**
   * Removes the comment of the library, which contains the time of writing, so that equal flows
   * give equal bytes.
   */
  private static Header undated(Header header) {
    header.findCard("SIMPLE").setComment("FITS");
    return header;
  }

  private static BasicHDU<?> image(MhdSnapshot s, int variable, int steps, double fixed)
      throws FitsException {
    int n = s.points();
    float[] values =
        variable == 6 ? s.density() : variable < 3 ? s.field().values() : s.velocity().values();
    int step = variable == 6 ? 1 : 3;
    int from = variable == 6 ? 0 : variable % 3;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < n * n * n; c++) {
      double value = values[from + step * c];
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    double zero = fixed > 0 ? 0 : 0.5 * (low + high);
    double scale = fixed > 0 ? fixed : high > low ? (high - low) / steps : 1;
    short[][][] levels = new short[n][n][n];
    for (int i = 0, c = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++, c++) {
          levels[k][j][i] = (short) Math.rint((values[from + step * c] - zero) / scale);
        }
      }
    }
    ImageHDU plain = ImageData.from(levels).toHDU();
    Header h = undated(plain.getHeader());
    h.addValue("EXTNAME", NAMES[variable], null);
    h.addValue("BSCALE", scale, "value = BZERO + BSCALE * integer");
    h.addValue("BZERO", zero, null);
    CompressedImageHDU packed = CompressedImageHDU.fromImageHDU(plain, n, n);
    packed.setCompressAlgorithm(Compression.ZCMPTYPE_RICE_1);
    packed.compress();
    packed.getHeader().addValue("EXTNAME", NAMES[variable], null);
    return packed;
  }

  /** Reads a complete snapshot as {@link MhdSnapshot#read} describes. */
  static MhdSnapshot read(Path file) {
    try (FitsInput input = FitsInput.open(file, String.valueOf(file.getFileName()))) {
      BasicHDU<?>[] units = input.units();
      if (units.length != NAMES.length + 1 || !units[0].getHeader().containsKey("CSOUND")) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s, with %d header-data units and %s sound speed, is not a snapshot of this solver: give a"
                    + " file that MhdSnapshot.write wrote, or read its field with Cubes.read",
                file,
                units.length,
                units.length > 0 && units[0].getHeader().containsKey("CSOUND") ? "a" : "no"));
      }
      float[][] volumes = new float[NAMES.length][];
      int n = points(file, units[1].getHeader());
      // the memory holds seven volumes, two images of 16 bits, and the copies of field and velocity
      Memory.require(
          "snapshot " + file, (7 * 4 + 4 + 6 * 8L) * n * n * n, "take one of fewer points");
      for (int v = 0; v < NAMES.length; v++) {
        BasicHDU<?> unit = units[v + 1];
        String name = unit.getHeader().getStringValue("EXTNAME");
        if (!NAMES[v].equals(name)) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "image %d of %s %s instead of %s: give a complete file that MhdSnapshot.write wrote",
                  v + 1,
                  file,
                  name == null ? "has no name" : "is " + Quoted.of(name),
                  NAMES[v]));
        }
        if (points(file, unit.getHeader()) != n) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "image %s of %s has another number of points than %s: give a complete file that"
                      + " MhdSnapshot.write wrote",
                  name,
                  file,
                  NAMES[0]));
        }
        volumes[v] = volume(file, unit);
      }
      Header h = units[0].getHeader();
      String label = file.getFileName().toString();
      return new MhdSnapshot(
          cube(n, volumes, 0),
          cube(n, volumes, 3),
          volumes[6],
          FitsInput.number(h, "CSOUND", 0, label),
          FitsInput.number(h, "TIME", 0, label));
    } catch (FitsException | IOException e) {
      throw unreadable(file, e instanceof IOException io ? io : new IOException(e));
    }
  }

  private static UncheckedIOException unreadable(Path file, IOException e) {
    return new UncheckedIOException(
        String.format(
            Locale.ROOT,
            "snapshot %s could not be read (%s): check that it is complete",
            file,
            e.getMessage()),
        e);
  }

  /**
   * Returns the number of points along each axis of an image, after checking that the image is a
   * cube of an allowed size.
   */
  private static int points(Path file, Header header) throws IOException {
    String name = file.getFileName().toString();
    String axes = header.containsKey("ZNAXIS") ? "ZNAXIS" : "NAXIS";
    long n = FitsInput.whole(header, axes + "1", 0, name);
    for (int a = 2; a <= 3; a++) {
      long other = FitsInput.whole(header, axes + a, 0, name);
      if (other != n || n < 4 || n > MOST) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "an image of %s is %d points long and %d wide, which is no cube of 4 to %d points: give"
                    + " a complete file that MhdSnapshot.write wrote",
                file,
                n,
                other,
                MOST));
      }
    }
    return (int) n;
  }

  private static float[] volume(Path file, BasicHDU<?> unit) throws IOException {
    // the header of an unpacked image may have lost the name, that of the unit was checked
    String label = file.getFileName() + ", " + unit.getHeader().getStringValue("EXTNAME");
    try {
      ImageHDU image =
          unit instanceof CompressedImageHDU packed
              ? FitsTiles.of(packed, label).unpacked()
              : (ImageHDU) unit;
      Header h = image.getHeader();
      return unpacked(
          (short[][][]) image.getKernel(),
          FitsInput.number(h, "BSCALE", 1, label),
          FitsInput.number(h, "BZERO", 0, label));
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      // for other types of data the casts fail
      throw unreadable(file, new IOException("its images are damaged: " + Quoted.reason(e), e));
    }
  }

  /** Returns the values of one image with z as the fastest index. */
  private static float[] unpacked(short[][][] levels, double scale, double zero) {
    int n = levels.length;
    float[] values = new float[n * n * n];
    for (int i = 0, c = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++, c++) {
          values[c] = (float) (zero + scale * levels[k][j][i]);
        }
      }
    }
    return values;
  }

  private static FieldCube cube(int n, float[][] volumes, int first) {
    float[] all = new float[3 * n * n * n];
    for (int c = 0; c < volumes[first].length; c++) {
      for (int d = 0; d < 3; d++) {
        all[3 * c + d] = volumes[first + d][c];
      }
    }
    return FieldCube.of(n, all);
  }
}
