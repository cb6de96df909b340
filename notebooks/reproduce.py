# -*- coding: utf-8 -*-
# Python 2 must be able to parse this file, to say that it is too old.
"""Runs the notebooks from a fresh clone and compares every number with the paper.

python3 notebooks/reproduce.py [NAME ...] [--scale quick|paper] [--jobs N]

NAME is a notebook, or "claims": all notebooks that compare with a statement of the paper.
Needs a JDK of version 17 or newer, Python 3.10 or newer and, the first time, the network.
Leaves executed notebooks, pages, figures, checks.csv, claims.csv (the paper's claims and our results)
and a site of them all, with the API reference of the toolkit, in notebooks/build. A run at the paper scale
of all notebooks, or of "claims", also writes data/claims.csv, unless LARMOR_CUBE names another cube.
"""

from __future__ import print_function

import sys

if sys.version_info < (3, 10):
    sys.exit("Python %d.%d is too old: use Python 3.10 or newer." % sys.version_info[:2])

import argparse
import csv
import json
import os
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import apidocs
import claims
import environment
import gallery
from environment import BUILD, NOTEBOOKS, say

COLUMNS = ["notebook", "check", "accepted", "ours", "tolerance", "verdict", "why", "place", "sample"]
RUNNING = set()  # processes of execute.py that run a notebook
IDLE = []  # processes of execute.py that wait for the next one
STOPPED = threading.Event()
TIMEOUT = {"quick": 900, "paper": 24 * 3600}
MEMORY = 2000  # megabytes a notebook may use at the quick scale


