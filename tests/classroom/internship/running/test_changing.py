"""Events change what they must, and days out of order are refused in a sentence."""

from datetime import UTC, date, datetime

import pytest
from typer.testing import CliRunner

from classroom.cli import app
from classroom.errors import CitylabError
from classroom.internship.board import row
from classroom.internship.changing import changes
from classroom.internship.records import Placement

pytestmark = pytest.mark.filterwarnings("default")  # nbgrader uses calls that SQLAlchemy advises against
AT = datetime(2027, 2, 1, tzinfo=UTC)


def event(running, *words):
    return CliRunner().invoke(app, ["internship", "event", *words, "--records", str(running.records.folder)])


def test_absence_is_noted_once(running):
    for _ in range(2):
        assert event(running, "absent", "ada", "--first", "2027-02-08", "--last", "2027-02-12").exit_code == 0
    assert len(running.records.read("ada").intern.absences) == 1


def test_host_that_leaves_leaves_its_interns_without_one_until_they_are_placed(running):
    assert "without a host: ada, bo" in event(running, "host-left", "grid", "--on", "2027-03-05").output
    place = Placement("port", "Port of Example", "Pat Quay", "port@example.org", date(2027, 3, 8))
    changes.placed(running.records, "ada", place, at=AT)
    states = {
        one: row(running.records.read(one), running.records.cohort, date(2027, 3, 8)).host
        for one in ("ada", "bo", "li")
    }
    assert states == {"ada": "Port of Example", "bo": "", "li": "Port of Example"}


def test_host_that_leaves_reminds_of_places_that_withdrawals_have_freed(running):
    event(running, "withdrawn", "li", "--on", "2027-02-22")
    assert (
        "withdrawn: li; first take their rows out" in event(running, "host-left", "grid", "--on", "2027-03-05").output
    )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("absent", "ada", "--first", "2027-02-12", "--last", "2027-02-08"), "ends on 2027-02-08, before it begins"),
        (("absent", "ada", "--first", "2028-02-12", "--last", "2028-02-13"), "outside the internship"),
        (("absent", "ada", "--first", "Monday", "--last", "2027-02-08"), "--first must be a day such as"),
        (("host-left", "harbour", "--on", "2027-03-05"), "the host 'harbour' has no intern"),
        (("host-left", "grid", "--on", "2030-03-05"), "outside the internship"),
        (("withdrawn", "adam"), "no intern with the id 'adam'"),
        (("verdict", "ada", "--accepted"), "--by must be a text"),
        (("verdict", "ada"), "or say --accepted or --refused"),
        (
            ("dispute", "ada", "final-raport", "--why", "x"),
            "no document named final-raport; there are: learning-agreement",
        ),
    ],
)
def test_wrong_event_is_refused(running, words, why):
    assert why in str(event(running, *words).exception)


def test_nobody_withdraws_twice(running):
    event(running, "withdrawn", "ada", "--on", "2027-02-22")
    assert "has withdrawn on 2027-02-22 already" in str(event(running, "withdrawn", "ada").exception)


def test_nobody_is_placed_twice_or_before_the_other_host_left(running):
    place = Placement("port", "Port of Example", "Pat Quay", "port@example.org", date(2027, 3, 5))
    with pytest.raises(CitylabError, match="is with Millfield Grid"):
        changes.placed(running.records, "ada", place, at=AT)
    changes.host_left(running.records, "grid", date(2027, 3, 5), at=AT)
    with pytest.raises(CitylabError, match="until 2027-03-05; give a later day"):
        changes.placed(running.records, "ada", place, at=AT)


def test_contact_ends_silence(running):
    day = running.day(3)
    assert row(running.records.read("ada"), running.records.cohort, day).state == "silent"
    event(running, "contact", "ada", "--on", "2027-02-18")
    assert row(running.records.read("ada"), running.records.cohort, day).state == "late"
