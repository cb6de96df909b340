package larmor.notebook;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * Releases the values of variables that a later cell has declared again, and of expressions, which
 * JShell keeps as variables $1, $2 and so on. JShell keeps both as long as the kernel runs, so each
 * run of a cell that makes a field or an ensemble would take the memory of one more.
 *
 * <p>The values of replaced variables are released when more than half of the memory is in use,
 * garbage included. Until then a slider that was made before can still use them, afterwards it
 * fails until its cell is run again.
 *
 * <p>The variables of the last ten expressions are kept, and of all expressions whose variable is
 * named in a cell. The others are dropped: a cell that names one of them afterwards is refused by
 * the compiler. JShell compiles each cell with one import for each variable and keeps that text, so
 * without this each cell would take more memory than the cell before it.
 */
final class ReplacedValues {
  private static final double SHARE = 0.5;
  private static final int KEPT_EXPRESSIONS = 10;

  private final JShell shell;
  private final ClassLoader loader;
  private final BooleanSupplier memoryIsShort;
  private final Set<Field> replaced = new HashSet<>();
  private final Deque<VarSnippet> expressions = new ArrayDeque<>();

  private ReplacedValues(JShell shell, ClassLoader loader, BooleanSupplier memoryIsShort) {
    this.shell = shell;
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
    shell.onSnippetEvent(new ReplacedValues(shell, loader, memoryIsShort)::at);
  }

  private static boolean halfIsUsed() {
    Runtime memory = Runtime.getRuntime();
    return memory.totalMemory() - memory.freeMemory() > SHARE * memory.maxMemory();
  }

  private void at(SnippetEvent event) {
    if (event.snippet() instanceof VarSnippet variable) {
      if (event.previousStatus().isActive() && !event.status().isActive()) {
        field(variable).filter(ReplacedValues::canBeReleased).ifPresent(replaced::add);
      } else if (event.status() == Snippet.Status.VALID && isExpression(variable)) {
        expressions.addLast(variable);
        dropOldExpressions();
      }
    }
    if (!replaced.isEmpty() && memoryIsShort.getAsBoolean()) {
      release();
    }
  }

  private static boolean isExpression(VarSnippet variable) {
    return variable.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
  }

  private void dropOldExpressions() {
    while (expressions.size() > KEPT_EXPRESSIONS) {
      VarSnippet oldest = expressions.removeFirst();
      if (shell.status(oldest) == Snippet.Status.VALID && !isNamedInACell(oldest.name())) {
        shell.drop(oldest);
      }
    }
  }

  private boolean isNamedInACell(String variable) {
    return shell.snippets().anyMatch(cell -> cell.source().contains(variable));
  }

  /** Returns the static field of a variable, or nothing where Java does not allow it. */
  private Optional<Field> field(VarSnippet variable) {
    try {
      Method name = Snippet.class.getDeclaredMethod("classFullName");
      name.setAccessible(true);
      Field field =
          Class.forName((String) name.invoke(variable), false, loader)
              .getDeclaredField(variable.name());
      field.setAccessible(true);
      return Optional.of(field);
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return Optional.empty(); // the value then stays until the kernel ends
    }
  }

  private static boolean canBeReleased(Field field) {
    return !field.getType().isPrimitive() && !Modifier.isFinal(field.getModifiers());
  }

  /**
   * Releases the values of the replaced variables. If a cell is run again unchanged, JShell uses
   * its class again, and the field of the replaced variable is the field of the present one.
   */
  private void release() {
    Set<Field> present =
        shell.variables().flatMap(v -> field(v).stream()).collect(Collectors.toSet());
    replaced.removeAll(present);
    for (Field field : replaced) {
      try {
        field.set(null, null);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(field + " was made accessible and cannot be set", e);
      }
    }
    replaced.clear();
  }
}
