package larmor.faults;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import larmor.field.MappedSplineField;

/** Maps a file of spline coefficients, also one whose checksums hold. */
class SplineFuzzTest {
  @FuzzTest
  void spline(byte[] bytes) throws IOException {
    Fuzz.read(bytes, "cube.spline", MappedSplineField::open);
    Fuzz.read(Fuzz.withSplineSum(bytes), "cube.spline", MappedSplineField::open);
  }
}
