package larmor.notebook;

/**
 * The rectangle that the sky fills in a picture [CSS pixels].
 *
 * @param w width
 * @param h height
 */
record SkyArea(double left, double top, double w, double h) {
  /**
   * Converts the coordinate x of the projection, −1 to 1, to an abscissa in the picture [CSS
   * pixels].
   */
  double px(double x) {
    return left + (1 + x) * w / 2;
  }

  /**
   * Converts the coordinate y of the projection, −1 to 1, to an ordinate in the picture [CSS
   * pixels], which grows downwards.
   */
  double py(double y) {
    return top + (1 - y) * h / 2;
  }
}
