package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplacedValuesTest {
  private static final String KEY = "larmor.test.value";
  private final AtomicBoolean memoryIsShort = new AtomicBoolean();
  private JShell shell;

  @BeforeEach
  void startShell() {
    shell = JShell.builder().executionEngine("local").build();
    ClassLoader loader = valueOf("new Object() {}").getClass().getClassLoader();
    ReplacedValues.follow(shell, loader, memoryIsShort::get);
  }

  @AfterEach
  void closeShell() {
    shell.close();
    System.getProperties().remove(KEY);
  }

  /** The value of an expression of the shell, which runs in this virtual machine. */
  private Object valueOf(String expression) {
    shell.eval("System.getProperties().put(\"" + KEY + "\", " + expression + ");");
    return System.getProperties().remove(KEY);
  }

  private WeakReference<Object> weak(String variable) {
    return new WeakReference<>(valueOf(variable));
  }

  private static Object afterCollection(WeakReference<Object> reference) throws Exception {
    for (int i = 0; i < 50 && reference.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    return reference.get();
  }

  @Test
  void aReplacedValueStaysWhileThereIsMemoryAndIsReleasedWhenItIsShort() throws Exception {
    shell.eval("var a = new long[] {1};");
    WeakReference<Object> first = weak("a");
    assertNotNull(first.get());
    shell.eval("var a = new long[] {2};");
    assertNotNull(afterCollection(first));
    memoryIsShort.set(true);
    shell.eval("int b = 3;");
    assertNull(afterCollection(first));
    assertEquals(2, ((long[]) valueOf("a"))[0]);
  }

  @Test
  void aVariableThatIsDeclaredWithAnotherTypeOrDroppedIsReleasedToo() throws Exception {
    memoryIsShort.set(true);
    shell.eval("var a = new long[] {1};");
    WeakReference<Object> first = weak("a");
    shell.eval("var a = new int[] {2};");
    assertNull(afterCollection(first));
    WeakReference<Object> second = weak("a");
    shell.variables().filter(v -> v.name().equals("a")).toList().forEach(shell::drop);
    assertNull(afterCollection(second));
  }

  @Test
  void primitiveVariablesAndValuesThatAreStillUsedAreLeft() throws Exception {
    memoryIsShort.set(true);
    shell.eval("int n = 1;");
    shell.eval("int n = 2;");
    assertEquals(2, valueOf("n"));
    shell.eval("var list = new java.util.ArrayList<Object>();");
    shell.eval("var a = new long[] {1};");
    shell.eval("list.add(a);");
    shell.eval("var a = new long[] {2};");
    assertEquals(1, ((long[]) valueOf("list.get(0)"))[0]);
  }

  @Test
  void aCellThatIsRunAgainUnchangedKeepsItsValue() {
    memoryIsShort.set(true);
    shell.eval("var a = new long[] {1};");
    shell.eval("var a = new long[] {1};");
    shell.eval("int b = 3;");
    assertEquals(1, ((long[]) valueOf("a"))[0]);
  }

  private String lastExpression() {
    return shell.variables().reduce((a, b) -> b).orElseThrow().name();
  }

  private void runExpressions(int number) {
    for (int i = 0; i < number; i++) {
      shell.eval("new long[] {" + i + "}");
    }
  }

  @Test
  void theValuesOfTheLastTenExpressionsAreKept() throws Exception {
    memoryIsShort.set(true);
    shell.eval("System.getProperties().computeIfAbsent(\"" + KEY + "\", k -> new long[] {1})");
    WeakReference<Object> first = new WeakReference<>(System.getProperties().remove(KEY));
    runExpressions(9);
    assertNotNull(afterCollection(first));
    runExpressions(1);
    assertNull(afterCollection(first));
    assertEquals(0, ((long[]) valueOf(lastExpression()))[0]);
  }

  @Test
  void eachCellIsCompiledWithTheVariablesOfTheLastTenExpressionsOnly() {
    runExpressions(10);
    long variables = shell.variables().count();
    runExpressions(10);
    assertEquals(variables, shell.variables().count());
  }

  @Test
  void anExpressionWhoseVariableIsNamedInACellIsKept() {
    memoryIsShort.set(true);
    shell.eval("new long[] {5}");
    String name = lastExpression();
    shell.eval("long first() { return " + name + "[0]; }");
    runExpressions(20);
    assertEquals(5L, valueOf("first()"));
    assertEquals(5L, valueOf(name + "[0]"));
  }

  @Test
  void aCellThatNamesADroppedExpressionIsRefused() {
    shell.eval("new long[] {5}");
    String name = lastExpression();
    runExpressions(20);
    assertEquals(Snippet.Status.REJECTED, shell.eval(name + "[0]").get(0).status());
  }
}
