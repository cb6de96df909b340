"""The executed notebooks as one static site, notebooks/build/site: opens from disk, needs no network.

Made by reproduce.py from the pages, pictures, times and checks of its runs so far. The order, the
thumbnails and the descriptions are those of the index, README.md beside this file.
"""

import html
import json
import posixpath
import re
import shutil

import claims
from environment import BUILD, NOTEBOOKS, TOP

LARGEST_DRAWING = 400_000  # bytes of an SVG file that the site holds; of others it holds the PNG only
LARGEST_TABLE = 400_000  # bytes of a CSV file of sky maps that the site holds; of others the FITS only

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #222; max-width: 72rem; margin: 2rem auto;
  padding: 0 1rem }
.hero { width: 100%; max-width: 44rem; height: auto }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr));
  gap: 1.2rem; padding: 0; margin: 1rem 0; list-style: none }
.cards li { border: 1px solid #ccc; border-radius: 6px; padding: 0.8rem }
.cards img { width: 100%; height: 10rem; object-fit: contain }
.cards h3 { font-size: 1rem; margin: 0.4rem 0 } .cards p { margin: 0.3rem 0; font-size: 0.9rem }
.scroll { overflow-x: auto }
table { border-collapse: collapse; font-size: 0.9rem }
th, td { text-align: left; padding: 0.2rem 0.8rem; border-bottom: 1px solid #ddd }
.differs { background: #e1f3fb } .not { background: #f5f0dc } .fails { background: #fbe1e1 }
.quiet { color: #595959 }
"""
BAR = """<style>
.larmor-bar { font: 15px/1.5 system-ui, sans-serif; display: flex; flex-wrap: wrap; gap: 0.3rem 1.5rem;
  padding: 0.5rem 1rem; border-bottom: 1px solid #ccc; background: #fff }
.larmor-bar a { color: #00598c }
.jp-RenderedImage img, .jp-RenderedHTMLCommon img { max-width: 100%; height: auto }
.larmor-data { font: 15px/1.5 system-ui, sans-serif; padding: 0 1rem 2rem } .larmor-data a { color: #00598c }
.jp-OutputArea-output, .jp-RenderedHTMLCommon math[display=block] { overflow-x: auto }
@media (max-width: 700px) { .jp-InputPrompt, .jp-OutputPrompt, .jp-InputCollapser,
  .jp-OutputCollapser { display: none } main { padding: 0 0.4rem !important } }
</style><nav class="larmor-bar">LINKS</nav>"""


def plain(markdown):
    """Markdown without emphasis, code marks and the addresses of links."""
    return re.sub(r"[*`]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)).strip()


def title_of(notebook):
    """The first line of a notebook, without its #."""
    return plain("".join(notebook["cells"][0]["source"]).splitlines()[0].lstrip("# "))


def counted(rows):
    """How many of the checks have which verdict, or an empty text."""
    verdicts = [row["verdict"] for row in rows]
    return ", ".join(
        "%d × %s" % (verdicts.count(v), v)
        for v in ("agrees", "differs", "not decided", "fails") if v in verdicts)


def text(words):
    """Words for a page, C_ℓ with a low index as in the notebooks' tables."""
    return re.sub(r"(?<![^\W_])([^\W\d_]\u0304?)_(\w+)", r"\1<sub>\2</sub>", html.escape(words))


def sections():
    """The sections of the index: (heading, [(name, description, thumbnails)]), in its order.

    Notebooks that the index does not name follow in a section of their own, then the solutions.
    """
    index = NOTEBOOKS / "README.md"
    found, named = [], set()
    for line in index.read_text(encoding="utf-8").splitlines() if index.exists() else []:
        if line.startswith("## "):
            found.append((line[3:].strip(), []))
        row = re.match(r"\| \[[^\]]*\]\((?:[\w/]*/)?([\w-]+)\.ipynb\)(.*)", line)
        if row and found:
            cells = row.group(2).split(" | ")
            found[-1][1].append((row.group(1), plain(cells[1]) if len(cells) > 1 else "",
                                 re.findall(r'src="expected/([\w-]+)\.png"', cells[0])))
            named.add(row.group(1))
    further = [p.stem for p in sorted(NOTEBOOKS.glob("*.ipynb")) if p.stem not in named]
    solutions = [p.stem for p in sorted(NOTEBOOKS.glob("solutions/*.ipynb"))]
    return found + [("Further notebooks", [(name, "", []) for name in further]),
                    ("Solutions", [(name, "", []) for name in solutions])]


def source_of(name):
    for folder in (NOTEBOOKS, NOTEBOOKS / "solutions"):
        if (folder / (name + ".ipynb")).exists():
            return folder / (name + ".ipynb")
    return None


def card(name, notebook, description, thumbnails, seconds, rows):
    """A notebook in the index of the site: picture, title, description, time and verdicts."""
    figures = thumbnails + notebook["metadata"].get("larmor", {}).get("figures", [])
    picture = next((f for f in figures if (BUILD / "figures" / (f + ".png")).exists()), None)
    title = title_of(notebook)
    image = ('<a href="%s.html"><img src="figures/%s.png" alt="%s" loading="lazy"></a>'
             % (name, picture, html.escape("Figure of: " + title)) if picture else "")
    told = ", ".join(t for t in ("%.0f s" % seconds if seconds else "", counted(rows)) if t)
    return ('<li>%s<h3><a href="%s.html">%s</a></h3><p>%s</p><p class="quiet">%s</p></li>'
            % (image, name, text(title), text(description), told))


def table_page(title, remark, columns, rows):
    """A page with rows as a table, coloured by their verdicts; columns: (heading, function of a row)."""
    heads = "".join("<th>%s</th>" % text(heading) for heading, _ in columns)
    lines = "".join(
        '<tr class="%s">%s</tr>' % (
            html.escape(row["verdict"]),
            "".join("<td>%s</td>" % text(cell(row)) for _, cell in columns))
        for row in rows)
    return whole_page(
        "Larmor: " + title.lower(),
        '<p><a href="index.html">Larmor: all notebooks</a></p><h1>%s</h1><p>%s %s.</p>'
        '<div class="scroll"><table><tr>%s</tr>%s</table></div>'
        % (text(title), text(remark), counted(rows), heads, lines))


def expected(row):
    return (row["accepted"] + " " + row["tolerance"]).strip()


def column(name, heading=None):
    return heading or name, lambda row: row[name]


def whole_page(title, body):
    return ('<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width"><title>%s</title><style>%s</style>'
            "</head><body>%s</body></html>" % (html.escape(title), STYLE, body))


def with_site_links(page, names, reference):
    """A notebook's page with its links as they are within the site.

    Links to other files of the project, which the site does not hold, become plain text.
    """
    def link(match):
        address, words = html.unescape(match.group(2)), match.group(4)
        if re.match(r"[a-z]+:|#|//", address):
            return match.group(0)
        path, _, place = address.partition("#")
        name, ending = posixpath.splitext(posixpath.basename(path))
        if "build/site/" in path:
            target = path.split("build/site/")[1] if reference else None
        elif ending == ".ipynb":
            target = name + ".html" if name in names else None
        elif path in ("README.md", "../README.md", "notebooks/README.md"):
            target = "index.html"
        else:
            target = None
        if target is None:
            return words
        return match.group(1) + html.escape(target + ("#" + place if place else "")) \
            + match.group(3) + words + "</a>"
    return re.sub(r'(<a\b[^>]*\bhref=")([^"]*)("[^>]*>)(.*?)</a>', link, page, flags=re.DOTALL)


def with_bar(page, name, order, reference):
    """A notebook's page with a bar that leads to the index, its neighbours and the API reference."""
    at = order.index(name)
    links = ['<a href="index.html">Larmor: all notebooks</a>']
    if at > 0:
        links.append('<a href="%s.html" rel="prev">← %s</a>' % (order[at - 1], order[at - 1]))
    if at + 1 < len(order):
        links.append('<a href="%s.html" rel="next">%s →</a>' % (order[at + 1], order[at + 1]))
    if reference:
        links.append('<a href="api/index.html">API reference</a>')
    return re.sub(r"<body[^>]*>", lambda body: body.group(0) + BAR.replace("LINKS", "".join(links)), page, count=1)


def copy_figures(folder, target):
    """Copies pictures and their numbers, without large files whose content another file has."""
    for file in sorted(folder.glob("*.*")):
        size = file.stat().st_size
        maps = file.with_suffix(".fits").exists()
        if (file.suffix in (".png", ".fits") or (file.suffix == ".svg" and size <= LARGEST_DRAWING)
                or (file.suffix == ".csv" and (size <= LARGEST_TABLE or not maps))):
            shutil.copy(file, target)


def with_data(page, figures, folder):
    """A notebook's page with links to the files of its figures at its end; folder holds them."""
    items = []
    for figure in figures:
        files = [folder / (figure + ending) for ending in (".png", ".svg", ".csv", ".fits")]
        files += sorted(folder.glob(figure + "-nside*.fits"))
        links = ['<a href="figures/%s">%s</a>' % (f.name, f.suffix[1:].upper())
                 for f in files if f.exists()]
        if links:
            items.append("<li>%s: %s</li>" % (html.escape(figure), ", ".join(links)))
    if not items:
        return page
    section = ('<section class="larmor-data"><h2>Figures and their numbers</h2><ul>%s</ul></section>'
               % "".join(items))
    head, end, tail = page.rpartition("</body>")
    return head + section + end + tail if end else page + section


def introduction():
    """The paragraphs of the README that say what the project is for."""
    readme = TOP / "README.md"
    blocks = readme.read_text(encoding="utf-8").split("\n\n") if readme.exists() else []
    return "".join("<p>%s</p>" % text(plain(block)) for block in blocks[1:3])


def clear(site):
    site.mkdir(parents=True, exist_ok=True)
    for old in site.iterdir():
        if old.is_dir() and old.name != "api":
            shutil.rmtree(old)
        elif not old.is_dir():
            old.unlink()
    (site / "figures").mkdir()


def write(times, rows, scale):
    """Writes the site anew, except for the API reference in it; returns its index."""
    site = BUILD / "site"
    clear(site)
    copy_figures(BUILD / "figures", site / "figures")
    reference = (site / "api" / "index.html").exists()
    chapters = [(heading, [n for n in notebooks
                           if source_of(n[0]) and (BUILD / (n[0] + ".html")).exists()])
                for heading, notebooks in sections()]
    order = [name for _, notebooks in chapters for name, _, _ in notebooks]
    body = []
    for heading, notebooks in chapters:
        if not notebooks:
            continue
        cards = []
        for name, description, thumbnails in notebooks:
            page = (BUILD / (name + ".html")).read_text(encoding="utf-8")
            page = with_bar(with_site_links(page, order, reference), name, order, reference)
            notebook = json.loads(source_of(name).read_text(encoding="utf-8"))
            page = with_data(page, notebook["metadata"].get("larmor", {}).get("figures", []),
                             site / "figures")
            (site / (name + ".html")).write_text(page, encoding="utf-8")
            own = [row for row in rows if row["notebook"] == name]
            cards.append(card(name, notebook, description, thumbnails, times.get(name), own))
        body.append('<h2>%s</h2><ul class="cards">%s</ul>' % (text(heading), "".join(cards)))
    (site / "checks.html").write_text(table_page(
        "Checks", "Every number that is compared with the paper or with a known answer:",
        [column("notebook"), column("check"), ("expected", expected), column("ours"),
         column("verdict"), column("why")], rows), encoding="utf-8")
    (site / "claims.html").write_text(table_page(
        "The paper's claims", "In the order of the paper, with the field, the observers and the"
        " protons of our value. Accepted is the paper's value ± a limit that the notebook chooses. Not"
        " decided: twice our error lies on both sides of the limit.",
        [column(name) for name in claims.COLUMNS], claims.of(rows)), encoding="utf-8")
    hero = ('<p><img class="hero" src="figures/fig3.png" alt="Sky maps of 30 PeV protons for a dipole'
            ' imposed at four distances, with the dipole fitted at Earth subtracted"></p>'
            if (site / "figures" / "fig3.png").exists() else "")
    index = site / "index.html"
    index.write_text(whole_page(
        "Larmor: the notebooks",
        "<h1>Larmor: the notebooks</h1>" + introduction() + hero
        + "<p>Executed at the " + scale + ' scale. <a href="claims.html">The paper\'s claims</a> and our'
        ' results. <a href="checks.html">Checks</a>: every number'
        " that is compared with the paper or with a known answer"
        + (" (" + counted(rows) + ")" if rows else "") + "."
        + (' <a href="api/index.html">API reference</a>: every class of the toolkit and of the'
           " course's exercises, with a search." if reference else "") + "</p>"
        + "".join(body)), encoding="utf-8")
    return index


def broken_links(site):
    """The links and pictures of the site's own pages that lead to no file: (page, address)."""
    missing = []
    for page in sorted(site.glob("*.html")):
        found = re.findall(r'<(?:a|img|script|link)\b[^>]*?\b(?:href|src)="([^"]*)"',
                           page.read_text(encoding="utf-8"))
        for address in map(html.unescape, found):
            path = address.partition("#")[0]
            if path and not re.match(r"[a-z]+:", path) and not (site / path).exists():
                missing.append((page.name, address))
    return missing
