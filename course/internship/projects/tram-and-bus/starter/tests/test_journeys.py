"""Must: a journey by timetable, checked by hand and against a slow search."""

import numpy as np
import pandas as pd
import pytest
from toy import day, random_day, rides_of, slow_arrival
from tram_and_bus.journeys import profiles, travel_times_s

BUS = ("bus", "21", 1, [("W", 0), ("N", 600), ("C", 1500)])
TRAM = ("tram", "T1", 0, [("N", 660), ("C", 1000)])


def test_who_changes_is_at_the_target_before_who_stays_seated():
    departures, arrivals = profiles(day(BUS, TRAM), {"C": 120.0})["W"]
    assert departures.tolist() == [0], "one bus leaves W, at 0 s"
    assert arrivals.tolist() == [1120], "bus to N at 600, 60 s to change, tram at 660 to C at 1000, 120 s on foot"


def test_a_change_needs_its_time():
    _, arrivals = profiles(day(BUS, TRAM), {"C": 120.0}, min_change_s=61)["W"]
    assert arrivals.tolist() == [1620], "with 61 s to change the tram at 660 is gone: stay in the bus, 1500 + 120"


def test_boarding_the_first_vehicle_takes_no_change():
    departures, _ = profiles(day(TRAM), {"C": 0.0}, min_change_s=300)["N"]
    assert departures.tolist() == [660], "who stands at N at 660 boards; min_change_s is for changes only"


def test_who_can_walk_from_a_stop_on_the_way_gets_off_there():
    _, arrivals = profiles(day(BUS), {"N": 30.0, "C": 0.0})["W"]
    assert arrivals.tolist() == [630], "get off at N and walk: 600 + 30, earlier than 1500"


def test_a_departure_that_a_later_one_overtakes_is_left_out():
    slow = ("slow", "21", 1, [("W", 0), ("C", 2000)])
    fast = ("fast", "22", 1, [("W", 300), ("C", 900)])
    departures, arrivals = profiles(day(slow, fast), {"C": 0.0})["W"]
    assert departures.tolist() == [300], "the slow one leaves before and arrives after: nobody needs it"
    assert arrivals.tolist() == [900]


def test_of_two_in_the_same_second_the_faster_stays():
    slow = ("slow", "21", 1, [("W", 0), ("C", 2000)])
    fast = ("fast", "22", 1, [("W", 0), ("C", 900)])
    departures, arrivals = profiles(day(fast, slow), {"C": 0.0})["W"]
    assert (departures.tolist(), arrivals.tolist()) == ([0], [900]), "departures are strictly increasing"


@pytest.mark.parametrize("seed", range(6))
def test_the_profile_agrees_with_a_slow_search(seed):
    events, egress = random_day(seed), {"A": 50.0, "B": 400.0}
    found, rides = profiles(events, egress, min_change_s=120), rides_of(events)
    for stop in "CDEFG":
        for moment in range(0, 7200, 1100):
            departures, arrivals = found.get(stop, (np.array([]), np.array([])))
            later = arrivals[departures >= moment]
            fast = later.min() if len(later) else np.inf
            # The slow search boards at the moment itself, and needs 120 s for each change, as yours does.
            slow = slow_arrival(rides, egress, stop, moment, min_change_s=120)
            assert fast == slow, f"from {stop} at {moment} s: the search by hand arrives at {slow}, you at {fast}"


def test_people_walk_if_that_is_faster():
    found = {"N": (np.array([600.0]), np.array([1200.0]))}
    to_stops = pd.DataFrame({"N": [100.0, 100.0]}, index=["near", "far"])
    times = travel_times_s(found, to_stops_s=to_stops, walk_s=[500, 5000], leaves_s=[400, 500, 501])
    assert times[0].tolist() == [500, 500, 500], "the near home walks 500 s and never waits"
    assert times[1].tolist() == [800, 700, 5000], "at the stop at 600 s exactly: caught; one second later: on foot"


def test_each_stop_may_be_the_best():
    found = {"N": (np.array([600.0]), np.array([1200.0])), "W": (np.array([700.0]), np.array([900.0]))}
    to_stops = pd.DataFrame({"N": [0.0, 0.0], "W": [50.0, np.inf], "unused": [0.0, 0.0]})
    times = travel_times_s(found, to_stops_s=to_stops, walk_s=[np.inf, np.inf], leaves_s=[600])
    assert times[:, 0].tolist() == [300, 600], "the first home walks to W, the second has no way there"
