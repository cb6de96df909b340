package larmor.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClassCopiesTest {
  /** What a copied class is used by. */
  interface Sum {
    double sum();

    Class<?> partner();
  }

  /** A class with a loop, the sum of f over 0 to n - 1, and with a constant of each kind. */
  static final class Loop implements Sum {
    private static final long LONG = 1L << 40;
    private static final float FLOAT = 0.1f;
    private final DoubleUnaryOperator f;
    final int n;
    private final Partner partner = new Partner(this);

    Loop(DoubleUnaryOperator f, int n) {
      if (n < 0) {
        throw new IllegalArgumentException("no terms");
      }
      this.f = f;
      this.n = n;
    }

    @Override
    public double sum() {
      DoubleUnaryOperator term = x -> partner.of(x) + f.applyAsDouble(x) + FLOAT + LONG;
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += term.applyAsDouble(i);
      }
      return sum;
    }

    @Override
    public Class<?> partner() {
      return partner.getClass();
    }
  }

  /** A class that the loop makes, and which refers to the loop. */
  static final class Partner {
    private final Loop loop;

    Partner(Loop loop) {
      this.loop = loop;
    }

    double of(double x) {
      return loop.n * x;
    }
  }

  static final class Square implements DoubleUnaryOperator {
    @Override
    public double applyAsDouble(double x) {
      return x * x;
    }
  }

  static final class Cube implements DoubleUnaryOperator {
    @Override
    public double applyAsDouble(double x) {
      return x * x * x;
    }
  }

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final ClassCopies<Sum> COPIES =
      ClassCopies.of(LOOKUP, Sum.class, Loop.class, Partner.class);

  private String before;

  @BeforeEach
  void allowCopies() {
    before = System.setProperty(ClassCopies.PROPERTY, "true");
  }

  @AfterEach
  void restoreTheProperty() {
    System.setProperty(ClassCopies.PROPERTY, before == null ? "true" : before);
  }

  private static Sum make(DoubleUnaryOperator f) {
    return COPIES.make(List.of(f.getClass()), f, 5);
  }

  @Test
  void eachImplementationHasOneCopy() {
    Sum square = make(new Square());
    Sum cube = make(new Cube());
    assertSame(square.getClass(), make(new Square()).getClass());
    assertNotSame(square.getClass(), cube.getClass());
    assertNotSame(Loop.class, square.getClass());
    assertEquals(Loop.class.getName() + "_ClassCopiesTest$Cube", cube.getClass().getName());
    assertEquals(new Loop(new Square(), 5).sum(), square.sum());
    assertEquals(new Loop(new Cube(), 5).sum(), cube.sum());
  }

  @Test
  void copiesReferToEachOther() {
    assertEquals(
        Partner.class.getName() + "_ClassCopiesTest$Square",
        make(new Square()).partner().getName());
  }

  @Test
  void lambdaExpressionsShareACopyThatIsNotThatOfTheToolkit() {
    Sum one = make(x -> x + 1);
    Sum two = make(x -> x + 2);
    assertSame(one.getClass(), two.getClass());
    assertEquals(Loop.class.getName() + "_Other", one.getClass().getName());
    assertEquals(5, two.sum() - one.sum());
  }

  @Test
  void theOriginalIsUsedWhereTheClassFileCannotBeRead() throws Exception {
    byte[] file;
    try (InputStream in = Alone.class.getResourceAsStream("ClassCopiesTest$Alone.class")) {
      file = in.readAllBytes();
    }
    Class<?> withoutFile = LOOKUP.defineHiddenClass(file, false).lookupClass();
    Sum made = ClassCopies.of(LOOKUP, Sum.class, withoutFile).make(List.of(Square.class));
    assertSame(withoutFile, made.getClass());
    assertEquals(7, made.sum());
  }

  /** A class with nothing to copy besides it. */
  static final class Alone implements Sum {
    Alone() {}

    @Override
    public double sum() {
      return 7;
    }

    @Override
    public Class<?> partner() {
      return null;
    }
  }

  @Test
  void theOriginalIsUsedWhereTheCopyCannotBeDefined() {
    ClassCopies<Sum> first = ClassCopies.of(LOOKUP, Sum.class, Alone.class);
    ClassCopies<Sum> second = ClassCopies.of(LOOKUP, Sum.class, Alone.class);
    assertNotSame(Alone.class, first.make(List.of(Cube.class)).getClass());
    // the name of its copy is taken
    assertSame(Alone.class, second.make(List.of(Cube.class)).getClass());
  }

  @Test
  void thePropertyTurnsCopiesOff() {
    System.setProperty(ClassCopies.PROPERTY, "false");
    assertSame(Loop.class, make(new Square()).getClass());
    System.clearProperty(ClassCopies.PROPERTY);
    assertNotSame(Loop.class, make(new Square()).getClass());
  }

  @Test
  void exceptionsOfTheConstructorArriveUnchanged() {
    assertEquals(
        "no terms",
        assertThrows(
                IllegalArgumentException.class,
                () -> COPIES.make(List.of(Square.class), new Square(), -1))
            .getMessage());
  }
}
