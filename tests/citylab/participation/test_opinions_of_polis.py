"""A real conversation, with the groups that Polis published."""

from pathlib import Path

import pandas as pd
import pytest

from citylab.participation import opinions

FOLDER = Path(__file__).resolve().parents[4] / "shared/data/polis-freshwater"
EXPORT = FOLDER / "participants-votes.csv"
pytestmark = pytest.mark.skipif(not EXPORT.is_file(), reason="the conversation on fresh water is not here")


@pytest.fixture(scope="module")
def published():
    return pd.read_csv(EXPORT).set_index("participant").sort_index()


@pytest.fixture(scope="module")
def votes():
    return opinions.read_votes(EXPORT)


def test_agrees_disagrees_and_votes_are_those_the_export_counts(votes, published):
    assert (votes == 1).sum(axis=1).tolist() == published["n-agree"].tolist()
    assert (votes == -1).sum(axis=1).tolist() == published["n-disagree"].tolist()
    assert votes.notna().sum(axis=1).tolist() == published["n-votes"].tolist()


def test_two_groups_are_chosen_as_published(votes, published):
    assert opinions.groups(votes).number == published["group-id"].nunique() == 2


def test_four_of_five_people_are_in_the_same_of_two_groups(votes, published):
    # Not more: Polis starts k-means from the groups of the vote before, so that its groups remember the whole
    # conversation (9 people in the small one), while ours depend on the final votes alone (25).
    ours = opinions.groups(votes, 2).labels.map({"A": 1, "B": 0})
    assert (ours == published["group-id"]).mean() == pytest.approx(93 / 117)


def test_the_published_groups_stand_apart_on_our_map(votes, published):
    places = opinions.project(votes).people
    middle = places.groupby(published["group-id"]).mean()
    nearest = ((places.to_numpy()[:, None] - middle.to_numpy()) ** 2).sum(axis=-1).argmin(axis=1)
    assert (nearest == published["group-id"]).mean() > 0.9


def test_nine_people_with_scattered_votes_have_no_typical_statement(votes, published):
    typical = opinions.dividing(votes, published["group-id"]).groupby("group")["typical"].sum()
    assert typical[0] == 0
    assert typical[1] > 10


def test_two_groups_are_better_than_chance_and_three_are_not(votes):
    table = opinions.scores(votes, numbers=[2, 3], deals=20)
    assert table.loc[2, "silhouette"] > table.loc[2, "at_most"]
    assert table.loc[3, "silhouette"] < table.loc[3, "at_most"]
