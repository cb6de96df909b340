package larmor.numeric;

import java.util.Locale;

/**
 * Checks the free memory before a large computation starts, so that the computation does not fail
 * half-way.
 */
public final class Memory {
  private Memory() {}

  /**
   * Refuses an allocation for which the heap is too small.
   *
   * @param what name of the object that needs the memory, for the message
   * @param bytes size of the allocation
   * @param remedy what the user can do instead of giving Java a larger heap, for the message
   * @throws IllegalStateException if less memory than that is free even after a garbage collection
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
