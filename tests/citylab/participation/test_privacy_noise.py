"""Noise, errors and the budget, against SciPy's distributions and exact sums."""

import math

import numpy as np
import pytest
from scipy import stats

from citylab.participation import privacy
from citylab.participation.privacy import bits

EPSILONS = [0.05, 0.3, 1.0, 4.0]


def rng(seed=1):
    return np.random.default_rng(seed)


@pytest.mark.parametrize("epsilon", EPSILONS)
def test_laplace_noise_has_the_distribution_of_scipy(epsilon):
    noisy = privacy.laplace(np.full(4000, 12.0), sensitivity=2, epsilon=epsilon, rng=rng())
    assert stats.kstest(noisy, stats.laplace(12, 2 / epsilon).cdf).pvalue > 0.01


@pytest.mark.parametrize("epsilon", EPSILONS)
def test_geometric_noise_has_the_distribution_of_scipy(epsilon):
    noise = privacy.geometric(np.zeros(20_000, dtype=int), sensitivity=2, epsilon=epsilon, rng=rng())
    wanted = stats.dlaplace(epsilon / 2)
    edges = np.unique(wanted.ppf(np.linspace(0.02, 0.98, 25)))
    seen = np.histogram(noise, [-np.inf, *(edges + 0.5), np.inf])[0]
    expected = 20_000 * np.diff([0, *wanted.cdf(edges), 1])
    assert (
        stats.chisquare(
            seen[expected > 5], expected[expected > 5] * seen[expected > 5].sum() / expected[expected > 5].sum()
        ).pvalue
        > 0.01
    )


@pytest.mark.parametrize("epsilon", EPSILONS)
def test_no_result_becomes_more_than_exp_epsilon_times_as_likely(epsilon):
    ratio = math.exp(-epsilon)
    probability = {z: (1 - ratio) / (1 + ratio) * ratio ** abs(z) for z in range(-60, 61)}
    assert sum(probability.values()) == pytest.approx(1 - 2 * ratio**61 / (1 + ratio))
    for z in range(-59, 60):
        assert probability[z] / probability[z - 1] <= math.exp(epsilon) * (1 + 1e-12)
        assert probability[z] == pytest.approx(stats.dlaplace(epsilon).pmf(z))


@pytest.mark.parametrize("epsilon", EPSILONS)
def test_expected_errors_are_those_of_scipy(epsilon):
    assert privacy.expected_error(epsilon) == pytest.approx(stats.laplace(0, 1 / epsilon).expect(abs), rel=1e-6)
    far = np.arange(1, int(60 / epsilon))
    geometric = 2 * (far * stats.dlaplace(epsilon).pmf(far)).sum()
    assert privacy.expected_error(epsilon, mechanism="geometric") == pytest.approx(geometric, rel=1e-9)


@pytest.mark.parametrize("mechanism", ["laplace", "geometric"])
@pytest.mark.parametrize("epsilon", EPSILONS)
def test_measured_error_is_the_closed_form(epsilon, mechanism):
    noisy = getattr(privacy, mechanism)(np.full(50_000, 40), epsilon=epsilon, rng=rng(3))
    off = np.abs(noisy - 40)
    margin = 4 * off.std() / math.sqrt(len(off))
    assert off.mean() == pytest.approx(privacy.expected_error(epsilon, mechanism=mechanism), abs=margin)


@pytest.mark.parametrize("level", [0.5, 0.95, 0.999])
@pytest.mark.parametrize("epsilon", EPSILONS)
def test_error_bound_is_the_quantile_of_scipy_and_has_its_inverse(epsilon, level):
    bound = privacy.error_bound(epsilon, sensitivity=3, level=level)
    assert bound == pytest.approx(stats.laplace(0, 3 / epsilon).ppf((1 + level) / 2))
    assert privacy.epsilon_for(bound, sensitivity=3, level=level) == pytest.approx(epsilon)


def test_one_number_gives_one_number_and_a_table_keeps_its_shape():
    assert isinstance(privacy.laplace(3, epsilon=1, rng=rng()), float)
    assert isinstance(privacy.geometric(3, epsilon=1, rng=rng()), int)
    assert privacy.geometric(np.ones((2, 3), dtype=int), epsilon=1, rng=rng()).shape == (2, 3)


