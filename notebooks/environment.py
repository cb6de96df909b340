"""The notebooks' environment: Java, a virtual environment, the toolkit, the kernel.

Used by reproduce.py, lab.py, field.py and binder/postBuild. Standard library only.
"""

import ctypes
import errno
import hashlib
import importlib.util
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
NOTEBOOKS = TOP / "notebooks"
BUILD = NOTEBOOKS / "build"
VENV = NOTEBOOKS / ".venv"
REQUIREMENTS = TOP / "binder" / "requirements.txt"
TARGET = TOP / "toolkit" / "target"
COURSE = NOTEBOOKS / "course"
WINDOWS = os.name == "nt"
STACK = "-Xss8m"  # in which Java compiled a sum of 8,000 terms and 5,000 brackets in each other
HEAP = {"quick": "-Xmx1400m", "paper": "-XX:MaxRAMPercentage=70"}


class Missing(Exception):
    """Something the notebooks need is not there; the message says what and what to do."""


def say(text):
    """Prints, with ? for what the terminal's encoding lacks: a page of Windows has no µ̄."""
    if sys.stdout is None:  # it was closed before Python began
        return
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), flush=True)


def replace_what_the_terminal_lacks():
    """Lets argparse print its texts, with ? for what the encoding of a stream lacks."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def explain(error):
    """One sentence on an OSError: the file, what is wrong with it, and the remedy."""
    what = str(error.filename or "a file of the notebooks")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ("There is not enough disk space for " + what + ": free some, then run this again,"
                " which continues from what is complete.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (what + " cannot be written (" + error.strerror + "): make its folder writable, or"
                " copy the project to a folder of yours, then run this again.")
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return (what + " cannot be used, because a file is where a folder is needed: rename or"
                " delete the file, then run this again.")
    if error.errno == errno.EISDIR:
        return (what + " is a folder where a file is needed: rename or delete it, then run this"
                " again.")
    return (what + " cannot be read or written (" + str(error.strerror or error) + "): check the"
            " path and the disk, then run this again.")


ANSWER = 60  # seconds a program may take to print its version
MOST = 1 << 20  # bytes it may print


def finished(command, late=None):
    """The finished process of a command, errors in its output, or None if it cannot be run.

    It is stopped after a minute; then Missing with the text late, if one is given, or None. A
    program that prints more than a megabyte is stopped, too, and gives None.
    """
    try:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT)
    except (OSError, ValueError):
        return None
    told = []
    reader = threading.Thread(target=lambda: told.append(process.stdout.read(MOST)), daemon=True)
    reader.start()
    reader.join(ANSWER)
    try:
        if not told:
            raise subprocess.TimeoutExpired(command, ANSWER)
        if len(told[0]) == MOST:  # it is no Java, and may never end
            return None
        process.wait(ANSWER)
    except subprocess.TimeoutExpired:
        if late:
            raise Missing(late) from None
        return None
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        if told:
            process.stdout.close()
    return subprocess.CompletedProcess(
        command, process.returncode, told[0].decode("utf-8", "replace"))


def ask(command):
    """What a command prints, errors included, or None if it fails or takes more than a minute."""
    done = finished(command)
    return done.stdout if done and done.returncode == 0 else None


NO_WORDS = re.compile(  # lines of Java about its failure that do not name the cause
    r"\[|Error occurred during initialization|Error: Could not create|Error: A fatal exception"
    r"|(NOTE: )?Picked up |Exception in thread|OpenJDK .*warning:|$")
NO_MEMORY = re.compile(
    r"memory|reserve|allocat|too large|create .*thread|unable to create", re.IGNORECASE)


def why_not_started(done):
    """Java's own words on why it could not start, or None if the program says nothing of a Java."""
    if done.returncode < 0:
        return "it was ended by signal %d" % -done.returncode
    if "Unable to locate a Java Runtime" in done.stdout:  # a program of macOS in place of Java
        return None
    lines = [line.strip("# \t") for line in done.stdout.splitlines()]
    words = next((line for line in lines if not NO_WORDS.match(line)), None)
    return words and 'it says "%s"' % words[:200].rstrip(".")


