package larmor.notebook.widget;

/**
 * Several views beside each other, which wraps where the page is narrow. They may share controls.
 */
public final class HBox extends Box {
  private HBox(Interaction... views) {
    super(true, views);
  }

  /**
   * Arranges views in a row.
   *
   * @param views one or more
   * @return the row
   * @throws IllegalArgumentException if there is none
   */
  public static HBox of(Interaction... views) {
    return new HBox(views);
  }
}
