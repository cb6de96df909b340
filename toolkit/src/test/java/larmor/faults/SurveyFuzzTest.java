package larmor.faults;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** Reads the result of a sky survey, also one whose checksums hold. */
class SurveyFuzzTest {
  @FuzzTest
  void survey(byte[] bytes) throws IOException {
    Fuzz.read(bytes, "survey.csv", FuzzSeeds.SURVEY::read);
    Fuzz.read(FuzzSeeds.withLineSums(bytes), "survey.csv", FuzzSeeds.SURVEY::read);
  }
}
