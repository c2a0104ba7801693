"""What is handed in is recognised, judged and kept; nothing is lost, nothing written over."""

import json
import sys
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
HOST = "Millfield Grid Co."
# All but the log: without the cells that are marked it is refused.
LIKELY = [one for one in documents() if one.filled_by == "intern" and one.name != "weekly-log"]


def plain(*sources):
    """Return a notebook without marked cells, as bytes."""
    return nbformat.writes(nbformat.v4.new_notebook(cells=[CODE(source) for source in sources])).encode()


def files_of(running, one, where):
    return sorted(path for path in (running.records.folder_of(one) / where).rglob("*") if path.is_file())


def test_document_is_recognised_by_its_cells_whatever_its_name(running):
    taken = running.hand_in("ada", "learning-agreement", file="Final VERSION (2).ipynb")
    assert (taken.outcome, taken.document) == ("taken, look", "Learning agreement")
    assert "not all three have signed" in taken.says


@pytest.mark.parametrize("one", LIKELY, ids=lambda one: one.name)
def test_without_cells_the_name_of_the_file_tells(running, one):
    content = plain("1")
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
    weeks = "week_01 = {'did': 'a', 'monday': '2027-02-08'}", "week_02 = {'did': 'b', 'monday': '2027-02-01'}"
    content = running.notebook("weekly-log", "\n".join(weeks))
    assert "week 2 begins on 2027-02-01, not after week 1" in running.hand_in("ada", "weekly-log", content=content).says


def test_log_says_weeks_and_hours_and_warns_of_another_start(running):
    entry = running.entry_of(3, 30.5) | {"monday": "2027-02-08"}
    content = running.notebook("weekly-log", f"week_03 = {entry!r}")
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
    answers |= {"intern": "Ada Example", "host": HOST, "supervisor_name": "Grit Host"}
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


def test_form_is_taken_with_a_word_about_the_address(running):
    taken = evaluation(running)
    assert taken.outcome == "taken, look"
    assert "look at which address it came from: it must be grid@example.org" in taken.says


def test_form_that_replaces_another_says_so(running):
    evaluation(running)
    assert "it replaces the one that came on 2027-04-23" in evaluation(running, overall_level="good").says


def test_name_written_in_other_letters_is_the_same_name(running):
    assert evaluation(running, intern=" ada  EXAMPLE ", host="millfield grid co.").outcome == "taken, look"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"intern": "Bo Sample"}, "names as intern 'Bo Sample', and the records 'Ada Example'"),
        ({"host": "Port of Example"}, "names as host 'Port of Example', and the records 'Millfield Grid Co.'"),
        (
            {"supervisor_name": "Jana Brandt", "signed_name": "Jana Brandt"},
            "names as supervisor 'Jana Brandt', and the records 'Grit Host'",
        ),
    ],
)
def test_form_with_another_name_than_in_the_records_is_refused(running, changes, why):
    taken = evaluation(running, **changes)
    assert (taken.outcome, why in taken.says) == ("refused", True)
    assert files_of(running, "ada", "aside")


def test_form_in_a_folder_is_taken_only_if_a_person_says_that_it_is_the_supervisors(running, tmp_path):
    evaluation(running, host="Port of Example")  # refused; it writes the file
    good = (running.folder / "evaluation.json").read_text(encoding="utf-8").replace("Port of Example", HOST)
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "evaluation.json").write_text(good, encoding="utf-8")
    (folder / "internship-scoping-sheet.ipynb").write_bytes(running.notebook("scoping-sheet"))
    both = {"at": running.at(12), "now": running.at(12) + timedelta(days=999)}
    refused, sheet = take(running.records, "ada", [folder], **both)
    assert "take it with --from-supervisor" in refused.says
    assert (refused.outcome, sheet.outcome) == ("refused", "taken, look")
    assert not (running.course / "submitted" / "ada" / "internship-supervisor-evaluation").exists()
    call = ["internship", "take", "ada", str(folder), "--from-supervisor", "--at", "2026-11-01"]
    said = CliRunner().invoke(app, [*call, "--records", str(running.records.folder)]).output
    assert "was signed on 2027-04-23" in said  # it is read now, and judged like any other
    together = take(running.records, "ada", sorted(folder.iterdir()), **both)
    assert [one.outcome for one in together] == ["refused", "there already"]
    assert take(running.records, "ada", [folder], from_supervisor=True, **both)[0].outcome == "taken, look"


