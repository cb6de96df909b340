package larmor.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  /** Another process, which prints whether it gets the lock. */
  public static void main(String[] arguments) throws IOException {
    System.out.print(FolderLock.of(Path.of(arguments[0])) == null ? "refused" : "locked");
  }

  private static String elsewhere(Path file) throws IOException {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FolderLockTest.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void onlyOneThreadOfOneProcessHoldsTheLock(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("new").resolve("lock");
    try (FolderLock lock = FolderLock.of(file)) {
      assertNotNull(lock);
      assertNull(FolderLock.of(file));
      assertEquals(
          "refused", elsewhere(file), "the lock is lost after a second attempt in this process");
    }
    assertEquals("locked", elsewhere(file));
    FolderLock again = FolderLock.of(file);
    assertNotNull(again);
    Files.delete(file);
    Files.delete(file.getParent());
    again.close();
    assertFalse(Files.exists(file));
    try (FolderLock anew = FolderLock.of(file)) {
      assertNotNull(anew);
    }
  }
}
