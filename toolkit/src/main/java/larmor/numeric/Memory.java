package larmor.numeric;

import java.util.Locale;

/** Asks for memory before it is taken, so that a large computation is refused at its start. */
public final class Memory {
  private Memory() {}

  /**
   * Returns if the heap still has room.
   *
   * @param what names what needs the memory
   * @param bytes needed
   * @param remedy what the reader can do, besides a larger heap
   * @throws IllegalStateException if the heap, once collected, has less room than that
   */
  public static void require(String what, long bytes, String remedy) {
    if (bytes > room()) {
      System.gc();
      long room = room();
      if (bytes > room) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "%s needs %.2f GB of memory and %.2f GB are left: start Java with a larger -Xmx, or"
                    + " %s",
                what,
                bytes * 1e-9,
                room * 1e-9,
                remedy));
      }
    }
  }

  private static long room() {
    Runtime r = Runtime.getRuntime();
    return r.maxMemory() - r.totalMemory() + r.freeMemory();
  }
}
