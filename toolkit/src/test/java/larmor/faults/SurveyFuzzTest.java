package larmor.faults;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import larmor.liouville.SkySurveyResult;
import larmor.paper.PaperSet;

/** Reads the result of a sky survey, also one whose checksums hold. */
class SurveyFuzzTest {
  @FuzzTest
  void survey(byte[] bytes) throws IOException {
    Fuzz.Reading whole = file -> SkySurveyResult.read(file, PaperSet.SET_3.gyration());
    Fuzz.read(bytes, "survey.csv", FuzzSeeds.SURVEY::read, whole);
    Fuzz.read(FuzzSeeds.withLineSums(bytes), "survey.csv", FuzzSeeds.SURVEY::read, whole);
  }
}
