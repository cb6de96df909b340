package larmor.orbit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32;
import larmor.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables in which the numbers of particles are stored, and what is computed from them. */
class TablesTest {
  /** A row is a double and an int; 5461 rows fill a segment of 65,536 bytes. */
  private static final int WIDTH = 12;

  private static RowTable table(int rows) {
    RowTable table = RowTable.empty(WIDTH);
    for (int i = 0; i < rows; i++) {
      assertEquals(i, table.add());
      table.put(i, 0, i + 0.5);
      table.put(i, 8, -i);
    }
    return table;
  }

  private static byte[] bytes(RowTable table) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    table.writeTo(new DataOutputStream(out));
    return out.toByteArray();
  }

  private static byte[] expected(int rows) {
    ByteBuffer bytes = ByteBuffer.allocate(rows * WIDTH);
    for (int i = 0; i < rows; i++) {
      bytes.putDouble(i + 0.5).putInt(-i);
    }
    return bytes.array();
  }

  @Test
  void rowsAreReadAsTheyWereWritten(@TempDir Path folder) throws IOException {
    // none, one, a full segment, and one row more than two segments
    for (int rows : new int[] {0, 1, 5461, 2 * 5461 + 1}) {
      RowTable table = table(rows);
      assertEquals(rows, table.size());
      assertEquals(WIDTH, table.width());
      byte[] bytes = expected(rows);
      assertArrayEquals(bytes, bytes(table));
      CRC32 crc = new CRC32();
      crc.update(bytes);
      CRC32 own = new CRC32();
      table.update(own);
      assertEquals(crc.getValue(), own.getValue());
      assertEquals(RowTable.add(0, ByteBuffer.wrap(bytes)), table.checksum());
      Path file = folder.resolve("rows");
      Files.write(file, new byte[] {1, 2, 3});
      Files.write(file, bytes, StandardOpenOption.APPEND);
      try (FileChannel channel = FileChannel.open(file)) {
        RowTable read = RowTable.of(channel, 3, WIDTH, rows);
        assertArrayEquals(bytes, bytes(read));
        for (int row = 0; row < rows; row += Math.max(1, rows - 1)) {
          assertEquals(row + 0.5, read.doubleAt(row, 0));
          assertEquals(-row, read.intAt(row, 8));
        }
        assertEquals(
            "the file ends within a table",
            assertThrows(IOException.class, () -> RowTable.of(channel, 3, WIDTH, rows + 1))
                .getMessage());
      }
    }
  }

  @Test
  void tablesAreJoinedAcrossTheirSegments() throws IOException {
    RowTable table = table(3);
    table.addAll(table(5461));
    table.addAll(table(2));
    assertEquals(5466, table.size());
    assertEquals(5460.5, table.doubleAt(5463, 0));
    assertEquals(-1, table.intAt(5465, 8));
    byte[] all = bytes(table);
    assertArrayEquals(expected(3), Arrays.copyOf(all, 3 * WIDTH));
    assertArrayEquals(expected(5461), Arrays.copyOfRange(all, 3 * WIDTH, 5464 * WIDTH));
  }

  /** A carry is added to the last bit, which may cause another carry. */
  @Test
  void checksumIsAOnesComplementSum() {
    ByteBuffer words = ByteBuffer.allocate(12).putInt(-1).putInt(0x10).putInt(0x80000000).flip();
    assertEquals(0x80000010L, RowTable.add(0, words));
    assertEquals(0x80000010L + 7, RowTable.add(7, words));
    assertEquals(1, RowTable.add(0xFFFFFFFFL, ByteBuffer.allocate(4).putInt(1).flip()));
    assertEquals(1, RowTable.add(0xFFFFFFFFL, ByteBuffer.allocate(8).putInt(-1).putInt(1).flip()));
  }

  @Test
  void bufferOfCrossingsGrowsAndKeepsItsRows() {
    CrossingBuffer buffer = new CrossingBuffer();
    for (int row = 0; row < 40; row++) {
      int at = buffer.add();
      assertEquals(row * CrossingBuffer.WIDTH, at);
      for (int c = 0; c < CrossingBuffer.WIDTH; c++) {
        buffer.rows()[at + c] = 100 * row + c;
      }
      buffer.rows()[at + 1] = 2;
      buffer.flag(row, 4);
      assertEquals(row < 16 ? 16 : row < 32 ? 32 : 64, buffer.rows().length / 9, "row " + row);
    }
    assertEquals(40, buffer.size());
    RowTable table = RowTable.empty(EnsembleTables.PATH + 56);
    buffer.copyTo(table, 7, 39);
    buffer.copyTo(table, 8, 0);
    assertEquals(2, table.size());
    for (int row = 0; row < 2; row++) {
      int from = row == 0 ? 39 : 0;
      assertEquals(100 * from, buffer.sphere(from));
      assertEquals(6, buffer.flags(from));
      assertEquals(7 + row, table.intAt(row, EnsembleTables.PARTICLE));
      assertEquals(6, table.intAt(row, EnsembleTables.FLAGS));
      for (int c = 2; c < CrossingBuffer.WIDTH; c++) {
        assertEquals(100.0 * from + c, table.doubleAt(row, EnsembleTables.PATH + 8 * (c - 2)));
      }
    }
    buffer.clear();
    assertEquals(0, buffer.size());
  }

  @Test
  void lengthsAreAveragedOverTheParticlesThatHaveOne() {
    LengthEstimate odd = LengthEstimate.of(new double[] {6, Double.NaN, 1, 2});
    assertEquals(3, odd.mean());
    assertEquals(Math.sqrt((9 + 4 + 1) / 2.0 / 3), odd.standardError(), 1e-15);
    assertEquals(2, odd.median());
    assertEquals(3, odd.particles());
    assertEquals(4, odd.total());
    assertEquals(3, LengthEstimate.of(new double[] {9, 4, 1, 2}).median());
    LengthEstimate two = LengthEstimate.of(new double[] {1, 3});
    assertEquals(1, two.standardError(), 1e-15);
    LengthEstimate one = LengthEstimate.of(new double[] {5});
    assertEquals(5, one.median());
    assertTrue(Double.isNaN(one.standardError()));
    LengthEstimate none = LengthEstimate.of(new double[] {Double.NaN});
    assertTrue(Double.isNaN(none.mean()) && Double.isNaN(none.median()));
    assertEquals(0, none.particles());
  }

  @Test
  void observersAreThoseOfTheirSeed() {
    Observers observers = Observers.stratified(4, 200 * Units.pc, 7);
    assertEquals("4 observers stratified in a cube of 200 pc, seed 7", observers.toString());
    assertEquals("the first 2 of " + observers, observers.first(2).toString());
    // the places of surveys that were made with this seed
    assertEquals(-13.210749488997141, observers.position(0).x() / Units.pc, 1e-9);
    assertEquals(-53.56446553275595, observers.position(0).y() / Units.pc, 1e-9);
    assertEquals(27.411395025170116, observers.position(0).z() / Units.pc, 1e-9);
  }

  @Test
  void limitsOfParticlesAreRefused() {
    for (double charge : new double[] {0, Double.POSITIVE_INFINITY, Double.NaN}) {
      assertEquals(
          "charge " + charge + " C is zero or not finite: give the charge of a charged particle",
          assertThrows(IllegalArgumentException.class, () -> new Species("x", charge, 1))
              .getMessage());
    }
    Species proton = Species.PROTON;
    double rest = Gyration.ofGyroradius(proton, 1e-30, 1).energy();
    for (double energy : new double[] {rest, Double.POSITIVE_INFINITY, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> Gyration.of(proton, energy, 1));
    }
    assertEquals(1, TimeDirection.FORWARD.chargeSign());
    assertEquals(-1, TimeDirection.BACKWARD.chargeSign());
    assertEquals(48, LaunchDirections.stratified(2, 1, 1).size());
    assertThrows(IllegalArgumentException.class, () -> LaunchDirections.stratified(2, 0, 1));
  }
}
