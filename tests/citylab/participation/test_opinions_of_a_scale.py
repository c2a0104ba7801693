"""Votes on a smooth scale: what of the real votes they keep, and what they show about groups."""

import numpy as np
import pandas as pd
import pytest

from citylab import data
from citylab.participation import opinions
from citylab.participation.opinions.scales import _shrinking, _weights


@pytest.fixture(scope="module")
def kept():
    return opinions.enough_votes(opinions.read_votes(data.load("millfield_opinions_synthetic", "votes")))


def drawn(weights, people=4000, seed=4):
    rng = np.random.default_rng(seed)
    own = np.sqrt(1 - (weights**2).sum(axis=1))
    places = rng.standard_normal((people, weights.shape[1]))
    leaning = places @ weights.T + rng.standard_normal((people, len(weights))) * own
    votes = pd.DataFrame(np.digitize(leaning, [-0.3, 0.1]) - 1.0)
    return votes.mask(rng.random(votes.shape) < 0.4)


@pytest.mark.parametrize("scales", [1, 2])
def test_a_scale_keeps_holes_and_the_votes_of_each_statement(kept, scales):
    smooth = opinions.continuum(kept, scales=scales, seed=5)
    assert smooth.isna().equals(kept.isna())
    for value in (-1, 0, 1):
        assert (smooth == value).sum().equals((kept == value).sum())
    assert smooth.equals(opinions.continuum(kept, scales=scales, seed=5))
    assert not smooth.equals(opinions.continuum(kept, scales=scales, seed=6))


def test_the_votes_that_went_in_are_not_changed(kept):
    before = kept.copy()
    opinions.continuum(kept, seed=1)
    assert kept.equals(before)


def test_weights_of_votes_made_by_a_scale_are_found_again():
    true = np.array([[0.8], [0.7], [0.6], [0.5], [0.0], [-0.4], [-0.7]])
    found = _weights(drawn(true), 1)
    assert found * np.sign(found[0]) == pytest.approx(true, abs=0.09)


def test_two_scales_give_the_correlations_again():
    true = np.array([[0.8, 0.0], [0.7, 0.1], [0.6, 0.0], [0.1, 0.6], [0.0, 0.7], [-0.1, 0.5], [0.4, 0.4]])
    votes = drawn(true)
    again = opinions.continuum(votes, scales=2, seed=9)
    assert again.corr().to_numpy() == pytest.approx(votes.corr().to_numpy(), abs=0.09)


def test_two_even_halves_shrink_a_normal_leaning_by_the_root_of_two_over_pi():
    assert _shrinking(pd.Series([1.0, -1.0] * 50)) == pytest.approx(np.sqrt(2 / np.pi))
    assert _shrinking(pd.Series([1.0] * 5)) == 1


def test_two_scales_hold_as_much_of_the_variance_as_our_votes(kept):
    def held(votes):
        return sum(opinions.project(votes).explained)

    smooth = [held(opinions.continuum(kept, scales=2, seed=seed)) for seed in range(5)]
    assert np.mean(smooth) == pytest.approx(held(kept), abs=0.015)


def test_our_three_groups_are_more_than_two_scales_give(kept):
    def two_scales(votes, *, seed):
        return opinions.continuum(votes, scales=2, seed=seed)

    table = opinions.scores(kept, numbers=[3], deals=20, against=two_scales)
    assert table.loc[3, "at_most"] == pytest.approx(0.41, abs=0.005)
    assert table.loc[3, "silhouette"] > table.loc[3, "at_most"] + 0.05


def test_a_scale_without_groups_beats_shuffled_votes(kept):
    table = opinions.scores(opinions.continuum(kept, seed=77), numbers=[2], deals=10)
    assert table.loc[2, "silhouette"] > table.loc[2, "at_most"]


def test_the_row_best_is_the_best_of_each_table(kept):
    table = opinions.scores(kept[kept.index <= 60], numbers=[2, 3], deals=4)
    assert table.loc["best", "silhouette"] == table.loc[[2, 3], "silhouette"].max()
    assert table.loc["best", "by_chance"] >= table.loc[[2, 3], "by_chance"].max()
    assert table.loc["best", "at_most"] == table.loc[[2, 3], "at_most"].max()


def test_a_statement_with_equal_votes_or_seen_with_no_other_is_no_obstacle():
    hole = np.nan
    votes = pd.DataFrame([[1, 1, hole], [1, -1, hole], [1, 0, hole], [hole, hole, -1], [hole, hole, 1]], dtype=float)
    smooth = opinions.continuum(votes, seed=1)
    assert smooth.isna().equals(votes.isna())
    assert np.isfinite(_weights(votes, 1)).all()


@pytest.mark.parametrize("scales", [0, 37])
def test_a_number_of_scales_that_cannot_be_is_refused(kept, scales):
    with pytest.raises(ValueError, match="number of scales"):
        opinions.continuum(kept, scales=scales, seed=1)