def test_same_seed_gives_the_same_noise():
    assert privacy.laplace(3, epsilon=1, rng=rng(8)) == privacy.laplace(3, epsilon=1, rng=rng(8))


@pytest.mark.parametrize("epsilon", [0, -1, math.nan, math.inf])
@pytest.mark.parametrize("mechanism", [privacy.laplace, privacy.geometric])
def test_epsilon_must_be_positive_and_finite(mechanism, epsilon):
    with pytest.raises(ValueError, match="epsilon must be positive and finite"):
        mechanism(3, epsilon=epsilon, rng=rng())


def test_other_bad_input_is_refused():
    with pytest.raises(ValueError, match="sensitivity must be positive"):
        privacy.laplace(3, sensitivity=0, epsilon=1, rng=rng())
    with pytest.raises(ValueError, match="value must be finite"):
        privacy.laplace([3, math.nan], epsilon=1, rng=rng())
    with pytest.raises(ValueError, match="whole numbers"):
        privacy.geometric(3.5, epsilon=1, rng=rng())
    with pytest.raises(ValueError, match="at least 1e-09"):
        privacy.geometric(3, epsilon=1e-12, rng=rng())
    with pytest.raises(ValueError, match="level must be between"):
        privacy.error_bound(1, level=1)
    with pytest.raises(ValueError, match="error must be positive"):
        privacy.epsilon_for(0)
    with pytest.raises(ValueError, match='"laplace" or "geometric"'):
        privacy.expected_error(1, mechanism="gauss")


def test_the_formula_of_the_attack_draws_the_same_noise_as_numpy():
    uniform, drawn = rng(4).random(3000), rng(4).laplace(0.0, 10.0, 3000)
    assert [bits._noise(one, 10.0) for one in uniform] == drawn.tolist()


@pytest.mark.parametrize("epsilon", [0.1, 1.0])
@pytest.mark.parametrize("count", [0, 3, 57])
def test_the_true_count_is_never_ruled_out(count, epsilon):
    assert privacy.share_given_away(count, count, epsilon=epsilon, draws=1500, rng=rng(5)) == 0


def test_the_last_bits_rule_out_a_neighbour_far_more_often_than_epsilon_allows():
    # By the promise, ruling out a neighbour has the probability 0.
    assert privacy.share_given_away(4, 3, epsilon=0.1, draws=1500, rng=rng(6)) > 0.5


def test_ten_times_a_tenth_is_the_whole_budget():
    budget = privacy.Budget(1)
    for number in range(10):
        budget.spend(0.1, f"table {number}")
    assert (budget.spent, budget.left) == (1.0, 0.0)
    with pytest.raises(privacy.BudgetError, match=r"costs 0.001, and 0.0 of 1.0 is left"):
        budget.spend(0.001, "one more")


def test_a_refused_publication_costs_nothing():
    budget = privacy.Budget(1)
    with pytest.raises(privacy.BudgetError):
        budget.spend(2, "too dear")
    assert budget.left == 1.0
    assert budget.ledger.empty


def test_of_separate_people_only_the_dearest_part_counts():
    budget = privacy.Budget(1)
    budget.spend(0.2, "a", division="wards", part="Station")
    budget.spend(0.3, "b", division="wards", part="Riverside")
    budget.spend(0.2, "c", division="wards", part="Station")
    assert budget.spent == 0.4
    budget.spend(0.1, "d", division="ages", part="80+")
    budget.spend(0.1, "e")
    assert budget.spent == 0.6
    assert budget.ledger["epsilon"].tolist() == [0.2, 0.3, 0.2, 0.1, 0.1]


@pytest.mark.parametrize("epsilon", [0, -0.5, math.nan, math.inf, "much"])
def test_a_budget_must_be_positive_and_finite(epsilon):
    with pytest.raises(ValueError, match="epsilon must be positive and finite"):
        privacy.Budget(epsilon)
    with pytest.raises(ValueError, match="epsilon must be positive and finite"):
        privacy.Budget(1).spend(epsilon, "nothing")


def test_a_part_needs_its_division():
    with pytest.raises(ValueError, match="both the division and the part"):
        privacy.Budget(1).spend(0.1, "half named", part="Station")
