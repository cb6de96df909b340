package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.sky.PowerSpectrum;
import org.junit.jupiter.api.Test;

class HelpTest {
  @Test
  void helpListsWhatMakesAnObjectAndThenItsMethodsWithNamesOfParameters() {
    List<String> lines = Notebook.help(Backtracker.class).toString().lines().toList();
    assertEquals("larmor.orbit.Backtracker", lines.get(0));
    assertEquals(
        "Backtracker.of(Species species, MagneticField field) → Backtracker", lines.get(1));
    assertTrue(lines.contains(".withSpheres(double... radii) → Backtracker"), lines::toString);
    assertTrue(lines.contains(".run(LaunchDirections directions) → Ensemble"));
    assertFalse(lines.toString().contains("hashCode"));
    assertEquals(lines.size(), lines.stream().distinct().count());
  }

  @Test
  void helpOfAnObjectIsThatOfItsClassWithALinkToItsPage() {
    Help help = Notebook.help(PowerSpectrum.of(new double[] {0, 1}));
    assertEquals(Notebook.help(PowerSpectrum.class).toString(), help.toString());
    String html = help.html();
    assertTrue(
        html.startsWith(
            "<p><b><a href=\"build/site/api/larmor/sky/PowerSpectrum.html\">larmor.sky.PowerSpectrum"),
        html);
    assertTrue(html.contains(".times(double f) → PowerSpectrum\n"), html);
  }

  @Test
  void recordsHaveTheirConstructorAndOtherClassesNoLink() {
    assertEquals(
        "new Vec3(double x, double y, double z)",
        Notebook.help(new Vec3(1, 2, 3)).toString().lines().skip(1).findFirst().orElseThrow());
    assertTrue(Notebook.help(List.class).html().startsWith("<p><b>java.util.List</b></p>"));
    assertTrue(Notebook.help(List.class).toString().contains(".add(E "));
  }
}
