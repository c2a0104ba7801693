"""Maps on the site: a small page each, which share one Leaflet."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

from citylab.maps import assets
from classroom.errors import CitylabError
from classroom.site.files import Files
from classroom.site.map_picture import picture

__all__ = ["place_map"]

_MAP = re.compile(
    r'<iframe title="(?P<alt>[^"]*)" srcdoc="(?P<page>[^"]*)" style="width:100%;height:(?P<height>\d+)px[^"]*">'
    r"</iframe>(?:<figcaption[^>]*>(?P<caption>.*?)</figcaption>)?",
    re.DOTALL,
)
# A reader who needs larger letters may zoom.
_NO_ZOOM = re.compile(r'<meta name="viewport"[^>]*/>')
_ZOOM = '<meta name="viewport" content="width=device-width, initial-scale=1">'


@dataclass(frozen=True)
class _Found:
    alt: str
    page: str
    height_px: int
    caption: str


def place_map(output: str, files: Files) -> str | None:
    """
    Return the HTML that shows a map on the site, or None if the output holds none.

    The map's page, its still picture and what all maps share are written to `files`.

    Parameters
    ----------
    output : str
        HTML, as ``citylab.maps.Map`` shows itself in a notebook.
    files : Files
        Where the site's files go.
    """
    found = _find(output)
    if found is None:
        return None
    still = files.put("maps", ".svg", picture(found.page, alt=found.alt).encode())
    page = files.put("maps", ".html", _light(found.page, still, found.alt, files).encode())
    # Escaped once more: the caption was escaped for HTML by the map itself, the text was not.
    words = html.escape(found.alt)
    credit = f"{found.caption} " if found.caption else ""
    return (
        f'<figure class="course-map"><iframe title="{words}" src="{files.url(page)}" loading="lazy" '
        f'style="height: {found.height_px}px"></iframe><figcaption>{credit}In words: {words} '
        f'<a href="{files.url(page)}">The map on a page of its own</a></figcaption></figure>'
    )


def _find(output: str) -> _Found | None:
    found = _MAP.search(output)
    if not found:
        if "srcdoc=" in output:
            raise CitylabError("a map is written in a form that the site does not know; see classroom/site/maps.py")
        return None
    return _Found(
        html.unescape(found["alt"]), html.unescape(found["page"]), int(found["height"]), found["caption"] or ""
    )


def _light(page: str, still: str, alt: str, files: Files) -> str:
    """Return the map's page with links to what it carried, and with a picture where no script runs."""
    for name in assets.CARRIED:
        is_script = name.endswith(".js")
        carried = assets.script(name) if is_script else assets.style(name)
        if carried in page:
            content = carried.partition(">")[2].rpartition("</")[0]
            shared = Path(files.share("maps", name, content.encode())).name
            link = f'<script src="{shared}"></script>' if is_script else f'<link rel="stylesheet" href="{shared}">'
            page = page.replace(carried, link)
    page = _NO_ZOOM.sub(_ZOOM, page).replace("<html>", '<html lang="en">', 1)
    hidden = "<noscript><style>.folium-map{display:none}</style></noscript></head>"
    instead = (
        f'<noscript><img src="{Path(still).name}" alt="{html.escape(alt)}" '
        'style="width:100%;height:100%;object-fit:contain"></noscript>'
    )
    return page.replace("</head>", hidden, 1).replace("<body>", f"<body>{instead}", 1)
