"""A small feed that each test breaks in its own way."""

import zipfile

import pytest

from citylab import data
from citylab.transport import gtfs

# Three stops on a meridian, 0.01° apart; two trips of a bus on weekdays.
FILES = {
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\nQ,Quay Buses,https://example.org,Europe/Helsinki\n",
    "stops.txt": "stop_id,stop_name,stop_lat,stop_lon\nA,Alpha,60.00,24.0\nB,Beta,60.01,24.0\nC,Gamma,60.02,24.0\n",
    "routes.txt": "route_id,agency_id,route_short_name,route_type\nR,Q,7,3\n",
    "trips.txt": "route_id,service_id,trip_id,direction_id,shape_id\nR,week,t1,0,\nR,week,t2,1,\n",
    "stop_times.txt": (
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        "t1,08:00:00,08:00:00,A,1\nt1,08:05:00,08:06:00,B,2\nt1,08:10:00,08:10:00,C,3\n"
        "t2,24:50:00,24:50:00,C,1\nt2,24:55:00,24:55:00,B,2\nt2,25:00:00,25:00:00,A,3\n"
    ),
    "calendar.txt": (
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
        "week,1,1,1,1,1,0,0,20260501,20260531\n"
    ),
}


@pytest.fixture
def files():
    """Return a copy of the small feed: text by file name."""
    return dict(FILES)


@pytest.fixture
def read(tmp_path):
    """Return a function that writes files to a folder and reads them as a feed."""

    def write_and_read(files, encoding="utf-8"):
        for old in tmp_path.glob("*.txt"):
            old.unlink()
        for name, text in files.items():
            content = text if isinstance(text, bytes) else text.encode(encoding)
            (tmp_path / name).write_bytes(content)
        return gtfs.read(tmp_path)

    return write_and_read


@pytest.fixture
def zipped(tmp_path):
    """Return a function that packs files into a zip and returns its path."""

    def pack(files, name="feed.zip"):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w") as archive:
            for file, text in files.items():
                archive.writestr(file, text)
        return path

    return pack


@pytest.fixture(scope="session")
def planned():
    """The shipped timetable."""
    return gtfs.read(data.path("corridor_timetable_synthetic", "planned.zip"))


@pytest.fixture(scope="session")
def actual():
    """The shipped day."""
    return gtfs.read(data.path("corridor_timetable_synthetic", "actual.zip"))
