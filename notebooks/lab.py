# -*- coding: utf-8 -*-
# Python 2 must be able to parse this file, to say that it is too old.
"""Opens JupyterLab on the index of the notebooks, notebooks/README.md.

python3 notebooks/lab.py [--scale quick|paper] [any option of jupyter lab]
"""

from __future__ import print_function

import sys

if sys.version_info < (3, 10):
    sys.exit("Python %d.%d is too old: use Python 3.10 or newer." % sys.version_info[:2])

import argparse
import os
import subprocess

import apidocs
import environment


def main():
    environment.replace_what_the_terminal_lacks()
    parser = argparse.ArgumentParser(
        description="Opens JupyterLab on the notebooks.",
        epilog="Further options, --no-browser or --port 8890 for instance, go to JupyterLab.")
    parser.add_argument("--scale", choices=("quick", "paper"),
                        default=(os.environ.get("LARMOR_SCALE") or "quick").strip().lower())
    parser.add_argument("--spark", action="store_true",
                        help="with Apache Spark, for the notebook beyond-cluster")
    known, further = parser.parse_known_args()
    try:
        python = environment.prepare(known.scale, known.spark)
        reference = apidocs.ensure(environment.find_jdk()[0])
    except environment.Missing as missing:
        sys.exit(str(missing))
    except OSError as error:
        sys.exit(environment.explain(error))
    if reference:
        environment.say("API reference, for a tab of your browser: " + reference.as_uri())
    command = [python, "-m", "jupyterlab", "--notebook-dir", str(environment.TOP),
               "--LabApp.default_url=/lab/tree/notebooks/README.md"]
    try:
        return subprocess.call(command + further, cwd=environment.TOP)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
