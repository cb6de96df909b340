package larmor.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

class FileErrorTest {
  private static void says(String expected, IOException error) {
    assertEquals(expected, FileError.words(error));
  }

  @Test
  void theReasonStandsInWordsWithTheFile() {
    says("no permission for /a", new AccessDeniedException("/a"));
    says("there is no /a", new NoSuchFileException("/a"));
    says("/a is a file and not a folder", new NotDirectoryException("/a"));
    says("/a is a file and not a folder", new FileAlreadyExistsException("/a"));
    says("symbolic links lead in a circle at /a", new FileSystemLoopException("/a"));
    says(
        "Read-only file system at /a",
        new FileSystemException("/a", null, "Read-only file system"));
    says("No space left on device", new IOException("No space left on device"));
    says("IOException", new IOException());
  }
}
