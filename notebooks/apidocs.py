"""The API reference: the Javadoc of the toolkit and of the course, notebooks/build/site/api.

python3 notebooks/apidocs.py builds it alone; reproduce.py and lab.py build it too. It is built again
only when a source has changed.
"""

import argparse
import base64
import html
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import environment
from environment import BUILD, say

BOX, GAP, ROW, PADDING = 150, 26, 92, 20
HEIGHT = 40  # of a box
PASSAGE = 10  # width kept free for an arrow that crosses a row
FIGURE = "<!-- figure of the layers -->"


def sources():
    """The Java sources of the toolkit and, where it exists, of the course."""
    roots = [environment.TOP / "toolkit", environment.TOP / "notebooks" / "course"]
    return [file for root in roots for file in sorted((root / "src/main/java").rglob("*.java"))
            if file.name != "module-info.java"]


def code_of(file):
    """A Java source without its comments."""
    return re.sub(r"/\*.*?\*/|//[^\n]*", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)


def imports():
    """For each package of Larmor, the other packages whose types its code names."""
    used = {}
    for file in sources():
        if file.name == "package-info.java":
            continue
        code = code_of(file)
        here = re.search(r"^\s*package ([\w.]+);", code).group(1)
        named = set(re.findall(r"\b(larmor(?:\.[a-z]+)+)\.[A-Z]", code))
        used.setdefault(here, set()).update(named - {here})
    return used


def layers(used):
    """The layer of each package: one above the highest of the packages it imports, from 0.

    Raises ValueError with the packages of a cycle, in which no package is the lower one.
    """
    level = {}
    while len(level) < len(used):
        ready = [p for p in used if p not in level and used[p] <= set(level)]
        if not ready:
            raise ValueError("packages import each other in a cycle: "
                             + ", ".join(sorted(p for p in used if p not in level)))
        for package in ready:
            level[package] = max((level[p] + 1 for p in used[package]), default=0)
    return level


def direct(used):
    """The imports that no chain of other imports contains: (upper package, lower package)."""
    def below(package):
        return set().union(*({p} | below(p) for p in used[package]), set())
    return sorted((upper, lower) for upper in used for lower in used[upper]
                  if not any(lower in below(other) for other in used[upper] if other != lower))


def arranged(used):
    """(rows of the figure, from the lowest layer, and for each direct import its way through them).

    A row holds packages and passages: a passage, (upper, lower, row), keeps a gap free for the arrow
    of an import that crosses the row. Rows are ordered so that arrows are short.
    """
    level = layers(used)
    ways = [[upper, *((upper, lower, n) for n in range(level[upper] - 1, level[lower], -1)), lower]
            for upper, lower in direct(used)]
    row_of = {**level, **{item: item[2] for way in ways for item in way if item not in level}}
    rows = [sorted((item for item in row_of if row_of[item] == n), key=str)
            for n in range(max(level.values()) + 1)]
    pairs = [pair for way in ways for pair in zip(way, way[1:])]
    for down in (True, False) * 4:
        place = abscissas(rows)
        for row in (reversed(rows) if down else rows):
            near = {item: [place[upper if down else lower] for upper, lower in pairs
                           if item == (lower if down else upper)] for item in row}
            row.sort(key=lambda item: (
                sum(near[item]) / len(near[item]) if near[item] else place[item]))
            place.update(abscissas([row]))
    return rows, ways


def widths(row):
    return [BOX if isinstance(item, str) else PASSAGE for item in row]


def abscissas(rows):
    """The middle of each item, counted from the middle of its row."""
    place = {}
    for row in rows:
        left = -(sum(widths(row)) + GAP * (len(row) - 1)) / 2
        for item, width in zip(row, widths(row)):
            place[item] = left + width / 2
            left += width + GAP
    return place


def figure_of_layers(used):
    """An SVG of the packages in their layers, with an arrow for each direct import."""
    rows, ways = arranged(used)
    width = max(sum(widths(row)) + GAP * (len(row) - 1) for row in rows) + 2 * PADDING
    height = len(rows) * ROW - (ROW - HEIGHT) + 2 * PADDING
    middle = abscissas(rows)
    place = {item: (width / 2 + middle[item], PADDING + (len(rows) - 1 - n) * ROW)
             for n, row in enumerate(rows) for item in row}
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d"'
        ' font-family="sans-serif" font-size="14">' % (width, height, width, height),
        "<title>The packages of Larmor: arrows lead from a package to those it imports</title>",
        '<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8"'
        ' markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#667"/></marker></defs>']
    for way in ways:
        curve = "M%.0f %.0f" % (place[way[0]][0], place[way[0]][1] + HEIGHT)
        for (x1, y1), (x2, y2) in zip(map(place.get, way), map(place.get, way[1:])):
            curve += "L%.0f %.0fC%.0f %.0f %.0f %.0f %.0f %.0f" % (
                x1, y1 + HEIGHT, x1, y1 + HEIGHT + 30, x2, y2 - 30, x2, y2)
        lines.append(
            '<path class="import" data-from="%s" data-to="%s" d="%s" fill="none" stroke="#667"'
            ' stroke-width="1.2" marker-end="url(#head)"/>' % (way[0], way[-1], curve))
    for package in sorted(used):
        x, y = place[package]
        lines.append(
            '<g class="package"><rect x="%.0f" y="%.0f" width="%d" height="%d" rx="4"'
            ' fill="#eaf2f8" stroke="#0072b2"/><text x="%.0f" y="%.0f" text-anchor="middle">%s'
            "</text></g>" % (x - BOX / 2, y, BOX, HEIGHT, x, y + 25, html.escape(package)))
    return "\n".join(lines + ["</svg>", ""])


