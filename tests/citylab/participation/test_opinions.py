"""Maps, groups and statements: against closed forms, an independent library and the published rules of Polis."""

import numpy as np
import pandas as pd
import pytest

from citylab import data
from citylab.participation import opinions
from citylab.participation.opinions.grouping import split
from citylab.participation.opinions.odds import proportion_test, two_proportion_test

HOLE = float("nan")
CAMPS = pd.DataFrame([[1, 1, -1, -1]] * 6 + [[-1, -1, 1, 1]] * 4, dtype=float)


def noise(people=60, statements=12, holes=0.4, seed=3):
    rng = np.random.default_rng(seed)
    table = rng.choice([1.0, 0.0, -1.0], (people, statements))
    table[rng.random(table.shape) < holes] = np.nan
    table[:, 0] = rng.choice([1.0, -1.0], people)
    return pd.DataFrame(table)


@pytest.fixture(scope="module")
def kept():
    return opinions.enough_votes(opinions.read_votes(data.load("millfield_opinions_synthetic", "votes")))


@pytest.fixture(scope="module")
def three(kept):
    return opinions.groups(kept, 3)


# Reading -------------------------------------------------------------------------------------------------------


def test_a_later_vote_replaces_the_earlier_one():
    votes = pd.DataFrame({"person": [1, 1, 2], "statement": [5, 5, 5], "vote": [1, -1, 1]})
    assert opinions.read_votes(votes)[5].tolist() == [-1, 1]


def test_what_was_not_seen_is_a_hole_and_no_pass():
    votes = pd.DataFrame({"person": [1, 2], "statement": [5, 6], "vote": [0, 1]})
    table = opinions.read_votes(votes)
    assert table.loc[1, 5] == 0
    assert np.isnan(table.loc[1, 6])


def test_a_polis_export_is_read_with_numbered_columns_only(tmp_path):
    path = tmp_path / "participants-votes.csv"
    path.write_text("participant,group-id,n-votes,10,2\n4,0,1,1,\n3,1,2,-1,0\n", encoding="utf-8")
    table = opinions.read_votes(path)
    assert table.columns.tolist() == [2, 10]
    assert table.index.tolist() == [3, 4]
    assert table.loc[3].tolist() == [0, -1]


@pytest.mark.parametrize(
    ("votes", "message"),
    [
        (pd.DataFrame({"person": [1], "vote": [1]}), "missing: statement"),
        (pd.DataFrame({"person": [1], "statement": [1], "vote": [2]}), "found 2"),
        (pd.DataFrame({"person": [1], "statement": [1], "vote": ["yes"]}), "found 'yes'"),
        (pd.DataFrame({"person": [1], "statement": [1], "vote": [HOLE]}), "drop the others"),
        (pd.DataFrame({"person": [], "statement": [], "vote": []}), "there must be a row"),
        (pd.DataFrame({"participant": [1, 1], "0": [1, 1]}), "one row per participant"),
    ],
)
def test_a_damaged_list_of_votes_is_refused(votes, message):
    with pytest.raises(ValueError, match=message):
        opinions.read_votes(votes)


def test_people_need_seven_votes_or_all_of_fewer_statements():
    many = pd.DataFrame([[1.0] * 7 + [HOLE], [1.0] * 6 + [HOLE] * 2])
    few = pd.DataFrame([[1.0, 0.0], [1.0, HOLE]])
    assert opinions.enough_votes(many).index.tolist() == [0]
    assert opinions.enough_votes(few).index.tolist() == [0]


def test_nobody_with_enough_votes_is_said():
    with pytest.raises(ValueError, match="most was 6"):
        opinions.enough_votes(pd.DataFrame([[1.0] * 6 + [HOLE] * 2]))


# Projection ------------------------------------------------------------------------------------------------------


def test_without_holes_the_map_is_that_of_scikit_learn():
    from sklearn.decomposition import PCA

    votes = noise(holes=0)
    ours, theirs = opinions.project(votes), PCA(2).fit(votes)
    assert np.abs(ours.people.to_numpy()) == pytest.approx(np.abs(theirs.transform(votes)))
    assert ours.explained == pytest.approx(theirs.explained_variance_ratio_)


def test_holes_take_the_mean_and_people_move_out_by_the_root_of_votes_missing():
    votes = noise()
    filled = opinions.project(votes)
    centred = (votes - votes.mean()).fillna(0)
    plain = centred.to_numpy() @ filled.statements.to_numpy()
    factor = np.sqrt(votes.shape[1] / votes.notna().sum(axis=1))
    assert filled.people.to_numpy() == pytest.approx(plain * factor.to_numpy()[:, None])


