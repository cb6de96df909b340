"""Faults on purpose: kills, a full disk, read-only folders, flipped bits, several processes at once.

python3 .ci/faults.py          a small size: nothing is written into the checkout
python3 .ci/faults.py --full   the full size; writes data/faults.csv and data/faults.md
  --size kills=10              one of the sizes at the end of this file

Needs the jar and its libraries in toolkit/target, which reproduce.py builds, and Linux; a full disk
and a read-only file system need root, and are reported as skipped without. The full size also kills
the installation of the Python packages, the build by Maven and reproduce.py in a clone, and needs
what these need. Ends with status 1 if anything was lost, changed in silence, or ended without a
sentence.
"""

import argparse
import csv
import os
import platform
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "notebooks"))
import environment

COLUMNS = ["fault", "subject", "times", "survived", "remark"]
ROWS = []
SKIPPED = []
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
UNPRIVILEGED = 65534  # the numbers of a user and a group that own nothing


def row(fault, subject, times, survived, remark="", judged=True):
    ROWS.append(dict(zip(COLUMNS, [fault, subject, times, survived, remark]), judged=judged))
    verdict = "noted" if not judged else "ok" if survived == times else "FAILED"
    print("%-8s %s: %s: %d of %d survived%s" % (
        verdict, fault, subject, survived, times, ", " + remark if remark else ""), flush=True)


def skip(fault, why):
    SKIPPED.append(dict(zip(COLUMNS, [fault, "", 0, 0, "skipped: " + why])))
    print("SKIPPED  " + fault + ": " + why, flush=True)


class Programs:
    """The Java programs: compiled once, on a class path that every user can read."""

    def __init__(self, folder):
        self.folder = folder
        lib = folder / "lib"
        lib.mkdir()
        for jar in [*environment.built_jars(), *(environment.TARGET / "lib").glob("*.jar")]:
            shutil.copy(jar, lib)
        self.path = str(lib / "*") + os.pathsep + str(folder / "classes")
        subprocess.run(["javac", "-nowarn", "-d", str(folder / "classes"), "-cp", self.path,
                        str(TOP / ".ci" / "Faults.java")], check=True)

    def java(self, *words, memory="-Xmx600m"):
        return ["java", memory, "-XX:TieredStopAtLevel=1", "-Dlarmor.save.seconds=0",
                "-Djava.io.tmpdir=" + str(self.folder),
                "-XX:ErrorFile=" + str(self.folder / "crash-%p.log"), "-cp", self.path, *map(str, words)]

    def ensemble(self, cache, count):
        return self.java("Faults", "ensemble", cache, count)


def run(command, **more):
    """(status, standard output, error stream) of a command that is let run."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, encoding="utf-8", errors="replace", **more)
    return done.returncode, done.stdout, done.stderr


def killed_after(command, seconds, **more):
    """Kills a command and all its children after a time; False if it had ended by itself."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, start_new_session=True, **more)
    try:
        process.wait(seconds)
        return False
    except subprocess.TimeoutExpired:
        return True
    finally:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()


def sha_of(told):
    found = re.search(r"^SHA-256 (\w+)$", told[1], re.MULTILINE)
    return found.group(1) if told[0] == 0 and found else None


def one_sentence(told):
    """Whether a command ended with a message for a person, not a stack trace."""
    return told[0] != 0 and told[2].strip() and "\tat " not in told[2] and "Exception" not in told[2]


def kills(fault, subject, times, command, right, result, chance, fresh):
    """Kills a computation at random moments, again and again, then lets it end.

    fresh() empties its folder; result(told) is what it gives, to be compared with right.
    """
    done = survived = rounds = 0
    while done < times:
        fresh()
        here = 0
        seconds = right[1]
        while done + here < times and here < 5:
            if not killed_after(command, chance.uniform(0.05, 1.0) * seconds):
                break
            here += 1
        told = run(command)
        good = result(told) == right[0]
        if not good:
            print(told[2][-600:])
        survived += here if good else 0
        done += here
        rounds += 1
        if rounds > 3 * times:
            break
    row(fault, subject, done, survived, "in %d runs, each then let end to the same bits" % rounds)


def timed(command):
    start = time.monotonic()
    told = run(command)
    return told, time.monotonic() - start


def cleared(folder):
    def clear():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    return clear


def stopped_with(command, saved, chance, fresh):
    """Kills a computation a moment after it has saved its state, whose file saved() finds."""
    for _ in range(20):
        fresh()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        while saved() is None and process.poll() is None:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.2))
        ended = process.poll() is not None
        process.kill()
        process.wait()
        if saved() is not None and not ended:
            return
    raise SystemExit("a computation ends too soon to be killed: raise its size")


