package larmor.numeric;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Describes in words why a file could not be read or written, for the messages of exceptions. */
public final class FileError {
  private FileError() {}

  /**
   * Returns the reason of an error together with the path of the file. Many exceptions of the file
   * system have only the path as message, and the reason follows from their class.
   *
   * @param error exception that was thrown while a file was read or written
   * @return description without a full stop, such as "no permission for /cache"
   */
  public static String words(IOException error) {
    if (!(error instanceof FileSystemException e)) {
      return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }
    String file = e.getFile();
    if (e instanceof AccessDeniedException) {
      return "no permission for " + file;
    }
    if (e instanceof NoSuchFileException) {
      return "there is no " + file;
    }
    if (e instanceof NotDirectoryException || e instanceof FileAlreadyExistsException) {
      return file + " is a file and not a folder";
    }
    if (e instanceof FileSystemLoopException) {
      return "symbolic links lead in a circle at " + file;
    }
    return e.getReason() == null ? e.getMessage() : e.getReason() + " at " + file;
  }
}
