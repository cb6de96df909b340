"""The executed notebooks as one static site, notebooks/build/site: opens from disk, needs no network.

Made by reproduce.py from the pages, pictures, times and checks of its runs so far.
"""

import html
import json
import re
import shutil

from environment import BUILD, NOTEBOOKS

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #222; max-width: 72rem; margin: 2rem auto;
  padding: 0 1rem }
section { border-top: 1px solid #ccc } h2 { font-size: 1.2rem; margin: 1rem 0 0 }
section p { margin: 0 } .pictures { display: flex; flex-wrap: wrap; gap: 1rem; padding: 1rem 0 }
.pictures img { height: 12rem }
table { border-collapse: collapse; font-size: 0.9rem }
th, td { text-align: left; padding: 0.2rem 0.8rem; border-bottom: 1px solid #ddd }
.differs { background: #e1f3fb } .not { background: #f5f0dc } .fails { background: #fbe1e1 } .quiet { color: #666 }
"""


def title_of(notebook):
    """The first line of a notebook, without its #."""
    first = "".join(notebook["cells"][0]["source"]).splitlines()[0]
    return re.sub(r"[*`]", "", first.lstrip("# ")).strip()


def counted(rows):
    """How many of the checks have which verdict, or an empty text."""
    verdicts = [row["verdict"] for row in rows]
    return ", ".join(
        "%d × %s" % (verdicts.count(v), v)
        for v in ("agrees", "differs", "not decided", "fails") if v in verdicts)


def text(words):
    """Words for a page, C_ℓ with a low index as in the notebooks' tables."""
    return re.sub(r"(?<![^\W_])([^\W\d_]\u0304?)_(\w+)", r"\1<sub>\2</sub>", html.escape(words))


def section(name, notebook, seconds, rows):
    figures = notebook["metadata"].get("larmor", {}).get("figures", [])
    pictures = "".join(
        '<a href="figures/%s.svg"><img src="figures/%s.png" alt="%s" loading="lazy"></a>'
        % (figure, figure, figure)
        for figure in figures if (BUILD / "figures" / (figure + ".png")).exists())
    told = [text for text in ("%.0f s" % seconds if seconds else "", counted(rows)) if text]
    return ('<section><h2><a href="%s.html">%s</a></h2><p class="quiet">%s · %s</p>'
            '<div class="pictures">%s</div></section>'
            % (name, text(title_of(notebook)), name, ", ".join(told), pictures))


def check(row):
    cells = [row["notebook"], row["check"], (row["paper"] + " " + row["tolerance"]).strip(),
             row["ours"], row["verdict"], row["why"]]
    return ('<tr class="%s">' % html.escape(row["verdict"])
            + "".join("<td>%s</td>" % text(cell) for cell in cells) + "</tr>")


def with_site_links(page):
    """A notebook's page, its links to the API reference as they are within the site."""
    return re.sub(r'href="(\.\./)?build/site/', 'href="', page)


def write(times, rows, scale):
    """Writes the site anew, except for the API reference in it; returns its index."""
    site = BUILD / "site"
    site.mkdir(parents=True, exist_ok=True)
    for old in site.iterdir():
        if old.is_dir() and old.name != "api":
            shutil.rmtree(old)
        elif not old.is_dir():
            old.unlink()
    (site / "figures").mkdir()
    sections = []
    for source in sorted(NOTEBOOKS.glob("*.ipynb")) + sorted(NOTEBOOKS.glob("solutions/*.ipynb")):
        page = BUILD / (source.stem + ".html")
        if not page.exists():
            continue
        (site / page.name).write_text(
            with_site_links(page.read_text(encoding="utf-8")), encoding="utf-8")
        notebook = json.loads(source.read_text(encoding="utf-8"))
        own = [row for row in rows if row["notebook"] == source.stem]
        sections.append(section(source.stem, notebook, times.get(source.stem), own))
    for picture in sorted((BUILD / "figures").glob("*.*")):
        if picture.suffix in (".png", ".svg"):
            shutil.copy(picture, site / "figures")
    heads = "".join("<th>%s</th>" % h for h in (
        "notebook", "check", "expected", "ours", "verdict", "why"))
    reference = ('<p><a href="api/index.html">API reference</a>: every class of the toolkit and of'
                 " the course's exercises, with a search.</p>"
                 if (site / "api" / "index.html").exists() else "")
    index = site / "index.html"
    index.write_text(
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Larmor: the notebooks</title>'
        "<style>" + STYLE + "</style></head><body><h1>Larmor: the notebooks</h1>"
        "<p>Executed at the " + scale + " scale. A name opens the notebook with all it printed, a"
        " picture opens as a drawing.</p>" + reference
        + "".join(sections) + "<h2>Checks</h2><p>" + counted(rows)
        + ".</p><table><tr>" + heads + "</tr>" + "".join(map(check, rows))
        + "</table></body></html>", encoding="utf-8")
    return index
