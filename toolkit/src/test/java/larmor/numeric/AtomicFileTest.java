package larmor.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  @Test
  void theNewContentReplacesTheOldAndNoTemporaryFileIsLeft() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(file, t -> Files.writeString(t, "old"));
    AtomicFile.write(file, t -> Files.writeString(t, "new"));
    assertEquals("new", Files.readString(file));
    assertEquals(List.of("a.txt"), names());
  }

  @Test
  void theOldContentStaysWhenWritingFails() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                AtomicFile.write(
                    file,
                    t -> {
                      Files.writeString(t, "half");
                      assertEquals("old", Files.readString(file));
                      throw new IOException("disk full");
                    }));
    assertEquals("disk full", thrown.getMessage());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("a.txt"), names());
  }

  @Test
  void anInterruptOfTheThreadDoesNotPreventWriting() throws IOException {
    Path file = folder.resolve("a.txt");
    Thread.currentThread().interrupt();
    try {
      AtomicFile.write(
          file,
          t -> {
            try (FileOutputStream out = new FileOutputStream(t.toFile())) {
              out.write('x');
            }
          });
    } finally {
      assertTrue(Thread.interrupted(), "the thread is still marked as interrupted");
    }
    assertEquals("x", Files.readString(file));
  }
}
