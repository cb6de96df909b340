package larmor.notebook;

/** Has a page's view besides its one line of text. */
public interface HtmlView {
  /** The view for a page. */
  String html();
}