def flip(file, chance):
    content = bytearray(file.read_bytes())
    bit = chance.randrange(8 * len(content))
    content[bit // 8] ^= 1 << (bit % 8)
    file.write_bytes(content)


def ensembles(programs, work, size, chance):
    cache = work / "cache"
    clear = cleared(cache)
    clear()
    command = programs.ensemble(cache, size["particles"])
    told, seconds = timed(command)
    right = sha_of(told)
    if right is None:
        raise SystemExit("the ensemble cannot be traced: " + told[2])
    kills("kill", "ensemble", size["kills"], command, (right, seconds), sha_of, chance, clear)

    for together in (2, 3):
        clear()
        processes = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                      encoding="utf-8") for _ in range(together)]
        told = [(p.communicate(), p.returncode) for p in processes]
        same = sum(sha_of((code, out, err)) == right for (out, err), code in told)
        row("processes at once", "%d on one cache" % together, together, same)

    survived = 0
    names = ["particles", "crossings-1", "crossings-2", "state"]
    times = size["flips of a stopped run"]
    for i in range(times):
        name = names[i % len(names)]
        stopped_with(command, lambda: next(cache.glob("*.run/state"), None), chance, clear)
        flip(next(cache.glob("*.run/" + name)), chance)
        survived += sha_of(run(command)) == right
    row("flipped bit", "tables and state of a stopped ensemble", times, survived,
        "traced again or continued, to the same bits")

    clear()
    run(command)
    survived = 0
    for moment in (1, 4e9):  # 1970 and 2096
        for path in [cache, *cache.rglob("*")]:
            os.utime(path, (moment, moment))
        survived += sha_of(run(command)) == right
        clear()
        killed_after(command, 0.7 * seconds)
        for path in [cache, *cache.rglob("*")]:
            os.utime(path, (moment, moment))
        survived += sha_of(run(command)) == right
    row("clock jump", "times of the files of an ensemble set to 1970 and to 2096", 4, survived)
    clock_jumps(command, work, clear, right, seconds)
    return right, seconds


def clock_jumps(command, work, clear, right, seconds):
    """Sets the clock of a running ensemble back and forth by ten years, and kills it between."""
    libraries = list(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
    if not libraries:
        return skip("clock jump", "a running program's clock is set by libfaketime, which is missing")
    clock = work / "clock"
    shifted = dict(os.environ, LD_PRELOAD=str(libraries[0]), FAKETIME_TIMESTAMP_FILE=str(clock),
                   FAKETIME_CACHE_DURATION="1", FAKETIME_DONT_FAKE_MONOTONIC="1")
    survived = 0
    jumps = ("+10y", "-10y")
    for jump in jumps:
        clear()
        clock.write_text("+0")
        process = subprocess.Popen(command, env=shifted, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, encoding="utf-8")
        time.sleep(0.5 * seconds)
        clock.write_text(jump)
        out, err = process.communicate()
        survived += sha_of((process.returncode, out, err)) == right
        clear()
        clock.write_text("+0")
        killed_after(command, 0.7 * seconds, env=shifted)
        clock.write_text(jump)
        survived += sha_of(run(command, env=shifted)) == right
    row("clock jump", "ensemble while it runs, and between a kill and the next start", 2 * len(jumps),
        survived, "ten years forward and back")


def full_disk(programs, work, size, right, seconds):
    disk = work / "disk"
    disk.mkdir()
    if not ROOT or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(disk)]).returncode:
        return skip("full disk", "a file system of 64 MB can be mounted by root only")
    try:
        command = programs.ensemble(disk / "cache", size["particles"])
        survived = 0
        for _ in range(size["full disks"]):
            shutil.rmtree(disk / "cache", ignore_errors=True)
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                       encoding="utf-8")
            while process.poll() is None and not list((disk / "cache").glob("*.run/particles")):
                time.sleep(0.02)
            filler = disk / "filler"
            try:
                with open(filler, "wb", buffering=0) as file:
                    while True:
                        file.write(b"x" * 4096)
            except OSError:
                pass
            out, err = process.communicate()
            refused = one_sentence((process.returncode, out, err))
            filler.unlink()
            told = run(command)
            if not (refused and sha_of(told) == right):
                print(process.returncode, err[-400:], told[2][-400:])
            survived += bool(refused) and sha_of(told) == right
        row("full disk", "ensemble", size["full disks"], survived,
            "refused with a sentence; continued to the same bits when there was room")
        shutil.rmtree(disk / "cache")
        (disk / "filler").write_bytes(bytes(int(63.7 * 2 ** 20)))
        told = run(command)
        row("full disk", "before an ensemble", 1,
            int(bool(one_sentence(told)) and not (disk / "cache").exists()), "nothing is left behind")
    finally:
        subprocess.run(["umount", str(disk)])


