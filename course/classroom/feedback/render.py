"""A feedback page as one HTML file that needs nothing else, runs nothing and opens offline."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from classroom.clean_html import markdown_to_clean_html
from classroom.feedback.content import Page

HERE = Path(__file__).parent
MOST_BYTES = 195_000
# Characters of each answer that are shown: fewer, if the page would become too large.
LENGTHS = (8000, 3000, 1000, 300, 0)
_BETWEEN_BACKTICKS = re.compile(r"`([^`\n]{1,200})`")
SIGNS = {
    "full": "✓ full marks",
    "part": "◐ part of the marks",
    "none": "✗ no marks",
    "waits": "… waits for a person",
}


def render(page: Page) -> str:
    """Return the HTML of a page, below 200 kB however much a student wrote."""
    html = ""
    for most in LENGTHS:
        html = _render(page, most)
        if len(html.encode()) <= MOST_BYTES:
            break
    return html


def _render(page: Page, most: int) -> str:
    style, style_hash = _style()
    template = _environment().get_template("page.html")
    return template.render(page=page, style=style, style_hash=style_hash, most=most)


@cache
def _style() -> tuple[Markup, Markup]:
    """Return the style sheet, and the hash by which the page allows this one and no other."""
    text = (HERE / "page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup(text), Markup(f"sha256-{digest}")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters.update(
        points=lambda value: f"{value:.4g}",
        lateness=_lateness,
        waiting=lambda count: "One answer is" if count == 1 else f"{count} answers are",
        sign=SIGNS.__getitem__,
        python=_python,
        markdown=lambda text: Markup(markdown_to_clean_html(text)),
        named=with_names_as_code,
    )
    return made


def _lateness(seconds: float) -> str:
    for unit, length_s in (("days", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * length_s:
            return f"{seconds / length_s:.0f} {unit}"
    return "up to 2 min"


def with_names_as_code(text: str) -> Markup:
    """Return text in which names between backticks are set as code; everything in it is escaped."""
    return Markup(_BETWEEN_BACKTICKS.sub(r"<code>\1</code>", str(escape(text))))


def _python(source: str) -> Markup:
    """Return code with its parts marked; everything in it is escaped."""
    return Markup(highlight(source, PythonLexer(stripnl=True), HtmlFormatter(nowrap=True)))
