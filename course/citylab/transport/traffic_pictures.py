"""Pictures of simulated traffic: time and place of each vehicle, and the delay of people by plan."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from citylab.transport.simulation import Result, SimulationError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["interval_picture", "time_space", "verdict"]

BUS_COLOUR, CAR_COLOUR, RED_COLOUR = "#0072B2", "#8c8c8c", "#D55E00"


def time_space(
    results: dict[str, Result], *, from_s: float, to_s: float, headed: str = "south", title: str = ""
) -> "Figure":
    """
    Draw where each vehicle of the road is at each time, with the red lights as bars.

    Parameters
    ----------
    results : dict of str to Result
        Runs with ``paths=True`` by the name of their plan; one panel each.
    from_s, to_s : float
        Time to be drawn, of the run. [s]
    headed : str
        Direction of the vehicles, "south" or "north".
    title : str
        What the picture shows, as a finding.

    Returns
    -------
    matplotlib.figure.Figure
        The figure; show it with ``citylab.show(fig, alt="...")``.

    Raises
    ------
    SimulationError
        If a run kept no paths, or the direction or the times make no sense.

    Examples
    --------
    >>> from citylab.transport import simulation
    >>> lone = simulation.junction(southbound_vehh=400, northbound_vehh=300, cross_vehh=200)
    >>> result = simulation.run(lone, simulation.fixed(60), seed=1, measured_s=300, paths=True)
    >>> figure = time_space({"60 s": result}, from_s=600, to_s=800)
    """
    from matplotlib.figure import Figure

    if headed not in ("south", "north") or not from_s < to_s:
        raise SimulationError("headed must be 'south' or 'north', and from_s before to_s")
    if not results or any(result.paths.empty for result in results.values()):
        raise SimulationError("time_space needs runs that kept their paths: run(..., paths=True)")
    figure = Figure(figsize=(8, 0.6 + 2.6 * len(results)), layout="constrained")
    axes = np.atleast_1d(figure.subplots(len(results), sharex=True))
    for ax, (name, result) in zip(axes, results.items(), strict=True):
        _draw_reds(ax, result, from_s, to_s)
        _draw_paths(ax, result.paths[result.paths["headed"] == headed], from_s, to_s)
        length_m = sum(result.corridor.lengths_m)
        ax.set(ylabel="From the north [m]", xlim=(0, to_s - from_s), ylim=(length_m, 0), title=name)
    axes[-1].set_xlabel("Time [s]")
    figure.suptitle(title)
    return figure


def interval_picture(
    rows: pd.DataFrame, *, title: str = "", xlabel: str = "Difference [s]", labels: Sequence[str] | None = None
) -> "Figure":
    """
    Draw differences with their intervals, one below the other; those that hold 0 are grey.

    Parameters
    ----------
    rows : pandas.DataFrame, shape (n, 3)
        `mean`, `low` and `high`, such as rows from `simulation.difference`. [unit of `xlabel`]
    title : str
        What the picture shows, as a finding.
    xlabel : str
        Name and unit of the axis.
    labels : sequence of str, optional
        Names of the rows; the index if left out.

    Returns
    -------
    matplotlib.figure.Figure
        The figure; show it with ``citylab.show(fig, alt="...")``.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 0.9 + 0.42 * len(rows)), layout="constrained")
    ax = figure.add_subplot()
    spread = np.abs(rows[["low", "high"]].sub(rows["mean"], axis=0).to_numpy().T)
    for place, (low, high, mean) in enumerate(rows[["low", "high", "mean"]].to_numpy()):
        colour = CAR_COLOUR if low <= 0 <= high else BUS_COLOUR
        ax.errorbar(mean, place, xerr=spread[:, [place]], fmt="o", color=colour, capsize=4)
    ax.axvline(0, color="black", linewidth=0.8)
    ax.set_yticks(range(len(rows)), labels or [str(label) for label in rows.index])
    ax.set(xlabel=xlabel, title=title, ylim=(len(rows) - 0.5, -0.5))
    ax.spines[["top", "right"]].set_visible(False)
    return figure


def verdict(low: float, high: float) -> str:
    """
    Return what an interval of a change of delay allows to say.

    Parameters
    ----------
    low, high : float
        Ends of the interval. [s]

    Returns
    -------
    str
        "saves", "costs", or "unclear" if the interval holds 0.

    Examples
    --------
    >>> verdict(-2.0, -1.0), verdict(-1.0, 0.5)
    ('saves', 'unclear')
    """
    if high < 0:
        return "saves"
    return "costs" if low > 0 else "unclear"


def _draw_reds(ax: "Axes", result: Result, from_s: float, to_s: float) -> None:
    places = np.cumsum((0.0, *result.corridor.lengths_m))[1:-1]
    greens = result.greens[result.greens["street"] == "road"]
    for name, place in zip(result.corridor.junctions, places, strict=True):
        mine = greens[greens["junction"] == name]
        starts = np.append(mine["from_s"], result.greens["to_s"].max())
        reds = zip(np.append(0.0, mine["to_s"]), starts, strict=True)
        bars = [(a - from_s, b - a) for a, b in reds if b > from_s and a < to_s]
        ax.broken_barh(bars, (place - 14, 28), color=RED_COLOUR, zorder=3)
        ax.annotate(name, (1.005, place), xycoords=("axes fraction", "data"), va="center", fontsize=9)


def _draw_paths(ax: "Axes", paths: Any, from_s: float, to_s: float) -> None:
    from matplotlib.collections import LineCollection

    near = paths[paths["time_s"].between(from_s, to_s)].sort_values(["vehicle", "time_s"], kind="stable")
    for kind, colour, width, order in (("car", CAR_COLOUR, 0.5, 1), ("bus", BUS_COLOUR, 2.4, 2)):
        rows = near[near["kind"] == kind]
        points = np.column_stack([rows["time_s"] - from_s, rows["place_m"]])
        ends = np.flatnonzero(np.diff(rows["vehicle"])) + 1
        ax.add_collection(LineCollection(np.split(points, ends), colors=colour, linewidths=width, zorder=order))
