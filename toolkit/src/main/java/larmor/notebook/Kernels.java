package larmor.notebook;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;

/**
 * Calls the Java kernel that runs the notebook, JJava or IJava. The two kernels have the same
 * methods in different packages; therefore this class calls them by reflection. Outside a kernel
 * the calls do nothing.
 */
final class Kernels {
  /** Names of the kernels' classes that have the static methods display and updateDisplay. */
  private static final List<String> DISPLAY_CLASSES =
      List.of(
          "org.dflib.jjava.jupyter.kernel.BaseNotebookStatics",
          "io.github.spencerpark.ijava.runtime.Display");

  private Kernels() {}

  /**
   * Shows a value below the current cell, and returns its identifier for {@link #update}, or null
   * outside a kernel.
   */
  static String display(Object value) {
    for (String name : DISPLAY_CLASSES) {
      try {
        Method display = Class.forName(name).getMethod("display", Object.class);
        return (String) display.invoke(null, value);
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        // the next kernel
      }
    }
    return null;
  }

  /** Replaces the value that {@link #display} showed under an identifier. */
  static void update(String id, Object value) {
    for (String name : DISPLAY_CLASSES) {
      try {
        Class.forName(name)
            .getMethod("updateDisplay", String.class, Object.class)
            .invoke(null, id, value);
        return;
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        // the next kernel
      }
    }
  }

  /**
   * Registers the views with IJava, which does not load extensions. Calls after the first do
   * nothing.
   */
  static synchronized void registerWithIjava() {
    try {
      Object kernel =
          Class.forName("io.github.spencerpark.ijava.runtime.Kernel")
              .getMethod("getKernelInstance")
              .invoke(null);
      if (kernel != null && System.getProperty("larmor.views") == null) {
        register(kernel.getClass().getMethod("getRenderer").invoke(kernel));
        System.setProperty("larmor.views", "registered");
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return;
    }
  }

  /** Registers the views of figures, charts, tables and checks with a kernel's renderer. */
  static void register(Object renderer) throws ReflectiveOperationException {
    for (Class<?> type : Rendering.PICTURES) {
      register(renderer, type, "image/png");
    }
    for (Class<?> type : Rendering.PAGES) {
      register(renderer, type, "text/html");
    }
  }

  private static void register(Object renderer, Class<?> type, String mime)
      throws ReflectiveOperationException {
    Object registration =
        renderer.getClass().getMethod("createRegistration", Class.class).invoke(renderer, type);
    Method preferring = registration.getClass().getMethod("preferring", String[].class);
    preferring.invoke(registration, (Object) new String[] {mime});
    for (Method m : registration.getClass().getMethods()) {
      if (m.getName().equals("register")) {
        Class<?> function = m.getParameterTypes()[0];
        m.invoke(
            registration,
            Proxy.newProxyInstance(function.getClassLoader(), new Class<?>[] {function}, render()));
      }
    }
  }

  /**
   * Returns an implementation of the kernel's interface RenderFunction that sends the {@link
   * Rendering} of a value.
   */
  private static InvocationHandler render() {
    return (proxy, method, arguments) -> {
      if (method.getName().equals("render")) {
        Rendering view = Rendering.orText(arguments[0]);
        Object context = arguments[1];
        Object out = context.getClass().getMethod("getOutputContainer").invoke(context);
        put(out, "putData", "text/plain", view.text());
        if (!view.type().equals("text/plain")) {
          put(out, "putData", view.type(), view.data());
        }
        if (view.isPicture()) {
          put(out, "putMetaData", view.type(), view.metadata());
          for (Map.Entry<String, Object> form :
              Rendering.interactiveForms(arguments[0]).entrySet()) {
            put(out, "putData", form.getKey(), form.getValue());
          }
        }
        return null;
      }
      return switch (method.getName()) {
        case "hashCode" -> System.identityHashCode(proxy);
        case "equals" -> proxy == arguments[0];
        default -> "larmor's views";
      };
    };
  }

  private static void put(Object out, String putMethod, String type, Object value)
      throws ReflectiveOperationException {
    out.getClass().getMethod(putMethod, String.class, Object.class).invoke(out, type, value);
  }
}
