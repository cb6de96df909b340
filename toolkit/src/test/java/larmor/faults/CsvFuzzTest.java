package larmor.faults;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import larmor.mhd.RunHistory;
import larmor.sky.MeasuredSpectrum;
import larmor.sky.PowerSpectrum;
import larmor.sky.ReferenceDipole;

/** Reads a table of comma-separated values. */
class CsvFuzzTest {
  @FuzzTest
  void csv(byte[] bytes) throws IOException {
    Fuzz.read(
        bytes,
        "table.csv",
        PowerSpectrum::read,
        MeasuredSpectrum::read,
        ReferenceDipole::read,
        RunHistory::read);
  }
}
