"""Finding what was handed in, and keeping what came of it."""

import json
import os
import stat
from datetime import datetime

import pytest

from classroom.errors import CitylabError
from classroom.grading import rules as rules_of_marking
from classroom.grading import submissions
from classroom.grading.rules import Rules
from classroom.grading.submissions import Record, find_submissions, fingerprint, read_record, write_record

NAME = "street-lamps"


@pytest.fixture
def hand_in(tmp_path):
    def put(student, content=b"{}", stamp="2026-03-01 10:00:00 UTC"):
        folder = tmp_path / "submitted" / student / NAME
        folder.mkdir(parents=True)
        (folder / f"{NAME}.ipynb").write_bytes(content)
        if stamp is not None:
            (folder / "timestamp.txt").write_text(stamp)
        return folder

    return put


def only(course):
    (found,) = find_submissions(course, NAME)
    return found


def test_the_longest_notebook_comes_first(hand_in, tmp_path):
    for student, size in (("anna", 10), ("ben", 30), ("eve", 20)):
        hand_in(student, b" " * size)
    assert [one.student for one in find_submissions(tmp_path, NAME)] == ["ben", "eve", "anna"]


def test_a_folder_without_the_notebook_is_found_too(tmp_path):
    (tmp_path / "submitted" / "anna" / NAME).mkdir(parents=True)
    assert (only(tmp_path).student, only(tmp_path).size) == ("anna", 0)


def test_nothing_handed_in_is_one_clear_line(tmp_path):
    with pytest.raises(CitylabError, match=r"submitted: nothing was handed in for street-lamps; collect it first"):
        find_submissions(tmp_path, NAME)


def test_an_unknown_student_is_refused_with_those_whose_names_are_near(hand_in, tmp_path):
    for student in ("anna", "annika", "zoe"):
        hand_in(student)
    with pytest.raises(CitylabError, match=r"anni has handed in nothing for street-lamps; there are: annika, anna$"):
        find_submissions(tmp_path, NAME, "anni")


@pytest.mark.parametrize("student", ["anna lee", "Zoë Łukasz", "-x", "...", "[red]", "李雷", "a.b", "'; DROP"])
def test_an_odd_name_is_a_name(hand_in, tmp_path, student):
    hand_in(student)
    assert (only(tmp_path).student, only(tmp_path).refused) == (student, "")


@pytest.mark.parametrize(("student", "reason"), [("x" * 129, "longer than the 128"), ("a\nb", "nobody can read")])
def test_what_no_gradebook_can_hold_is_said(hand_in, tmp_path, student, reason):
    hand_in(student)
    assert reason in only(tmp_path).refused


@pytest.mark.parametrize(
    ("stamp", "time"),
    [
        ("2026-03-01 10:00:00 UTC", datetime(2026, 3, 1, 10)),
        ("2026-03-01T11:00:00+01:00\n", datetime(2026, 3, 1, 10)),
        ("soon", None),
        ("\0" * 10, None),
        ("9" * 5000, None),
        (None, None),
    ],
)
def test_the_time_is_what_the_transport_noted(hand_in, tmp_path, stamp, time):
    hand_in("anna", stamp=stamp)
    assert only(tmp_path).handed_in == time


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_neither_a_pipe_is_waited_for_nor_a_link_followed(hand_in, tmp_path):
    (tmp_path / "elsewhere").write_text("2026-03-01 10:00:00 UTC")
    os.mkfifo(hand_in("anna", stamp=None) / "timestamp.txt")
    (hand_in("ben", stamp=None) / "timestamp.txt").symlink_to(tmp_path / "elsewhere")
    assert [one.handed_in for one in find_submissions(tmp_path, NAME)] == [None, None]
    assert all(one.remarks for one in find_submissions(tmp_path, NAME))


@pytest.mark.parametrize(("stamp", "number"), [("soon", 1), (None, 0), ("2026-03-01 10:00:00 UTC", 0)])
def test_a_time_that_nobody_can_read_is_flagged(hand_in, tmp_path, stamp, number):
    hand_in("anna", stamp=stamp)
    assert [remark.kind for remark in only(tmp_path).remarks] == ["flagged"] * number


# Records


def test_a_record_comes_back_as_it_was_written(tmp_path):
    record = Record("anna", "1234", "flagged", 7.0, 10.0, 1, 60.0, "", [{"kind": "flagged", "cell": "", "text": "±"}])
    write_record(tmp_path, NAME, record)
    assert read_record(tmp_path, NAME, "anna") == record


@pytest.mark.parametrize("student", ["x" * 255, "a\udcffb", "ü" * 127, "a.json"])
def test_a_record_of_an_odd_name_can_be_written(tmp_path, student):
    write_record(tmp_path, NAME, Record(student, "", "failed"))
    assert read_record(tmp_path, NAME, student).student == student


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", "null", '{"student": "anna"}', '{"student": "anna", "other": 1}', "\0"]
)
def test_a_damaged_record_is_none(tmp_path, damage):
    write_record(tmp_path, NAME, Record("anna", "", "failed"))
    submissions.record_path(tmp_path, NAME, "anna").write_text(damage)
    assert read_record(tmp_path, NAME, "anna") is None


