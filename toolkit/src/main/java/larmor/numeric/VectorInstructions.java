package larmor.numeric;

/**
 * Whether Java offers its vector instructions, which the transforms of the sky and the spline of a
 * cube use where they can. Results have the same bits with and without them. They are offered by
 * the module {@code jdk.incubator.vector}, which Java does not load by itself.
 */
public final class VectorInstructions {
  private static final boolean OFFERED =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private VectorInstructions() {}

  /**
   * Tells whether the module of vector instructions is loaded.
   *
   * @return true if it is
   */
  public static boolean offered() {
    return OFFERED;
  }

  /**
   * Says what to do if they are not offered.
   *
   * @return "offered", or the option with which Java offers them
   */
  public static String state() {
    return OFFERED
        ? "offered by this Java"
        : "not offered: start Java with --add-modules jdk.incubator.vector";
  }
}
