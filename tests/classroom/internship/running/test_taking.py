"""What is handed in is recognised, judged and kept; nothing is lost, nothing written over."""

import json
from datetime import UTC, datetime, timedelta

import nbformat
import pytest
from typer.testing import CliRunner

from citylab.internship.documents import documents
from classroom.cli import app
from classroom.errors import CitylabError
from classroom.internship.taking import take

pytestmark = pytest.mark.filterwarnings("default")  # nbgrader uses calls that SQLAlchemy advises against
CODE = nbformat.v4.new_code_cell


def plain(*sources):
    """Return a notebook without marked cells, as bytes."""
    return nbformat.writes(nbformat.v4.new_notebook(cells=[CODE(source) for source in sources])).encode()


def files_of(running, one, where):
    return sorted(path for path in (running.records.folder_of(one) / where).rglob("*") if path.is_file())


def test_document_is_recognised_by_its_cells_whatever_its_name(running):
    taken = running.hand_in("ada", "learning-agreement", file="Final VERSION (2).ipynb")
    assert (taken.outcome, taken.document) == ("taken, look", "Learning agreement")
    assert "not all three have signed" in taken.says


@pytest.mark.parametrize("one", [one for one in documents() if one.filled_by == "intern"], ids=lambda one: one.name)
def test_without_cells_the_name_of_the_file_tells(running, one):
    content = plain("week_01 = {'did': 'something'}")
    assert running.hand_in("ada", one.name, content=content, file=f"my {one.assignment}.ipynb").document == one.title


def test_what_nobody_can_tell_is_kept_aside_and_taken_with_a_name(running):
    refused = running.hand_in("ada", "scoping-sheet", content=plain("1"), file="notes.ipynb")
    assert (refused.outcome, "--document NAME" in refused.says) == ("refused", True)
    assert len(files_of(running, "ada", "aside")) == 1
    call = ["internship", "take", "ada", str(running.folder / "notes.ipynb"), "--document", "scoping-sheet"]
    ended = CliRunner().invoke(app, [*call, "--at", "2026-11-01", "--records", str(running.records.folder)])
    assert ended.exit_code == 0, ended.exception
    assert "Scoping sheet" in ended.output


def test_file_of_another_intern_is_pointed_out(running):
    content = plain("a = 1")
    running.hand_in("ada", "scoping-sheet", content=content)
    assert "the same file came from ada" in running.hand_in("bo", "scoping-sheet", content=content).says
    assert "came from" not in running.hand_in("bo", "scoping-sheet", content=plain("a = 2")).says


def test_each_version_is_kept_and_the_newest_is_marked(running):
    running.hand_in("ada", "scoping-sheet", content=plain("a = 1"))
    newer = plain("a = 2")
    running.hand_in("ada", "scoping-sheet", week=3, content=newer)
    assert len(files_of(running, "ada", "received")) == 2
    name = "internship-scoping-sheet"
    assert (running.course / "submitted" / "ada" / name / f"{name}.ipynb").read_bytes() == newer


def test_older_version_that_comes_later_is_kept_and_does_not_count(running):
    newer = plain("a = 2")
    running.hand_in("ada", "scoping-sheet", week=3, content=newer)
    taken = running.hand_in("ada", "scoping-sheet", week=2, content=plain("a = 1"))
    assert "a newer version came on 2027-02-19" in taken.says
    name = "internship-scoping-sheet"
    assert (running.course / "submitted" / "ada" / name / f"{name}.ipynb").read_bytes() == newer


def test_same_file_twice_is_there_already(running):
    running.hand_in("ada", "scoping-sheet")
    assert running.hand_in("ada", "scoping-sheet", week=3).outcome == "there already"
    assert len(files_of(running, "ada", "received")) == 1


def test_document_whose_need_is_missing_is_kept_with_a_warning(running):
    assert "does not count before the learning agreement is in" in running.hand_in("ada", "scoping-sheet").says


def test_empty_log_is_refused_and_kept(running):
    taken = running.hand_in("ada", "weekly-log", content=plain("week_01 = {'monday': '', 'hours': None, 'did': ''}"))
    assert taken.outcome == "refused"
    assert "is empty: no week is filled in" in taken.says
    assert files_of(running, "ada", "aside")


def test_weeks_out_of_order_are_refused(running):
    content = plain("week_01 = {'did': 'a', 'monday': '2027-02-08'}", "week_02 = {'did': 'b', 'monday': '2027-02-01'}")
    assert "week 2 begins on 2027-02-01, not after week 1" in running.hand_in("ada", "weekly-log", content=content).says