def test_a_record_that_cannot_be_written_is_one_clear_line(tmp_path):
    (tmp_path / "marking").touch()
    with pytest.raises(CitylabError, match=r"cannot be written \(.*\); mend that and mark again"):
        write_record(tmp_path, NAME, Record("anna", "", "failed"))


# What marks depend on


@pytest.fixture
def course(hand_in, tmp_path, monkeypatch):
    """A course whose assignment imports one part of a library, which imports another, and reads a data set."""
    files = {
        "nbgrader_config.py": "",
        f"source/{NAME}/{NAME}.ipynb": "from citylab import light\\n",
        f"release/{NAME}/{NAME}.ipynb": "",
        "library/__init__.py": "",
        "library/light/__init__.py": "",
        "library/light/lamps.py": "import citylab.units\nread('lamps_2025')",
        "library/units.py": "",
        "library/water.py": "",
        "library/bread/__init__.py": "",
        "datasets/lamps_2025/datapackage.json": "{}",
        "datasets/rain_2025/datapackage.json": "{}",
        "engine.py": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(rules_of_marking, "_engine", lambda: iter([tmp_path / "engine.py"]))
    hand_in("anna", b"import citylab.water")
    return tmp_path


def prints(course, settings=(0, True)):
    rules = Rules(course, NAME, settings, library=course / "library", datasets=course / "datasets")
    return fingerprint(only(course), rules)


@pytest.mark.parametrize(
    "changed",
    [
        "nbgrader_config.py",
        f"source/{NAME}/{NAME}.ipynb",
        f"release/{NAME}/{NAME}.ipynb",
        f"submitted/anna/{NAME}/{NAME}.ipynb",
        f"submitted/anna/{NAME}/timestamp.txt",
        "library/__init__.py",
        "library/light/lamps.py",
        "library/units.py",
        "library/water.py",
        "datasets/lamps_2025/datapackage.json",
        "engine.py",
    ],
)
def test_what_marks_depend_on_changes_the_fingerprint(course, changed):
    before = prints(course)
    with (course / changed).open("a") as file:
        file.write(" +02:00" if changed.endswith(".txt") else "# more")
    if changed.endswith(".txt"):
        (course / changed).write_text("2026-03-01 10:00:01 UTC")
    assert prints(course) != before


@pytest.mark.parametrize("changed", ["library/bread/__init__.py", "datasets/rain_2025/datapackage.json"])
def test_what_nobody_names_does_not(course, changed):
    before = prints(course)
    (course / changed).write_text("# more")
    assert prints(course) == before


def test_other_settings_are_another_fingerprint(course):
    assert len({prints(course, settings) for settings in [(0, True), (0, False), (1, True)]}) == 3


def test_another_version_of_a_package_is_another_environment(tmp_path):
    (tmp_path / "numpy-2.0.dist-info").mkdir()
    assert rules_of_marking.installed([str(tmp_path), "/absent"]) == ["numpy-2.0.dist-info"]


def test_an_import_over_several_lines_names_every_part(course):
    (course / "submitted" / "anna" / NAME / f"{NAME}.ipynb").write_text("from citylab import (\n    bread,\n)")
    before = prints(course)
    (course / "library" / "bread" / "__init__.py").write_text("# more")
    assert prints(course) != before


def test_a_link_in_place_of_a_notebook_is_not_read(course):
    path = course / "submitted" / "anna" / NAME / f"{NAME}.ipynb"
    path.unlink()
    (course / "elsewhere").write_text("one")
    path.symlink_to(course / "elsewhere")
    before = prints(course)
    (course / "elsewhere").write_text("two")
    assert prints(course) == before
    assert stat.S_ISLNK(path.lstat().st_mode)


def test_every_module_that_marks_counts_and_none_that_only_shows(repository):
    here = repository / "course" / "classroom"
    counted = {str(path.relative_to(here)) for path in rules_of_marking._engine()}
    assert {"grading/engine.py", "grading/rebuild.py", "sandbox/judge.py", "wire/plain.py"} <= counted
    assert not {"grading/command.py", "grading/grade.py", "sandbox/report.py"} & counted
    known = {f"{part}/{name}.py" for part, names in rules_of_marking.NO_MARKS.items() for name in names.split()}
    assert all((here / name).exists() for name in known)


def test_the_rules_of_a_real_assignment_are_read_in_no_time(repository):
    import time

    release = repository / "assignments" / "release" / "smart-grids" / "smart-grids.ipynb"
    content = release.read_bytes()
    began = time.process_time()
    Rules(repository / "assignments", "smart-grids", [0]).print_for(content)
    assert time.process_time() - began < 0.3


def test_the_class_seed_cannot_be_read_from_a_record(course, tmp_path):
    write_record(tmp_path, NAME, Record("anna", prints(course, [123456789]), "marked"))
    assert "123456789" not in json.dumps(submissions.record_path(tmp_path, NAME, "anna").read_text())
