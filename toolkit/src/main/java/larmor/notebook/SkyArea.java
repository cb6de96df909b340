package larmor.notebook;

/** Where in a picture the sky stands [CSS pixels]. */
record SkyArea(double left, double top, double w, double h) {
  double px(double x) {
    return left + (1 + x) * w / 2;
  }

  double py(double y) {
    return top + (1 - y) * h / 2;
  }
}
