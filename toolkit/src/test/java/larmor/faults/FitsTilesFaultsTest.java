package larmor.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import larmor.field.Cubes;
import larmor.mhd.MhdRun;
import larmor.mhd.MhdSnapshot;
import larmor.numeric.FitsInput;
import larmor.numeric.FitsTiles;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.FitsFactory;
import nom.tam.fits.ImageData;
import nom.tam.fits.NullDataHDU;
import nom.tam.image.compression.hdu.CompressedImageHDU;
import nom.tam.util.FitsOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots whose compressed tiles are damaged. Their files have no checksums of units. */
class FitsTilesFaultsTest {
  private static final int POINTS = 16;
  private static final int[] PLANE = {POINTS, POINTS};

  @TempDir Path folder;

  /** A flow with the density 1, 2 … 7, 1 …, which gzip can compress. */
  private static MhdSnapshot snapshot() {
    MhdRun run = FuzzSeeds.SCHEME.atRest(POINTS);
    for (int step = 0; step < 3; step++) {
      run.step();
    }
    MhdSnapshot flow = MhdSnapshot.of(run);
    float[] density = flow.density();
    for (int c = 0; c < density.length; c++) {
      density[c] = 1 + c % 7;
    }
    return new MhdSnapshot(flow.field(), flow.velocity(), density, flow.soundSpeed(), flow.time());
  }

  /** What is done to a compressed image before it is written. */
  private interface Change {
    void of(CompressedImageHDU image) throws FitsException;
  }

  /**
   * Writes a snapshot with other tiles.
   *
   * @param method of compression
   * @param tile lengths along x and y
   * @param change of the second image, BY
   */
  private Path written(MhdSnapshot snapshot, String method, int[] tile, Change change)
      throws IOException, FitsException {
    Path own = folder.resolve("own.fits");
    Path file = folder.resolve("s.fits");
    snapshot.write(own, Map.of());
    try (Fits fits = new Fits(own.toFile());
        OutputStream out = Files.newOutputStream(file)) {
      FitsOutputStream stream = new FitsOutputStream(out);
      int number = 0;
      for (BasicHDU<?> unit : fits.read()) {
        unit.getHeader().deleteKey("CHECKSUM");
        unit.getHeader().deleteKey("DATASUM");
        if (unit instanceof CompressedImageHDU image) {
          CompressedImageHDU packed = CompressedImageHDU.fromImageHDU(image.asImageHDU(), tile);
          packed.setCompressAlgorithm(method);
          packed.compress();
          packed.getHeader().addValue("EXTNAME", image.getHeader().getStringValue("EXTNAME"), null);
          if (++number == 2) {
            change.of(packed);
          }
          packed.write(stream);
        } else {
          unit.write(stream);
        }
      }
      stream.flush();
    }
    return file;
  }

  /** The messages in the log of the library while something is done, and until its threads end. */
  private static List<String> logged(Executable call) throws InterruptedException {
    List<String> said = new CopyOnWriteArrayList<>();
    Handler log =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            said.add(entry.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger library = Logger.getLogger("nom.tam");
    library.addHandler(log);
    try {
      assertDoesNotThrow(call);
      ThreadPoolExecutor threads = (ThreadPoolExecutor) FitsFactory.threadPool();
      while (threads.getActiveCount() > 0 || !threads.getQueue().isEmpty()) {
        Thread.sleep(1);
      }
    } finally {
      library.removeHandler(log);
    }
    return said;
  }

  /** Sets the positions and lengths of some tiles of an image to 0. */
  private static void empty(Path file, String image, int from, int to) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    int name = all.indexOf("EXTNAME = '" + image);
    int header = all.lastIndexOf("XTENSION", name);
    int end = all.indexOf("END" + " ".repeat(77), name);
    int table = (end / FitsBytes.BLOCK + 1) * FitsBytes.BLOCK;
    int row = card(all, header, "NAXIS1");
    Arrays.fill(bytes, table + from * row, table + to * row, (byte) 0);
    Files.write(file, bytes);
  }

  private static int card(String all, int header, String keyword) {
    int at = all.indexOf(keyword + "  = ", header) + 10;
    return Integer.parseInt(all.substring(at, at + 20).strip());
  }

  @Test
  void aTileWithoutDataIsRefused() throws Exception {
    Path file = written(snapshot(), "RICE_1", PLANE, image -> {});
    empty(file, "BY", 3, 4);
    String said =
        "s.fits, BY: its samples cannot be read (Unknown compression column): copy the file again, or"
            + " unpack it by funpack if it is compressed in tiles";
    Faults.assertRefused(
        "snapshot " + file + " could not be read (" + said + "): check that it is complete",
        () -> MhdSnapshot.read(file));
    Faults.assertRefused(said, () -> Cubes.read(file));
  }

