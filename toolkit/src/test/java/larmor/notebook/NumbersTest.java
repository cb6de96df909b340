package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void wholeNumbersAreShownInFullAndOthersToThreeFigures() {
    assertEquals("3072", NumberFormatting.three(3072));
    assertEquals("1.00", NumberFormatting.three(1.0005155231709737));
    assertEquals("0.00123", NumberFormatting.three(0.00123456));
    assertEquals("-12300", NumberFormatting.three(-12345.6));
    assertEquals("1.23e-5", NumberFormatting.three(1.23456e-5));
    assertEquals("1.00e9", NumberFormatting.three(1e9));
    assertEquals("0", NumberFormatting.three(0));
    assertEquals("–", NumberFormatting.three(Double.NaN));
    assertEquals("−∞", NumberFormatting.three(Double.NEGATIVE_INFINITY));
  }

  @Test
  void toleranceDecidesHowManyFiguresAreShown() {
    assertEquals("206264.8", NumberFormatting.to(206264.806, 1));
    assertEquals("1.00003", NumberFormatting.to(1.0000312, 1e-4));
    assertEquals("4.13", NumberFormatting.to(4.125, 10));
    assertEquals("2.000", NumberFormatting.to(2, 0.01));
    assertEquals("0", NumberFormatting.to(0, 0.01));
    assertEquals("12.05", NumberFormatting.to(12.0469, 0.1));
  }

  @Test
  void numbersGivenKeepTheirFigures() {
    assertEquals("0.1", NumberFormatting.given(0.1));
    assertEquals("206265", NumberFormatting.given(206265));
    assertEquals("1e-6", NumberFormatting.given(1e-6));
    assertEquals("2.5e21", NumberFormatting.given(2.5e21));
    assertEquals("-0.00125", NumberFormatting.given(-0.00125));
    assertEquals("0.333", NumberFormatting.given(1 / 3.0));
    assertEquals("0", NumberFormatting.given(0));
  }

  @Test
  void decadesAreWrittenWithRaisedFigures() {
    assertEquals("10⁻⁴", NumberFormatting.decade(-4));
    assertEquals("10¹²", NumberFormatting.decade(12));
  }

  @Test
  void durationsAreReadable() {
    assertEquals("0.4 s", NumberFormatting.duration(0.41));
    assertEquals("12 s", NumberFormatting.duration(12.3));
    assertEquals("3 min 05 s", NumberFormatting.duration(185));
    assertEquals("2 h 10 min", NumberFormatting.duration(7800));
  }
}