def test_log_says_weeks_and_hours_and_warns_of_another_start(running):
    content = plain("week_03 = {'did': 'a', 'monday': '2027-02-08', 'hours': 30.5}")
    taken = running.hand_in("ada", "weekly-log", week=3, content=content)
    assert "week 3 of this cohort does not begin on 2027-02-08" in taken.says
    event = running.records.read("ada").events[-1]
    assert (event["weeks"], event["hours"]) == ([3], 30.5)


def test_nothing_is_taken_from_somebody_who_withdrew(running):
    running.change("ada", withdrawn_on=running.day(2, 0))
    taken = running.hand_in("ada", "scoping-sheet")
    assert "Ada Example withdrew on 2027-02-08" in taken.says
    assert files_of(running, "ada", "aside")


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"cells": 3}', b"\xff\xfe", b'{"cells": [1]}', b"[" * 5000])
def test_what_is_no_notebook_is_refused_and_kept(running, content):
    taken = running.hand_in("ada", "scoping-sheet", content=content)
    assert "is no notebook, or is damaged" in taken.says
    assert [path.read_bytes() for path in files_of(running, "ada", "aside")] == [content]


def test_evaluation_as_a_notebook_is_refused(running):
    assert "take the supervisor's form" in running.hand_in("ada", "supervisor-evaluation").says


@pytest.mark.parametrize(("at", "why"), [("2199-01-01", "still to come"), ("2020-01-01", "long before the internship")])
def test_time_that_cannot_be_is_refused(running, at, why):
    path = running.folder / "a.ipynb"
    path.write_bytes(plain("1"))
    when = datetime.fromisoformat(at).replace(tzinfo=UTC)
    with pytest.raises(CitylabError, match=why):
        take(running.records, "ada", [path], at=when, now=datetime.now(UTC))


def test_two_commands_at_once_are_refused(running):
    call = ["internship", "take", "ada", str(running.folder), "--records", str(running.records.folder)]
    with running.records.lock():
        assert "another command is changing these records" in str(CliRunner().invoke(app, call).exception)


def test_unknown_intern_and_empty_folder_are_told(running, tmp_path):
    with pytest.raises(CitylabError, match=r"no intern with the id 'adam'.*there are: ada, bo, li, zoe"):
        running.hand_in("adam", "scoping-sheet")
    (tmp_path / "none").mkdir()
    with pytest.raises(CitylabError, match="holds no file"):
        take(running.records, "ada", [tmp_path / "none"], at=running.at(1), now=running.at(1) + timedelta(days=1))


def evaluation(running, **changes):
    """Return a supervisor's form that is complete; docs-b's own tests know which answers it needs."""
    from citylab.internship.form import form

    answers = {}
    for field in form("supervisor-evaluation").fields.values():
        if field.kind == "choice":
            answers[field.name] = next(iter(field.choices))
        elif field.kind == "yes_no":
            answers[field.name] = False
        elif field.kind == "text":
            words = [f"{letter}word" for letter in "abcdefghijklmnopqrst"]
            answers[field.name] = " ".join(words[: max(field.words[0], min(field.words[1], 12))])
    answers |= {"intern": "Ada Example", "host": "Millfield Grid Co.", "supervisor_name": "Grit Host"}
    answers |= {"signed_name": "Grit Host", "supervisor_email": "grid@example.org", "signed_on": "2027-04-23"}
    form_ = {"citylab_form": 1, "document": "supervisor-evaluation", "intern": "ada", "answers": {**answers, **changes}}
    path = running.folder / "evaluation.json"
    path.write_text(json.dumps(form_), encoding="utf-8")
    at = running.at(12)
    return take(running.records, "ada", [path], at=at, now=at + timedelta(days=999))[0]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        (
            {"supervisor_name": "Pat Quay", "signed_name": "Pat Quay", "supervisor_email": "port@example.org"},
            "is from Pat Quay <port@example.org>, who does not supervise ada; ask Grit Host <grid@example.org>",
        ),
        ({"signed_on": "2026-05-01"}, "not between the first day"),
    ],
)
def test_form_of_the_wrong_supervisor_or_day_is_refused_and_kept(running, changes, why):
    taken = evaluation(running, **changes)
    assert why in taken.says
    assert taken.outcome == "refused"
    assert files_of(running, "ada", "aside")


def test_form_about_somebody_else_is_refused(running):
    path = running.folder / "evaluation.json"
    evaluation(running)
    at = running.at(12)
    taken = take(running.records, "bo", [path], at=at, now=at + timedelta(days=999))[0]
    assert "is about ada, not bo" in taken.says
