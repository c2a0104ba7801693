"""The power flow against recorded pandapower results, balances, batches and refusals."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from citylab import data, grid
from citylab.grid import flow

QUARTER_HOURS = (0, 50, 8_000, 16_000, 17_521, 24_000, 35_135)
NETWORKS = ("lv_rural_simbench", "lv_cigre", "lv_kerber")


@pytest.fixture(scope="module")
def rural():
    return grid.network("lv_rural_simbench")


@pytest.fixture(scope="module")
def year(rural):
    return grid.solve_batch(rural, rural.year_kw(), rural.year_kvar())


def recorded(name: str, state: str) -> dict:
    path = Path(__file__).parent / "reference" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))["states"][state]


def with_solar_plants(feeder):
    for plant in data.load("lv_rural_simbench", "generators").itertuples():
        feeder = feeder.with_generator(plant.node, plant.p_kw)
    return feeder


STATES = {
    ("lv_rural_simbench", "rated"): lambda feeder: feeder,
    ("lv_rural_simbench", "tap -2"): lambda feeder: feeder.with_tap(-2),
    ("lv_rural_simbench", "tap 2"): lambda feeder: feeder.with_tap(2),
    ("lv_rural_simbench", "source 0.97"): lambda feeder: feeder.with_source_voltage(0.97),
    ("lv_rural_simbench", "solar plants"): with_solar_plants,
    ("lv_cigre", "rated"): lambda feeder: feeder,
    ("lv_kerber", "rated"): lambda feeder: feeder,
    ("lv_kerber", "every customer feeds in 4 kW"): lambda feeder: feeder.with_loads(-4.0),
}


@pytest.mark.parametrize(("name", "state"), STATES)
def test_power_flow_equals_pandapower(name, state):
    result = grid.solve(STATES[name, state](grid.network(name)))
    truth = recorded(name, state)
    voltage_pu = [truth["voltage_pu"][str(node)] for node in result.nodes.index]
    np.testing.assert_allclose(result.nodes["voltage_pu"], voltage_pu, rtol=0, atol=1e-9)
    np.testing.assert_allclose(result.lines["current_a"], truth["line_current_a"], rtol=0, atol=1e-6)
    loading = truth["transformer_loading_percent"]
    np.testing.assert_allclose(result.transformers["loading_percent"], loading, rtol=0, atol=1e-6)
    assert result.balance["source_kw"] == pytest.approx(truth["source_kw"], abs=1e-6)
    assert result.balance["losses_kw"] == pytest.approx(truth["losses_kw"], abs=1e-6)


def test_line_loading_equals_pandapower_where_ratings_are_published(rural):
    loading = grid.solve(rural).lines["loading_percent"]
    np.testing.assert_allclose(loading, recorded("lv_rural_simbench", "rated")["line_loading_percent"], atol=1e-6)


@pytest.mark.parametrize("step", QUARTER_HOURS)
def test_quarter_hour_of_the_year_equals_pandapower_with_the_published_profiles(year, rural, step):
    truth = recorded("lv_rural_simbench", f"quarter hour {step}")["voltage_pu"]
    voltage_pu = [truth[str(node)] for node in rural.nodes.index]
    # Profiles are rounded to five decimals, hence not 1e-9.
    np.testing.assert_allclose(year.voltage_pu[step], voltage_pu, rtol=0, atol=1e-6)


@pytest.mark.parametrize("step", [0, 3_999, 4_000, 20_000, 35_135])
def test_year_in_one_batch_equals_single_runs(year, rural, step):
    single = grid.solve(rural.with_loads(year.p_kw[step], year.q_kvar[step]))
    np.testing.assert_allclose(year.voltage_pu[step], single.nodes["voltage_pu"], rtol=0, atol=1e-9)
    np.testing.assert_allclose(year.line_current_a[step], single.lines["current_a"], rtol=0, atol=1e-6)
    assert year.losses_kw[step] == pytest.approx(single.balance["losses_kw"], abs=1e-8)


def test_energy_of_the_year_balances(year, rural):
    source, used = year.source_kw.sum() / 4, rural.year_kw().to_numpy().sum() / 4
    assert source == pytest.approx(used + year.losses_kw.sum() / 4, rel=1e-9)
    assert used == pytest.approx(199_538, abs=1)


@pytest.mark.parametrize("name", NETWORKS)
def test_source_gives_what_loads_and_losses_take(name):
    balance = grid.solve(grid.network(name)).balance
    assert balance["difference_kw"] == pytest.approx(0, abs=1e-6)
    assert balance["losses_kw"] > 0


def test_worst_hour_of_the_rural_year_is_at_noon_on_new_years_day(year):
    worst = year.worst()
    assert worst.loc["lowest voltage", "element"] == 4
    assert str(worst.loc["lowest voltage", "time"]) == "2016-01-01 12:30:00+01:00"
    assert worst.loc["lowest voltage", "value"] == pytest.approx(1.00693, abs=1e-5)
    assert worst.loc["highest voltage", "element"] in grid.network("lv_rural_simbench").low_voltage_nodes


def test_worst_leaves_out_lines_without_a_rated_current():
    feeder = grid.network("lv_cigre")
    worst = grid.solve_batch(feeder, feeder.loads[["p_kw"]].T.to_numpy()).worst()
    assert "highest line loading" not in worst.index


def test_voltage_of_400_volts_is_between_two_phases():
    nodes = grid.solve(grid.network("lv_cigre")).nodes
    assert nodes.loc[2, "voltage_v"] == pytest.approx(400 * nodes.loc[2, "voltage_pu"])


def test_columns_of_a_table_may_come_in_any_order(rural):
    year_kw = rural.year_kw().iloc[:3]
    straight, turned = (grid.solve_batch(rural, table) for table in (year_kw, year_kw.iloc[:, ::-1]))
    assert np.array_equal(straight.voltage_pu, turned.voltage_pu)


def test_times_of_a_table_label_the_voltages(rural):
    year_kw = rural.year_kw().iloc[:3]
    assert grid.solve_batch(rural, year_kw).voltages().index.equals(year_kw.index)


def test_reverse_flow_has_a_negative_sign(rural):
    loads = rural.with_loads(-1.0).loads
    batch = grid.solve_batch(rural, loads[["p_kw"]].T.to_numpy())
    assert batch.source_kw[0] < 0
    assert batch.transformer_kw[0, 0] < 0


def test_higher_tap_lowers_the_voltage(rural):
    assert grid.solve(rural.with_tap(2)).nodes["voltage_pu"].min() < grid.solve(rural).nodes["voltage_pu"].min()


def test_load_in_watts_is_refused_with_the_remedy(rural):
    with pytest.raises(flow.FlowError, match="kW, not W"):
        grid.solve(rural.with_loads(6_000.0))


def test_collapse_names_the_step_and_the_node(rural):
    p_kw = np.ones((9_000, 13))
    p_kw[8_500, 12] = 5_000.0
    with pytest.raises(flow.FlowError, match="step 8500 has no power flow: 5012 kW in all, 5000 kW of it at node 4"):
        grid.solve_batch(rural, p_kw)


@pytest.mark.parametrize(
    ("powers", "message"),
    [
        (np.ones(13), r"shape \(n_steps, 13\)"),
        (np.ones((3, 12)), r"found \(3, 12\)"),
        (np.ones((0, 13)), r"found \(0, 13\)"),
        (np.where(np.eye(4, 13, k=-2) > 0, np.nan, 1.0), "missing value in step 2"),
        (pd.DataFrame(np.ones((2, 13))).rename(columns={0: 99}), "one column per load"),
    ],
)
def test_powers_that_do_not_fit_are_refused(rural, powers, message):
    with pytest.raises(ValueError, match=message):
        grid.solve_batch(rural, powers)


def test_reactive_power_needs_as_many_steps(rural):
    with pytest.raises(ValueError, match="found 2 and 3 rows"):
        grid.solve_batch(rural, np.ones((3, 13)), np.ones((2, 13)))
