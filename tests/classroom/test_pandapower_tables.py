"""Tables from a pandapower network; a stand-in has the few columns that matter."""

from types import SimpleNamespace

import pandas as pd
import pytest

from classroom.pandapower_tables import FIELDS, network_tables


class StandIn(SimpleNamespace):
    def __getitem__(self, name):
        return getattr(self, name)


def stand_in() -> StandIn:
    return StandIn(
        bus=pd.DataFrame(
            {
                "name": ["hv", "hv twin", "lv", "end"],
                "vn_kv": [20.0, 20.0, 0.4, 0.4],
                "geo": ['{"coordinates": [1.0, 2.0]}', None, None, None],
                "in_service": True,
            }
        ),
        line=pd.DataFrame(
            {"from_bus": [2], "to_bus": [3], "length_km": 0.2, "r_ohm_per_km": 0.5, "x_ohm_per_km": 0.1}
            | {"c_nf_per_km": 100.0, "g_us_per_km": 0.0, "max_i_ka": 0.27, "df": 1.0, "parallel": 1}
            | {"in_service": True}
        ),
        trafo=pd.DataFrame(
            {"hv_bus": [1], "lv_bus": [2], "sn_mva": 0.4, "vn_hv_kv": 20.0, "vn_lv_kv": 0.4, "vk_percent": 4.0}
            | {"vkr_percent": 1.5, "pfe_kw": 0.9, "i0_percent": 0.3, "shift_degree": 150.0, "tap_side": "hv"}
            | {"tap_pos": 0, "tap_neutral": 0, "tap_min": -2, "tap_max": 2, "tap_step_percent": 2.5}
            | {"df": 1.0, "parallel": 1, "in_service": True}
        ),
        load=pd.DataFrame(
            {"name": ["home"], "bus": [3], "p_mw": 0.006, "q_mvar": 0.002, "scaling": 1.0, "in_service": True}
        ),
        ext_grid=pd.DataFrame({"bus": [0], "vm_pu": [1.02]}),
        switch=pd.DataFrame({"bus": [0], "element": [1], "et": "b", "closed": True, "z_ohm": 0.0}),
    )


def test_tables_have_the_columns_of_the_passport():
    tables = network_tables(stand_in())
    assert {name: list(table.columns) for name, table in tables.items()} == {n: list(f) for n, f in FIELDS.items()}


def test_units_change_from_pandapowers_to_ours():
    tables = network_tables(stand_in())
    line, unit, load = (tables[name].iloc[0] for name in ("lines", "transformers", "loads"))
    assert (line.length_m, line.resistance_ohm, line.capacitance_nf, line.current_rated_a) == (200.0, 0.1, 20.0, 270.0)
    assert (unit.rated_kva, unit.voltage_from_v, unit.copper_loss_kw, unit.clock) == (400.0, 20_000.0, 6.0, 5)
    assert (load.p_kw, load.q_kvar, load.profile) == (6.0, 2.0, "constant")


def test_closed_switch_makes_one_node_of_two():
    tables = network_tables(stand_in())
    assert tables["nodes"]["node"].tolist() == [0, 2, 3]
    assert tables["transformers"]["from_node"].tolist() == [0]


def test_filler_in_place_of_rated_currents_can_be_left_out():
    assert network_tables(stand_in(), current_rated_known=False)["lines"]["current_rated_a"].isna().all()


@pytest.mark.parametrize(
    ("table", "column", "value", "message"),
    [
        ("line", "in_service", False, "out of service"),
        ("trafo", "parallel", 2, "parallel and df must be 1"),
        ("load", "scaling", 0.5, "scaling of loads must be 1"),
        ("switch", "closed", False, "only closed switches"),
    ],
)
def test_network_that_is_not_plain_is_refused(table, column, value, message):
    net = stand_in()
    net[table][column] = value
    with pytest.raises(ValueError, match=message):
        network_tables(net)
