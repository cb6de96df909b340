package larmor.faults;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import larmor.sky.PowerSpectrum;

/** Reads a power spectrum in a FITS file. */
class FitsSpectrumFuzzTest {
  @FuzzTest
  void fits(byte[] bytes) throws IOException {
    Fuzz.read(bytes, "c.fits", PowerSpectrum::read);
  }
}
