"""Links of the course's texts, as the site needs them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from classroom.errors import CitylabError
from classroom.site.pages import Page

__all__ = ["relinked"]

_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s#]*)(?P<anchor>#[^)\s]*)?\)")
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def relinked(text: str, *, page: Page, pages: Mapping[Path, str], root: Path, repository: str | None) -> str:
    """
    Return a Markdown text whose links to files of the course lead to pages of the site.

    A file that is no page is linked in the repository; without its address only the words stay.

    Parameters
    ----------
    text : str
        Markdown.
    page : Page
        The page that it belongs to.
    pages : mapping of pathlib.Path to str
        Files of the course that are pages, and their sources, such as ``guide/glossary.md``.
    root : pathlib.Path
        The course's folder.
    repository : str or None
        Where the course is published.

    Raises
    ------
    CitylabError
        If a link leads nowhere.
    """

    def place(found: re.Match[str]) -> str:
        words, target, anchor = found["text"], found["target"], found["anchor"] or ""
        if not target or _ABSOLUTE.match(target):
            return found[0]
        origin = (page.origin.parent / target).resolve()
        if origin in pages:
            way = os.path.relpath(pages[origin], os.path.dirname(page.file)).replace(os.sep, "/")
            return f"[{words}]({way}{anchor})"
        if not origin.exists() or root not in origin.parents:
            raise CitylabError(f"{page.origin.relative_to(root).as_posix()} links to {target}, which is not there")
        if not repository:
            return words
        return f"[{words}]({repository}/blob/HEAD/{quote(origin.relative_to(root).as_posix())}{anchor})"

    return _LINK.sub(place, text)
