"""Pictures of streets that gateways hear, and of those they leave dark."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from citylab import maps
from citylab.iot.siting import Siting

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["street_map", "street_picture"]

HEARD, DARK, GATEWAY = "#0072b2", "#d55e00", "#f0e442"
CREDIT = "© OpenStreetMap contributors, ODbL 1.0"


def street_picture(pieces: pd.DataFrame, sites: pd.DataFrame, plan: Siting, *, title: str = "") -> "Figure":
    """
    Draw the streets as a plane picture; those left dark are thick and dashed.

    Parameters
    ----------
    pieces : pandas.DataFrame
        Pieces of streets, as in `streets_helsinki`; one per place of the plan.
    sites : pandas.DataFrame
        Candidate sites, as in `streets_helsinki`; one per site of the plan.
    plan : Siting
        Chosen sites and what they reach.
    title : str
        What the picture shows, as a finding.

    Returns
    -------
    matplotlib.figure.Figure
        The figure; show it with ``citylab.show(fig, alt="...")``.

    Raises
    ------
    ValueError
        If pieces or sites are not those of the plan.
    """
    import matplotlib.pyplot as plt
    from matplotlib.collections import LineCollection

    _check(pieces, sites, plan)
    columns = ["start_lon_deg", "start_lat_deg", "end_lon_deg", "end_lat_deg"]
    lines = pieces[columns].to_numpy().reshape(-1, 2, 2)
    fig, ax = plt.subplots(figsize=(5, 5.6))
    ax.add_collection(LineCollection(lines[plan.covered], colors=HEARD, linewidths=1.2, label="heard"))
    dark = LineCollection(lines[~plan.covered], colors=DARK, linewidths=3, linestyles=(0, (2, 1)), label="dark")
    ax.add_collection(dark)
    chosen = sites.iloc[list(plan.sites)]
    ax.plot(sites["lon_deg"], sites["lat_deg"], ".", color="grey", markersize=4, label="candidate")
    ax.plot(chosen["lon_deg"], chosen["lat_deg"], "s", color=GATEWAY, markeredgecolor="black", label="gateway")
    ax.set(title=title, xlabel="Longitude [°]", ylabel="Latitude [°]")
    ax.set_aspect(2.01)  # 1 / cos(60.17°): a degree of longitude is about half as long here
    ax.ticklabel_format(useOffset=False)
    ax.locator_params(axis="x", nbins=4)
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    ax.annotate(CREDIT, (1, 0), xycoords="axes fraction", ha="right", va="bottom", fontsize=7)
    return fig


def street_map(pieces: pd.DataFrame, sites: pd.DataFrame, plan: Siting, *, alt: str) -> maps.Map:
    """
    Draw the streets on a map; names show under the mouse.

    Parameters
    ----------
    pieces, sites, plan
        As for `street_picture`.
    alt : str
        A sentence that says what the map shows.

    Returns
    -------
    citylab.maps.Map
        The map, with a legend and the credit that the licence asks for.

    Raises
    ------
    ValueError
        If pieces or sites are not those of the plan, or `alt` says too little.
    """
    _check(pieces, sites, plan)
    city = maps.Map(alt=alt, credit=f"Streets: {CREDIT}.")
    for heard, colour, width_px in ((True, HEARD, 2), (False, DARK, 6)):
        part = pieces[plan.covered == heard]
        if len(part):
            maps.add_outline(city, _geojson(part), tooltip="street", colour=colour, width_px=width_px)
    for number, site in enumerate(sites.itertuples()):
        chosen = number in plan.sites
        maps.add_circle(
            city,
            site.lat_deg,
            site.lon_deg,
            colour=GATEWAY if chosen else "#ffffff",
            radius_px=9 if chosen else 3,
            tooltip=f"{'Gateway' if chosen else 'Candidate'}: {site.name}",
        )
    labels = {HEARD: "heard", DARK: "left dark (wide)", GATEWAY: "gateway", "#ffffff": "candidate"}
    maps.add_legend(city, "Streets and gateways", labels)
    return city


def _geojson(pieces: pd.DataFrame) -> dict[str, Any]:
    features = [
        {
            "type": "Feature",
            "properties": {"street": piece.street},
            "geometry": {
                "type": "LineString",
                "coordinates": [
                    [piece.start_lon_deg, piece.start_lat_deg],
                    [piece.end_lon_deg, piece.end_lat_deg],
                ],
            },
        }
        for piece in pieces.itertuples()
    ]
    return {"type": "FeatureCollection", "features": features}


def _check(pieces: pd.DataFrame, sites: pd.DataFrame, plan: Siting) -> None:
    if len(pieces) != len(plan.covered):
        raise ValueError(f"the plan has {len(plan.covered)} places, the table {len(pieces)} pieces; give the same")
    if plan.sites and max(plan.sites) >= len(sites):
        raise ValueError(f"the plan uses site {max(plan.sites)}, the table has {len(sites)} sites; give the same")
