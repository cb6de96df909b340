"""Uses the jar as toolkit/README.md says, outside the checkout; the examples are taken from there.

python3 .ci/use_the_jar.py [maven] [jshell] [kernel] [gradle] [jbang]

maven    a Maven project with its own logging, which compiles, runs and logs
jshell   the example of README.md as it stands, with the jar and the libraries of the checkout
kernel   a notebook on JJava as PyPI has it; needs notebooks/.venv, which reproduce.py makes
gradle, jbang   the same program, where a command of that name is installed

Without a name: maven, jshell and kernel. All must print what README.md says. The jar is installed into a
temporary repository; libraries come from ~/.m2 or the network.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
FIRST = TOP / "README.md"
PAGE = TOP / "toolkit" / "README.md"
PYTHON = TOP / "notebooks" / ".venv" / "bin" / "python"
HOME = Path.home() / ".m2" / "repository"
NOTEBOOK = """
import nbformat, sys
from nbclient import NotebookClient
cells = [nbformat.v4.new_code_cell(text) for text in sys.argv[1:]]
notebook = nbformat.v4.new_notebook(cells=cells)
NotebookClient(notebook, kernel_name="plain", timeout=300).execute()
for cell in notebook.cells:
    for output in cell.outputs:
        print(output.get("text", "") or output.get("data", {}).get("text/plain", ""), end="")
"""


def block(page, start):
    """The block of code of a page that begins so."""
    found = re.search(r"```\w*\n(" + re.escape(start) + r".*?)```", page.read_text("utf-8"), re.S)
    if not found:
        sys.exit("%s has no block of code that begins with %s." % (page.name, start))
    return found.group(1)


def run(command, folder, environment=None):
    """What a command prints on its two streams; the end of all work if it fails."""
    start = time.monotonic()
    try:
        done = subprocess.run([str(part) for part in command], cwd=folder, env=environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, encoding="utf-8")
    except FileNotFoundError as missing:
        sys.exit("There is no command %s: install it, or name only the examples that can run here."
                 % missing.filename)
    if done.returncode:
        sys.exit("%s failed:\n%s%s" % (" ".join(map(str, command)), done.stdout, done.stderr))
    print("%.0f s in the folder %s" % (time.monotonic() - start, folder.name), flush=True)
    return done.stdout, done.stderr


def java(program):
    """A program of the JDK."""
    home = os.environ.get("JAVA_HOME")
    return str(Path(home) / "bin" / program) if home else program


def must(have, what, text):
    if have != (what in text):
        sys.exit("This %s %r, and must%s:\n%s" % (
            "lacks" if have else "has", what, "" if have else " not", text))


class Outside:
    """A folder elsewhere with the field, and a repository with the jar."""

    def __init__(self, folder):
        self.folder, self.local = folder, folder / "repository"
        self.here = ["-Dmaven.repo.local=" + str(self.local), "-Dmaven.repo.local.tail=" + str(HOME)]
        self.program = block(PAGE, "import static")
        self.example = block(FIRST, "import static")
        code = [re.sub(r"\s*//.*", "", line).strip() for line in self.example.splitlines()]
        for line in filter(None, code):
            must(True, line, self.program)
        self.expected = re.search(r"```\n\n```\n(.*?)```", FIRST.read_text("utf-8"), re.S).group(1)

    def maven(self, folder, *arguments):
        return run(["sh", TOP / "mvnw", "-q", "-B", "-ntp", *self.here, *arguments], folder)

    def install(self):
        self.maven(TOP, "-pl", "toolkit", "-am", "-Dspotless.check.skip=true",
                   "-Dmaven.test.skip=true", "install")

    def project(self, name, build):
        """A project with the program."""
        folder = self.folder / name
        (folder / "src" / "main" / "java").mkdir(parents=True)
        (folder / "src" / "main" / "java" / "Sky.java").write_text(self.program, "utf-8")
        (folder / build).write_text(block(PAGE, {"pom.xml": "<project", "build.gradle": "plugins"}[build]))
        self.lend_field(folder)
        return folder

    def lend_field(self, folder):
        (folder / "data").mkdir(parents=True)
        shutil.copy(TOP / "data" / "mhd-128-a.fits", folder / "data")

    def judge(self, printed, errors):
        must(True, self.expected, printed)
        must(True, "[main] INFO Sky - 2000 trajectories traced", printed + errors)
        must(False, "SLF4J", printed + errors)

    def try_maven(self):
        command = block(PAGE, "mvn -q").split("mvn -q ")[1].strip()
        words = re.findall(r'(?:[^\s"]|"[^"]*")+', command)
        folder = self.project("maven", "pom.xml")
        self.judge(*self.maven(folder, *(word.replace('"', "") for word in words)))

    def try_gradle(self):
        folder = self.project("gradle", "build.gradle")
        self.judge(*run(["gradle", "-q", "-Dmaven.repo.local=" + str(self.local), "run"], folder))

    def try_jbang(self):
        folder = self.folder / "jbang"
        self.lend_field(folder)
        (folder / "Sky.java").write_text(block(PAGE, "//JAVA") + self.program, "utf-8")
        environment = dict(os.environ, JBANG_REPO=str(self.local))
        self.judge(*run(["jbang", "Sky.java"], folder, environment))

    def try_jshell(self):
        """JShell splits the lines itself, and ends a statement wherever it may end."""
        folder = self.folder / "jshell"
        self.lend_field(folder)
        (folder / "sky.jsh").write_text(self.example + "/exit\n", "utf-8")
        libraries = block(PAGE, "jshell --class-path").split('"')[1]
        libraries = libraries.replace("toolkit/", str(TOP) + "/toolkit/")
        must(True, self.expected, run([
            java("jshell"), "--class-path", libraries, "sky.jsh"], folder)[0])

    def try_kernel(self):
        """JJava as it is installed, with its own start of Java; its launcher reads JJAVA_JVM_OPTS."""
        installed = TOP / "notebooks/.venv/share/jupyter/kernels/java"
        plain = self.folder / "jupyter" / "kernels" / "plain"
        plain.mkdir(parents=True)
        for jar in installed.glob("*.jar"):
            shutil.copy(jar, plain)
        (plain / "kernel.json").write_text(json.dumps({
            "argv": [java("java"), "-jar", "{resource_dir}/jjava-launcher.jar",
                     "{resource_dir}/jjava.jar", "{connection_file}"],
            "display_name": "plain", "language": "java", "interrupt_mode": "message"}))
        folder = self.folder / "notebook"
        self.lend_field(folder)
        environment = dict(os.environ, JUPYTER_PATH=str(self.folder / "jupyter"),
                           JJAVA_JVM_OPTS=" ".join(self.here))
        if "JAVA_HOME" in os.environ:  # the launcher starts the java of the PATH
            environment["PATH"] = str(Path(java("java")).parent) + os.pathsep + os.environ["PATH"]
        cells = [block(PAGE, "%maven"), self.example]
        must(True, self.expected, run([PYTHON, "-c", NOTEBOOK, *cells], folder, environment)[0])


def main(names):
    with tempfile.TemporaryDirectory(prefix="larmor-") as folder:
        outside = Outside(Path(folder))
        outside.install()
        for name in names or ["maven", "jshell", "kernel"]:
            getattr(outside, "try_" + name)()
            print("toolkit/README.md: %s as it says" % name, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
