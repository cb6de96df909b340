package larmor.notebook.widget;

/** Several views below each other. They may share controls. */
public final class VBox extends Box {
  private VBox(Interaction... views) {
    super(false, views);
  }

  /**
   * Arranges views in a column.
   *
   * @param views one or more
   * @return the column
   * @throws IllegalArgumentException if there is none
   */
  public static VBox of(Interaction... views) {
    return new VBox(views);
  }
}
