"""Tests of supply.py, without Maven and network."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import supply

SBOM = {"components": [
    {"group": "a", "name": "b", "version": "1.2.0", "licenses": [{"license": {"id": "MIT"}}]},
    {"group": "c", "name": "d", "version": "3.4-jre",
     "licenses": [{"license": {"id": "EPL-2.0"}}, {"license": {"name": "Public Domain"}}]}]}
PAGE = """
| library | version | used for | licence |
|---|---|---|---|
| `a:b` | 1.2.0 | something | MIT |
| `c:d` | 3.4-jre | by `a:b` | EPL-2.0 / Public Domain |
"""
PINNED = {"w.yml": "- uses: actions/checkout@" + 40 * "0" + "  # v4.4.0\n- uses: ./own"}


class Supply(unittest.TestCase):
    def told(self, page=PAGE, advisories=(), workflows=PINNED, **change):
        libraries = supply.components(SBOM)
        libraries.update(change.get("libraries", {}))
        return supply.wrong(libraries, page, advisories, workflows)

    def test_what_is_documented_accepted_and_pinned_passes(self):
        self.assertEqual([], self.told())

    def test_other_versions_licences_and_missing_rows_are_told(self):
        self.assertIn("correct the table", self.told(PAGE.replace("1.2.0", "1.1.0"))[0])
        self.assertIn("correct the table", self.told(PAGE.replace("| MIT", "| Apache-2.0"))[0])
        self.assertIn("no row for a:b", self.told(PAGE.replace("`a:b` | 1.2.0", "| "))[0])
        more = PAGE + "| `e:f` | 1 | nothing | MIT |\n"
        self.assertEqual(
            ["toolkit/DEPENDENCIES.md has e:f, which the SBOM has not: delete its row."],
            self.told(more))

    def test_licences_that_are_not_accepted_or_missing_are_told(self):
        told = self.told(PAGE + "| `e:f` | 1 | x | AGPL-3.0 |\n",
                         libraries={"e:f": ("1", ["AGPL-3.0"])})
        self.assertIn("AGPL-3.0, which is not accepted", told[0])
        self.assertIn("e:f has no licence", self.told(libraries={"e:f": ("1", [])})[0])

    def test_versions_within_an_advisory_are_told(self):
        entry = {"library": "c:d", "from": "3.0", "fixed in": "3.5", "advisory": "CVE-1",
                 "what": "reads beyond its end"}
        self.assertEqual(["c:d 3.4-jre has CVE-1 (reads beyond its end): use 3.5 or newer."],
                         self.told(advisories=[entry]))
        for change in ({"fixed in": "3.4"}, {"from": "3.4.1"}, {"library": "a:b"}):
            self.assertEqual([], self.told(advisories=[dict(entry, **change)]), change)
        self.assertEqual(1, len(self.told(advisories=[dict(entry, **{"fixed in": ""})])))
        self.assertTrue(supply.affected("1.9.0", "1.0", "1.10.1"), "numbers, not letters")

    def test_actions_must_be_pinned_to_a_commit(self):
        for action in ("actions/checkout@v4", "actions/checkout@main", "a/b@" + 39 * "0"):
            self.assertEqual(["w.yml uses %s: pin it to the 40 digits of a commit." % action],
                             self.told(workflows={"w.yml": "uses: " + action + "\n"}))


if __name__ == "__main__":
    unittest.main()
