"""Self-checks of *Move demand to cleaner hours*."""

from functools import cache

import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression

from citylab import data, grid
from citylab.grid import demand, forecast, schedule
from citylab.practice import Exercise, Mistake

LESSON = "02-smart-grids/04_move_demand"
TEST_WEEKS = slice("2016-11-14", "2016-12-11")
NIGHT = slice("2016-12-06 12:00", "2016-12-07 11:45")
CARS, CAR_KWH = 26, 20.0


@cache
def _street() -> grid.Network:
    return grid.network("lv_rural_simbench")


@cache
def _street_kw() -> pd.Series:
    return _street().year_kw().sum(axis=1)


@cache
def _figures() -> pd.Series:
    return data.load("smart_grid_figures")["value"]


def _mae_kw(forecast_kw: pd.Series) -> float:
    return float((forecast_kw - _street_kw().loc[TEST_WEEKS]).abs().mean())


def _naive_mae_kw(days: int) -> float:
    return _mae_kw(forecast.seasonal_naive(_street_kw(), days=days))


@cache
def _model_kw(*, leaky: bool = False) -> pd.Series:
    """Forecast the test weeks, with a column that nobody can know in advance if `leaky`."""
    known = forecast.features(_street_kw(), issue_hour=10).dropna()
    if leaky:
        known = known.assign(quarter_before_kw=_street_kw().shift(1))
    past, later = known.loc[:"2016-11-12"], known.loc[TEST_WEEKS]
    model = LinearRegression().fit(past, _street_kw()[past.index])
    return pd.Series(model.predict(later), later.index)


def _skill(*, leaky: bool = False) -> float:
    return 1 - _mae_kw(_model_kw(leaky=leaky)) / _naive_mae_kw(7)


@cache
def _hours() -> pd.DataFrame:
    """Carbon [g/kWh] and the tariff [p/kWh] of each hour of 2025."""
    hours: pd.DataFrame = data.load("grid_carbon_synthetic", "hours")
    is_peak = (hours.index.hour >= 16) & (hours.index.hour < 19)
    return hours.assign(tariff_p_kwh=2.2 * hours["price_gbp_mwh"] / 10 + 12 * is_peak)


@cache
def _tariff() -> pd.Series:
    """Lay two days of December 2025 over two days of the street. [p/kWh]"""
    two_days = _street_kw().loc["2016-12-06":"2016-12-07"].index
    quarters = _hours()["tariff_p_kwh"].loc["2025-12-09":"2025-12-11"].resample("15min").ffill()
    return quarters.iloc[: len(two_days)].set_axis(two_days)


@cache
def _battery_saves_p(energy_kwh: float) -> float:
    totals = schedule.schedule_battery(
        _tariff().loc["2016-12-06"],
        load_kw=_street().year_kw()[1].loc["2016-12-06"],
        energy_kwh=energy_kwh,
        power_kw=_figures()["battery_power"],
        efficiency=_figures()["battery_round_trip"] / 100,
    ).totals
    return float(totals["cost_before"] - totals["cost"])


@cache
def _car(aim: str) -> pd.Series:
    night = _hours().loc["2025-12-09 22:00":].iloc[:9]
    return schedule.schedule_ev(
        night["tariff_p_kwh"],
        arrival=night.index[0],
        departure=night.index[0] + pd.Timedelta("9h"),
        energy_kwh=CAR_KWH,
        power_kw=_figures()["charger_three_16a"],
        carbon_gkwh=night["carbon_gkwh"],
        aim=aim,
    ).totals


def _more_p() -> float:
    return float(_car("carbon")["cost"] - _car("cost")["cost"])


def _less_kg() -> float:
    return float(_car("cost")["carbon_kg"] - _car("carbon")["carbon_kg"])


@cache
def _fleet(*, limited: bool) -> schedule.Plan:
    limit_kw = 0.75 * _street().transformers["rated_kva"].iloc[0]
    limit = {"load_kw": _model_kw().loc[NIGHT], "import_limit_kw": limit_kw} if limited else {}
    return schedule.schedule_ev(
        _tariff().loc[NIGHT],
        arrival="2016-12-06 22:00",
        departure="2016-12-07 07:00",
        energy_kwh=CARS * CAR_KWH,
        power_kw=CARS * _figures()["charger_three_16a"],
        efficiency=0.9,
        **limit,
    )


def _limit_cost_p() -> float:
    bills_p = [
        demand.energy_kwh(_fleet(limited=limited).table["charge_kw"] * _tariff().loc[NIGHT])
        for limited in (True, False)
    ]
    return float(-np.diff(bills_p)[0] / CARS)


