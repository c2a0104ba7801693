"""What an HTML page links to, loads and says about its form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["HtmlPage", "read_page"]

_LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "audio": "src", "video": "src"}
_HEADING = re.compile(r"h[1-6]")


@dataclass
class HtmlPage:
    """Links, loaded addresses, ids, ranks of headings, and pictures and frames without a text."""

    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    double_ids: list[str] = field(default_factory=list)
    ranks: list[int] = field(default_factory=list)
    without_text: list[str] = field(default_factory=list)
    language: str = ""


def read_page(text: str) -> HtmlPage:
    """Return what a page links to, loads and says about its form."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = HtmlPage()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        page = self.page
        if given.get("id"):
            if given["id"] in page.ids:
                page.double_ids.append(given["id"])
            page.ids.add(given["id"])
        if _HEADING.fullmatch(tag):
            page.ranks.append(int(tag[1]))
        if tag == "a" and given.get("href"):
            page.links.append(given["href"])
        if tag == "link" and given.get("href"):
            page.loaded.append(given["href"])
        if given.get(_LOADS.get(tag, "")):
            page.loaded.append(given["src"])
        if (tag == "img" and not given.get("alt")) or (tag == "iframe" and not given.get("title")):
            page.without_text.append(f"{tag} {given.get('src', '')}")
        if tag == "html":
            page.language = given.get("lang", "")
