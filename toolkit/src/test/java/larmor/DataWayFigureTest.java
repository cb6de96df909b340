package larmor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The figure of the way of the data in the API reference shows types and methods that exist. */
class DataWayFigureTest {
  private static final Path FIGURE = Path.of("src/main/javadoc/doc-files/data-way.svg");

  private static List<Element> texts(String kind) throws Exception {
    NodeList all =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(FIGURE.toFile())
            .getElementsByTagName("text");
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element text = (Element) all.item(i);
      if (text.getAttribute("class").equals(kind)) {
        found.add(text);
      }
    }
    return found;
  }

  @Test
  void everyTypeOfTheFigureIsPublicAndHasItsName() throws Exception {
    List<String> names = new ArrayList<>();
    for (Element text : texts("type")) {
      Class<?> type = Class.forName(text.getAttribute("data-type"));
      assertTrue(java.lang.reflect.Modifier.isPublic(type.getModifiers()), type.getName());
      names.add(text.getTextContent());
      if (!type.isArray()) {
        assertEquals(type.getSimpleName(), text.getTextContent());
      }
    }
    assertEquals(
        List.of(
            "MagneticField", "Backtracker", "Ensemble", "WeightedSky", "SkyMap", "PowerSpectrum"),
        names);
  }

  @Test
  void everyMethodOfTheFigureTakesAndReturnsTheTypesItConnects() throws Exception {
    List<Element> steps = texts("step");
    assertEquals(6, steps.size());
    for (Element step : steps) {
      String method = step.getAttribute("data-method");
      int dot = method.lastIndexOf('.');
      String name = method.substring(dot + 1);
      Class<?> owner = Class.forName(method.substring(0, dot));
      Class<?> gives = Class.forName(step.getAttribute("data-gives"));
      String takes = step.getAttribute("data-takes");
      assertTrue(
          Arrays.stream(owner.getMethods())
              .filter(m -> m.getName().equals(name) && m.getReturnType() == gives)
              .anyMatch(m -> takes.isEmpty() || takes(m, takes)),
          "there is no " + method + "(" + takes + ") that returns " + gives.getName());
      assertTrue(step.getTextContent().contains(name + "("), step.getTextContent());
    }
  }

  private static boolean takes(Method method, String type) {
    return Arrays.stream(method.getParameterTypes()).anyMatch(p -> p.getName().equals(type));
  }
}
