"""Place the nodes of a feeder so that distance runs to the right and branches take rows."""

from collections import defaultdict
from typing import NamedTuple

import pandas as pd

from citylab.grid._tables import parents
from citylab.grid.network import Network

__all__ = ["tree_layout"]

# Share of the feeder's length between the medium-voltage side and the busbar.
SOURCE_GAP = 0.08
# Share of the feeder's length that stays free between two branches in one row.
FREE = 0.015


class Span(NamedTuple):
    """What a branch takes of its row: from its parent to its end. [m]"""

    start_m: float
    end_m: float
    parent: int


def tree_layout(network: Network) -> pd.DataFrame:
    """
    Return a position for each node: metres from the transformer, and a row.

    The longest way is a straight row; a branch takes the nearest free row. Nodes
    in front of the transformer stand left of it.

    Parameters
    ----------
    network : Network
        A network; of a meshed one the shortest ways are followed.

    Returns
    -------
    pandas.DataFrame, indexed by node
        `x` [m], `y` (row, growing downwards) and `parent`.
    """
    x_m = network.distance_from_transformer_m.copy()
    length_m = max(float(x_m.max()), 1.0)
    x_m[~network.nodes.index.isin(network.low_voltage_nodes)] = -SOURCE_GAP * length_m
    parent = parents(network.tables)
    tree = _Tree(parent, x_m, FREE * length_m)
    tree.place(int(network.source["node"].iloc[0]), None)
    return pd.DataFrame({"x": x_m, "y": pd.Series(tree.row), "parent": parent})


class _Tree:
    """Rows of the nodes placed so far, and the spans taken in each row."""

    def __init__(self, parent: pd.Series, x_m: pd.Series, free_m: float) -> None:
        self.x_m, self.free_m = x_m, free_m
        self.children: dict[int, list[int]] = defaultdict(list)
        for node, before in parent.items():
            self.children[before].append(node)
        self.row: dict[int, int] = {}
        self.taken: dict[int, list[Span]] = defaultdict(list)

    def place(self, node: int, parent: int | None) -> None:
        """Place the longest way from `node`, then its branches, the far ones first."""
        way = self._longest_way(node)
        start = node if parent is None else parent
        span = Span(self.x_m[start], self.x_m[way[-1]], start)
        row = 0 if parent is None else self._row_for(way, span)
        self.taken[row].append(span)
        self.row.update(dict.fromkeys(way, row))
        for before, onward in zip(reversed(way), [None, *reversed(way[1:])], strict=True):
            for branch in self.children[before]:
                if branch != onward:
                    self.place(branch, before)

    def _longest_way(self, node: int) -> list[int]:
        ways = [self._longest_way(child) for child in self.children[node]]
        return [node, *max(ways, key=lambda way: (self.x_m[way[-1]], len(way)), default=[])]

    def _row_for(self, way: list[int], span: Span) -> int:
        """Return the nearest free row, or one below all for what has branches of its own."""
        below_all = max(self.taken) + 1
        if span.start_m <= 0 or any(len(self.children[node]) > 1 for node in way):
            return below_all
        home = self.row[span.parent]
        for away in range(1, below_all - home):
            for row in (home + away, home - away):
                if self._is_free(row, span) and self._can_reach(row, home, span):
                    return row
        return below_all

    def _is_free(self, row: int, span: Span) -> bool:
        return all(
            span.end_m + self.free_m <= other.start_m or other.end_m + self.free_m <= span.start_m
            for other in self.taken[row]
        )

    def _can_reach(self, row: int, home: int, span: Span) -> bool:
        between = range(min(row, home) + 1, max(row, home))
        return all(
            other.parent == span.parent or not other.start_m <= span.start_m <= other.end_m
            for step in between
            for other in self.taken[step]
        )
