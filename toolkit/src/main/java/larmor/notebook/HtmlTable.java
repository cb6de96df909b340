package larmor.notebook;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import larmor.numeric.Given;
import larmor.numeric.Numbered;

/**
 * A table in HTML. Special characters of HTML are escaped, and the ℓ of C_ℓ becomes a subscript.
 * Immutable: each method returns a new table.
 */
public final class HtmlTable {
  private static final String CELL = "padding:0.25em 0.9em;text-align:";
  private static final String RULE = "border-top:1px solid #999;border-bottom:1px solid #999;";

  private final String caption;
  private final List<String> headings;
  private final BitSet right;
  private final List<List<String>> rows;

  private HtmlTable(String caption, List<String> headings, BitSet right, List<List<String>> rows) {
    this.caption = caption;
    this.headings = headings;
    this.right = right;
    this.rows = rows;
  }

  /**
   * Returns a table without rows.
   *
   * @param caption text above the table; empty for none
   * @param headings headings of the columns; all empty for no row of headings
   * @return the table
   */
  public static HtmlTable of(String caption, String... headings) {
    Given.require(caption, "the caption", "\"Provenance\"");
    Given.requireEach(headings, "the list of headings", "\"R [pc]\"");
    return new HtmlTable(caption, List.of(headings), new BitSet(), List.of());
  }

  /**
   * Returns this table with one of its columns aligned to the right.
   *
   * @param column index of the column, from 0
   * @return a new table
   */
  public HtmlTable withRightAligned(int column) {
    BitSet wider = (BitSet) right.clone();
    wider.set(Numbered.require(column, headings.size(), "column"));
    return new HtmlTable(caption, headings, wider, rows);
  }

  /**
   * Returns this table with one more row.
   *
   * @param cells text of each cell. Not modified.
   * @return a new table
   */
  public HtmlTable withRow(List<String> cells) {
    Given.requireEach(cells, "the list of cells", "List.of(\"60\")");
    List<List<String>> longer = new ArrayList<>(rows);
    longer.add(List.copyOf(cells));
    return new HtmlTable(caption, headings, right, longer);
  }

  /**
   * Returns this table with its rows replaced.
   *
   * @param all text of each cell of each row. Not modified.
   * @return a new table
   */
  public HtmlTable withRows(List<List<String>> all) {
    for (List<String> row :
        Given.requireEach(all, "the list of rows", "List.of(List.of(\"60\"))")) {
      Given.requireEach(row, "the list of cells", "List.of(\"60\")");
    }
    return new HtmlTable(caption, headings, right, List.copyOf(all));
  }

  /**
   * Returns the table in HTML.
   *
   * @return a table element
   */
  public String html() {
    StringBuilder page = new StringBuilder("<table style=\"border-collapse:collapse\">");
    if (!caption.isEmpty()) {
      page.append("<caption style=\"text-align:left;padding:0.25em 0.9em;font-weight:bold\">")
          .append(escape(caption))
          .append("</caption>");
    }
    if (headings.stream().anyMatch(h -> !h.isEmpty())) {
      page.append("<thead><tr style=\"").append(RULE).append("\">");
      line(page, headings, "th");
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
      page.append(escape(cells.get(c))).append("</").append(tag).append(">");
    }
  }

  /**
   * Escapes the special characters of HTML in a text, and marks up subscripts such as that of C_ℓ
   * and superscripts such as that of k^(−5/3).
   *
   * @param text any text
   * @return HTML that shows the text
   */
  public static String escape(String text) {
    Given.require(text, "the text", "\"relative intensity\"");
    return Formula.html(
        text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;"));
  }
}
