"""Should: a verdict for each wish, from the interval that `README.md` names, and nothing on the sheet beyond."""

import json
import math

import pandas as pd
import pytest
from datasheet import sources
from datasheet.calibration import fit_growth, growth_factor
from datasheet.claims import judge, without_sign
from datasheet.errors import day_interval, rmse
from datasheet.uncertainty import limit_for
from scipy.stats import binomtest


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(1.0, 1.9, "may"), (1.0, 2.0, "may"), (1.9, 2.1, "not shown"), (2.0, 2.1, "not shown"), (2.1, 3.0, "may not")],
)
def test_an_error_of_at_most_two(low, high, verdict):
    assert judge(2.0, low, high) == verdict, "all of the interval, none of it, or not shown; an equal end keeps it"


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(1.0, 1.8, "may"), (0.6, 1.8, "not shown"), (0.2, 1.0, "not shown"), (0.2, 0.9, "may not")],
)
def test_a_life_of_at_least_one_year(low, high, verdict):
    assert judge(1.0, low, high, more_is_better=True) == verdict, "more is better: compare the other way round"


def test_a_trial_that_cannot_say_shows_nothing():
    assert judge(3.0, 0.0, math.inf) == "not shown", "anything from 0 to infinity: some of it keeps the promise"


@pytest.mark.parametrize(("low", "high"), [(math.nan, 1.0), (1.0, math.nan), (2.0, 1.0)])
def test_what_is_no_interval_is_refused(low, high):
    with pytest.raises(ValueError, match=r"\S"):
        judge(3.0, low, high)


@pytest.mark.parametrize(
    ("low", "high", "sizes"), [(-28, -17, (17, 28)), (3, 5, (3, 5)), (-2, 6, (0, 6)), (-7, 1, (0, 7)), (-4, 0, (0, 4))]
)
def test_a_size_has_no_sign(low, high, sizes):
    assert without_sign(low, high) == pytest.approx(sizes), "22 % too low is 22 % off"


@pytest.fixture
def judged():
    return sources.written("claims.csv", "number", "low", "high", "verdict").set_index("number")


@pytest.fixture
def week_four():
    """Return corrected readings and their errors in week 4, hours by units, and the κ of the correction."""
    kappa = sources.chosen_kappa()
    trial = sources.trial()
    learn, week = trial.loc[sources.LEARN], trial.loc[sources.JUDGE]
    reading = pd.DataFrame(
        {
            unit: fit_growth(learn["reference_ugm3"], learn[unit], learn["humidity_percent"], kappa=kappa).apply(
                week[unit], week["humidity_percent"]
            )
            for unit in sources.UNITS
        }
    )
    return reading, reading.sub(week["reference_ugm3"], axis=0), kappa


def check(judged, number, expected, why):
    """Compare the interval of a wish with the expected one."""
    found = judged.loc[number, ["low", "high"]].tolist()
    assert found == pytest.approx(list(expected), rel=1e-3), f"wish {number}, low and high: {why}"


def test_every_wish_has_the_verdict_that_its_interval_gives(judged):
    assert list(judged.index) == list(sources.wishes().index), "one row per wish, in order"
    for number, wish in sources.wishes().iterrows():
        row = judged.loc[number]
        expected = judge(wish["value"], row["low"], row["high"], more_is_better=wish["figure"].startswith("battery"))
        assert row["verdict"] == expected, f"wish “{wish['claim']}”: the interval gives “{expected}”"


@pytest.mark.parametrize(("number", "way"), [(1, "raw"), (2, "factory"), (3, "own, growth")])
def test_a_typical_error_is_that_of_the_worst_unit(judged, number, way):
    table = sources.written("validation.csv", "way", "rmse", "low", "high")
    worst = table[table["way"] == way].sort_values("rmse").iloc[-1]
    check(judged, number, worst[["low", "high"]], f"those of {worst['unit']} in validation.csv, the worst unit")


@pytest.mark.parametrize(("number", "is_high"), [(4, False), (5, True)])
def test_a_limit_is_that_of_the_worst_unit_or_unknown(judged, week_four, number, is_high):
    reading, error, _ = week_four
    own = {unit: error.loc[(reading[unit] > 30) == is_high, unit] for unit in sources.UNITS}
    limits = {unit: limit_for(one) for unit, one in own.items()}
    worst = max(limits, key=limits.get)
    if math.isinf(limits[worst]):
        check(judged, number, (0, math.inf), "too few hours for a finite limit, so 0 and inf: the trial cannot say")
    else:
        check(judged, number, day_interval(own[worst], limit_for), f"day_interval of limit_for, {worst}, week 4")


def test_the_share_of_fading_units_has_wilsons_interval(judged, week_four):
    trial = sources.trial()
    dry = trial[sources.UNITS].div(growth_factor(trial["humidity_percent"], kappa=week_four[2]), axis=0)
    week = sources.weeks(trial.index)
    ratio = dry.groupby(week).sum().div(trial["reference_ugm3"].groupby(week).sum(), axis=0)
    fading = int((ratio.loc[4] < 0.9 * ratio.loc[1]).sum())
    share = binomtest(fading, len(sources.UNITS)).proportion_ci(0.95, method="wilson")
    check(judged, 6, (100 * share.low, 100 * share.high), f"{fading} of {len(sources.UNITS)} fade by more than 10 %")


def test_ageing_is_the_size_of_the_error_in_the_last_week(judged):
    last = sources.written("ageing.csv", "week", "low", "high").set_index("week").loc[12]
    low, high = without_sign(last["low"], last["high"])
    high = high if low > 10 else math.inf
    check(judged, 7, (low, high), "week 12 of ageing.csv, without the sign")


def test_daily_means_are_those_of_week_four(judged, week_four):
    daily = week_four[1].resample("D").mean()
    worst = daily.apply(rmse).idxmax()
    check(judged, 8, day_interval(daily[worst], rmse), f"seven daily means of {worst}, the worst unit")


@pytest.mark.parametrize(("number", "a_day"), [(9, 24), (10, 96)])
def test_a_battery_has_the_corners_of_its_table(judged, number, a_day):
    life = sources.written("battery.csv", "a_day", "low", "high").set_index("a_day").loc[a_day]
    check(judged, number, (life["low"], life["high"]), "those in battery.csv")


def test_the_sheet_says_under_which_conditions_it_was_tested(judged):
    sheet = json.loads((sources.OUTPUTS / "data_sheet.json").read_text(encoding="utf-8"))
    tested, week = sheet["tested"], sources.trial().loc[sources.JUDGE]
    assert isinstance(tested, dict), "tested: units, hours, reference_ugm3 and humidity_percent, each with its numbers"
    assert (tested["units"], tested["hours"]) == (len(sources.UNITS), len(week)), "six units, the hours of week 4"
    for name in ("reference_ugm3", "humidity_percent"):
        assert tested[name] == pytest.approx([week[name].min(), week[name].max()]), f"{name}: least and most in week 4"
    assert sheet["may"] == judged.index[judged["verdict"] == "may"].tolist(), "print what may be printed, and no more"
