"""Feeds as they come: zip or folder, odd bytes, missing parts."""

import pandas as pd
import pytest

from citylab.transport import gtfs


def test_zip_and_folder_hold_the_same_feed(files, read, zipped):
    folder, archive = read(files), gtfs.read(zipped(files))
    for name, table in folder.tables.items():
        pd.testing.assert_frame_equal(table, archive.tables[name])
    assert gtfs.check(archive).empty


def test_feed_in_a_folder_of_the_zip_is_read_and_listed(files, zipped):
    inside = {f"export/2026/{name}": text for name, text in files.items()}
    feed = gtfs.read(
        zipped(inside | {"__MACOSX/export/._stops.txt": "x", "export/2026/.DS_Store": "x", "readme.txt": "x"})
    )
    assert len(feed.stop_times) == 6
    assert gtfs.check(feed)["message"].tolist() == [
        "the files lie in the folder export/2026; the standard wants them at the root"
    ]


def test_folder_inside_the_folder_is_found(files, tmp_path):
    (tmp_path / "feed").mkdir()
    for name, text in files.items():
        (tmp_path / "feed" / name).write_text(text, encoding="utf-8")
    assert len(gtfs.read(tmp_path).trips) == 2


def test_mark_line_ends_spaces_quotes_and_blank_lines_do_no_harm(files, read):
    files["stops.txt"] = (
        "\ufeff stop_id , stop_name,stop_lat, stop_lon\r\n\r\n"
        '"0001", "Quay, ""north""" , 60.0 ,24.0\r\n0002,Mill ,60.01,24.0\r\n \r\n,,,\r\n'
    )
    stops = read(files).stops
    assert stops["stop_id"].tolist() == ["0001", "0002"]
    assert stops["stop_name"].tolist() == ['Quay, "north"', "Mill"]
    assert stops["stop_lat"].tolist() == [60.0, 60.01]
    assert stops.index.tolist() == [3, 4]


def test_every_bad_byte_is_decoded_and_listed_with_its_row(files, read):
    files["stops.txt"] = files["stops.txt"].replace("Beta", "Östra").encode("latin-1")
    feed = read(files)
    problem = gtfs.check(feed).iloc[0]
    assert feed.stops["stop_name"].tolist() == ["Alpha", "Östra", "Gamma"]
    assert (problem["severity"], problem["file"], problem["row"]) == ("error", "stops.txt", 3)
    assert "save the file as UTF-8" in problem["message"]


def test_utf_16_is_decoded_and_listed(files, read):
    files["stops.txt"] = files["stops.txt"].encode("utf-16")
    feed = read(files)
    assert feed.stops["stop_id"].tolist() == ["A", "B", "C"]
    assert "UTF-16" in gtfs.check(feed)["message"].iloc[0]


@pytest.mark.parametrize("name", ["stops.txt", "routes.txt", "trips.txt", "stop_times.txt"])
def test_missing_file_is_named_with_what_was_found(files, read, name):
    del files[name]
    with pytest.raises(gtfs.GtfsError, match=rf"lacks {name}, needed to read a feed.*; it holds .*agency\.txt"):
        read(files)


@pytest.mark.parametrize(
    ("name", "column"),
    [("stops", "stop_id"), ("trips", "service_id"), ("stop_times", "stop_sequence"), ("calendar", "start_date")],
)
def test_missing_column_is_named(files, read, name, column):
    files[f"{name}.txt"] = files[f"{name}.txt"].replace(column, "other", 1)
    with pytest.raises(gtfs.GtfsError, match=rf"{name}\.txt lacks the column {column}; its header has"):
        read(files)


def test_one_of_arrival_and_departure_is_enough(files, read):
    files["stop_times.txt"] = files["stop_times.txt"].replace("departure_time", "other", 1)
    day = gtfs.departures(read(files), "2026-05-12")
    assert (day["departure_s"] == day["arrival_s"]).all()
    files["stop_times.txt"] = files["stop_times.txt"].replace("arrival_time", "another", 1)
    with pytest.raises(gtfs.GtfsError, match="arrival_time and departure_time"):
        read(files)


def test_agency_and_calendar_are_listed_when_they_lack(files, read):
    del files["agency.txt"], files["calendar.txt"]
    feed = read(files)
    assert {"agency.txt", "calendar.txt"} <= set(gtfs.check(feed)["file"])
    assert gtfs.services_on(feed, "2026-05-12") == set()
    assert gtfs.departures(feed, "2026-05-12").empty
    assert gtfs.service(feed, "2026-05-12").empty