def test_components_have_length_one_a_right_angle_and_a_fixed_sign():
    parts = opinions.project(noise()).statements.to_numpy()
    assert parts.T @ parts == pytest.approx(np.eye(2), abs=1e-12)
    assert (parts[np.abs(parts).argmax(axis=0), [0, 1]] > 0).all()


def test_the_order_of_people_does_not_move_them():
    votes = noise()
    turned = votes.iloc[::-1]
    assert opinions.project(turned).people.loc[votes.index].to_numpy() == pytest.approx(
        opinions.project(votes).people.to_numpy()
    )


@pytest.mark.parametrize(
    ("votes", "message"),
    [
        (pd.DataFrame([[1.0, 1.0], [HOLE, HOLE]]), "1 people without a vote"),
        (pd.DataFrame([[1.0], [-1.0]]), "two statements"),
        (pd.DataFrame([[1.0, -1.0]] * 3), "nothing to map"),
        (pd.DataFrame([[HOLE, HOLE]] * 3), "holds no vote"),
    ],
)
def test_what_cannot_be_mapped_is_refused(votes, message):
    with pytest.raises(ValueError, match=message):
        opinions.project(votes)


# Groups and chance -----------------------------------------------------------------------------------------------


def test_two_camps_are_found_with_the_largest_first():
    points = np.array([[0.0, 0.0], [0, 1], [1, 0], [9, 9], [9, 8]])
    assert split(points, 2).tolist() == ["A", "A", "A", "B", "B"]


def test_k_means_is_the_best_of_all_splits_of_a_small_table():
    points = np.random.default_rng(5).normal(size=(9, 2))

    def squares(labels):
        return sum(((points[labels == g] - points[labels == g].mean(axis=0)) ** 2).sum() for g in set(labels))

    every = (np.array([1, *(n >> b & 1 for b in range(8))]) for n in range(255))
    best = min(squares(labels) for labels in every if 0 < labels.sum() < 9)
    assert squares(split(points, 2)) == pytest.approx(best)


def test_more_groups_than_places_are_refused():
    with pytest.raises(ValueError, match="distinct places"):
        opinions.groups(CAMPS, 3)


def test_shuffling_keeps_holes_and_the_votes_of_each_statement():
    votes = noise()
    dealt = opinions.shuffled(votes, seed=1)
    assert dealt.isna().equals(votes.isna())
    assert (dealt.sum() == votes.sum()).all()
    assert not dealt.equals(votes)


def test_noise_is_no_better_than_chance_and_real_groups_are(kept):
    empty = opinions.scores(opinions.shuffled(kept, seed=99), numbers=[2, 3], deals=10)
    real = opinions.scores(kept, numbers=[2, 3], deals=10)
    assert (empty["gain"].abs() < 0.04).all()
    assert (real["silhouette"] > real["at_most"] + 0.05).all()


def test_clear_groups_are_stable_and_noise_is_not(kept):
    assert opinions.stability(kept, number=3, draws=10).mean() > 0.8
    assert opinions.stability(opinions.shuffled(kept, seed=2), number=3, draws=10).mean() < 0.7


def test_the_same_seed_gives_the_same_draws(kept):
    first, again = (opinions.stability(kept, number=2, draws=3, seed=8) for _ in range(2))
    assert first.equals(again)


# Statements ------------------------------------------------------------------------------------------------------


def test_pseudocounts_are_those_of_polis():
    assert opinions.probability(0, 0) == 0.5
    assert opinions.probability(3, 3) == 0.8


def test_z_values_are_those_computed_by_hand_elsewhere():
    # The same two values stand in the tests of an independent port of Polis' mathematics.
    assert proportion_test(2, 4) == pytest.approx(0.4472135954999579)
    assert float(two_proportion_test(2, 1, 4, 4)) == pytest.approx(0.6324555320336758)


def test_the_test_of_two_shares_is_the_pooled_test_on_one_more_vote_for_each():
    from statsmodels.stats.proportion import proportions_ztest

    z, _ = proportions_ztest([70 + 1, 50 + 1], [100 + 1, 120 + 1])
    assert float(two_proportion_test(70, 50, 100, 120)) == pytest.approx(z)


def test_votes_all_alike_give_no_difference():
    assert float(two_proportion_test(5, 9, 5, 9)) == 0


