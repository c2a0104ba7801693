"""Must: two ways to count, by hand and against a slow count with fractions."""

import numpy as np
import pytest
from participation_team.counting import by_votes, complete, equal_shares, left_with_nothing
from slow import slow_equal_shares

# Ada and Ben: playground, trees. Cem: playground, bench. Dora: bench. (The street of module 04.)
STREET = np.array([[1, 1, 0], [1, 1, 0], [1, 0, 1], [0, 0, 1]], dtype=bool)
COSTS = [75, 30, 34]


def test_by_votes_takes_the_most_voted_that_fits():
    assert by_votes(STREET, COSTS, 120) == [0, 1], "playground 3 votes; trees and bench tie, the cheaper goes first"


def test_what_does_not_fit_is_passed_over():
    assert by_votes(STREET, COSTS, 74) == [1, 2], "the playground does not fit, the others do"


def test_equal_to_the_budget_fits_and_no_votes_never_win():
    approvals = np.array([[1, 0], [1, 0]], dtype=bool)
    assert by_votes(approvals, [10, 1], 11) == [0]
    assert by_votes(approvals, [10, 1], 10) == [0]


def test_weights_count_as_more_voters():
    assert by_votes(STREET, COSTS, 75, weights=[1, 1, 1, 9]) == [1, 2], "bench: 10 votes; then trees still fit"


def test_equal_shares_by_hand():
    winners, left = equal_shares(STREET, COSTS, 30)
    assert winners == [0, 2], "playground at 25 / 75, then the bench: Cem gives his last 5, Dora 29"
    assert left == pytest.approx([5, 5, 0, 1])


def test_a_lone_voter_keeps_the_money_for_her_project():
    approvals = np.array([[1, 0]] * 9 + [[0, 1]], dtype=bool)
    assert equal_shares(approvals, [90, 10], 10)[0] == [0, 1], "her share covers it, however few she is"


@pytest.mark.parametrize("seed", range(8))
def test_equal_shares_agrees_with_a_slow_count(seed):
    draw = np.random.default_rng(seed)
    approvals = draw.random((30, 9)) < 0.3
    approvals[:, 0] = False  # a project that nobody wants
    costs = draw.integers(5, 60, size=9)
    ballots = [set(np.flatnonzero(row).tolist()) for row in approvals]
    for share in (2, 7, 12):
        winners, left = equal_shares(approvals, costs, share)
        assert winners == slow_equal_shares(ballots, costs.tolist(), share)
        assert left.min() >= -1e-9, "nobody spends more than her share"
        assert left.sum() == pytest.approx(30 * share - costs[winners].sum()), "what is bought is paid"


@pytest.mark.parametrize("seed", range(3))
def test_a_voter_of_weight_three_is_three_voters(seed):
    draw = np.random.default_rng(seed)
    approvals, costs = draw.random((25, 8)) < 0.35, draw.integers(5, 60, size=8)
    weights = draw.integers(0, 4, size=25)
    copies = np.repeat(approvals, weights, axis=0)
    assert equal_shares(approvals, costs, 6, weights=weights)[0] == equal_shares(copies, costs, 6)[0]
    assert by_votes(approvals, costs, 120, weights=weights) == by_votes(copies, costs, 120)


def test_shares_are_raised_until_the_budget_would_break():
    # With 30 each: playground and bench, 109 of 120 spent; the trees, 30, do not fit. So nothing is raised.
    assert complete(STREET, COSTS, 120) == ([0, 2], 30)
    # With 15 each, trees (2 × 15). The bench lacks 4, and 34 of 60 would not fit beside the trees: stop.
    assert complete(STREET, COSTS, 60) == ([1], 15)
    # 64 is enough for both: 16 each; with 17 each Cem and Dora have the 34 of the bench.
    assert complete(STREET, COSTS, 64) == ([1, 2], 17)


@pytest.mark.parametrize("seed", range(4))
def test_a_raised_count_keeps_to_the_budget_and_could_not_go_on(seed):
    draw = np.random.default_rng(seed)
    approvals, costs = draw.random((40, 10)) < 0.3, draw.integers(10, 80, size=10)
    winners, share = complete(approvals, costs, 200)
    spent = costs[winners].sum()
    assert spent <= 200
    assert winners == equal_shares(approvals, costs, share)[0]
    others = [p for p in range(10) if p not in winners and approvals[:, p].any() and costs[p] <= 200 - spent]
    if others:
        next_winners, _ = equal_shares(approvals, costs, share + 1)
        assert costs[next_winners].sum() > 200, "something would still fit: raise the share once more"


def test_who_has_nothing_is_counted_by_ward():
    shares = left_with_nothing(STREET, [1], np.array(["N", "N", "S", "S"]))
    assert shares == {"N": 0.0, "S": 1.0}
    assert left_with_nothing(STREET, [], np.array(["N", "N", "S", "S"])) == {"N": 1.0, "S": 1.0}
