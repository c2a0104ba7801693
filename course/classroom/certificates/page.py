"""
The page to print: one HTML file that needs nothing else and runs nothing.

It is made from the certificate alone, so that a check can make it again and compare. A page that was once handed out
must stay verifiable: to change the look, add a template and a style beside the old ones, and put them first in PAGES.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from classroom.certificates.claims import read_claims

HERE = Path(__file__).parent
PAGES = ("page_1",)


def render(carried: bytes, credential: dict[str, Any]) -> bytes:
    """
    Return the page of a certificate.

    Parameters
    ----------
    carried : bytes
        The JSON file, which the page carries as it is.
    credential : dict
        What the JSON holds.
    """
    return _render(PAGES[0], carried, credential)


def is_page_of(data: bytes, carried: bytes, credential: dict[str, Any]) -> bool:
    """Say whether a page is, byte for byte, one that this or an older version makes of the certificate."""
    return any(_render(name, carried, credential) == data for name in PAGES)


def _render(name: str, carried: bytes, credential: dict[str, Any]) -> bytes:
    style = (HERE / f"{name}.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    html = (
        _environment()
        .get_template(f"{name}.html")
        .render(
            claims=read_claims(credential),
            style=Markup(style),
            style_hash=Markup(f"sha256-{digest}"),
            carried=base64.b64encode(carried).decode(),
            proof=credential["proof"],
        )
    )
    return html.encode("utf-8")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["hashes"] = _with_small_hashes
    return made


def _with_small_hashes(sentence: str) -> Markup:
    """Set each SHA-256 small, so that it fits into a line."""
    return Markup(re.sub(r"\b([0-9a-f]{64})\b", r'<code class="hash">\1</code>', str(escape(sentence))))
