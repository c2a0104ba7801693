"""Access and its spread, against closed forms and brute force."""

import math

import numpy as np
import pytest
from scipy.special import erf
from scipy.stats import lognorm, pareto

from citylab.transport import access
from citylab.transport.access import AccessError

MANY = (np.arange(200_000) + 0.5) / 200_000  # ranks of many people, evenly spread

QUANTILES = {
    "uniform": (MANY, 1 / 3, 0.19 / 0.16),  # L(p) = p²
    "exponential": (
        -np.log1p(-MANY),
        1 / 2,
        (1 - (0.9 + 0.1 * math.log(0.1))) / (0.4 + 0.6 * math.log(0.6)),  # L(p) = p + (1 - p) ln(1 - p)
    ),
    "lognormal": (lognorm.ppf(MANY, 0.8), erf(0.8 / 2), None),  # 2 Φ(σ / √2) - 1
    "pareto": (
        pareto.ppf(MANY, 3),
        1 / (2 * 3 - 1),
        0.1 ** (2 / 3) / (1 - 0.6 ** (2 / 3)),  # L(p) = 1 - (1 - p)^(1 - 1/α)
    ),
}


@pytest.mark.parametrize("name", QUANTILES)
def test_gini_and_palma_agree_with_closed_forms(name):
    values, gini, palma = QUANTILES[name]
    assert access.gini(values) == pytest.approx(gini, abs=2e-4)
    if palma is not None:
        assert access.palma(values) == pytest.approx(palma, rel=1e-3)


@pytest.mark.parametrize(("poor", "share"), [(0.75, 0.0), (0.5, 0.2), (0.9, 0.4)])
def test_two_groups_have_the_gini_of_people_minus_value(poor, share):
    values, weights = [share / poor, (1 - share) / (1 - poor)], [poor, 1 - poor]
    assert access.gini(values, weights) == pytest.approx(poor - share)


def test_gini_is_half_the_relative_mean_difference_of_all_pairs():
    rng = np.random.default_rng(4)
    values, weights = rng.gamma(1.5, 100, 60), rng.uniform(1, 50, 60)
    pairs = np.abs(values[:, None] - values[None, :]) * weights[:, None] * weights[None, :]
    mean = np.average(values, weights=weights)
    assert access.gini(values, weights) == pytest.approx(pairs.sum() / weights.sum() ** 2 / 2 / mean)


def test_weights_count_like_repeated_people():
    values, weights = np.array([3.0, 10.0, 1.0, 6.0]), np.array([2, 5, 3, 1])
    apart = np.repeat(values, weights)
    assert access.gini(values, weights) == pytest.approx(access.gini(apart))
    assert access.palma(values, weights) == pytest.approx(access.palma(apart))


def test_equal_values_have_gini_0_and_palma_a_quarter():
    assert access.gini([7.0] * 10) == pytest.approx(0)
    assert access.palma([7.0] * 10) == pytest.approx(0.25)


def test_palma_of_ten_people_by_hand():
    assert access.palma([1, 1, 1, 1, 2, 2, 2, 2, 2, 10]) == pytest.approx(10 / 4)
    assert access.palma([0, 0, 0, 0, 1, 1, 1, 1, 1, 1]) == math.inf


def test_lorenz_curve_is_convex_and_runs_from_0_to_1():
    people, value = access.lorenz([5, 1, 3], [1, 2, 1])
    assert people.tolist() == [0, 0.5, 0.75, 1]
    assert value.tolist() == pytest.approx([0, 0.2, 0.5, 1])


def test_share_below_reads_the_curve_between_its_corners():
    assert access.share_below(0.25, [5, 1, 3], [1, 2, 1]) == pytest.approx(0.1)


def test_cumulative_counts_what_is_within_the_limit_in_every_axis():
    rng = np.random.default_rng(5)
    times_s, jobs = rng.uniform(0, 3600, (4, 30, 80)), rng.integers(0, 9, 80)
    times_s[0, 0, :3] = math.inf
    expected = [[sum(jobs[times <= 1800]) for times in rows] for rows in times_s]
    assert np.array_equal(access.cumulative(times_s, jobs, 1800), expected)


def test_gravity_halves_with_each_half_life_and_forgets_the_unreachable():
    times_s = [0.0, 600.0, 1200.0, math.inf]
    assert access.gravity(times_s, [8, 8, 8, 8], math.log(2) / 10) == pytest.approx(8 + 4 + 2)


def test_long_tables_are_summed_in_parts_without_a_seam():
    times_s = np.random.default_rng(6).uniform(0, 3600, (1000, 500)).astype(np.float32)
    assert np.array_equal(access.cumulative(times_s, np.ones(500), 900), (times_s <= 900).sum(axis=1))


@pytest.mark.parametrize(
    ("values", "weights", "message"),
    [
        ([1, -1], None, "values must be numbers of at least 0"),
        ([1, math.nan], None, "values must be numbers of at least 0"),
        ([1, 2], [1, -1], "weights must be numbers of at least 0"),
        ([1, 2], [1], "lists of the same length"),
        ([0, 0], None, "nobody has anything"),
    ],
)
def test_bad_values_are_refused(values, weights, message):
    with pytest.raises(AccessError, match=message):
        access.gini(values, weights)


def test_bad_times_and_decays_are_refused():
    with pytest.raises(AccessError, match="the last axis of times_s"):
        access.cumulative([1.0, 2.0], [1, 1, 1], 5)
    with pytest.raises(AccessError, match="at least 0 s"):
        access.cumulative([1.0, math.nan], [1, 1], 5)
    with pytest.raises(AccessError, match="opportunities must be"):
        access.cumulative([1.0, 2.0], [1, -1], 5)
    with pytest.raises(AccessError, match="decay must be above 0"):
        access.gravity([1.0], [1], 0)
    with pytest.raises(AccessError, match="within 0 and 1"):
        access.share_below(40, [1, 2])
