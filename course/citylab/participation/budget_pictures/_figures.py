"""Figures that compare rules."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from citylab.participation.budget_pictures._money import check_wards, money_by_ward
from citylab.participation.pabulib import Election
from citylab.participation.rules import Outcome

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["COLOURS", "ward_picture", "winners_picture"]

# Okabe and Ito's colours, which colour-blind people can tell apart, and a marker for each.
COLOURS = ("#d55e00", "#0072b2", "#e69f00", "#009e73", "#cc79a7")
MARKERS = ("s", "o", "D", "^", "v")


def ward_picture(election: Election, outcomes: Mapping[str, Outcome], *, title: str = "") -> "Figure":
    """
    Draw what each ward gets beside what its voters' equal shares are worth.

    Parameters
    ----------
    election : Election
        The vote; projects and voters have a column `ward`.
    outcomes : mapping of str to Outcome
        At most five, by the name of the rule.
    title : str
        What the picture shows, as a finding.

    Returns
    -------
    matplotlib.figure.Figure
        Bars in thousands of the currency; a black line is the budget times the ward's share of the ballots.

    Raises
    ------
    ValueError
        If projects or voters have no ward, or there are more than five outcomes.
    """
    import matplotlib.pyplot as plt

    check_wards(election, voters=True)
    if len(outcomes) > len(COLOURS):
        raise ValueError(f"the picture has {len(COLOURS)} colours, found {len(outcomes)} outcomes; draw fewer")
    money = pd.DataFrame({name: money_by_ward(election, one) for name, one in outcomes.items()}) / 1000
    due = election.voters["ward"].value_counts(normalize=True).reindex(money.index) * election.budget / 1000
    width = 0.8 / len(outcomes)
    places = np.arange(len(money))
    fig, ax = plt.subplots(figsize=(8.5, 3.4))
    for number, name in enumerate(money):
        at = places - 0.4 + width * (number + 0.5)
        ax.bar(at, money[name], width * 0.92, color=COLOURS[number], edgecolor="black", linewidth=0.5, label=name)
    ax.hlines(due, places - 0.45, places + 0.45, color="black", linewidth=2, label="equal share of its voters")
    ax.set_xticks(places, list(money.index))
    ax.set(title=title, ylabel=f"Money [1,000 {election.currency}]")
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
    return fig


def winners_picture(election: Election, outcomes: Mapping[str, Outcome], *, title: str = "") -> "Figure":
    """
    Draw all projects by ward, with a mark for each rule under which they win.

    Parameters
    ----------
    election : Election
        The vote; its projects have a column `ward`.
    outcomes : mapping of str to Outcome
        At most five, by the name of the rule.
    title : str
        What the picture shows, as a finding.

    Returns
    -------
    matplotlib.figure.Figure
        One panel per ward; cost on the horizontal axis, in thousands of the currency.

    Raises
    ------
    ValueError
        If projects have no ward.
    """
    import matplotlib.pyplot as plt

    check_wards(election)
    wards = list(dict.fromkeys(election.projects["ward"]))
    rows = election.projects.groupby("ward", sort=False).size()
    fig, axes = plt.subplots(
        len(wards), 1, figsize=(8.5, 1.2 + 0.2 * len(election.projects)), sharex=True, layout="constrained",
        height_ratios=rows.to_numpy(), squeeze=False,
    )  # fmt: skip
    for ax, ward in zip(axes[:, 0], wards, strict=True):
        part = election.projects[election.projects["ward"] == ward]
        _panel(ax, part, outcomes)
        ax.set_ylabel(ward.replace(" ", "\n"), rotation=0, ha="right", va="center", weight="bold")
        ax.yaxis.set_label_coords(-0.4, 0.5)
    axes[-1, 0].set_xlabel(f"Cost [1,000 {election.currency}]")
    handles, labels = axes[0, 0].get_legend_handles_labels()
    fig.legend(handles, labels, loc="outside lower center", ncols=3, frameon=False)
    fig.suptitle(title)
    return fig


def _panel(ax: Any, part: pd.DataFrame, outcomes: Mapping[str, Outcome]) -> None:
    rows = np.arange(len(part))[::-1]
    cost = part["cost"].to_numpy() / 1000
    ax.barh(rows, cost, color="#dddddd", height=0.7)
    for number, (name, outcome) in enumerate(outcomes.items()):
        won = part.index.isin(outcome.winners)
        shift = 3.0 * number + 2.5
        ax.plot(cost[won] + shift, rows[won], MARKERS[number], color=COLOURS[number], markersize=6, label=name)
    ax.set_yticks(rows, part["name"], fontsize=8)
    ax.tick_params(axis="y", length=0)
    ax.spines[["top", "right"]].set_visible(False)
