package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class FormulaTest {
  @Test
  void numbersWithAnExponentBecomePowersOfTen() {
    assertEquals(
        Formula.of("times 1.42·10^(−6)").toString(), Formula.of("times 1.42e-06").toString());
    assertEquals(Formula.of("3·10^(12) a").toString(), Formula.of("3e+12 a").toString());
    assertFalse(Formula.of("2e5f, 1even, r2e").hasScripts());
    assertTrue(Formula.of("1e-9 rad").hasScripts());
  }

  @Test
  void indicesBecomeSubscriptsAndExponentsSuperscripts() {
    assertEquals("C<sub>ℓ</sub> / C<sub>1</sub>", Formula.html("C_ℓ / C_1"));
    assertEquals("σ<sub>µ</sub>/µ̄, λ<sub>mfp</sub> [pc]", Formula.html("σ_µ/µ̄, λ_mfp [pc]"));
    assertEquals(
        "⟨v<sub>x</sub> v<sub>x0</sub>⟩ / ⟨v<sub>x0</sub>²⟩", Formula.html("⟨v_x v_x0⟩ / ⟨v_x0²⟩"));
    assertEquals("k<sup>−5/3</sup>", Formula.html("k^(−5/3)"));
    assertEquals("(2ℓ+1)C<sub>ℓ</sub>/4π", Formula.html("(2ℓ+1)C_ℓ/4π"));
  }

  @Test
  void namesOfFilesAndVariablesAreNotChanged() {
    String names = "mhd_128_a.fits, LARMOR_CUBE, seed_1, x^2";
    assertEquals(names, Formula.html(names));
  }

  private static int lowestInk(String text) {
    BufferedImage image = new BufferedImage(200, 60, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    Formula.of(text).draw(g, PlotStyle.TITLE, 10, 30);
    g.dispose();
    int lowest = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        lowest = (image.getRGB(x, y) & 0xff) > 128 ? y : lowest;
      }
    }
    return lowest;
  }

  @Test
  void aSubscriptIsDrawnBelowTheBaseLine() {
    assertTrue(lowestInk("CL") <= 30);
    int low = lowestInk("C_L");
    assertTrue(low > 31 && low < 36, "lowest ink at " + low);
    assertTrue(lowestInk("C^(3)") <= 30);
  }

  @Test
  void widthIsTheSumOfItsPieces() {
    double apart =
        Formula.of("C").width(PlotStyle.TEXT)
            + Formula.of("L").width(PlotStyle.TEXT.deriveFont(0.72f * 13));
    assertEquals(apart, Formula.of("C_L").width(PlotStyle.TEXT), 0.01);
    assertEquals(0, Formula.of("").width(PlotStyle.TEXT));
  }
}
