"""
Let nothing that a student wrote run in an instructor's or a student's browser.

`CleanNotebook` and `markdown_to_html` are for nbconvert: with both, what formgrader and stock feedback show is clean.
Allowed is what text needs; everything else is dropped, not repaired.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from typing import Any

from bleach.html5lib_shim import Filter
from bleach.sanitizer import Cleaner
from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors.sanitize import SanitizeHTML
from nbformat import NotebookNode
from traitlets import Set

TAGS = frozenset(
    re.findall(
        r"\w+",
        "a abbr b blockquote br caption code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li "
        "mark ol p pre s samp small span strong sub sup table tbody td tfoot th thead tr u ul var",
    )
)
# No address within the same server: a file that a student handed in must not be opened as a page of it.
LINK = re.compile(r"(?:https?://|mailto:)[^\s\"'<>`]+\Z", re.IGNORECASE)
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*\Z")
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*\Z")
HIGHLIGHT = re.compile(r"(?:highlight|[a-z]{1,2}\d?)\Z")  # classes of Pygments; none that a page's script looks for
NUMBER = re.compile(r"\d{1,4}\Z")
# What never was text for readers; dropped with its content. Only for looks: Cleaner alone would show it as text.
NO_TEXT = re.compile(r"<(script|style|template|noscript|title)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
GRADE_ID = re.compile(r"[A-Za-z0-9_-]{1,128}\Z")  # nbgrader allows no others
LANGUAGE = {"name": "python", "pygments_lexer": "ipython3"}
# MathJax keeps out of this: its commands can make links.
NO_TEX = '<div class="tex2jax_ignore">{}</div>'
OPENED = re.compile(r"<[A-Za-z]")
MOST, MOST_TAGS, MOST_OPEN = 3_000_000, 20_000, 150  # what takes the cleaner a second; pictures are long
MOST_MARKDOWN, MOST_FORMULAS = 100_000, 500
# nbgrader's pages set tables without space between columns.
TABLES = "<style>.rendered_html td, .rendered_html th {padding: 0.2em 0.6em; vertical-align: top}</style>"
FIRST = "cell-0"


def clean_html(html: str) -> str:
    """Return HTML with nothing but text, its structure, pictures that it carries, and links to other places."""
    if len(html) > MOST or html.count("<") > MOST_TAGS or len(OPENED.findall(html)) - html.count("</") > MOST_OPEN:
        return f"<p><em>(Not shown: {len(html):,} characters of HTML. The notebook itself holds them.)</em></p>"
    try:
        return str(_cleaner().clean(NO_TEXT.sub("", html)))
    except RecursionError:
        return "<p><em>(Not shown: HTML that is nested too deeply.)</em></p>"


def markdown_to_clean_html(text: str, attachments: Mapping[str, Any] | None = None) -> str:
    """Return Markdown, which may hold raw HTML, as clean HTML."""
    if len(text) > MOST_MARKDOWN or text.count("\\begin") > MOST_FORMULAS:
        return f"<pre>{escape(text[:MOST_MARKDOWN])}</pre>"
    renderer = _Renderer(escape=False, attachments=dict(attachments or {}), exclude_anchor_links=True)
    return clean_html(str(MarkdownWithMath(renderer=renderer).render(text)))


@pass_context
def markdown_to_html(context: Context, text: str) -> str:
    """Stand in for nbconvert's filter `markdown2html`; formulas are set in the author's cells only."""
    cell = context.get("cell") or {}
    html = markdown_to_clean_html(str(text or ""), cell.get("attachments"))
    if not cell.get("metadata", {}).get("nbgrader", {}).get("locked"):
        html = NO_TEX.format(html)
    return TABLES + html if cell.get("id") == FIRST else html


class CleanNotebook(SanitizeHTML):  # type: ignore[misc]
    """nbconvert's `SanitizeHTML`, and what that leaves: metadata, attachments, damaged fields."""

    # Markdown is cleaned after it has become HTML, by `markdown_to_html`.
    safe_output_keys = Set({"text/plain", "text/markdown"}).tag(config=True)
    sanitized_output_types = Set({"text/html"}).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Clean a notebook."""
        nb.metadata = NotebookNode(language_info=NotebookNode(LANGUAGE))
        for place, cell in enumerate(nb.cells):
            _clean_cell(cell, place)
        return super().preprocess(nb, resources)  # type: ignore[no-any-return]

    def preprocess_cell(self, cell: NotebookNode, resources: Any, cell_index: int) -> tuple[NotebookNode, Any]:
        """Clean what a cell shows."""
        if cell.cell_type == "code":
            cell.outputs = self.sanitize_code_outputs(cell.outputs)
        return cell, resources

    def sanitize_code_outputs(self, outputs: Any) -> list[NotebookNode]:
        """Return outputs made anew, of the fields and types that are known to be harmless."""
        made = [_output(output) for output in outputs if isinstance(output, Mapping)]
        kept = [output for output in made if output is not None]
        shown = [", ".join(output.get("data", ())) for output in kept]
        pictures = [_pictures(output) for output in kept]
        for output, found, kinds in zip(super().sanitize_code_outputs(kept), pictures, shown, strict=True):
            if "data" in output:
                output.data.update(found)
                output.data.setdefault("text/plain", f"(not shown: an output of the type {kinds})")
        return kept

    def sanitize_html_tags(self, html_str: str) -> str:
        """Clean an output."""
        return NO_TEX.format(clean_html(html_str))


class _Renderer(IPythonRenderer):  # type: ignore[misc]
    """Attached pictures are shown; one that is missing is left out, where nbconvert refuses the whole notebook."""

    def _embed_image_or_attachment(self, src: str) -> str:
        if not src.startswith("attachment:"):
            return src
        pictures = _pictures({"data": self.attachments.get(src.removeprefix("attachment:"))})
        return next((f"data:{kind};base64,{data}" for kind, data in pictures.items()), "")


class _Outward(Filter):  # type: ignore[misc]
    """Links open a page of their own, which learns nothing of this one."""

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for token in super().__iter__():
            if token["type"] == "StartTag" and token["name"] == "a":
                token["data"][(None, "rel")] = "noopener noreferrer nofollow"
                token["data"][(None, "target")] = "_blank"
            yield token


@cache
def _cleaner() -> Cleaner:
    return Cleaner(
        tags=TAGS, attributes=_is_allowed, protocols={"http", "https", "mailto", "data"}, strip=True, filters=[_Outward]
    )


def _is_allowed(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return tag in ("div", "span", "pre", "code") and bool(HIGHLIGHT.match(value))
    rules = {"href": ("a", LINK), "src": ("img", PICTURE), "colspan": ("td th", NUMBER), "rowspan": ("td th", NUMBER)}
    if name in rules:
        tags, pattern = rules[name]
        return tag in tags.split() and bool(pattern.match(value))
    return name == "alt" and tag == "img"


def _clean_cell(cell: NotebookNode, place: int) -> None:
    if cell.cell_type not in ("code", "markdown"):
        cell.cell_type = "code"  # raw text is shown as it was written
    cell.id = f"cell-{place}"
    cell.source = _text(cell.get("source"))
    cell.metadata = NotebookNode(_marking(cell.get("metadata", {})))
    if "attachments" in cell:
        cell.attachments = _attachments(cell.attachments)
    if cell.cell_type == "code":
        cell.execution_count = _whole(cell.get("execution_count"))
        cell.outputs = cell.get("outputs", [])


def _marking(metadata: Any) -> dict[str, Any]:
    """Return nbgrader's fields of a cell, if they are of the right types, and no other metadata."""
    tags = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
    if not isinstance(tags, Mapping) or not GRADE_ID.match(str(tags.get("grade_id", ""))):
        return {}
    kept = {name: tags[name] is True for name in ("grade", "locked", "solution", "task")}
    points = tags.get("points")
    if isinstance(points, (int, float)):
        kept["points"] = points  # type: ignore[assignment]
    return {"nbgrader": NotebookNode(kept, grade_id=str(tags["grade_id"]), schema_version=3)}


