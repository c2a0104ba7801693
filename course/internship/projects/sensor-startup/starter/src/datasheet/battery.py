"""How long a battery lasts when the sensor wakes up, measures, sends and sleeps again."""

from __future__ import annotations

HOURS_PER_YEAR = 8766  # 365.25 days


def at_battery_ma(current_ma: float, *, load_v: float, battery_v: float, efficiency: float) -> float:
    """
    Return the current that a converter draws from the battery for a part on another voltage.

    Parameters
    ----------
    current_ma : float
        Current of the part. [mA]
    load_v, battery_v : float
        Voltage of the part and of the battery. [V]
    efficiency : float
        Share of the energy that the converter passes on. [1]

    Returns
    -------
    float
        Power in is power out over the efficiency. [mA]
    """
    raise NotImplementedError("at_battery_ma is yours to write; its docstring says what it returns")


def mean_current_ma(phases: list[tuple[float, float]], *, period_s: float, sleep_ma: float) -> float:
    """
    Return the mean current of a sensor that works in rounds.

    Parameters
    ----------
    phases : list of tuple of float
        Current [mA] and duration [s] of each thing that is done in a round.
    period_s : float
        Time from one round to the next. [s]
    sleep_ma : float
        Current in the rest of the time. [mA]

    Returns
    -------
    float
        Charge of a round over its time. [mA]

    Raises
    ------
    ValueError
        If the phases take longer than the period. They may fill it.
    """
    raise NotImplementedError("mean_current_ma is yours to write; its docstring says what it returns")


def life_years(current_ma: float, *, capacity_ah: float, usable: float, loss_percent: float) -> float:
    """
    Return how long a battery lasts.

    Parameters
    ----------
    current_ma : float
        Mean current of the sensor. [mA]
    capacity_ah : float
        Rated capacity. [Ah]
    usable : float
        Share of it that can be used. [1]
    loss_percent : float
        Share of the rated capacity that the cell loses by itself in a year. [%]

    Returns
    -------
    float
        Usable charge over what is drawn and lost in a year of 8,766 h. [a]
    """
    raise NotImplementedError("life_years is yours to write; its docstring says what it returns")
