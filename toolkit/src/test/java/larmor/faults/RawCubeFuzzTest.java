package larmor.faults;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import larmor.field.Cubes;

/** Reads a cube in a file without a header. */
class RawCubeFuzzTest {
  @FuzzTest
  void raw(byte[] bytes) throws IOException {
    Fuzz.read(bytes, "cube.raw", Cubes::read);
  }
}
