"""Group id, version and address of the repository: set in pom.xml, written wherever else they stand.

python3 .ci/release.py check      says what differs from pom.xml, CHANGELOG.md and each other
python3 .ci/release.py write      writes what differs
python3 .ci/release.py rehearse   builds and checks in a temporary clone what a release publishes

The rehearsal takes the committed files, an example's group id and address, and a signing key made
for it alone; the upload goes to a server of its own on this machine. Needs git, gpg and a JDK; the network the first time.
"""

import datetime
import http.server
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import xml.etree.ElementTree as xml
import zipfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
POM = "{http://maven.apache.org/POM/4.0.0}"
EXAMPLE = ("io.github.example", "https://github.com/example/larmor")
ROOT_GROUP = r"(?<=<groupId>)[^<]*(?=</groupId>\s*<artifactId>larmor</artifactId>\s*<version>\$)"


class Wrong(Exception):
    """What is wrong, in a sentence."""


def read(file):
    return file.read_text(encoding="utf-8")


def only(pattern, text, file):
    found = re.search(pattern, text)
    if not found:
        raise Wrong("%s has nothing like %s." % (file, pattern))
    return found.group(0)


class Coordinates:
    """What pom.xml and CHANGELOG.md say."""

    def __init__(self, top):
        pom = read(top / "pom.xml")
        self.group = only(ROOT_GROUP, pom, "pom.xml")
        self.version = only(r"(?<=<revision>)[^<]*", pom, "pom.xml")
        self.repository = only(r"(?<=<larmor.repository>)[^<]*", pom, "pom.xml")
        self.path = self.repository.split("://")[-1].split("/", 1)[-1]
        self.headings = re.findall(r"(?m)^## (\S+) \((.*)\)$", read(top / "CHANGELOG.md"))
        dated = [h for h in self.headings if h[1] != "unreleased"]
        if not dated:
            raise Wrong("CHANGELOG.md has no heading of a release, such as: ## 0.1.0 (2026-11-22).")
        self.released, self.date = dated[0]

    def heading(self):
        """The first heading of CHANGELOG.md differs from the version, in a sentence; or None."""
        number = self.version.replace("-SNAPSHOT", "")
        first, when = self.headings[0]
        snapshot = self.version.endswith("-SNAPSHOT")
        if first == number and (when == "unreleased") == snapshot:
            return None
        return "CHANGELOG.md begins with %s (%s), but revision in pom.xml is %s: write ## %s (%s)." % (
            first, when, self.version, number, "unreleased" if snapshot else "the date")

    def places(self, top):
        """(file, pattern of the text between its surroundings, that text)."""
        modules = sorted(p for p in top.glob("**/pom.xml")
                         if "<parent>" in read(p) and "target" not in p.parts)
        for module in modules:
            yield module, r"(?<=<parent>\n    <groupId>)[^<]*", self.group
        yield top / "pom.xml", r"(?<=<project.build.outputTimestamp>)[^T<]*(?=T)", self.date
        citation = top / "CITATION.cff"
        yield citation, r"(?<=\nversion: ).*", self.released
        yield citation, r"(?<=\ndate-released: ).*", self.date
        yield citation, r'(?<=\nrepository-code: ")[^"]*', self.repository
        yield top / "README.md", r"(?<=mybinder\.org/v2/gh/)[^?]*(?=/HEAD)", self.path
        page = top / "toolkit" / "README.md"
        yield page, r"[\w.-]+(?=:larmor-toolkit:)", self.group
        yield page, r"(?<=:larmor-toolkit:)[\w.-]+", self.version
        yield page, r"(?<=<groupId>)[^<]*(?=</groupId>\s*<artifactId>larmor-toolkit<)", self.group
        yield page, r"(?<=<artifactId>larmor-toolkit</artifactId>\n      <version>)[^<]*", self.version


def differences(top):
    """All that differs, in sentences."""
    told = Coordinates(top)
    wrong = [told.heading()] if told.heading() else []
    for file, pattern, value in told.places(top):
        name, found = file.relative_to(top).as_posix(), re.findall(pattern, read(file))
        if not found:
            wrong.append("%s has nothing like %s: put %s there." % (name, pattern, value))
        for other in sorted(set(found) - {value}):
            wrong.append("%s has %s, pom.xml and CHANGELOG.md have %s: run python3 .ci/release.py"
                         " write." % (name, other, value))
    return wrong


def write(top):
    for file, pattern, value in Coordinates(top).places(top):
        text = read(file)
        new = re.sub(pattern, lambda found: value, text)
        if new != text:
            file.write_text(new, encoding="utf-8", newline="\n")


def as_released(top):
    """Gives a clone an example's coordinates and a release's version."""
    for file, pattern, value in (
            ("pom.xml", ROOT_GROUP, EXAMPLE[0]),
            ("pom.xml", r"(?<=<larmor.repository>)[^<]*", EXAMPLE[1]),
            ("pom.xml", r"-SNAPSHOT(?=</revision>)", ""),
            ("CHANGELOG.md", r"\(unreleased\)", "(%s)" % datetime.date.today())):
        text = read(top / file)
        (top / file).write_text(re.sub(pattern, value, text, count=1), encoding="utf-8")
    write(top)
    wrong = differences(top)
    for name in subprocess.run(["git", "-C", str(top), "grep", "-lE", "OWNER|REPOSITORY"],
                               stdout=subprocess.PIPE, encoding="utf-8").stdout.split():
        if not name.startswith(".ci/") and name != "pom.xml":
            wrong.append("%s still has OWNER or REPOSITORY." % name)
    if wrong:
        raise Wrong("\n".join(wrong))


