"""The nested logit: the plain logit at 1, copies near 0, and the derivative of its own generating function."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import approx_fprime

from citylab.transport import choice

SCORES = pd.Series({"car": 0.4, "bus": -0.3, "tram": 0.1, "bike": -1.0})
NESTS = {"transit": ["bus", "tram"]}


def test_at_1_it_is_the_plain_logit():
    found = choice.nested_probabilities(SCORES, NESTS, 1)
    assert found.to_numpy() == pytest.approx((np.exp(SCORES) / np.exp(SCORES).sum()).to_numpy())


@pytest.mark.parametrize("size", [0.9, 0.4, 0.05])
def test_red_and_blue_bus_by_hand(size):
    """Equal scores: the nest weighs 2**size against 1."""
    equal = pd.Series({"car": 0.0, "red": 0.0, "blue": 0.0})
    found = choice.nested_probabilities(equal, {"buses": ["red", "blue"]}, size)
    assert found["car"] == pytest.approx(1 / (1 + 2**size))
    assert found["red"] == pytest.approx(found["blue"])


def test_probabilities_are_the_derivative_of_the_expected_best_score():
    """McFadden's theorem: p_i is the derivative of ln G, G = sum over nests of (sum exp(V/size))**size."""
    size = {"transit": 0.35, "own": 0.8}
    nests = {"transit": ["bus", "tram"], "own": ["car", "bike"]}

    def log_g(values):
        scores = pd.Series(values, index=SCORES.index)
        return np.log(sum(np.exp(scores[m] / size[n]).sum() ** size[n] for n, m in nests.items()))

    found = choice.nested_probabilities(SCORES, nests, size)
    assert found.to_numpy() == pytest.approx(approx_fprime(SCORES.to_numpy(), log_g, 1e-7), abs=1e-5)


def test_drawn_people_choose_as_the_formula_says():
    """
    Correlated noise of a nest: a positive stable variable times Gumbel noise.

    Chambers, Mallows and Stuck's way to draw it shares nothing with the formula.
    """
    random, n, size = np.random.default_rng(8), 400_000, 0.5
    angle, wait = random.uniform(0, np.pi, n), random.exponential(size=n)
    stable = (
        np.sin(size * angle) / np.sin(angle) ** (1 / size) * (np.sin((1 - size) * angle) / wait) ** ((1 - size) / size)
    )
    noise = random.gumbel(size=(n, 3))
    noisy = np.column_stack(
        [0.2 + noise[:, 0], *(v + size * (np.log(stable) + noise[:, i]) for i, v in ((1, 0.0), (2, 0.3)))]
    )
    drawn = np.bincount(noisy.argmax(axis=1), minlength=3) / n
    scores = pd.Series({"car": 0.2, "bus": 0.0, "tram": 0.3})
    assert choice.nested_probabilities(scores, NESTS, size).to_numpy() == pytest.approx(drawn, abs=0.003)


def test_a_table_gives_the_same_as_row_by_row_and_knows_who_lacks_a_mode():
    table = pd.DataFrame(
        [SCORES, SCORES.where(SCORES.index != "car"), SCORES.where(~SCORES.index.isin(["bus", "tram"]))]
    )
    found = choice.nested_probabilities(table, NESTS, 0.5)
    assert found.sum(axis=1).tolist() == pytest.approx([1, 1, 1])
    assert found.iloc[1]["car"] == 0
    assert found.iloc[2][["bus", "tram"]].tolist() == [0, 0]
    pd.testing.assert_series_equal(found.iloc[0], choice.nested_probabilities(SCORES, NESTS, 0.5), check_names=False)


@pytest.mark.parametrize("size", [1.0, 0.6, 0.1])
def test_utilities_from_shares_give_the_shares_back(size):
    shares = pd.Series({"car": 0.4, "bus": 0.15, "tram": 0.3, "bike": 0.15})
    back = choice.nested_probabilities(choice.utilities_from_shares(shares, NESTS, size), NESTS, size)
    assert back.to_numpy() == pytest.approx(shares.to_numpy())


def test_better_tram_takes_in_proportion_without_a_nest_and_more_from_the_bus_with_one():
    def lost(size):
        better = SCORES + pd.Series({"car": 0, "bus": 0, "tram": 0.5, "bike": 0})
        before, after = (choice.nested_probabilities(s, NESTS, size) for s in (SCORES, better))
        return (before - after) / before

    assert lost(1)["bus"] == pytest.approx(lost(1)["car"])
    assert lost(0.4)["bus"] > 1.5 * lost(0.4)["car"]
    assert lost(0.4)["bike"] == pytest.approx(lost(0.4)["car"])


@pytest.mark.parametrize("size", [0, -0.5, 1.2, {"other": 0.5}])
def test_dissimilarity_out_of_range_is_refused(size):
    with pytest.raises(choice.ChoiceError, match="nest transit must be above 0 and at most 1"):
        choice.nested_probabilities(SCORES, NESTS, size)


def test_unknown_and_double_members_are_refused():
    with pytest.raises(choice.ChoiceError, match="without a utility: ferry"):
        choice.nested_probabilities(SCORES, {"transit": ["bus", "ferry"]}, 0.5)
    with pytest.raises(choice.ChoiceError, match="in two: bus"):
        choice.nested_probabilities(SCORES, {"a": ["bus", "tram"], "b": ["bus", "car"]}, 0.5)
    with pytest.raises(choice.ChoiceError, match="called like a mode"):
        choice.nested_probabilities(SCORES, {"car": ["bus", "tram"]}, 0.5)


def test_shares_that_are_no_shares_are_refused():
    with pytest.raises(choice.ChoiceError, match="sum to 1"):
        choice.utilities_from_shares(pd.Series({"bus": 0.5, "tram": 0.6}), NESTS, 0.5)
