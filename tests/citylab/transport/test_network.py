"""The walking network: distances, pieces, snapping, shortest ways, and what it refuses."""

import math

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from citylab import data
from citylab.transport import network
from citylab.transport.network import NetworkError, WalkingNetwork


@pytest.fixture(scope="module")
def helsinki():
    tables = data.load("walking_helsinki")
    return WalkingNetwork(tables["nodes"], tables["edges"])


def square(*, lengths=(100, 100, 100, 100), **changes):
    """Return a square of about 100 m, its nodes named a to d."""
    lat, lon = 60 + np.array([0, 0, 1, 1]) * 0.000897, 25 + np.array([0, 1, 1, 0]) * 0.00179
    nodes = pd.DataFrame({"node": list("abcd"), "lat_deg": lat, "lon_deg": lon})
    edges = pd.DataFrame({"from_node": list("abcd"), "to_node": list("bcda"), "length_m": [float(m) for m in lengths]})
    return nodes.assign(**changes), edges


@pytest.mark.parametrize("latitude", [-33.0, 0.0, 53.5, 60.2, 69.0])
def test_distance_agrees_with_an_exact_geodesic(latitude):
    earth = pytest.importorskip("pyproj").Geod(ellps="WGS84")
    rng = np.random.default_rng(1)
    lat = latitude + rng.uniform(-0.04, 0.04, (2, 200))
    lon = 25 + rng.uniform(-0.04, 0.04, (2, 200))
    *_, exact_m = earth.inv(lon[0], lat[0], lon[1], lat[1])
    found_m = network.distance_m(lat[0], lon[0], lat[1], lon[1])
    assert exact_m.max() > 5_000
    assert np.abs(found_m / exact_m - 1).max() < 1e-5


def test_published_lengths_of_edges_are_those_between_their_nodes(helsinki):
    places = helsinki.nodes.set_index("node")
    a, b = places.loc[helsinki.edges["from_node"]], places.loc[helsinki.edges["to_node"]]
    straight_m = network.distance_m(a["lat_deg"], a["lon_deg"], b["lat_deg"], b["lon_deg"])
    assert np.abs(straight_m - helsinki.edges["length_m"]).max() < 0.3  # both are rounded to 0.1 m


def test_helsinki_has_the_pieces_that_another_library_finds(helsinki):
    graph = nx.Graph(zip(helsinki.edges["from_node"], helsinki.edges["to_node"], strict=True))
    expected = sorted(map(len, nx.connected_components(graph)), reverse=True)
    assert helsinki.pieces().sizes.tolist() == expected
    assert len(expected) == 26
    assert helsinki.problems[0].startswith("the network is in 26 pieces; 155 of 6647 nodes")


def test_largest_piece_is_in_one_piece_and_keeps_its_names(helsinki):
    largest = helsinki.largest()
    assert largest.problems == ()
    assert largest.n_nodes == 6492
    assert set(largest.nodes["node"]) == set(helsinki.nodes["node"][helsinki.pieces().label == 0])


def test_shortest_ways_equal_those_of_another_library(helsinki):
    graph = nx.Graph()
    for a, b, length_m, _ in helsinki.edges.itertuples(index=False):
        graph.add_edge(a, b, weight=min(length_m, graph.get_edge_data(a, b, {"weight": math.inf})["weight"]))
    source = helsinki.positions([3000])
    expected = nx.single_source_dijkstra_path_length(graph, 3000, weight="weight")
    found = helsinki.walk_s(source, speed_kmh=3.6)
    assert np.allclose(found, [expected.get(node, math.inf) for node in helsinki.nodes["node"]], rtol=1e-9)
    assert np.allclose(found, helsinki.walk_matrix_s(source, speed_kmh=3.6)[0], rtol=1e-9)


def test_many_sources_with_their_own_starts_give_the_earliest_of_all(helsinki):
    largest = helsinki.largest()
    rng = np.random.default_rng(2)
    sources, start_s = rng.choice(largest.n_nodes, 12), rng.uniform(-300, 900, 12)
    alone = largest.walk_matrix_s(sources) + start_s[:, None]
    assert np.allclose(largest.walk_s(sources, start_s=start_s), alone.min(axis=0))


def test_same_source_twice_counts_from_its_earlier_start():
    town = WalkingNetwork(*square())
    assert town.walk_s([0, 0], start_s=[50.0, 20.0], speed_kmh=3.6).tolist() == [20, 120, 220, 120]


def test_limit_leaves_out_what_is_farther():
    town = WalkingNetwork(*square())
    assert town.walk_s([0], speed_kmh=3.6, limit_s=150).tolist() == [0, 100, math.inf, 100]
    assert town.walk_matrix_s([0], speed_kmh=3.6, limit_s=150)[0].tolist() == [0, 100, math.inf, 100]


def test_shorter_of_two_edges_counts_and_both_oddities_are_listed():
    nodes, edges = square()
    more = pd.DataFrame({"from_node": ["b", "c"], "to_node": ["a", "c"], "length_m": [500.0, 10.0]})
    town = WalkingNetwork(nodes, pd.concat([more, edges]))
    assert town.walk_s([0], speed_kmh=3.6)[1] == 100
    assert town.problems == (
        "1 edges lead from a node to itself; they are left out",
        "1 edges join nodes that are joined already; the shortest counts",
    )


