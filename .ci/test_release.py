"""Tests of release.py, without Maven and network."""

import shutil
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import release

FILES = ("pom.xml", "toolkit/pom.xml", "notebooks/course/pom.xml", "README.md", "toolkit/README.md",
         "CITATION.cff", "CHANGELOG.md")


class Coordinates(unittest.TestCase):
    def setUp(self):
        self.top = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.top)
        for name in FILES:
            (self.top / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(release.TOP / name, self.top / name)

    def edit(self, name, old, new):
        text = release.read(self.top / name)
        self.assertIn(old, text)
        (self.top / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    def only(self):
        wrong = release.differences(self.top)
        self.assertEqual(1, len(wrong), wrong)
        return wrong[0]

    def test_committed_files_agree(self):
        self.assertEqual([], release.differences(self.top))

    def test_each_place_that_differs_is_named_and_written(self):
        for file, pattern, value in list(release.Coordinates(self.top).places(self.top)):
            name = file.relative_to(self.top).as_posix()
            text = release.read(file)
            file.write_text(release.re.sub(pattern, "x.y", text, count=1), encoding="utf-8")
            told = self.only()
            self.assertTrue(told.startswith(name + " has x.y, "), told)
            self.assertIn("have %s: run python3 .ci/release.py write." % value, told)
            release.write(self.top)
            self.assertEqual(text, release.read(file), name)

    def test_a_place_that_is_gone_is_named(self):
        self.edit("CITATION.cff", "date-released", "date")
        self.assertTrue(self.only().startswith("CITATION.cff has nothing like "))

    def test_version_and_changelog_are_in_step(self):
        number = release.Coordinates(self.top).version.replace("-SNAPSHOT", "")
        first = release.Coordinates(self.top).headings[0]
        self.edit("CHANGELOG.md", "## %s (%s)" % first, "## 9.0.0 (unreleased)")
        self.assertIn("CHANGELOG.md begins with 9.0.0 (unreleased), but revision in pom.xml is "
                      + number, release.differences(self.top)[0])

    def test_group_and_address_set_in_the_pom_reach_every_file(self):
        release.as_released(self.top)
        for name in FILES:
            text = release.read(self.top / name)
            self.assertNotIn("<groupId>larmor</groupId>", text, name)
            if name != "pom.xml":
                self.assertNotIn("OWNER", text, name)
        self.assertIn(release.EXAMPLE[0] + ":larmor-toolkit:", release.read(self.top / "toolkit/README.md"))

    def test_a_pom_that_central_refuses_is_refused(self):
        pom = self.top / "published.pom"
        pom.write_text("<project xmlns='http://maven.apache.org/POM/4.0.0'><groupId>g</groupId>"
                       "<artifactId>a</artifactId><version>1</version></project>")
        with self.assertRaisesRegex(release.Wrong, "published.pom has no name."):
            release.check_pom(pom)


if __name__ == "__main__":
    unittest.main()