EXERCISES = [
    Exercise(
        id="grid-4-baseline",
        lesson=LESSON,
        expected=lambda: _naive_mae_kw(2),
        unit="kW",
        tolerance=0.005,
        mistakes=[
            Mistake(
                gives=lambda: _naive_mae_kw(7),
                say="This is the error of last week again; how many days back does your baseline look?",
            ),
            Mistake(
                gives=lambda: _naive_mae_kw(1),
                say="This looks one day back, but in the morning that day is not over yet.",
            ),
            Mistake(
                gives=lambda: float((forecast.seasonal_naive(_street_kw(), days=2) - _street_kw()).abs().mean()),
                say="This is the error over the whole year; take the four weeks of test_kw.",
            ),
        ],
        note="Two days ago is another day of the week, with other habits; a week ago is the same.",
        hints=[
            "The cell that computes naive_mae_kw needs one change.",
            "forecast.seasonal_naive takes the number of days to look back as days=...",
            "Subtract test_kw from the new baseline, then .abs() and .mean().",
        ],
    ),
    Exercise(
        id="grid-4-skill",
        lesson=LESSON,
        expected=_skill,
        tolerance=0.002,
        mistakes=[
            Mistake(
                gives=lambda: _skill(leaky=True),
                say="This is the skill that the leak claims; use the model that knows only the past.",
            ),
            Mistake(
                gives=lambda: 1 - _skill(),
                say="This is the share of the error that remains; skill is the share that is removed.",
            ),
            Mistake(
                gives=lambda: 1 - _naive_mae_kw(7) / _mae_kw(_model_kw()),
                say="Upside down: the error of the baseline belongs below the line.",
            ),
        ],
        note="Modest, and honest: thirteen customers keep most of their single peaks to themselves.",
        hints=[
            "Both errors are computed already: naive_mae_kw and model_mae_kw.",
            "The formula stands above the exercise: one minus a ratio.",
            "The model's error goes above the line, the baseline's below: 1 - ... / ...",
        ],
    ),
    Exercise(
        id="grid-4-tenth",
        lesson=LESSON,
        expected=lambda: _battery_saves_p(10) - _battery_saves_p(9),
        unit="p",
        tolerance=0.02,
        mistakes=[
            Mistake(
                gives=lambda: _battery_saves_p(9) - _battery_saves_p(10),
                say="The sign is turned: a larger battery leaves a smaller bill, so its saving grows.",
            ),
            Mistake(
                gives=lambda: _battery_saves_p(10),
                say="This is what all ten kWh save together; what does the last of them add?",
            ),
            Mistake(
                gives=lambda: _battery_saves_p(10) / 10,
                say="This is the mean over ten kWh; the last one saves much less than the first.",
            ),
        ],
        hints=[
            "plan_battery(9) and plan_battery(10) plan the same day with two sizes.",
            "The totals of a plan hold the bill as 'cost': plan_battery(9).totals['cost'].",
            "Subtract the bill with 10 kWh from the bill with 9 kWh.",
        ],
    ),
    Exercise(
        id="grid-4-tradeoff",
        lesson=LESSON,
        expected=lambda: _more_p() / _less_kg(),
        unit="p/kg",
        tolerance=0.02,
        mistakes=[
            Mistake(
                gives=lambda: _less_kg() / _more_p(),
                say="Upside down: these are kilograms per penny.",
            ),
            Mistake(
                gives=_more_p,
                say="This is the extra cost of the night; divide it by the kilograms that are avoided.",
            ),
            Mistake(
                gives=lambda: -_more_p() / _less_kg(),
                say="The sign is turned: what more the clean plan costs, over what less it emits.",
            ),
        ],
        note="Times ten, pence per kilogram are pounds per tonne: compare that with other ways to avoid CO₂.",
        hints=[
            'You need two plans of the same night: charge_car("2025-12-09", "cost") and the one for "carbon".',
            "Each has a 'cost' in pence and a 'carbon_kg'. What does the clean plan cost more, and emit less?",
            "Divide (clean['cost'] - cheap['cost']) by (cheap['carbon_kg'] - clean['carbon_kg']).",
        ],
    ),
    Exercise(
        id="grid-4-limit",
        lesson=LESSON,
        expected=_limit_cost_p,
        unit="p",
        tolerance=0.05,
        mistakes=[
            Mistake(
                gives=lambda: CARS * _limit_cost_p(),
                say="This is the extra bill of all cars together; one car is asked for.",
            ),
            Mistake(
                gives=lambda: 4 * _limit_cost_p(),
                say="Each power lasts a quarter of an hour: where is the 0.25 h?",
            ),
            Mistake(
                gives=lambda: (_fleet(limited=True).totals["cost"] - _fleet(limited=False).totals["cost"]) / CARS,
                say="The total of the shared plan includes the street's own load; start from chargers_kw instead.",
            ),
        ],
        note="A few pence a night against a new transformer: this is what flexibility is worth to an operator.",
        hints=[
            "A bill is power times length of step times price, added up over the night.",
            "The cell above does it for the column 'one tariff'; do the same for 'shared limit'.",
            "Take the bill of 'shared limit', one car, minus free_bill_p.",
        ],
    ),
]
