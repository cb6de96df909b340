package larmor.faults;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** Reads the checkpoint of an MHD run, also one whose checksum holds. */
class CheckpointFuzzTest {
  @FuzzTest
  void checkpoint(byte[] bytes) throws IOException {
    Fuzz.read(bytes, "run.checkpoint", FuzzSeeds.SCHEME::resume);
    Fuzz.read(Fuzz.withCrc(bytes), "run.checkpoint", FuzzSeeds.SCHEME::resume);
  }
}
