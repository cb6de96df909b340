package larmor.faults;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import larmor.liouville.WeightedSky;
import larmor.sky.Mask;
import larmor.sky.SkyMap;

/** Reads a sky map. */
class SkyMapFuzzTest {
  @FuzzTest
  void map(byte[] bytes) throws IOException {
    Fuzz.read(bytes, "map.fits", SkyMap::read, SkyMap::readAsStored, Mask::read, WeightedSky::read);
  }
}
