"""A legend that can be read aloud and reached by keyboard."""

import html
import re
from collections.abc import Mapping
from typing import Any, cast

import folium
from branca.element import Element, Figure

__all__ = ["add_legend", "checked_colour"]

_BOX = (
    "position:absolute;right:12px;bottom:12px;z-index:1000;max-width:45%;background:#fffffff2;"
    "color:#111;border:1px solid #90a4ae;border-radius:4px;padding:8px 12px;font:14px/1.4 sans-serif"
)
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-zA-Z]+")


def add_legend(onto: folium.Map, title: str, labels: Mapping[str, str]) -> None:
    """
    Explain the colours in a box that the keyboard reaches.

    Parameters
    ----------
    onto : Map
        The map.
    title : str
        What the colours stand for, with its unit.
    labels : mapping of colour to text
        In the order in which they are read.

    Raises
    ------
    ValueError
        If a key is no colour.

    Examples
    --------
    >>> from citylab.maps import Map
    >>> feeder = Map(alt="Map of a feeder, its end above the limit.", location=(53.5, -2.2))
    >>> add_legend(feeder, "Voltage (pu)", {"#0072b2": "up to 1.10", "#d55e00": "above 1.10"})
    """
    cast(Figure, onto.get_root()).html.add_child(_Legend(title, labels))


def checked_colour(name: str) -> str:
    """Return the name of a colour, or refuse what is none."""
    if not isinstance(name, str) or not _COLOUR.fullmatch(name):
        raise ValueError(f'a colour must be like "#0072b2" or "navy", got {name!r}')
    return name


class _Legend(Element):
    def __init__(self, title: str, labels: Mapping[str, str]) -> None:
        super().__init__()
        rows = "".join(
            f'<li style="margin:3px 0"><span aria-hidden="true" style="background:{checked_colour(colour)};'
            "display:inline-block;width:1em;height:1em;margin-right:.5em;vertical-align:-2px;"
            f'border:1px solid #263238"></span>{html.escape(text)}</li>'
            for colour, text in labels.items()
        )
        title = html.escape(title)
        self.box = (
            f'<div role="group" tabindex="0" aria-label="Legend: {title}" style="{_BOX}">'
            f'<b>{title}</b><ul style="list-style:none;margin:4px 0 0;padding:0">{rows}</ul></div>'
        )

    def render(self, **_: Any) -> str:
        return self.box
