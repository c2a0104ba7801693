"""The networks of the course, and what cannot be a network."""

import pandas as pd
import pytest

from citylab import data, grid
from citylab.grid.network import Network, NetworkError

SIZES = {"lv_rural_simbench": (15, 13, 1, 13), "lv_cigre": (41, 37, 3, 15), "lv_kerber": (116, 114, 1, 57)}


def street(**changes) -> Network:
    """Two homes behind one source, 100 m and 250 m away."""
    tables = {
        "nodes": pd.DataFrame({"node": [1, 2, 3], "voltage_rated_v": 400.0}),
        "lines": pd.DataFrame(
            {
                "line": [1, 2],
                "from_node": [1, 2],
                "to_node": [2, 3],
                "length_m": [100.0, 150.0],
                "resistance_ohm": [0.02, 0.03],
                "reactance_ohm": [0.008, 0.012],
            }
        ),
        "loads": pd.DataFrame({"load": [7, 8], "node": [3, 2], "p_kw": [4.0, 6.0]}),
        "source": pd.DataFrame({"node": [1], "voltage_pu": [1.0]}),
    }
    return Network("street", **(tables | changes))


def changed(table: str, column: str, values) -> dict[str, pd.DataFrame]:
    return {table: getattr(street(), table).assign(**{column: values})}


@pytest.mark.parametrize("name", SIZES)
def test_networks_of_the_course_have_their_published_size(name):
    feeder = grid.network(name)
    assert tuple(len(feeder.tables[t]) for t in ("nodes", "lines", "transformers", "loads")) == SIZES[name]


def test_hand_made_network_fills_what_is_left_out():
    feeder = street()
    assert feeder.lines["capacitance_nf"].tolist() == [0.0, 0.0]
    assert len(feeder.transformers) == 0


def test_distance_adds_the_lengths_along_the_way():
    assert street().distance_from_transformer_m.tolist() == [0.0, 100.0, 250.0]


def test_distance_of_the_cigre_residential_end_is_the_published_345_m():
    feeder = grid.network("lv_cigre").only_transformer(0)
    assert feeder.distance_from_transformer_m.max() == 345.0
    assert len(feeder.nodes) == 19


def test_shorter_of_two_parallel_lines_counts_as_the_distance():
    second = street().lines.reset_index().assign(line=[3, 4], length_m=[40.0, 150.0])
    lines = pd.concat([street().lines.reset_index(), second.iloc[:1]])
    assert street(lines=lines).distance_from_transformer_m[2] == 40.0


def test_customers_are_listed_nearest_first():
    assert street().customers.index.tolist() == [8, 7]


def test_a_generator_is_a_negative_load_and_no_customer():
    feeder = street().with_generator(3, 5.0, q_kvar=1.0)
    assert feeder.loads.loc[9, ["p_kw", "q_kvar"]].tolist() == [-5.0, -1.0]
    assert 9 not in feeder.customers.index


def test_a_change_leaves_the_first_network_as_it_was():
    feeder = street()
    feeder.with_load(3, 50.0), feeder.with_loads([0.0, 0.0]), feeder.with_source_voltage(1.05)
    assert feeder.loads["p_kw"].tolist() == [4.0, 6.0]
    assert feeder.source["voltage_pu"].tolist() == [1.0]


def test_second_cable_halves_the_impedance():
    assert street().with_second_cable(2).lines["resistance_ohm"].tolist() == [0.02, 0.015]


def test_year_multiplies_each_profile_by_the_rated_load():
    feeder = grid.network("lv_rural_simbench")
    profiles = data.load("lv_rural_simbench", "profiles")
    year_kw = feeder.year_kw()
    assert year_kw.shape == (35_136, 13)
    assert year_kw[12].iloc[1000] == pytest.approx(14.0 * profiles["L2-A"].iloc[1000])