def test_absent_optional_files_are_empty_tables_with_their_columns(files, read):
    feed = read(files)
    assert list(feed.shapes) == ["shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence", "shape_dist_traveled"]
    assert {"start_s", "end_s"} <= set(feed.frequencies)
    assert feed.shapes.empty
    assert feed.absent == {"shapes", "frequencies", "calendar_dates", "transfers", "feed_info"}


@pytest.mark.parametrize(
    "content", ["", "\ufeff", "\r\n\r\n", "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\n"]
)
def test_empty_optional_file_is_an_empty_table(files, read, content):
    files["shapes.txt"] = content
    feed = read(files)
    assert feed.shapes.empty
    assert "shape_id" in feed.shapes
    assert gtfs.check(feed)["file"].tolist() == ["shapes.txt"]
    assert gtfs.trip_statistics(feed)["distance_from"].tolist() == ["stops", "stops"]


def test_optional_columns_may_be_missing(files, read):
    files["trips.txt"] = "route_id,service_id,trip_id\nR,week,t1\nR,week,t2\n"
    files["routes.txt"] = "route_id,route_long_name,route_type\nR,Line,4\n"
    feed = read(files)
    assert gtfs.check(feed).empty
    assert gtfs.trip_statistics(feed)["direction_id"].isna().all()
    assert gtfs.service(feed, "2026-05-12", by=["direction_id"])["trips"].tolist() == [2]


def test_row_that_is_cut_off_is_filled_and_listed(files, read):
    files["stop_times.txt"] += "t2,25:05:00"
    problems = gtfs.check(read(files))
    assert problems.loc[problems["row"] == 8, "message"].str.contains("2 values for 5 columns").any()


def test_comma_at_the_end_of_each_row_is_no_column(files, read):
    files["routes.txt"] = "route_id,agency_id,route_short_name,route_type\nR,Q,7,3,\n"
    feed = read(files)
    assert feed.routes["route_id"].tolist() == ["R"]
    assert gtfs.check(feed).empty


def test_second_column_of_the_same_name_is_listed(files, read):
    files["routes.txt"] = "route_id,agency_id,route_short_name,route_type,route_type\nR,Q,7,3,0\n"
    feed = read(files)
    assert feed.routes["route_type"].tolist() == [3]
    assert gtfs.check(feed)["message"].tolist() == ["the column stands twice; the first is read"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("stop_id;stop_name\nA;Alpha\n", "another sign than the comma"),
        ('stop_id,stop_name\nA,"Alpha\n' + "x" * 1_100_000, "never closed"),
    ],
)
def test_file_that_is_no_table_is_refused(files, read, content, message):
    files["stops.txt"] = content
    with pytest.raises(gtfs.GtfsError, match=message):
        read(files)


def test_place_without_a_feed_is_refused_with_a_remedy(tmp_path, zipped):
    with pytest.raises(gtfs.GtfsError, match="no file or folder"):
        gtfs.read(tmp_path / "nothing.zip")
    (tmp_path / "stops.txt").write_text("stop_id\n")
    with pytest.raises(gtfs.GtfsError, match="give the folder it lies in"):
        gtfs.read(tmp_path / "stops.txt")
    with pytest.raises(gtfs.GtfsError, match="unpack it and read one of those"):
        gtfs.read(zipped({"bus.zip": "x", "tram.zip": "x"}))
    with pytest.raises(gtfs.GtfsError, match="is it a feed"):
        gtfs.read(zipped({"photo.png": "x"}))


def test_changed_table_gets_its_seconds_anew(planned):
    later = planned.stop_times.assign(arrival_time="09:00:00")
    changed = planned.with_tables(stop_times=later)
    assert (changed.stop_times["arrival_s"] == 9 * 3600).all()
    assert (planned.stop_times["arrival_s"] != 9 * 3600).any()
    with pytest.raises(gtfs.GtfsError, match=r"no file stop_time\.txt"):
        planned.with_tables(stop_time=later)


def test_feed_that_is_written_is_read_again_as_it_was(planned, tmp_path):
    again = gtfs.read(gtfs.write(planned, tmp_path / "again.zip"))
    for name, table in planned.tables.items():
        pd.testing.assert_frame_equal(table, again.tables[name])
    assert gtfs.check(again).empty


def test_same_tables_give_the_same_bytes(planned):
    tables = {"stops": planned.stops, "routes": planned.routes}
    assert gtfs.to_zip(tables) == gtfs.to_zip(dict(reversed(tables.items())))


def test_unknown_table_is_no_attribute(planned):
    with pytest.raises(AttributeError, match="no table 'stop_time'"):
        planned.stop_time  # noqa: B018


