package larmor.faults;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import larmor.orbit.Ensemble;

/** Reads an ensemble, also one whose checksum holds. */
class EnsembleFuzzTest {
  @FuzzTest
  void ensemble(byte[] bytes) throws IOException {
    Fuzz.read(bytes, "ensemble.fits", Ensemble::read);
    Fuzz.read(Fuzz.withFitsSum(bytes), "ensemble.fits", Ensemble::read);
  }
}
