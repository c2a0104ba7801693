"""Should: limits for a new reading, by hand and by counting."""

import numpy as np
import pandas as pd
import pytest
from datasheet.uncertainty import coverage, limit_for, limits_by_range


def test_of_nineteen_errors_the_largest_is_the_limit():
    errors = [*range(1, 10), *range(-19, -9)]
    assert limit_for(errors) == 19, "⌈20 · 0.95⌉ = 19: the largest of 19, whatever its sign"


def test_of_ninetynine_errors_the_limit_is_the_ninetyfifth():
    assert limit_for(np.arange(1, 100)) == 95, "⌈100 · 0.95⌉ = 95"


def test_a_whole_number_is_not_rounded_up():
    assert limit_for(np.arange(1, 100), share=0.55) == 55, "100 · 0.55 is 55, though a computer says 55.00000000000001"


def test_ten_errors_cannot_promise_95_percent():
    assert limit_for(np.ones(10)) == float("inf"), "⌈11 · 0.95⌉ = 11 is more than 10: no finite limit holds"


def test_new_errors_keep_the_limit_as_often_as_promised():
    random = np.random.default_rng(1)
    kept = [abs(random.normal()) <= limit_for(random.normal(size=39), share=0.9) for _ in range(1500)]
    assert np.mean(kept) == pytest.approx(0.9, abs=0.03), "of new errors, 90 of 100 keep a 90 % limit"


def test_each_range_has_its_own_limit():
    reading = pd.Series([*np.full(19, 30.0), *np.full(19, 31.0)])
    error = pd.Series([*np.arange(1.0, 20.0), *np.arange(101.0, 120.0)])
    found = limits_by_range(reading, error, edge=30)
    assert found == {"low": 19.0, "high": 119.0}, "a reading at the edge belongs to the lower range"
    halved = limits_by_range(reading, error, edge=30, share=0.5)
    assert halved == {"low": 10.0, "high": 110.0}, "⌈20 · 0.5⌉ = 10: pass the share on"


def test_coverage_counts_what_is_within():
    reading, error = pd.Series([5.0, 5.0, 50.0, 50.0]), pd.Series([-1.0, 1.5, -4.0, 4.5])
    assert coverage(reading, error, {"low": 1.0, "high": 4.0}, edge=30) == 0.5, "−1 and −4 are at their limits: within"


def test_a_reading_at_the_edge_has_the_limit_of_the_lower_range():
    found = coverage(pd.Series([30.0, 31.0]), pd.Series([2.0, 2.0]), {"low": 1.0, "high": 4.0}, edge=30)
    assert found == 0.5, "at the edge the limit is 1, above it 4"
