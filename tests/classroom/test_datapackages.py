"""The writer of passports: same tables, same bytes; nothing without unit or licence."""

import gzip
import hashlib
import json

import pandas as pd
import pytest

from classroom import datapackages
from classroom.datapackages import write_package

META = {
    "name": "taps",
    "title": "Taps",
    "description": "A tap.",
    "synthetic": False,
    "licenses": [{"name": "CC0-1.0", "title": "CC0", "path": "https://example.org"}],
    "sources": [{"title": "Made up", "path": "https://example.org"}],
    "period": "2025",
    "tables": {"taps": {"fields": {"tap": ("-", "Name"), "flow_ls": ("l/s", "Flow")}}},
}
TAPS = pd.DataFrame({"tap": ["a", "b"], "flow_ls": [0.1, 0.25]})


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "taps"
    path.mkdir()
    return path


def resource(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"][0]


def test_numbers_are_written_as_short_as_they_are(folder):
    write_package(folder, META, {"taps": TAPS})
    assert (folder / "taps.csv").read_bytes() == b"tap,flow_ls\na,0.1\nb,0.25\n"


def test_times_are_written_in_utc_and_the_zone_is_kept(folder):
    times = pd.date_range("2025-07-01", periods=2, freq="h", tz="Europe/Berlin", name="time")
    table = pd.DataFrame({"flow_ls": [1.0, 2.0]}, index=times)
    fields = {"time": ("-", "Start"), "flow_ls": ("l/s", "Flow")}
    write_package(folder, {**META, "tables": {"flow": {"fields": fields}}}, {"flow": table})
    assert "2025-06-30T22:00:00Z,1.0" in (folder / "flow.csv").read_text(encoding="utf-8")
    assert (resource(folder)["timezone"], resource(folder)["index"]) == ("Europe/Berlin", "time")


def test_long_table_is_compressed_to_the_same_bytes_twice(folder):
    long = pd.DataFrame({"tap": ["a"] * 40_000, "flow_ls": [0.125] * 40_000})
    contents = set()
    for _ in range(2):
        write_package(folder, META, {"taps": long})
        contents.add((folder / "taps.csv.gz").read_bytes())
    assert len(contents) == 1
    assert gzip.decompress(contents.pop()).startswith(b"tap,flow_ls\na,0.125\n")


def test_table_that_shrinks_leaves_no_old_file(folder):
    long = pd.DataFrame({"tap": ["a"] * 40_000, "flow_ls": [0.125] * 40_000})
    write_package(folder, META, {"taps": long})
    write_package(folder, META, {"taps": TAPS})
    assert sorted(path.name for path in folder.iterdir()) == ["datapackage.json", "taps.csv"]


def test_column_without_unit_is_refused(folder):
    fields = {"tap": ("-", "Name"), "flow_ls": ("", "Flow")}
    with pytest.raises(ValueError, match="flow_ls needs a unit"):
        write_package(folder, {**META, "tables": {"taps": {"fields": fields}}}, {"taps": TAPS})


def test_column_without_description_of_its_own_is_refused(folder):
    fields = {"tap": ("-", "Name")}
    with pytest.raises(ValueError, match="fields must name the columns in their order"):
        write_package(folder, {**META, "tables": {"taps": {"fields": fields}}}, {"taps": TAPS})


def test_passport_without_licence_is_refused(folder):
    meta = {key: value for key, value in META.items() if key != "licenses"}
    with pytest.raises(ValueError, match="meta needs licenses"):
        write_package(folder, meta, {"taps": TAPS})


def test_name_other_than_the_folder_is_refused(folder):
    with pytest.raises(ValueError, match="must equal its folder: pipes != taps"):
        write_package(folder, {**META, "name": "pipes"}, {"taps": TAPS})


def test_type_without_a_place_in_the_passport_is_refused(folder):
    table = TAPS.assign(flow_ls=[1 + 2j, 0j])
    with pytest.raises(ValueError, match="column flow_ls is complex128; give text"):
        write_package(folder, META, {"taps": table})


def test_nothing_is_written_when_a_file_is_too_large(folder, monkeypatch):
    monkeypatch.setattr(datapackages, "BYTES_MAX", 10)
    with pytest.raises(ValueError, match="1 MB at most: round it or split it"):
        write_package(folder, META, {"taps": TAPS})
    assert list(folder.iterdir()) == []


FEED = {**META, "tables": {}, "files": {"feed.zip": "A feed"}}


def test_file_that_is_no_table_has_bytes_and_hash_in_the_passport(folder):
    write_package(folder, FEED, {}, {"feed.zip": b"PK"})
    about = resource(folder)
    assert (folder / "feed.zip").read_bytes() == b"PK"
    assert (about["path"], about["bytes"], about["profile"]) == ("feed.zip", 2, "data-resource")
    assert about["hash"] == "sha256:" + hashlib.sha256(b"PK").hexdigest()


def test_a_vote_is_a_text_file_of_its_own(folder):
    write_package(folder, {**FEED, "files": {"vote.pb": "A vote"}}, {}, {"vote.pb": b"META\n"})
    about = resource(folder)
    assert (folder / "vote.pb").read_bytes() == b"META\n"
    assert [about[key] for key in ("name", "path", "format", "mediatype")] == ["vote", "vote.pb", "pb", "text/plain"]


@pytest.mark.parametrize(
    ("described", "files", "message"),
    [
        ({}, {"feed.zip": b"PK"}, "one description per file"),
        ({"feed.zip": ""}, {"feed.zip": b"PK"}, r"feed\.zip: .* is a \.zip or a \.pb with a description"),
        ({"feed.txt": "A feed"}, {"feed.txt": b"PK"}, r"feed\.txt: a file that is no table is a \.zip or a \.pb"),
        ({"feed.zip": "A feed"}, {"feed.zip": b"P" * 1_000_000}, "1 MB at most: split it"),
    ],
)
def test_file_without_description_other_than_zip_or_too_large_is_refused(folder, described, files, message):
    with pytest.raises(ValueError, match=message):
        write_package(folder, {**FEED, "files": described}, {}, files)
    assert list(folder.iterdir()) == []
