package larmor.faults;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import larmor.field.Cubes;

/** Reads a cube in an array of NumPy. */
class NpyCubeFuzzTest {
  @FuzzTest
  void npy(byte[] bytes) throws IOException {
    Fuzz.read(bytes, "cube.npy", Cubes::read);
  }
}
