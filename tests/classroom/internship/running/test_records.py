"""The records are plain files: whole after a crash, true to any text, and strict about what cannot be."""

import threading
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classroom.errors import CitylabError
from classroom.internship.records import Absence, Cohort, Event, Intern, Lock, Placement, Records, journal, open_records
from classroom.internship.records import cohort as cohorts
from classroom.internship.records import intern as interns
from classroom.internship.records.files import write_whole
from classroom.internship.records.toml_text import toml_text

START = date(2027, 2, 1)
AT = '{"at": "2027-01-01T00:00:00+00:00", "what": '


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_was(text):
    assert tomllib.loads(toml_text({"a": text, "t": {"b": text}, "l": [{"c": text}]})) == {
        "a": text,
        "t": {"b": text},
        "l": [{"c": text}],
    }


def test_intern_and_cohort_come_back_as_they_were(tmp_path):
    place = Placement("grid", 'Grid "& Co."', "Zoë", "z@example.org", START, date(2027, 3, 5))
    after = Placement("port", "Port", "Pat", "p@example.org", date(2027, 3, 8))
    absence = Absence(START, date(2027, 2, 5))
    one = Intern("ada", "李小明 \\ O'Neil", "a@example.org", "T", "t@example.org", (place, after), (absence,), START)
    write_whole(tmp_path / "ada" / "intern.toml", interns.write(one))
    assert interns.read(tmp_path / "ada" / "intern.toml") == one
    cohort = Cohort("Spring", START, "Asia/Shanghai", silent_days=7)
    write_whole(tmp_path / "cohort.toml", cohorts.write(cohort))
    assert cohorts.read(tmp_path / "cohort.toml") == cohort


def test_day_of_a_moment_is_that_of_the_cohort():
    moment = datetime(2027, 2, 5, 18, tzinfo=UTC)
    assert Cohort("a", START, "Europe/London").day_of(moment) == date(2027, 2, 5)
    assert Cohort("a", START, "Asia/Shanghai").day_of(moment) == date(2027, 2, 6)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("2027-02-01", "2027-02-03", "starts on a Monday; 2027-02-03 is a Wednesday"),
        ("Europe/London", "London", "no time zone is called 'London'"),
        ("grace_days = 2", "grace_days = -2", "grace_days must be a number from 0 on"),
        ("grace_days = 2", "grace = 2", "a name is unknown or missing"),
        ("silent_days = 10", "silent_days = 0", "silent_days must be a whole number from 1 on"),
        ("name = ", "name ", "damaged"),
    ],
)
def test_wrong_value_in_the_rules_is_told(tmp_path, old, new, why):
    path = tmp_path / "cohort.toml"
    path.write_text(cohorts.write(Cohort("Spring", START)).replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CitylabError, match=why):
        open_records(tmp_path)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"id": "other"}, "says id 'other' in the folder of ada"),
        ({"email": "nobody"}, "email must be an e-mail address"),
        ({"name": ""}, "name must be a text"),
        ({"absences": (Absence(date(2027, 2, 5), START),)}, "an absence ends before it begins"),
    ],
)
def test_wrong_value_of_an_intern_is_told(tmp_path, change, why):
    one = replace(Intern("ada", "Ada", "a@example.org", ""), **change)
    write_whole(tmp_path / "ada" / "intern.toml", interns.write(one))
    with pytest.raises(CitylabError, match=why):
        interns.read(tmp_path / "ada" / "intern.toml")


def test_journal_is_added_to_and_read_by_time(tmp_path):
    path = tmp_path / "journal.jsonl"
    for day in (3, 1, 2):
        journal.add(path, Event(datetime(2027, 2, day, tzinfo=UTC), "contact", {"n": day}))
    events, damaged = journal.read(path)
    assert [one["n"] for one in events] == [1, 2, 3]
    assert damaged == []


@pytest.mark.parametrize(
    "line",
    [
        '{"at": "2027',
        "[]",
        "3",
        '{"what": "x"}',
        '{"at": "2027-01-01", "what": "x"}',
        "[" * 9999,
        AT + '"received", "by": "intern", "file": "a"}',
        AT + '"received", "document": "d", "by": "intern", "file": "a", "weeks": 3}',
        AT + '"decided", "document": "d", "by": "S", "why": "", "before": 3, "after": "9"}',
    ],
)
def test_damaged_line_is_told_and_the_next_one_stands_by_itself(tmp_path, line):
    path = tmp_path / "journal.jsonl"
    path.write_text(line, encoding="utf-8")
    journal.add(path, Event(datetime(2027, 2, 1, tzinfo=UTC), "contact"))
    events, damaged = journal.read(path)
    assert (len(events), damaged) == (1, [1])


def test_file_is_old_or_new_and_never_half(tmp_path, monkeypatch):
    path = tmp_path / "a.toml"
    write_whole(path, "old")
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(CitylabError, match="No space left"):
        write_whole(path, "new")
    assert [one.read_text() for one in tmp_path.iterdir()] == ["old"]


def test_lock_is_free_again(tmp_path):
    with Lock(tmp_path), pytest.raises(CitylabError, match="another command"), Lock(tmp_path):
        pass
    with Lock(tmp_path):
        pass


def test_lock_waits_for_another_command_as_long_as_it_is_told(tmp_path):
    held = Lock(tmp_path).__enter__()
    end = threading.Timer(0.3, held.__exit__, (None, None, None))
    end.start()
    with Lock(tmp_path, wait_s=10):
        pass
    end.join()


def test_id_of_another_folder_is_not_followed(tmp_path):
    records = Records(tmp_path, Cohort("a", START))
    for one in ("..", "../x", "/etc", ""):
        with pytest.raises(CitylabError, match="no intern with the id"):
            records.read(one)