def test_edge_of_no_length_is_walked_in_no_time():
    nodes, edges = square(lengths=(0, 100, 100, 100), lat_deg=60.0, lon_deg=25.0)
    assert WalkingNetwork(nodes, edges).walk_s([0], speed_kmh=3.6)[1] == pytest.approx(0, abs=1e-5)


def test_pieces_that_cannot_be_reached_are_infinitely_far():
    nodes, edges = square()
    town = WalkingNetwork(nodes, edges.iloc[[0, 2]])
    assert town.pieces().sizes.tolist() == [2, 2]
    assert "2 of 4 nodes lie outside the largest" in town.problems[0]
    assert town.walk_s([0], speed_kmh=3.6).tolist() == [0, 100, math.inf, math.inf]


def test_snap_finds_the_nearest_node_by_brute_force(helsinki):
    rng = np.random.default_rng(3)
    lat, lon = rng.uniform(60.165, 60.179, 200), rng.uniform(24.936, 24.953, 200)
    near, apart_m = helsinki.snap(lat, lon, limit_m=math.inf)
    nodes = helsinki.nodes
    for k in range(200):
        all_m = network.distance_m(lat[k], lon[k], nodes["lat_deg"], nodes["lon_deg"])
        assert apart_m[k] == pytest.approx(all_m.min(), abs=0.01)
        assert all_m[near[k]] == pytest.approx(apart_m[k])


def test_far_swapped_and_missing_places_are_refused(helsinki):
    with pytest.raises(NetworkError, match=r"1 of 2 places lie more than 250 m .* \(number 1\) is \(61.0, 24.94\)"):
        helsinki.snap([60.17, 61.0], [24.94, 24.94])
    with pytest.raises(NetworkError, match="latitude and longitude look swapped"):
        helsinki.snap(24.94, 60.17)
    with pytest.raises(NetworkError, match="must be numbers of the same shape"):
        helsinki.snap([60.17, math.nan], [24.94, 24.94])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"lat_deg": 6_670_000.0}, "are they swapped, missing, or in metres"),
        ({"lon_deg": math.nan}, "are they swapped, missing, or in metres"),
        ({"node": "a"}, "listed twice"),
    ],
)
def test_bad_nodes_are_refused(changes, message):
    with pytest.raises(NetworkError, match=message):
        WalkingNetwork(*square(**changes))


@pytest.mark.parametrize(
    ("lengths", "message"),
    [
        ((100, -5, 100, 100), "1 edges have a length below 0 or none, the first from b to c: -5.0 m"),
        ((100, 100, math.nan, 100), "from c to d: nan m"),
        ((100, 100, 100, 0.1), "shorter than the straight line .* from d to a: 0.1 m instead of at least"),
    ],
)
def test_bad_lengths_are_refused(lengths, message):
    with pytest.raises(NetworkError, match=message):
        WalkingNetwork(*square(lengths=lengths))


def test_swapped_columns_of_real_nodes_are_refused(helsinki):
    turned = helsinki.nodes.rename(columns={"lat_deg": "lon_deg", "lon_deg": "lat_deg"})
    with pytest.raises(NetworkError, match="latitude and longitude in their columns"):
        WalkingNetwork(turned, helsinki.edges)


def test_unknown_nodes_columns_and_positions_are_refused():
    nodes, edges = square()
    with pytest.raises(NetworkError, match=r"1 edges end at a node that `nodes` does not list, the first from d to z"):
        WalkingNetwork(nodes, edges.assign(to_node=list("bcdz")))
    with pytest.raises(NetworkError, match="edges lacks the column length_m"):
        WalkingNetwork(nodes, edges.drop(columns="length_m"))
    town = WalkingNetwork(nodes, edges)
    with pytest.raises(NetworkError, match="no node 'z'"):
        town.positions(["a", "z"])
    for sources in ([4], [-1], [0.0], []):
        with pytest.raises(NetworkError, match="positions of nodes, 0 to 3"):
            town.walk_s(sources)
    with pytest.raises(NetworkError, match="speed_kmh must be above 0"):
        town.walk_s([0], speed_kmh=0)
    with pytest.raises(NetworkError, match="start_s must be finite"):
        town.walk_s([0], start_s=math.inf)


def test_positions_find_rows_by_name():
    assert WalkingNetwork(*square()).positions(["c", "a"]).tolist() == [2, 0]


def test_helsinki_is_a_subset_of_the_streets_that_another_reader_made(helsinki):
    """The centre lines of `streets_helsinki`, read by other code, lie on the walking network."""
    pieces = data.load("streets_helsinki", "pieces")
    walked = pieces[pieces["kind"].isin(["residential", "pedestrian"])]
    _, apart_m = helsinki.snap(walked["start_lat_deg"], walked["start_lon_deg"])
    assert np.quantile(apart_m, 0.5) < 10  # pieces are cut anew every 60 m, so a start may lie between two nodes
    assert apart_m.max() < 61
