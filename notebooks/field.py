# -*- coding: utf-8 -*-
# Python 2 must be able to parse this file, to say that it is too old.
"""Computes a turbulent magnetic field with the toolkit's own MHD solver.

python3 notebooks/field.py FILE [--points 128] [--seed 1] [--beta 0.2] [--mach 0.77]
                           [--from CUBE] [--time 0] [--filling 0.4]
                           [--field-only [--rounding STEP]] [--memory 12g]

FILE is FITS with the images BX, BY, BZ, VX, VY, VZ and RHO; its first header says how the field was
made. The run keeps a checkpoint in the folder FILE.run, from which the same command resumes it. The
folder can be deleted at the end.
"""

from __future__ import print_function

import sys

if sys.version_info < (3, 10):
    sys.exit("Python %d.%d is too old: use Python 3.10 or newer." % sys.version_info[:2])

import argparse
import os
import re
import subprocess
from pathlib import Path

import environment

LEAST, MOST = 64 << 20, 1 << 40  # bytes of a heap


def heap(text):
    """A size of Java's heap, checked before Java starts."""
    given = re.fullmatch(r"(\d{1,12})([kmgt]?)", text, re.IGNORECASE)
    size = given and int(given[1]) << 10 * " kmgt".index(given[2].lower() or " ")
    if not size or size < LEAST or size > MOST:
        raise argparse.ArgumentTypeError(
            "%r is no size of a heap from 64m to 1024g: give one such as 12g" % text)
    return text


def parser():
    options = argparse.ArgumentParser(
        description="Computes a field of driven isothermal MHD turbulence.",
        epilog="128³ cells from rest took half an hour on two cores; the time grows with the fourth"
               " power of the cells a side. 512³ cells need --memory 22g.")
    options.add_argument("file", type=Path, help="FITS file to write")
    options.add_argument("--points", type=int, default=128, help="cells a side (128)")
    options.add_argument("--seed", type=int, default=1, help="seed of the driving (1)")
    options.add_argument("--beta", type=float, default=0.2,
                         help="gas pressure over magnetic pressure of the mean field (0.2)")
    options.add_argument("--mach", type=float, default=0.77,
                         help="Alfvén Mach number that the driver keeps: rms speed over the Alfvén"
                              " speed of the means (0.77)")
    options.add_argument("--from", dest="snapshot", type=Path, metavar="CUBE",
                         help="snapshot to start from, a FITS file with field, velocity and density;"
                              " without it the flow starts from rest")
    options.add_argument("--time", type=float,
                         help="with --from: time on the grid of the snapshot before it is refined"
                              " (0), in sides of the box over the Alfvén speed")
    options.add_argument("--filling", type=float,
                         help="time on each finer grid (0.4), in the same unit")
    options.add_argument("--field-only", action="store_true",
                         help="leave velocity and density out of FILE")
    options.add_argument("--rounding", type=float, metavar="STEP",
                         help="with --field-only: round the field to multiples of this fraction of"
                              " the mean field, from 0.001 to 0.1, for a smaller file")
    options.add_argument("--memory", type=heap,
                         help="heap of Java, such as 12g (a quarter of the machine's memory)")
    return options


# 512³ cells took 16.0 GB with this collector, and with Java's default one more than 20.9.
LARGE = 384
COLLECTOR = ["-XX:+UseParallelGC", "-Xmn256m"]


def command(chosen, java, classpath, vectors=()):
    """The command that starts Java, from the parsed options and those of the vector instructions."""
    words = [str(java)] + (["-Xmx" + chosen.memory] if chosen.memory else [])
    words += COLLECTOR if chosen.points >= LARGE else []
    words += vectors
    words += ["-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-Dfile.encoding=UTF-8"]
    words += environment.crash_files()
    words += ["-cp", classpath, "larmor.mhd.ComputeField",
              "points=%d" % chosen.points, "seed=%d" % chosen.seed, "beta=%s" % chosen.beta,
              "mach=%s" % chosen.mach, "file=%s" % chosen.file]
    words += ["content=field"] if chosen.field_only else []
    words += ["rounding=%s" % chosen.rounding] if chosen.rounding is not None else []
    words += ["from=%s" % chosen.snapshot] if chosen.snapshot else []
    words += ["time=%s" % chosen.time] if chosen.time is not None else []
    words += ["filling=%s" % chosen.filling] if chosen.filling is not None else []
    return words


def main():
    environment.replace_what_the_terminal_lacks()
    chosen = parser().parse_args()
    try:
        java, classpath = environment.prepare_java()
    except environment.Missing as missing:
        sys.exit(str(missing))
    except OSError as error:
        sys.exit(environment.explain(error))
    words = command(chosen, java, classpath, environment.vectors(java))
    print(end="", flush=True)
    if not environment.WINDOWS:
        os.execv(words[0], words)  # a signal to this process then reaches Java
    try:
        return subprocess.call(words)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
