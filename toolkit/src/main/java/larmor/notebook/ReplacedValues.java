package larmor.notebook;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * Releases the values of variables that a later cell has declared again, and of expressions at the
 * ends of cells, which JShell keeps as variables $1, $2 and so on. JShell keeps both as long as the
 * kernel runs, so each run of a cell that makes a field or an ensemble would take the memory of one
 * more. The values are released when more than half of the memory is in use, garbage included.
 * Until then a slider that was made before can still use them, afterwards it fails until its cell
 * is run again; the values of the last expressions are kept.
 */
final class ReplacedValues {
  private static final double SHARE = 0.5;
  private static final int KEPT_EXPRESSIONS = 10;

  private final ClassLoader loader;
  private final BooleanSupplier memoryIsShort;
  private final Deque<Field> replaced = new ArrayDeque<>();
  private final Deque<Field> expressions = new ArrayDeque<>();

  private ReplacedValues(ClassLoader loader, BooleanSupplier memoryIsShort) {
    this.loader = loader;
    this.memoryIsShort = memoryIsShort;
  }

  /**
   * Releases the values that cells of a shell replace from now on.
   *
   * @param shell shell that runs the cells
   * @param loader class loader of the classes to which the shell compiles the cells
   */
  static void follow(JShell shell, ClassLoader loader) {
    follow(shell, loader, ReplacedValues::halfIsUsed);
  }

  /** Does the same with another condition for the release. */
  static void follow(JShell shell, ClassLoader loader, BooleanSupplier memoryIsShort) {
    shell.onSnippetEvent(new ReplacedValues(loader, memoryIsShort)::at);
  }

  private static boolean halfIsUsed() {
    Runtime memory = Runtime.getRuntime();
    return memory.totalMemory() - memory.freeMemory() > SHARE * memory.maxMemory();
  }

  private void at(SnippetEvent event) {
    Snippet.Status status = event.status();
    boolean gone = status == Snippet.Status.OVERWRITTEN || status == Snippet.Status.DROPPED;
    if (event.snippet() instanceof VarSnippet variable) {
      if (gone) {
        remember(variable, replaced);
      } else if (status == Snippet.Status.VALID
          && variable.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
        remember(variable, expressions);
      }
    }
    boolean any = !replaced.isEmpty() || expressions.size() > KEPT_EXPRESSIONS;
    if (any && memoryIsShort.getAsBoolean()) {
      release(replaced, 0);
      release(expressions, KEPT_EXPRESSIONS);
    }
  }

  /** Remembers the static field of a variable; does nothing where Java does not allow it. */
  private void remember(VarSnippet variable, Deque<Field> fields) {
    try {
      Method name = Snippet.class.getDeclaredMethod("classFullName");
      name.setAccessible(true);
      Field field =
          Class.forName((String) name.invoke(variable), false, loader)
              .getDeclaredField(variable.name());
      if (!field.getType().isPrimitive() && !Modifier.isFinal(field.getModifiers())) {
        field.setAccessible(true);
        fields.addLast(field);
      }
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return; // the value then stays until the kernel ends
    }
  }

  /** Releases the values of the oldest fields, so that a number of them is left. */
  private static void release(Deque<Field> fields, int left) {
    while (fields.size() > left) {
      Field field = fields.removeFirst();
      try {
        field.set(null, null);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(field + " was made accessible and cannot be set", e);
      }
    }
  }
}
