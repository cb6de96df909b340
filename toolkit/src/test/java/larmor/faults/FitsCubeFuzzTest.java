package larmor.faults;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import larmor.field.Cubes;

/** Reads a cube in a FITS file. */
class FitsCubeFuzzTest {
  @FuzzTest
  void fits(byte[] bytes) throws IOException {
    Fuzz.read(bytes, "cube.fits", Cubes::read);
  }
}
