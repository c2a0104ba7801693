"""Two maps side by side: what people report, and what is there."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["heat_picture"]

_KM_PER_DEGREE = 111.195
_CELLS = (15, 6)


def heat_picture(
    requests: pd.DataFrame, streets: pd.DataFrame, expected: pd.Series, *, titles: tuple[str, str]
) -> "Figure":
    """
    Draw a heat map of requests beside a map of expected faults, in the same cells.

    Parameters
    ----------
    requests : pandas.DataFrame
        With `lat` and `long`; rows without a place are left out. [degree]
    streets : pandas.DataFrame
        With `lat`, `long` and `ward`; the name of each ward stands at its northern edge. [degree]
    expected : pandas.Series
        Expected faults of each street, on the index of `streets`. [faults]
    titles : tuple of two str
        What each map finds.

    Returns
    -------
    matplotlib.figure.Figure
        Two axes in kilometres from the south-western corner, each with its own colour bar.
    """
    import matplotlib.pyplot as plt

    placed = requests.dropna(subset=["lat", "long"])
    corner = streets["lat"].min(), streets["long"].min()
    where = [_kilometres(table, corner) for table in (placed, streets)]
    values = [np.ones(len(placed)), expected.to_numpy()]
    extent = (-0.25, where[1][0].max() + 0.25, -0.25, where[1][1].max() + 0.45)
    fig, axes = plt.subplots(1, 2, figsize=(10, 3.7), sharey=True, layout="constrained")
    for ax, (east, north), value, title, label in zip(
        axes, where, values, titles, ["Requests", "Expected faults"], strict=True
    ):
        cells = ax.hexbin(
            east, north, C=value, reduce_C_function=np.sum, gridsize=_CELLS, extent=extent, cmap="cividis_r", vmin=0
        )
        fig.colorbar(cells, ax=ax, label=f"{label} per cell")
        ax.set(title=title, xlabel="East [km]", xlim=extent[:2], ylim=extent[2:], aspect="equal")
        for ward, (x, y) in _labels(streets, where[1]).items():
            ax.text(x, y, ward, ha="center", va="bottom", fontsize=9, weight="bold")
    axes[0].set_ylabel("North [km]")
    return fig


def _kilometres(table: pd.DataFrame, corner: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    east = (table["long"] - corner[1]) * _KM_PER_DEGREE * np.cos(np.radians(corner[0]))
    return east.to_numpy(), ((table["lat"] - corner[0]) * _KM_PER_DEGREE).to_numpy()


def _labels(streets: pd.DataFrame, where: tuple[np.ndarray, np.ndarray]) -> dict[str, tuple[float, float]]:
    places = pd.DataFrame({"ward": streets["ward"].to_numpy(), "east": where[0], "north": where[1]})
    middle = places.groupby("ward").agg({"east": "mean", "north": "max"})
    return {str(row.Index): (row.east, row.north + 0.17) for row in middle.itertuples()}
