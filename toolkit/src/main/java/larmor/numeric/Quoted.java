package larmor.numeric;

/** Quotes the content of files in messages, which are one line and short whatever a file holds. */
public final class Quoted {
  private static final int LONGEST = 80;

  private Quoted() {}

  /**
   * Puts a text in double quotes.
   *
   * @param text any text, such as the field of a table
   * @return its first 80 characters, with spaces for line ends and other control characters
   */
  public static String of(String text) {
    String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return '"' + start.replaceAll("\\p{Cntrl}", " ") + '"';
  }
}
