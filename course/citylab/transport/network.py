"""
A walking network: its pieces, the node next to a place, and walking times from many places at once.

References
----------
.. [1] E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1, 1959.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import KDTree

from citylab.transport._graph import metric_graph, with_hall
from citylab.transport._network_checks import NetworkError, check_edges, check_nodes, far_message
from citylab.transport._numbers import as_number, as_numbers
from citylab.transport._places import distance_m, metres_per_radian

__all__ = ["WALKING_SPEED_KMH", "NetworkError", "Pieces", "WalkingNetwork", "distance_m"]

WALKING_SPEED_KMH = 4.8  # our assumption for an adult in no hurry; always give yours where it matters


@dataclass(frozen=True)
class Pieces:
    """
    The connected parts of a network.

    Attributes
    ----------
    label : numpy.ndarray, shape (n_nodes,)
        Number of the piece of each node; 0 is the largest.
    sizes : pandas.Series
        Nodes per piece, largest first; its index is the number of the piece.
    message : str
        What is wrong, in words; empty if the network is in one piece.
    """

    label: np.ndarray
    sizes: pd.Series
    message: str


@dataclass(frozen=True)
class WalkingNetwork:
    """
    Nodes and the ways between them, each walked in both directions.

    Parameters
    ----------
    nodes : pandas.DataFrame
        Columns `lat_deg`, `lon_deg`, and `node` as a column or as the index.
    edges : pandas.DataFrame
        Columns `from_node`, `to_node`, `length_m`. Of two edges between the same nodes the shorter one counts.

    Attributes
    ----------
    problems : tuple of str
        What is not refused, but should be looked at: a network in pieces, two edges for one way, a loop.

    Raises
    ------
    NetworkError
        If a column is missing, a node is listed twice or unknown, a length is negative, not finite or shorter than the
        straight line by more than 5 %, or a place is no latitude and longitude.

    Examples
    --------
    >>> nodes = pd.DataFrame({"node": [1, 2], "lat_deg": [60.0, 60.0], "lon_deg": [25.0, 25.001]})
    >>> edges = pd.DataFrame({"from_node": [1], "to_node": [2], "length_m": [60.0]})
    >>> WalkingNetwork(nodes, edges).walk_s([0], speed_kmh=3.6).tolist()
    [0.0, 60.0]
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    problems: tuple[str, ...] = field(init=False, default=())
    _graph_m: Any = field(init=False, repr=False, compare=False)
    _tree: KDTree = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        nodes = check_nodes(self.nodes)
        ends, problems = check_edges(nodes, self.edges, distance_m)
        object.__setattr__(self, "nodes", nodes)
        object.__setattr__(self, "edges", self.edges.reset_index(drop=True))
        length_m = as_numbers(self.edges["length_m"], "length_m of edges", NetworkError)
        object.__setattr__(self, "_graph_m", metric_graph(len(nodes), ends, length_m))
        object.__setattr__(self, "_tree", KDTree(self._plane_m(nodes["lat_deg"], nodes["lon_deg"])))
        message = self.pieces().message
        object.__setattr__(self, "problems", (*problems, message) if message else problems)

    @property
    def n_nodes(self) -> int:
        """How many nodes there are."""
        return len(self.nodes)

    def positions(self, names: ArrayLike) -> np.ndarray:
        """
        Return the positions (0, 1, 2, …) of nodes that are given by their names.

        Raises
        ------
        NetworkError
            If a name is unknown.
        """
        names = np.atleast_1d(np.asarray(names))
        found = pd.Index(self.nodes["node"]).get_indexer(pd.Index(names))
        if (found < 0).any():
            unknown = ", ".join(map(repr, names[found < 0][:5].tolist()))
            known = ", ".join(map(repr, self.nodes["node"].head(3).tolist()))
            raise NetworkError(f"the network has no node {unknown}; the column `node` of `nodes` has {known}, …")
        return found

    def pieces(self) -> Pieces:
        """Return the connected parts of the network, largest first."""
        _, label = connected_components(self._graph_m, directed=False)
        sizes = np.bincount(label)
        order = np.argsort(-sizes, kind="stable")
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        outside = self.n_nodes - int(sizes.max(initial=0))
        message = (
            f"the network is in {len(sizes)} pieces; {outside} of {self.n_nodes} nodes lie outside the largest and "
            "cannot be reached from it; use network.largest(), and look at what is lost"
        )
        ranked = pd.Series(sizes[order], name="nodes").rename_axis("piece")
        return Pieces(rank[label], ranked, message if len(sizes) > 1 else "")

    def largest(self) -> "WalkingNetwork":
        """Return the largest piece as a network of its own; its nodes keep their names."""
        kept = self.nodes[self.pieces().label == 0]
        inside = self.edges["from_node"].isin(kept["node"])
        return WalkingNetwork(kept.reset_index(drop=True), self.edges[inside])

    def snap(self, lat: ArrayLike, lon: ArrayLike, *, limit_m: float = 250.0) -> tuple[np.ndarray, np.ndarray]:
        """
        Return the nearest node of each place, and how far it is as the crow flies.

        Parameters
        ----------
        lat, lon : array_like, shape (n_places,)
            Latitude and longitude (WGS 84). [degree]
        limit_m : float
            The farthest that is accepted; ``inf`` accepts all. [m]

        Returns
        -------
        positions : numpy.ndarray of int, shape (n_places,)
            Position of the node: row of `nodes`, not its name.
        distance_m : numpy.ndarray, shape (n_places,)
            Distance. [m]

        Raises
        ------
        NetworkError
            If a place is missing or no number, farther than `limit_m`, or latitude and longitude look swapped.
        """
        limit_m = self._limit(limit_m, "limit_m", "m")
        lat, lon = (
            np.atleast_1d(as_numbers(values, name, NetworkError, "degrees such as 60.1706").astype(float))
            for name, values in (("lat", lat), ("lon", lon))
        )
        if lat.shape != lon.shape or not np.isfinite([lat, lon]).all():
            raise NetworkError(f"lat and lon must be numbers of the same shape, got {lat.shape} and {lon.shape}")
        _, near = self._tree.query(self._plane_m(lat, lon))
        to_lat, to_lon = (self.nodes[column].to_numpy()[near] for column in ("lat_deg", "lon_deg"))
        apart_m = distance_m(lat, lon, to_lat, to_lon)
        if (apart_m > limit_m).any():
            turned_m, _ = self._tree.query(self._plane_m(lon, lat))
            raise NetworkError(far_message(lat, lon, apart_m, limit_m, swapped=turned_m <= limit_m))
        return near, apart_m

    def walk_s(
        self,
        sources: ArrayLike,
        *,
        start_s: ArrayLike = 0.0,
        speed_kmh: float = WALKING_SPEED_KMH,
        limit_s: float = np.inf,
    ) -> np.ndarray:
        """
        Return the earliest moment at which a walker from any of the sources is at each node.

        Parameters
        ----------
        sources : array_like of int, shape (n_sources,)
            Positions of nodes.
        start_s : float or array_like, shape (n_sources,)
            When the walker leaves each source. [s]
        speed_kmh : float
            Walking speed, above 0. [km/h]
        limit_s : float
            Longest walk; what is farther is ``inf``. [s]

        Returns
        -------
        numpy.ndarray, shape (n_nodes,)
            Moment, ``inf`` where no source leads. [s]

        Raises
        ------
        NetworkError
            If a source is no node, the speed is not above 0, a start is no moment, or the limit is below 0.
        """
        sources, limit_s = self._checked(sources, speed_kmh), self._limit(limit_s, "limit_s", "s")
        start_s = as_numbers(start_s, "start_s", NetworkError, "in seconds: one moment, or one per source")
        if start_s.shape not in ((), sources.shape) or not np.isfinite(start_s).all():
            raise NetworkError(f"start_s must be finite: one moment, or one per source; got shape {start_s.shape}")
        start_s = np.broadcast_to(start_s, sources.shape)
        first_s = start_s.min(initial=np.inf)
        # One more node, from which a way of (start - first) leads to each source; 1 s, since a way of 0 is no way.
        hall = with_hall(self._graph_m * (3.6 / speed_kmh), sources, start_s - first_s + 1.0)
        reach_s = np.inf if np.isinf(limit_s) else float(limit_s + np.ptp(start_s) + 1.0)
        moments = dijkstra(hall, directed=True, indices=self.n_nodes, limit=reach_s)[:-1] - 1.0
        moments[moments > limit_s] = np.inf
        return np.asarray(first_s + moments)

    def walk_matrix_s(
        self, sources: ArrayLike, *, speed_kmh: float = WALKING_SPEED_KMH, limit_s: float = np.inf
    ) -> np.ndarray:
        """
        Return the walking time from each source, on its own, to each node.

        Parameters and errors are those of `walk_s`.

        Returns
        -------
        numpy.ndarray, shape (n_sources, n_nodes)
            Time, ``inf`` where no way leads or where it is longer than `limit_s`. [s]
        """
        sources, limit_s = self._checked(sources, speed_kmh), self._limit(limit_s, "limit_s", "s")
        limit_m = limit_s * speed_kmh / 3.6
        times = np.asarray(dijkstra(self._graph_m, directed=False, indices=sources, limit=limit_m))
        times *= 3.6 / speed_kmh  # metres become seconds
        return times

    def checked_positions(self, places: ArrayLike) -> np.ndarray:
        """
        Return positions of nodes as an array.

        Raises
        ------
        NetworkError
            If there is none, or one is no position of a node.
        """
        try:
            found = np.atleast_1d(np.asarray(places))
        except ValueError:  # lists of different length
            found = np.empty((0, 0))
        whole = found.ndim == 1 and found.size > 0 and found.dtype.kind in "iu"
        if not whole or ((found < 0) | (found >= self.n_nodes)).any():
            raise NetworkError(
                f"places must be a list of positions of nodes, 0 to {self.n_nodes - 1}, got {_shown(found)}; "
                "network.positions(names) and network.snap(lat, lon) give them"
            )
        return found

    def _checked(self, sources: ArrayLike, speed_kmh: float) -> np.ndarray:
        speed = as_number(speed_kmh, "speed_kmh", NetworkError, "such as 4.8")
        if not (np.isfinite(speed) and speed > 0):
            raise NetworkError(f"speed_kmh must be above 0, got {speed_kmh}")
        return self.checked_positions(sources)

    def _limit(self, limit: float, name: str, unit: str) -> float:
        found = as_number(limit, name, NetworkError, f"in {unit}; inf is no limit")
        if not found >= 0:
            raise NetworkError(f"{name} must be at least 0 {unit}, got {limit}")
        return found

    def _plane_m(self, lat: ArrayLike, lon: ArrayLike) -> np.ndarray:
        middle = float(np.radians(self.nodes["lat_deg"].mean())) if len(self.nodes) else 0.0
        north_m, east_m = metres_per_radian(middle)
        return np.column_stack([np.radians(np.asarray(lat)) * north_m, np.radians(np.asarray(lon)) * east_m])


def _shown(places: np.ndarray) -> str:
    kind = {"U": "text: ", "b": "True and False: ", "f": "decimal numbers: "}.get(places.dtype.kind, "")
    return f"{kind}{places[:5].tolist()}" if places.ndim == 1 else f"shape {places.shape}"
