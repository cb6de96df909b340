package larmor.notebook;

/**
 * The rectangle that the sky fills in a picture [CSS pixels].
 *
 * @param w width
 * @param h height
 */
record SkyArea(double left, double top, double w, double h) {
  /** Returns the abscissa in the picture of x from −1 to 1. */
  double px(double x) {
    return left + (1 + x) * w / 2;
  }

  /**
   * Returns the ordinate in the picture of y from −1 to 1; the picture's ordinate grows downwards.
   */
  double py(double y) {
    return top + (1 - y) * h / 2;
  }
}
