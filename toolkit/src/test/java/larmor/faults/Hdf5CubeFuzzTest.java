package larmor.faults;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import larmor.field.Cubes;

/** Reads a cube in an HDF5 file. */
class Hdf5CubeFuzzTest {
  @FuzzTest
  void hdf5(byte[] bytes) throws IOException {
    Fuzz.read(bytes, "cube.hdf5", Cubes::read);
  }
}
