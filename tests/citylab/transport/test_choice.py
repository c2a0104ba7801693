"""The logit against closed forms, finite differences, another engine, and simulated people."""

import time

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import approx_fprime
from statsmodels.discrete.conditional_models import ConditionalLogit

from citylab.transport import choice, survey
from citylab.transport._choice_table import read_choices
from citylab.transport._logit import log_likelihood

ATTRIBUTES = ["time_min", "wait_min", "cost_gbp"]


@pytest.fixture(scope="module")
def answers():
    return survey.simulate_survey(commuters=4000, seed=1)[1]


@pytest.fixture(scope="module")
def model(answers):
    return choice.fit(answers, ATTRIBUTES, base="car")


def small(persons=400, *, seed, weights=(-0.08, -0.5)):
    """Return choices among three modes with drawn minutes and pounds."""
    random = np.random.default_rng(seed)
    table = pd.DataFrame({"person": np.repeat(np.arange(persons), 3), "mode": ["bus", "car", "tram"] * persons})
    table["time_min"] = random.uniform(10, 60, len(table))
    table["cost_gbp"] = random.uniform(0, 6, len(table))
    noisy = weights[0] * table["time_min"] + weights[1] * table["cost_gbp"] + random.gumbel(size=len(table))
    table["chosen"] = 0
    table.loc[noisy.groupby(table["person"]).idxmax(), "chosen"] = 1
    return table


def test_probabilities_are_shares_of_exponentials_by_hand():
    table = pd.DataFrame({"person": 1, "mode": ["bus", "car", "tram"], "time_min": [30.0, 20.0, 25.0]})
    found = choice.probabilities(pd.Series({"constant_tram": 0.3, "time_min": -0.1}), table)
    weight = np.exp([-3.0, -2.0, -2.2])
    assert found.to_numpy() == pytest.approx(weight / weight.sum())


def test_probabilities_do_not_depend_on_the_order_of_the_rows(answers, model):
    mixed = answers.sample(frac=1, random_state=2)
    pd.testing.assert_series_equal(
        choice.probabilities(model, mixed).sort_index(), choice.probabilities(model, answers)
    )


def test_very_large_scores_do_not_overflow():
    table = pd.DataFrame({"person": 1, "mode": ["bus", "car"], "time_min": [1e5, 0.0]})
    assert choice.probabilities(pd.Series({"time_min": 1.0}), table).tolist() == [1.0, 0.0]


def test_constants_alone_give_back_the_shares_of_the_sample():
    table = small(seed=3)
    found = choice.shares(choice.fit(table, [], base="car"), table)
    expected = table[table["chosen"] == 1]["mode"].value_counts(normalize=True).sort_index()
    assert found.to_numpy() == pytest.approx(expected.to_numpy(), abs=1e-8)


def test_two_modes_and_a_constant_have_the_closed_form():
    table = pd.DataFrame({"person": np.repeat(np.arange(10), 2), "mode": ["bus", "car"] * 10})
    table["chosen"] = [1, 0] * 7 + [0, 1] * 3
    model = choice.fit(table, [], base="car")
    assert model.parameters["constant_bus"] == pytest.approx(np.log(7 / 3))
    assert model.standard_errors["constant_bus"] == pytest.approx(np.sqrt(1 / 7 + 1 / 3))
    assert model.log_likelihood == pytest.approx(7 * np.log(0.7) + 3 * np.log(0.3))
    assert model.log_likelihood_null == pytest.approx(10 * np.log(0.5))


def test_gradient_and_hessian_are_those_of_finite_differences(answers):
    choices = read_choices(answers, ATTRIBUTES, modes=["bike", "bus", "tram"])
    at = survey.TRUTH.to_numpy() * 0.7
    _, gradient, hessian = log_likelihood(choices, at)
    assert gradient == pytest.approx(
        approx_fprime(at, lambda b: log_likelihood(choices, b)[0], 1e-7), rel=1e-3, abs=0.05
    )
    numeric = approx_fprime(at, lambda b: log_likelihood(choices, b)[1], 1e-7)
    assert hessian == pytest.approx(numeric, rel=1e-3, abs=1e-2)


def test_another_engine_finds_the_same_weights_errors_and_likelihood(answers, model):
    """statsmodels' ConditionalLogit shares no code with this one; people differ in the modes they have."""
    columns = answers[ATTRIBUTES].assign(
        **{f"constant_{mode}": (answers["mode"] == mode).astype(float) for mode in ("bike", "bus", "tram")}
    )
    other = ConditionalLogit(answers["chosen"], columns, groups=answers["person"]).fit(disp=False)
    assert other.params[model.parameters.index].to_numpy() == pytest.approx(model.parameters.to_numpy(), abs=2e-4)
    assert other.bse[model.parameters.index].to_numpy() == pytest.approx(model.standard_errors.to_numpy(), rel=1e-3)
    assert other.llf == pytest.approx(model.log_likelihood, abs=1e-3)


