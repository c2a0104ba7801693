"""
The shipped feeds keep the rules of the standard.

The rules are written down here a second time, from the GTFS Schedule Reference, and read the raw files without the
course's reader.
"""

import csv
import io
import re
import zipfile
from itertools import pairwise

import numpy as np
import pytest

from citylab import data
from citylab.transport import gtfs

SET = "corridor_timetable_synthetic"
ID, TEXT, TIME, DATE = r".+", r"\S(.*\S)?", r"\d{1,3}:[0-5]\d:[0-5]\d", r"20\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])"
DEGREES, METRES, WHOLE, FLAG = r"-?\d{1,3}\.\d+", r"\d+(\.\d+)?", r"\d+", "[01]"
URL, ZONE, LANGUAGE, COLOUR = r"https?://\S+", r"[A-Z]\w+/\w+", "[a-z]{2}", "[0-9A-F]{6}"
WEEK = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), FLAG)
# Required columns, and optional ones that the feeds use; a pattern that may be empty ends with |.
RULES = {
    "agency": {"agency_id": ID, "agency_name": TEXT, "agency_url": URL, "agency_timezone": ZONE},
    "stops": {"stop_id": ID, "stop_name": TEXT, "stop_lat": DEGREES, "stop_lon": DEGREES},
    "routes": {
        "route_id": ID, "agency_id": ID, "route_short_name": ".{1,12}", "route_long_name": TEXT,
        "route_type": "[0-7]|11|12", "route_color": COLOUR, "route_text_color": COLOUR,
    },
    "trips": {
        "route_id": ID, "service_id": ID, "trip_id": ID, "trip_headsign": TEXT, "direction_id": FLAG, "shape_id": ID,
    },
    "stop_times": {
        "trip_id": ID, "arrival_time": f"{TIME}|", "departure_time": f"{TIME}|", "stop_id": ID, "stop_sequence": WHOLE,
        "shape_dist_traveled": METRES, "timepoint": FLAG,
    },
    "calendar": {"service_id": ID, **WEEK, "start_date": DATE, "end_date": DATE},
    "calendar_dates": {"service_id": ID, "date": DATE, "exception_type": "[12]"},
    "shapes": {
        "shape_id": ID, "shape_pt_lat": DEGREES, "shape_pt_lon": DEGREES, "shape_pt_sequence": WHOLE,
        "shape_dist_traveled": METRES,
    },
    "frequencies": {
        "trip_id": ID, "start_time": TIME, "end_time": TIME, "headway_secs": "[1-9][0-9]*", "exact_times": FLAG,
    },
    "feed_info": {
        "feed_publisher_name": TEXT, "feed_publisher_url": URL, "feed_lang": LANGUAGE, "feed_start_date": DATE,
        "feed_end_date": DATE, "feed_version": TEXT,
    },
}  # fmt: skip
KEYS = {
    "agency": ["agency_id"], "stops": ["stop_id"], "routes": ["route_id"], "trips": ["trip_id"],
    "stop_times": ["trip_id", "stop_sequence"], "calendar": ["service_id"], "calendar_dates": ["service_id", "date"],
    "shapes": ["shape_id", "shape_pt_sequence"], "frequencies": ["trip_id", "start_time"], "feed_info": [],
}  # fmt: skip
FOREIGN = [
    ("routes", "agency_id", "agency"), ("trips", "route_id", "routes"), ("stop_times", "trip_id", "trips"),
    ("stop_times", "stop_id", "stops"), ("frequencies", "trip_id", "trips"), ("trips", "shape_id", "shapes"),
]  # fmt: skip


@pytest.fixture(scope="module", params=["planned.zip", "actual.zip"])
def raw(request):
    """The files of a shipped feed, as rows of text."""
    with zipfile.ZipFile(data.path(SET, request.param)) as archive:
        assert all("/" not in name and name.endswith(".txt") for name in archive.namelist())
        contents = {name[:-4]: archive.read(name).decode("utf-8") for name in archive.namelist()}
    return {name: list(csv.DictReader(io.StringIO(text, newline=""), strict=True)) for name, text in contents.items()}


def seconds(time):
    hour, minute, second = time.split(":")
    return int(hour) * 3600 + int(minute) * 60 + int(second)


def trips_of(raw):
    trips = {}
    for row in raw["stop_times"]:
        trips.setdefault(row["trip_id"], []).append(row)
    return trips


def test_required_files_are_there(raw):
    assert {"agency", "stops", "routes", "trips", "stop_times"} <= set(raw)
    assert {"calendar", "calendar_dates"} & set(raw)
    assert set(raw) <= set(RULES)


def test_every_value_has_the_form_of_its_field(raw):
    for name, rows in raw.items():
        assert rows, name
        for row in rows:
            assert set(row) == set(RULES[name]), name
            wrong = [(column, value) for column, value in row.items() if not re.fullmatch(RULES[name][column], value)]
            assert not wrong, (name, row)


def test_keys_are_unique(raw):
    for name, rows in raw.items():
        keys = [tuple(row[column] for column in KEYS[name]) for row in rows]
        assert len(keys) == len(set(keys)), name


