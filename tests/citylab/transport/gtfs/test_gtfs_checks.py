"""Each thing that can be wrong is listed with file, row and field."""

import pytest

from citylab.transport import gtfs

FREQUENCIES = "trip_id,start_time,end_time,headway_secs\n"
SHAPES = "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence,shape_dist_traveled\n"
# What is exchanged in which file, and where the problem must stand.
BROKEN = {
    "time goes back": ("stop_times", "08:10:00,08:10:00", "08:03:00,08:10:00", 4, "arrival_time", "before it left"),
    "departs first": ("stop_times", "08:05:00,08:06:00", "08:05:00,08:04:00", 3, "departure_time", "before it arrives"),
    "bad time": ("stop_times", "08:05:00", "8.05", 3, "arrival_time", "'8.05' is no time"),
    "short time": ("stop_times", "08:05:00", "08:05", 3, "arrival_time", "has no seconds"),
    "no first time": ("stop_times", "08:00:00,08:00:00", ",", 2, "arrival_time", "need a time"),
    "unknown stop": ("stop_times", "C,3", "X,3", 4, "stop_id", "'X' is not in stops.txt"),
    "unknown trip": ("stop_times", "t2,24:50", "t9,24:50", 5, "trip_id", "'t9' is not in trips.txt"),
    "sequence twice": ("stop_times", "C,3", "C,2", 4, "stop_sequence", "t1, 2 stands in an earlier row"),
    "no sequence": ("stop_times", "C,3", "C,x", 4, "stop_sequence", "no whole number"),
    "negative sequence": ("stop_times", "A,1", "A,-1", 2, "stop_sequence", "zero or more"),
    "unknown route": ("trips", "R,week,t1", "X,week,t1", 2, "route_id", "'X' is not in routes.txt"),
    "unknown calendar": ("trips", "week,t1", "holiday,t1", 2, "service_id", "neither calendar.txt nor"),
    "unknown shape": ("trips", "t1,0,", "t1,0,s", 2, "shape_id", "'s' is not in shapes.txt"),
    "trip twice": ("trips", "t2", "t1", 3, "trip_id", "t1 stands in an earlier row"),
    "third direction": ("trips", "t2,1", "t2,2", 3, "direction_id", "2 is not one of 0, 1"),
    "swapped stop": ("stops", "60.01,24.0", "24.0,60.01", 3, "stop_lat", "seem swapped"),
    "impossible stop": ("stops", "60.01,24.0", "124.0,60.01", 3, "stop_lat", "swapped"),
    "stop at zero": ("stops", "60.01,24.0", "0,0", 3, "stop_lat", "ocean"),
    "stop nowhere": ("stops", "60.01,24.0", ",", 3, "stop_lat", "is blank"),
    "bad number": ("stops", "60.01", "60;01", 3, "stop_lat", "is no number"),
    "stop twice": ("stops", "B,Beta", "A,Beta", 3, "stop_id", "A stands in an earlier row"),
    "unknown agency": ("routes", "R,Q", "R,X", 2, "agency_id", "'X' is not in agency.txt"),
    "bad type": ("routes", "7,3", "7,99", 2, "route_type", "99 is no type of route"),
    "no type": ("routes", "7,3", "7,", 2, "route_type", "route_type is blank"),
    "no name": ("routes", "7,3", ",3", 2, "route_short_name", "short or a long name"),
    "calendar without a day": ("calendar", "1,1,1,1,1", "0,0,0,0,0", 2, "service_id", "no day of the week"),
    "calendar turned round": ("calendar", "20260531", "20260401", 2, "end_date", "ends before it begins"),
    "bad date": ("calendar", "20260531", "31.5.2026", 2, "end_date", "write it as YYYYMMDD"),
    "no stop name": ("stops", "Beta", "", 3, "stop_name", "is blank"),
    "too fast": ("stop_times", "08:10:00,08:10:00", "08:06:05,08:06:05", 4, "arrival_time", "802 km/h, more than 150"),
    "no such date": ("calendar", "20260531", "20260532", 2, "end_date", "is no date"),
    "no such day": ("calendar", "1,1,1,1,1", "1,1,1,1,2", 2, "friday", "2 is not one of 0, 1"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_problem_is_listed_with_file_row_and_field(files, read, name):
    file, old, new, row, field, message = BROKEN[name]
    assert old in files[f"{file}.txt"]
    files[f"{file}.txt"] = files[f"{file}.txt"].replace(old, new, 1)
    problems = gtfs.check(read(files))
    found = problems[(problems["file"] == f"{file}.txt") & (problems["row"] == row) & (problems["field"] == field)]
    assert found["message"].str.contains(message, regex=False).any(), problems.to_string()


@pytest.mark.parametrize("name", BROKEN)
def test_broken_feed_can_still_be_counted(files, read, name):
    file, old, new, *_ = BROKEN[name]
    files[f"{file}.txt"] = files[f"{file}.txt"].replace(old, new, 1)
    feed = read(files)
    assert len(gtfs.trip_statistics(feed)) >= 1
    gtfs.departures(feed, "2026-05-12")
    gtfs.service(feed, "2026-05-12")


def test_good_feed_has_no_problem(files, read):
    assert gtfs.check(read(files)).empty


@pytest.mark.parametrize(("rows", "number"), [("t3,09:00:00,09:00:00,A,1\n", "one stop"), ("", "no stop times")])
def test_trip_that_nobody_can_ride_is_a_warning(files, read, rows, number):
    files["trips.txt"] += "R,week,t3,0,\n"
    files["stop_times.txt"] += rows
    problem = gtfs.check(read(files)).iloc[0]
    assert (problem["severity"], problem["file"], problem["row"]) == ("warning", "trips.txt", 4)
    assert number in problem["message"]


def test_stop_times_that_go_back_over_a_blank_are_found(files, read):
    files["stop_times.txt"] = files["stop_times.txt"].replace("08:05:00,08:06:00", ",").replace("08:10:00", "07:10:00")
    assert gtfs.check(read(files))["row"].tolist() == [4]


def test_distance_that_goes_back_is_found(files, read):
    files["trips.txt"] = "route_id,service_id,trip_id,shape_id\nR,week,t1,s\nR,week,t2,s\n"
    files["shapes.txt"] = SHAPES + "s,60.0,24.0,1,0\ns,60.02,24.0,3,1\ns,60.01,24.0,2,2\n"
    problems = gtfs.check(read(files))
    assert problems[["file", "row"]].to_numpy().tolist() == [["shapes.txt", 3]]


@pytest.mark.parametrize(
    ("rows", "row", "message"),
    [
        ("t1,10:00:00,11:00:00,0\n", 2, "more than 0"),
        ("t1,11:00:00,10:00:00,600\n", 2, "ends before it begins"),
        ("t1,10:00:00,11:00:00,600\nt1,10:30:00,12:00:00,300\n", 3, "overlaps"),
        ("t9,10:00:00,11:00:00,600\n", 2, "'t9' is not in trips.txt"),
    ],
)
def test_frequencies_are_checked(files, read, rows, row, message):
    files["frequencies.txt"] = FREQUENCIES + rows
    problem = gtfs.check(read(files)).iloc[0]
    assert (problem["file"], problem["row"]) == ("frequencies.txt", row)
    assert message in problem["message"]


def test_spans_that_touch_do_not_overlap(files, read):
    files["frequencies.txt"] = FREQUENCIES + "t1,10:00:00,11:00:00,600\nt1,11:00:00,12:00:00,300\n"
    assert gtfs.check(read(files)).empty


def test_several_agencies_need_ids_and_one_time_zone(files, read):
    files["agency.txt"] += ",Other,https://example.org,Europe/London\n"
    files["routes.txt"] += "S,,8,3\n"
    problems = gtfs.check(read(files))
    fields = problems.loc[problems["severity"] == "error", "field"].tolist()
    assert sorted(fields) == ["agency_id", "agency_id", "agency_timezone"]


@pytest.mark.parametrize(
    ("zone", "lat", "lon", "expected"),
    [
        ("Europe/Helsinki", 24.94, 60.17, True),
        ("Europe/London", -2.24, 53.48, True),
        ("Asia/Shanghai", 31.2, 121.5, False),
        ("Asia/Urumqi", 43.8, 87.6, False),
        ("America/Argentina/Salta", -41.1, -71.3, False),
        ("Pacific/Apia", -13.8, -171.8, False),
        ("Atlantic/Reykjavik", 64.1, -21.9, False),
        ("Europe/Madrid", 43.4, -8.4, False),
        ("America/Nuuk", 64.2, -51.7, False),
        ("Nowhere/Land", 24.94, 60.17, False),
    ],
)
def test_feed_with_all_places_swapped_is_known_by_its_time_zone(files, read, zone, lat, lon, expected):
    files["agency.txt"] = files["agency.txt"].replace("Europe/Helsinki", zone)
    rows = [f"{stop},{stop},{lat + 0.01 * number},{lon}" for number, stop in enumerate("ABC")]
    files["stops.txt"] = "stop_id,stop_name,stop_lat,stop_lon\n" + "\n".join(rows)
    assert gtfs.check(read(files))["message"].str.contains("seem swapped").any() == expected


def test_feed_without_any_service_day_is_an_error(files, read):
    files["calendar.txt"] = files["calendar.txt"].replace("week,1,1,1,1,1", "week,0,0,0,0,0")
    assert "no trip of the feed runs on any day" in gtfs.check(read(files))["message"].tolist()


def test_errors_come_before_warnings(files, read):
    files["trips.txt"] += "R,week,t3,0,\nR,holiday,t4,0,\n"
    files["stops.txt"] += "D,Delta,60.03,24.0\n"
    assert gtfs.check(read(files))["severity"].tolist() == ["error", "warning", "warning", "info"]


PLACES = "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
SOME = "A,Alpha,60.00,24.0,,S\nB,Beta,60.01,24.0,0,\nC,Gamma,60.02,24.0,0,S\nS,Station,60.02,24.0,1,\n"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("E,Entrance,60.02,24.0,2,\n", "an entrance needs the parent_station"),
        ("E,,,,3,\n", "a node inside a station needs the parent_station"),
        ("E,,,,4,\n", "a boarding area needs the parent_station"),
        ("E,Other station,60.02,24.0,1,S\n", "a station has no parent_station"),
        ("E,,60.02,24.0,2,S\n", "stop_name is blank"),
    ],
)
def test_parts_of_a_station_are_checked(files, read, row, message):
    files["stops.txt"] = PLACES + SOME
    assert gtfs.check(read(files)).empty
    files["stops.txt"] += row
    problems = gtfs.check(read(files))
    assert problems["row"].tolist() == [6]
    assert message in problems["message"].iloc[0]


