package larmor.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import larmor.field.io.ArrayFile;
import larmor.field.io.FileArray;
import nom.tam.fits.Fits;
import nom.tam.fits.ImageData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cubes in formats other than FITS. The files were written by h5py and NumPy, that of Athena++ such
 * that its own reader reads it; the script is make_cubes.py, beside them.
 */
class CubeFormatsTest {
  @TempDir Path folder;

  private static Path resource(String name) {
    return Path.of("src/test/resources/larmor/field").resolve(name);
  }

  private static FieldCube expected(double phase) {
    double t = 2 * Math.PI / 8;
    float[] b = new float[3 * 512];
    for (int p = 0; p < 512; p++) {
      int i = p / 64;
      int j = p / 8 % 8;
      int k = p % 8;
      b[3 * p] = (float) (1 + 0.2 * Math.sin(t * (2 * j + k) + phase));
      b[3 * p + 1] = (float) (0.3 * Math.sin(t * (i + 2 * k) + phase));
      b[3 * p + 2] = (float) (0.2 * Math.cos(t * (i - 3 * j) + 0.4 + phase));
    }
    return FieldCube.of(8, b);
  }

  private static void assertIsTheField(ImportedCube read, double phase) {
    assertArrayEquals(expected(phase).values(), read.cube().values(), 2e-7f);
  }

  @Test
  void numpyArraysOfEveryOrderAreRead() {
    for (String name : new String[] {"c-order.npy", "first-axis.npy", "fortran.npy"}) {
      ImportedCube read = Cubes.read(resource(name));
      assertIsTheField(read, 0);
      assertEquals(name, read.report().source());
      assertEquals("x slowest, y, z fastest", read.report().order());
      assertEquals(
          "as such files usually have them, and no other order has less than 95 % of the divergence",
          read.report().reason());
    }
  }

  /** Components of both byte orders, plain and in chunks, in multiples of 2^-9: make_types.py. */
  @Test
  void floatsOf16BitsAreRead() {
    float[] values = Cubes.read(resource("half.hdf5")).cube().values();
    float[] expected = expected(0).values();
    for (int p = 0; p < expected.length; p++) {
      assertEquals(Math.rint(512 * expected[p]) / 512, values[p], "sample " + p);
    }
  }

  @Test
  void everyKindOfFloatOf16BitsHasItsValue() throws IOException {
    try (ArrayFile file = ArrayFile.open(resource("numbers.hdf5"), 0, -1)) {
      for (FileArray array : file.arrays()) {
        float[] values = new float[27];
        Executable read = () -> array.read((index, value) -> values[index] = value);
        if (array.name().equals("finite")) {
          assertDoesNotThrow(read);
          assertArrayEquals(
              new float[] {1, 65504, 0x1p-14f, 0x3FFp-24f, -0x1p-24f, -0f, 0},
              Arrays.copyOf(values, 7));
        } else {
          String message = assertThrows(IllegalArgumentException.class, read).getMessage();
          String number = array.name().equals("nan") ? "NaN" : "-Infinity";
          assertTrue(message.contains(" is " + number + ":"), message);
        }
      }
      assertEquals(3, file.arrays().size());
    }
  }

  @Test
  void crpropaGridIsRead() {
    assertIsTheField(Cubes.read(resource("crpropa.raw")), 0);
  }

  @Test
  void trajectoryAndStepSelectASnapshotOfTheWell() {
    CubeReader reader = CubeReader.standard().withSoundSpeed(0.3);
    ImportedCube last = reader.read(resource("the-well.hdf5"));
    assertIsTheField(last, 0.2);
    assertEquals("the-well.hdf5, trajectory 0, step 2", last.report().source());
    ImportedCube chosen = reader.withSnapshot(1, 1).read(resource("the-well.hdf5"));
    assertIsTheField(chosen, 0.4);
    // the velocity of the file is 0.7 of the field, the density 1
    double speed = 0.7 * chosen.cube().fluctuation();
    assertEquals(speed, chosen.report().alfvenMach(), 1e-6);
    assertEquals(speed / 0.3, chosen.report().sonicMach(), 1e-5);
    assertEquals(2 * 0.3 * 0.3, chosen.report().beta(), 1e-6);
  }

  @Test
  void blocksOfAthenaArePutTogether() {
    ImportedCube read = Cubes.read(resource("athena.athdf"));
    assertIsTheField(read, 0);
    assertEquals("NAXIS1 = x, NAXIS2 = y, NAXIS3 = z", read.report().order());
    assertEquals(0.7 * read.cube().fluctuation(), read.report().alfvenMach(), 1e-6);
  }

  @Test
  void aFolderOfGzippedComponentsIsRead() throws Exception {
    FieldCube cube = expected(0);
    for (int c = 0; c < 3; c++) {
      float[][][] part = new float[8][8][8];
      for (int p = 0; p < 512; p++) {
        part[p % 8][p / 8 % 8][p / 64] = cube.values()[3 * p + c];
      }
      for (String kind : new String[] {"mag", "vel"}) {
        Path file = folder.resolve(kind + "xyz".charAt(c) + "_t500.fits.gz");
        try (Fits fits = new Fits();
            OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
          fits.addHDU(ImageData.from(part).toHDU());
          fits.write(new nom.tam.util.FitsOutputStream(out));
        }
      }
    }
    ImportedCube read = Cubes.read(folder);
    assertIsTheField(read, 0);
    assertEquals(read.cube().fluctuation(), read.report().alfvenMach(), 1e-6);
    Files.copy(folder.resolve("magx_t500.fits.gz"), folder.resolve("magx_t550.fits.gz"));
    assertMessage(
        "the folder "
            + folder
            + " has magx_t500.fits.gz and magx_t550.fits.gz: keep the files of one time only in it, or"
            + " give the three paths",
        () -> Cubes.read(folder));
  }