def test_year_covers_every_quarter_hour_of_2016_in_german_time():
    index = grid.network("lv_rural_simbench").year_kw().index
    assert index.is_unique
    assert set(index.diff().dropna()) == {pd.Timedelta(minutes=15)}
    assert [str(index[i]) for i in (0, -1)] == ["2016-01-01 00:00:00+01:00", "2016-12-31 23:45:00+01:00"]


def test_network_without_profiles_says_where_to_take_some():
    with pytest.raises(NetworkError, match="bdew_2025"):
        grid.network("lv_cigre").year_kw()


def test_data_set_that_is_no_network_is_refused():
    with pytest.raises(NetworkError, match="not a network"):
        grid.network("bdew_2025")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (changed("loads", "node", [3, 99]), "number 8 names node 99"),
        (changed("lines", "length_m", [100.0, -1.0]), "length_m must be 0 or more, found -1 for number 2"),
        (changed("lines", "resistance_ohm", [float("nan"), 0.1]), "resistance_ohm must be a finite"),
        (changed("lines", "to_node", [2, 2]), "line 2 begins and ends at node 2"),
        (changed("nodes", "voltage_rated_v", [400.0, 400.0, 230.0]), "put a transformer between"),
        (changed("nodes", "voltage_rated_v", 0.0), "voltage_rated_v must be above 0"),
        (changed("source", "voltage_pu", [400.0]), "divide volts by the rated voltage"),
        ({"source": pd.DataFrame({"node": [1, 2], "voltage_pu": 1.0})}, "exactly one source, found 2"),
        ({"lines": street().lines.iloc[:1]}, r"1 node\(s\) have no connection to the source: 3"),
        ({"lines": street().lines.drop(columns="length_m")}, "column length_m is missing"),
        ({"nodes": pd.DataFrame({"node": [1, 1, 2], "voltage_rated_v": 400.0})}, "number 1 appears twice"),
    ],
)
def test_tables_that_are_no_network_are_refused_with_the_remedy(changes, message):
    with pytest.raises(NetworkError, match=message):
        street(**changes)


def test_line_without_impedance_is_refused():
    lines = street().lines.assign(resistance_ohm=0.0, reactance_ohm=0.0)
    with pytest.raises(NetworkError, match="line 1 has no impedance"):
        street(lines=lines)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"tap_position": 3}, "tap_position must be within -2..2, found 3"),
        ({"tap_side": "left"}, "tap_side must be from or to"),
        ({"copper_loss_kw": 100.0}, "more than a short-circuit voltage"),
    ],
)
def test_transformer_that_cannot_be_is_refused(change, message):
    feeder = grid.network("lv_rural_simbench")
    tables = feeder.tables | {"transformers": feeder.transformers.assign(**change)}
    with pytest.raises(NetworkError, match=message):
        Network("changed", **tables)


@pytest.mark.parametrize("action", [lambda n: n.only_transformer(9), lambda n: n.with_second_cable(99)])
def test_unknown_element_is_refused(action):
    with pytest.raises(NetworkError, match="has no"):
        action(grid.network("lv_cigre"))


def test_other_loads_leave_the_rest_as_it_was_and_apart():
    before = street()
    after = before.with_load(3, 2.0)
    pd.testing.assert_series_equal(after.distance_from_transformer_m, before.distance_from_transformer_m)
    for name in ("nodes", "lines", "transformers", "source"):
        pd.testing.assert_frame_equal(after.tables[name], before.tables[name])
    after.lines.loc[1, "length_m"] = 1e6
    assert before.lines["length_m"].max() == 150.0


@pytest.mark.parametrize(("node", "p_kw", "said"), [(999, 1.0, "names node 999"), (3, float("nan"), "finite")])
def test_other_loads_are_checked(node, p_kw, said):
    with pytest.raises(NetworkError, match=said):
        street().with_load(node, p_kw)


def test_of_two_cables_side_by_side_the_shorter_one_counts():
    lines = street().lines
    beside = street(lines=pd.concat([lines, lines.loc[[2]].assign(length_m=9_000.0).set_axis([3])]))
    assert beside.distance_from_transformer_m.to_dict() == {1: 0.0, 2: 100.0, 3: 250.0}
