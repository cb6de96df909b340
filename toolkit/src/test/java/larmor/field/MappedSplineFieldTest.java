package larmor.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import larmor.numeric.RandomStream;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.orbit.TrajectoryQuantity;
import larmor.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MappedSplineFieldTest {
  private static final CubeScale SCALE = CubeScale.ofSide(22).withFieldUnit(3);

  @TempDir Path folder;

  private static FieldCube noise(int n) {
    float[] b = new float[3 * n * n * n];
    RandomStream random = RandomStream.of(7, n);
    for (int p = 0; p < b.length; p++) {
      b[p] = (float) (random.gaussian() + (p % 3 == 0 ? 2 : 0));
    }
    return FieldCube.of(n, b);
  }

  private Path written(CubicSplineField field) {
    Path file = folder.resolve("field.spline");
    MappedSplineField.write(field, file);
    return file;
  }

  private static void assertSameValues(CubicSplineField heap, CubicSplineField mapped) {
    double[] expected = new double[MagneticField.ALONG];
    double[] found = new double[MagneticField.ALONG];
    RandomStream random = RandomStream.of(5, 1);
    double spacing = heap.spacing();
    for (int p = 0; p < 3000; p++) {
      double x = p % 5 == 0 ? spacing * (p / 5 % 40 - 20) : spacing * random.uniform(-30, 30);
      double y = p % 7 == 0 ? spacing * (p / 7 % 40 - 20) : spacing * random.uniform(-30, 30);
      double z = p % 11 == 0 ? spacing * (p / 11 % 40 - 20) : spacing * random.uniform(-30, 30);
      heap.at(x, y, z, expected);
      mapped.at(x, y, z, found);
      assertArrayEquals(expected, found, 0);
      heap.along(x, y, z, spacing, -2 * spacing, 0.5 * spacing, expected);
      mapped.along(x, y, z, spacing, -2 * spacing, 0.5 * spacing, found);
      for (int q = 0; q < 6; q++) {
        assertEquals(expected[q], found[q]);
      }
    }
    mapped.at(Double.NaN, 0, 0, found);
    assertTrue(Double.isNaN(found[0]));
  }

  /** Segments of one plane, of some planes with a shorter last one, and of all planes. */
  @Test
  void valuesHaveTheBitsOfTheFieldInMemoryForAnyNumberOfSegments() {
    for (int n : new int[] {4, 11}) {
      CubicSplineField heap = CubicSplineField.of(noise(n), SCALE);
      Path file = written(heap);
      for (long segment : new long[] {1, 3L * SplineFile.planeBytes(n), 1 << 30}) {
        MappedSplineField mapped = MappedSplineField.open(file, segment);
        assertSameValues(heap, mapped);
        assertEquals(heap.hash(), mapped.hash());
        assertEquals(heap.scale(), mapped.scale());
        assertEquals(heap.meanField(), mapped.meanField());
        assertEquals(heap.toString(), mapped.toString());
        CubeScale other = CubeScale.ofSide(5).withMeanField(2);
        assertSameValues(heap.withScale(other), mapped.withScale(other));
        assertEquals(heap.withScale(other).hash(), mapped.withScale(other).hash());
      }
      assertEquals(file, MappedSplineField.open(file).file());
    }
  }

  @Test
  void trajectoriesHaveTheBitsOfTheFieldInMemory() {
    CubeScale scale = CubeScale.ofSide(250 * Units.pc).withMeanField(3 * Units.muG);
    CubicSplineField heap = CubicSplineField.of(noise(16), scale);
    MappedSplineField mapped =
        MappedSplineField.open(written(heap), 3L * SplineFile.planeBytes(16));
    Backtracker tracer =
        Backtracker.of(Species.PROTON, heap)
            .withGyroradius(40 * Units.pc, 3 * Units.muG)
            .withTolerance(1e-5)
            .withSpheres(30 * Units.pc)
            .withStopOutsideBox(400 * Units.pc);
    LaunchDirections directions = LaunchDirections.uniform(100, 3);
    Ensemble expected = tracer.run(directions);
    Ensemble found = tracer.withField(mapped).run(directions);
    assertEquals(expected.manifest(), found.manifest());
    for (TrajectoryQuantity quantity : TrajectoryQuantity.values()) {
      assertArrayEquals(expected.column(quantity), found.column(quantity), quantity.name());
    }
  }

  /** A field of several arrays, one of a mapped file, and a cube filtered within the file. */
  @Test
  void theFileHasTheSameBytesHoweverItIsWritten() throws IOException {
    FieldCube cube = noise(11);
    Path file = written(CubicSplineField.of(cube, SCALE));
    byte[] bytes = Files.readAllBytes(file);
    assertEquals(SplineFile.bytes(11), bytes.length);
    MappedSplineField.write(CubicSplineField.of(cube, SCALE, 3), folder.resolve("slabs"));
    MappedSplineField.write(MappedSplineField.open(file), folder.resolve("copy"));
    MappedSplineField.write(cube, SCALE, folder.resolve("cube"));
    SplineFile.write(cube, SCALE, folder.resolve("rows"), 4L * SplineFile.planeBytes(11));
    for (String other : new String[] {"slabs", "copy", "cube", "rows"}) {
      assertArrayEquals(bytes, Files.readAllBytes(folder.resolve(other)), other);
    }
  }

  private void assertRefused(String message, byte[] bytes) throws IOException {
    Path bad = folder.resolve("bad.spline");
    Files.write(bad, bytes);
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> MappedSplineField.open(bad))
            .getMessage());
  }

  private static byte[] changed(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    changed[at] ^= 4;
    return changed;
  }

  @Test
  void filesThatAreNotWholeAreRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(written(CubicSplineField.of(noise(4), SCALE)));
    assertRefused(
        "bad.spline is no file of spline coefficients: write one with MappedSplineField.write",
        changed(bytes, 3));
    assertRefused(
        "bad.spline is no file of spline coefficients: write one with MappedSplineField.write",
        new byte[0]);
    byte[] big = bytes.clone();
    ByteBuffer.wrap(big).order(ByteOrder.BIG_ENDIAN).putInt(16, 0x01020304);
    assertRefused(
        "bad.spline has big-endian numbers, and only little-endian ones are read: write it again"
            + " with MappedSplineField.write",
        big);
    assertRefused(
        "bad.spline is damaged in the header: copy or write it again", changed(bytes, 17));
    assertRefused(
        "bad.spline is damaged in the header: copy or write it again", changed(bytes, 23));
    String size =
        " bytes and the coefficients of 4 points a side need 5,600: copy or write it again";
    assertRefused("bad.spline has 5,599" + size, Arrays.copyOf(bytes, bytes.length - 1));
    assertRefused("bad.spline has 5,601" + size, Arrays.copyOf(bytes, bytes.length + 1));
    assertRefused("bad.spline has 24" + size, Arrays.copyOf(bytes, 24));
    String sums =
        "bad.spline is damaged in the header or the list of checksums: copy or write it again";
    for (int at : new int[] {30, 60, 100, 4000, bytes.length - 1, bytes.length - 40}) {
      assertRefused(sums, changed(bytes, at));
    }
    for (int plane = 0; plane < 4; plane++) {
      assertRefused(
          "bad.spline is damaged in the plane "
              + plane
              + " of the coefficients: copy or write it"
              + " again",
          changed(bytes, (int) SplineFile.offset(plane, 4) + 5));
    }
    Path missing = folder.resolve("missing.spline");
    assertEquals(
        missing
            + " cannot be read (there is no "
            + missing
            + "): give a file that MappedSplineField.write has written",
        assertThrows(UncheckedIOException.class, () -> MappedSplineField.open(missing))
            .getMessage());
    Path nowhere = folder.resolve("no/field.spline");
    assertTrue(
        assertThrows(
                UncheckedIOException.class, () -> MappedSplineField.write(noise(4), SCALE, nowhere))
            .getMessage()
            .startsWith(nowhere + " cannot be written ("));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems do not change a mapped file")
  void aFileThatIsChangedWhileItIsMappedIsReported() throws IOException {
    CubicSplineField heap = CubicSplineField.of(noise(16), SCALE);
    Path file = written(heap);
    MappedSplineField mapped = MappedSplineField.open(file);
    String message =
        file
            + " was changed while it was mapped, so that results may be wrong: write the file again"
            + " and repeat the computation";
    FileTime before = Files.getLastModifiedTime(file);
    Files.setLastModifiedTime(file, FileTime.fromMillis(before.toMillis() + 5000));
    assertEquals(message, assertThrows(IllegalStateException.class, mapped::hash).getMessage());
    Files.setLastModifiedTime(file, before);
    mapped.requireUnchanged();
    MappedSplineField.write(CubicSplineField.of(noise(5), SCALE), file);
    mapped.requireUnchanged(); // the mapping is of the file that was replaced
    assertSameValues(heap, mapped);
    Path cut = folder.resolve("cut.spline");
    MappedSplineField.write(heap, cut);
    MappedSplineField short16 = MappedSplineField.open(cut);
    try (FileChannel channel = FileChannel.open(cut, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
    assertThrows(
        InternalError.class,
        () -> {
          for (int p = 0; p < 1000; p++) { // compiled code throws it some instructions later
            short16.at(1, 2, 3, new double[3]);
          }
        });
    assertThrows(IllegalStateException.class, short16::hash);
    Files.delete(cut);
    short16.requireUnchanged();
  }

  @Test
  void itIsNotSerialised() throws IOException {
    MappedSplineField mapped =
        MappedSplineField.open(written(CubicSplineField.of(noise(4), SCALE)));
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertEquals(
          "a field mapped from "
              + mapped.file()
              + " cannot be serialised: open the file where it is needed",
          assertThrows(NotSerializableException.class, () -> out.writeObject(mapped)).getMessage());
    }
  }
}
