package larmor.notebook;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A table of a page: plain rules, figures aligned to the right, every text escaped, C_ℓ with a low
 * index.
 */
public final class HtmlTable {
  private static final String CELL = "padding:0.25em 0.9em;text-align:";
  private static final String RULE = "border-top:1px solid #999;border-bottom:1px solid #999;";

  private final String caption;
  private final List<String> heads;
  private final BitSet right;
  private final List<List<String>> rows;

  private HtmlTable(String caption, List<String> heads, BitSet right, List<List<String>> rows) {
    this.caption = caption;
    this.heads = heads;
    this.right = right;
    this.rows = rows;
  }

  /** Without rows. */
  public static HtmlTable of(String caption, String... heads) {
    return new HtmlTable(caption, List.of(heads), new BitSet(), List.of());
  }

  /** With a column, counted from 0, aligned to the right. */
  public HtmlTable alignedRight(int column) {
    BitSet wider = (BitSet) right.clone();
    wider.set(column);
    return new HtmlTable(caption, heads, wider, rows);
  }

  /** With one more row. */
  public HtmlTable row(List<String> cells) {
    List<List<String>> longer = new ArrayList<>(rows);
    longer.add(List.copyOf(cells));
    return new HtmlTable(caption, heads, right, longer);
  }

  /** With these rows and no others. */
  public HtmlTable rows(List<List<String>> all) {
    return new HtmlTable(caption, heads, right, List.copyOf(all));
  }

  /** The table for a page. */
  public String html() {
    StringBuilder page = new StringBuilder("<table style=\"border-collapse:collapse\">");
    if (!caption.isEmpty()) {
      page.append("<caption style=\"text-align:left;padding:0.25em 0.9em;font-weight:bold\">")
          .append(words(caption))
          .append("</caption>");
    }
    if (heads.stream().anyMatch(h -> !h.isEmpty())) {
      page.append("<thead><tr style=\"").append(RULE).append("\">");
      line(page, heads, "th");
      page.append("</tr></thead>");
    }
    page.append("<tbody>");
    for (List<String> row : rows) {
      page.append("<tr>");
      line(page, row, "td");
      page.append("</tr>");
    }
    return page.append("</tbody></table>").toString();
  }

  private void line(StringBuilder page, List<String> cells, String tag) {
    for (int c = 0; c < cells.size(); c++) {
      page.append("<").append(tag).append(" style=\"").append(CELL);
      page.append(right.get(c) ? "right" : "left").append("\">");
      page.append(words(cells.get(c))).append("</").append(tag).append(">");
    }
  }

  /** Text for a page: shown as it is, but C_ℓ with a low index. */
  public static String words(String text) {
    return Formula.html(
        text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;"));
  }
}
