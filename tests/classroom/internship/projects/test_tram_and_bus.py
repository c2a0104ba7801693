"""The reference for a tram and bus authority agrees with other ways to compute, and its tests notice slips."""

import collections
import csv
import json
import os
import re
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from citylab import data, paths
from citylab.transport import gtfs, network, router
from classroom.internship import projects

STORED = paths.root() / "course" / "internship" / "projects" / "tram-and-bus"
OUTPUTS = STORED / "reference" / "outputs"
DATE = "2026-05-12"


@pytest.fixture(scope="module")
def days():
    feeds = {
        name: gtfs.read(data.path("corridor_timetable_synthetic", f"{name}.zip")) for name in ("planned", "actual")
    }
    return {name: gtfs.departures(feed, DATE) for name, feed in feeds.items()}, feeds["planned"].stops


def test_reach_agrees_with_the_forward_router_of_the_course(days):
    departures, stops = days
    centre, suburbs = data.load("walking_helsinki"), data.load("corridor_homes_synthetic")
    nodes = pd.concat([centre["nodes"], suburbs["nodes"]])
    town = network.WalkingNetwork(nodes, pd.concat([centre["edges"], suburbs["edges"]])).largest()
    homes = suburbs["homes"].query("income_fifth == 1")
    home_nodes, _ = town.snap(homes["lat_deg"], homes["lon_deg"])
    college = stops.set_index("stop_id").loc["N6"]
    target, _ = town.snap(college["stop_lat"], college["stop_lon"])
    timetable = router.Timetable(departures["actual"], stops=stops, min_transfer_s=60)
    eight_s = np.arange(8 * 3600, 9 * 3600, 60)
    times_s = router.door_to_door(town, timetable, home_nodes, eight_s, targets=target)[:, :, 0]
    in_time = (times_s <= 1800).mean(axis=1)
    expected = np.average(in_time, weights=homes["people"])
    stored = pd.read_csv(OUTPUTS / "reach_by_hour.csv").set_index(["day", "hour", "income_fifth"])["share"]
    # A block may stand exactly at the limit: rounding in metres may move it by one minute.
    assert stored["actual", 8, 1] == pytest.approx(expected, abs=0.002)


@pytest.mark.parametrize(
    ("name", "stop", "first", "second"),
    [
        ("22 to T1, to the college", "N4", ("22", 1), ("T1", 0)),
        ("T1 to 21, back to Weir Estate", "N2", ("T1", 1), ("21", 0)),
    ],
)
def test_missed_connections_counted_by_hand(days, name, stop, first, second):
    departures, _ = days

    def at_stop(day, line):
        table = departures[day]
        route, direction = line
        here = table[(table["stop_id"] == stop) & (table["route_id"] == route) & (table["direction_id"] == direction)]
        return {row.trip_id: (row.arrival_s, row.departure_s) for row in here.itertuples()}

    plan_first, plan_second = at_stop("planned", first), at_stop("planned", second)
    real_first, real_second = at_stop("actual", first), at_stop("actual", second)
    fates = collections.Counter()
    for trip, (arrival_s, _) in plan_first.items():
        later = [(leaves_s, other) for other, (_, leaves_s) in plan_second.items() if leaves_s >= arrival_s + 60]
        if not later:
            continue
        _, met = min(later)
        if trip not in real_first or met not in real_second:
            fates["cancelled"] += 1
        else:
            fates["kept" if real_second[met][1] >= real_first[trip][0] + 60 else "missed"] += 1
    stored = pd.read_csv(OUTPUTS / "connections.csv").set_index("connection").loc[name]
    assert fates == {fate: stored[fate] for fate in ("kept", "missed", "cancelled")}


def test_cost_of_the_chosen_option_by_hand(days):
    departures, _ = days
    line = departures["planned"].query("route_id == '21'").groupby(["direction_id", "trip_id"])
    trips = pd.DataFrame({"first_s": line["departure_s"].min(), "last_s": line["arrival_s"].max()})
    trips = trips[trips["first_s"].between(18 * 3600, 22 * 3600)].sort_values("first_s")
    # All but the last of each direction get one more behind them, with their own running time.
    copied = trips.groupby("direction_id").apply(lambda one: (one["last_s"] - one["first_s"]).iloc[:-1].sum())
    decision = json.loads((OUTPUTS / "decision.json").read_text(encoding="utf-8"))
    assert decision["option"] == "21, evening, 18 to 22"
    assert decision["extra_vehicle_hours_a_day"] == pytest.approx(copied.sum() / 3600, abs=1e-3)


def test_the_decision_counts_the_scenarios_rightly():
    with (OUTPUTS / "options.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    by_scenario = collections.defaultdict(list)
    for row in rows:
        scenario = (row["day"], row["target"], row["speed_kmh"], row["limit_min"])
        by_scenario[scenario].append(
            (float(row["person_hours_gained"]) / float(row["extra_vehicle_hours"]), row["option"])
        )
    places = [
        [option for _, option in sorted(options, reverse=True)].index("21, evening, 18 to 22")
        for options in by_scenario.values()
    ]
    decision = json.loads((OUTPUTS / "decision.json").read_text(encoding="utf-8"))
    assert len(places) == decision["scenarios"] == 24
    assert sum(place == 0 for place in places) == decision["first_in"]
    assert sum(place < 3 for place in places) == decision["first_three_in"]


ENV = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}  # small matrices: one thread is quicker

# One slip in each file: what is right, and what somebody may write.
SLIPS = {
    "journeys": ("-(hop.arrival_s + min_change_s)", "-hop.arrival_s"),
    "access": ("np.asarray(people, dtype=float)\n    if", "np.ones(len(people))\n    if"),
    "connections": ("leaves >= ready", "leaves > ready"),
    "headways": (".dropna() / 2", ".dropna() / 3"),
}


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    return projects.write_reference("tram-and-bus", tmp_path_factory.mktemp("reference") / "tram-and-bus")


def failing(folder):
    """Run the tests of the functions, and return the names of the files in which one fails."""
    command = [sys.executable, "-B", "-m", "pytest", "-p", "no:cacheprovider", "--tb=no", "-rf"]
    files = [f"tests/test_{name}.py" for name in SLIPS]
    run = subprocess.run(
        [*command, *files], cwd=folder, capture_output=True, text=True, timeout=120, check=False, env=ENV
    )
    assert run.returncode in (0, 1), run.stdout[-2000:]
    return set(re.findall(r"^FAILED tests/test_(\w+)\.py", run.stdout, flags=re.MULTILINE))


def test_each_file_of_tests_notices_its_slip(reference):
    # That they pass without the slips is part of the verdict, see the tests of verifying.
    for name, (right, slip) in SLIPS.items():
        source = reference / "src" / "tram_and_bus" / f"{name}.py"
        text = source.read_text(encoding="utf-8")
        assert right in text, f"{name}.py has changed, and this test with it: {right}"
        source.write_text(text.replace(right, slip, 1), encoding="utf-8")
    assert failing(reference) == set(SLIPS)
