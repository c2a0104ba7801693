"""The strokes that the pictures of a feeder are made of."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from citylab.grid._layout import tree_layout
from citylab.grid.network import Network

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = [
    "CASE_COLOURS",
    "CASE_STYLES",
    "by_node",
    "draw_feeder",
    "draw_limits",
    "draw_nodes",
    "draw_outside",
    "draw_profile",
    "new_figure",
    "rounded",
]

# Made to look the same with and without a colour-vision deficiency: Nuñez, Anderton and Renslow,
# PLOS ONE 13 (2018) e0199239, https://doi.org/10.1371/journal.pone.0199239
COLOURS = "cividis"
# Okabe and Ito, Color universal design, https://jfly.uni-koeln.de/color/
CASE_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000")
CASE_STYLES = ("-", "--", "-.", ":", (0, (1, 1)))
OUTSIDE = "#D55E00"
WIRE = "0.45"
MOST_LABELS = 50


def by_node(network: Network, voltage_pu: Any) -> pd.Series:
    """Return the voltages by node, or refuse what is not one number for each."""
    if isinstance(voltage_pu, pd.Series):
        voltage_pu = voltage_pu.reindex(network.nodes.index)
    values = np.asarray(voltage_pu, dtype=float)
    if values.shape != (len(network.nodes),) or not np.isfinite(values).all():
        raise ValueError(
            f"voltage_pu needs one number for each of the {len(network.nodes)} nodes of "
            f"{network.name}; take solve(network).nodes['voltage_pu']"
        )
    return pd.Series(values, index=network.nodes.index)


def new_figure(height: float) -> "Figure":
    """Return a figure of the width of a page, within a screen's height. [inch]"""
    from matplotlib.figure import Figure

    return Figure(figsize=(8.0, float(np.clip(height, 2.4, 7.5))), layout="constrained")


def rounded(voltage: pd.Series) -> tuple[float, float]:
    """Return the range of the voltages, rounded outwards to a half percent. [per unit]"""
    return float(np.floor(voltage.min() * 200) / 200), float(np.ceil(voltage.max() * 200) / 200)


def draw_feeder(ax: "Axes", network: Network, place: pd.DataFrame) -> None:
    """Draw the wires, the source and the transformers."""
    for x, y in _wires(place):
        ax.plot(x, y, color=WIRE, linewidth=1.4, solid_capstyle="round", zorder=1)
    _draw_transformers(ax, network, place)


def draw_limits(ax: "Axes", limits_pu: tuple[float, float]) -> None:
    """Draw the limits as dashed lines with their values."""
    for limit in limits_pu:
        ax.axhline(limit, color="0.3", linestyle=(0, (6, 3)), linewidth=1)
        ax.annotate(
            f"limit {limit:.2f}",
            (1, limit),
            xycoords=("axes fraction", "data"),
            xytext=(-2, 3),
            textcoords="offset points",
            ha="right",
            color="0.3",
        )


def _wires(place: pd.DataFrame) -> list[tuple[list[float], list[float]]]:
    """Return for each branch its way from the parent: first down, then to the right."""
    ends = place.dropna(subset="parent").itertuples()
    starts = place.loc[place["parent"].dropna().astype(int), ["x", "y"]].to_numpy()
    return [([x, x, end.x], [y, end.y, end.y]) for (x, y), end in zip(starts, ends, strict=True)]


def _draw_transformers(ax: "Axes", network: Network, place: pd.DataFrame) -> None:
    """Draw two rings for each transformer, and a square for the source."""
    source = place.loc[network.source["node"].iloc[0]]
    ax.plot(source["x"], source["y"], "s", color="0.2", markersize=7, zorder=3)
    for unit in network.transformers.itertuples():
        left, right = place.loc[unit.from_node], place.loc[unit.to_node]
        middle = (left["x"] + right["x"]) / 2
        ax.plot(middle, right["y"], "o", color="white", markersize=13, zorder=2)
        for offset in (-3.5, 3.5):
            ax.annotate(
                "◯",
                (middle, right["y"]),
                xytext=(offset, 0),
                textcoords="offset points",
                ha="center",
                va="center",
                fontsize=10,
                zorder=3,
            )


def draw_nodes(
    ax: "Axes",
    network: Network,
    place: pd.DataFrame,
    voltage: pd.Series,
    range_pu: tuple[float, float],
) -> Any:
    """Draw the nodes coloured by voltage, and number those with a load."""
    x, y = (place.loc[voltage.index, axis] for axis in ("x", "y"))
    used = voltage.index.isin(network.loads["node"])
    few = len(voltage) <= MOST_LABELS
    size = np.where(used, 110 if few else 45, 22 if few else 10)
    if few:
        _label_nodes(ax, place.loc[voltage.index[used]])
    low, high = range_pu
    dots = ax.scatter(x, y, c=voltage, s=size, cmap=COLOURS, vmin=low, vmax=high, zorder=4)
    dots.set(edgecolors="0.2", linewidths=0.6)
    return dots


def _label_nodes(ax: "Axes", place: pd.DataFrame) -> None:
    """Write the numbers above the dots, together where two dots touch."""
    touch_m = 0.025 * place["x"].max()
    place = place.sort_values(["y", "x"])
    apart = (place["x"].diff().abs() > touch_m) | (place["y"].diff() != 0)
    for _, group in place.groupby(apart.cumsum()):
        ax.annotate(
            ", ".join(str(node) for node in group.index),
            (group["x"].mean(), group["y"].iloc[0]),
            xytext=(0, 10),
            textcoords="offset points",
            ha="center",
            fontsize=8,
        )


def draw_outside(ax: "Axes", place: pd.DataFrame, voltage: pd.Series, limits_pu: tuple[float, float]) -> None:
    """Draw a ring around each node outside the limits."""
    low, high = limits_pu
    figure = ax.get_figure(root=True)
    outside = voltage.index[(voltage < low) | (voltage > high)]
    if figure and len(outside):
        ax.scatter(
            place.loc[outside, "x"],
            place.loc[outside, "y"],
            s=260,
            facecolors="none",
            edgecolors=OUTSIDE,
            linewidths=2.0,
            zorder=5,
            label=f"outside {low:.2f} to {high:.2f} per unit",
        )
        figure.legend(frameon=False, loc="outside lower right")


def draw_profile(ax: "Axes", network: Network, voltage: pd.Series, label: str, colour: str, style: Any) -> None:
    """Draw the voltage along every way of the feeder, a dot at each load."""
    place = tree_layout(network).loc[network.low_voltage_nodes]
    for node, parent in place["parent"].items():
        if parent in place.index:
            way = [int(parent), node]
            ax.plot(place.loc[way, "x"], voltage[way], color=colour, linestyle=style, linewidth=1.6)
    used = [node for node in place.index if node in set(network.loads["node"])]
    ax.plot(place.loc[used, "x"], voltage[used], "o", color=colour, markersize=4)
    ax.plot([], [], color=colour, linestyle=style, marker="o", markersize=4, label=label)
