"""Tests of field.py: python3 -m unittest notebooks/test_field.py"""

import contextlib
import io
import os
import re
import subprocess
import sys
import unittest
from pathlib import Path
from unittest import mock

NOTEBOOKS = Path(__file__).resolve().parent
sys.path.insert(0, str(NOTEBOOKS))

import field


def words(*options):
    return field.command(field.parser().parse_args(options), "java", "a.jar")


class Command(unittest.TestCase):
    def test_defaults_are_the_papers_field_of_128_cells(self):
        self.assertEqual(
            ["-cp", "a.jar", "larmor.mhd.ComputeField", "points=128", "seed=1", "beta=0.2",
             "mach=0.77", "file=field.fits"],
            words("field.fits")[-8:])

    def test_every_option_is_passed_on(self):
        passed = words("f.fits", "--points", "256", "--seed", "11", "--beta", "0.5", "--mach", "0.4",
                       "--from", "a.fits", "--time", "0", "--filling", "0.15", "--field-only",
                       "--rounding", "0.002", "--memory", "12g")
        self.assertEqual("-Xmx12g", passed[1])
        for word in (*field.environment.crash_files(), "points=256", "seed=11", "beta=0.5", "mach=0.4", "file=f.fits", "from=a.fits",
                     "time=0.0", "filling=0.15", "content=field", "rounding=0.002"):
            self.assertIn(word, passed)

    def test_java_gets_the_vector_instructions_and_for_large_grids_another_collector(self):
        def options(points):
            chosen = field.parser().parse_args(["f.fits", "--points", points, "--memory", "22g"])
            passed = field.command(chosen, "java", "a.jar", ["--add-modules", "jdk.incubator.vector"])
            return passed[1:passed.index("-Dstdout.encoding=UTF-8")]
        vectors = ["--add-modules", "jdk.incubator.vector"]
        self.assertEqual(["-Xmx22g", *vectors], options("256"))
        self.assertEqual(["-Xmx22g", "-XX:+UseParallelGC", "-Xmn256m", *vectors], options("512"))

    def test_the_program_is_started_with_the_vector_instructions_of_this_java(self):
        java = Path("java")
        with mock.patch.object(field.environment, "prepare_java", lambda: (java, "a.jar")), \
                mock.patch.object(field.environment, "vectors", lambda known: ["--vectors", known]), \
                mock.patch.object(sys, "argv", ["field.py", "f.fits"]), \
                mock.patch.object(field.os, "execv") as started, \
                mock.patch.object(field.subprocess, "call") as called:
            field.main()
        program = (started.call_args or called.call_args)[0][-1]
        self.assertEqual(["java", "--vectors", java], program[:3])

    def test_options_are_those_that_the_java_program_knows(self):
        source = (NOTEBOOKS.parent
                  / "toolkit/src/main/java/larmor/mhd/ComputeField.java").read_text("utf-8")
        known = re.findall(r'"(\w+)"', re.search(r"OPTIONS =\s*List\.of\((.*?)\)", source, re.S)[1])
        passed = words("f", "--from", "a", "--time", "1", "--filling", "1", "--field-only",
                       "--rounding", "0.01")
        names = [word.split("=")[0] for word in passed[passed.index("larmor.mhd.ComputeField") + 1:]]
        self.assertEqual(sorted(known), sorted(names))

    def test_a_heap_that_java_refuses_is_told_before_java_starts(self):
        for memory in ("banana", "1k", "63m", "1g -version", "", "-1g", "10000000g", "0"):
            errors = io.StringIO()
            with self.assertRaises(SystemExit), contextlib.redirect_stderr(errors):
                words("f.fits", "--memory=" + memory)
            self.assertIn("is no size of a heap from 64m to 1024g: give one such as 12g",
                          errors.getvalue())
        for memory in ("64m", "12g", "2G", "100000000"):
            self.assertIn("-Xmx" + memory, words("f.fits", "--memory", memory))

    def test_help_is_printed_where_the_terminal_has_ascii_alone(self):
        for name in ("field.py", "lab.py", "reproduce.py"):
            done = subprocess.run([sys.executable, str(NOTEBOOKS / name), "--help"],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  env=dict(os.environ, PYTHONIOENCODING="ascii"))
            self.assertEqual((0, b""), (done.returncode, done.stderr))

    def test_an_unknown_option_ends_with_a_message(self):
        errors = io.StringIO()
        with self.assertRaises(SystemExit), contextlib.redirect_stderr(errors):
            words("f.fits", "--cells", "64")
        self.assertIn("unrecognized arguments: --cells 64", errors.getvalue())

    def test_help_names_every_option(self):
        done = subprocess.run([sys.executable, str(NOTEBOOKS / "field.py"), "--help"],
                              stdout=subprocess.PIPE, encoding="utf-8", check=True,
                              env=dict(os.environ, PYTHONIOENCODING="utf-8"))
        for option in re.findall(r"--[\w-]+", field.__doc__):
            self.assertIn(option, done.stdout)


if __name__ == "__main__":
    unittest.main()
