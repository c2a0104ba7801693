"""Tell the templates where the notebook of a page can be had."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

__all__ = ["setup"]


def _add_links(app: Sphinx, name: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    settings = json.loads((Path(app.srcdir) / "site.json").read_text(encoding="utf-8"))
    links = settings.get(name, {})
    if links:
        context["course_notebook"] = "../" * name.count("/") + links["notebook"]
        context["course_binder"] = links["binder"]


def setup(app: Sphinx) -> dict[str, bool]:
    """Hand the links over before each page is written."""
    app.connect("html-page-context", _add_links)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
