package larmor.numeric;

import java.util.Locale;

/** Checks the free memory before a large computation starts, so that it does not fail half-way. */
public final class Memory {
  private Memory() {}

  /**
   * Returns if the heap is large enough for an allocation.
   *
   * @param what what needs the memory, for the message
   * @param bytes size of the allocation
   * @param remedy what the user can do besides giving Java a larger heap, for the message
   * @throws IllegalStateException if less is free even after a garbage collection
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
