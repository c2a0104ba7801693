"""Read the finished site as a browser would, and list what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from classroom.site.html_page import HtmlPage, read_page

__all__ = ["LARGEST_PAGE_BYTES", "faults"]

LARGEST_PAGE_BYTES = 3_000_000
_IN_STYLE = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")
_ADDRESS_IN_MEMORY = re.compile(r" at 0x[0-9a-f]{6,}")
# Drawn by scripts and style sheets of the theme, which hold no addresses to load.
_HARMLESS = ("data:", "#", "about:")


def faults(site: Path, *, private: tuple[str, ...] = ()) -> list[str]:
    """
    Return what is wrong with the pages of a site, each with the page's name; nothing if all is well.

    Checked: every link, anchor, picture and asset inside leads somewhere; nothing is loaded from outside; pictures
    have a text, maps a title; one heading of the first rank, and no rank left out; no page is too large.

    Parameters
    ----------
    site : pathlib.Path
        Folder of the finished site.
    private : tuple of str
        What must not stand on any page, such as the paths of this computer.
    """
    pages = {path: read_page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    found = []
    for path, page in pages.items():
        name = path.relative_to(site).as_posix()
        is_map = path.parent.name == "maps"
        found += [f"{name}: {fault}" for fault in _links(path, page, pages, site)]
        found += [f"{name}: {fault}" for fault in _form(page, is_map=is_map)]
        found += [f"{name}: {fault}" for fault in _content(path, private)]
    for path in sorted(site.rglob("*.css")):
        found += [f"{path.relative_to(site).as_posix()}: {fault}" for fault in _style(path)]
    return found


def _links(path: Path, page: HtmlPage, pages: Mapping[Path, HtmlPage], site: Path) -> Iterator[str]:
    for address in page.loaded:
        if address.startswith(("//", "http:", "https:")):
            yield f"loads {address} from outside"
    for address in (*page.loaded, *page.links):
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or address.startswith(_HARMLESS[:1]):
            continue
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        if target.is_dir():
            target /= "index.html"
        if not target.is_file() or site.resolve() not in target.parents:
            yield f"{address} is not there"
        elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
            yield f"{address}: the page has no such place"


def _form(page: HtmlPage, *, is_map: bool) -> Iterator[str]:
    for source in page.without_text:
        yield f"{source[:80]} has no text instead"
    if not page.language:
        yield "does not say its language"
    if is_map:
        return
    if page.ranks.count(1) != 1:
        yield f"needs one heading of the first rank, has {page.ranks.count(1)}"
    for before, after in zip(page.ranks, page.ranks[1:], strict=False):
        if after > before + 1:
            yield f"a heading of rank {after} follows one of rank {before}"
    for name in page.double_ids:
        yield f"the id {name} stands twice"


def _content(path: Path, private: tuple[str, ...]) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if path.stat().st_size > LARGEST_PAGE_BYTES:
        yield f"{path.stat().st_size / 1e6:.1f} MB is too large"
    yield from (f"holds {word}, a path of this computer" for word in private if word in text)
    found = _ADDRESS_IN_MEMORY.search(text)
    if found:
        yield f"holds '{found[0].strip()}', which is another one each time; end that cell with a semicolon"


def _style(path: Path) -> Iterator[str]:
    for match in _IN_STYLE.finditer(path.read_text(encoding="utf-8")):
        address = (match[1] or match[2]).strip()
        if address.startswith(("//", "http:", "https:")):
            yield f"loads {address} from outside"
        elif not address.startswith(_HARMLESS) and not (path.parent / urlsplit(address).path).is_file():
            yield f"{address} is not there"
