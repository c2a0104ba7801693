"""The simulated power system: published energies, physical hours, the same numbers each time."""

import pytest

from citylab import data
from citylab.grid.carbon import EMISSION_GKWH, ENERGY_TWH, simulate_grid


@pytest.fixture(scope="module")
def grid():
    return simulate_grid(year=2025, seed=2025)


def test_data_set_is_what_the_simulator_gives(grid):
    shipped = data.load("grid_carbon_synthetic")
    assert (shipped.index == grid.index).all()
    assert (shipped["carbon_gkwh"] - grid["carbon_gkwh"]).abs().max() < 0.06


@pytest.mark.parametrize("source", sorted(set(ENERGY_TWH) - {"wind"}))
def test_energies_are_the_published_ones(grid, source):
    assert grid[f"{source}_gw"].sum() / 1000 == pytest.approx(ENERGY_TWH[source], rel=0.005)


def test_wind_that_is_used_lies_just_below_the_published_energy(grid):
    assert 0.97 * 87 < grid["wind_gw"].sum() / 1000 <= 87


def test_gas_comes_out_at_its_published_share(grid):
    """Not put in: gas only fills what is left. Published for 2025: 28 %."""
    assert grid["gas_gw"].sum() / grid["demand_gw"].sum() == pytest.approx(0.28, abs=0.01)


def test_every_hour_balances(grid):
    supply = grid[[f"{source}_gw" for source in EMISSION_GKWH]].sum(axis=1)
    assert (supply - grid["demand_gw"]).abs().max() < 1e-9


def test_carbon_of_an_hour_is_the_mean_by_hand(grid):
    hour = grid[grid["imports_gw"] > 0].iloc[100]
    emitted = sum(EMISSION_GKWH[source] * hour[f"{source}_gw"] for source in EMISSION_GKWH)
    assert hour["carbon_gkwh"] == pytest.approx(emitted / hour["demand_gw"])


def test_mean_lies_near_the_published_factor(grid):
    """UK factor for company reports in 2025: 177 g/kWh; hours differ, the mean should not much."""
    mean = (grid["carbon_gkwh"] * grid["demand_gw"]).sum() / grid["demand_gw"].sum()
    assert mean == pytest.approx(177, rel=0.15)


def test_records_are_not_passed(grid):
    assert grid["wind_gw"].max() <= 23.8
    assert grid["solar_gw"].max() <= 14.0


def test_sun_shines_by_day(grid):
    assert grid.loc[grid.index.hour < 3, "solar_gw"].max() == 0


def test_another_seed_gives_another_year(grid):
    assert not simulate_grid(year=2025, seed=7)["wind_gw"].equals(grid["wind_gw"])
