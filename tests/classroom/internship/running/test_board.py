"""The board says of each intern what a coordinator would say who had read everything."""

import json
import re
from datetime import timedelta

import pytest
from typer.testing import CliRunner

from classroom.cli import app
from classroom.internship.board import dues, row, rows
from classroom.internship.board.page import render
from classroom.internship.board.showing import in_words
from classroom.internship.records import Absence

pytestmark = pytest.mark.filterwarnings("default")  # nbgrader uses calls that SQLAlchemy advises against


def state(running, one, day):
    return row(running.records.read(one), running.records.cohort, day).state


def test_before_the_first_document_is_due_everybody_is_on_time(running):
    assert {one.state for one in rows(running.records, running.day(0, 0))} == {"on time"}


def test_agreement_is_late_the_day_after_its_friday(running):
    assert state(running, "ada", running.day(0, 4)) == "on time"
    assert state(running, "ada", running.day(0, 5)) == "late"
    running.hand_in("ada", "learning-agreement", week=0, weekday=5)
    assert state(running, "ada", running.day(0, 5)) == "on time"


def test_ten_days_without_a_sign_are_silence(running):
    running.hand_in("ada", "learning-agreement")
    running.log("ada", 1)
    last = running.day(1)
    assert state(running, "ada", last + timedelta(days=9)) == "late"
    assert state(running, "ada", last + timedelta(days=10)) == "silent"


def test_absence_moves_what_falls_into_it_and_skips_the_log_of_whole_weeks(running):
    running.hand_in("ada", "learning-agreement")
    running.change("ada", absences=(Absence(running.day(2, 0), running.day(3, 6)),))
    found = {due.key: due.on for due in dues(running.records.read("ada"), running.records.cohort, running.day(3))}
    assert "weekly-log-2" not in found
    assert found["weekly-log-4"] == running.day(4)
    assert found["scoping-sheet"] == running.day(3, 6) + timedelta(days=7)
    assert state(running, "ada", running.day(3)) == "absent"


def test_withdrawn_interns_owe_nothing_more(running):
    running.change("ada", withdrawn_on=running.day(2, 0))
    found = dues(running.records.read("ada"), running.records.cohort, running.day(12))
    assert {due.key for due in found} == {"learning-agreement", "weekly-log-1"}
    assert state(running, "ada", running.day(12)) == "withdrawn"


def test_without_a_host_nothing_falls_due(running):
    running.hand_in("ada", "learning-agreement")
    one = running.records.read("ada").intern
    place = one.placements[0].__class__(**{**vars(one.placements[0]), "until_day": running.day(1, 6)})
    running.change("ada", placements=(place,))
    seen = row(running.records.read("ada"), running.records.cohort, running.day(4))
    assert (seen.state, seen.host) == ("without a host", "")
    assert [due.key for due in seen.overdue] == ["weekly-log-1"]


def test_board_looks_back(running):
    running.hand_in("ada", "learning-agreement", week=1)
    assert state(running, "ada", running.day(0, 6)) == "late"


def test_damaged_folder_shows_its_remedy_and_hides_nobody_else(running):
    path = running.records.folder_of("bo") / "intern.toml"
    path.write_text(path.read_text(encoding="utf-8")[:40], encoding="utf-8")
    board = rows(running.records, running.day(0, 0))
    assert (board[0].id, board[0].state) == ("bo", "damaged")
    assert "put the file back from a copy" in board[0].says
    assert len(board) == 4


def test_half_a_line_of_a_crash_is_shown_and_the_next_event_stands_by_itself(running):
    path = running.records.folder_of("bo") / "journal.jsonl"
    with path.open("a", encoding="utf-8") as file:
        file.write('{"at": "2027-01-2')
    assert rows(running.records, running.day(0, 0))[0].state == "damaged"
    path.write_text("\n".join(path.read_text(encoding="utf-8").split("\n")[:-1]), encoding="utf-8")
    running.hand_in("bo", "learning-agreement")
    assert state(running, "bo", running.day(0)) == "on time"


def test_who_needs_attention_comes_first(running):
    running.hand_in("ada", "learning-agreement")
    running.change("li", absences=(Absence(running.day(1, 0), running.day(1, 4)),))
    board = rows(running.records, running.day(1))
    assert [(one.id, one.state) for one in board] == [
        *(("bo", "late"), ("zoe", "late")),
        *(("li", "absent"), ("ada", "on time")),
    ]


def test_page_escapes_names_and_loads_nothing(running):
    page = render(running.records.cohort, rows(running.records, running.day(1)), running.day(1))
    assert "Bo &lt;b&gt;Sample&lt;/b&gt;" in page
    assert "李小明" in page
    assert not any(word in page for word in ("<b>Sample", "src=", "href=", "http"))


def test_weeks_of_the_log_stand_together(running):
    running.hand_in("ada", "learning-agreement")
    running.log("ada", [3, 6], week=6)
    seen = row(running.records.read("ada"), running.records.cohort, running.day(8))
    assert (
        in_words(seen.overdue, running.day(8), most=1)
        == "Weekly log, weeks 1 to 2, 4 to 5, 7 (49 days late) and 3 more"
    )


@pytest.mark.parametrize("width", ["80", "120"])
def test_day_and_hours_can_be_read_in_a_narrow_window(running, width):
    running.hand_in("ada", "learning-agreement")
    running.log("ada", 1)
    call = ["internship", "status", "--records", str(running.records.folder), "--today", "2027-03-05"]
    printed = CliRunner().invoke(app, call, env={"COLUMNS": width}).output
    assert re.search(r"ada .* 2027-02-05 +35 *$", printed, re.MULTILINE)


def test_command_prints_a_table_and_json(running):
    call = ["internship", "status", "--records", str(running.records.folder), "--today", "2027-02-05"]
    printed = CliRunner().invoke(app, call, env={"COLUMNS": "250"})
    assert "4 late" in printed.output, printed.exception
    data = json.loads(CliRunner().invoke(app, [*call, "--json"]).output)
    assert data["counts"] == {"late": 4}
    assert data["interns"][0]["overdue"][0] == {"document": "learning-agreement", "due": "2027-01-29", "days": 7}


def test_wrong_day_and_missing_records_are_told(running, tmp_path):
    call = ["internship", "status", "--records", str(running.records.folder), "--today", "5 Feb"]
    assert "--today must be a day such as" in str(CliRunner().invoke(app, call).exception)
    ended = CliRunner().invoke(app, ["internship", "status", "--records", str(tmp_path / "none")])
    assert "begin with: citylab internship new" in str(ended.exception)
