package larmor.field.io;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Silences the log of the FITS library while files are open, because every problem that matters is
 * thrown as one sentence. The level is restored when the last file is closed.
 */
final class FitsLibraryLog {
  private static final Logger LIBRARY = Logger.getLogger("nom.tam");
  private static int openFiles;
  private static Level before;

  private FitsLibraryLog() {}

  static synchronized void silence() {
    if (openFiles++ == 0) {
      before = LIBRARY.getLevel();
      LIBRARY.setLevel(Level.OFF);
    }
  }

  static synchronized void restore() {
    if (--openFiles == 0) {
      LIBRARY.setLevel(before);
    }
  }
}
