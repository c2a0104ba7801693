"""A picture of the map of opinions."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["map_picture"]

# Okabe and Ito's palette, told apart by the colour-blind; shapes help as well.
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#F0E442"]
MARKERS = ["o", "s", "^", "D", "v"]
OTHERS = "#999999"


def map_picture(
    people: pd.DataFrame, labels: pd.Series | None = None, *, title: str, half_width: float | None = None
) -> "Figure":
    """
    Draw people on the map of opinions, in the colours and shapes of their groups.

    Parameters
    ----------
    people : pandas.DataFrame, shape (n_people, 2)
        Places, columns ``x`` and ``y``, such as ``project(votes).people``. [1]
    labels : pandas.Series, optional
        Group of each person, up to five groups; people without one are grey.
    title : str
        What the picture shows, as a finding.
    half_width : float, optional
        Reach of both axes to each side, to compare pictures; what is needed, if left out. [1]

    Returns
    -------
    matplotlib.figure.Figure
        The figure; show it with ``citylab.show(fig, alt="...")``.

    Raises
    ------
    ValueError
        If there are more than five groups.
    """
    from matplotlib import pyplot as plt

    labels = pd.Series(np.nan, people.index, dtype=object) if labels is None else labels.reindex(people.index)
    names = sorted(labels.dropna().unique())
    if len(names) > len(COLOURS):
        raise ValueError(f"a map shows up to {len(COLOURS)} groups, found {len(names)}")
    figure, ax = plt.subplots(figsize=(6.2, 4.6))
    rest = people[labels.isna()]
    if len(rest):
        ax.scatter(rest["x"], rest["y"], s=18, color=OTHERS, label=f"none: {len(rest)}")
    for name, colour, marker in zip(names, COLOURS, MARKERS, strict=False):
        some = people[labels == name]
        ax.scatter(some["x"], some["y"], s=22, color=colour, marker=marker, alpha=0.75, label=f"{name}: {len(some)}")
    if names:
        ax.legend(title="Group: people", frameon=False, bbox_to_anchor=(1, 1), loc="upper left")
    reach = half_width or 1.08 * float(people.abs().to_numpy().max())
    ax.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal", title=title)
    ax.set(xlabel="First component (no unit)", ylabel="Second component (no unit)")
    ax.axhline(0, color="black", linewidth=0.4)
    ax.axvline(0, color="black", linewidth=0.4)
    ax.spines[["top", "right"]].set_visible(False)
    return figure
