"""
Schedules of a battery and of a charging car as linear programs, solved with HiGHS.

References
----------
.. [1] Q. Huangfu, J. A. J. Hall, "Parallelizing the dual revised simplex
   method", Mathematical Programming Computation 10, 2018, pp. 119-142 (HiGHS).
.. [2] HOMER Grid 1.4 manual: charging and discharging efficiency each equal the
   square root of the round-trip efficiency, typically about 80 %.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from citylab.grid._programs import Battery, ScheduleError, solve_battery, solve_charging
from citylab.grid.demand import step_hours

__all__ = ["Plan", "ScheduleError", "schedule_battery", "schedule_ev"]

AIMS = ("cost", "carbon", "weighted")


class Plan(NamedTuple):
    """
    A schedule.

    Attributes
    ----------
    table : pandas.DataFrame, shape (n_steps, n_columns)
        Mean powers [kW] and stored energy at the end of each step [kWh].
    totals : pandas.Series
        ``cost`` [currency], ``carbon_kg`` [kg], ``import_kwh`` and
        ``export_kwh`` [kWh], and the same without the schedule as
        ``cost_before``, ``carbon_kg_before``, ``import_kwh_before``,
        ``export_kwh_before``.
    """

    table: pd.DataFrame
    totals: pd.Series


def schedule_battery(
    price_per_kwh: pd.Series,
    *,
    load_kw: pd.Series,
    energy_kwh: float,
    power_kw: float,
    efficiency: float = 0.85,
    pv_kw: pd.Series | None = None,
    export_per_kwh: pd.Series | float = 0.0,
    carbon_gkwh: pd.Series | None = None,
    aim: str = "cost",
    carbon_value_per_kg: float = 0.0,
    start_share: float = 0.5,
    import_limit_kw: float | None = None,
) -> Plan:
    """
    Find the best hours to charge and discharge a battery behind a meter.

    In every step import + pv + discharge = load + export + charge. The battery
    ends as full as it began. Charging and discharging at once would only turn
    energy into heat. While a kWh costs more than nothing that never pays, and a
    tiny cost of cycling settles ties; in steps where a kWh costs less than
    nothing, burning it would pay, so there a yes-or-no variable forbids it. The
    same holds for import and export where export pays more than import costs.

    Parameters
    ----------
    price_per_kwh : pandas.Series, shape (n_steps,)
        Price of imported energy, on a regular time index. [currency/kWh]
    load_kw : pandas.Series, shape (n_steps,)
        Load behind the meter. [kW]
    energy_kwh : float
        Usable capacity of the battery. [kWh]
    power_kw : float
        Highest power of charging and of discharging. [kW]
    efficiency : float
        Round trip; each way loses its square root's share [2]_. [1]
    pv_kw : pandas.Series, shape (n_steps,), optional
        Solar power behind the meter. [kW]
    export_per_kwh : pandas.Series or float
        Payment for exported energy. [currency/kWh]
    carbon_gkwh : pandas.Series, shape (n_steps,), optional
        Carbon intensity of imported energy. [g/kWh]
    aim : str
        ``"cost"``, ``"carbon"``, or ``"weighted"`` (cost plus
        `carbon_value_per_kg` times carbon).
    carbon_value_per_kg : float
        What a kilogram of carbon dioxide counts. [currency/kg]
    start_share : float
        How full the battery is at the start and at the end. [1]
    import_limit_kw : float, optional
        Highest import that the connection allows. [kW]

    Returns
    -------
    Plan
        Columns ``load_kw, pv_kw, import_kw, export_kw, charge_kw,
        discharge_kw, stored_kwh``.

    Raises
    ------
    ValueError
        If a series is not on the index of the price or a number is out of range.
    ScheduleError
        If no plan keeps the import limit.

    Examples
    --------
    >>> hours = pd.date_range("2025-01-01", periods=2, freq="h", tz="Europe/London")
    >>> price = pd.Series([0.10, 0.30], index=hours)
    >>> load = pd.Series([1.0, 1.0], index=hours)
    >>> plan = schedule_battery(price, load_kw=load, energy_kwh=1.0, power_kw=1.0,
    ...                         efficiency=1.0, start_share=0.0)
    >>> plan.table["import_kw"].round(3).tolist()
    [2.0, 0.0]
    """
    _positive(energy_kwh=energy_kwh, power_kw=power_kw)
    _share(efficiency=efficiency, start_share=start_share)
    index, hours = price_per_kwh.index, step_hours(price_per_kwh.index)
    price = price_per_kwh.to_numpy(dtype=float)
    load, pv = _on(index, load_kw, "load_kw"), _on(index, pv_kw, "pv_kw")
    pay, carbon = _on(index, export_per_kwh, "export_per_kwh"), _on(index, carbon_gkwh, "carbon")
    buy, sell = _values(price, pay, carbon / 1000, aim, carbon_gkwh, carbon_value_per_kg)
    battery = Battery(energy_kwh, power_kw, efficiency, start_share)
    powers = solve_battery(buy, sell, load - pv, hours, battery, import_limit_kw)
    table = pd.DataFrame({"load_kw": load, "pv_kw": pv, **powers}, index=index)
    return Plan(table, _totals(table, load - pv, price, pay, carbon, hours))


def schedule_ev(
    price_per_kwh: pd.Series,
    *,
    arrival: str | pd.Timestamp,
    departure: str | pd.Timestamp,
    energy_kwh: float,
    power_kw: float,
    efficiency: float = 0.9,
    load_kw: pd.Series | None = None,
    carbon_gkwh: pd.Series | None = None,
    aim: str = "cost",
    carbon_value_per_kg: float = 0.0,
    import_limit_kw: float | None = None,
) -> Plan:
    """
    Find the best hours to charge a car between arrival and departure.

    "Before" in the totals is a car that charges at full power from its arrival
    until it is full.

    Parameters
    ----------
    price_per_kwh : pandas.Series, shape (n_steps,)
        Price of energy, on a regular time index. [currency/kWh]
    arrival, departure : str or pandas.Timestamp
        The car can charge in the steps that lie wholly between the two.
    energy_kwh : float
        Energy that the car's battery must receive. [kWh]
    power_kw : float
        Rating of the charger. [kW]
    efficiency : float
        Share of the charger's energy that reaches the battery. [1]
    load_kw : pandas.Series, shape (n_steps,), optional
        Other load behind the meter. [kW]
    carbon_gkwh : pandas.Series, shape (n_steps,), optional
        Carbon intensity of the energy. [g/kWh]
    aim : str
        ``"cost"``, ``"carbon"`` or ``"weighted"``, as in `schedule_battery`.
    carbon_value_per_kg : float
        What a kilogram of carbon dioxide counts. [currency/kg]
    import_limit_kw : float, optional
        Highest sum of load and charging that the connection allows. [kW]

    Returns
    -------
    Plan
        Columns ``load_kw, import_kw, charge_kw, stored_kwh``; the last is what
        the car has received so far.

    Raises
    ------
    ValueError
        If a series is not on the index of the price or a number is out of range.
    ScheduleError
        If the car cannot receive the energy in its stay.
    """
    _positive(energy_kwh=energy_kwh, power_kw=power_kw)
    _share(efficiency=efficiency)
    index, hours = price_per_kwh.index, step_hours(price_per_kwh.index)
    price = price_per_kwh.to_numpy(dtype=float)
    load, carbon = _on(index, load_kw, "load_kw"), _on(index, carbon_gkwh, "carbon_gkwh")
    stay = (index >= _time(arrival, index)) & (index + pd.Timedelta(hours=hours) <= _time(departure, index))
    room = power_kw if import_limit_kw is None else (import_limit_kw - load).clip(0, power_kw)
    highest = np.where(stay, room, 0.0)
    buy, _ = _values(price, 0 * price, carbon / 1000, aim, carbon_gkwh, carbon_value_per_kg)
    drawn_kwh, room_kwh = energy_kwh / efficiency, efficiency * highest.sum() * hours
    if room_kwh < energy_kwh - 1e-9:
        raise ScheduleError(
            f"the car needs {energy_kwh:g} kWh but can receive {room_kwh:.1f} kWh in its stay: "
            "give it more time, more power or less energy"
        )
    charge = solve_charging(buy, highest, drawn_kwh, hours)
    at_once = np.diff(np.minimum(np.cumsum(highest), drawn_kwh / hours), prepend=0.0)
    table = pd.DataFrame(
        {
            "load_kw": load,
            "import_kw": load + charge,
            "charge_kw": charge,
            "stored_kwh": np.cumsum(charge) * hours * efficiency,
        },
        index=index,
    )
    return Plan(table, _totals(table, load + at_once, price, 0 * price, carbon, hours))


def _values(
    price: np.ndarray,
    pay: np.ndarray,
    carbon_kg_kwh: np.ndarray,
    aim: str,
    carbon_gkwh: pd.Series | None,
    carbon_value_per_kg: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Return what a kWh bought costs and a kWh sold earns, in terms of the aim."""
    if aim not in AIMS:
        raise ValueError(f"aim must be one of {', '.join(AIMS)}, got {aim}")
    if aim != "cost" and carbon_gkwh is None:
        raise ValueError(f"aim={aim!r} needs carbon_gkwh, the carbon intensity of each step")
    if aim == "carbon":
        return carbon_kg_kwh, 0 * pay
    weight = carbon_value_per_kg if aim == "weighted" else 0.0
    return price + weight * carbon_kg_kwh, pay


