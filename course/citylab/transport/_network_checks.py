"""What a walking network refuses, and in which words."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from citylab.transport._numbers import as_numbers, as_table

__all__ = ["NetworkError", "check_edges", "check_nodes", "far_message"]

_SHORTER_SHARE = 0.05  # rounded coordinates and lengths may make an edge a little shorter than its straight line
_SHORTER_M = 1.0


class NetworkError(ValueError):
    """The network, or a place on it, cannot be used; the message names the remedy."""


def check_nodes(nodes: pd.DataFrame) -> pd.DataFrame:
    """Return the nodes with `node` as a column and rows numbered from 0, or refuse them."""
    nodes = as_table(nodes, "nodes", NetworkError, "its columns are node, lat_deg, lon_deg")
    flat = nodes.reset_index() if nodes.index.name == "node" and "node" not in nodes else nodes.reset_index(drop=True)
    _need(flat, ("node", "lat_deg", "lon_deg"), "nodes")
    if flat["node"].isna().any() or flat["node"].duplicated().any():
        twice = flat.loc[flat["node"].isna() | flat["node"].duplicated(), "node"].head(5).tolist()
        raise NetworkError(f"each node needs a name of its own; missing or listed twice: {twice}")
    lat, lon = (
        as_numbers(flat[name], f"{name} of nodes", NetworkError, "in degrees") for name in ("lat_deg", "lon_deg")
    )
    bad = ~((np.abs(lat) <= 90) & (np.abs(lon) <= 180))
    if bad.any():
        row = flat[bad].iloc[0]
        raise NetworkError(
            f"node {row['node']} has latitude {row['lat_deg']} and longitude {row['lon_deg']}; latitude is within "
            "-90..90, longitude within -180..180: are they swapped, missing, or in metres?"
        )
    return flat.assign(lat_deg=lat, lon_deg=lon)


def check_edges(
    nodes: pd.DataFrame, edges: pd.DataFrame, distance_m: Callable[..., np.ndarray]
) -> tuple[tuple[np.ndarray, np.ndarray], tuple[str, ...]]:
    """Return the positions of both ends of each edge, and what should be looked at; or refuse the edges."""
    as_table(edges, "edges", NetworkError, "its columns are from_node, to_node, length_m")
    _need(edges, ("from_node", "to_node", "length_m"), "edges")
    index = pd.Index(nodes["node"])
    start, end = (index.get_indexer(pd.Index(edges[column])) for column in ("from_node", "to_node"))
    unknown = (start < 0) | (end < 0)
    if unknown.any():
        row = edges[unknown].iloc[0]
        raise NetworkError(
            f"{int(unknown.sum())} edges end at a node that `nodes` does not list, the first from {row['from_node']} "
            f"to {row['to_node']}; add the node or drop the edge, and look whether one table holds them as text"
        )
    length_m = as_numbers(edges["length_m"], "length_m of edges", NetworkError, "in metres")
    bad = ~(np.isfinite(length_m) & (length_m >= 0))
    if bad.any():
        row = edges[bad].iloc[0]
        raise NetworkError(
            f"{int(bad.sum())} edges have a length below 0 or none, the first from {row['from_node']} to "
            f"{row['to_node']}: {row['length_m']} m; a length is at least 0 m"
        )
    places = (nodes[column].to_numpy()[which] for which in (start, end) for column in ("lat_deg", "lon_deg"))
    _refuse_shortcuts(edges, length_m, distance_m(*places))
    return (start, end), tuple(_oddities(start, end))


def far_message(lat: np.ndarray, lon: np.ndarray, apart_m: np.ndarray, limit_m: float, *, swapped: np.ndarray) -> str:
    """Return what to say about places that are far from every node."""
    far = apart_m > limit_m
    at = int(np.flatnonzero(far)[0])
    remedy = "check the place, or allow more with limit_m="
    if swapped[far].all():
        remedy = "latitude and longitude look swapped: give latitude first"
    return (
        f"{int(far.sum())} of {len(lat)} places lie more than {limit_m:.0f} m from the network, the first "
        f"(number {at}) is ({lat[at]}, {lon[at]}), {apart_m[at]:,.0f} m away; {remedy}"
    )


def _need(table: pd.DataFrame, columns: tuple[str, ...], name: str) -> None:
    missing = [column for column in columns if column not in table]
    if missing:
        raise NetworkError(f"{name} lacks the column {', '.join(missing)}; it has {', '.join(map(str, table.columns))}")


def _refuse_shortcuts(edges: pd.DataFrame, length_m: np.ndarray, straight_m: np.ndarray) -> None:
    short = length_m < straight_m * (1 - _SHORTER_SHARE) - _SHORTER_M
    if short.any():
        at = int(np.flatnonzero(short)[0])
        row = edges.iloc[at]
        raise NetworkError(
            f"{int(short.sum())} edges are shorter than the straight line between their ends, the first from "
            f"{row['from_node']} to {row['to_node']}: {length_m[at]:.1f} m instead of at least {straight_m[at]:.1f} m; "
            "is the length in metres, and are latitude and longitude in their columns?"
        )


def _oddities(start: np.ndarray, end: np.ndarray) -> list[str]:
    pairs = pd.DataFrame({"low": np.minimum(start, end), "high": np.maximum(start, end)})
    loops, twice = int((start == end).sum()), int(pairs.duplicated().sum())
    found = [f"{loops} edges lead from a node to itself; they are left out"] if loops else []
    return found + ([f"{twice} edges join nodes that are joined already; the shortest counts"] if twice else [])