TIMES = "trip_id,arrival_time,departure_time,stop_sequence,stop_id\n"
ROWS = [f"t{trip},0{hour}:00:00,0{hour}:00:00,{hour},{stop}" for trip in (1, 2) for hour, stop in ((7, "A"), (8, "B"))]


@pytest.mark.parametrize(
    ("opened", "rows"),
    [
        ({1: 't1,08:00:00,08:00:00,8,"B'}, [3, 5]),  # the last column, to the end of the file
        ({1: 't1,"08:00:00,08:00:00,8,B'}, [3, 5]),
        ({0: 't1,07:00:00,07:00:00,7,"A', 2: 't2,07:00:00,07:00:00,7,"A"'}, [2, 4]),  # closed by a later mark
        ({0: 't1,07:00:00,07:00:00,7,"A', 1: 't1,08:00:00,08:00:00,8,B"'}, [2, 3]),  # two marks, on two rows
    ],
)
def test_row_after_a_quotation_mark_that_is_never_closed_is_not_lost(files, read, opened, rows):
    lines = [opened.get(number, row) for number, row in enumerate(ROWS)]
    files["stop_times.txt"] = TIMES + "\n".join(lines) + "\n"
    feed = read(files)
    assert feed.stop_times.index.tolist() == [2, 3, 4, 5]
    assert feed.stop_times["trip_id"].tolist() == ["t1", "t1", "t2", "t2"]
    problem = gtfs.check(feed).set_index("row").loc[rows[0], "message"]
    assert f"never closed: rows {rows[0]} to {rows[1]} are read line by line" in "".join(problem)


def test_line_break_in_a_value_is_kept_and_listed(files, read):
    files["stops.txt"] = files["stops.txt"].replace("Beta", '"Beta,\nby the ""old"" mill"')
    feed = read(files)
    assert feed.stops["stop_name"].tolist() == ["Alpha", 'Beta,\nby the "old" mill', "Gamma"]
    assert feed.stops.index.tolist() == [2, 3, 5]
    problem = gtfs.check(feed).iloc[0]
    assert (problem["severity"], problem["file"], problem["row"]) == ("error", "stops.txt", 3)
    assert "a value has a line break, from row 3 to 4" in problem["message"]


def test_tab_in_a_value_is_listed_with_its_first_row(files, read):
    files["stops.txt"] = files["stops.txt"].replace("Beta", "Be\tta").replace("Gamma", "Gam\tma")
    problem = gtfs.check(read(files)).iloc[0]
    assert (problem["file"], problem["row"], problem["field"]) == ("stops.txt", 3, "stop_name")
    assert "holds a tab, as 1 more do" in problem["message"]


def test_byte_order_mark_is_acceptable(files, read):
    assert gtfs.check(read(files, encoding="utf-8-sig")).empty


def test_two_feeds_in_two_folders_are_refused_by_name(files, zipped):
    both = {f"{folder}/{name}": text for folder in ("bus", "tram") for name, text in files.items()}
    with pytest.raises(gtfs.GtfsError, match="holds 2 feeds, in bus and in tram; read one folder by itself"):
        gtfs.read(zipped(both))


def test_feed_beside_the_one_at_the_root_is_listed(files, zipped):
    feed = gtfs.read(zipped(files | {f"old/{name}": text for name, text in files.items()}))
    assert gtfs.check(feed)["message"].tolist() == ["another feed lies in the folder old; it is not read"]


def test_feed_without_stops_hears_that_areas_are_not_counted(files, read):
    del files["stops.txt"]
    with pytest.raises(gtfs.GtfsError, match=r"lacks stops\.txt, .*on-demand areas may lack stops\.txt"):
        read(files)


def test_changed_table_has_its_bad_values_listed_and_its_mended_ones_not(files, read):
    feed = read(files)
    times = feed.stop_times.copy()
    times.loc[3, "arrival_time"] = "08h07"
    wrong = feed.with_tables(stop_times=times)
    assert gtfs.check(wrong)[["row", "field"]].to_numpy().tolist() == [[3, "arrival_time"]]
    assert len(gtfs.check(wrong.with_tables(stop_times=times))) == 1
    assert gtfs.check(wrong.with_tables(stop_times=feed.stop_times)).empty


def test_problem_of_a_row_goes_with_the_row(files, read):
    files["stops.txt"] = files["stops.txt"].replace("60.01", "60;01") + "D,Delta,x,24.0\n"
    feed = read(files)
    fewer = feed.with_tables(stops=feed.stops.drop(index=5))
    assert fewer.problems["row"].tolist() == [3]
    mended = feed.stops.assign(stop_lat=feed.stops["stop_lat"].fillna(60.01))
    assert feed.with_tables(stops=mended).problems.empty
