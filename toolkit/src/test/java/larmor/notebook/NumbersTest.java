package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void wholeNumbersAreShownInFullAndOthersToThreeFigures() {
    assertEquals("3072", Numbers.three(3072));
    assertEquals("1.00", Numbers.three(1.0005155231709737));
    assertEquals("0.00123", Numbers.three(0.00123456));
    assertEquals("-12300", Numbers.three(-12345.6));
    assertEquals("1.23e-5", Numbers.three(1.23456e-5));
    assertEquals("1.00e9", Numbers.three(1e9));
    assertEquals("0", Numbers.three(0));
    assertEquals("–", Numbers.three(Double.NaN));
    assertEquals("−∞", Numbers.three(Double.NEGATIVE_INFINITY));
  }

  @Test
  void toleranceDecidesHowManyFiguresAreShown() {
    assertEquals("206264.8", Numbers.to(206264.806, 1));
    assertEquals("1.00003", Numbers.to(1.0000312, 1e-4));
    assertEquals("4.13", Numbers.to(4.125, 10));
    assertEquals("2.000", Numbers.to(2, 0.01));
    assertEquals("0", Numbers.to(0, 0.01));
    assertEquals("12.05", Numbers.to(12.0469, 0.1));
  }

  @Test
  void numbersGivenKeepTheirFigures() {
    assertEquals("0.1", Numbers.given(0.1));
    assertEquals("206265", Numbers.given(206265));
    assertEquals("1e-6", Numbers.given(1e-6));
    assertEquals("2.5e21", Numbers.given(2.5e21));
    assertEquals("-0.00125", Numbers.given(-0.00125));
    assertEquals("0.333", Numbers.given(1 / 3.0));
    assertEquals("0", Numbers.given(0));
  }

  @Test
  void decadesAreWrittenWithRaisedFigures() {
    assertEquals("10⁻⁴", Numbers.decade(-4));
    assertEquals("10¹²", Numbers.decade(12));
  }

  @Test
  void durationsAreReadable() {
    assertEquals("0.4 s", Numbers.duration(0.41));
    assertEquals("12 s", Numbers.duration(12.3));
    assertEquals("3 min 05 s", Numbers.duration(185));
    assertEquals("2 h 10 min", Numbers.duration(7800));
  }
}