# A Java that fails at its start prints its report, and leaves no file where the user is.
TO_THE_OUTPUT = ["-XX:+IgnoreUnrecognizedVMOptions", "-XX:+ErrorFileToStderr"]


def crash_files():
    """Options of Java: where it writes the report of a crash, instead of in the current folder."""
    try:
        place = str(Path(tempfile.gettempdir()) / "larmor-java-%p")
    except OSError:  # there is no folder for temporary files
        return []
    return ["-XX:ErrorFile=" + place + ".log", "-XX:ReplayDataFile=" + place + ".replay"]


def find_jdk():
    """(home of a JDK of version 17 or newer, its version)."""
    named = os.environ.get("JAVA_HOME")
    where = "JAVA_HOME, " + named if named else "the PATH"
    java = str(Path(named) / "bin" / "java") if named else shutil.which("java")
    done = java and finished(
        [java, *TO_THE_OUTPUT, "-XshowSettings:properties", "-version"],
        "The Java in " + where + " did not print its version within " + str(ANSWER) + " s: check"
        " that " + str(java) + " -version answers, or set JAVA_HOME to another JDK of version 17"
        " or newer.")
    why = done and done.returncode and why_not_started(done)
    if why:
        raise Missing(
            "The Java in " + where + " could not start, " + why + ": "
            + ("free memory or raise its limit (ulimit -v)" if NO_MEMORY.search(why)
               else "check that " + java + " -version answers")
            + ", or set JAVA_HOME to another JDK of version 17 or newer.")
    told = done.stdout if done and done.returncode == 0 else ""
    settings = dict(re.findall(r"^\s*(java\.\S+) = (.*?)\s*$", told, re.MULTILINE))
    if "java.home" not in settings:
        raise Missing(
            "No Java found in " + where + ": install a JDK of version 17 or newer"
            " and put it on the PATH or set JAVA_HOME.")
    version = settings.get("java.version", "?")
    number = re.match(r"\d+", settings.get("java.specification.version", ""))
    if not number or int(number.group()) < 17:
        raise Missing(
            "Java " + version + " in " + where + " is too old: install a JDK of version 17"
            " or newer and put it on the PATH or set JAVA_HOME.")
    home = Path(settings["java.home"])
    if not any((home / "bin" / name).exists() for name in ("javac", "javac.exe")):
        raise Missing(
            "Java " + version + " in " + where + " has no compiler: install the JDK, not only"
            " the runtime (on Debian and Ubuntu: openjdk-17-jdk-headless).")
    return home, version


VECTORS = ["--add-modules", "jdk.incubator.vector"]


def vectors(java):
    """The options with which Java uses the processor's vectors, if it can."""
    return VECTORS if ask([str(java), *TO_THE_OUTPUT, *VECTORS, "-version"]) else []


def find_cube(named):
    """The whole path of the reader's own cube: the kernel runs in another folder."""
    remedy = ": give LARMOR_CUBE the path of a cube, or leave it empty."
    try:
        cube = Path(named).expanduser().resolve()
        if not cube.exists():
            raise Missing("There is no file or folder " + str(cube) + remedy)
    except (OSError, RuntimeError, ValueError) as error:
        # an unknown user after ~, a circle of links, a name longer than the file system allows
        why = getattr(error, "strerror", None) or " ".join(str(error).split())
        shown = named if len(named) < 200 else named[:200] + "..."
        raise Missing(shown + " is not a path that can be opened (" + why + ")" + remedy) from None
    return str(cube)


def check_fonts():
    """Java draws text with the system's fontconfig on Linux, and not at all without."""
    if not sys.platform.startswith("linux"):
        return
    try:
        ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        raise Missing(
            "There is no fontconfig, without which Java cannot draw text: install it with a font"
            " (on Debian and Ubuntu: fontconfig fonts-dejavu-core).") from None


