"""An executed notebook as one HTML page that needs no network: formulas as MathML, pictures inside.

Used by execute.py in the virtual environment.
"""

import copy
import re

from jinja2 import DictLoader
from latex2mathml.converter import convert
from nbconvert import HTMLExporter

# nbconvert's page without the three scripts that it loads from the network. The words of an output
# describe its picture.
TEMPLATE = """{% extends 'lab/index.html.j2' %}
{% block html_head_js_requirejs %}{% endblock %}
{% block html_head_js_mathjax %}{% endblock %}
{% block html_head_js_mermaidjs %}{% endblock %}
{% block data_png scoped %}{{ super() | replace('<img src', '<img alt="'
    ~ (output.data.get('text/plain', 'figure') | e) ~ '" src') }}{% endblock %}
"""
FENCED = re.compile(r"(```.*?```|`[^`\n]*`)", re.DOTALL)
FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<![\\$\w])\$(?!\s)([^$\n]+?)(?<!\s)\$(?![\w$])", re.DOTALL)


def take_formulas(text, formulas):
    """Markdown whose LaTeX formulas, $…$ and $$…$$, are replaced by marks; code keeps its dollars.

    The MathML of each formula is added to formulas, by its mark: nbconvert would remove it.
    """
    def mark(match):
        block, inline = match.groups()
        name = "formula%dofthispage" % len(formulas)
        formulas[name] = convert(
            (block or inline).strip(), display="block" if block else "inline")
        return name
    return "".join(part if n % 2 else FORMULA.sub(mark, part)
                   for n, part in enumerate(FENCED.split(text)))


def page(notebook, name):
    """The page of a notebook with its outputs, which is not modified."""
    shown = copy.deepcopy(notebook)
    formulas = {}
    for cell in shown.cells:
        if cell.cell_type == "markdown":
            cell.source = take_formulas(cell.source, formulas)
    exporter = HTMLExporter(
        embed_images=True, template_file="larmor.html.j2",
        extra_loaders=[DictLoader({"larmor.html.j2": TEMPLATE})])
    text = exporter.from_notebook_node(shown, {"metadata": {"name": name}})[0]
    return re.sub("formula\\d+ofthispage", lambda mark: formulas[mark.group(0)], text)
