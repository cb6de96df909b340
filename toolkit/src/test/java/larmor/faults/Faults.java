package larmor.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.function.Executable;

/** What every fault must end in: one sentence by the toolkit, and nothing on standard error. */
final class Faults {
  private static final Set<Class<?>> KINDS =
      Set.of(
          IllegalArgumentException.class,
          IllegalStateException.class,
          IOException.class,
          UncheckedIOException.class);

  private static final Pattern RAW =
      Pattern.compile("Exception|\\bnull\\b|java\\.|jhdf|nom\\.tam|@[0-9a-f]{6,}|\n");

  private Faults() {}

  /** Runs a call and returns what it throws, or null; fails if it writes to standard error. */
  static Throwable thrownBy(Executable call) {
    PrintStream before = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    Logger root = Logger.getLogger("");
    Handler log =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            if (isLoggable(entry) && entry.getLevel().intValue() >= 800) {
              written.writeBytes(
                  ("logged: " + entry.getMessage()).getBytes(StandardCharsets.UTF_8));
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    root.addHandler(log);
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    Throwable thrown = null;
    try {
      call.execute();
    } catch (Throwable e) {
      thrown = e;
    } finally {
      System.setErr(before);
      root.removeHandler(log);
    }
    assertEquals("", withoutJazzer(written.toString(StandardCharsets.UTF_8)), "on standard error");
    return thrown;
  }

  /** What was written to standard error, without the lines of Jazzer while it makes new files. */
  private static String withoutJazzer(String text) {
    if (System.getenv("JAZZER_FUZZ") == null) {
      return text;
    }
    return text.lines().filter(l -> !l.startsWith("INFO: ")).collect(Collectors.joining("\n"));
  }

  /** Checks that a throwable is one sentence by the toolkit. */
  static void assertSentence(Throwable thrown) {
    assertSentence(thrown, "");
  }

  /** The same; the sentence may quote any words of a file's content. */
  static void assertSentence(Throwable thrown, String content) {
    String said = thrown.getMessage();
    String all = thrown.getClass().getName() + ": " + said;
    boolean ours = thrown.getClass().getName().startsWith("larmor.");
    assertTrue(ours || KINDS.contains(thrown.getClass()), all);
    assertNotNull(said, all);
    Matcher raw = RAW.matcher(said);
    while (raw.find()) {
      assertTrue(!raw.group().equals("\n") && content.contains(raw.group()), all);
    }
    assertTrue(said.length() < 500 && said.length() > 20, all);
  }

  /**
   * Checks that a call is refused.
   *
   * @param message the sentence; … stands for any text
   */
  static void assertRefused(String message, Executable call) {
    Throwable thrown = thrownBy(call);
    assertNotNull(thrown, "not refused, expected: " + message);
    assertSentence(thrown);
    StringBuilder pattern = new StringBuilder();
    for (String part : message.split("…", -1)) {
      pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    if (!thrown.getMessage().matches(pattern.toString())) {
      assertEquals(message, thrown.getMessage());
    }
  }
}
