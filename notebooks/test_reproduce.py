"""Tests of the two commands, without Java or network: python3 -m unittest notebooks/test_reproduce.py."""

import ast
import contextlib
import csv
import errno
import io
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).parent))

import apidocs
import environment
import gallery
import reproduce

POSIX = unittest.skipIf(os.name == "nt", "makes programs of shell scripts")


class InFolder(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        for module, name, value in (
                (environment, "TOP", self.folder),
                (environment, "VENV", self.folder / "notebooks" / ".venv"),
                (environment, "TARGET", self.folder / "toolkit" / "target"),
                (environment, "COURSE", self.folder / "notebooks" / "course"),
                (environment, "REQUIREMENTS", self.folder / "requirements.txt"),
                (reproduce, "NOTEBOOKS", self.folder / "notebooks"),
                (reproduce, "BUILD", self.folder / "build"),
                (gallery, "TOP", self.folder),
                (gallery, "NOTEBOOKS", self.folder / "notebooks"),
                (gallery, "BUILD", self.folder / "build"),
                (apidocs, "BUILD", self.folder / "build")):
            patch = mock.patch.object(module, name, value)
            patch.start()
            self.addCleanup(patch.stop)
        (self.folder / "requirements.txt").write_text("")
        (self.folder / "build" / "checks").mkdir(parents=True)
        (self.folder / "notebooks").mkdir()

    def program(self, name, lines):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("#!/bin/sh\n" + lines + "\n")
        path.chmod(0o755)
        return path

    def missing(self, work):
        with self.assertRaises(environment.Missing) as caught, \
                contextlib.redirect_stdout(io.StringIO()):
            work()
        return str(caught.exception)


@POSIX
class Jdk(InFolder):
    def java(self, version, number, compiler=True):
        home = self.folder / "jdk"
        self.program("jdk/bin/java", "echo '    java.home = %s' >&2\necho '    java.version = %s'"
                     " >&2\necho '    java.specification.version = %s' >&2"
                     % (home, version, number))
        if compiler:
            self.program("jdk/bin/javac", "")
        return mock.patch.dict(os.environ, JAVA_HOME=str(home))

    def test_new_enough_jdk_is_taken(self):
        with self.java("17.0.1", "17"):
            self.assertEqual((self.folder / "jdk", "17.0.1"), environment.find_jdk())

    def test_no_java_on_the_path(self):
        with mock.patch.dict(os.environ, PATH=str(self.folder)):
            os.environ.pop("JAVA_HOME", None)
            self.assertEqual(
                "No Java found in the PATH: install a JDK of version 17 or newer and put it on"
                " the PATH or set JAVA_HOME.", self.missing(environment.find_jdk))

    def test_wrong_java_home(self):
        with mock.patch.dict(os.environ, JAVA_HOME="/nowhere"):
            self.assertTrue(
                self.missing(environment.find_jdk).startswith(
                    "No Java found in JAVA_HOME, /nowhere: "))

    def test_stub_that_fails_is_no_java(self):
        self.program("bin/java", "echo 'Unable to locate a Java Runtime.' >&2; exit 1")
        with mock.patch.dict(os.environ, PATH=str(self.folder / "bin")):
            os.environ.pop("JAVA_HOME", None)
            self.assertTrue(self.missing(environment.find_jdk).startswith("No Java found"))

    def test_a_java_that_cannot_start_is_told_in_its_own_words(self):
        self.program("bin/java", """echo 'Picked up JAVA_TOOL_OPTIONS: -Dx=y'
            echo 'Error occurred during initialization of VM'
            echo 'Could not allocate compressed class space: 1073741824 bytes'; exit 1""")
        self.program("signal/java", "kill -6 $$")
        self.program("option/java", """echo "Unrecognized VM option 'X'"
            echo 'Error: Could not create the Java Virtual Machine.'; exit 1""")
        for folder, why in (
                ("bin", 'it says "Could not allocate compressed class space: 1073741824 bytes":'
                        " free memory or raise its limit (ulimit -v)"),
                ("signal", "it was ended by signal 6: check that %s -version answers"),
                ("option", 'it says "Unrecognized VM option \'X\'": check that %s -version answers')):
            java = self.folder / folder / "java"
            with mock.patch.dict(os.environ, PATH=str(java.parent) + ":/bin:/usr/bin"):
                os.environ.pop("JAVA_HOME", None)
                self.assertEqual(
                    "The Java in the PATH could not start, " + why.replace("%s", str(java))
                    + ", or set JAVA_HOME to another JDK of version 17 or newer.",
                    self.missing(environment.find_jdk))

    def test_too_old_a_jdk(self):
        for version, number in (("11.0.2", "11"), ("1.8.0_402", "1.8")):
            with self.java(version, number):
                self.assertTrue(self.missing(environment.find_jdk).startswith(
                    "Java %s in JAVA_HOME, " % version))
                self.assertIn(" is too old: install a JDK", self.missing(environment.find_jdk))

    def test_early_access_versions_are_taken_by_their_number(self):
        with self.java("26-ea", "26-ea"):
            self.assertEqual((self.folder / "jdk", "26-ea"), environment.find_jdk())
        with self.java("9-ea", "9-ea"):
            self.assertIn("Java 9-ea in JAVA_HOME", self.missing(environment.find_jdk))

    def test_a_program_that_prints_no_settings_is_no_java(self):
        self.program("jdk/bin/java", "echo hello")
        with mock.patch.dict(os.environ, JAVA_HOME=str(self.folder / "jdk")):
            self.assertTrue(self.missing(environment.find_jdk).startswith("No Java found in JAVA"))

    def test_a_java_that_does_not_answer_is_stopped(self):
        java = self.program("jdk/bin/java", "exec sleep 1000")
        with mock.patch.dict(os.environ, JAVA_HOME=str(self.folder / "jdk")), \
                mock.patch.object(environment, "ANSWER", 0.2):
            self.assertEqual(
                "The Java in JAVA_HOME, %s did not print its version within 0.2 s: check that %s"
                " -version answers, or set JAVA_HOME to another JDK of version 17 or newer."
                % (self.folder / "jdk", java), self.missing(environment.find_jdk))
            self.assertIsNone(environment.ask(["sleep", "1000"]))

    def test_a_program_that_prints_without_end_is_no_java(self):
        self.program("jdk/bin/java", "exec yes")
        with mock.patch.dict(os.environ, JAVA_HOME=str(self.folder / "jdk")):
            self.assertTrue(self.missing(environment.find_jdk).startswith("No Java found in JAVA"))

    def test_a_note_of_java_is_not_its_reason(self):
        self.program("jdk/bin/java", """echo 'NOTE: Picked up JDK_JAVA_OPTIONS: @x'
            echo 'Error: could not open x'; exit 1""")
        with mock.patch.dict(os.environ, JAVA_HOME=str(self.folder / "jdk")):
            self.assertIn('it says "Error: could not open x"', self.missing(environment.find_jdk))

    def test_runtime_without_compiler(self):
        with self.java("21", "21", compiler=False):
            self.assertIn("has no compiler: install the JDK", self.missing(environment.find_jdk))


class Steps(InFolder):
    def test_no_fonts(self):
        with mock.patch("ctypes.CDLL", side_effect=OSError), \
                mock.patch.object(sys, "platform", "linux"):
            self.assertEqual(
                "There is no fontconfig, without which Java cannot draw text: install it with a"
                " font (on Debian and Ubuntu: fontconfig fonts-dejavu-core).",
                self.missing(environment.check_fonts))

    def test_other_word_for_the_scale(self):
        self.assertEqual('LARMOR_SCALE is "huge": use "quick" or "paper".',
                         self.missing(lambda: environment.prepare("huge")))

    def test_own_cube_is_found_from_where_the_command_is_given(self):
        (self.folder / "my cube.fits").write_text("")
        here = os.getcwd()
        self.addCleanup(os.chdir, here)
        os.chdir(self.folder)
        self.assertEqual(str((self.folder / "my cube.fits").resolve()),
                         environment.find_cube("my cube.fits"))
        (self.folder / "components").mkdir()
        self.assertEqual(str((self.folder / "components").resolve()),
                         environment.find_cube("components"))
        self.assertIn("other.fits: give LARMOR_CUBE the path of a cube, or",
                      self.missing(lambda: environment.find_cube("other.fits")))

    @POSIX
    def test_paths_that_cannot_be_opened_are_told(self):
        (self.folder / "loop").symlink_to(self.folder / "loop")
        remedy = "): give LARMOR_CUBE the path of a cube, or leave it empty."
        for path in (str(self.folder / "loop"), "~nosuchuser/cube.fits", "/" + "x" * 5000, "a\0b"):
            told = self.missing(lambda: environment.find_cube(path))
            self.assertTrue(told.endswith(remedy), told)
            self.assertIn(" is not a path that can be opened (", told)
            self.assertLess(len(told), 500)

    def test_errors_of_the_file_system_are_told_with_a_remedy(self):
        for number, words in (
                (errno.ENOSPC, "There is not enough disk space for /a/b: free some"),
                (errno.EROFS, "/a/b cannot be written (Read-only file system): make its folder"),
                (errno.EACCES, "/a/b cannot be written (Permission denied): make its folder"),
                (errno.ENOTDIR, "/a/b cannot be used, because a file is where a folder is needed"),
                (errno.EISDIR, "/a/b is a folder where a file is needed: rename"),
                (errno.ELOOP, "/a/b cannot be read or written (Too many levels")):
            told = environment.explain(OSError(number, os.strerror(number), "/a/b"))
            self.assertTrue(told.startswith(words), told)
            self.assertIn("then run this again", told)
        self.assertIn("a file of the notebooks", environment.explain(OSError(errno.EIO, "error")))

    def test_a_damaged_stamp_counts_as_none(self):
        stamp = self.folder / "stamp"
        stamp.write_bytes(b"\xff\xfe")
        self.assertFalse(environment.stamped(stamp, "a"))

    def test_what_a_terminal_cannot_show_does_not_stop_the_run(self):
        shown = io.BytesIO()
        with contextlib.redirect_stdout(io.TextIOWrapper(shown, encoding="cp1252")) as out:
            environment.say("± σ_µ")
            out.flush()
            self.assertEqual("± ?_µ", shown.getvalue().decode("cp1252").strip())

    @unittest.skipIf(os.name == "nt", "needs a shell")
    def test_closed_output(self):
        here = Path(__file__).resolve().parent
        for command in (["reproduce.py", "nosuch"], ["-c", "import environment as e; e.say('x')"]):
            done = subprocess.run(
                ["sh", "-c", 'exec "$0" "$@" >&-', sys.executable] + command, cwd=here,
                stderr=subprocess.PIPE, encoding="utf-8")
            self.assertNotIn("Traceback", done.stderr)

    def test_no_venv_module(self):
        find = lambda name: None if name == "ensurepip" else object()
        with mock.patch("importlib.util.find_spec", find):
            self.assertEqual(
                "This Python has no venv module: install it (on Debian and Ubuntu:"
                " python3-venv), then run this again.", self.missing(environment.ensure_venv))

    def fake_venv(self, command, *rest):
        if "venv" in command:
            python = environment.venv_python()
            python.parent.mkdir(parents=True)
            python.write_text("")

    def test_no_network_for_pip(self):
        (self.folder / "requirements.txt").write_text("nothing-of-this-name==0\n")

        def run(command, failure, environment=None):
            if "pip" in command:
                command = [sys.executable, "-c", "print('no route'); raise SystemExit(1)"]
                return real(command, failure)
            return self.fake_venv(command)

        real = environment.run
        with mock.patch.object(environment, "run", run):
            told = self.missing(environment.ensure_venv)
        self.assertTrue(told.startswith(
            "The Python packages could not be installed: the first run needs the network. What"
            " it said last:\n    no route"), told)
        self.assertFalse((environment.VENV / "larmor.stamp").exists())

    def test_interrupted_installation_is_made_again_and_a_whole_one_kept(self):
        def interrupted(command, *rest):
            self.fake_venv(command)
            if "pip" in command:
                raise KeyboardInterrupt

        with contextlib.redirect_stdout(io.StringIO()):
            with mock.patch.object(environment, "run", interrupted):
                self.assertRaises(KeyboardInterrupt, environment.ensure_venv)
            with mock.patch.object(environment, "run", side_effect=self.fake_venv) as run:
                environment.ensure_venv()
                self.assertEqual(2, run.call_count)
                environment.ensure_venv()
                self.assertEqual(2, run.call_count)
                (self.folder / "requirements.txt").write_text("new==1\n")
                environment.ensure_venv()
                self.assertEqual(4, run.call_count)

    def sources(self):
        modules = (self.folder / "toolkit", environment.COURSE)
        sources = [module / "src" / "main" / "A.java" for module in modules]
        for path in [self.folder / "pom.xml"] + [m / "pom.xml" for m in modules] + sources:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("")
        return sources

    def test_toolkit_is_built_once_and_again_when_a_source_changes(self):
        toolkit, course = self.sources()

        def build(*rest):
            for jar in environment.built_jars():
                jar.parent.mkdir(exist_ok=True)
                jar.write_text("")

        with contextlib.redirect_stdout(io.StringIO()), \
                mock.patch.object(environment, "run", side_effect=build) as run:
            environment.ensure_toolkit(Path("jdk"))
            environment.ensure_toolkit(Path("jdk"))
            self.assertEqual(1, run.call_count)
            toolkit.write_text("class A {}")
            environment.ensure_toolkit(Path("jdk"))
            self.assertEqual(2, run.call_count)
            course.write_text("class A {}")
            environment.ensure_toolkit(Path("jdk"))
            self.assertEqual(3, run.call_count)
            environment.built_jars()[1].unlink()
            environment.ensure_toolkit(Path("jdk"))
            self.assertEqual(4, run.call_count)
            run.side_effect = KeyboardInterrupt
            toolkit.write_text("")
            self.assertRaises(KeyboardInterrupt, environment.ensure_toolkit, Path("jdk"))
            self.assertFalse((environment.TARGET / "larmor.stamp").exists())

    @POSIX
    def test_no_network_for_maven(self):
        self.sources()
        self.program("mvnw", "echo 'wget: Failed to fetch'; exit 1")
        told = self.missing(lambda: environment.ensure_toolkit(Path("jdk")))
        self.assertTrue(told.startswith(
            "The toolkit could not be built: the first run needs the network. What it said"
            " last:\n    wget: Failed to fetch"), told)

    @POSIX
    def test_lent_unzip_unpacks_and_keeps_programs_runnable(self):
        with zipfile.ZipFile(self.folder / "a.zip", "w") as archive:
            entry = zipfile.ZipInfo("maven/bin/mvn")
            entry.external_attr = 0o755 << 16
            archive.writestr(entry, "x")
        environment.lend_unzip(self.folder)
        subprocess.run([str(self.folder / "unzip"), "-q", str(self.folder / "a.zip"), "-d",
                        str(self.folder / "out")], check=True)
        program = self.folder / "out" / "maven" / "bin" / "mvn"
        self.assertTrue(program.stat().st_mode & stat.S_IXUSR)

    @unittest.skipUnless(sys.platform == "linux" and shutil.which("java"), "needs Java and signals")
    def test_a_crash_of_java_leaves_no_file_in_the_current_folder(self):
        reports, here = self.folder / "reports", self.folder / "here"
        reports.mkdir()
        here.mkdir()
        wait = self.folder / "Wait.java"
        wait.write_text("class Wait { public static void main(String[] a) throws Exception {"
                        ' System.out.println("waits"); Thread.sleep(60_000); } }')
        with mock.patch.object(environment.tempfile, "tempdir", str(reports)):
            options = environment.crash_files()
        process = subprocess.Popen(
            ["java", *options, str(wait)], cwd=here, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        self.assertEqual("waits\n", process.stdout.readline())
        process.send_signal(signal.SIGSEGV)
        process.communicate(timeout=60)
        self.assertEqual([], list(here.iterdir()))
        self.assertEqual(["larmor-java-%d.log" % process.pid], os.listdir(reports))

    def test_a_java_that_fails_at_its_start_is_asked_to_write_no_file(self):
        asked = []
        with mock.patch.object(environment, "finished", lambda command, late: asked.extend(command)):
            self.missing(environment.find_jdk)
        self.assertIn("-XX:+ErrorFileToStderr", asked)

    def test_kernel_starts_java_with_the_toolkit(self):
        folder = self.folder / "venv" / "share" / "jupyter" / "kernels" / "java"
        folder.mkdir(parents=True)
        self.assertIn("JJava is not installed", self.missing(
            lambda: environment.write_kernel(self.folder / "venv", Path("jdk"), "-Xmx1g")))
        (folder / "jjava.jar").write_text("")
        (environment.TARGET / "lib").mkdir(parents=True)
        (environment.TARGET / "lib" / "b.jar").write_text("")
        environment.write_kernel(self.folder / "venv", Path("jdk"), "-Xmx1g")
        kernel = json.loads((folder / "kernel.json").read_text())
        self.assertEqual("message", kernel["interrupt_mode"])
        self.assertIn("-Xmx1g", kernel["argv"])
        self.assertIn("-Xss8m", kernel["argv"])
        self.assertTrue(set(environment.crash_files()) < set(kernel["argv"]))
        self.assertEqual(
            [str(environment.TARGET / "larmor-toolkit.jar"),
             str(environment.COURSE / "target" / "larmor-course.jar"),
             str(environment.TARGET / "lib" / "b.jar")],
            kernel["env"]["JJAVA_CLASSPATH"].split(os.pathsep))

    def test_class_path_has_spark_only_if_it_is_asked_for(self):
        for folder in ("lib", "spark"):
            (environment.TARGET / folder).mkdir(parents=True)
            (environment.TARGET / folder / "a.jar").write_text("")
        last = str(environment.TARGET / "spark" / "a.jar")
        without = environment.toolkit_classpath(spark=False)
        self.assertEqual(without + os.pathsep + last, environment.toolkit_classpath())
        self.assertTrue(without.endswith(str(environment.TARGET / "lib" / "a.jar")), without)


class Judging(InFolder):
    def notebook(self, name, outputs=(), figures=(), source="", text=""):
        path = self.folder / "notebooks" / (name + ".ipynb")
        cells = [{"cell_type": "code", "source": [source], "outputs": list(outputs)}]
        if text:
            cells.append({"cell_type": "markdown", "source": [text]})
        whole = json.dumps({
            "cells": cells, "metadata": {"larmor": {"figures": list(figures)}}})
        path.write_text(whole)
        (reproduce.BUILD / path.name).write_text(whole)
        return path

    def test_error_stream_is_a_fault(self):
        path = self.notebook("a", [{"name": "stderr", "output_type": "stream", "text": ["oh\n"]}])
        self.assertEqual(["it wrote to the error stream: oh"], reproduce.problems(path, {}))

    def test_promised_picture_must_be_shown_and_written(self):
        picture = {"output_type": "display_data", "data": {"image/png": ""}}
        self.assertEqual(["it shows 0 pictures and promises 1"],
                         reproduce.problems(self.notebook("fig1"), {}))
        self.assertEqual([], reproduce.problems(self.notebook("fig1", [picture]), {}))
        path = self.notebook("fig1", [picture], ["fig1"])
        self.assertEqual(["it did not write figures/fig1" + e for e in (".png", ".svg", ".csv")],
                         reproduce.problems(path, {}))
        (reproduce.BUILD / "figures").mkdir()
        for ending in (".png", ".svg", ".csv"):
            (reproduce.BUILD / "figures" / ("fig1" + ending)).write_text("")
        self.assertEqual([], reproduce.problems(path, {}))
        before = reproduce.figure_files(path)
        self.assertEqual(3, len(reproduce.problems(path, before)), "files of an earlier run")
        for ending in (".png", ".svg", ".csv"):
            half = reproduce.BUILD / "figures" / "half"
            half.write_text("")
            os.utime(half, (1, 1))
            os.replace(half, reproduce.BUILD / "figures" / ("fig1" + ending))
        self.assertEqual([], reproduce.problems(path, before), "the clock was set back")

    def executed(self, names, does):
        """What is wrong with notebooks, run one after another by a program in place of Python."""
        paths = [self.notebook(name) for name in names]
        python = self.program("python", "echo $$ >> %s\n%s" % (self.folder / "processes", does))
        with contextlib.redirect_stdout(io.StringIO()):
            return reproduce.execute_all(str(python), paths, "quick", 1)[0]

    def processes(self):
        return len((self.folder / "processes").read_text().splitlines())

    @POSIX
    def test_one_process_runs_the_notebooks_one_after_another(self):
        wrong = self.executed(["a", "b", "c"], """while read line; do
            case $line in */b.ipynb*) error='"no"';; *) error=null;; esac
            echo cell 1/1; echo '{"error": '$error', "peak": 1}'; echo end; done""")
        self.assertEqual([[], ["no"], []], wrong)
        self.assertEqual(1, self.processes())
        self.assertEqual(([], set()), (reproduce.IDLE, reproduce.RUNNING))

    @POSIX
    def test_a_process_that_ended_is_replaced(self):
        self.assertEqual([[], []], self.executed(
            ["a", "b"], """read line; echo '{"error": null, "peak": 1}'
            exec >&-; sleep 0.5  # it is still there for a moment"""), "one notebook each")
        self.assertEqual(2, self.processes())
        self.assertEqual([["it could not be run: see build/%s.log" % name] for name in "ab"],
                         self.executed(["a", "b"], "echo gone >&2; exit 1"))
        self.assertEqual(4, self.processes())
        self.assertEqual("gone\n", (reproduce.BUILD / "b.log").read_text())

    @POSIX
    def test_an_idle_process_that_was_killed_is_not_used(self):
        killed = subprocess.Popen(["true"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        killed.wait()
        reproduce.IDLE.append(killed)
        self.assertEqual([[]], self.executed(
            ["a"], """read line; echo '{"error": null, "peak": 1}'; echo end"""))

    def test_notebooks_are_chosen_by_name(self):
        for name in ("a", "b"):
            self.notebook(name)
        self.assertEqual(["a", "b"], [p.stem for p in reproduce.chosen([])])
        self.assertEqual(["b"], [p.stem for p in reproduce.chosen(["notebooks/b.ipynb"])])
        self.assertEqual("No notebook is called c; there are: a, b; claims stands for all that compare"
                         " with the paper.",
                         self.missing(lambda: reproduce.chosen(["c"])))

    def test_claims_stands_for_the_notebooks_that_compare_with_the_paper(self):
        self.notebook("a")
        self.notebook("b", source="notebook.checks().forClaim(\"§3\", \"\")")
        self.notebook("c", text="A check is made a claim by `forClaim(place, sample)`.")
        self.assertEqual(["b"], [p.stem for p in reproduce.chosen(["claims"])])
        self.assertEqual(["b", "c"], [p.stem for p in reproduce.chosen(["c", "claims"])])
        self.assertEqual(["b"], [p.stem for p in reproduce.chosen(["claims", "b", "claims"])])

    def run_with(self, wrong, checks, arguments=(), source=""):
        self.notebook("a", source=source)

        def execute(python, notebook, scale, meter):
            if checks is not None:
                (reproduce.BUILD / "checks" / "a.csv").write_text(
                    ",".join(reproduce.COLUMNS) + "\n" + checks)
            return wrong

        out = io.StringIO()
        with mock.patch.object(environment, "prepare", return_value="python"), \
                mock.patch.object(environment, "find_jdk", return_value=(Path("jdk"), "17")), \
                mock.patch.object(apidocs, "ensure", return_value=None), \
                mock.patch.object(reproduce, "execute", execute), \
                mock.patch.object(sys, "argv", ["reproduce.py", *arguments]), \
                contextlib.redirect_stdout(out):
            return reproduce.main(), out.getvalue()

    def test_agreement_and_honest_difference_end_well(self):
        code, out = self.run_with(
            [], "a,l [pc],2,2.1,± 0.2,agrees,,,\na,s,1,3,,differs,small box,,\na,t,1,2 ± 1,,not decided,few,,\n")
        self.assertEqual(0, code)
        self.assertIn("agrees      a: l [pc]: accepted 2 ± 0.2, ours 2.1\n", out)
        self.assertIn("differs     a: s: accepted 1, ours 3 (small box)\n", out)
        self.assertIn("3 checks: 1 agree, 1 differ, 1 not decided, 0 fail.", out)
        self.assertIn("not decided a: t: accepted 1, ours 2 ± 1 (few)\n", out)
        self.assertEqual(4, len((reproduce.BUILD / "checks.csv").read_text().splitlines()))

    def test_a_file_in_place_of_the_build_folder_is_told(self):
        build = self.folder / "file"
        build.write_text("")
        out = io.StringIO()
        self.notebook("a")
        with mock.patch.object(environment, "prepare", return_value="python"), \
                mock.patch.object(reproduce, "BUILD", build), \
                mock.patch.object(sys, "argv", ["reproduce.py"]), contextlib.redirect_stdout(out):
            self.assertEqual(2, reproduce.main())
        self.assertEqual(str(build) + " cannot be used, because a file is where a folder is needed:"
                         " rename or delete the file, then run this again.\n", out.getvalue())

    def test_damaged_files_of_an_earlier_run_are_left_out(self):
        (reproduce.BUILD / "times-quick.json").write_text('["a"]')
        self.assertEqual({}, reproduce.Meter([], "quick").known)
        (reproduce.BUILD / "times-quick.json").write_text('{"a": null, "b": 2}')
        self.assertEqual({"b": 2}, reproduce.Meter([], "quick").known)
        checks = reproduce.BUILD / "checks" / "a.csv"
        heading = ",".join(reproduce.COLUMNS) + "\n"
        for damaged in (heading + "a,l,2\n", heading + "a,l,2,2,,agrees,,,,more\n", "\0\0\0\n1\n"):
            checks.write_bytes(damaged.encode())
            with contextlib.redirect_stdout(io.StringIO()) as out:
                self.assertEqual([], reproduce.checks_of("a"))
            self.assertEqual(
                "checks/a.csv is damaged and left out: run a again.\n", out.getvalue())
        checks.write_bytes(heading.encode() + b"a,\xff,2,2,,agrees,,,\n")
        self.assertEqual("agrees", reproduce.checks_of("a")[0]["verdict"])

    def test_failed_check_fails_the_run_once(self):
        code, out = self.run_with(["CheckFailed"], "a,drift,0,1,± 0.1,fails,,,\n")
        self.assertEqual(1, code)
        self.assertIn("1 checks: 0 agree, 0 differ, 0 not decided, 1 fail.", out)

    def test_error_in_a_notebook_fails_the_run(self):
        code, out = self.run_with(["a cell took more than 900 s"], None)
        self.assertEqual(1, code)
        self.assertIn("fails       a: runs to its end: accepted yes, ours no (a cell took", out)

    def test_checks_of_an_earlier_run_do_not_count(self):
        (reproduce.BUILD / "checks" / "a.csv").write_text(
            ",".join(reproduce.COLUMNS) + "\na,old,1,1,,agrees,,,\n")
        code, out = self.run_with([], None)
        self.assertIn("0 checks", out)

    def test_claims_have_the_order_of_the_paper_and_a_page(self):
        code, out = self.run_with([], (
            "a,drift,0,1,± 0.1,agrees,,Appendix A,one\n"
            "a,C_1 falls,≤ 0,-0.1 ± 0.1,,not decided,few,\"§4.3, Figure 5\",48 observers\n"
            "a,no claim,1,1,,agrees,,,\na,M_A,1,2,,differs,big,§2.1,one time\n"))
        self.assertEqual(0, code)
        with open(reproduce.BUILD / "claims.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(["M_A", "C_1 falls", "drift"], [row["claim"] for row in rows])
        self.assertEqual(["1", "≤ 0", "0 ± 0.1"], [row["accepted"] for row in rows])
        self.assertEqual("48 observers", rows[1]["sample"])
        page = (reproduce.BUILD / "site" / "claims.html").read_text(encoding="utf-8")
        self.assertIn("<td>§2.1</td><td>M<sub>A</sub></td>", page)
        self.assertNotIn("no claim", page)
        self.assertFalse((environment.TOP / "data" / "claims.csv.half").exists())

    def test_only_a_good_run_of_all_claims_at_the_paper_scale_writes_the_claims_of_the_project(self):
        top = self.folder
        (top / "data").mkdir()
        self.notebook("b")
        compares = "notebook.checks().forClaim(\"§3\", \"\")"
        claim = "a,drift,0,1,± 0.1,%s,,§3,one\n"
        for row, scale, names, cube, written in (
                (claim % "agrees", "quick", [], "", False),
                (claim % "agrees", "paper", ["b"], "", False),
                (claim % "fails", "paper", [], "", False),
                (claim % "agrees", "paper", [], "", True),
                (claim % "agrees", "quick", ["claims", "b"], "", False),
                (claim % "agrees", "paper", ["claims", "b"], "", True),
                ("a,no claim,1,1,,agrees,,,\n", "paper", [], "", False),
                (None, "paper", [], "", False),
                (claim % "agrees", "paper", [], "other.fits", False)):
            (top / "data" / "claims.csv").unlink(missing_ok=True)
            (reproduce.BUILD / "checks" / "a.csv").unlink(missing_ok=True)
            with mock.patch.object(environment, "TOP", top), \
                    mock.patch.dict(os.environ, {"LARMOR_CUBE": cube}):
                self.run_with([], row, names + ["--scale", scale], source=compares)
            self.assertEqual(written, (top / "data" / "claims.csv").exists(),
                             (row, scale, names, cube))

    def test_site_shows_pictures_verdicts_and_every_page(self):
        path = self.notebook("fig1", figures=["one", "gone"])
        whole = json.loads(path.read_text())
        whole["cells"].insert(0, {"cell_type": "markdown", "source": ["# Figure <1>\n", "text"]})
        path.write_text(json.dumps(whole))
        self.notebook("unrun")
        (reproduce.BUILD / "fig1.html").write_text("page")
        (reproduce.BUILD / "figures").mkdir()
        (reproduce.BUILD / "figures" / "one.png").write_text("png")
        row = dict(zip(reproduce.COLUMNS, ["fig1", "a<b", "1", "2", "± 1", "agrees", "C_1, ab_c.fits", "", ""]))
        index = gallery.write({"fig1": 12.4}, [row], "quick")
        page = index.read_text(encoding="utf-8")
        for part in ('<a href="fig1.html">Figure &lt;1&gt;</a>', "12 s, 1 × agrees",
                     'src="figures/one.png"', 'href="checks.html"'):
            self.assertIn(part, page)
        checks = (index.parent / "checks.html").read_text(encoding="utf-8")
        for part in ("<td>a&lt;b</td>", "<td>C<sub>1</sub>, ab_c.fits</td>"):
            self.assertIn(part, checks)
        self.assertNotIn("gone", page)
        self.assertNotIn("unrun", page)
        for link in re.findall(r'(?:src|href)="([^"]+png|[^"]+html)"', page):
            self.assertTrue((index.parent / link).exists(), link)


    def test_pages_of_the_site_link_the_numbers_of_their_figures(self):
        path = self.notebook("fig1", figures=["sky", "one", "gone"])
        whole = json.loads(path.read_text())
        whole["cells"].insert(0, {"cell_type": "markdown", "source": ["# Figure 1\n"]})
        path.write_text(json.dumps(whole))
        (reproduce.BUILD / "fig1.html").write_text("<html><body>page</body></html>")
        folder = reproduce.BUILD / "figures"
        folder.mkdir()
        for name in ("sky.png", "sky.fits", "sky-nside8.fits", "one.png", "one.svg", "one.csv"):
            (folder / name).write_text("x")
        (folder / "sky.csv").write_text("x" * (gallery.LARGEST_TABLE + 1))
        site = gallery.write({}, [], "quick").parent
        page = (site / "fig1.html").read_text(encoding="utf-8")
        self.assertIn('one: <a href="figures/one.png">PNG</a>, <a href="figures/one.svg">SVG</a>,'
                      ' <a href="figures/one.csv">CSV</a>', page)
        self.assertIn('<a href="figures/sky-nside8.fits">FITS</a>', page)
        self.assertNotIn("sky.csv", page, "the FITS file has the same numbers")
        self.assertNotIn("gone", page)
        self.assertTrue(page.endswith("</section></body></html>"))
        self.assertEqual([], gallery.broken_links(site))

    def test_site_keeps_the_api_reference_and_its_pages_link_to_it(self):
        (self.folder / "notebooks" / "fig1.ipynb").write_text(json.dumps({
            "cells": [{"cell_type": "markdown", "source": ["# Figure 1"]}], "metadata": {}}))
        api = reproduce.BUILD / "site" / "api"
        api.mkdir(parents=True)
        (api.parent / "old.html").write_text("from a notebook that is gone")
        (reproduce.BUILD / "fig1.html").write_text(
            '<a href="build/site/api/index.html">API</a> <a href="../build/site/api/a.html">A</a>')
        without = gallery.write({}, [], "quick").read_text(encoding="utf-8")
        self.assertNotIn("api/index.html", without)
        (api / "index.html").write_text("reference")
        index = gallery.write({}, [], "quick")
        self.assertIn('<a href="api/index.html">API reference</a>', index.read_text(encoding="utf-8"))
        self.assertEqual("reference", (api / "index.html").read_text())
        self.assertEqual('<a href="api/index.html">API</a> <a href="api/a.html">A</a>',
                         (api.parent / "fig1.html").read_text())
        self.assertFalse((api.parent / "old.html").exists())
        self.assertEqual([("fig1.html", "api/a.html")], gallery.broken_links(api.parent))

    def test_index_of_the_site_has_the_order_and_the_words_of_the_index_of_the_notebooks(self):
        for name in ("a-last", "b-first", "c-unnamed"):
            path = self.notebook(name)
            whole = json.loads(path.read_text())
            whole["cells"].insert(0, {"cell_type": "markdown", "source": ["# Notebook " + name]})
            path.write_text(json.dumps(whole))
            (reproduce.BUILD / (name + ".html")).write_text("<body>page</body>")
        (self.folder / "notebooks" / "README.md").write_text(
            "# The notebooks\n\n## Begin\n\n| notebook | shows |\n|---|---|\n"
            '| [b](b-first.ipynb)<br><img src="expected/p.png"> | the *C_l* of [a](x.md) | 2 s |\n'
            "## End\n| [a](a-last.ipynb) | the end |\n", encoding="utf-8")
        (self.folder / "README.md").write_text("# Name\n\n**One.**\n\nTwo `three`.\n\nFour.\n")
        index = gallery.write({}, [], "quick")
        page = index.read_text(encoding="utf-8")
        self.assertEqual(["Begin", "End", "Further notebooks"], re.findall("<h2>(.*?)</h2>", page))
        self.assertEqual(["b-first", "a-last", "c-unnamed"],
                         re.findall('<h3><a href="(.*?).html">', page))
        self.assertIn("<p>the C<sub>l</sub> of a</p>", page)
        self.assertIn("<p>One.</p><p>Two three.</p>", page)
        self.assertNotIn("Four", page)
        bar = (index.parent / "a-last.html").read_text(encoding="utf-8")
        for link in ('href="index.html"', 'href="b-first.html" rel="prev"',
                     'href="c-unnamed.html" rel="next"'):
            self.assertIn(link, bar)
        self.assertEqual([], gallery.broken_links(index.parent))

    def test_links_of_a_page_lead_to_pages_of_the_site_or_are_plain_text(self):
        page = "".join('<a id="x" href="%s">w</a> ' % address for address in (
            "fig1.ipynb#Steps", "../solutions/s.ipynb", "gone.ipynb", "../data/README.md",
            "README.md", "https://a.b/c.ipynb", "#place", "build/site/api/index.html"))
        self.assertEqual(
            '<a id="x" href="fig1.html#Steps">w</a> <a id="x" href="s.html">w</a> w w'
            ' <a id="x" href="index.html">w</a> <a id="x" href="https://a.b/c.ipynb">w</a>'
            ' <a id="x" href="#place">w</a> w ',
            gallery.with_site_links(page, ["fig1", "s"], False))


class ApiReference(InFolder):
    def source(self, package, text):
        file = self.folder / "toolkit/src/main/java/larmor" / package.replace(".", "/") / "A.java"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("package larmor." + package + ";\n" + text)

    def test_layers_follow_from_the_imports(self):
        self.source("units", "/** {@link larmor.sky.A} */ // larmor.sky.A")
        self.source("field.io", "import larmor.units.A;")
        self.source("field", "import larmor.units.A; import larmor.field.io.A; larmor.field.A a;")
        used = apidocs.imports()
        self.assertEqual({"larmor.units": set(), "larmor.field.io": {"larmor.units"},
                          "larmor.field": {"larmor.units", "larmor.field.io"}}, used)
        self.assertEqual({"larmor.units": 0, "larmor.field.io": 1, "larmor.field": 2},
                         apidocs.layers(used))
        self.assertEqual([("larmor.field", "larmor.field.io"), ("larmor.field.io", "larmor.units")],
                         apidocs.direct(used))

    def test_a_cycle_of_imports_is_refused(self):
        self.source("sky", "import larmor.units.A;")
        self.source("units", "import larmor.sky.A;")
        self.source("ode", "")
        with self.assertRaisesRegex(ValueError, "in a cycle: larmor.sky, larmor.units$"):
            apidocs.layers(apidocs.imports())

    @POSIX
    def test_reference_is_built_once_and_again_when_a_source_changes(self):
        self.source("sky", "")
        pages = self.folder / "toolkit/src/main/javadoc"
        (pages / "doc-files").mkdir(parents=True)
        (pages / "doc-files" / "data-way.svg").write_text("<svg/>")
        (pages / "overview.html").write_text(apidocs.FIGURE)
        self.program("jdk/bin/java", "exit 1")
        self.program("jdk/bin/javadoc", "for last; do :; done; cp \"$(grep -o '/.*overview.html' \"${last#@}\")\" "
                     + str(self.folder / "build/site/api/index.html")
                     + "; echo '<link rel=\"stylesheet\" href=\"stylesheet.css\" title=\"Style\">' >> "
                     + str(self.folder / "build/site/api/index.html")
                     + "; echo '/* a */ @import url(a); p { x: y }' > "
                     + str(self.folder / "build/site/api/stylesheet.css")
                     + "; echo run >> " + str(self.folder / "runs"))
        with contextlib.redirect_stdout(io.StringIO()):
            first = apidocs.ensure(self.folder / "jdk")
            self.assertEqual(first, apidocs.ensure(self.folder / "jdk"))
            self.assertEqual(1, len((self.folder / "runs").read_text().splitlines()))
            self.source("sky", "import larmor.units.A;")
            self.source("units", "")
            apidocs.ensure(self.folder / "jdk")
        self.assertEqual(2, len((self.folder / "runs").read_text().splitlines()))
        self.assertIn('src="data:image/svg+xml;base64,', first.read_text())
        self.assertIn("<style>p { x: y }</style>", first.read_text())
        self.assertNotIn("<link", first.read_text())
        self.assertEqual("<svg/>", (first.parent / "doc-files" / "data-way.svg").read_text())
        self.assertIn('data-from="larmor.sky" data-to="larmor.units"',
                      (first.parent / "doc-files" / "layers.svg").read_text())

    def test_a_jdk_without_javadoc_is_told_and_builds_nothing(self):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            self.assertIsNone(apidocs.ensure(self.folder / "jdk"))
        self.assertIn("has no javadoc: there will be no API reference.", out.getvalue())


class Layers(unittest.TestCase):
    """The figure of the layers, drawn from the toolkit's own sources."""

    def test_every_import_of_the_toolkit_leads_down_in_the_figure(self):
        used = apidocs.imports()
        picture = ElementTree.fromstring(apidocs.figure_of_layers(used))
        svg = "{http://www.w3.org/2000/svg}"
        height = {}
        for box in picture.iter(svg + "g"):
            height[box.find(svg + "text").text] = float(box.find(svg + "rect").get("y"))
        root = environment.TOP / "toolkit/src/main/java"
        packages = {".".join(file.parent.relative_to(root).parts)
                    for file in root.rglob("*.java") if file.parent != root}
        self.assertLessEqual(packages, set(height))
        for upper in used:
            for lower in used[upper]:
                self.assertLess(height[upper], height[lower], upper + " imports " + lower)
        arrows = {(a.get("data-from"), a.get("data-to")) for a in picture.iter(svg + "path")
                  if a.get("class") == "import"}
        self.assertEqual(set(apidocs.direct(used)), arrows)
        reached = {package: self.below(package, arrows) for package in used}
        for upper in used:
            self.assertLessEqual(used[upper], reached[upper], upper)

    def test_no_arrow_of_the_figure_crosses_the_box_of_another_package(self):
        rows, ways = apidocs.arranged(apidocs.imports())
        place = apidocs.abscissas(rows)
        self.assertTrue(any(len(way) > 2 for way in ways), "an arrow that crosses a row")
        for way in ways:
            numbers = [n for item in way for n, row in enumerate(rows) if item in row]
            self.assertEqual(list(range(numbers[0], numbers[-1] - 1, -1)), numbers, way)
            for item, n in list(zip(way, numbers))[1:-1]:
                for box in rows[n]:
                    if isinstance(box, str):
                        self.assertGreater(abs(place[item] - place[box]), apidocs.BOX / 2, way)

    def below(self, package, arrows):
        lower = {b for a, b in arrows if a == package}
        return lower.union(*(self.below(b, arrows) for b in lower))


class Texts(unittest.TestCase):
    """What the pages of the project point to is there."""

    def test_links_and_pictures_resolve(self):
        top = Path(__file__).resolve().parent.parent
        pages = [top / "README.md", top / "CONTRIBUTING.md", top / "data" / "README.md",
                 *(top / "notebooks").glob("**/README.md")]
        for page in pages:
            if "node_modules" in page.parts or ".venv" in page.parts or "build" in page.parts:
                continue
            text = page.read_text(encoding="utf-8")
            links = re.findall(r"\]\(([^)#\s]+)", text) + re.findall(r'src="([^"]+)"', text)
            for link in links:
                if not link.startswith("http"):
                    self.assertTrue((page.parent / link).exists(), "%s: %s" % (page, link))

    def test_every_notebook_links_to_the_api_reference_in_its_first_cell(self):
        notebooks = Path(__file__).resolve().parent
        for file in [*notebooks.glob("*.ipynb"), *notebooks.glob("solutions/*.ipynb")]:
            first = json.loads(file.read_text(encoding="utf-8"))["cells"][0]
            links = re.findall(r"\]\(([^)]*api/[^)]*)\)", "".join(first["source"]))
            self.assertEqual(1, len(links), file.name)
            self.assertEqual(notebooks / "build" / "site" / "api" / "index.html",
                             (file.parent / links[0]).resolve(), file.name)

    def test_index_names_every_notebook(self):
        notebooks = Path(__file__).resolve().parent
        index = (notebooks / "README.md").read_text(encoding="utf-8")
        for notebook in sorted(notebooks.glob("*.ipynb")):
            self.assertTrue("(" + notebook.name + ")" in index,
                            notebook.name + " is missing in notebooks/README.md: add a line for it")


class TimeLeft(InFolder):
    def test_time_left_comes_from_the_last_run_or_the_mean(self):
        meter = reproduce.Meter([Path("a.ipynb"), Path("b.ipynb"), Path("c.ipynb")], "quick")
        now = time.monotonic()
        self.assertIsNone(meter.left())
        meter.known = {"a": 10, "b": 20, "c": 30}
        meter.running = {"a": (now - 4, "cell 1/2")}
        self.assertAlmostEqual(56, meter.left(), delta=1)
        meter.running = {"a": (now - 99, "cell 1/2")}
        self.assertAlmostEqual(50, meter.left(), delta=1)
        meter.took = {"a": 10}
        meter.known = {"a": 10}
        meter.running = {"b": (now - 4, "cell 1/2")}
        self.assertAlmostEqual(16, meter.left(), delta=1)
        self.assertTrue(meter.line("b", 4, "cell 1/2").startswith("[2/3] b "))
        self.assertRegex(meter.line("b", 4, "cell 1/2"), "cell 1/2, 4 s, about 1[56] s left$")

    def test_two_at_once_take_half_the_time_but_no_less_than_the_longest(self):
        meter = reproduce.Meter([Path("a.ipynb"), Path("b.ipynb"), Path("c.ipynb")], "quick", 2)
        meter.known = {"a": 10, "b": 20, "c": 30}
        self.assertAlmostEqual(30, meter.left(), delta=1)
        meter.known = {"a": 30, "b": 20, "c": 30}
        self.assertAlmostEqual(40, meter.left(), delta=1)

    def test_notebooks_run_side_by_side_and_an_error_stops_all(self):
        together = threading.Barrier(2, timeout=30)

        def execute(python, notebook, scale, meter):
            together.wait()
            return [notebook.stem]

        paths = [Path("a.ipynb"), Path("b.ipynb")]
        with mock.patch.object(reproduce, "execute", execute):
            self.assertEqual([["a"], ["b"]], reproduce.execute_all("python", paths, "quick", 2)[0])
        process = mock.Mock()
        reproduce.RUNNING.add(process)
        with mock.patch.object(reproduce, "execute", side_effect=KeyboardInterrupt), \
                self.assertRaises(KeyboardInterrupt):
            reproduce.execute_all("python", paths, "quick", 2)
        reproduce.RUNNING.discard(process)
        process.terminate.assert_called_once()
        self.assertTrue(reproduce.STOPPED.is_set())

    def test_one_notebook_at_once_at_the_paper_scale_or_as_asked(self):
        self.assertEqual(1, reproduce.parallel("paper", None))
        self.assertEqual(3, reproduce.parallel("paper", 3))
        with mock.patch.object(os, "cpu_count", return_value=1):
            self.assertEqual(1, reproduce.parallel("quick", None))

    def test_the_commands_can_be_parsed_by_python_2(self):
        """What Python 2.7 cannot parse of what the commands might use."""
        for name in ("reproduce.py", "lab.py", "field.py"):
            source = (Path(__file__).resolve().parent / name).read_text(encoding="utf-8")
            self.assertTrue(source.startswith("# -*- coding: utf-8 -*-\n"), name)
            tree = ast.parse(source)
            future = [n for n in tree.body if isinstance(n, ast.ImportFrom)][0]
            self.assertEqual("__future__", future.module)
            check = next(i for i, n in enumerate(tree.body) if isinstance(n, ast.If))
            imported = [a.name for n in tree.body[:check] if isinstance(n, ast.Import)
                        for a in n.names]
            self.assertEqual(["sys"], imported, name + " imports before it checks the version")
            for node in ast.walk(tree):
                where = "%s:%s" % (name, getattr(node, "lineno", "?"))
                self.assertNotIsInstance(node, (
                    ast.JoinedStr, ast.Nonlocal, ast.AnnAssign, ast.NamedExpr, ast.YieldFrom,
                    ast.AsyncFunctionDef, ast.Match), where)
                self.assertIsNone(getattr(node, "cause", None), where)
                self.assertIsNone(getattr(node, "returns", None), where)
                if isinstance(node, ast.arguments):
                    self.assertFalse(node.kwonlyargs or node.posonlyargs, where)
                    self.assertFalse([a for a in node.args if a.annotation], where)
                if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
                    self.assertFalse([e for e in node.elts if isinstance(e, ast.Starred)], where)
                if isinstance(node, ast.Dict):
                    self.assertNotIn(None, node.keys, where)
                if isinstance(node, ast.Call):
                    stars = [i for i, a in enumerate(node.args) if isinstance(a, ast.Starred)]
                    self.assertIn(stars, ([], [len(node.args) - 1]), where)
                if isinstance(node, ast.ClassDef):
                    self.assertFalse(node.keywords, where)

    @POSIX
    def test_too_old_a_python_is_told(self):
        code = ("import sys; sys.version_info = (3, 9, 1); import runpy;"
                "runpy.run_path(%r, run_name='__main__')" % reproduce.__file__)
        done = subprocess.run([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True)
        self.assertEqual("Python 3.9 is too old: use Python 3.10 or newer.", done.stderr.strip())


if __name__ == "__main__":
    unittest.main()
