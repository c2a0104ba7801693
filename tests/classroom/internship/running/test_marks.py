"""The final mark follows the shares, the late rule, what a document needs, and the second marker."""

import csv

import pytest
from nbgrader.plugins import CsvExportPlugin
from typer.testing import CliRunner

from classroom.cli import app
from classroom.errors import CitylabError
from classroom.internship.marks import finals
from classroom.internship.marks.disputes import decide, dispute
from classroom.internship.marks.exporting import export
from classroom.internship.records import LateRule
from classroom.internship.records.gradebook import open_book

pytestmark = pytest.mark.filterwarnings("default")  # nbgrader uses calls that SQLAlchemy advises against


def mark_of(running, one, name, week=13):
    marks = finals(running.records, running.day(week))[one].marks
    return next(mark for mark in marks if mark.document.name == name)


@pytest.mark.parametrize(("days", "percent"), [(0, 0), (2, 0), (3, 5), (7, 25), (8, 30), (50, 30)])
def test_late_rule_has_grace_a_rate_and_a_most(days, percent):
    assert LateRule(grace_days=2, percent_per_day=5, most_percent=30).taken_off(days) == percent


def test_everything_in_time_with_full_marks_is_a_hundred(finished):
    final = finals(finished.records, finished.day(13))["ada"]
    assert (final.mark, final.open) == (100.0, [])


def test_final_mark_adds_the_shares(running):
    running.finish("ada", but=("final-report", "presentation"))
    running.hand_in("ada", "final-report")
    running.mark("ada", "final-report", tests=3, by_hand=2)
    # 100 − 20 (report) − 5 (presentation, never handed in), and half of the report's 20
    assert finals(running.records, running.day(13))["ada"].mark == 85.0


def test_four_days_late_cost_two_days_after_the_grace(running):
    running.hand_in("ada", "learning-agreement")
    running.hand_in("ada", "scoping-sheet", week=3, weekday=1)  # Tuesday after the Friday
    running.mark("ada", "scoping-sheet", tests=6, by_hand=2)
    found = mark_of(running, "ada", "scoping-sheet")
    assert found.taken_off == 10.0
    assert found.percent == pytest.approx(80 * 0.9)
    assert found.part == pytest.approx(7.2)


def test_log_loses_the_mean_of_its_weeks(running):
    running.hand_in("ada", "learning-agreement")
    for week in range(1, 12):
        running.log("ada", week)
    running.mark("ada", "weekly-log")
    # eleven weeks in time, and one that never came: 30 % / 12
    assert mark_of(running, "ada", "weekly-log", week=15).taken_off == pytest.approx(2.5)


def test_document_without_what_it_needs_counts_nothing(running):
    running.finish("ada", but=("mid-term-review",))
    found = mark_of(running, "ada", "final-report")
    assert (found.percent, found.why_not) == (0.0, "does not count: mid-term-review is missing")
    # mid-term review 10, final report 20; the presentation needs the report, which is in
    assert finals(running.records, running.day(13))["ada"].mark == 70.0


def test_answer_that_waits_for_a_person_leaves_the_mark_open(running):
    running.finish("ada", but=("portfolio",))
    running.hand_in("ada", "portfolio")
    running.mark("ada", "portfolio", by_hand=None)
    assert [one.document.name for one in finals(running.records, running.day(13))["ada"].open] == ["portfolio"]


def test_supervisor_who_is_late_costs_the_intern_nothing_and_leaves_it_open(running):
    running.finish("ada", but=("supervisor-evaluation",))
    final = finals(running.records, running.day(14))["ada"]
    assert [(one.document.name, one.why_not) for one in final.open] == [("supervisor-evaluation", "not handed in")]


def test_nothing_stays_open_of_somebody_who_withdrew(running):
    running.change("ada", withdrawn_on=running.day(3))
    assert finals(running.records, running.day(14))["ada"].open == []


def test_second_markers_mark_counts_and_both_are_kept(finished):
    finished.mark("ada", "final-report", tests=4, by_hand=1)
    before = dispute(finished.records, "ada", "final-report", "page 3 answers it", at=finished.at(13))
    made = decide(finished.records, "ada", "final-report", 8, by="Dr Sam Second", why="it does", at=finished.at(14))
    assert (before, made.before, made.after) == (5.0, 5.0, 8.0)
    assert mark_of(finished, "ada", "final-report").part == pytest.approx(16)
    assert finals(finished.records, finished.day(13))["ada"].mark == 96.0


@pytest.mark.parametrize(
    ("points", "by", "why"),
    [(8, "dr tess tutor", "somebody else must decide"), (11, "Dr Sam Second", "give points from 0 to 10")],
)
def test_tutor_cannot_decide_and_points_have_a_limit(finished, points, by, why):
    dispute(finished.records, "ada", "final-report", "page 3", at=finished.at(13))
    with pytest.raises(CitylabError, match=why):
        decide(finished.records, "ada", "final-report", points, by=by, why="so", at=finished.at(13))


def test_dispute_needs_a_mark_and_a_decision_a_dispute(running):
    with pytest.raises(CitylabError, match="has no whole mark yet"):
        dispute(running.records, "ada", "final-report", "why not", at=running.at(13))
    with pytest.raises(CitylabError, match="no open dispute"):
        decide(running.records, "ada", "final-report", 1, by="Sam", why="so", at=running.at(13))


def test_nbgrader_exports_final_mark_and_verdict(finished):
    export(finished.records, finished.day(13))
    with open_book(finished.course) as book:
        CsvExportPlugin(to=str(finished.folder / "grades.csv")).export(book)  # what nbgrader export does
    with (finished.folder / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["assignment"], row["student_id"]): row for row in csv.DictReader(file)}
    assert float(rows["internship-final-mark", "ada"]["score"]) == 100.0
    assert float(rows["internship-project-verified", "ada"]["score"]) == 1.0
    assert float(rows["internship-final-mark", "bo"]["score"]) == 0.0


def test_command_shows_the_rule_and_what_is_open(running):
    running.finish("ada", but=("supervisor-evaluation",))
    call = ["internship", "marks", "--records", str(running.records.folder), "--today", "2027-05-01"]
    ended = CliRunner().invoke(app, call, env={"COLUMNS": "300"})
    assert "2 days of grace; then 5 %" in ended.output, ended.exception
    assert "Supervisor's evaluation: not handed in" in ended.output