@pytest.mark.parametrize(("stop", "what"), [("S", "is a station"), ("E", "is an entrance")])
def test_vehicle_that_stops_at_no_stop_is_an_error(files, read, stop, what):
    files["stops.txt"] = PLACES + SOME + "E,Entrance,60.02,24.0,2,S\n"
    files["stop_times.txt"] = files["stop_times.txt"].replace("C,3", f"{stop},3")
    problem = gtfs.check(read(files)).iloc[0]
    assert (problem["severity"], problem["file"], problem["row"]) == ("error", "stop_times.txt", 4)
    assert f"{stop!r} {what}" in problem["message"]


def test_distance_of_stop_times_must_grow(files, read):
    rows = files["stop_times.txt"].splitlines()
    along = ["shape_dist_traveled", 0, 1, 1, 0, 1, 2]
    files["stop_times.txt"] = "\n".join(f"{row},{metres}" for row, metres in zip(rows, along, strict=True))
    problems = gtfs.check(read(files))
    assert problems[["row", "field"]].to_numpy().tolist() == [[4, "shape_dist_traveled"]]


def test_timepoint_needs_both_times(files, read):
    rows = files["stop_times.txt"].splitlines()
    rows[1:] = [row + ",1" for row in rows[1:]]
    rows[0] += ",timepoint"
    rows[2] = "t1,08:05:00,,B,2,1"
    rows[5] = "t2,,,B,2,1"
    files["stop_times.txt"] = "\n".join(rows)
    problems = gtfs.check(read(files))
    assert problems[["row", "field"]].to_numpy().tolist() == [
        [3, "departure_time"], [6, "arrival_time"], [6, "departure_time"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "times", "warned"),
    [
        ("3", ("08:00:00", "08:00:00"), False),  # 1.1 km in what may be a minute: 67 km/h
        ("5", ("08:00:00", "08:00:00"), True),
        ("3", ("08:00:00", "08:00:01"), True),
        ("2", ("08:00:00", "08:00:09"), False),  # 446 km/h
        ("109", ("08:00:00", "08:00:09"), False),
        ("1", ("08:00:00", "08:00:09"), True),
        ("", ("08:00:00", "08:00:30"), False),
    ],
)
def test_speed_that_no_vehicle_reaches_is_a_warning(files, read, kind, times, warned):
    files["routes.txt"] = files["routes.txt"].replace("7,3", f"7,{kind}")
    start, end = times
    files["stop_times.txt"] = (
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        f"t1,{start},{start},A,1\nt1,{end},{end},B,2\nt2,{start},{start},A,1\nt2,{end},{end},B,2\n"
    )
    problems = gtfs.check(read(files))
    fast = problems[problems["message"].str.contains("km/h")]
    assert len(fast) == warned  # once, though two trips do
    assert set(fast["severity"]) <= {"warning"}


def test_routes_and_stops_that_nothing_uses_are_information(files, read):
    files["routes.txt"] += "S,Q,8,3\n"
    files["stops.txt"] += "D,Delta,60.03,24.0\n"
    problems = gtfs.check(read(files))
    assert problems[["severity", "file", "row"]].to_numpy().tolist() == [
        ["info", "routes.txt", 3], ["info", "stops.txt", 5],
    ]  # fmt: skip
