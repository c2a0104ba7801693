"""Must and should: the outputs are there, and say what your functions say."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tram_and_bus import access, connections, feed, headways, journeys, streets

PROJECT = Path(__file__).parents[1]
FEEDS = PROJECT / "data" / "corridor_timetable_synthetic"
DATE = "2026-05-12"


def output(name):
    path = PROJECT / "outputs" / name
    assert path.is_file(), f"outputs/{name} is not there yet: run the notebooks in their order"
    return path


def test_reach_holds_a_share_for_each_hour_day_and_fifth():
    table = pd.read_csv(output("reach_by_hour.csv"))
    assert {"day", "hour", "income_fifth", "share"} <= set(table.columns)
    assert len(table) == 2 * 16 * 5, "two days (planned, actual), the hours 6 to 21, five fifths"
    assert table["share"].between(0, 1).all(), "shares lie between 0 and 1"


def test_reach_is_what_your_functions_say():
    table = pd.read_csv(output("reach_by_hour.csv")).set_index(["day", "hour", "income_fifth"])["share"]
    homes = pd.read_csv(PROJECT / "data" / "corridor_homes_synthetic" / "homes.csv", index_col="block")
    stops = feed.read_stops(FEEDS / "planned.zip")
    to_stops_s, egress_s, walk_s = streets.walks_of_the_town(PROJECT / "data", stops, "N6")
    found = journeys.profiles(feed.read_day(FEEDS / "actual.zip", DATE), egress_s)
    eight = np.arange(8 * 3600, 9 * 3600, 60)
    travel_s = journeys.travel_times_s(found, to_stops_s=to_stops_s, walk_s=walk_s, leaves_s=eight)
    poorest = (homes["income_fifth"] == 1).to_numpy()
    expected = access.share_within(travel_s[poorest], homes["people"][poorest], 30 * 60).mean()
    assert table["actual", 8, 1] == pytest.approx(expected, abs=1e-6), "the poorest fifth, leaving from 8:00 to 8:59"


def test_connections_add_up_to_what_is_planned():
    table = pd.read_csv(output("connections.csv")).set_index("connection")
    events = feed.read_day(FEEDS / "planned.zip", DATE)
    counted = connections.planned(events, connections.WATCHED).groupby("connection").size()
    fates = table[["kept", "missed", "cancelled"]].sum(axis=1)
    assert fates.sort_index().to_dict() == counted.sort_index().to_dict(), "each planned connection has one fate"
    assert ((table["low"] <= table["missed_share"]) & (table["missed_share"] <= table["high"])).all()


def test_each_option_costs_what_its_timetable_costs():
    table = pd.read_csv(output("options.csv"), dtype={"route_id": str})
    events = feed.read_day(FEEDS / "planned.zip", DATE)
    one = table[table["day"] == "planned"].iloc[0]
    more = headways.add_between(events, one["route_id"], from_s=one["from_h"] * 3600, to_s=one["to_h"] * 3600)
    extra = headways.vehicle_hours(more) - headways.vehicle_hours(events)
    assert one["extra_vehicle_hours"] == pytest.approx(extra)
    ratio = table["person_hours_gained"] / table["extra_vehicle_hours"]
    assert np.allclose(table["gained_per_vehicle_hour"], ratio), "person-hours gained for each extra vehicle-hour"


def test_the_decision_names_an_option_and_how_firm_it_is():
    decision = json.loads(output("decision.json").read_text(encoding="utf-8"))
    table = pd.read_csv(output("options.csv"), dtype={"route_id": str})
    assert decision["option"] in set(table["option"]), "the decision is one of the options"
    assert 0 <= decision["first_in"] <= decision["first_three_in"] <= decision["scenarios"]
    assert decision["scenarios"] >= 12, "an order of options under one assumption is no evidence: try twelve or more"
