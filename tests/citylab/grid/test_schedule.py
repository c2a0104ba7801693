"""Schedules against plans worked out by hand and against every plan there is."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from citylab.grid import schedule
from citylab.grid.schedule import ScheduleError, schedule_battery, schedule_ev


def hourly(values, start="2025-01-01"):
    times = pd.date_range(start, periods=len(values), freq="h", tz="Europe/London")
    return pd.Series(values, index=times, dtype=float)


def random_week(seed=1):
    random = np.random.default_rng(seed)
    times = pd.date_range("2025-01-01", periods=96 * 2, freq="15min", tz="Europe/London")
    columns = {"price": random.uniform(0.05, 0.4, 192), "load": random.uniform(0.2, 2.0, 192)}
    columns["pv"] = np.maximum(0, 3 * np.sin(np.arange(192) / 96 * 2 * np.pi - 1.6))
    return pd.DataFrame(columns, index=times)


@pytest.fixture(scope="module")
def week_plan():
    week = random_week()
    return schedule_battery(
        week["price"], load_kw=week["load"], pv_kw=week["pv"], energy_kwh=10, power_kw=3,
        export_per_kwh=0.04,
    )  # fmt: skip


def test_two_hours_by_hand():
    """0.9 each way: 1 kWh bought for 0.10 saves 0.81 kWh at 0.30, so 2·0.10 + 0.19·0.30."""
    plan = schedule_battery(
        hourly([0.1, 0.3]), load_kw=hourly([1, 1]), energy_kwh=5, power_kw=1, efficiency=0.81,
        start_share=0,
    )  # fmt: skip
    assert plan.totals["cost"] == pytest.approx(0.257, abs=1e-5)
    assert plan.table["import_kw"].tolist() == pytest.approx([2.0, 0.19], abs=1e-6)


def test_battery_rests_when_the_spread_does_not_pay_the_losses():
    plan = schedule_battery(
        hourly([0.10, 0.12]), load_kw=hourly([1, 1]), energy_kwh=5, power_kw=1, efficiency=0.81,
        start_share=0,
    )  # fmt: skip
    assert plan.table[["charge_kw", "discharge_kw"]].to_numpy() == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("seed", range(5))
def test_optimum_equals_the_best_of_all_plans(seed):
    """Whole numbers and no losses make the optimum a plan of whole kilowatts."""
    random = np.random.default_rng(seed)
    price, net = random.integers(1, 9, 6) / 10, random.integers(-2, 4, 6)
    best = np.inf
    for moves in product([-1, 0, 1], repeat=6):
        stored = 1 + np.cumsum(moves)
        if stored.min() < 0 or stored.max() > 2 or stored[-1] != 1:
            continue
        grid = net + np.array(moves)
        best = min(best, (price * grid.clip(min=0)).sum() + (0.05 * grid.clip(max=0)).sum())
    plan = schedule_battery(
        hourly(price), load_kw=hourly(net.clip(min=0)), pv_kw=hourly((-net).clip(min=0)),
        energy_kwh=2, power_kw=1, efficiency=1, export_per_kwh=0.05,
    )  # fmt: skip
    assert plan.totals["cost"] == pytest.approx(best, abs=1e-4)


def test_optimum_with_losses_beats_every_plan_on_a_fine_grid():
    price, best, each_way = np.array([0.3, 0.1, 0.4]), np.inf, 0.9
    for first, second in product(np.linspace(-1, 1, 81), repeat=2):
        changes = [first * 0.9, second * 0.9, -(first + second) * 0.9]
        stored = 1 + np.cumsum(changes)
        bought = [change / each_way if change > 0 else change * each_way for change in changes]
        if stored.min() >= 0 and stored.max() <= 2 and np.abs(bought).max() <= 1:
            best = min(best, float((price * (1 + np.array(bought))).sum()))
    plan = schedule_battery(hourly(price), load_kw=hourly([1, 1, 1]), energy_kwh=2, power_kw=1, efficiency=0.81)
    assert best - 0.01 < plan.totals["cost"] < best + 1e-5


def test_every_step_balances(week_plan):
    t = week_plan.table
    supply = t["import_kw"] + t["pv_kw"] + t["discharge_kw"]
    assert (supply - t["load_kw"] - t["export_kw"] - t["charge_kw"]).abs().max() < 1e-6


def test_store_changes_by_what_flows_and_ends_as_it_began(week_plan):
    t, way = week_plan.table, np.sqrt(0.85)
    change = 0.25 * (way * t["charge_kw"] - t["discharge_kw"] / way)
    assert (5.0 + change.cumsum() - t["stored_kwh"]).abs().max() < 1e-6
    assert t["stored_kwh"].iloc[-1] == pytest.approx(5.0)


def test_ratings_are_kept(week_plan):
    t = week_plan.table
    assert t[["charge_kw", "discharge_kw"]].max().max() <= 3 + 1e-6
    assert t["stored_kwh"].between(-1e-6, 10 + 1e-6).all()


def test_battery_never_charges_and_discharges_at_once(week_plan):
    assert (week_plan.table["charge_kw"] * week_plan.table["discharge_kw"]).max() < 1e-6


def test_battery_never_burns_energy_to_be_paid_for_it():
    """At a negative price a plan without the yes-or-no variable would heat the battery."""
    plan = schedule_battery(hourly([-0.5, -0.5, 0.3]), load_kw=hourly([1, 1, 1]), energy_kwh=1, power_kw=2)
    assert (plan.table["charge_kw"] * plan.table["discharge_kw"]).max() < 1e-6


def test_nobody_buys_and_sells_in_the_same_step():
    plan = schedule_battery(hourly([0.1, 0.2]), load_kw=hourly([1, 1]), energy_kwh=1, power_kw=1, export_per_kwh=0.5)
    assert (plan.table["import_kw"] * plan.table["export_kw"]).max() < 1e-6


def test_battery_saves_money_and_says_how_much(week_plan):
    totals = week_plan.totals
    assert totals["cost"] < totals["cost_before"]
    assert totals["import_kwh_before"] == pytest.approx(
        (week_plan.table["load_kw"] - week_plan.table["pv_kw"]).clip(lower=0).sum() / 4
    )


def test_each_aim_is_best_at_its_own():
    week = random_week()
    carbon = pd.Series(np.random.default_rng(9).uniform(50, 300, 192), index=week.index)
    plans = {
        aim: schedule_battery(
            week["price"], load_kw=week["load"], energy_kwh=10, power_kw=3, carbon_gkwh=carbon,
            aim=aim, carbon_value_per_kg=0.5,
        ).totals
        for aim in ("cost", "carbon", "weighted")
    }  # fmt: skip
    assert plans["cost"]["cost"] < plans["weighted"]["cost"] < plans["carbon"]["cost"]
    kilograms = [plans[aim]["carbon_kg"] for aim in ("carbon", "weighted", "cost")]
    assert kilograms == sorted(kilograms)


def test_import_limit_is_kept_with_the_battery():
    plan = schedule_battery(
        hourly([0.2, 0.1, 0.2]), load_kw=hourly([1, 3, 1]), energy_kwh=4, power_kw=2,
        import_limit_kw=2,
    )  # fmt: skip
    assert plan.table["import_kw"].max() <= 2 + 1e-6


def test_limit_that_no_plan_keeps_is_refused_with_the_remedy():
    with pytest.raises(ScheduleError, match=r"below 2 kW with a peak load of 9\.0 kW: raise"):
        schedule_battery(hourly([1, 1]), load_kw=hourly([1, 9]), energy_kwh=1, power_kw=1, import_limit_kw=2)


def test_car_charges_in_the_cheapest_hours_of_its_stay():
    plan = schedule_ev(
        hourly([0.1, 0.4, 0.2, 0.3, 0.1]), arrival="2025-01-01 01:00",
        departure="2025-01-01 04:00", energy_kwh=9, power_kw=6, efficiency=1,
    )  # fmt: skip
    assert plan.table["charge_kw"].tolist() == pytest.approx([0, 0, 6, 3, 0])
    assert plan.totals["cost"] == pytest.approx(6 * 0.2 + 3 * 0.3)
    assert plan.totals["cost_before"] == pytest.approx(6 * 0.4 + 3 * 0.2)


@pytest.mark.parametrize("seed", range(3))
def test_car_pays_what_filling_the_cheapest_steps_first_costs(seed):
    week = random_week(seed)
    plan = schedule_ev(
        week["price"], arrival="2025-01-01 18:00", departure="2025-01-02 07:00", energy_kwh=30,
        power_kw=7.4, load_kw=week["load"], import_limit_kw=8,
    )  # fmt: skip
    stay = week.loc["2025-01-01 18:00":"2025-01-02 06:59"].sort_values("price")
    room = np.minimum(7.4, 8 - stay["load"]) / 4
    filled = np.diff(np.minimum(room.cumsum(), 30 / 0.9), prepend=0)
    cost = (filled * stay["price"]).sum() + (week["load"] * week["price"]).sum() / 4
    assert plan.totals["cost"] == pytest.approx(cost)
    assert plan.table["stored_kwh"].iloc[-1] == pytest.approx(30)


def test_stay_too_short_is_refused_with_the_remedy():
    with pytest.raises(ScheduleError, match=r"needs 30 kWh but can receive 6\.7 kWh in its stay: give it more"):
        schedule_ev(
            hourly([0.1, 0.2]), arrival="2025-01-01 00:00", departure="2025-01-01 01:00",
            energy_kwh=30, power_kw=7.4,
        )  # fmt: skip


def test_unknown_aim_lists_the_known_ones():
    with pytest.raises(ValueError, match="aim must be one of cost, carbon, weighted, got money"):
        schedule_battery(hourly([1, 1]), load_kw=hourly([1, 1]), energy_kwh=1, power_kw=1, aim="money")


def test_carbon_aim_without_carbon_is_refused():
    with pytest.raises(ValueError, match="needs carbon_gkwh"):
        schedule_battery(hourly([1, 1]), load_kw=hourly([1, 1]), energy_kwh=1, power_kw=1, aim="carbon")


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        ({"energy_kwh": 0}, "energy_kwh must be above 0, got 0"),
        ({"power_kw": -1}, "power_kw must be above 0, got -1"),
        ({"efficiency": 85}, "efficiency must be a share within 0 and 1, got 85"),
        ({"start_share": 1.5}, r"start_share must be a share within 0 and 1, got 1\.5"),
    ],
)
def test_number_out_of_range_is_refused(numbers, message):
    arguments = {"energy_kwh": 1, "power_kw": 1, **numbers}
    with pytest.raises(ValueError, match=message):
        schedule_battery(hourly([1, 1]), load_kw=hourly([1, 1]), **arguments)


def test_series_on_another_index_is_refused_with_the_remedy():
    with pytest.raises(ValueError, match=r"load_kw must be on the index of the price; use load_kw\.re"):
        schedule_battery(hourly([1, 1]), load_kw=hourly([1, 1, 1]), energy_kwh=1, power_kw=1)


def test_plan_names_its_parts():
    assert schedule.Plan._fields == ("table", "totals")
