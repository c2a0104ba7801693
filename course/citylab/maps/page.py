"""A folium map as one page that asks for nothing."""

import html
import re
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, cast

import folium
from branca.element import Figure

from citylab.maps import assets
from citylab.output import checked_alt

__all__ = ["Map", "MapError"]

_TILE_NOTE = "The background pictures come from the network; without it you see only what is drawn on top."
_LOOK = "<style>.leaflet-container{background:#eceff1} body{font-family:sans-serif}</style>"
_LOADED = re.compile(r'<script src="(?P<script>[^"]+)"></script>|<link rel="stylesheet" href="(?P<style>[^"]+)"\s*/?>')
_RANDOM = re.compile(r'(?:\bvar |\bid="|\bfunction |#)[a-z_]+?_([0-9a-f]{32})')
_INSTEAD = "leave it out, or draw with maps.add_circle, maps.add_line and maps.add_outline"


class MapError(ValueError):
    """The map needs something that is not carried along."""


class Map(folium.Map):
    """
    A map that is drawn without a network.

    Parameters
    ----------
    alt : str
        A sentence that says what the map shows, for someone who does not see it.
    location : sequence of float, optional
        Latitude and longitude of the middle; without it the map shows all that is on it.
        [degree]
    zoom_start : int
        0 is the world, 12 a city, 18 a street; used with `location`.
    height : int
        Height in the notebook. [CSS pixel]
    tiles : bool or str
        False for a plain background, True for OpenStreetMap, or a name that folium
        knows. Tiles need the network.
    credit : str
        Who made the data, shown below the map.
    **options
        What `folium.Map` takes besides.

    Raises
    ------
    ValueError
        If `alt` says too little.

    Examples
    --------
    >>> city = Map(alt="Map of Manchester with one sensor in the centre.", location=(53.48, -2.24))
    >>> city.save("city.html")  # doctest: +SKIP
    """

    def __init__(
        self,
        *,
        alt: str,
        location: Sequence[float] | None = None,
        zoom_start: int = 12,
        height: int = 420,
        tiles: bool | str = False,
        credit: str = "",
        **options: Any,
    ) -> None:
        self.alt = checked_alt(alt, what="map")
        self.credit = credit
        self.height_px = int(height)
        self.has_tiles = bool(tiles)
        self._fits = location is None
        super().__init__(
            location=location or (0, 0),
            zoom_start=zoom_start,
            tiles="OpenStreetMap" if tiles is True else tiles or None,
            **{"attributionControl": self.has_tiles, **options},
        )
        self._name = "Map"
        cast(Figure, self.get_root()).title = self.alt

    def page(self) -> str:
        """
        Return the map as one HTML page; the same map gives the same bytes each time.

        Raises
        ------
        MapError
            If something on the map would have to be loaded from the network.
        """
        drawn = deepcopy(self)  # rendering leaves traces, and the next page would differ
        bounds: Any = drawn.get_bounds()
        if self._fits and all(None not in corner for corner in bounds):
            drawn.fit_bounds(bounds, padding=(12, 12), max_zoom=18)
        return _with_plain_ids(_inlined(drawn.get_root().render(), has_tiles=self.has_tiles))

    def save(self, outfile: Any, close_file: bool = True, **_: Any) -> None:
        """
        Write the map as one HTML file that opens without a network.

        Parameters
        ----------
        outfile : path or str
            The file.
        """
        Path(outfile).write_text(self.page(), encoding="utf-8")

    def _repr_html_(self, **_: Any) -> str:
        page = self.page().replace("&", "&amp;").replace('"', "&quot;")
        notes = [html.escape(self.credit)] if self.credit else []
        notes += [_TILE_NOTE] if self.has_tiles else []
        caption = f'<figcaption style="font-size:90%">{" ".join(notes)}</figcaption>'
        return (
            f'<figure style="margin:0.5em 0"><iframe title="{html.escape(self.alt)}" '
            f'srcdoc="{page}" style="width:100%;height:{self.height_px}px;border:1px solid #8888">'
            f"</iframe>{caption if notes else ''}</figure>"
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": f"[Map: {self.alt}]"}


def _inlined(page: str, *, has_tiles: bool) -> str:
    if "L.tileLayer(" in page and not has_tiles:
        raise MapError("a tile layer needs the network; ask for it with Map(..., tiles=True)")
    if "L.AwesomeMarkers" in page:
        raise MapError(f"folium.Icon needs fonts that are not carried; {_INSTEAD}")
    body = _LOADED.sub("", page)
    page = _LOADED.sub(lambda found: _carried(found, body), page)
    return page.replace("</head>", f"{_LOOK}</head>", 1)


def _carried(found: re.Match[str], body: str) -> str:
    """Return the element that stands in for a loaded one, nothing if the map can do without."""
    address = found["script"] or found["style"]
    name = address.rsplit("/", 1)[-1]
    if name in assets.CARRIED and "awesome" not in address:
        if found["style"]:
            return assets.style(name)
        if name.startswith("jquery") and "$(" not in body:
            return ""
        icon = assets.default_icon() if name == "leaflet.js" and "L.marker(" in body else ""
        return assets.script(name) + icon
    if any(word in address for word in assets.FREE_OF):
        return ""
    raise MapError(f"the map would load {name} from the network; {_INSTEAD}")


def _with_plain_ids(page: str) -> str:
    """Number the elements; folium names them at random, and no two runs would be equal."""
    found = dict.fromkeys(_RANDOM.findall(page))
    for number, name in enumerate(found, start=1):
        page = page.replace(name, f"{number:04d}")
    return page
