"""Formulas as MathML, which browsers draw themselves; made when the site is built."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx
from sphinx.errors import SphinxError

__all__ = ["mathml", "setup"]

_TEXT = re.compile(r">([^<]*)<")
# TeX sets a thin space on both sides of such a name, none before an opening bracket.
_NAME = re.compile(r"<mi>(ln|log|exp|sin|cos|tan)</mi>(?=(<mo[^>]*>(?:\(|&#x00028;))?)")
# How many parts these elements of MathML need; browsers draw another number wrongly, without a word.
_PARTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}


class FormulaError(SphinxError):
    """A formula that cannot be drawn; the message says where it stands."""

    category = "Formula"


def mathml(formula: str, *, display: bool) -> str:
    """
    Return a formula as MathML.

    Parameters
    ----------
    formula : str
        In the notation of LaTeX, without dollar signs.
    display : bool
        Whether it stands on a line of its own.

    Raises
    ------
    ValueError
        If the formula holds a command that is not known, or does not end well.
    """
    try:
        drawn: str = convert(formula, display="block" if display else "inline")
    except Exception as error:  # the converter has a class of its own for each slip
        raise ValueError(f"{formula}: {type(error).__name__} {error}".rstrip()) from None
    # The converter writes a command that it does not know as it stands.
    unknown = [text for text in _TEXT.findall(drawn) if "\\" in text or "&#x0005C;" in text]
    if unknown:
        raise ValueError(f"{formula}: {', '.join(unknown)} is not known; write it in another way")
    for element in ElementTree.fromstring(drawn).iter():
        name = element.tag.rpartition("}")[2]
        if len(element) != _PARTS.get(name, len(element)):
            raise ValueError(f"{formula}: a part is missing ({name})")
    return _NAME.sub(_spaced, drawn)


def _spaced(found: re.Match[str]) -> str:
    after = "0" if found[2] else "0.17em"
    return f'<mo lspace="0.17em" rspace="{after}">{found[1]}</mo>'


def _visit(display: bool) -> Any:
    def visit(translator: Any, node: nodes.Element) -> None:
        try:
            drawn = mathml(node.astext(), display=display)
        except ValueError as error:
            raise FormulaError(f"{translator.builder.env.current_document.docname}: {error}") from None
        translator.body.append(f'<div class="course-formula">{drawn}</div>' if display else drawn)
        raise nodes.SkipNode

    return visit


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the renderer under the name ``mathml``."""
    app.add_html_math_renderer("mathml", inline_renderers=(_visit(False), None), block_renderers=(_visit(True), None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
