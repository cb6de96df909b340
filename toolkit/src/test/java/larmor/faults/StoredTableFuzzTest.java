package larmor.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import larmor.notebook.Notebook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tech.tablesaw.api.Table;

/** Reads the stored table of a notebook, also one whose checksum holds. */
class StoredTableFuzzTest {
  @BeforeEach
  void useATemporaryProject() throws IOException {
    Files.createDirectories(Fuzz.folder().resolve("data/results"));
    System.setProperty("larmor.home", Fuzz.folder().toString());
    System.setProperty("larmor.build", Fuzz.folder().toString());
  }

  @AfterEach
  void restore() {
    System.clearProperty("larmor.home");
    System.clearProperty("larmor.build");
  }

  private static Table read(Path file) throws IOException {
    assertEquals("table.csv", file.getFileName().toString());
    try {
      return Notebook.start("fuzz")
          .table("table", FuzzSeeds.SETTINGS, () -> Table.create("computed"));
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @FuzzTest
  void table(byte[] bytes) throws IOException {
    Fuzz.read(bytes, "data/results/table.csv", StoredTableFuzzTest::read);
    Fuzz.read(FuzzSeeds.withTableSum(bytes), "data/results/table.csv", StoredTableFuzzTest::read);
  }
}