  @Test
  void transposedAxesAreRecognisedByTheDivergence() throws IOException {
    float[] values = expected(0).values();
    float[] turned = new float[values.length];
    for (int p = 0; p < 512; p++) {
      int q = p % 8 * 64 + p / 8 % 8 * 8 + p / 64;
      System.arraycopy(values, 3 * p, turned, 3 * q, 3);
    }
    ImportedCube read = Cubes.read(raw("transposed.raw", turned));
    assertIsTheField(read, 0);
    assertEquals("z slowest, y, x fastest", read.report().order());
    assertTrue(read.report().reason().startsWith("because the usual x slowest would give"));
  }

  private Path raw(String name, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float v : values) {
      bytes.putFloat(v);
    }
    return Files.write(folder.resolve(name), bytes.array());
  }

  @Test
  void writtenNpyAndRawFilesEqualThoseOfNumpyAndCrpropaToTheByte() throws IOException {
    ImportedCube read = Cubes.read(resource("c-order.npy"));
    for (String name : new String[] {"c-order.npy", "crpropa.raw"}) {
      Cubes.write(read.cube(), folder.resolve(name));
      assertArrayEquals(
          Files.readAllBytes(resource(name)), Files.readAllBytes(folder.resolve(name)), name);
    }
    Path nowhere = folder.resolve("nowhere").resolve("b.raw");
    String said =
        assertThrows(java.io.UncheckedIOException.class, () -> Cubes.write(read.cube(), nowhere))
            .getMessage();
    assertTrue(said.endsWith("choose an existing folder with enough free space"), said);
  }

  @Test
  void wrongFilesAreRefusedInOneSentence() throws IOException {
    assertMessage(
        "the-well.hdf5 has no step 3: choose one of 0 to 2",
        () -> CubeReader.standard().withSnapshot(0, 3).read(resource("the-well.hdf5")));
    assertMessage(
        "the-well.hdf5 has no trajectory 2: choose one of 0 to 1",
        () -> CubeReader.standard().withSnapshot(2, 0).read(resource("the-well.hdf5")));
    assertMessage(
        "trajectory -1, step 0 does not exist: both are counted from 0",
        () -> CubeReader.standard().withSnapshot(-1, 0));
    assertMessage(
        "short.raw has 6,140 bytes, and a cube of n points a side with three floats each has 12 n³"
            + " (6,144 for n = 8): give a cube of vectors in single precision without a header",
        () -> Cubes.read(raw("short.raw", new float[1535])));
    float[] values = expected(0).values();
    values[3 * 77 + 1] = Float.NaN;
    assertMessage(
        "nan.raw: the sample at (1, 1, 5, 1) is NaN: every sample must be a finite number, so"
            + " replace the missing ones",
        () -> Cubes.read(raw("nan.raw", values)));
    byte[] npy = Files.readAllBytes(resource("c-order.npy"));
    Path cut = Files.write(folder.resolve("cut.npy"), java.util.Arrays.copyOf(npy, 3000));
    assertMessage(
        "cut.npy has 2,872 bytes of samples and its shape (8, 8, 8, 3) needs 6,144: copy it again",
        () -> Cubes.read(cut));
    byte[] integers =
        new String(npy, StandardCharsets.ISO_8859_1)
            .replace("<f4", "<i4")
            .getBytes(StandardCharsets.ISO_8859_1);
    Path whole = Files.write(folder.resolve("whole.npy"), integers);
    assertMessage(
        "whole.npy holds numbers of type i4: save it as float32 or float64",
        () -> Cubes.read(whole));
    byte[] hdf = Files.readAllBytes(resource("the-well.hdf5"));
    Path half = Files.write(folder.resolve("half.hdf5"), java.util.Arrays.copyOf(hdf, 5000));
    String said = assertThrows(IllegalArgumentException.class, () -> Cubes.read(half)).getMessage();
    assertTrue(
        said.startsWith("half.hdf5 is not a complete HDF5 file (")
            && said.endsWith("): copy it again"),
        said);
    String athena = Files.readString(resource("athena.athdf"), StandardCharsets.ISO_8859_1);
    String eights = "\0\0\0\u0008";
    Path slice =
        Files.writeString(
            folder.resolve("slice.athdf"),
            athena.replace(eights.repeat(3), eights.repeat(2) + "\0\0\0\u0010"),
            StandardCharsets.ISO_8859_1);
    assertMessage(
        "slice.athdf has 8 blocks of 4 x 4 x 4, which do not fill its mesh of 8 x 8 x 16: let"
            + " Athena++ write the whole mesh, without ghost zones",
        () -> Cubes.read(slice));
    Path vtk = Files.writeString(folder.resolve("blast.vtk"), "# vtk DataFile Version 2.0\n");
    assertMessage(
        "blast.vtk is a VTK file, a format that is not read: let Athena++ write HDF5 (file_type ="
            + " hdf5), or save the field as .npy",
        () -> Cubes.read(vtk));
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertMessage(
        "the folder "
            + empty
            + " has no three files whose names begin with magx, magy and magz, or bx, by and bz:"
            + " give the three paths",
        () -> Cubes.read(empty));
  }

  private static void assertMessage(String message, Executable e) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, e).getMessage());
  }
}