def _totals(
    table: pd.DataFrame,
    before_kw: np.ndarray,
    price: np.ndarray,
    pay: np.ndarray,
    carbon_gkwh: np.ndarray,
    hours: float,
) -> pd.Series:
    exported = table["export_kw"].to_numpy() if "export_kw" in table else 0 * price
    flows = {
        "": (table["import_kw"].to_numpy(), exported),
        "_before": (before_kw.clip(min=0), (-before_kw).clip(min=0)),
    }
    totals = {}
    for ending, (imported, sold) in flows.items():
        totals[f"cost{ending}"] = float((price * imported - pay * sold).sum() * hours)
        totals[f"carbon_kg{ending}"] = float((carbon_gkwh * imported).sum() * hours / 1000)
        totals[f"import_kwh{ending}"] = float(imported.sum() * hours)
        totals[f"export_kwh{ending}"] = float(sold.sum() * hours)
    return pd.Series(totals)


def _on(index: pd.Index, values: pd.Series | float | None, name: str) -> np.ndarray:
    """Return the values as an array on the index of the price."""
    if values is None or isinstance(values, int | float):
        return np.full(len(index), float(values or 0))
    if not values.index.equals(index):
        raise ValueError(f"{name} must be on the index of the price; use {name}.reindex(index)")
    return values.to_numpy(dtype=float)


def _time(time: str | pd.Timestamp, index: pd.DatetimeIndex) -> pd.Timestamp:
    stamp = pd.Timestamp(time)
    return stamp if stamp.tzinfo or index.tz is None else stamp.tz_localize(index.tz)


def _positive(**numbers: float) -> None:
    for name, number in numbers.items():
        if not number > 0:
            raise ValueError(f"{name} must be above 0, got {number}")


def _share(**shares: float) -> None:
    for name, share in shares.items():
        if not 0 <= share <= 1 or (name == "efficiency" and share == 0):
            raise ValueError(f"{name} must be a share within 0 and 1, got {share}")
