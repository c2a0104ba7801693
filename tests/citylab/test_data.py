"""The door to the data: typed tables with units, and errors that name the remedy."""

import copy
import os
import shutil
import subprocess
import sys

import pandas as pd
import pytest

from citylab import data, paths
from classroom.datapackages import write_package

META = {
    "name": "taps",
    "title": "Taps of a street",
    "description": "Two taps.",
    "synthetic": True,
    "licenses": [{"name": "CC0-1.0", "title": "CC0", "path": "https://example.org"}],
    "sources": [{"title": "Made up", "path": "https://example.org"}],
    "period": "2025",
    "place": {"latitude_deg": 1.0},
    "tables": {
        "flow": {"fields": {"time": ("-", "Start"), "flow_ls": ("l/s", "Flow")}},
        "taps": {"fields": {"tap": ("-", "Name"), "floor": ("1", "Floor"), "open": ("-", "Open")}},
    },
}


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A course's folder with one small data set of two tables."""
    folder = tmp_path / "datasets" / "taps"
    folder.mkdir(parents=True)
    times = pd.date_range("2025-03-30", periods=3, freq="h", tz="Europe/Berlin", name="time")
    flow = pd.DataFrame({"flow_ls": [0.5, None, 1.5]}, index=times)
    taps = pd.DataFrame({"tap": ["NA", "b"], "floor": [0, 1], "open": [True, False]})
    write_package(folder, META, {"flow": flow, "taps": taps})
    monkeypatch.setenv("CITYLAB_HOME", str(tmp_path))
    return tmp_path


def test_set_of_several_tables_comes_as_a_dictionary(home):
    assert list(data.load("taps")) == ["flow", "taps"]


def test_set_of_one_table_comes_as_that_table():
    assert isinstance(data.load("bdew_2025"), pd.DataFrame)


def test_times_carry_the_zone_of_the_passport(home):
    index = data.load("taps", "flow").index
    assert str(index.tz) == "Europe/Berlin"
    assert index[2].isoformat() == "2025-03-30T03:00:00+02:00"


def test_columns_have_the_types_of_the_passport(home):
    dtypes = data.load("taps", "taps").dtypes.astype(str).tolist()
    assert dtypes == ["str", "int64", "bool"]


def test_a_tap_called_na_is_not_missing(home):
    assert data.load("taps", "taps")["tap"].tolist() == ["NA", "b"]


def test_empty_cell_is_missing(home):
    assert data.load("taps", "flow")["flow_ls"].isna().tolist() == [False, True, False]


def test_table_carries_units_and_where_it_comes_from(home):
    attrs = data.load("taps", "flow").attrs
    assert attrs["units"] == {"time": "-", "flow_ls": "l/s"}
    assert (attrs["title"], attrs["source"]) == ("Taps of a street", "Made up")
    assert (attrs["licence"], attrs["synthetic"]) == ("CC0-1.0", True)
    assert attrs["place"] == {"latitude_deg": 1.0}


def test_unknown_name_lists_the_known_ones_and_the_nearest(home):
    with pytest.raises(data.DataError, match=r"no data set named tap \(did you mean taps\?\); th"):
        data.load("tap")


def test_unknown_table_lists_the_known_ones(home):
    with pytest.raises(data.DataError, match="no table named pressure in taps; there are: flow"):
        data.load("taps", "pressure")


def test_damaged_file_is_refused_with_the_remedy(home):
    (home / "datasets/taps/taps.csv").write_text("tap,floor,open\nb,7,True\n", encoding="utf-8")
    with pytest.raises(data.DataError, match=r"git checkout -- datasets/taps$"):
        data.load("taps", "taps")


def test_file_damaged_after_the_first_load_is_refused(home):
    data.load("taps", "taps")
    path = home / "datasets/taps/taps.csv"
    path.write_text(path.read_text(encoding="utf-8") + "c,2,True\n", encoding="utf-8")
    with pytest.raises(data.DataError, match="is not the published file"):
        data.load("taps", "taps")


def test_missing_file_is_named(home):
    (home / "datasets/taps/flow.csv").unlink()
    with pytest.raises(data.DataError, match=r"taps/flow\.csv is missing; restore it with: git"):
        data.load("taps", "flow")


