"""A map of where the money of two rules goes."""

from collections.abc import Mapping

import folium
import numpy as np
import pandas as pd

from citylab import maps
from citylab.participation.budget_pictures._figures import COLOURS
from citylab.participation.budget_pictures._money import check_wards
from citylab.participation.pabulib import Election
from citylab.participation.rules import Outcome

__all__ = ["money_map"]

NEITHER, BOTH = "#ffffff", "#666666"
_PAD_DEG = np.array([0.0010, 0.0020])


def money_map(election: Election, outcomes: Mapping[str, Outcome], *, alt: str) -> maps.Map:
    """
    Draw where the money of two rules goes; the area of a circle is the project's cost.

    Parameters
    ----------
    election : Election
        The vote; its projects have `ward`, `latitude` and `longitude`. [degree]
    outcomes : mapping of str to Outcome
        Two, by the name of the rule.
    alt : str
        A sentence that says what the map shows.

    Returns
    -------
    citylab.maps.Map
        The map; name, cost and votes show under the mouse.

    Raises
    ------
    ValueError
        If there are not two outcomes, projects lack ward or place, or `alt` says too little.
    """
    check_wards(election)
    if len(outcomes) != 2 or not {"latitude", "longitude"} <= set(election.projects):
        raise ValueError("the map compares two outcomes of projects with latitude and longitude")
    (first, a), (second, b) = outcomes.items()
    labels = {
        COLOURS[0]: f"only {first}", COLOURS[1]: f"only {second}", BOTH: "both", NEITHER: "neither"
    }  # fmt: skip
    town = maps.Map(alt=alt, credit="Synthetic: no project is real. The area of a circle is the cost.")
    for ward, part in election.projects.groupby("ward", sort=False):
        _frame(town, str(ward), part)
    # Large circles first, so that none is hidden.
    for project in election.projects.sort_values("cost", ascending=False).itertuples():
        won = project.Index in a.winners, project.Index in b.winners
        colour = {(True, True): BOTH, (True, False): COLOURS[0], (False, True): COLOURS[1]}.get(won, NEITHER)
        text = f"{project.name}: {project.cost:,.0f} {election.currency}, {project.votes} votes; {labels[colour]}"
        radius_px = 20 * np.sqrt(project.cost / election.projects["cost"].max())
        maps.add_circle(
            town, project.latitude, project.longitude, colour=colour, radius_px=float(radius_px), tooltip=text
        )
    maps.add_legend(town, "Funded by", labels)
    return town


def _frame(town: maps.Map, ward: str, part: pd.DataFrame) -> None:
    low, high = part[["latitude", "longitude"]].min() - _PAD_DEG, part[["latitude", "longitude"]].max() + _PAD_DEG
    south, west, north, east = (float(value) for value in (*low, *high))
    maps.add_line(
        town, [(south, west), (north, west), (north, east), (south, east), (south, west)],
        colour="#90a4ae", width_px=1.5, dashed=True,
    )  # fmt: skip
    name = folium.Tooltip(ward, permanent=True, direction="top")
    place = (north, (west + east) / 2)
    folium.CircleMarker(place, radius=0, opacity=0, tooltip=name).add_to(town)
