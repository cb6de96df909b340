"""Runs the notebooks from a fresh clone and compares every number with the paper.

python3 notebooks/reproduce.py [NAME ...] [--scale quick|paper]

Needs a JDK of version 17 or newer, Python 3.10 or newer and, the first time, the network.
Leaves executed notebooks, pages, figures, checks.csv and a site of them all, with the API reference
of the toolkit, in notebooks/build.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import time

if sys.version_info < (3, 10):
    sys.exit("Python %d.%d is too old: use Python 3.10 or newer." % sys.version_info[:2])

import apidocs
import environment
import gallery
from environment import BUILD, NOTEBOOKS, say

COLUMNS = ["notebook", "check", "paper", "ours", "tolerance", "verdict", "why"]
TIMEOUT = {"quick": 900, "paper": 24 * 3600}
MEMORY = 2000  # megabytes a notebook may use at the quick scale


def chosen(names):
    """The notebooks of these names, or all."""
    every = sorted(NOTEBOOKS.glob("*.ipynb")) + sorted(NOTEBOOKS.glob("solutions/*.ipynb"))
    if not names:
        return every
    wanted = [name[:-6] if name.endswith(".ipynb") else name for name in names]
    wanted = [name.replace("\\", "/").split("/")[-1] for name in wanted]
    unknown = [name for name in wanted if name not in [p.stem for p in every]]
    if unknown:
        raise environment.Missing(
            "No notebook is called " + unknown[0] + "; there are: "
            + ", ".join(p.stem for p in every) + ".")
    return [p for p in every if p.stem in wanted]


def duration(seconds):
    seconds = round(seconds)
    return "%d s" % seconds if seconds < 60 else "%d min %02d s" % divmod(seconds, 60)


class Meter:
    """The line that says which notebook runs, how long, and how long it will take."""

    def __init__(self, notebooks, scale):
        self.names = [p.stem for p in notebooks]
        self.file = BUILD / ("times-" + scale + ".json")
        try:
            self.known = json.loads(self.file.read_text())
        except (OSError, ValueError):
            self.known = {}
        self.took = {}
        self.live = sys.stdout.isatty()

    def left(self, name, running):
        """Seconds for the notebook that runs and those after it; None if nothing is known."""
        waiting = [n for n in self.names if n not in self.took]
        seen = list(self.took.values()) or list(self.known.values())
        if not seen:
            return None
        mean = sum(seen) / len(seen)
        return sum(max(0, self.known.get(n, mean) - (running if n == name else 0))
                   for n in waiting)

    def line(self, name, running, cell):
        left = self.left(name, running)
        place = "[%d/%d] %-28s" % (self.names.index(name) + 1, len(self.names), name)
        text = "%s %s, %s" % (place, cell, duration(running))
        return text if not left else text + ", about " + duration(left) + " left"

    def show(self, name, running, cell):
        if self.live:
            print("\r\x1b[K" + self.line(name, running, cell), end="", flush=True)

    def end(self, name, running, cell):
        self.took[name] = self.known[name] = round(running, 1)
        print(("\r\x1b[K" if self.live else "") + self.line(name, running, cell), flush=True)
        self.file.write_text(json.dumps(self.known))


def execute(python, notebook, scale, meter):
    """Runs one notebook on a fresh kernel; what is wrong, in sentences."""
    name = notebook.stem
    start = time.monotonic()
    log = BUILD / (name + ".log")
    cell, report = "starts", None
    with open(log, "w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [python, str(NOTEBOOKS / "execute.py"), str(notebook), str(BUILD / name),
             str(TIMEOUT[scale])],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, encoding="utf-8")
        try:
            for line in process.stdout:
                if line.startswith("cell "):
                    cell = line.strip()
                    meter.show(name, time.monotonic() - start, cell)
                elif line.startswith("{"):
                    report = json.loads(line)
            process.wait()
        except BaseException:
            process.terminate()
            process.wait()
            raise
    peak = report and report["peak"]
    memory = ", at most %.0f MB" % peak if peak else ""
    meter.end(name, time.monotonic() - start, cell + memory)
    if report is None:
        return ["it could not be run: see " + str(log.relative_to(environment.TOP))]
    wrong = [report["error"]] if report["error"] else problems(notebook, start_time(start))
    if scale == "quick" and (peak or 0) > MEMORY:
        wrong.append("it used %.0f MB, more than %d MB" % (peak, MEMORY))
    return wrong


def start_time(start):
    """The wall clock at a monotonic time."""
    return time.time() - (time.monotonic() - start)


def problems(notebook, since):
    """What an executed notebook must not show, and must."""
    with open(BUILD / notebook.name, encoding="utf-8") as file:
        executed = json.load(file)
    outputs = [o for c in executed["cells"] for o in c.get("outputs", [])]
    wrong = []
    for output in outputs:
        if output.get("name") == "stderr":
            wrong.append("it wrote to the error stream: " + "".join(output["text"]).strip()[:200])
    pictures = sum("image/png" in o.get("data", {}) for o in outputs)
    figures = executed["metadata"].get("larmor", {}).get("figures", [])
    if pictures < max(len(figures), notebook.stem.startswith("fig")):
        wrong.append("it shows %d pictures and promises %d" % (pictures, max(1, len(figures))))
    for figure in figures:
        for ending in (".png", ".svg"):
            file = BUILD / "figures" / (figure + ending)
            if not file.exists() or file.stat().st_mtime < since - 2:
                wrong.append("it did not write figures/" + file.name)
    return wrong


def checks_of(name):
    file = BUILD / "checks" / (name + ".csv")
    if not file.exists():
        return []
    with open(file, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def tell(rows):
    """One line a check, and the last line; True if nothing failed."""
    for row in rows:
        expected = (row["paper"] + " " + row["tolerance"]).strip()
        text = "%-11s %s: %s: paper %s, ours %s" % (
            row["verdict"], row["notebook"], row["check"], expected, row["ours"])
        say(text + (" (" + row["why"] + ")" if row["why"] else ""))
    count = [sum(row["verdict"] == v for row in rows)
             for v in ("agrees", "differs", "not decided", "fails")]
    say("%d checks: %d agree, %d differ, %d not decided, %d fail. Executed notebooks, pages, figures and"
        " checks.csv are in notebooks/build." % (len(rows), *count))
    return count[3] == 0


def reproduce(names, scale):
    notebooks = chosen(names)
    python = environment.prepare(scale)
    BUILD.mkdir(exist_ok=True)
    meter = Meter(notebooks, scale)
    rows = []
    for notebook in notebooks:
        (BUILD / "checks" / (notebook.stem + ".csv")).unlink(missing_ok=True)
        wrong = execute(python, notebook, scale, meter)
        made = checks_of(notebook.stem)
        rows += made
        if wrong and not any(row["verdict"] == "fails" for row in made):
            rows.append(dict(zip(COLUMNS, [
                notebook.stem, "runs to its end", "yes", "no", "", "fails",
                "; ".join(" ".join(w.split()) for w in wrong)])))
    half = BUILD / "checks.csv.half"
    with open(half, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    os.replace(half, BUILD / "checks.csv")
    apidocs.ensure(environment.find_jdk()[0])
    every = [row for p in chosen([]) if p not in notebooks for row in checks_of(p.stem)]
    site = gallery.write(meter.known, sorted(every + rows, key=lambda r: r["notebook"]), scale)
    good = tell(rows)
    say("To look at them: " + site.as_uri())
    return good


def main():
    parser = argparse.ArgumentParser(
        description="Runs the notebooks and compares every number with the paper.")
    parser.add_argument("names", nargs="*", metavar="NAME",
                        help="a notebook, fig5-power-spectra for instance (default: all)")
    parser.add_argument("--scale", choices=("quick", "paper"),
                        default=(os.environ.get("LARMOR_SCALE") or "quick").strip().lower(),
                        help="quick: minutes on two cores (default); paper: the paper's numbers")
    known = parser.parse_args()
    try:
        return 0 if reproduce(known.names, known.scale) else 1
    except environment.Missing as missing:
        say(str(missing))
        return 2
    except KeyboardInterrupt:
        say("Stopped.")
        return 130


if __name__ == "__main__":
    sys.exit(main())
