package larmor.field;

import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the log of the FITS library still while a file is read, because every complaint that
 * matters is thrown as one sentence; the level is put back when the last reader is done.
 */
final class FitsLibraryLog {
  private static final Logger LIBRARY = Logger.getLogger("nom.tam");
  private static int readers;
  private static Level before;

  private FitsLibraryLog() {}

  static <T> T during(Supplier<T> reading) {
    synchronized (FitsLibraryLog.class) {
      if (readers++ == 0) {
        before = LIBRARY.getLevel();
        LIBRARY.setLevel(Level.OFF);
      }
    }
    try {
      return reading.get();
    } finally {
      synchronized (FitsLibraryLog.class) {
        if (--readers == 0) {
          LIBRARY.setLevel(before);
        }
      }
    }
  }
}
