package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumberFormattingTest {
  @Test
  void wholeNumbersAreShownInFullAndOthersToThreeFigures() {
    assertEquals("3072", NumberFormatting.threeFigures(3072));
    assertEquals("1.00", NumberFormatting.threeFigures(1.0005155231709737));
    assertEquals("0.00123", NumberFormatting.threeFigures(0.00123456));
    assertEquals("-12300", NumberFormatting.threeFigures(-12345.6));
    assertEquals("1.23e-5", NumberFormatting.threeFigures(1.23456e-5));
    assertEquals("1.00e9", NumberFormatting.threeFigures(1e9));
    assertEquals("0", NumberFormatting.threeFigures(0));
    assertEquals("–", NumberFormatting.threeFigures(Double.NaN));
    assertEquals("−∞", NumberFormatting.threeFigures(Double.NEGATIVE_INFINITY));
  }

  @Test
  void valuesAreShownToATenthOfTheirTolerance() {
    assertEquals("206264.8", NumberFormatting.toTolerance(206264.806, 1));
    assertEquals("1.00003", NumberFormatting.toTolerance(1.0000312, 1e-4));
    assertEquals("4.13", NumberFormatting.toTolerance(4.125, 10));
    assertEquals("2.000", NumberFormatting.toTolerance(2, 0.01));
    assertEquals("0", NumberFormatting.toTolerance(0, 0.01));
    assertEquals("12.05", NumberFormatting.toTolerance(12.0469, 0.1));
  }

  @Test
  void numbersKeepTheFiguresTheyWereWrittenWith() {
    assertEquals("0.1", NumberFormatting.asGiven(0.1));
    assertEquals("206265", NumberFormatting.asGiven(206265));
    assertEquals("1e-6", NumberFormatting.asGiven(1e-6));
    assertEquals("2.5e21", NumberFormatting.asGiven(2.5e21));
    assertEquals("-0.00125", NumberFormatting.asGiven(-0.00125));
    assertEquals("0.333", NumberFormatting.asGiven(1 / 3.0));
    assertEquals("0", NumberFormatting.asGiven(0));
  }

  @Test
  void exponentsOfTenAreSuperscripts() {
    assertEquals("10⁻⁴", NumberFormatting.powerOfTen(-4));
    assertEquals("10¹²", NumberFormatting.powerOfTen(12));
  }

  @Test
  void durationsAreShownInSecondsMinutesAndHours() {
    assertEquals("0.4 s", NumberFormatting.duration(0.41));
    assertEquals("12 s", NumberFormatting.duration(12.3));
    assertEquals("3 min 05 s", NumberFormatting.duration(185));
    assertEquals("2 h 10 min", NumberFormatting.duration(7800));
  }
}