def test_every_id_points_somewhere_and_everything_is_used(raw):
    for name, column, target in FOREIGN:
        if name in raw:
            used = {row[column] for row in raw[name]}
            known = {row[column] for row in raw[target]}
            assert used <= known, (name, column)
            assert name == "frequencies" or used == known, (name, column)


def test_every_trip_has_a_service_and_every_service_a_trip(raw):
    services = {row["service_id"] for name in ("calendar", "calendar_dates") for row in raw.get(name, [])}
    assert {row["service_id"] for row in raw["trips"]} == services


def test_trips_have_two_stops_or_more_and_times_at_their_ends(raw):
    for trip, rows in trips_of(raw).items():
        assert len(rows) >= 2, trip
        assert all(rows[end][column] for end in (0, -1) for column in ("arrival_time", "departure_time"))


def test_times_sequences_and_distances_grow_along_a_trip(raw):
    for trip, rows in trips_of(raw).items():
        known = [row for row in rows if row["arrival_time"]]
        assert all(
            (row["timepoint"] == "1") == bool(row["arrival_time"]) == bool(row["departure_time"]) for row in rows
        )
        assert all(seconds(row["arrival_time"]) <= seconds(row["departure_time"]) for row in known), trip
        assert all(seconds(a["departure_time"]) < seconds(b["arrival_time"]) for a, b in pairwise(known)), trip
        assert all(int(a["stop_sequence"]) < int(b["stop_sequence"]) for a, b in pairwise(rows)), trip
        assert all(float(a["shape_dist_traveled"]) < float(b["shape_dist_traveled"]) for a, b in pairwise(rows)), trip


def test_distances_grow_along_a_shape_and_hold_those_of_its_trips(raw):
    ends = {}
    for a, b in pairwise(raw["shapes"]):
        if a["shape_id"] == b["shape_id"]:
            assert float(a["shape_dist_traveled"]) < float(b["shape_dist_traveled"])
            assert int(a["shape_pt_sequence"]) < int(b["shape_pt_sequence"])
        ends[b["shape_id"]] = float(b["shape_dist_traveled"])
    shape_of = {row["trip_id"]: row["shape_id"] for row in raw["trips"]}
    assert all(float(row["shape_dist_traveled"]) <= ends[shape_of[row["trip_id"]]] for row in raw["stop_times"])


def test_agencies_share_one_time_zone_and_feed_covers_its_dates(raw):
    assert {row["agency_timezone"] for row in raw["agency"]} == {"Europe/Helsinki"}
    info = raw["feed_info"][0]
    days = [row["date"] for row in raw["calendar_dates"]]
    days += [row[side] for row in raw.get("calendar", []) for side in ("start_date", "end_date")]
    assert (min(days), max(days)) >= (info["feed_start_date"], info["feed_start_date"])
    assert max(days) <= info["feed_end_date"]


def test_frequencies_end_after_they_begin(raw):
    for row in raw.get("frequencies", []):
        assert seconds(row["start_time"]) < seconds(row["end_time"])


def test_colours_of_name_and_ground_differ_in_brightness(raw):
    def brightness(colour):  # weights of ITU-R BT.601
        red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    for row in raw["routes"]:
        assert abs(brightness(row["route_color"]) - brightness(row["route_text_color"])) >= 72


@pytest.mark.parametrize("file", ["planned.zip", "actual.zip"])
def test_own_check_finds_nothing_and_stops_lie_on_their_shapes(file):
    feed = gtfs.read(data.path(SET, file))
    assert gtfs.check(feed).empty
    stops = feed.stops.set_index("stop_id")[["stop_lat", "stop_lon"]]
    times = feed.stop_times.merge(feed.trips[["trip_id", "shape_id"]], on="trip_id")
    for shape, part in times.drop_duplicates(["shape_id", "stop_id"]).groupby("shape_id"):
        line = feed.shapes.loc[feed.shapes["shape_id"] == shape, ["shape_pt_lat", "shape_pt_lon"]].to_numpy()
        places, off = gtfs.geometry.places_m(line, stops.loc[part["stop_id"]].to_numpy())
        assert off.max() < 100  # the validator of MobilityData warns beyond
        np.testing.assert_allclose(places, part["shape_dist_traveled"], atol=30)


def test_day_has_the_planned_trips_but_the_cancelled_ones(planned, actual):
    meant = set(gtfs.trips_on(planned, "2026-05-12")["trip_id"])
    ran = set(actual.trips["trip_id"])
    assert ran < meant
    assert sorted(name[:2] for name in meant - ran) == ["21", "21", "22", "22", "22", "T1"]


def test_headways_are_those_of_the_plan(planned):
    day = gtfs.departures(planned, "2026-05-12")
    noon = {"direction_id": 0, "from_s": 10 * 3600, "to_s": 15 * 3600}
    assert {r: gtfs.headways(day, "C3", route_id=r, **noon).mean_min for r in ("T1", "21", "22")} == pytest.approx(
        {"T1": 10, "21": 20, "22": 15}, abs=0.05
    )
    first = day.groupby("trip_id")["departure_s"].first()
    trams = first[first.index.str.startswith("T1")]
    assert (gtfs.clock(trams.min()), gtfs.clock(trams.max())) == ("05:30:00", "25:10:00")