def kernel_jar(prefix):
    """The classes of the Java kernel in a Python environment."""
    return Path(prefix) / "share" / "jupyter" / "kernels" / "java" / "jjava.jar"


def embed(folder):
    """Puts the style sheet and the figures into the pages.

    JupyterLab's viewer shows a page alone: its server refuses the files that the page names (403).
    """
    sheet = (folder / "stylesheet.css").read_text(encoding="utf-8")
    sheet = re.sub(r"/\*.*?\*/|@import[^;]*;", "", sheet, flags=re.DOTALL)
    style = "<style>" + re.sub(r"\s+", " ", sheet).strip() + "</style>"
    for page in folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        text = re.sub(r'<link rel="stylesheet"[^>]*href="[./]*stylesheet\.css"[^>]*>',
                      lambda match: style, text)
        for figure in re.findall(r'src="(doc-files/[\w-]+\.svg)"', text):
            image = base64.b64encode((folder / figure).read_bytes()).decode("ascii")
            text = text.replace('src="%s"' % figure, 'src="data:image/svg+xml;base64,%s"' % image)
        page.write_text(text, encoding="utf-8")


def ensure(jdk, prefix=None):
    """The first page of the API reference, built if a source has changed; None without javadoc.

    The Python environment at prefix, by default that of the notebooks, has the kernel's classes.
    """
    program = Path(jdk) / "bin" / ("javadoc.exe" if environment.WINDOWS else "javadoc")
    if not program.exists():
        say("The JDK in " + str(jdk) + " has no javadoc: there will be no API reference.")
        return None
    folder = BUILD / "site" / "api"
    stamp = BUILD / "api.stamp"
    pages = environment.TOP / "toolkit" / "src" / "main" / "javadoc"
    files = sources()
    if not (environment.TARGET / "spark").exists():
        # javadoc needs the types of Spark for this package
        files = [file for file in files if file.parent.name != "cluster"]
    value = environment.digest(
        files + sorted(p for p in pages.rglob("*") if p.is_file()),
        Path(__file__).read_text(encoding="utf-8"), jdk)
    if environment.stamped(stamp, value) and (folder / "index.html").exists():
        return folder / "index.html"
    say("Building the API reference with javadoc ...")
    stamp.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    kernel = kernel_jar(prefix or environment.VENV)
    with tempfile.TemporaryDirectory() as temporary:
        overview = Path(temporary) / "overview.html"
        overview.write_text(
            (pages / "overview.html").read_text(encoding="utf-8").replace(
                FIGURE, '<p><img src="doc-files/layers.svg" style="max-width:100%"'
                ' alt="The packages in layers; each imports only packages below it"></p>'),
            encoding="utf-8")
        options = Path(temporary) / "options"
        options.write_text("\n".join(
            '"' + str(word).replace("\\", "/") + '"' for word in [
                "-quiet", "-encoding", "UTF-8", "-docencoding", "UTF-8", "-charset", "UTF-8",
                "-Xdoclint:none", "-notimestamp", "-windowtitle", "Larmor API",
                "-overview", overview, "-d", folder, "-classpath",
                environment.toolkit_classpath() + os.pathsep + str(kernel),
                *environment.vectors(Path(jdk) / "bin" / "java"), *files]), encoding="utf-8")
        crashes = ["-J" + option for option in environment.crash_files()]
        environment.run([str(program), "-J-Xmx700m", *crashes, "@" + str(options)],
                        "The API reference could not be built")
    shutil.copytree(pages / "doc-files", folder / "doc-files", dirs_exist_ok=True)
    (folder / "doc-files" / "layers.svg").write_text(figure_of_layers(imports()), encoding="utf-8")
    embed(folder)
    stamp.write_text(value)
    return folder / "index.html"


def main():
    argparse.ArgumentParser(
        description="Builds the API reference, notebooks/build/site/api/index.html.").parse_args()
    try:
        jdk, _ = environment.find_jdk()
        environment.ensure_toolkit(jdk)
        prefix = sys.prefix  # on Binder, where the environment of the notebooks is that of Python
        if not kernel_jar(prefix).exists():
            environment.ensure_venv()
            prefix = environment.VENV
        reference = ensure(jdk, prefix)
    except environment.Missing as missing:
        sys.exit(str(missing))
    except OSError as error:
        sys.exit(environment.explain(error))
    if reference:
        environment.say("API reference, for your browser: " + reference.as_uri())


if __name__ == "__main__":
    main()