def _attachments(found: Any) -> NotebookNode:
    """Return the attached pictures."""
    kept = NotebookNode()
    for name, bundle in found.items() if isinstance(found, Mapping) else ():
        pictures = _pictures({"data": bundle})
        if pictures:
            kept[str(name)] = pictures
    return kept


def _output(output: Mapping[str, Any]) -> NotebookNode | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return NotebookNode(output_type=kind, name=name, text=_text(output.get("text")))
    if kind == "error":
        lines = output.get("traceback")
        shown = [_text(line) for line in lines] if isinstance(lines, list) else []
        return NotebookNode(
            output_type=kind, ename=_text(output.get("ename")), evalue=_text(output.get("evalue")), traceback=shown
        )
    if kind in ("display_data", "execute_result"):
        bundle = output.get("data")
        data = {str(key): _mime(value) for key, value in bundle.items()} if isinstance(bundle, Mapping) else {}
        made = NotebookNode(output_type=kind, data=NotebookNode(data), metadata=NotebookNode())
        if kind == "execute_result":
            made.execution_count = _whole(output.get("execution_count"))
        return made
    return None


def _pictures(output: Mapping[str, Any]) -> dict[str, str]:
    bundle = output.get("data")
    if not isinstance(bundle, Mapping):
        return {}
    found = {kind: _text(bundle[kind]) for kind in ("image/png", "image/jpeg") if kind in bundle}
    return {kind: data for kind, data in found.items() if BASE64.match(data)}


def _mime(value: Any) -> str:
    return _text(value) if isinstance(value, (str, list)) else json.dumps(value)


def _text(value: Any) -> str:
    return "".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _whole(value: Any) -> int | None:
    return value if type(value) is int else None