def makes_claims(notebook):
    """Whether a notebook has checks that compare with a statement of the paper."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return any(c["cell_type"] == "code" and "forClaim(" in "".join(c["source"]) for c in cells)


def chosen(names):
    """The notebooks of these names, or all; the name claims stands for all that compare with the paper."""
    every = sorted(NOTEBOOKS.glob("*.ipynb")) + sorted(NOTEBOOKS.glob("solutions/*.ipynb"))
    if not names:
        return every
    if "claims" in names:
        names = [name for name in names if name != "claims"]
        names += [p.stem for p in every if makes_claims(p)]
    wanted = [name[:-6] if name.endswith(".ipynb") else name for name in names]
    wanted = [name.replace("\\", "/").split("/")[-1] for name in wanted]
    unknown = [name for name in wanted if name not in [p.stem for p in every]]
    if unknown:
        raise environment.Missing(
            "No notebook is called " + unknown[0] + "; there are: "
            + ", ".join(p.stem for p in every) + "; claims stands for all that compare with the paper.")
    return [p for p in every if p.stem in wanted]


def duration(seconds):
    seconds = round(seconds)
    return "%d s" % seconds if seconds < 60 else "%d min %02d s" % divmod(seconds, 60)


class Meter:
    """The line that says which notebooks run, how long, and how long all will take."""

    def __init__(self, notebooks, scale, jobs=1):
        self.names = [p.stem for p in notebooks]
        self.file = BUILD / ("times-" + scale + ".json")
        try:
            known = json.loads(self.file.read_text())
        except (OSError, ValueError):
            known = {}
        self.known = {name: seconds for name, seconds in known.items()
                      if isinstance(seconds, (int, float))} if isinstance(known, dict) else {}
        self.took = {}
        self.running = {}  # name: start on the monotonic clock, cell
        self.jobs = jobs
        self.live = sys.stdout is not None and sys.stdout.isatty()
        self.lock = threading.Lock()

    def left(self):
        """Seconds until all notebooks are done; None if nothing is known."""
        waiting = [n for n in self.names if n not in self.took]
        seen = list(self.took.values()) or list(self.known.values())
        if not seen:
            return None
        mean = sum(seen) / len(seen)
        now = time.monotonic()
        each = [max(0, self.known.get(n, mean) - (now - self.running.get(n, (now,))[0]))
                for n in waiting]
        return max(sum(each) / self.jobs, max(each, default=0))

    def line(self, name, running, cell):
        left = self.left()
        place = "[%d/%d] %-28s" % (self.names.index(name) + 1, len(self.names), name)
        text = "%s %s, %s" % (place, cell, duration(running))
        return text if not left else text + ", about " + duration(left) + " left"

    def show(self, name, start, cell):
        with self.lock:
            self.running[name] = (start, cell)
            if self.live:
                now = time.monotonic()
                print("\r\x1b[K" + "; ".join(
                    self.line(n, now - begin, place) if n == name else n + " " + place
                    for n, (begin, place) in self.running.items()), end="", flush=True)

    def end(self, name, running, cell):
        with self.lock:
            self.running.pop(name, None)
            self.took[name] = self.known[name] = round(running, 1)
            print(("\r\x1b[K" if self.live else "") + self.line(name, running, cell), flush=True)
            self.file.write_text(json.dumps(self.known))


def parallel(scale, wanted):
    """How many notebooks to run at once: as asked, or two where cores and memory allow."""
    if wanted:
        return wanted
    if scale != "quick" or (os.cpu_count() or 1) < 2:
        return 1
    try:
        with open("/proc/meminfo", encoding="ascii") as lines:
            available = next(int(l.split()[1]) >> 10 for l in lines if l.startswith("MemAvailable"))
    except (OSError, StopIteration):
        return 1
    return 2 if available > 3 * MEMORY else 1


def idle_or_new(python, errors):
    """A process of execute.py that waits for a notebook; a new one writes its own errors to a file."""
    while True:
        try:
            process = IDLE.pop()
        except IndexError:
            return subprocess.Popen(
                [python, str(NOTEBOOKS / "execute.py")], stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, stderr=errors, encoding="utf-8")
        if process.poll() is None:
            return process
        end(process)


def end(process):
    """Lets a process of execute.py end."""
    try:
        process.stdin.close()
    except OSError:
        pass  # it has ended
    process.wait()
    process.stdout.close()


def lines_of(process, notebook):
    """Gives a process of execute.py the arguments of a notebook; what it prints until its end."""
    RUNNING.add(process)
    waits = False
    try:
        process.stdin.write(json.dumps(notebook) + "\n")
        process.stdin.flush()
    except OSError:
        pass  # it has ended, and the log says why
    for line in process.stdout:
        waits = line == "end\n"
        if waits:
            break
        yield line
    RUNNING.discard(process)
    if waits and not STOPPED.is_set():
        IDLE.append(process)
    else:
        end(process)


def execute(python, notebook, scale, meter):
    """Runs one notebook on a fresh kernel; what is wrong, in sentences."""
    name = notebook.stem
    start = time.monotonic()
    before = figure_files(notebook)
    log = BUILD / (name + ".log")
    cell, report = "starts", None
    with open(log, "w", encoding="utf-8") as errors:
        if STOPPED.is_set():
            return []
        process = idle_or_new(python, errors)
    arguments = [str(notebook), str(BUILD / name), str(TIMEOUT[scale]), str(log)]
    for line in lines_of(process, arguments):
        if line.startswith("cell "):
            cell = line.strip()
            meter.show(name, start, cell)
        elif line.startswith("{"):
            report = json.loads(line)
    if STOPPED.is_set():
        return []
    peak = report and report["peak"]
    memory = ", at most %.0f MB" % peak if peak else ""
    meter.end(name, time.monotonic() - start, cell + memory)
    if report is None:
        return ["it could not be run: see " + str(log.relative_to(environment.TOP))]
    wrong = [report["error"]] if report["error"] else problems(notebook, before)
    if scale == "quick" and (peak or 0) > MEMORY:
        wrong.append("it used %.0f MB, more than %d MB" % (peak, MEMORY))
    return wrong


def figure_files(notebook):
    """The files of a notebook's figures: name and what tells one writing from another, or None.

    A figure that is written again is a new file. Its time is not compared with the clock, which may
    be set meanwhile.
    """
    figures = json.loads(notebook.read_text(encoding="utf-8"))["metadata"].get("larmor", {}).get(
        "figures", [])
    files = {}
    for name in (figure + ending for figure in figures for ending in (".png", ".svg", ".csv")):
        try:
            state = os.stat(BUILD / "figures" / name)
            files[name] = (state.st_ino, state.st_mtime_ns, state.st_size)
        except OSError:
            files[name] = None
    return files


def problems(notebook, before):
    """What an executed notebook must not show, and must; before are its figure_files until then."""
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
    for name, state in figure_files(notebook).items():
        if state is None or state == before.get(name):
            wrong.append("it did not write figures/" + name)
    return wrong


def checks_of(name):
    file = BUILD / "checks" / (name + ".csv")
    if not file.exists():
        return []
    with open(file, encoding="utf-8", errors="replace", newline="") as lines:
        rows = list(csv.DictReader(lines))
    if all(set(row) == set(COLUMNS) and None not in row.values() for row in rows):
        return rows
    say("checks/" + file.name + " is damaged and left out: run " + name + " again.")
    return []


def tell(rows):
    """One line a check, and the last line; True if nothing failed."""
    for row in rows:
        expected = (row["accepted"] + " " + row["tolerance"]).strip()
        text = "%-11s %s: %s: accepted %s, ours %s" % (
            row["verdict"], row["notebook"], row["check"], expected, row["ours"])
        say(text + (" (" + row["why"] + ")" if row["why"] else ""))
    count = [sum(row["verdict"] == v for row in rows)
             for v in ("agrees", "differs", "not decided", "fails")]
    say("%d checks: %d agree, %d differ, %d not decided, %d fail. Executed notebooks, pages, figures and"
        " checks.csv are in notebooks/build." % tuple([len(rows)] + count))
    return count[3] == 0


def execute_all(python, notebooks, scale, jobs):
    """Runs notebooks, some at once; what is wrong with each, in sentences, and the times."""
    meter = Meter(notebooks, scale, jobs)
    STOPPED.clear()
    with ThreadPoolExecutor(jobs) as pool:
        try:
            wrong = list(pool.map(lambda n: execute(python, n, scale, meter), notebooks))
        except BaseException:
            STOPPED.set()
            for process in list(RUNNING):
                process.terminate()
            raise
        finally:
            while IDLE:
                end(IDLE.pop())
    return wrong, meter.known


def reproduce(names, scale, jobs=None):
    notebooks = chosen(names)
    spark = any(environment.needs_spark(p) for p in notebooks)
    python = environment.prepare(scale, spark)
    BUILD.mkdir(exist_ok=True)
    for notebook in notebooks:
        (BUILD / "checks" / (notebook.stem + ".csv")).unlink(missing_ok=True)
    every_wrong, times = execute_all(python, notebooks, scale, parallel(scale, jobs))
    rows = []
    for notebook, wrong in zip(notebooks, every_wrong):
        made = checks_of(notebook.stem)
        rows += made
        if wrong and not any(row["verdict"] == "fails" for row in made):
            rows.append(dict(zip(COLUMNS, [
                notebook.stem, "runs to its end", "yes", "no", "", "fails",
                "; ".join(" ".join(w.split()) for w in wrong), "", ""])))
    claims.write_table(BUILD / "checks.csv", COLUMNS, rows)
    apidocs.ensure(environment.find_jdk()[0])
    every = [row for p in chosen([]) if p not in notebooks for row in checks_of(p.stem)] + rows
    site = gallery.write(times, sorted(every, key=lambda r: r["notebook"]), scale)
    claims.write_table(BUILD / "claims.csv", claims.COLUMNS, claims.of(every))
    good = tell(rows)
    own_cube = os.environ.get("LARMOR_CUBE", "").strip()
    compared = chosen(["claims"])
    complete = set(compared) <= set(notebooks) and all(
        any(row["notebook"] == p.stem and row["place"] for row in rows) for p in compared)
    if good and scale == "paper" and not own_cube and complete:
        claims.write_table(environment.TOP / "data" / "claims.csv", claims.COLUMNS, claims.of(rows))
    for page, address in gallery.broken_links(site.parent):
        say("The page " + page + " of the site has a link to " + address + ", which is not there.")
        good = False
    say("To look at them: " + site.as_uri())
    return good


def main():
    environment.replace_what_the_terminal_lacks()
    parser = argparse.ArgumentParser(
        description="Runs the notebooks and compares every number with the paper.")
    parser.add_argument("names", nargs="*", metavar="NAME",
                        help="a notebook, fig5-power-spectra for instance, or claims: all that compare"
                        " with a statement of the paper (default: all notebooks)")
    parser.add_argument("--scale", choices=("quick", "paper"),
                        default=(os.environ.get("LARMOR_SCALE") or "quick").strip().lower(),
                        help="quick: minutes on two cores (default); paper: the paper's numbers")
    parser.add_argument("--jobs", type=int, metavar="N",
                        help="notebooks to run at once (default: 2 at the quick scale where there"
                        " are two cores and 6 GB of free memory, otherwise 1)")
    known = parser.parse_args()
    if known.jobs is not None and known.jobs < 1:
        parser.error("--jobs " + str(known.jobs) + " is below 1: give 1 or more")
    try:
        return 0 if reproduce(known.names, known.scale, known.jobs) else 1
    except environment.Missing as missing:
        say(str(missing))
        return 2
    except OSError as error:
        say(environment.explain(error))
        return 2
    except KeyboardInterrupt:
        say("Stopped.")
        return 130


if __name__ == "__main__":
    sys.exit(main())
