"""Pictures of a shared budget show what the rules decided, and turnout changes nothing else."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from citylab.participation import rules
from citylab.participation.budget_pictures import (
    money_by_ward,
    money_map,
    payments_by_ward,
    ward_picture,
    winners_per_voter,
    winners_picture,
    with_turnout,
)
from citylab.participation.pabulib import build


@pytest.fixture
def vote():
    ballots = [["pier", "oaks"]] * 4 + [["pier"]] * 2 + [["club", "oaks"]] * 3 + [["club"]]
    made = build({"pier": 70, "oaks": 20, "club": 30}, ballots, budget=100, currency="EUR")
    made.projects["ward"] = ["North", "South", "South"]
    made.projects["latitude"], made.projects["longitude"] = [60.20, 60.19, 60.191], [24.92, 24.93, 24.931]
    made.voters["ward"] = ["North"] * 6 + ["South"] * 4
    return made


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")


def test_money_by_ward_adds_up_to_the_cost(vote):
    outcome = rules.greedy(vote)
    assert outcome.winners == ("oaks", "pier")
    assert money_by_ward(vote, outcome).to_dict() == {"North": 70, "South": 20}


def test_winners_are_counted_for_each_voter(vote):
    assert winners_per_voter(vote, rules.greedy(vote)).tolist() == [2] * 4 + [1] * 2 + [1] * 3 + [0]


def test_payments_go_from_ward_to_ward(vote):
    outcome = rules.equal_shares(vote)
    table = payments_by_ward(vote, outcome)
    assert table.index.tolist() == table.columns.tolist() == ["North", "South"]
    assert table.loc["North", "South"] == pytest.approx(4 * 20 / 7)
    assert table.to_numpy().sum() == pytest.approx(outcome.cost)


def test_nobody_pays_under_a_greedy_rule(vote):
    assert payments_by_ward(vote, rules.greedy(vote)).to_numpy().tolist() == [[0, 0], [0, 0]]


def test_bars_are_the_money_and_lines_the_shares(vote):
    ax = ward_picture(vote, {"votes": rules.greedy(vote)}, title="One rule").axes[0]
    assert [bar.get_height() for bar in ax.patches] == [0.07, 0.02]
    assert [line[0][1] for line in ax.collections[0].get_segments()] == [0.06, 0.04]


def test_each_winner_has_a_mark(vote):
    outcomes = {"votes": rules.greedy(vote), "shares": rules.equal_shares(vote)}
    fig = winners_picture(vote, outcomes, title="Two rules")
    marks = {name: sum(len(line.get_xdata()) for ax in fig.axes for line in ax.lines if line.get_label() == name)
             for name in outcomes}  # fmt: skip
    assert marks == {name: len(outcome.winners) for name, outcome in outcomes.items()}


def test_map_names_projects_wards_and_rules(vote):
    outcomes = {"votes": rules.greedy(vote), "shares": rules.equal_shares(vote)}
    page = money_map(vote, outcomes, alt="Map of two wards with circles for three projects.").page()
    assert all(text in page for text in ("pier: 70 EUR, 6 votes", "North", "South", "only votes", "only shares"))
    assert page == money_map(vote, outcomes, alt="Map of two wards with circles for three projects.").page()


@pytest.mark.parametrize(("ballots", "club"), [(0, 0), (4, 4), (8, 8), (12, 12)])
def test_other_turnout_repeats_or_drops_ballots(vote, ballots, club):
    case = with_turnout(vote, ward="South", ballots=ballots)
    assert case.voters["ward"].value_counts().to_dict().get("South", 0) == ballots
    assert case.projects["votes"].to_dict() | {"oaks": 0} == {"pier": 6, "oaks": 0, "club": club}
    assert case.projects["score"].tolist() == case.ballots.sum(axis=0).tolist()


def test_fewer_ballots_are_part_of_more(vote):
    few, many = (with_turnout(vote, ward="South", ballots=n).ballots.toarray() for n in (2, 3))
    assert few.tolist() == many[:-1].tolist()


def test_same_turnout_gives_the_same_result(vote):
    case = with_turnout(vote, ward="North", ballots=6)
    assert set(rules.equal_shares(case).winners) == set(rules.equal_shares(vote).winners)


def test_the_vote_itself_is_not_changed(vote):
    with_turnout(vote, ward="South", ballots=0)
    assert vote.projects["votes"].to_dict() == {"pier": 6, "oaks": 7, "club": 4}


def test_votes_without_wards_are_refused_with_the_remedy(vote):
    del vote.projects["ward"]
    with pytest.raises(ValueError, match="have no column 'ward'; add one"):
        money_by_ward(vote, rules.greedy(vote))


@pytest.mark.parametrize(("ward", "ballots"), [("East", 3), ("South", -1)])
def test_unknown_ward_and_negative_ballots_are_refused(vote, ward, ballots):
    with pytest.raises(ValueError, match="ballots must be 0 or more"):
        with_turnout(vote, ward=ward, ballots=ballots)


@pytest.mark.parametrize("ballots", [2900 / 3, 8.0, "8"])
def test_ballots_that_are_no_whole_number_are_refused_with_the_remedy(vote, ballots):
    with pytest.raises(TypeError, match=r"whole number, got .*; write ballots=round\(\.\.\.\)"):
        with_turnout(vote, ward="South", ballots=ballots)


def test_whole_numbers_of_numpy_are_whole_numbers(vote):
    case = with_turnout(vote, ward="South", ballots=np.int64(8))
    assert (case.voters["ward"] == "South").sum() == 8


def test_too_many_rules_are_refused(vote):
    with pytest.raises(ValueError, match="5 colours, found 6"):
        ward_picture(vote, {str(number): rules.greedy(vote) for number in range(6)})


def test_map_compares_two_rules(vote):
    with pytest.raises(ValueError, match="compares two outcomes"):
        money_map(vote, {"votes": rules.greedy(vote)}, alt="Map of two wards with circles.")
