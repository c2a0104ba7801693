"""The self-checks of lesson 3 know right answers from mistakes, and the figures of its text are those of the data."""

import pandas as pd
import pytest

from citylab import data
from citylab.participation import comments, opinions
from citylab.participation.practice.lesson_3 import EXERCISES
from citylab.practice import judge
from citylab.practice.exercise import computed

NAME = "millfield_opinions_synthetic"
MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.id}-{number}")
    for exercise in EXERCISES
    for number, mistake in enumerate(exercise.mistakes, start=1)
]


@pytest.fixture(scope="module")
def votes():
    return opinions.read_votes(data.load(NAME, "votes"))


@pytest.fixture(scope="module")
def kept(votes):
    return opinions.enough_votes(votes)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_expected_answer_is_right(exercise):
    assert judge(exercise, computed(exercise.expected)).right


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_each_mistake_gets_its_own_sentence(exercise, mistake):
    assert judge(exercise, computed(mistake.gives)).say == mistake.say


def test_figures_of_the_map(votes, kept):
    assert round(100 * votes.isna().to_numpy().mean()) == 52
    assert len(kept) == 303
    assert round(100 * sum(opinions.project(kept).explained)) in (25, 26)


def test_figures_of_the_groups(kept):
    found = opinions.groups(kept)
    assert found.silhouettes[2] - found.silhouettes[3] == pytest.approx(0.003, abs=0.0005)
    ward = data.load(NAME, "people").set_index("person")["ward"][kept.index]
    three = opinions.groups(kept, 3).labels
    assert pd.crosstab(ward, three).loc["Weir Estate"].to_dict() == {"A": 9, "B": 4, "C": 33}


def test_the_groups_of_the_first_forty_are_no_better_than_chance(kept):
    early = opinions.scores(kept[kept.index <= 40], numbers=[2, 3], deals=20)
    assert (early["silhouette"] < early["at_most"]).all()


def test_figures_of_the_statements(kept):
    table = opinions.uniting(kept, opinions.groups(kept, 3).labels)
    assert table["plain"].idxmax() == 35
    assert table.index.get_loc(35) == 6
    assert table.index[0] == 3
    assert table["consensus"].round(2)[[3, 35]].tolist() == [0.68, 0.41]


def test_figures_of_the_comments():
    written = data.load(NAME, "comments").set_index("comment")
    texts = comments.clean(written["text"])
    places = ["mill", "lane", "station", "road", "quay", "street", "weir", "quarry", "hill", "chapel"]
    weights = comments.tfidf(texts[~texts.duplicated()], drop=places)
    has_lifts = [comments.topics(weights, number).top(5).str.contains("lift").any() for number in range(3, 9)]
    assert has_lifts == [False] * 5 + [True]
    assert comments.krippendorffs_alpha(written[["coder_a", "coder_b"]]) == pytest.approx(0.76, abs=0.005)


def test_no_address_or_link_is_left_after_cleaning():
    texts = comments.clean(data.load(NAME, "comments")["text"])
    assert not texts.str.contains("example|http|@").any()
