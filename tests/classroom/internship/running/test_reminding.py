"""Reminders say what, by when, how long it takes and whom to ask; never twice a day for the same thing."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from typer.testing import CliRunner

from classroom.cli import app
from classroom.internship.board.reminding import remind
from classroom.internship.records import Absence

pytestmark = pytest.mark.filterwarnings("default")  # nbgrader uses calls that SQLAlchemy advises against


def write(running, week, weekday=4, **more):
    return remind(running.records, running.day(week, weekday), at=running.at(week, weekday), **more)


def read(reminder):
    return message_from_bytes(reminder.file.read_bytes(), policy=policy.default)


def test_what_is_overdue_is_asked_for_with_day_minutes_and_person(running):
    ada = next(one for one in write(running, 1, 0) if one.intern == "ada")
    message = read(ada)
    text = message.get_content()
    assert message["To"] == "Ada Example <ada@example.org>"
    assert "Learning agreement: was due on Friday 2027-01-29, 3 days ago. Time: 75 minutes, and a talk." in text
    assert "Cora Office <cora@example.org> or Dr Tess Tutor <tess@example.org>" in text
    assert "gets a copy" not in text


def test_same_thing_is_asked_for_once_a_day(running):
    assert write(running, 1, 0)
    assert write(running, 1, 0) == []


def test_second_text_names_the_tutor_and_third_says_how_often(running):
    write(running, 1, 0)
    second = read(write(running, 1, 1)[0]).get_content()
    third = read(write(running, 1, 2)[0]).get_content()
    assert "Dr Tess Tutor gets a copy" in second
    assert "we have written to you twice" in third


def test_what_is_due_in_three_days_is_asked_for_without_blame(running):
    text = read(write(running, 0, 1)[0]).get_content()
    assert "soon due:" in text
    assert "is due on Friday 2027-01-29" in text
    assert "not yet received" not in text


def test_supervisors_get_theirs_in_the_last_week(running):
    made = write(running, 12, 2, to=("supervisor",))
    assert {one.to for one in made} == {"supervisor"}
    message = read(next(one for one in made if one.intern == "li"))
    assert message["To"] == "Pat Quay <port@example.org>"
    assert "soon due for 李小明:" in message.get_content()


def test_nobody_writes_to_somebody_who_is_away_or_has_left(running):
    running.change("ada", absences=(Absence(running.day(1, 0), running.day(1, 4)),))
    running.change("bo", withdrawn_on=running.day(1, 0))
    assert {one.intern for one in write(running, 1, 1)} == {"li", "zoe"}


def test_command_lists_the_texts_and_says_that_none_is_sent(running):
    call = ["internship", "remind", "--records", str(running.records.folder), "--today", "2027-02-01"]
    ended = CliRunner().invoke(app, call)
    assert "4 texts written, none sent" in ended.output, ended.exception
    assert "nobody has to be reminded" in CliRunner().invoke(app, call).output
    wrong = CliRunner().invoke(app, [*call, "--to", "hosts"])
    assert "--to must be one of" in str(wrong.exception)


@pytest.mark.parametrize("who", ["intern", "supervisor"])
def test_comma_in_a_long_name_adds_no_recipient(running, who):
    name = "Ben Carver, eve@evil.example, " + "Long-Names " * 10 + "Ōmoto"
    place = replace(running.records.read("ada").intern.placements[0], supervisor=name)
    running.change("ada", name=name, tutor=name, placements=(place,))
    write(running, 13, 1, to=(who,))
    made = write(running, 13, 2, to=(who,))
    message = read(next(one for one in made if one.intern == "ada"))
    address = {"intern": "ada@example.org", "supervisor": "grid@example.org"}[who]
    assert [one.addr_spec for one in message["To"].addresses] == [address]
    shown = message["To"].addresses[0].display_name.encode("utf-8", "surrogateescape").decode("utf-8")
    assert shown == name
    assert [one.addr_spec for one in message["Cc"].addresses] == ["tess@example.org"]
