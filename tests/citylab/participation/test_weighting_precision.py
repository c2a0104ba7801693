"""What weights cost, against closed forms, statsmodels and repeated surveys."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from statsmodels.stats.weightstats import DescrStatsW

from citylab import data
from citylab.participation import weighting


@pytest.fixture
def answers():
    rng = np.random.default_rng(3)
    return rng.random(200) < 0.3, rng.uniform(1, 6, 200)


def test_design_effect_of_two_groups_by_hand():
    # 30 weights of 1 and 10 of 3: n Σw² / (Σw)² = 40 × 120 / 60².
    weights = [1] * 30 + [3] * 10
    assert weighting.design_effect(weights) == pytest.approx(4 / 3)
    assert weighting.effective_size(weights) == pytest.approx(30)


def test_design_effect_is_one_plus_the_squared_variation(answers):
    _, weights = answers
    variation = np.std(weights) / np.mean(weights)
    assert weighting.design_effect(weights) == pytest.approx(1 + variation**2)
    assert weighting.design_effect(7 * weights) == pytest.approx(weighting.design_effect(weights))


def test_plain_interval_is_that_of_statsmodels(answers):
    values, _ = answers
    found = weighting.interval(values, level=0.9)
    assert (found.low, found.high) == pytest.approx(DescrStatsW(values.astype(float)).zconfint_mean(alpha=0.1))


def test_weighted_interval_is_that_of_a_robust_regression(answers):
    values, weights = answers
    model = sm.WLS(values.astype(float), np.ones(len(values)), weights=weights).fit(cov_type="HC1")
    found = weighting.interval(values, weights)
    assert found.estimate == pytest.approx(model.params[0])
    assert (found.low, found.high) == pytest.approx(tuple(model.conf_int()[0]))


def test_margins_that_explain_all_leave_no_doubt(answers):
    values, weights = answers
    known = pd.DataFrame({"side": np.where(values, "yes", "no")})
    assert weighting.interval(values, weights, given=known).margin == pytest.approx(0, abs=1e-12)


def test_margins_that_explain_nothing_change_little(answers):
    values, weights = answers
    known = pd.DataFrame({"coin": np.random.default_rng(9).choice(["a", "b"], 200)})
    plain = weighting.interval(values, weights).margin
    assert weighting.interval(values, weights, given=known).margin == pytest.approx(plain, rel=0.03)


@pytest.mark.parametrize(
    ("values", "options", "message"),
    [
        ([1.0], {}, "two answers or more"),
        ([1.0, np.nan], {}, "1 answers are missing"),
        ([1.0, 0.0], {"level": 95}, "between 0 and 1"),
        ([1.0, 0.0], {"weights": [1, -1]}, "0 or more"),
        ([1.0, 0.0], {"weights": [1, 1, 1]}, "a weight for each"),
        ([1.0, 0.0], {"given": pd.DataFrame({"a": ["x"]})}, "one row per answer"),
        ([1.0, 0.0], {"given": pd.DataFrame({"a": ["x", "y"]})}, "cannot carry 2 categories"),
    ],
)
def test_what_gives_no_interval_is_refused(values, options, message):
    with pytest.raises(ValueError, match=message):
        weighting.interval(values, **options)


@pytest.mark.parametrize("weights", [[], [0, 0], [1, np.nan], [[1, 2]]])
def test_what_are_no_weights_is_refused(weights):
    with pytest.raises(ValueError, match="weights must be"):
        weighting.design_effect(weights)


def test_interval_says_what_it_leaves_out():
    said = weighting.interval([0, 1, 1], level=0.8).covers
    assert said.startswith("80 of 100 surveys")
    assert "never be drawn" in said


def test_raked_intervals_keep_their_promise_and_plain_ones_do_not():
    millfield = data.load("millfield_survey_synthetic")
    people, margins = millfield["residents"], weighting.read_margins(millfield["margins"])
    rng = np.random.default_rng(21)
    plain, simple, raked = [], [], []
    for _ in range(250):
        sample = weighting.ask_again(people, invited=2000, rng=rng)
        weights = weighting.rake(sample, margins).weights
        plain.append(weighting.interval(sample["car_park"]))
        simple.append(weighting.interval(sample["car_park"], weights))
        raked.append(weighting.interval(sample["car_park"], weights, given=sample[list(margins)]))
    truth = people["car_park"].mean()
    assert weighting.coverage(plain, truth) == 0
    assert weighting.coverage(raked, truth) == pytest.approx(0.95, abs=0.04)
    assert weighting.coverage(simple, truth) >= weighting.coverage(raked, truth)  # too wide: it forgets the margins


def test_survey_draws_only_the_listed_and_hears_only_the_willing():
    town = pd.DataFrame({"listed": [True] * 60 + [False] * 40, "answer_chance": [1.0] * 30 + [0.0] * 70})
    sample = weighting.ask_again(town, invited=60, rng=np.random.default_rng(1))
    assert sorted(sample.index) == list(range(30))


@pytest.mark.parametrize(
    ("change", "invited", "message"),
    [
        ({}, 3, "within 1 and the 2 people listed"),
        ({"answer_chance": [2.0, 1.0]}, 1, "within 0 and 1"),
    ],
)
def test_impossible_surveys_are_refused(change, invited, message):
    town = pd.DataFrame({"listed": [True, True], "answer_chance": [0.5, 0.5]}).assign(**change)
    with pytest.raises(ValueError, match=message):
        weighting.ask_again(town, invited=invited, rng=np.random.default_rng(1))


def test_unfit_population_and_no_interval_are_refused():
    with pytest.raises(ValueError, match=r"lacks the columns \['listed'\]"):
        weighting.ask_again(pd.DataFrame({"answer_chance": [1.0]}), invited=1, rng=np.random.default_rng(1))
    with pytest.raises(ValueError, match="at least one interval"):
        weighting.coverage([], 0.5)
