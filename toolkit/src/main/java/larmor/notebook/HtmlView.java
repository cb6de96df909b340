package larmor.notebook;

/** A value that a notebook shows as HTML instead of as its {@code toString()}. */
public interface HtmlView {
  /**
   * Returns the value in HTML.
   *
   * @return one HTML element
   */
  String html();
}
