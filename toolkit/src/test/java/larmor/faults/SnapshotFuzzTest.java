package larmor.faults;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import larmor.mhd.MhdSnapshot;

/** Reads a snapshot of an MHD run. */
class SnapshotFuzzTest {
  @FuzzTest
  void snapshot(byte[] bytes) throws IOException {
    Fuzz.read(bytes, "snapshot.fits", MhdSnapshot::read);
  }
}
