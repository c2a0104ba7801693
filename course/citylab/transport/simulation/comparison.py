"""Compare plans over the same mornings, and give differences with their intervals."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import pandas as pd
from scipy import stats

from citylab.transport.simulation._checks import SimulationError
from citylab.transport.simulation.corridor import Corridor
from citylab.transport.simulation.plans import Plan
from citylab.transport.simulation.result import PEOPLE_PER_BUS, PEOPLE_PER_CAR
from citylab.transport.simulation.runs import checked_plan, checked_seed, run

__all__ = ["compare", "difference"]


def compare(
    corridor: Corridor,
    plans: Mapping[str, Plan],
    *,
    seeds: Iterable[int],
    per_car: float = PEOPLE_PER_CAR,
    per_bus: float = PEOPLE_PER_BUS,
) -> pd.DataFrame:
    """
    Simulate each plan with each seed.

    Parameters
    ----------
    corridor : Corridor
        Streets and traffic.
    plans : mapping of str to Plan
        Plans by name.
    seeds : iterable of int
        Seeds; every plan sees the same ones.
    per_car, per_bus : float
        People in a vehicle. [people]

    Returns
    -------
    pandas.DataFrame, shape (n_plans * n_seeds, 10)
        Indexed by `plan` and `seed`: mean delays of cars that enter headed `south_s` or `north_s`, of both
        (`road_s`), `cross_s`, all of them (`car_s`), of buses (`bus_s`) and of people (`person_s`) [s],
        `idle_co2_kg` [kg], and the vehicles measured, `cars` and `buses`.

    Raises
    ------
    SimulationError
        If there is no plan or no seed, one of the plans is none, or a run is refused.
    """
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    for seed in seeds:
        for name, plan in plans.items():
            rows[name, seed] = _row(corridor, checked_plan(plan), checked_seed(seed), per_car, per_bus)
    if not rows:
        raise SimulationError("compare needs at least one plan and one seed, such as seeds=range(8)")
    table = pd.DataFrame.from_dict(rows, orient="index")
    table.index = pd.MultiIndex.from_tuples(table.index, names=["plan", "seed"])
    return table.sort_index(level="seed", sort_remaining=False).loc[list(plans)]


def difference(values: pd.Series, plan: str, base: str, *, paired: bool = True, confidence: float = 0.95) -> pd.Series:
    """
    Return how much a plan differs from another, with an interval of Student's t.

    Parameters
    ----------
    values : pandas.Series
        One column of `compare`, indexed by `plan` and `seed`.
    plan, base : str
        Names; the difference is plan minus base.
    paired : bool
        Subtract seed by seed. If not, the plans are treated as if they had seen different
        mornings (Welch's interval).
    confidence : float
        Confidence of the interval. [1]

    Returns
    -------
    pandas.Series
        `mean`, `low`, `high`. [unit of the values]

    Raises
    ------
    SimulationError
        If a plan is unknown, there are fewer than two seeds, or the plans saw different ones.
    """
    known = list(dict.fromkeys(values.index.get_level_values("plan")))
    if missing := [name for name in (plan, base) if name not in known]:
        raise SimulationError(f"no plan {missing[0]!r} in the table; there are: {', '.join(known)}")
    one, other = values.loc[plan], values.loc[base]
    if len(one) < 2 or not one.index.equals(other.index):
        raise SimulationError("an interval needs two seeds or more, the same for both plans")
    test = stats.ttest_1samp(one - other, 0.0) if paired else stats.ttest_ind(one, other, equal_var=False)
    low, high = test.confidence_interval(confidence)
    return pd.Series({"mean": (one - other).mean(), "low": low, "high": high})


@lru_cache(maxsize=512)
def _measured(corridor: Corridor, plan: Plan, seed: int) -> Mapping[str, float]:
    """Run once, and remember the few numbers that are compared: the same seed gives the same run."""
    result = run(corridor, plan, seed=seed)
    kinds = result.vehicles["kind"]
    numbers = {"cars": int((kinds == "car").sum()), "buses": int((kinds == "bus").sum())}
    delays = {f"{name}_s": float(delay_s) for name, delay_s in result.delays_s().items()}
    return {**delays, "idle_co2_kg": result.idle_co2_kg(), **numbers}


def _row(corridor: Corridor, plan: Plan, seed: int, per_car: float, per_bus: float) -> dict[str, Any]:
    row = dict(_measured(corridor, plan, int(seed)))
    people = {"car": row["cars"] * per_car, "bus": row["buses"] * per_bus}
    waited_s = sum(row[f"{kind}_s"] * number for kind, number in people.items() if number)
    return {**row, "person_s": waited_s / sum(people.values())}