  /**
   * The first and the last eight of 128 tiles have no data. The library ends at the first, and
   * comes to the last in its threads.
   */
  @Test
  void nothingIsLoggedAfterADamagedTile() throws Exception {
    int n = 128;
    short[][][] noise = new short[n][n][n];
    for (int p = 0; p < n * n * n; p++) {
      noise[p / n / n][p / n % n][p % n] = (short) (p * p % 1013);
    }
    Path file = folder.resolve("t.fits");
    try (FitsOutputStream out = new FitsOutputStream(Files.newOutputStream(file))) {
      CompressedImageHDU image =
          CompressedImageHDU.fromImageHDU(ImageData.from(noise).toHDU(), n, n);
      image.setCompressAlgorithm("RICE_1");
      image.compress();
      image.getHeader().addValue("EXTNAME", "BX", null);
      new NullDataHDU().write(out);
      image.write(out);
    }
    empty(file, "BX", 0, 1);
    empty(file, "BX", n - 8, n);
    List<String> said =
        logged(
            () -> {
              try (FitsInput input = FitsInput.open(file, "t.fits")) {
                FitsTiles tiles = FitsTiles.of((CompressedImageHDU) input.units()[1], "t.fits, BX");
                assertThrows(FitsInput.DamagedException.class, tiles::unpacked);
              }
            });
    assertEquals(List.of(), said);
    assertNull(Logger.getLogger("nom.tam").getLevel());
  }

  @Test
  void aTableWithoutTilesIsRefused() throws Exception {
    Path file =
        written(snapshot(), "RICE_1", PLANE, image -> image.setColumnName(0, "OTHER_DATA", null));
    Faults.assertRefused(
        "snapshot "
            + file
            + " could not be read (s.fits, BY: its table has none of the columns COMPRESSED_DATA,"
            + " GZIP_COMPRESSED_DATA and UNCOMPRESSED_DATA, so its tiles are missing: copy the file"
            + " again): check that it is complete",
        () -> MhdSnapshot.read(file));
  }

  /** The library would make so many tiles that their objects fill the memory. */
  @Test
  void tilesThatTheTableDoesNotHaveAreRefused() throws Exception {
    for (int[] side : new int[][] {{0, 0}, {1, 256}, {-4, 0}}) {
      Path file =
          written(
              snapshot(),
              "RICE_1",
              PLANE,
              image -> image.getHeader().addValue("ZTILE1", side[0], null));
      Faults.assertRefused(
          "snapshot "
              + file
              + " could not be read (s.fits, BY: its ZNAXISn and ZTILEn make "
              + side[1]
              + " tiles and its table has 16, so its header is damaged: copy the file again): check"
              + " that it is complete",
          () -> MhdSnapshot.read(file));
    }
  }

  @Test
  void aFlippedBitInAGzipTileOfASnapshotIsRefused() throws Exception {
    MhdSnapshot snapshot = snapshot();
    Path file = written(snapshot, "GZIP_1", PLANE, image -> {});
    float[] expected = MhdSnapshot.read(file).density();
    assertArrayEquals(MhdSnapshot.read(folder.resolve("own.fits")).density(), expected);
    byte[] bytes = Files.readAllBytes(file);
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = all.lastIndexOf("\u001f\u008b\b");
    int start = all.lastIndexOf("\u001f\u008b\b", end - 1);
    assertTrue(start > 0 && end > start + 30, "two tiles packed by gzip");
    int refused = 0;
    for (int at = start + 10; at < end; at++) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 4;
      Files.write(file, flipped);
      Throwable thrown =
          Faults.thrownBy(() -> assertArrayEquals(expected, MhdSnapshot.read(file).density()));
      if (thrown != null) {
        Faults.assertSentence(thrown);
        assertTrue(
            thrown.getMessage().contains("(s.fits, RHO: gzip cannot unpack tile 15 ("),
            thrown.getMessage());
        refused++;
      }
    }
    assertEquals(end - start - 10, refused, 1, "all but a bit that fills the last byte");
  }

  @Test
  void anInterruptIsNoFaultOfASnapshot() throws Exception {
    Path file = written(snapshot(), "RICE_1", PLANE, image -> {});
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancellationException.class, () -> MhdSnapshot.read(file));
    } finally {
      Thread.interrupted(); // clears it
    }
  }
}
