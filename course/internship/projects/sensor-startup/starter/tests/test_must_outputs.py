"""Must: the second notebook has been run, and its table is what your own functions give."""

import functools

import pytest
from datasheet import sources
from datasheet.calibration import Calibration, fit_growth, fit_linear, of_the_others
from datasheet.errors import day_interval, rmse, scores

WAYS = {"raw", "factory", "own, linear", "own, growth"}
COLUMNS = ["way", "unit", "rmse", "low", "high", "bias", "slope", "intercept", "r2"]
STEADY = [unit for unit in sources.UNITS if unit != "SQ-05"]


@pytest.fixture
def kappa():
    return sources.chosen_kappa()


@pytest.fixture
def validation():
    return sources.written("validation.csv", *COLUMNS)


trial = functools.cache(sources.trial)


def inputs(unit, part):
    """Return reference, reading and humidity of a unit in a part of the trial."""
    table = trial().loc[part]
    return table["reference_ugm3"], table[unit], table["humidity_percent"]


def error_of(learnt, unit, part):
    """Return the errors of a correction in a part of the trial."""
    reference, reading, humidity = inputs(unit, part)
    return learnt.apply(reading, humidity) - reference


def test_the_kappa_is_a_good_one_in_the_third_week(kappa):
    def mean_rmse(tried):
        learnt = {unit: fit_growth(*inputs(unit, sources.LEARN), kappa=tried) for unit in STEADY}
        return sum(rmse(error_of(one, unit, sources.CHOOSE)) for unit, one in learnt.items()) / len(STEADY)

    best = min(mean_rmse(tried / 50) for tried in range(46))
    assert mean_rmse(kappa) <= 1.25 * best, "in week 3 another κ is clearly better for the five units that do not fade"


def test_each_unit_is_judged_in_each_way(validation):
    assert set(validation["way"]) == WAYS, "raw, factory, and each unit's own in two forms"
    assert not validation.duplicated(["way", "unit"]).any(), "one row per way and unit"
    assert len(validation) == 24, "four ways, six units"


def test_every_row_is_what_the_functions_give_in_the_fourth_week(validation, kappa):
    growth = {unit: fit_growth(*inputs(unit, sources.LEARN), kappa=kappa) for unit in sources.UNITS}
    learnt = {
        "raw": lambda unit: Calibration(0.0, 1.0),
        "factory": lambda unit: of_the_others(growth, unit),
        "own, linear": lambda unit: fit_linear(*inputs(unit, sources.LEARN)),
        "own, growth": growth.get,
    }
    for row in validation.to_dict("records"):
        error = error_of(learnt[row["way"]](row["unit"]), row["unit"], sources.JUDGE)
        reference = inputs(row["unit"], sources.JUDGE)[0]
        where = f"{row['way']}, {row['unit']}"
        for name, expected in scores(reference, reference + error).items():
            assert row[name] == pytest.approx(expected, rel=1e-4, abs=1e-6), (
                f"{name} of {where}: learn in weeks 1 and 2 with the κ of outputs/choice.json, judge in week 4"
            )
        assert (row["low"], row["high"]) == pytest.approx(day_interval(error, rmse), rel=1e-4), (
            f"low and high of {where}: day_interval of the errors of week 4 and rmse, its own draws and seed"
        )
        assert 0 < row["low"] < row["high"], where
