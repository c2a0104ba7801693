"""The linear programs behind `citylab.grid.schedule`; arrays in, arrays out."""

from typing import NamedTuple

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp

__all__ = ["Battery", "ScheduleError", "solve_battery", "solve_charging"]

# A hair of cost per kWh: of two equally good plans the one that moves less energy wins.
TIE_COST_PER_KWH = 1e-6
VARIABLES = ("import_kw", "export_kw", "charge_kw", "discharge_kw", "stored_kwh")


class ScheduleError(ValueError):
    """A schedule that no plan can meet; the message says what is short."""


class Battery(NamedTuple):
    """Capacity [kWh], power each way [kW], round-trip efficiency [1], share at start and end [1]."""

    energy_kwh: float
    power_kw: float
    efficiency: float
    start_share: float


def solve_battery(
    buy: np.ndarray,
    sell: np.ndarray,
    net_load_kw: np.ndarray,
    hours: float,
    battery: Battery,
    import_limit_kw: float | None,
) -> dict[str, np.ndarray]:
    """
    Return the five variables of the cheapest plan.

    The variables lie one behind the other, each with one value per step. Where
    doing two opposite things at once would pay, a yes-or-no variable forbids it:
    charging and discharging where energy is worth less than nothing, importing
    and exporting where export pays more than import costs.
    """
    n = len(buy)
    burns = np.flatnonzero((buy < 0) | (sell < 0))
    trades = np.flatnonzero(sell > buy)
    choices = len(burns) + len(trades)
    tie = np.full(n, TIE_COST_PER_KWH)
    cost = np.concatenate([buy, tie - sell, tie, tie, np.zeros(n)]) * hours
    limit = np.inf if import_limit_kw is None else import_limit_kw
    # Nobody imports more than the load and a charging battery, or exports more than the opposite.
    most_kw = np.abs(net_load_kw) + battery.power_kw
    stored_high, stored_low = np.full(n, float(battery.energy_kwh)), np.zeros(n)
    stored_high[-1] = stored_low[-1] = battery.start_share * battery.energy_kwh
    power = np.full(n, battery.power_kw)
    highs = [np.minimum(limit, most_kw), most_kw, power, power, stored_high, np.ones(choices)]
    constraints = [
        *_physics(net_load_kw, hours, battery, choices),
        *_either(0, 1, trades, most_kw, n, choices, first_choice=0),
        *_either(2, 3, burns, power, n, choices, first_choice=len(trades)),
    ]
    result = milp(
        np.concatenate([cost, np.zeros(choices)]),
        constraints=constraints,
        bounds=Bounds(np.concatenate([np.zeros(4 * n), stored_low, np.zeros(choices)]), np.concatenate(highs)),
        integrality=np.concatenate([np.zeros(5 * n), np.ones(choices)]),
        options={"mip_rel_gap": 1e-6},
    )
    solution = _checked(
        result,
        f"no plan keeps import below {limit:g} kW with a peak load of {net_load_kw.max():.1f} kW: "
        "raise import_limit_kw, or the battery's energy_kwh or power_kw",
    )
    return dict(zip(VARIABLES, np.split(solution[: 5 * n], 5), strict=True))


def solve_charging(buy: np.ndarray, highest_kw: np.ndarray, drawn_kwh: float, hours: float) -> np.ndarray:
    """Return the powers that draw `drawn_kwh` at the lowest cost. [kW]"""
    result = linprog(
        buy * hours,
        A_eq=np.full((1, len(buy)), hours),
        b_eq=[drawn_kwh],
        bounds=np.column_stack([np.zeros(len(buy)), highest_kw]),
        method="highs",
    )
    return _checked(result, f"no plan draws {drawn_kwh:.1f} kWh; give it more time or power")


def _physics(net_load_kw: np.ndarray, hours: float, battery: Battery, choices: int) -> list[LinearConstraint]:
    """Return import - export - charge + discharge = net load, and the change of the store."""
    n, each_way = len(net_load_kw), np.sqrt(battery.efficiency)
    one, none = sparse.eye_array(n), sparse.csr_array((n, n))
    unused = sparse.csr_array((n, choices))
    balance = sparse.hstack([one, -one, -one, one, none, unused])
    change = one - sparse.eye_array(n, k=-1)
    stored = sparse.hstack([none, none, -hours * each_way * one, hours / each_way * one, change, unused])
    start_kwh = np.zeros(n)
    start_kwh[0] = battery.start_share * battery.energy_kwh
    return [
        LinearConstraint(balance, net_load_kw, net_load_kw),
        LinearConstraint(stored, start_kwh, start_kwh),
    ]


def _either(
    one: int,
    other: int,
    steps: np.ndarray,
    most_kw: np.ndarray,
    n: int,
    choices: int,
    *,
    first_choice: int,
) -> list[LinearConstraint]:
    """Let variable `one` or variable `other` be above zero in these steps, never both."""
    rows, most = np.arange(len(steps)), most_kw[steps]
    choice, shape = 5 * n + first_choice + rows, (len(steps), 5 * n + choices)
    if not len(steps):
        return []

    def matrix(variable: int, factor: np.ndarray) -> sparse.csr_array:
        values = np.concatenate([np.ones(len(steps)), factor])
        columns = np.concatenate([variable * n + steps, choice])
        return sparse.csr_array((values, (np.tile(rows, 2), columns)), shape=shape)

    return [
        LinearConstraint(matrix(one, -most), -np.inf, 0),
        LinearConstraint(matrix(other, most), -np.inf, most),
    ]


def _checked(result: OptimizeResult, message: str) -> np.ndarray:
    if result.status == 2:
        raise ScheduleError(message)
    if not result.success:
        raise ScheduleError(f"HiGHS found no plan: {result.message}; check prices and limits")
    # Nine decimals are below a milliwatt; adding zero turns -0.0 into 0.0.
    return np.round(result.x, 9) + 0.0
