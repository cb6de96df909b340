package larmor.notebook;

import java.util.Map;

/**
 * A figure that a page can show in a form in which the reader changes it: sliders, a scene that is
 * turned. The picture is sent with it, for pages that cannot.
 */
public interface InteractiveFigure extends Figure {
  /**
   * Returns the figure in the form that can be changed.
   *
   * @return MIME types and what is sent for each: a text, or a map, which becomes an object of
   *     JSON. Empty where there is no page.
   */
  Map<String, Object> interactiveForms();
}
