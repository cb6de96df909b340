package larmor.numeric;

import java.util.regex.Pattern;

/** Quotes the content of files in messages, which are one line and short whatever a file holds. */
public final class Quoted {
  private static final int LONGEST = 80;

  private static final Pattern FOR_PROGRAMMERS =
      Pattern.compile("Exception|\\bnull\\b|java\\.|nom\\.tam|@[0-9a-f]{6,}");

  private Quoted() {}

  /**
   * Puts a text in double quotes.
   *
   * @param text any text, such as the field of a table
   * @return its first 80 characters, with spaces for line ends and other control characters
   */
  public static String of(String text) {
    return '"' + printable(text, LONGEST) + '"';
  }

  /**
   * Makes the message of another library, which may quote a file, fit for a message.
   *
   * @param error exception of a library
   * @return its message, in one line of at most 160 characters; in place of a message with names of
   *     classes or the word null, that the structure is damaged; for a lack of memory, that a
   *     length in the file is
   */
  public static String reason(Throwable error) {
    String said = error.getMessage();
    if (error instanceof OutOfMemoryError) {
      return "a length in it is damaged";
    }
    return said == null || FOR_PROGRAMMERS.matcher(said).find()
        ? "its structure is damaged"
        : printable(said, 160);
  }

  /**
   * Makes a text fit for a message, without quotes.
   *
   * @param text any text, such as the settings in a checkpoint
   * @param longest number of characters that are kept
   * @return its first characters, with spaces for line ends and other control characters
   */
  public static String printable(String text, int longest) {
    String start = text.length() > longest ? text.substring(0, longest) + "…" : text;
    return start.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", " ");
  }
}