def test_intervals_cover_the_truth_about_95_times_in_100():
    hits = []
    for seed in range(150):
        table = choice.fit(small(200, seed=seed), ["time_min", "cost_gbp"], base=None).table()
        hits.append(
            [
                table.loc[name, "low"] <= b <= table.loc[name, "high"]
                for name, b in zip(table.index, (-0.08, -0.5), strict=True)
            ]
        )
    assert np.mean(hits, axis=0) == pytest.approx([0.95, 0.95], abs=0.045)


def test_weights_of_the_survey_are_recovered_over_seeds():
    scores = []
    for seed in range(12):
        model = choice.fit(survey.simulate_survey(seed=seed)[1], ATTRIBUTES, base="car")
        scores.append((model.parameters - survey.TRUTH[model.parameters.index]) / model.standard_errors)
    scores = pd.DataFrame(scores)
    assert scores.abs().max(axis=None) < 4
    assert (scores.abs() < 1.96).mean(axis=None) == pytest.approx(0.95, abs=0.1)
    assert scores.mean().abs().max() < 3 / np.sqrt(12)


def test_value_of_time_is_the_ratio_by_hand_and_its_interval_that_of_draws(model):
    value = choice.value_of_time(model)
    minute, pound = model.parameters["time_min"], model.parameters["cost_gbp"]
    assert value.estimate == pytest.approx(60 * minute / pound)
    drawn = model.draw(20_000, seed=4)
    spread = (60 * drawn["time_min"] / drawn["cost_gbp"]).std()
    assert (value.high - value.low) / (2 * 1.96) == pytest.approx(spread, rel=0.1)


def test_elasticity_by_formula_is_that_of_a_small_change(answers, model):
    dearer = answers.copy()
    dearer.loc[dearer["mode"] == "tram", "cost_gbp"] *= 1.0001
    before, after = choice.shares(model, answers), choice.shares(model, dearer)
    for mode in ("tram", "bus", "car", "bike"):
        tried = 1e4 * (after[mode] / before[mode] - 1)
        assert choice.elasticity(model, answers, "cost_gbp", of=mode, to="tram") == pytest.approx(tried, rel=1e-3)


def test_elasticity_of_one_person_is_the_textbook_formula():
    table = pd.DataFrame({"person": 1, "mode": ["bus", "car"], "cost_gbp": [2.0, 3.0]})
    weights = pd.Series({"cost_gbp": -0.5})
    bus = choice.probabilities(weights, table)[0]
    assert choice.elasticity(weights, table, "cost_gbp", of="bus", to="bus") == pytest.approx(-0.5 * 2 * (1 - bus))
    assert choice.elasticity(weights, table, "cost_gbp", of="bus", to="car") == pytest.approx(0.5 * 3 * (1 - bus))


def test_ratio_of_two_modes_does_not_depend_on_a_third(answers, model):
    whole = answers.assign(p=choice.probabilities(model, answers)).pivot(index="person", columns="mode", values="p")
    less = answers[answers["mode"] != "tram"]
    part = less.assign(p=choice.probabilities(model, less)).pivot(index="person", columns="mode", values="p")
    np.testing.assert_allclose(whole["bus"] / whole["bike"], part["bus"] / part["bike"])


def test_units_do_not_change_what_is_predicted(answers, model):
    hours = choice.fit(answers.assign(time_h=answers["time_min"] / 60), ["time_h", "wait_min", "cost_gbp"], base="car")
    assert hours.parameters["time_h"] == pytest.approx(60 * model.parameters["time_min"], rel=1e-5)
    assert hours.log_likelihood == pytest.approx(model.log_likelihood)


def test_km_of_many_draws_are_those_of_one_model_at_a_time(answers, model):
    drawn = model.draw(3, seed=6)
    expected = [
        (choice.probabilities(weights, answers) * answers["distance_km"])[answers["mode"] == "car"].sum()
        for _, weights in drawn.iterrows()
    ]
    mixed = answers.sample(frac=1, random_state=1)
    assert choice.mode_km(drawn, mixed, "car") == pytest.approx(expected)


def test_km_of_one_model_are_one_number(answers, model):
    expected = (choice.probabilities(model, answers) * answers["distance_km"])[answers["mode"] == "car"].sum()
    for one in (model, model.parameters, model.parameters.rename_axis("parameter").rename("value")):
        km = choice.mode_km(one, answers, "car")
        assert isinstance(km, float)
        assert km == pytest.approx(expected)


def test_fit_of_a_large_survey_is_fast():
    table = survey.simulate_survey(seed=3)[1]
    start = time.process_time()
    choice.fit(table, ATTRIBUTES, base="car")
    assert time.process_time() - start < 2
