"""Must: which connections are planned, and what became of them."""

import numpy as np
import pandas as pd
import pytest
from toy import day
from tram_and_bus.connections import judge, planned

PAIR = pd.DataFrame(
    [("to the tram", "N", "21", 1, "T1", 0)],
    columns=["connection", "stop_id", "from_route", "from_direction", "to_route", "to_direction"],
)
PLAN = day(
    ("b1", "21", 1, [("W", 0), ("N", 600), ("C", 900)]),
    ("b2", "21", 1, [("W", 1200), ("N", 1800), ("C", 2100)]),
    ("b3", "21", 1, [("W", 9000), ("N", 9600), ("C", 9900)]),
    ("wrong way", "T1", 1, [("S", 500), ("N", 700), ("C", 800)]),
    ("t0", "T1", 0, [("C", 500), ("N", 659), ("S", 800)]),
    ("t1", "T1", 0, [("C", 600), ("N", 660), ("S", 900)]),
    ("t2", "T1", 0, [("C", 1700), ("N", 2000), ("S", 2200)]),
    ("t3", "T1", 0, [("C", 2700), ("N", 3000), ("S", 3200)]),
)


def moved(events, trip_id, later_s):
    events = events.copy()
    events.loc[events["trip_id"] == trip_id, ["arrival_s", "departure_s"]] += later_s
    return events


def test_the_first_tram_that_can_be_caught_is_planned():
    found = planned(PLAN, PAIR)
    pairs = dict(zip(found["from_trip"], found["to_trip"], strict=True))
    assert pairs == {"b1": "t1", "b2": "t2"}, (
        "b1 arrives at 600: t0 at 659 is too early, t1 at 660 is exactly enough, the tram of the other direction does "
        "not count; b3 has no tram any more that day and is left out"
    )
    assert found["departure_s"].tolist() == [660, 2000]


def test_the_time_to_change_decides():
    found = planned(PLAN, PAIR, min_change_s=61)
    assert found["to_trip"].tolist() == ["t2", "t2"], "with 61 s the tram at 660 is gone for b1, too"


def test_a_day_by_plan_keeps_all():
    judged = judge(planned(PLAN, PAIR), PLAN)
    assert judged["fate"].tolist() == ["kept", "kept"]
    assert judged["lost_s"].tolist() == [0, 0]


def test_a_late_bus_misses_its_tram_and_waits_for_the_next():
    judged = judge(planned(PLAN, PAIR), moved(PLAN, "b1", 1))
    assert judged["fate"].tolist() == ["missed", "kept"], "at 601 there are 59 s left to change"
    assert judged["next_departure_s"].tolist() == [2000, 2000]
    assert judged["lost_s"].tolist() == [2000 - 660, 0], "the next tram less the planned one"


def test_a_late_bus_keeps_a_tram_that_is_late_too():
    judged = judge(planned(PLAN, PAIR), moved(moved(PLAN, "b1", 300), "t1", 300))
    assert judged["fate"].tolist() == ["kept", "kept"], "compare what really happened, on both sides"
    assert judged["lost_s"].tolist() == [300, 0]


def test_what_did_not_run_is_cancelled():
    actual = PLAN[~PLAN["trip_id"].isin(["b1", "t2"])]
    judged = judge(planned(PLAN, PAIR), actual)
    assert judged["fate"].tolist() == ["cancelled", "cancelled"], "one lacks its bus, the other its tram"
    assert np.isnan(judged["actual_arrival_s"].iloc[0]), "a bus that did not run did not arrive"
    assert judged["next_departure_s"].iloc[1] == 3000, "the bus came, its tram did not: they take the next one"


def test_who_finds_no_vehicle_any_more_has_no_next_one():
    judged = judge(planned(PLAN, PAIR), moved(PLAN, "b2", 5000))
    assert judged["fate"].iloc[1] == "missed"
    assert np.isnan(judged["next_departure_s"].iloc[1])


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_each_planned_connection_has_one_fate(seed):
    draw = np.random.default_rng(seed)
    actual = PLAN
    for trip in PLAN["trip_id"].unique():
        actual = moved(actual, trip, float(draw.integers(-100, 900)))
    connections = planned(PLAN, PAIR)
    judged = judge(connections, actual)
    assert judged["from_trip"].tolist() == connections["from_trip"].tolist(), "the rows stay in their order"
    ready = judged["actual_arrival_s"] + 60
    expected = np.where(judged["actual_departure_s"] >= ready, "kept", "missed")
    assert judged["fate"].tolist() == expected.tolist()