def test_uniting_is_the_product_over_groups_of_hand_counted_votes():
    votes = pd.DataFrame([[1, 1], [1, -1], [HOLE, 0], [1, -1], [-1, -1]])
    table = opinions.uniting(votes, pd.Series(list("AAABB")))
    assert table.loc[0, ["A", "B", "consensus"]].tolist() == pytest.approx([3 / 4, 2 / 4, 3 / 8])
    assert table.loc[1, ["A", "B", "consensus"]].tolist() == pytest.approx([2 / 5, 1 / 4, 1 / 10])
    assert table.loc[0, "fewest"] == 2
    assert table.loc[0, "plain"] == 3 / 4


def test_one_group_against_it_is_enough_to_sink_a_statement():
    votes = pd.DataFrame([[1, 1]] * 90 + [[-1, 1]] * 10)
    table = opinions.uniting(votes, pd.Series(["A"] * 90 + ["B"] * 10))
    assert table["plain"][0] == 0.9
    assert table["consensus"][0] < 0.1 < table["consensus"][1]


def test_uniting_against_counts_disagrees():
    votes = pd.DataFrame([[-1.0, 1.0]] * 4)
    table = opinions.uniting(votes, pd.Series(list("AABB")), side="disagree")
    assert table.index[0] == 0
    assert table["A"][0] == 3 / 4


def test_dividing_gives_the_numbers_counted_by_hand():
    votes = pd.DataFrame([[1.0]] * 8 + [[-1.0]] * 2 + [[1.0]] * 3 + [[-1.0]] * 9)
    row = opinions.dividing(votes, pd.Series(["A"] * 10 + ["B"] * 12)).set_index("group").loc["A"]
    assert row["side"] == "agree"
    assert row["times"] == pytest.approx((9 / 12) / (4 / 14))
    assert row["z_half"] == pytest.approx(2 * np.sqrt(11) * (9 / 11 - 0.5))
    assert row["z_others"] == pytest.approx(float(two_proportion_test(8, 3, 10, 12)))
    assert row["score"] == pytest.approx(row[["probability", "times", "z_half", "z_others"]].prod())
    assert row["typical"]


@pytest.mark.parametrize(("votes_each", "typical"), [(1, False), (2, True)])
def test_the_rule_of_polis_is_content_with_two_votes_against_two(votes_each, typical):
    votes = pd.DataFrame([[1.0]] * votes_each + [[-1.0]] * votes_each)
    table = opinions.dividing(votes, pd.Series(["A"] * votes_each + ["B"] * votes_each))
    assert table["typical"].tolist() == [typical] * 2


def test_people_without_a_group_are_left_out():
    votes = pd.DataFrame([[1.0, 1.0], [1.0, 1.0], [-1.0, -1.0]])
    table = opinions.counts(votes, pd.Series(["A", "B", None]))
    assert table["disagree"].sum() == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: opinions.uniting(CAMPS, pd.Series(["A"] * 10), side="pass"), "agree"),
        (lambda: opinions.dividing(CAMPS, pd.Series(["A"] * 10)), "two or more groups"),
        (lambda: opinions.counts(CAMPS, pd.Series(["A"], index=[77])), "no person in common"),
        (lambda: opinions.priority(-1, 0, 0), "counted from 0"),
        (lambda: split(CAMPS.to_numpy()[:, :2], 1), "2.."),
    ],
)
def test_wrong_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_priority_is_the_published_formula():
    # (1 - p)(E + 1) a (1 + 8 · 2^(-n/5)), squared, for 18 agrees, 3 passes, 2 disagrees
    p, a, n = 4 / 25, 19 / 25, 23
    expected = ((1 - p) * 1.5 * a * (1 + 8 * 2 ** (-n / 5))) ** 2
    assert opinions.priority(18, 2, 3, extremity=0.5) == pytest.approx(expected)


def test_the_map_is_drawn_with_a_mark_per_group(three):
    figure = opinions.map_picture(three.projection.people, three.labels, title="Three groups")
    legend = figure.axes[0].get_legend()
    assert [text.get_text()[0] for text in legend.get_texts() if ":" in text.get_text()] == ["A", "B", "C"]


def test_six_groups_are_too_many_for_a_map():
    people = pd.DataFrame(np.zeros((6, 2)), columns=["x", "y"])
    with pytest.raises(ValueError, match="up to 5"):
        opinions.map_picture(people, pd.Series(list("ABCDEF")), title="Too many")


def test_letters_go_by_size(three):
    assert three.labels.value_counts().index.tolist() == ["A", "B", "C"]
