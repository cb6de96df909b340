package larmor.notebook;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The public methods of a class, one line each, with a link to the class in the API reference.
 * {@link Notebook#help} returns it for a class or an object. Immutable.
 */
public final class Help implements HtmlView {
  private static final Set<String> OF_EVERY_OBJECT =
      Arrays.stream(Object.class.getMethods())
          .map(Method::getName)
          .collect(Collectors.toUnmodifiableSet());

  private final Class<?> type;
  private final List<String> made;
  private final List<String> called;

  private Help(Class<?> type, List<String> made, List<String> called) {
    this.type = type;
    this.made = made;
    this.called = called;
  }

  /**
   * Returns the public methods of a class: constructors and static methods first, then the methods
   * of objects.
   */
  static Help of(Class<?> type) {
    Set<String> made = new TreeSet<>();
    Set<String> called = new TreeSet<>(Comparator.comparing(Help::nameOf).thenComparing(s -> s));
    if (!Modifier.isAbstract(type.getModifiers())) {
      for (Constructor<?> c : type.getConstructors()) {
        made.add("new " + type.getSimpleName() + parameters(c));
      }
    }
    for (Method method : type.getMethods()) {
      boolean own = method.getDeclaringClass() != Object.class;
      if (!own || method.isBridge() || method.isSynthetic()) {
        continue;
      }
      String line =
          method.getName() + parameters(method) + " → " + name(method.getGenericReturnType());
      if (Modifier.isStatic(method.getModifiers())) {
        made.add(type.getSimpleName() + "." + line);
      } else if (!OF_EVERY_OBJECT.contains(method.getName())) {
        called.add("." + line);
      }
    }
    return new Help(type, new ArrayList<>(made), new ArrayList<>(called));
  }

  private static String nameOf(String line) {
    return line.substring(0, line.indexOf('('));
  }

  private static String parameters(Executable method) {
    Parameter[] all = method.getParameters();
    Type[] types = method.getGenericParameterTypes();
    List<String> each = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      Type type = types.length == all.length ? types[i] : all[i].getType();
      String text = name(type);
      if (all[i].isVarArgs()) {
        text = text.substring(0, text.length() - 2) + "...";
      }
      each.add(text + " " + all[i].getName());
    }
    return "(" + String.join(", ", each) + ")";
  }

  /** Returns the name of a type without the name of its package. */
  private static String name(Type type) {
    if (type instanceof Class<?> c) {
      return c.isArray() ? name(c.getComponentType()) + "[]" : c.getSimpleName();
    }
    if (type instanceof ParameterizedType p) {
      return name(p.getRawType())
          + Arrays.stream(p.getActualTypeArguments())
              .map(Help::name)
              .collect(Collectors.joining(", ", "<", ">"));
    }
    if (type instanceof TypeVariable<?> v) {
      return v.getName();
    }
    if (type instanceof WildcardType w) {
      Type[] lower = w.getLowerBounds();
      String bound = name(lower.length > 0 ? lower[0] : w.getUpperBounds()[0]);
      return lower.length > 0 ? "? super " + bound : bound.equals("Object") ? "?" : bound;
    }
    return type.getTypeName().replaceAll("[a-z]+\\.", "");
  }

  /**
   * Returns the address of the class in the API reference, relative to the folder of the notebooks;
   * an empty text if the class does not belong to the toolkit.
   */
  private String page() {
    return type.getName().startsWith("larmor.")
        ? "build/site/api/" + type.getName().replace('.', '/').replace('$', '.') + ".html"
        : "";
  }

  @Override
  public String html() {
    String heading = HtmlTable.escape(type.getName());
    String page = page();
    String link = page.isEmpty() ? heading : "<a href=\"" + page + "\">" + heading + "</a>";
    StringBuilder html = new StringBuilder("<p><b>").append(link).append("</b></p><pre>");
    made.forEach(line -> html.append(HtmlTable.escape(line)).append('\n'));
    called.forEach(line -> html.append(HtmlTable.escape(line)).append('\n'));
    return html.append("</pre>").toString();
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>(List.of(type.getName()));
    lines.addAll(made);
    lines.addAll(called);
    return String.join("\n", lines);
  }
}
