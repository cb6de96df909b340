package larmor.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class QuotedTest {
  @Test
  void aQuotedTextIsOneShortLine() {
    assertEquals("\"1,5e-6\"", Quoted.of("1,5e-6"));
    assertEquals("\"a b c d\"", Quoted.of("a\nb\rc\u0007d"));
    assertEquals('"' + "x".repeat(80) + '"', Quoted.of("x".repeat(80)));
    assertEquals('"' + "x".repeat(80) + "…\"", Quoted.of("x".repeat(81)));
  }
}
