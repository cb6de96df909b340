"""Computes a turbulent magnetic field with the toolkit's own MHD solver.

python3 notebooks/field.py FILE [--points 128] [--seed 1] [--beta 0.2] [--mach 0.77]
                           [--from CUBE] [--time 0] [--filling 0.4]
                           [--field-only] [--memory 12g]

FILE is FITS: BX, BY, BZ, VX, VY, VZ and RHO. The run keeps its checkpoints in the folder FILE.run
and goes on from there when started again. The folder may be deleted at the end.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 10):
    sys.exit("Python %d.%d is too old: use Python 3.10 or newer." % sys.version_info[:2])

import environment


def main():
    parser = argparse.ArgumentParser(
        description="Computes a field of driven isothermal MHD turbulence.",
        epilog="64³ takes minutes, 128³ an hour, 256³ a night on two cores.")
    parser.add_argument("file", type=Path, help="FITS file to write")
    parser.add_argument("--points", type=int, default=128, help="cells a side (128)")
    parser.add_argument("--seed", type=int, default=1, help="of the driving (1)")
    parser.add_argument("--beta", type=float, default=0.2,
                        help="gas over magnetic pressure of the means (0.2)")
    parser.add_argument("--mach", type=float, default=0.77,
                        help="rms speed over the Alfvén speed that the driver holds (0.77)")
    parser.add_argument("--field-only", action="store_true",
                        help="leave velocity and density out of FILE")
    parser.add_argument("--memory", help="heap for Java, such as 12g (a quarter of the machine's)")
    parser.add_argument("--from", dest="snapshot", type=Path, metavar="CUBE",
                        help="start from a snapshot with velocity and density, not from rest")
    parser.add_argument("--time", type=float,
                        help="with --from: time on the snapshot's own grid (0), in sides over"
                             " the Alfvén speed")
    parser.add_argument("--filling", type=float,
                        help="time on each finer grid (0.4), in the same unit")
    chosen = parser.parse_args()
    try:
        java, classpath = environment.prepare_java()
    except environment.Missing as missing:
        sys.exit(str(missing))
    command = [str(java)] + (["-Xmx" + chosen.memory] if chosen.memory else [])
    command += ["-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-Dfile.encoding=UTF-8"]
    command += ["-cp", classpath, "larmor.mhd.ComputeField",
                f"points={chosen.points}", f"seed={chosen.seed}", f"beta={chosen.beta}",
                f"mach={chosen.mach}", f"file={chosen.file}"]
    command += ["content=field"] if chosen.field_only else []
    command += [f"from={chosen.snapshot}"] if chosen.snapshot else []
    command += [f"time={chosen.time}"] if chosen.time is not None else []
    command += [f"filling={chosen.filling}"] if chosen.filling is not None else []
    sys.stdout.flush()
    if not environment.WINDOWS:
        os.execv(command[0], command)  # whatever stops this process stops the run
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
