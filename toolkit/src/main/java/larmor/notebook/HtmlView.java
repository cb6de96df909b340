package larmor.notebook;

/** Has a page's view besides its one line of text. */
interface HtmlView {
  String html();
}
