"""A project's lock is the part of the course's lock that it needs, and closed."""

import re
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from citylab import paths
from classroom.errors import CitylabError
from classroom.internship.projects import contents, names, project
from classroom.internship.projects.lock import cut

COURSE = """\
# made by hand
appnope==1 ; sys_platform == 'darwin' \\
    --hash=sha256:aa
numpy==2.4 ; python_full_version < '3.12' \\
    --hash=sha256:bb
numpy==2.5 ; python_full_version >= '3.12' \\
    --hash=sha256:cc
pandas==3.1 \\
    --hash=sha256:dd \\
    --hash=sha256:ee
tzdata==2026 \\
    --hash=sha256:ff
"""


@pytest.fixture
def needs(monkeypatch):
    """Let packages need what a test says; others are not installed."""
    told = {}

    def requires(name):
        if name not in told:
            raise metadata.PackageNotFoundError(name)
        return told[name]

    monkeypatch.setattr(metadata, "requires", requires)
    return told


def entries(lock):
    return re.findall(r"^(\S+==\S+(?: ;[^\\]*[^\\ ])?) \\$", lock, re.MULTILINE)


def test_entries_are_taken_as_they_stand_with_hashes_and_markers(needs):
    needs["pandas"] = ["numpy"]
    lock = cut(COURSE, ["pandas>=3"])
    assert lock.split("\n", 1)[1] == COURSE[COURSE.index("numpy") : COURSE.index("tzdata")]


def test_both_versions_of_a_package_are_kept():
    found = entries(cut(COURSE, ["numpy"]))
    assert found == ["numpy==2.4 ; python_full_version < '3.12'", "numpy==2.5 ; python_full_version >= '3.12'"]


def test_needs_of_other_systems_are_kept_and_optional_ones_left_out(needs):
    needs["pandas"] = [
        "appnope; sys_platform == 'darwin'",
        "tzdata; extra == 'zones'",
        "tomli; python_version < '3.11'",
    ]
    assert [entry.split("==")[0] for entry in entries(cut(COURSE, ["pandas"]))] == ["appnope", "pandas"]


def test_an_extra_brings_its_needs(needs):
    needs["pandas"] = ["tzdata; extra == 'zones'"]
    assert [entry.split("==")[0] for entry in entries(cut(COURSE, ["pandas[zones]"]))] == ["pandas", "tzdata"]


def test_a_package_that_the_course_does_not_lock_is_refused_with_who_needs_it(needs):
    needs["pandas"] = ["left-pad"]
    with pytest.raises(CitylabError, match="pandas needs left-pad, which is not in the course's"):
        cut(COURSE, ["pandas"])
    with pytest.raises(CitylabError, match="the project needs left-pad"):
        cut(COURSE, ["left-pad"])


@pytest.mark.parametrize("name", names())
def test_the_lock_of_each_project_is_closed_here(name):
    files = {str(place): content for place, content in contents.reference(project(name)).items()}
    locked = {canonicalize_name(entry.split("==")[0]) for entry in entries(files["requirements.lock"].decode())}
    direct = tomllib.loads(files["pyproject.toml"].decode())["project"]["dependencies"]
    assert {canonicalize_name(Requirement(one).name) for one in direct} <= locked
    for package in locked - {"appnope", "colorama"}:
        for need in map(Requirement, metadata.requires(package) or []):
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                assert canonicalize_name(need.name) in locked, f"{package} needs {need.name}"


@pytest.mark.parametrize("name", names())
def test_each_entry_stands_in_the_courses_lock(name):
    course = (paths.root() / "requirements.lock").read_text(encoding="utf-8")
    lock = {str(place): content for place, content in contents.starter(project(name)).items()}["requirements.lock"]
    assert set(lock.decode().splitlines()[1:]) <= set(course.splitlines())
    assert "--hash=" in lock.decode()
