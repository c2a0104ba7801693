"""
Maps that need no network.

A map carries everything it needs; the background is plain, the place is shown by
outlines. Pictures of streets (tiles) come from the network and only on request.
"""

from citylab.maps.layers import add_circle, add_line, add_outline
from citylab.maps.legend import add_legend
from citylab.maps.page import Map, MapError

__all__ = ["Map", "MapError", "add_circle", "add_legend", "add_line", "add_outline"]
