"""Repeats Binder's build in a clean folder with an empty home, then runs a notebook there.

python3 binder/rehearse.py [NOTEBOOK]

Takes the committed files, installs binder/requirements.txt into an environment of its own, runs
binder/postBuild, and runs NOTEBOOK (00-tour) through binder/start with 60 % of 2 GB for Java;
without a network where Linux lets one be taken away. What stays must be below 2 GB. Needs git, a
JDK and the packages of binder/apt.txt; the network for the build.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
MOST = 2e9  # bytes, of disk and of memory
OFFLINE = ["unshare", "--map-root-user", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]


def size(folder):
    return sum(p.lstat().st_size for p in folder.rglob("*") if not p.is_dir())


def run(command, folder, environment):
    start = time.monotonic()
    subprocess.run([str(part) for part in command], cwd=folder, env=environment, check=True,
                   stdin=subprocess.DEVNULL)
    print("%.0f s: %s" % (time.monotonic() - start, " ".join(Path(str(c)).name for c in command)),
          flush=True)


def offline():
    """What to put before a command so that it has no network; nothing where that is forbidden."""
    allowed = shutil.which("unshare") and subprocess.run(
        OFFLINE + ["true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    print("The notebook runs " + ("without" if allowed else "WITH") + " a network.", flush=True)
    return OFFLINE if allowed else []


def rehearse(notebook, folder):
    repository, home, python = folder / "repository", folder / "home", folder / "python"
    home.mkdir()
    run(["git", "clone", "-q", "--depth=1", TOP.as_uri(), repository], folder, None)
    # Java takes its home from the list of users, not from HOME
    environment = {"HOME": str(home), "LANG": "C.UTF-8", "MAVEN_OPTS": "-Duser.home=" + str(home),
                   "PATH": str(python / "bin") + os.pathsep + os.environ["PATH"]}
    if "JAVA_HOME" in os.environ:
        environment["JAVA_HOME"] = os.environ["JAVA_HOME"]
    run([sys.executable, "-m", "venv", python], folder, environment)
    run([python / "bin" / "pip", "install", "-q", "--no-cache-dir", "--disable-pip-version-check",
         "-r", "binder/requirements.txt"], repository, environment)
    run(["binder/postBuild"], repository, environment)
    left = {p.name: size(p) for p in (repository, home, python)}
    print("left: " + ", ".join("%s %.0f MB" % (k, v / 1e6) for k, v in left.items()), flush=True)
    # Java's share of the memory is of a limit that a container has and a folder has not
    environment["JDK_JAVA_OPTIONS"] = "-XX:MaxRAM=2g -XX:ActiveProcessorCount=1"
    build = repository / "notebooks" / "build"
    build.mkdir(exist_ok=True)  # postBuild has put the API reference there
    command = offline() + [
        "binder/start", "python", "notebooks/execute.py", "notebooks/%s.ipynb" % notebook,
        "notebooks/build/" + notebook, "900"]
    start = time.monotonic()
    done = subprocess.run(command, cwd=repository, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, encoding="utf-8", check=True)
    report = done.stdout.strip().splitlines()[-1]
    print("%s: %.0f s, %s" % (notebook, time.monotonic() - start, report))
    if '"error": null' not in report:
        sys.exit(notebook + " does not run as on Binder.")
    if sum(left.values()) > MOST:
        sys.exit("The build leaves %.0f MB: Binder's image may add 2 GB." % (
            sum(left.values()) / 1e6))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="larmor-binder-") as temporary:
        rehearse(sys.argv[1] if len(sys.argv) > 1 else "00-tour", Path(temporary))