def forbidden(programs, work, size, right):
    """A cache that cannot be written, and one that is complete and can only be read."""
    cache = work / "kept"
    cache.mkdir()
    command = programs.ensemble(cache, size["particles"])
    as_user = {"user": UNPRIVILEGED, "group": UNPRIVILEGED, "extra_groups": []} if ROOT else {}
    cache.chmod(0o555)
    told = run(command, **as_user)
    row("no permission", "empty cache", 1, int(
        bool(one_sentence(told)) and "make the folder writable or choose another" in told[2]))
    cache.chmod(0o755)
    run(command)
    cache.chmod(0o555)
    row("no permission", "complete cache", 1, int(sha_of(run(command, **as_user)) == right))
    cache.chmod(0o755)
    if not ROOT or subprocess.run(["mount", "--bind", str(cache), str(cache)]).returncode:
        return skip("read-only file system", "it can be mounted by root only")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(cache)], check=True)
        row("read-only file system", "complete cache", 1, int(sha_of(run(command)) == right))
        told = run(programs.ensemble(cache, size["particles"] + 64))
        row("read-only file system", "ensemble that is not in it", 1, int(
            bool(one_sentence(told)) and "make the folder writable or choose another" in told[2]))
    finally:
        subprocess.run(["umount", str(cache)])


def fields(programs, work, size, chance):
    start = work / "start.fits"
    subprocess.run(programs.java("Faults", "snapshot", start), check=True)
    folder = work / "field"
    clear = cleared(folder)
    clear()
    file = folder / "field.fits"
    command = programs.java("larmor.mhd.ComputeField", "file=" + str(file), "from=" + str(start),
                            "points=" + str(size["cells"]), "time=0.05", "filling=0.05")

    def result(told):
        return environment.hashlib.sha256(file.read_bytes()).hexdigest() if told[0] == 0 else told[2]

    told, seconds = timed(command)
    right = result(told)
    kills("kill", "MHD run", size["kills"], command, (right, seconds), result, chance, clear)
    survived = 0
    times = size["flips of a stopped run"]
    for _ in range(times):
        checkpoint = folder / "field.fits.run" / "run.checkpoint"
        stopped_with(command, lambda: checkpoint if checkpoint.exists() else None, chance, clear)
        flip(checkpoint, chance)
        told = run(command)
        refused = one_sentence(told) and "delete" in told[2]
        checkpoint.unlink()
        survived += bool(refused) and result(run(command)) == right
    row("flipped bit", "checkpoint of a stopped MHD run", times, survived,
        "refused with the remedy, which gives the same bits")


def flips(programs, work, size, seed):
    folder = work / "flips"
    folder.mkdir()
    told = run(programs.java("Faults", "flips", folder, size["flips"], seed))
    if told[0]:
        print(told[2][-2000:])
        raise SystemExit("the flips could not be made")
    for line in told[1].splitlines():
        if not line.startswith("FLIPS\t"):
            continue
        _, name, summed, refused, same, other, raw, words = line.split("\t")
        remark = "%s refused, %s without effect or computed again" % (refused, same)
        if int(other):
            remark += ", %s read with other numbers" % other
        if int(raw):
            remark += ", %s ended in %s" % (raw, words)
        if summed == "no":
            remark += "; the format has no checksum, not judged"
        row("flipped bit", name, size["flips"], int(refused) + int(same), remark, summed == "yes")


