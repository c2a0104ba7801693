"""The self-checks of lesson 3 know right answers from mistakes, and the figures of its text are those of the data."""

import pandas as pd
import pytest

from citylab import data
from citylab.participation import comments, opinions
from citylab.participation.practice.lesson_3 import EXERCISES, Printed
from citylab.practice import judge
from citylab.practice.exercise import computed

NAME = "millfield_opinions_synthetic"
MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.id}-{number}")
    for exercise in EXERCISES
    for number, mistake in enumerate(exercise.mistakes, start=1)
    if mistake.when is None or isinstance(mistake.when, Printed)
]
BY_ID = {exercise.id.removeprefix("participation-3-"): exercise for exercise in EXERCISES}


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
def test_each_mistake_gets_its_own_sentence_in_full_and_as_printed(exercise, mistake):
    wrong = [computed(mistake.gives)] if mistake.when is None else set(mistake.when.forms)
    near = set(Printed(exercise.expected).forms)  # rounded so far that it could be the right one
    assert {judge(exercise, answer).say for answer in set(wrong) - near} == {mistake.say}


def test_a_printed_number_is_known_with_two_three_and_four_digits():
    third = Printed(lambda: 57.142857)
    assert [third(answer) for answer in (57.142857, 57, 57.1, 57.14, 57.143)] == [True] * 5
    assert [third(answer) for answer in (58, 57.2, 60)] == [False] * 3


@pytest.mark.parametrize(
    ("name", "answer", "part"),
    [
        ("holes", 0, "overwritten"),
        ("holes", 0.89, "rounded"),
        ("holes", 0.886, "`kept`"),
        ("holes", 0.08, "a row"),
        ("holes", 0.156, "a row"),
        ("holes", 0.37, "counts from 0"),
        ("stability", pd.Series([0.7, 0.8]), "one for each draw"),
        ("stability", 0.91, "three groups"),
        ("stability", 0.715, "`votes`"),
        ("united", 17, "at least one group"),
        ("united", 11, "at least one group"),
        ("united", 20, "plain share"),
        ("united", pd.Series([True, False]), "counts the True"),
        ("rejected", 83, "five of six"),
        ("rejected", 36, "five of fourteen"),
        ("rejected", 33.3, "off topic"),
        ("rejected", 5, "number of statements"),
        ("rejected", 8, "number of statements"),
        ("rejected", 28, "all statements"),
        ("alpha", 0.9, "rounded"),
        ("alpha", 0.898, "rounded"),
        ("alpha", 0.897, "kappa"),
        ("alpha", 0.78, "before the codes were merged"),
        ("alpha", 0.83, "before merging"),
    ],
)
def test_wrong_answers_of_readers_get_a_sentence_that_helps(name, answer, part):
    verdict = judge(BY_ID[name], answer)
    assert not verdict.right
    assert part in verdict.say


@pytest.mark.parametrize(
    ("name", "answer"), [("holes", 0.888), ("stability", 0.76), ("rejected", 53), ("alpha", 0.8976)]
)
def test_right_answers_may_be_rounded(name, answer):
    assert judge(BY_ID[name], answer).right


def test_leaving_out_a_group_changes_the_number_of_uniting_statements(kept):
    likely = opinions.uniting(kept, opinions.groups(kept, 3).labels)[["A", "B", "C"]]
    every = (likely.min(axis=1) >= 0.55).sum()
    assert {(likely.drop(columns=name).min(axis=1) >= 0.55).sum() for name in likely}.isdisjoint({every})
    assert (likely - 0.55).abs().min(axis=None) > 0.005  # no probability lies at the limit


def test_note_on_uniting_statements(kept):
    table = opinions.uniting(kept, opinions.groups(kept, 3).labels)
    found = table[table[["A", "B", "C"]].min(axis=1) >= 0.55]
    text = data.load(NAME, "statements").set_index("statement")["text"][found.index]
    assert not text.str.contains("park for|parking|car |cycle").any()
    assert sorted(found.index[found["fewest"] < 10]) == [33, 35]
    assert text[33].endswith("fish ladder.")


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
    estate = ward == "Weir Estate"
    two = opinions.groups(kept, 2).labels
    assert pd.crosstab(two[estate], three[estate])["C"].to_dict() == {"A": 27, "B": 6}


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


# What the lesson says about its figures ------------------------------------------------------------------------------


def test_two_groups_are_no_more_than_a_scale_and_three_are(kept):
    table = opinions.scores(kept, deals=20, against=opinions.continuum)
    assert table.loc[2, "at_most"] == pytest.approx(0.48, abs=0.005)
    assert table.loc[3, "at_most"] == pytest.approx(0.40, abs=0.005)
    assert table["silhouette"].round(2)[[2, 3]].tolist() == [0.49, 0.48]


def test_a_scale_is_cut_in_two_again_and_again_but_not_in_three(kept):
    scale = opinions.continuum(kept, seed=0)
    two, three = (opinions.stability(scale, number=number, draws=30, seed=1).mean() for number in (2, 3))
    assert two > 0.85
    assert three < 0.65
    assert opinions.stability(kept, number=3, draws=30, seed=1).mean() > 0.85


def test_the_best_of_the_first_forty_is_below_the_mean_of_the_best_of_shuffled_votes(kept):
    early = opinions.scores(kept[kept.index <= 40], deals=20).loc["best"]
    assert early.round(2)[["silhouette", "by_chance", "at_most"]].tolist() == [0.41, 0.45, 0.52]
    came = data.load(NAME, "people").set_index("person")["link"]
    assert came[kept.index[kept.index <= 40]].value_counts().to_dict() == {"club": 38}


def test_a_quarter_of_the_rows_of_shuffled_votes_count_as_typical(kept):
    def typical(votes):
        return opinions.dividing(votes, opinions.groups(votes, 3).labels)["typical"].mean()

    assert typical(kept) == pytest.approx(44 / 108)
    assert typical(opinions.shuffled(kept, seed=1)) == pytest.approx(29 / 108)
    assert 0.2 < sum(typical(opinions.shuffled(kept, seed=seed)) for seed in range(5)) / 5 < 0.32


def test_nobody_disagreed_about_the_fountains(kept):
    votes = opinions.counts(kept, opinions.groups(kept, 3).labels).loc[35]
    assert votes.sum().to_dict() == {"agree": 13, "disagree": 0, "seen": 14}
    assert votes["seen"].to_dict() == {"A": 9, "B": 3, "C": 2}


def test_alpha_is_that_of_comments_without_repeats():
    written = data.load(NAME, "comments")
    codes = written.loc[~comments.clean(written["text"]).duplicated(), ["coder_a", "coder_b"]]
    both = codes.dropna()
    assert (both["coder_a"] == both["coder_b"]).mean() == pytest.approx(0.83, abs=0.005)
    assert comments.krippendorffs_alpha(codes) == pytest.approx(0.777, abs=0.001)
    low, high = comments.alpha_draws(codes, draws=200, seed=1).quantile([0.025, 0.975])
    assert (round(low, 2), round(high, 2)) == (0.70, 0.84)


def test_fishers_test_on_the_rejected_statements():
    from scipy.stats import fisher_exact

    table = data.load(NAME, "statements").query("ward != 'council'")
    cases = pd.crosstab(table["ward"] == "Weir Estate", table["decision"])
    assert cases.loc[True].to_dict() == {"accepted": 7, "rejected": 8}
    assert fisher_exact(cases).pvalue == pytest.approx(0.18, abs=0.005)
