package larmor.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import larmor.field.MappedSplineField;
import larmor.liouville.SkySurveyResult;
import larmor.liouville.WeightedSky;
import larmor.mhd.MhdSnapshot;
import larmor.mhd.RunHistory;
import larmor.numeric.AtomicFile;
import larmor.paper.PaperSet;
import larmor.sky.Mask;
import larmor.sky.MeasuredSpectrum;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyMap;
import larmor.transport.Composition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Folders, pipes, devices without end and links that lead nowhere in the place of a file. */
@DisabledOnOs(OS.WINDOWS)
class OtherKindsOfFileTest {
  @TempDir Path folder;

  interface Reader {
    Object read(Path file) throws IOException;
  }

  /** Name of the reader, the reader. */
  static Stream<Arguments> readers() {
    return Stream.of(
        arguments("map", (Reader) SkyMap::read),
        arguments("mask", (Reader) Mask::read),
        arguments("weighted sky", (Reader) WeightedSky::read),
        arguments("spectrum", (Reader) PowerSpectrum::read),
        arguments("spectrum in CSV", (Reader) f -> PowerSpectrum.read(csv(f))),
        arguments("measured spectrum", (Reader) MeasuredSpectrum::read),
        arguments("composition", (Reader) Composition::read),
        arguments("survey", (Reader) f -> SkySurveyResult.read(f, PaperSet.SET_3.gyration())),
        arguments("snapshot", (Reader) MhdSnapshot::read),
        arguments("history", (Reader) RunHistory::read),
        arguments("spline", (Reader) MappedSplineField::open));
  }

  private static Path csv(Path file) throws IOException {
    Path link = file.resolveSibling(file.getFileName() + ".csv");
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        ? Files.createSymbolicLink(link, file)
        : link;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readers")
  void isNamedAndNotReadWithoutEnd(String name, Reader reader) throws Exception {
    Path circle = folder.resolve("circle");
    Files.createSymbolicLink(circle, circle);
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Path device = Files.createSymbolicLink(folder.resolve("device"), Path.of("/dev/zero"));
    assertSaid("is a folder", reader, Files.createDirectory(folder.resolve("folder")));
    assertSaid("is a link that leads to no file", reader, circle);
    assertSaid("is a pipe or a device", reader, pipe);
    assertSaid("is a pipe or a device", reader, device);
    assertSaid("there is no ", reader, folder.resolve("none"));
  }

  private static void assertSaid(String words, Reader reader, Path file) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> Faults.assertRefused("…" + words + "…", () -> reader.read(file)));
  }

  @Test
  void aFolderIsNotReplacedByAFile() throws IOException {
    Faults.assertRefused(
        folder + " is a folder: give the name of a file",
        () -> AtomicFile.write(folder, f -> Files.writeString(f, "x")));
    Path none = folder.resolve("none/x.fits");
    Faults.assertRefused(
        "there is no folder " + folder.resolve("none") + " for x.fits: make it",
        () -> SkyMap.uniform(1, 1).write(none));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  /** A rename over a device, which the administrator may do, would take it from the system. */
  @Test
  void aPipeOrADeviceIsNotReplaced() throws Exception {
    Path pipe = folder.resolve("result");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Faults.assertRefused(
        pipe + " is a pipe or a device, which a file cannot replace: give the name of a file",
        () -> AtomicFile.write(pipe, temporary -> Files.writeString(temporary, "x")));
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(1, all.count(), "no part is left");
    }
  }

  /** A run of hours must not end at a path where its result cannot be written. */
  @Test
  void thePlaceOfAFieldIsCheckedBeforeTheRun() throws Exception {
    Path pipe = folder.resolve("field.fits");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Path taken = Files.createFile(folder.resolve("taken.fits.run")).resolveSibling("taken.fits");
    String device = " is a pipe or a device, which a file cannot replace: give the name of a file";
    assertEquals(pipe + device, compute(pipe.toString()));
    assertEquals(folder + " is a folder: give the name of a file", compute(folder.toString()));
    assertEquals(
        "file= is empty: give the name of the FITS file to write, such as field.fits", compute(""));
    assertEquals(
        "folder "
            + taken
            + ".run cannot be used ("
            + taken
            + ".run is a file and not a folder): choose another folder",
        compute(taken.toString()));
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(2, all.count(), "no folder of a run is left");
    }
  }

  /** Starts the command that computes a field, and returns the last line it prints. */
  private String compute(String file) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "larmor.mhd.ComputeField",
                "points=8",
                "file=" + file)
            .redirectErrorStream(true)
            .start();
    String[] lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).strip().split("\\R", -1);
    assertEquals(1, process.waitFor());
    return lines[lines.length - 1].strip();
  }
}
