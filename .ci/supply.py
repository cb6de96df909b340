"""Checks the libraries of the toolkit against its SBOM, without the network.

./mvnw -Psbom -pl toolkit package     writes toolkit/target/larmor-toolkit-sbom.json
python3 .ci/supply.py [SBOM]

Each library must have a licence that may be used with Apache-2.0, stand with this licence and its
version in toolkit/DEPENDENCIES.md, and be outside the versions named in .ci/advisories.csv. That
file holds advisories that a maintainer has entered; it is not a database of all, so a release is
also checked against one, see CONTRIBUTING.md. The actions of the workflows must be pinned to a
commit.
"""

import csv
import json
import re
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
ACCEPTED = {
    "Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "Public Domain",
    "Unicode/ICU License",
    # linked as unmodified libraries that a user can replace
    "LGPL-2.1-only", "GNU Library or Lesser General Public License (LGPL)",
    "GPL-2.0-with-classpath-exception"}


def components(sbom):
    """group:name of each library, with its version and licences."""
    found = {}
    for part in sbom.get("components", []):
        licences = [choice.get("expression") or choice["license"].get("id")
                    or choice["license"].get("name") for choice in part.get("licenses", [])]
        found[part.get("group", "") + ":" + part["name"]] = (part["version"], licences)
    return found


def documented(page):
    """group:name of each row of the page's tables, with its version and licences."""
    rows = re.findall(r"^\| `([^`|]+:[^`|]+)` \| ([^|]+) \|[^|]*\| ([^|]+) \|$", page, re.MULTILINE)
    return {name: (version.strip(), licence.strip().split(" / ")) for name, version, licence in rows}


def number(version):
    """A version as a list of numbers that can be compared."""
    return [int(n) for n in re.findall(r"\d+", re.split(r"[-+]", version)[0])]


def affected(version, since, fixed):
    return number(version) >= number(since) and (not fixed or number(version) < number(fixed))


def wrong(libraries, page, advisories, workflows):
    """What is wrong, in sentences."""
    told = []
    rows = documented(page)
    for name, (version, licences) in sorted(libraries.items()):
        if not licences:
            told.append(name + " has no licence in the SBOM: find it, and do not use it without.")
        for licence in licences:
            if licence not in ACCEPTED:
                told.append("%s has the licence %s, which is not accepted: see whether it may be used"
                            " with Apache-2.0, then add it to ACCEPTED." % (name, licence))
        if rows.get(name) != (version, licences):
            told.append("toolkit/DEPENDENCIES.md has %s for %s and the SBOM %s: correct the table." % (
                rows.get(name, "no row"), name, (version, licences)))
        for entry in advisories:
            if entry["library"] == name and affected(version, entry["from"], entry["fixed in"]):
                told.append("%s %s has %s (%s): use %s or newer." % (
                    name, version, entry["advisory"], entry["what"],
                    entry["fixed in"] or "another library"))
    for name in sorted(set(rows) - set(libraries)):
        told.append("toolkit/DEPENDENCIES.md has %s, which the SBOM has not: delete its row." % name)
    for name, text in workflows.items():
        for action in re.findall(r"uses:\s*(\S+)", text):
            if not action.startswith("./") and not re.search(r"@[0-9a-f]{40}$", action):
                told.append("%s uses %s: pin it to the 40 digits of a commit." % (name, action))
    return told


def main():
    named = Path(sys.argv[1]) if len(sys.argv) > 1 else (
        TOP / "toolkit" / "target" / "larmor-toolkit-sbom.json")
    if not named.is_file():
        sys.exit("There is no SBOM " + str(named) + ": run ./mvnw -Psbom -pl toolkit package first, with the network.")
    libraries = components(json.loads(named.read_text(encoding="utf-8")))
    page = (TOP / "toolkit" / "DEPENDENCIES.md").read_text(encoding="utf-8")
    with open(TOP / ".ci" / "advisories.csv", encoding="utf-8", newline="") as lines:
        advisories = list(csv.DictReader(lines))
    workflows = {p.name: p.read_text(encoding="utf-8")
                 for p in sorted((TOP / ".github" / "workflows").glob("*.yml"))}
    told = wrong(libraries, page, advisories, workflows)
    print("\n".join(told) or "%d libraries: licences accepted, none of %d advisories applies" % (
        len(libraries), len(advisories)))
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
