package larmor.orbit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.TreeSet;
import larmor.numeric.Vec3;
import org.junit.jupiter.api.Test;

class ObserversTest {
  @Test
  void everySliceAlongEachAxisHoldsOneObserver() {
    Observers o = Observers.stratified(24, 6, 5);
    TreeSet<Integer> x = new TreeSet<>();
    TreeSet<Integer> y = new TreeSet<>();
    TreeSet<Integer> z = new TreeSet<>();
    for (int i = 0; i < o.size(); i++) {
      x.add((int) Math.floor((o.position(i).x() + 3) * 4));
      y.add((int) Math.floor((o.position(i).y() + 3) * 4));
      z.add((int) Math.floor((o.position(i).z() + 3) * 4));
    }
    for (TreeSet<Integer> slices : java.util.List.of(x, y, z)) {
      assertEquals(24, slices.size());
      assertEquals(0, slices.first());
      assertEquals(23, slices.last());
    }
    assertNotEquals(o.position(0), Observers.stratified(24, 6, 6).position(0));
    assertEquals(o.position(3), o.first(4).position(3));
  }

  @Test
  void nonsenseIsRefused() {
    assertEquals(
        "the number of observers, 0, is below 1: give 1 or more",
        assertThrows(IllegalArgumentException.class, () -> Observers.stratified(0, 1, 1))
            .getMessage());
    assertEquals(
        "side of the cube -1.0 m is not positive and finite: give a value above 0 m",
        assertThrows(IllegalArgumentException.class, () -> Observers.stratified(1, -1, 1))
            .getMessage());
    assertEquals("2 observers", Observers.of(Vec3.X, Vec3.Y).toString());
  }
}