def setting_up(work, size, chance):
    """Kills of the installation, of the build and of reproduce.py in a clone."""
    clone = work / "clone"
    subprocess.run(["git", "clone", "-q", str(TOP), str(clone)], check=True)
    steps = (
        ("installation of the Python packages", clone / "notebooks" / ".venv", "ensure_venv()",
         lambda: run([str(clone / "notebooks/.venv/bin/python"), "-m", "pip", "check"])[0] == 0),
        ("build by Maven", clone / "toolkit" / "target",
         "ensure_toolkit(environment.find_jdk()[0])",
         lambda: (clone / "toolkit/target/larmor-toolkit.jar").stat().st_size > 0))
    for subject, folder, call, whole in steps:
        command = [sys.executable, "-c", "import sys; sys.path.insert(0, 'notebooks'); import"
                   " environment; environment." + call]
        start = time.monotonic()
        subprocess.run(command, cwd=clone, check=True, stdout=subprocess.DEVNULL)
        seconds = time.monotonic() - start
        done = survived = 0
        while done < size["kills of the set-up"]:
            shutil.rmtree(folder, ignore_errors=True)
            here = sum(killed_after(command, chance.uniform(0.05, 0.95) * seconds, cwd=clone)
                       for _ in range(2))
            good = run(command, cwd=clone)[0] == 0 and whole()
            done += here
            survived += here if good else 0
        row("kill", subject, done, survived, "then made whole by the next call")
    command = [sys.executable, "notebooks/reproduce.py", "00-tour"]
    checks = clone / "notebooks" / "build" / "checks.csv"
    start = time.monotonic()
    subprocess.run(command, cwd=clone, check=True, stdout=subprocess.DEVNULL)
    seconds = time.monotonic() - start
    right = checks.read_bytes()
    done = survived = 0
    while done < size["kills of the set-up"]:
        shutil.rmtree(clone / "notebooks" / "build")
        here = sum(killed_after(command, chance.uniform(0.05, 0.95) * seconds, cwd=clone)
                   for _ in range(2))
        told = run(command, cwd=clone)
        good = told[0] == 0 and checks.read_bytes() == right
        done += here
        survived += here if good else 0
    row("kill", "reproduce.py 00-tour", done, survived, "then the same checks.csv")


SMALL = {"particles": 1500, "kills": 3, "flips of a stopped run": 4, "full disks": 1, "cells": 16,
         "flips": 40, "kills of the set-up": 0}
FULL = {"particles": 6000, "kills": 44, "flips of a stopped run": 24, "full disks": 5, "cells": 32,
        "flips": 400, "kills of the set-up": 4}


def recorded():
    """The rows of data/faults.csv."""
    table = TOP / "data" / "faults.csv"
    if not table.exists():
        return []
    with open(table, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def record_soak(cells, good, remark):
    """Enters the result of soak.py."""
    others = [r for r in recorded() if r["fault"] != "soak"]
    write(others + [dict(zip(COLUMNS, [
        "soak", "cells in one kernel", cells, cells if good else 0, remark]))])


def write(rows):
    """data/faults.csv and the page about it."""
    with open(TOP / "data" / "faults.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    lines = [
        "# Faults on purpose", "",
        "`python3 .ci/faults.py --full` kills computations at random moments, fills disks, takes"
        " permissions away, flips bits of files and starts several processes at once, and compares"
        " the result with that of an undisturbed run, bit by bit. Continuous integration runs a"
        " small size of it. `python3 .ci/soak.py --record` runs many cells in one kernel and"
        " measures its memory. The table is from %s %s with Java %s; it is also in"
        " [faults.csv](faults.csv)." % (
            platform.system(), platform.machine(), environment.find_jdk()[1]), "",
        "A fault is survived if the computation ends with the bits of an undisturbed run, or is"
        " refused with one sentence that says what to do and then, after this was done, ends with"
        " these bits. \"Not judged\" marks files of a format that has no checksum.",
        "", "| fault | what | times | survived | remark |", "|---|---|---|---|---|"]
    lines += ["| %(fault)s | %(subject)s | %(times)s | %(survived)s | %(remark)s |" % r for r in rows]
    (TOP / "data" / "faults.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--full", action="store_true", help="the full size; writes data/faults.csv")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", action="append", default=[], metavar="NAME=NUMBER",
                        help="one of " + ", ".join(FULL))
    known = parser.parse_args()
    if os.name != "posix" or sys.platform == "darwin":
        raise SystemExit("The faults are made with the means of Linux: run them there.")
    if not environment.built_jars()[0].exists():
        raise SystemExit("There is no toolkit/target/larmor-toolkit.jar: run"
                         " python3 notebooks/reproduce.py 00-tour first.")
    size = dict(FULL if known.full else SMALL)
    for change in known.size:
        name, number = change.split("=")
        size[name] = type(size[name])(number)
    chance = random.Random(known.seed)
    with tempfile.TemporaryDirectory(prefix="larmor-faults-") as folder:
        work = Path(folder)
        work.chmod(0o755)
        programs = Programs(work)
        right, seconds = ensembles(programs, work, size, chance)
        full_disk(programs, work, size, right, seconds)
        forbidden(programs, work, size, right)
        fields(programs, work, size, chance)
        flips(programs, work, size, known.seed)
        if size["kills of the set-up"]:
            setting_up(work, size, chance)
    failed = [r for r in ROWS if r["survived"] != r["times"] and r["judged"]]
    if known.full:
        write(ROWS + SKIPPED + [r for r in recorded() if r["fault"] == "soak"])
    print("%d faults, %d not survived, %d skipped" % (
        sum(r["times"] for r in ROWS), sum(r["times"] - r["survived"] for r in failed), len(SKIPPED)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
