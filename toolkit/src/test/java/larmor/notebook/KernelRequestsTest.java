package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class KernelRequestsTest {
  private static StackOverflowError overflowIn(String className) {
    StackOverflowError e = new StackOverflowError();
    e.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("java.util.HashMap", "get", null, 1),
          new StackTraceElement(className, "visit", null, 2)
        });
    return e;
  }

  @Test
  void stackOverflowOfTheCompilerIsToldWithTheRemedy() {
    StackOverflowError overflow = overflowIn("com.sun.tools.javac.comp.Attr");
    String sentence =
        "This cell has an expression or statement with too many terms or too many levels of brackets"
            + " for the Java compiler, which can read some thousand: put parts of it into variables"
            + " or methods of their own.";
    assertEquals(sentence, KernelRequests.sentence(overflow));
    assertEquals(
        sentence,
        KernelRequests.sentence(
            new InternalError("analyze", new IllegalStateException("analyze", overflow))));
  }

  @Test
  void otherErrorsAreToldInTheirOwnWords() {
    assertEquals(
        "The cell could not be compiled or its value could not be shown:"
            + " java.lang.StackOverflowError",
        KernelRequests.sentence(overflowIn("REPL.$JShell$11")));
    assertEquals(
        "The cell could not be compiled or its value could not be shown:"
            + " java.lang.NoClassDefFoundError: a/B",
        KernelRequests.sentence(new NoClassDefFoundError("a/B\nand more")));
  }
}
