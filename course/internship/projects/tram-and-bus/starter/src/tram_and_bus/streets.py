"""How long people walk: streets and footpaths as a network, distances by Dijkstra's algorithm."""

from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

WALKING_KMH = 4.8  # as in module 03: "leaving at 8:00 on a weekday, walking 4.8 km/h"


def read_network(data: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Return the nodes and edges of centre and suburbs as one network.

    Parameters
    ----------
    data : pathlib.Path
        Folder that holds `walking_helsinki` and `corridor_homes_synthetic`.

    Returns
    -------
    nodes : pandas.DataFrame
        `lat_deg` and `lon_deg` [degrees, WGS 84], by `node`.
    edges : pandas.DataFrame
        `from_node`, `to_node`, `length_m` [m]; each may be walked both ways.
    """
    places = [data / "walking_helsinki", data / "corridor_homes_synthetic"]
    nodes = pd.concat([pd.read_csv(place / "nodes.csv", index_col="node") for place in places])
    edges = pd.concat([pd.read_csv(place / "edges.csv") for place in places], ignore_index=True)
    return nodes[["lat_deg", "lon_deg"]], edges[["from_node", "to_node", "length_m"]]


def nearest_nodes(nodes: pd.DataFrame, places: pd.DataFrame) -> pd.Series:
    """
    Return the node next to each place, as the crow flies.

    Parameters
    ----------
    nodes : pandas.DataFrame
        `lat_deg` and `lon_deg` [degrees], by node.
    places : pandas.DataFrame
        `lat_deg` and `lon_deg` [degrees].

    Returns
    -------
    pandas.Series, shape (n_places,)
        Names of nodes, on the index of `places`.
    """
    # A degree of longitude is shorter than one of latitude by the cosine of the latitude.
    shrink = np.cos(np.radians(nodes["lat_deg"].mean()))
    north = nodes["lat_deg"].to_numpy()[None, :] - places["lat_deg"].to_numpy()[:, None]
    east = (nodes["lon_deg"].to_numpy()[None, :] - places["lon_deg"].to_numpy()[:, None]) * shrink
    return pd.Series(nodes.index[(north**2 + east**2).argmin(axis=1)], index=places.index)


def walks_s(
    nodes: pd.DataFrame, edges: pd.DataFrame, *, starts: pd.Series, ends: pd.Series, speed_kmh: float = WALKING_KMH
) -> np.ndarray:
    """
    Return how long the shortest walk takes from each start to each end.

    Parameters
    ----------
    nodes, edges : pandas.DataFrame
        The network, as `read_network` returns it.
    starts, ends : pandas.Series of int
        Names of nodes.
    speed_kmh : float
        Walking speed. [km/h]

    Returns
    -------
    numpy.ndarray, shape (n_starts, n_ends)
        Walking times, `inf` where no way leads. [s]

    Raises
    ------
    ValueError
        If `speed_kmh` is not above 0.
    """
    if not speed_kmh > 0:
        raise ValueError(f"speed_kmh must be above 0, got {speed_kmh}")
    position = pd.Series(np.arange(len(nodes)), index=nodes.index)
    # Parallel edges: the shortest counts. A sparse array would add them up.
    shortest = edges.groupby(["from_node", "to_node"], as_index=False)["length_m"].min()
    pairs = (position[shortest["from_node"]].to_numpy(), position[shortest["to_node"]].to_numpy())
    network = coo_array((shortest["length_m"], pairs), shape=(len(nodes), len(nodes))).tocsr()
    from_ends_m = dijkstra(network, directed=False, indices=position[ends].to_numpy())
    return from_ends_m[:, position[starts].to_numpy()].T / (speed_kmh / 3.6)


def walks_of_the_town(
    data: Path, stops: pd.DataFrame, target: str, *, speed_kmh: float = WALKING_KMH
) -> tuple[pd.DataFrame, dict[str, float], pd.Series]:
    """
    Return all walks that journeys to one stop need; the place that people want to reach lies at that stop.

    Parameters
    ----------
    data : pathlib.Path
        Folder that holds `walking_helsinki` and `corridor_homes_synthetic`.
    stops : pandas.DataFrame
        As `feed.read_stops` returns it.
    target : str
        A stop, such as "N6", the college.
    speed_kmh : float
        Walking speed. [km/h]

    Returns
    -------
    to_stops_s : pandas.DataFrame, shape (n_homes, n_stops)
        From each block of homes to each stop. [s]
    egress_s : dict from str to float
        From each stop to the target. [s]
    walk_s : pandas.Series, shape (n_homes,)
        From each block of homes to the target. [s]
    """
    nodes, edges = read_network(data)
    homes = pd.read_csv(data / "corridor_homes_synthetic" / "homes.csv", index_col="block")
    stop_nodes = nearest_nodes(nodes, stops)
    starts = pd.concat([homes["node"], stop_nodes])
    all_s = walks_s(nodes, edges, starts=starts, ends=stop_nodes, speed_kmh=speed_kmh)
    to_stops = pd.DataFrame(all_s[: len(homes)], index=homes.index, columns=stops.index)
    between = pd.DataFrame(all_s[len(homes) :], index=stops.index, columns=stops.index)
    return to_stops, between[target].to_dict(), to_stops[target]