def run(command, folder, environment=None):
    try:
        subprocess.run([str(part) for part in command], cwd=folder, check=True,
                       stdin=subprocess.DEVNULL, env=environment)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Wrong(str(error)) from None


def check_pom(file):
    """What Maven Central asks of a POM: all there, none empty, no expression left."""
    pom = xml.parse(file).getroot()
    wanted = ("groupId", "artifactId", "version", "name", "description", "url", "licenses/license/name",
              "licenses/license/url", "developers/developer/name", "scm/connection",
              "scm/developerConnection", "scm/url")
    for path in wanted:
        element = pom.find("/".join(POM + name for name in path.split("/")))
        if element is None or not (element.text or "").strip():
            raise Wrong("%s has no %s." % (file.name, path))
    text = read(file)
    for unwanted in ("${", "-SNAPSHOT", "<parent>", "slf4j-nop"):
        if unwanted in text:
            raise Wrong("%s has %s." % (file.name, unwanted))
    return pom


def check_staged(folder, gpg):
    """The files of one artifact as they are to be uploaded."""
    pom = check_pom(next(folder.glob("*.pom")))
    name = "%s-%s" % (pom.find(POM + "artifactId").text, pom.find(POM + "version").text)
    inside = {".jar": "META-INF/MANIFEST.MF", "-sources.jar": "larmor/sky/SkyMap.java",
              "-javadoc.jar": "larmor/sky/SkyMap.html"}
    for ending in (".pom", *inside):
        file = folder / (name + ending)
        if not file.exists():
            raise Wrong("%s is not staged; there are: %s." % (
                file.name, ", ".join(sorted(p.name for p in folder.iterdir()))))
        run(gpg + ["--verify", str(file) + ".asc", file], folder)
        if ending in inside:
            with zipfile.ZipFile(file) as jar:
                if inside[ending] not in jar.namelist():
                    raise Wrong("%s has no %s." % (file.name, inside[ending]))
    with zipfile.ZipFile(folder / (name + ".jar")) as jar:
        manifest = jar.read("META-INF/MANIFEST.MF").decode()
    if "Automatic-Module-Name: larmor" not in manifest:
        raise Wrong("%s.jar has no Automatic-Module-Name." % name)
    return name


class Central(http.server.BaseHTTPRequestHandler):
    """Takes an upload as Maven Central would, and drops it: Central's plugin keeps its own copy."""

    def do_POST(self):
        left = int(self.headers.get("Content-Length", 0))
        while left:
            left -= len(self.rfile.read(min(left, 1 << 16)))
        while self.headers.get("Transfer-Encoding") == "chunked":
            size = int(self.rfile.readline(), 16)
            self.rfile.read(size + 2)
            if not size:
                break
        self.send_response(201)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(b"00000000-0000-0000-0000-000000000000")
        self.close_connection = True

    def log_message(self, *_):
        pass


def rehearse():
    with tempfile.TemporaryDirectory(prefix="larmor-") as temporary:
        folder = Path(temporary)
        top, keys, bundle = folder / "clone", folder / "keys", folder / "bundle"
        run(["git", "clone", "-q", "--depth=1", TOP.as_uri(), top], folder)
        as_released(top)
        keys.mkdir(mode=0o700)
        gpg = [shutil.which("gpg") or "gpg", "--homedir", str(keys), "--batch", "--quiet"]
        server = http.server.HTTPServer(("127.0.0.1", 0), Central)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings = folder / "settings.xml"
        settings.write_text("<settings><servers><server><id>central</id><username>none</username>"
                            "<password>none</password></server></servers></settings>")
        try:
            run(gpg + ["--passphrase", "", "--quick-generate-key",
                       "Rehearsal <rehearsal@example.org>", "ed25519", "sign", "1d"], folder)
            run(["sh", top / "mvnw", "-q", "-B", "-ntp", "-s", settings, "-Prelease", "-pl", "toolkit",
                 "-am", "deploy", "-DcentralBaseUrl=http://127.0.0.1:%d" % server.server_port,
                 "-DwaitUntil=uploaded", "-Dmaven.test.skip=true", "-Dspotless.check.skip=true",
                 "-Dmaven.install.skip=true"], top, dict(os.environ, GNUPGHOME=str(keys)))
            uploaded = top / "target" / "central-publishing" / "central-bundle.zip"
            if not uploaded.exists():
                raise Wrong("Central's plugin left no central-bundle.zip.")
            with zipfile.ZipFile(uploaded) as files:
                files.extractall(bundle)
            poms = list(bundle.rglob("*.pom"))
            if len(poms) != 1:
                raise Wrong("The bundle has not one POM but %d: %s." % (
                    len(poms), ", ".join(p.name for p in poms)))
            name = check_staged(poms[0].parent, gpg)
            print("Rehearsed: %s, %d files with POM, sources, Javadoc and signatures." % (
                name, sum(p.is_file() for p in bundle.rglob("*"))))
        finally:
            server.shutdown()
            subprocess.run(["gpgconf", "--homedir", str(keys), "--kill", "all"],
                           stderr=subprocess.DEVNULL)


def main(arguments):
    if arguments not in (["check"], ["write"], ["rehearse"]):
        sys.exit(__doc__.strip())
    try:
        if arguments == ["rehearse"]:
            rehearse()
            return
        if arguments == ["write"]:
            write(TOP)
        wrong = differences(TOP)
        if wrong:
            raise Wrong("\n".join(wrong))
        told = Coordinates(TOP)
        print("%s:larmor-toolkit:%s, %s" % (told.group, told.version, told.repository))
    except Wrong as wrong:
        sys.exit(str(wrong))


if __name__ == "__main__":
    main(sys.argv[1:])
