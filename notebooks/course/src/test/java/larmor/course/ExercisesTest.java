package larmor.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import larmor.notebook.Notebook;
import larmor.notebook.Rendering;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ExercisesTest {
  @TempDir java.nio.file.Path build;

  private Notebook notebook;

  @BeforeEach
  void writeIntoATemporaryFolder() {
    System.setProperty("larmor.build", build.toString());
    notebook = Notebook.start("course-01-gyration-and-integrators");
  }

  @AfterEach
  void restore() {
    System.clearProperty("larmor.build");
  }

  private static Stream<Exercise> all() {
    return IntStream.rangeClosed(1, Course.UNITS).boxed().flatMap(u -> Course.unit(u).stream());
  }

  private static Exercise nine() {
    return new Exercise("9.1", "nine [pc]", 0.02, "Three times three.", n -> 9);
  }

  @Test
  void answersWithinTheToleranceAreRight() {
    assertTrue(nine().assess(9, 9).isRight());
    assertTrue(nine().assess(9.179, 9).isRight());
    assertFalse(nine().assess(9.181, 9).isRight());
    assertTrue(nine().assess(8.821, 9).isRight());
    assertFalse(nine().assess(8.819, 9).isRight());
    assertTrue(nine().assess(-9.1, -9).isRight());
    assertEquals("Exercise 9.1: 9.0000 is right.", nine().assess(9, 9).toString());
  }

  @Test
  void wrongAnswersGetTheHintAndNotTheAnswer() {
    assertEquals(
        "Exercise 9.1: 8.0000 is not right yet. Three times three.",
        nine().assess(8, 9).toString());
    assertEquals(
        "Exercise 9.1: -9.0000 is not right yet. The sign is wrong. Three times three.",
        nine().assess(-9, 9).toString());
    assertEquals(
        "Exercise 9.1: 900.00 is not right yet. The answer is off by more than a factor of ten: check"
            + " the unit. Three times three.",
        nine().assess(900, 9).toString());
    assertEquals(Answer.State.NOT_YET, nine().assess(Double.POSITIVE_INFINITY, 9).state());
    assertEquals(Answer.State.NOT_YET, nine().assess(0, 9).state());
  }

  @Test
  void commonMistakesGetTheirOwnFeedback() {
    Exercise nine =
        nine()
            .withMistake("That is the square.", r -> r * r)
            .withMistake("That is its root.", Math::sqrt);
    assertEquals(
        "Exercise 9.1: 82.000 is not right yet. That is the square.",
        nine.assess(82, 9).toString());
    assertEquals(
        "Exercise 9.1: 3.0000 is not right yet. That is its root.", nine.assess(3, 9).toString());
    assertEquals(
        "Exercise 9.1: 83.000 is not right yet. Three times three.", nine.assess(83, 9).toString());
    assertTrue(nine.assess(9, 9).isRight());
  }

  @Test
  void everyExerciseHasACommonMistake() {
    all().forEach(e -> assertFalse(e.mistakes().isEmpty(), e.toString()));
  }

  @Test
  void exercisesWithoutANumberAreOpen() {
    Exercises exercises = Exercises.of(notebook);
    assertEquals(Answer.State.OPEN, exercises.answer("1.1").state());
    assertEquals(Answer.State.OPEN, exercises.answer("1.1", Double.NaN).state());
    assertEquals(
        "Exercise 1.1 asks for the gyroradius of a 20 TeV proton in 3 µG [au]. Answer with"
            + " exercises.answer(\"1.1\", number); a relative error of up to 2 % is accepted.",
        exercises.answer("1.1").toString());
    assertEquals("0 of 6 exercises answered right", exercises.toString());
  }

  /** 20 TeV in 3 µG: 1.0811 pc · 0.02 / 3, a parsec being 206 265 au. */
  @Test
  void exercisesCountAndShowTheLatestAnswers() {
    Exercises exercises = Exercises.of(notebook);
    assertTrue(exercises.answer("1.1", 1.0811 * 0.02 / 3 * 206265).isRight());
    assertFalse(exercises.answer("1.3", 2).isRight());
    assertEquals("1 of 6 exercises answered right", exercises.toString());
    String page = Rendering.of(exercises).data();
    assertTrue(
        page.contains("✓ right") && page.contains("not yet right") && page.contains("open"), page);
    assertTrue(exercises.answer("1.3", Math.PI).isRight(), "the latest answer counts");
    assertEquals("2 of 6 exercises answered right", exercises.toString());
  }

  @Test
  void allRightIsRequiredOfEveryExercise() {
    Exercises exercises = Exercises.of(notebook);
    exercises.all().forEach(e -> exercises.answer(e.number(), 1e-30));
    IllegalStateException left =
        assertThrows(IllegalStateException.class, exercises::requireAllRight);
    assertEquals(
        "exercises not answered right: 1.1 (not yet right), 1.2 (not yet right), 1.3 (not yet right),"
            + " 1.4 (not yet right), 1.5 (not yet right), 1.6 (not yet right)",
        left.getMessage());
  }

  @Test
  void unknownNumbersUnitsAndTolerancesAreRefused() {
    Exercises exercises = Exercises.of(notebook);
    assertEquals(
        "this unit has no exercise 4.4: give one of 1.1, 1.2, 1.3, 1.4, 1.5, 1.6",
        assertThrows(IllegalArgumentException.class, () -> exercises.answer("4.4")).getMessage());
    assertEquals(
        "notebook fig5-power-spectra is not a unit of the course: begin its name with course-01- to"
            + " course-08-",
        assertThrows(
                IllegalArgumentException.class,
                () -> Exercises.of(Notebook.start("fig5-power-spectra")))
            .getMessage());
    assertEquals(
        "the course has no unit 9: give a unit from 1 to 8",
        assertThrows(IllegalArgumentException.class, () -> Course.unit(9)).getMessage());
    assertEquals(
        "the tolerance of exercise 9.2 is 0.5: give one above 0 to 0.1",
        assertThrows(IllegalArgumentException.class, () -> new Exercise("9.2", "", 0.5, "", n -> 1))
            .getMessage());
  }

  @Test
  void exercisesOfAUnitAreNumberedInOrderAndAskDifferentThings() {
    for (int unit = 1; unit <= Course.UNITS; unit++) {
      List<String> numbers = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      for (Exercise e : Course.unit(unit)) {
        numbers.add(e.number());
        expected.add(unit + "." + numbers.size());
        assertEquals(unit, e.unit());
      }
      assertEquals(expected, numbers);
    }
    Set<String> questions = new HashSet<>();
    all().forEach(e -> assertTrue(questions.add(e.question()), e.question()));
  }

  /** The answer is right, a fifth more is not, and no text of the exercise states it. */
  @TestFactory
  Stream<DynamicTest> answersOfUnitOneAreAcceptedAndNowhereStated() {
    return Course.unit(1).stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.toString(),
                    () -> {
                      double right = right(e);
                      assertTrue(Double.isFinite(right) && right != 0, "answer " + right);
                      assertTrue(e.assess(right, right).isRight());
                      assertFalse(e.assess(1.2 * right, right).isRight());
                      String stated = String.format(java.util.Locale.ROOT, "%.3g", right);
                      assertFalse((e.question() + e.hint()).contains(stated), stated);
                      for (CommonMistake mistake : e.mistakes()) {
                        assertFalse(mistake.feedback().contains(stated), stated);
                        double wrong = mistake.value().applyAsDouble(right);
                        assertEquals(mistake.feedback(), e.assess(wrong, right).feedback());
                      }
                    }));
  }

  private double right(Exercise exercise) throws IOException {
    return exercise.solution().compute(notebook);
  }

  /**
   * v_d/v = r_L/2L to first order in r_L/L = 0.04; B/B0 = 1/sin² of the pitch angle at a mirror.
   */
  @Test
  void answersOfUnitOneAgreeWithTheory() throws IOException {
    List<Exercise> unit = Course.unit(1);
    assertEquals(26, right(unit.get(1)), 1e-9);
    assertEquals(Math.PI, right(unit.get(2)), 1e-12);
    assertEquals(10 * 2 * Math.PI / 50, right(unit.get(3)), 1e-3); // measured 8e-4
    assertEquals(Math.sqrt(1 / 3.0), right(unit.get(4)), 1e-4); // measured 8e-5
  }
}
