"""Measurement uncertainty, against hand calculation, the package `uncertainties` and the Supplement's example."""

import math

import numpy as np
import pytest
from uncertainties import ufloat, umath

from citylab.iot import thermistor, uncertainty

# JCGM 101:2008, 9.2: the sum of four quantities with the standard uncertainty 1.
FOUR = ("a", "b", "c", "d")


def add(a, b, c, d):
    return a + b + c + d


def degrees(volts, series_ohm, r25_ohm, b_k):
    ohm = thermistor.divider_resistance_ohm(volts, supply_v=2.5, series_ohm=series_ohm)
    return thermistor.temperature_degc(ohm, model=thermistor.BValue(b_k, nominal_ohm=r25_ohm))


def test_limit_becomes_a_standard_uncertainty_over_root_three():
    assert uncertainty.rectangular(10_000.0, 100.0).uncertainty == pytest.approx(57.735, abs=1e-3)


def test_drawn_values_of_a_rectangle_stay_inside_and_have_its_deviation():
    drawn = uncertainty.rectangular(5.0, 2.0).draw(200_000, np.random.default_rng(3))
    assert drawn.min() >= 3.0
    assert drawn.max() <= 7.0
    assert drawn.std() == pytest.approx(2 / math.sqrt(3), rel=0.01)


def test_mean_of_repeated_readings_by_hand():
    found = uncertainty.type_a([1.0, 2.0, 3.0, 4.0, 5.0])
    assert (found.estimate, found.uncertainty) == pytest.approx((3.0, math.sqrt(2.5) / math.sqrt(5)))


def test_contributions_add_as_sides_of_a_right_angle():
    quantities = {"a": uncertainty.normal(1.0, 3.0), "b": uncertainty.normal(2.0, 4.0)}
    assert uncertainty.combined(lambda a, b: a - b, quantities) == pytest.approx(5.0)


def test_budget_names_sign_and_share():
    table = uncertainty.budget(lambda a, b: a - 2 * b, {"a": uncertainty.normal(1, 6), "b": uncertainty.normal(2, 4)})
    assert table["contribution"].tolist() == pytest.approx([6, -8])
    assert table["share_percent"].tolist() == pytest.approx([36, 64])


def test_combined_equals_the_uncertainties_package():
    mine = {
        "volts": uncertainty.normal(1.828, 0.0007),
        "series_ohm": uncertainty.rectangular(10_000.0, 100.0),
        "r25_ohm": uncertainty.rectangular(10_000.0, 100.0),
        "b_k": uncertainty.rectangular(3262.0, 32.62),
    }
    volts, series, r25, b_k = (ufloat(quantity.estimate, quantity.uncertainty) for quantity in mine.values())
    theirs = 1 / (1 / 298.15 + umath.log(series * volts / (2.5 - volts) / r25) / b_k) - 273.15
    assert uncertainty.combined(degrees, mine) == pytest.approx(theirs.std_dev, rel=1e-4)
    drawn = uncertainty.monte_carlo(degrees, mine)
    assert drawn.std() == pytest.approx(theirs.std_dev, rel=0.01)


def test_four_normal_quantities_as_in_the_supplement():
    quantities = {name: uncertainty.normal(0.0, 1.0) for name in FOUR}
    drawn = uncertainty.monte_carlo(add, quantities, draws=1_000_000, seed=2)
    assert uncertainty.combined(add, quantities) == pytest.approx(2.0)
    assert uncertainty.coverage(drawn) == pytest.approx((-3.92, 3.92), abs=0.02)


def test_four_rectangles_as_in_the_supplement_and_in_closed_form():
    quantities = {name: uncertainty.rectangular(0.0, math.sqrt(3)) for name in FOUR}
    drawn = uncertainty.monte_carlo(add, quantities, draws=1_000_000, seed=2)
    # The sum of four uniform numbers exceeds s with the probability (4 - s)^4 / 24, for s above 3.
    end = 2 * math.sqrt(3) * (4 - (24 * 0.025) ** 0.25 - 2)
    assert end == pytest.approx(3.88, abs=0.005)
    assert uncertainty.coverage(drawn) == pytest.approx((-end, end), abs=0.02)


def test_expanded_uncertainty_is_twice_the_standard_one_unless_told():
    assert uncertainty.expanded(0.25) == 0.5
    assert uncertainty.expanded(0.25, k=3) == 0.75


def test_same_seed_same_draws():
    quantities = {"a": uncertainty.normal(0.0, 1.0)}
    first, again = (uncertainty.monte_carlo(lambda a: a, quantities, draws=10, seed=4) for _ in range(2))
    assert first.tolist() == again.tolist()


def test_certain_quantities_give_a_certain_result():
    table = uncertainty.budget(lambda a: 3 * a, {"a": uncertainty.normal(2.0, 0.0)})
    assert table["share_percent"].tolist() == [0.0]


@pytest.mark.parametrize("make", [uncertainty.normal, uncertainty.rectangular])
def test_negative_width_is_refused(make):
    with pytest.raises(ValueError, match="0 or more"):
        make(1.0, -0.1)


@pytest.mark.parametrize("readings", [[], [1.0], [1.0, math.nan]])
def test_too_few_readings_are_refused(readings):
    with pytest.raises(ValueError, match="at least two finite readings"):
        uncertainty.type_a(readings)


def test_nothing_to_combine_is_refused():
    with pytest.raises(ValueError, match="name at least one"):
        uncertainty.combined(lambda: 0.0, {})


@pytest.mark.parametrize(("standard", "k"), [(-1.0, 2.0), (1.0, 0.0)])
def test_impossible_expansion_is_refused(standard, k):
    with pytest.raises(ValueError, match="must be"):
        uncertainty.expanded(standard, k=k)


@pytest.mark.parametrize("share", [0.0, 1.0, 95.0])
def test_coverage_in_percent_is_refused(share):
    with pytest.raises(ValueError, match=r"0\.95 is usual"):
        uncertainty.coverage(np.arange(10.0), share=share)


def test_one_draw_is_refused():
    with pytest.raises(ValueError, match="2 draws"):
        uncertainty.monte_carlo(lambda a: a, {"a": uncertainty.normal(0.0, 1.0)}, draws=1)