def test_link_is_not_followed_and_nothing_of_it_is_kept(running, tmp_path):
    folder, elsewhere = tmp_path / "mail", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (elsewhere / "secret.ipynb").write_text("secret", encoding="utf-8")
    (folder / "notes.ipynb").symlink_to(running.records.folder_of("bo") / "intern.toml")
    (folder / "more").symlink_to(elsewhere)
    (folder / "internship-scoping-sheet.ipynb").write_bytes(running.notebook("scoping-sheet"))
    now = running.at(2) + timedelta(days=999)
    taken = take(running.records, "ada", [folder], at=running.at(2), now=now)
    assert [one.outcome for one in taken] == ["taken, look", "refused", "refused"]
    assert "notes.ipynb is a link; ask for the file itself" in taken[2].says
    assert not files_of(running, "ada", "aside")
    with pytest.raises(CitylabError, match=r"notes\.ipynb: is a link; name the file or folder itself"):
        take(running.records, "ada", [folder / "notes.ipynb"], at=running.at(2), now=now)


def test_weeks_that_have_not_begun_do_not_count(running):
    taken = running.log("ada", 12, week=1, weekday=0)
    event = running.records.read("ada").events[-1]
    assert (event["weeks"], event["hours"]) == ([1], 35)
    assert "week 2 does not count: it begins on 2027-02-08, after the log came, 2027-02-01" in taken.says
    assert "nor do 8 more weeks" in taken.says


def test_weeks_before_the_internship_do_not_count(running):
    entry = running.entry_of(1, 35) | {"monday": "2027-01-25"}
    running.hand_in("ada", "weekly-log", content=running.notebook("weekly-log", f"week_01 = {entry!r}"))
    assert running.records.read("ada").events[-1]["hours"] == 0


@pytest.mark.parametrize("change", [{"learned": ""}, {"hours": 61}, {"did": "x"}, {"monday": "2027-02-02"}])
def test_week_that_is_not_complete_does_not_count(running, change):
    entry = running.entry_of(2, 35) | change
    weeks = f"week_01 = {running.entry_of(1, 30)!r}\nweek_02 = {entry!r}"
    taken = running.hand_in("ada", "weekly-log", week=2, content=running.notebook("weekly-log", weeks))
    event = running.records.read("ada").events[-1]
    assert (event["weeks"], event["hours"]) == ([1], 30)
    assert f"week 2 does not count: {next(iter(change))}:" in taken.says


def test_hours_in_cells_that_were_not_handed_out_do_not_count(running):
    content = json.loads(running.notebook("weekly-log", f"week_01 = {running.entry_of(1, 35)!r}"))
    extra = f"week_02 = {running.entry_of(2, 60)!r}"
    content["cells"].append({**content["cells"][0], "id": "extra", "metadata": {}, "source": extra})
    running.hand_in("ada", "weekly-log", week=2, content=json.dumps(content).encode())
    event = running.records.read("ada").events[-1]
    assert (event["weeks"], event["hours"]) == ([1], 35)


def test_answer_cell_that_stands_twice_is_refused(running):
    content = json.loads(running.notebook("weekly-log", f"week_01 = {running.entry_of(1, 35)!r}"))
    content["cells"].append({**content["cells"][1], "id": "copy"})
    taken = running.hand_in("ada", "weekly-log", content=json.dumps(content).encode())
    assert "holds the answer cell weekly-log-answer twice; delete the copy" in taken.says


def test_answers_of_enormous_length_are_refused_before_they_are_read(running):
    taken = running.hand_in("ada", "weekly-log", content=running.notebook("weekly-log", "x\n" * 60_000))
    assert "holds more than 100 000 characters in its answers" in taken.says
    assert files_of(running, "ada", "aside")


def test_file_of_enormous_size_is_left_where_it_is(running, monkeypatch):
    monkeypatch.setattr(sys.modules[take.__module__], "MOST_BYTES", 1000)
    taken = running.hand_in("ada", "scoping-sheet", content=b" " * 1001)
    assert (taken.outcome, "nothing of it was kept" in taken.says) == ("refused", True)
    assert not files_of(running, "ada", "aside")