def test_damaged_passport_is_named(home):
    (home / "datasets/taps/datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(data.DataError, match=r"taps/datapackage\.json is not the published"):
        data.load("taps")


def test_changing_a_loaded_table_changes_no_later_one(home):
    table = data.load("taps", "taps")
    table["floor"] = 9
    assert data.load("taps", "taps")["floor"].tolist() == [0, 1]


def test_a_table_is_read_once_while_its_files_stay_the_same(home, monkeypatch):
    first = data.load("taps", "taps")
    with monkeypatch.context() as patched:
        patched.setattr(pd, "read_csv", lambda *args, **kwargs: 1 / 0)
        second = data.load("taps", "taps")
    pd.testing.assert_frame_equal(first, second)
    assert second.attrs == first.attrs
    second.attrs["units"]["tap"] = "m"
    second["floor"].array[0] = 7
    third = data.load("taps", "taps")
    assert third.attrs["units"]["tap"] == "-"
    assert third["floor"].iloc[0] == 0


def test_another_passport_is_read_again(home):
    data.load("taps", "taps")
    passport = home / "datasets" / "taps" / "datapackage.json"
    passport.write_text(passport.read_text().replace("Taps of a street", "Taps of a town"))
    assert data.load("taps", "taps").attrs["title"] == "Taps of a town"


def test_units_are_copied_with_a_table():
    units = data.Units(flow="l/s")
    again = copy.deepcopy(units)
    assert again == units
    assert again is not units
    assert type(again) is data.Units


@pytest.fixture
def feed(home):
    """The course's folder with a second set, which holds a file and no table."""
    folder = home / "datasets" / "feed"
    folder.mkdir()
    meta = {**META, "name": "feed", "tables": {}, "files": {"planned.zip": "A timetable"}}
    write_package(folder, meta, {}, {"planned.zip": b"PK"})
    return folder


def test_file_that_is_no_table_is_found(feed):
    assert data.path("feed", "planned.zip").read_bytes() == b"PK"
    assert data.catalogue().loc["feed", "tables"] == "planned"
    assert data.describe("feed").empty


def test_file_that_is_unknown_or_damaged_is_refused(feed):
    with pytest.raises(data.DataError, match=r"no file named plan\.zip in feed \(did you mean planned\.zip\?\)"):
        data.path("feed", "plan.zip")
    (feed / "planned.zip").write_bytes(b"PK!")
    with pytest.raises(data.DataError, match=r"feed/planned\.zip is not the published file"):
        data.path("feed", "planned.zip")


def test_set_without_tables_says_how_to_reach_its_files(feed):
    with pytest.raises(data.DataError, match=r"files, not tables: planned\.zip; data\.path\('feed', FILE\) finds one"):
        data.load("feed")


def test_catalogue_has_a_row_per_set(home):
    row = data.catalogue().loc["taps"]
    assert (row["tables"], row["synthetic"], row["licence"]) == ("flow, taps", True, "CC0-1.0")


def test_catalogue_of_nothing_is_empty(home):
    shutil.rmtree(home / "datasets" / "taps")
    assert data.catalogue().empty
    assert "title" in data.catalogue().columns


def test_description_has_a_row_per_column(home):
    table = data.describe("taps")
    assert table["column"].tolist() == ["time", "flow_ls", "tap", "floor", "open"]
    assert table["unit"].tolist()[1] == "l/s"


def test_home_without_data_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("CITYLAB_HOME", str(tmp_path))
    with pytest.raises(data.DataError, match="CITYLAB_HOME must name the course's folder"):
        data.load("bdew_2025")


def test_data_is_found_from_any_working_directory(tmp_path, monkeypatch, repository):
    monkeypatch.chdir(tmp_path)
    assert paths.root() == repository
    assert len(data.load("smart_grid_figures"))


def test_installed_copy_finds_the_data_above_the_working_directory(tmp_path, monkeypatch, repository):
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "site-packages/citylab/paths.py"))
    deep = repository / "assignments" / "masters"
    monkeypatch.chdir(deep)
    assert paths.root() == repository


def test_nowhere_to_look_names_the_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "site-packages/citylab/paths.py"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(data.DataError, match="set CITYLAB_HOME to the course's folder"):
        data.catalogue()


def test_door_loads_no_heavy_library():
    code = "import sys, citylab.data; print(*[m for m in ('pvlib','scipy','sklearn') if m in sys.modules])"
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
    assert result.stdout.strip() == ""
