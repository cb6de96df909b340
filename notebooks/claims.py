"""The table of the paper's claims and our results, made from the checks of the notebooks.

A check that a notebook makes with forClaim(place, sample) is a row. The rows have the order of the
paper: its sections, then the appendix.
"""

import csv
import os
import re

COLUMNS = ["place", "claim", "accepted", "ours", "sample", "verdict", "why", "notebook"]


def place_in_paper(place):
    """A key that sorts places such as "§4.1, Table 1" and "Appendix A, Figure 7"."""
    section = re.match(r"§(\d+)(?:\.(\d+))?", place)
    key = (int(section.group(1)), int(section.group(2) or 0)) if section else (99, 0)
    return key + (place,)


def of(checks):
    """The claims among the checks (rows of checks.csv), in the order of the paper."""
    rows = [
        {"place": check["place"], "claim": check["check"],
         "accepted": (check["accepted"] + " " + check["tolerance"]).strip(), "ours": check["ours"],
         "sample": check["sample"], "verdict": check["verdict"], "why": check["why"],
         "notebook": check["notebook"]}
        for check in checks if check["place"]]
    return sorted(rows, key=lambda row: place_in_paper(row["place"]))


def write_table(file, columns, rows):
    """Writes a CSV file as a whole: a reader sees the old file or the new one."""
    half = file.with_name(file.name + ".half")
    with open(half, "w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    os.replace(half, file)
