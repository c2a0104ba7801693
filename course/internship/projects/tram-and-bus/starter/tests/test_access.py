"""Must: shares of people, not of homes, and hours of the service day."""

import numpy as np
import pytest
from tram_and_bus.access import by_hour, person_hours_gained, share_within


def test_people_count_not_homes():
    travel_s = [[1700, 1900], [1900, 1700], [1800, 9999]]
    shares = share_within(travel_s, [100, 300, 0], 1800)
    assert shares.tolist() == [0.25, 0.75], "100 of 400 people at the first moment, 300 of 400 at the second"


def test_equal_to_the_limit_counts():
    assert share_within([[1800.0]], [1], 1800).tolist() == [1.0], "1,800 s with a limit of 1,800 s is in time"


def test_who_cannot_get_there_counts_as_late():
    assert share_within([[np.inf], [60]], [1, 1], 1800).tolist() == [0.5], "np.inf is no way there: one of two people"


def test_nobody_at_all_is_refused():
    with pytest.raises(ValueError, match="people"):  # before you divide: raise ValueError("there are no people")
        share_within([[60.0]], [0], 1800)


def test_hours_are_means_of_their_moments():
    means = by_hour([0.0, 1.0, 0.4], [6 * 3600, 6 * 3600 + 3599, 25 * 3600])
    assert means.index.tolist() == [6, 25], "the hour after one at night is 25; hours without a moment are missing"
    assert means.tolist() == [0.5, 0.4], "both moments of 6 o'clock make one mean, (0.0 + 1.0) / 2"


def test_gains_and_losses_are_counted_in_person_hours():
    before, after = [[2000, 2000], [1700, 1700]], [[1700, 1700], [1700, 2000]]
    gained = person_hours_gained(before, after, [90, 30], limit_s=1800, step_s=1800)
    assert gained == pytest.approx(90 * 1.0 - 30 * 0.5), "90 people win two half hours, 30 lose one"


def test_no_change_gains_nothing():
    times = np.random.default_rng(1).uniform(0, 3600, size=(20, 30))
    assert person_hours_gained(times, times, np.ones(20), limit_s=1800) == 0