def digest(files, *more):
    """SHA-256 of files, their names, and further texts."""
    total = hashlib.sha256()
    for text in more:
        total.update(str(text).encode() + b"\0")
    for file in files:
        total.update(file.relative_to(TOP).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def stamped(stamp, value):
    return stamp.exists() and stamp.read_bytes() == value.encode()


def venv_python():
    return VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


def ensure_venv():
    """Makes the virtual environment from the pinned list; whole or not stamped."""
    stamp = VENV / "larmor.stamp"
    value = digest([REQUIREMENTS], sys.version, VENV)
    if stamped(stamp, value) and venv_python().exists():
        return
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        raise Missing(
            "This Python has no venv module: install it (on Debian and Ubuntu:"
            " python3-venv), then run this again.")
    say("Installing the notebooks' Python packages into notebooks/.venv (once, about a minute) ...")
    if VENV.exists():
        shutil.rmtree(VENV)
    run([sys.executable, "-m", "venv", str(VENV)], "The virtual environment could not be made")
    run([str(venv_python()), "-m", "pip", "install", "--quiet", "--no-input",
         "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:",
         "-r", str(REQUIREMENTS)],
        "The Python packages could not be installed: the first run needs the network")
    stamp.write_text(value)


def built_jars():
    return [TARGET / "larmor-toolkit.jar", COURSE / "target" / "larmor-course.jar"]


def ensure_toolkit(jdk, spark=False):
    """Builds both jars and copies what they depend on to one folder, unless nothing changed.

    Apache Spark, which larmor.cluster needs, is downloaded only if it is asked for.
    """
    stamp = TARGET / "larmor.stamp"
    modules = (TOP / "toolkit", COURSE)
    sources = [folder / "pom.xml" for folder in (TOP, *modules)]
    sources += sorted(p for folder in modules for p in (folder / "src" / "main").rglob("*")
                      if p.is_file())
    complete = digest(sources, jdk, "spark")
    value = complete if spark else digest(sources, jdk)
    if ((stamped(stamp, value) or stamped(stamp, complete))
            and all(jar.exists() for jar in built_jars())):
        return
    say("Building the toolkit with Maven (the first time it downloads its libraries) ...")
    stamp.unlink(missing_ok=True)
    for folder in ("lib", "spark"):
        shutil.rmtree(TARGET / folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, JAVA_HOME=str(jdk))
        crashes = [option for option in crash_files() if not re.search(r"\s", option)]
        environment["MAVEN_OPTS"] = " ".join([environment.get("MAVEN_OPTS", ""), *crashes]).strip()
        if not WINDOWS and shutil.which("unzip") is None:
            lend_unzip(Path(folder))
            environment["PATH"] = folder + os.pathsep + environment.get("PATH", "")
        wrapper = [str(TOP / "mvnw.cmd")] if WINDOWS else ["sh", str(TOP / "mvnw")]
        command = wrapper + [
            "-q", "-B", "-ntp", "-f", str(TOP / "pom.xml"), "package",
            "-Dmaven.test.skip=true", "-Dspotless.check.skip=true",
            "-Pspark-of-notebooks" if spark else "-DwithoutCluster"]
        run(command, "The toolkit could not be built: the first run needs the network",
            environment)
    stamp.write_text(value)


def needs_spark(notebook):
    """Whether a notebook computes on Apache Spark."""
    return "larmor.cluster" in notebook.read_text(encoding="utf-8")


def lend_unzip(folder):
    """An unzip for the Maven wrapper where the machine has none."""
    program = folder / "unzip"
    program.write_text(
        "#!" + sys.executable + "\n"
        "import os, sys, zipfile\n"
        "archive, folder = [a for a in sys.argv[1:] if not a.startswith('-')]\n"
        "with zipfile.ZipFile(archive) as z:\n"
        "    for entry in z.infolist():\n"
        "        mode = entry.external_attr >> 16\n"
        "        path = z.extract(entry, folder)\n"
        "        if mode:\n"
        "            os.chmod(path, mode)\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def run(command, failure, environment=None):
    """Runs a command quietly; if it fails, says so with the end of what it printed."""
    done = subprocess.run(
        command, cwd=TOP, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
    if done.returncode:
        end = "\n".join("    " + line for line in done.stdout.strip().splitlines()[-12:])
        raise Missing(failure + ". What it said last:\n" + end)


def toolkit_classpath(spark=True):
    """The class path of the notebooks, with Apache Spark if it is asked for and was downloaded."""
    jars = built_jars()
    for folder in ("lib", "spark") if spark else ("lib",):
        jars += sorted((TARGET / folder).glob("*.jar"))
    return os.pathsep.join(map(str, jars))


def write_kernel(prefix, jdk, heap):
    """Registers the kernel "java" for this project in a Python environment."""
    folder = Path(prefix) / "share" / "jupyter" / "kernels" / "java"
    if not (folder / "jjava.jar").exists():
        raise Missing("JJava is not installed in " + str(prefix) + ": remove that folder,"
                      " then run this again.")
    classpath = toolkit_classpath()
    java = jdk / "bin" / "java"
    kernel = {
        "argv": [
            str(java), heap, STACK, *crash_files(), *vectors(java), "-Djava.awt.headless=true",
            "--add-exports", "java.base/sun.nio.ch=ALL-UNNAMED",  # for Apache Spark
            "-Duser.language=en", "-Duser.country=US",
            "--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED",
            "-jar", "{resource_dir}/jjava.jar", "{connection_file}"],
        "display_name": "Java (Larmor)",
        "language": "java",
        "interrupt_mode": "message",
        "env": {"JJAVA_CLASSPATH": classpath, "LARMOR_HOME": str(TOP)},
    }
    commit = (TOP / ".git").exists() and ask(
        ["git", "-C", str(TOP), "rev-parse", "--short", "HEAD"])
    if commit:
        kernel["env"]["LARMOR_COMMIT"] = commit.strip()
    half = folder / "kernel.json.half"
    half.write_text(json.dumps(kernel, indent=2), encoding="utf-8")
    os.replace(half, folder / "kernel.json")


def write_settings(prefix):
    """JupyterLab shows Markdown files as pages, wraps code and asks the network for nothing."""
    file = Path(prefix) / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({
        "@jupyterlab/docmanager-extension:plugin": {
            "defaultViewers": {"markdown": "Markdown Preview"}},
        "@jupyterlab/notebook-extension:tracker": {"codeCellConfig": {"lineWrap": True}},
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false", "checkForUpdates": False},
    }, indent=2), encoding="utf-8")


def prepare(scale, spark=False):
    """Everything a notebook needs; returns the Python of the virtual environment."""
    if scale not in HEAP:
        raise Missing('LARMOR_SCALE is "' + scale + '": use "quick" or "paper".')
    cube = os.environ.get("LARMOR_CUBE", "").strip()
    if cube:
        os.environ["LARMOR_CUBE"] = find_cube(cube)
    jdk, version = find_jdk()
    check_fonts()
    say("Java " + version + ", Python " + sys.version.split()[0])
    ensure_venv()
    ensure_toolkit(jdk, spark)
    write_kernel(VENV, jdk, HEAP[scale])
    write_settings(VENV)
    os.environ.update(LARMOR_SCALE=scale, JUPYTER_PREFER_ENV_PATH="1")
    return str(venv_python())


def prepare_java():
    """What a program of the toolkit needs: java, and its class path."""
    jdk, _ = find_jdk()
    ensure_toolkit(jdk)
    return jdk / "bin" / ("java.exe" if WINDOWS else "java"), toolkit_classpath()


def prepare_binder():
    """The same in the Python environment this runs in, which has the packages already."""
    jdk, _ = find_jdk()
    ensure_toolkit(jdk, spark=True)
    write_kernel(sys.prefix, jdk, "-XX:MaxRAMPercentage=60")
    write_settings(sys.prefix)


if __name__ == "__main__":
    try:
        prepare_binder()
    except Missing as missing:
        sys.exit(str(missing))
    except OSError as error:
        sys.exit(explain(error))
