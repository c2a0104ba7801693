import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from citylab import progress, reviews
from classroom.cli import app
from classroom.errors import CitylabError


def run(*options, answer=None):
    return CliRunner().invoke(app, ["progress", *map(str, options)], input=answer, env={"COLUMNS": "80"})


@pytest.fixture
def learner():
    """Someone who has done a little of everything in module 2."""
    progress.record_solved("grid-1-energy")
    progress.record_try("grid-1-yield", fingerprint="a")
    progress.record_quiz("smart-grids", right=9, questions=12)
    progress.record_assignment("smart-grids", points=31, total=44)
    progress.record_study("02-smart-grids/01_read_a_street", seconds=1500, cells=["cell-001"])
    reviews.answered("smart-grids", "draws", False)


def test_table_fits_into_80_columns_and_shows_all_parts(learner):
    found = run()
    assert found.exit_code == 0
    line = next(line for line in found.output.splitlines() if line.strip().startswith("02"))
    assert [part for part in ("1/24", "9/12", "0/4", "31/44", "25 min") if part not in line] == []
    assert max(map(len, found.output.splitlines())) <= 80


def test_long_figures_are_not_cut():
    for slug in ("internet-of-things", "public-participation"):
        progress.record_assignment(slug, points=31.5, total=44)
        progress.record_quiz(slug, right=12, questions=12)
    progress.record_study("04-public-participation/02_share_a_budget", seconds=46_700, cells=[])
    found = run().output
    assert [part for part in ("31.5/44", "12/12", "12 h 58 min") if part not in found] == []
    assert max(map(len, found.splitlines())) <= 80


def test_json_is_json_and_nothing_else(learner):
    content = json.loads(run("--json").stdout)
    grids = next(one for one in content["modules"] if one["module"] == "smart-grids")
    assert (grids["solved"], grids["tried"], grids["quiz_best"], grids["assignment_best"]) == (1, 2, 9, 31)
    assert (grids["seconds"], grids["is_complete"]) == (1500, False)


def test_remark_about_the_file_does_not_stand_in_the_json(progress_file):
    progress_file.write_text("{")
    found = run("--json")
    assert json.loads(found.stdout)["seconds"] == 0
    assert "was damaged" in found.stderr


def test_export_as_csv_has_a_row_per_module(learner, tmp_path):
    assert run("--export", tmp_path / "mine.csv").exit_code == 0
    with (tmp_path / "mine.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["module"]: row for row in csv.DictReader(file)}
    assert rows["smart-grids"]["assignment_total"] == "44"
    assert rows["green-transport"]["quiz_best"] == ""


def test_export_as_json_holds_all_that_is_kept(learner, tmp_path, progress_file):
    assert run("--export", tmp_path / "mine.json").exit_code == 0
    assert json.loads((tmp_path / "mine.json").read_text()) == json.loads(progress_file.read_text())


def test_export_of_a_newer_version_loses_nothing(progress_file, tmp_path):
    progress_file.write_text('{"version": 99, "medals": 3}')
    assert run("--export", tmp_path / "mine.json").exit_code == 0
    assert (tmp_path / "mine.json").read_text() == progress_file.read_text()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("mine.txt", "must end in .json or .csv"),
        ("there.csv", "exists already"),
        ("no/mine.csv", "make it, or name another"),
    ],
)
def test_export_that_cannot_be_is_refused(learner, tmp_path, name, message):
    (tmp_path / "there.csv").write_text("mine")
    found = run("--export", tmp_path / name)
    assert isinstance(found.exception, CitylabError)
    assert message in str(found.exception)
    assert (tmp_path / "there.csv").read_text() == "mine"


def test_forget_says_what_goes_and_asks_first(learner, progress_file):
    found = run("--forget", answer="n\n")
    assert "your tries in 2 exercises, your scores in 1 quiz, your own marking of 1 assignment" in found.output
    assert "the time spent in 1 notebook, the review of 1 question" in found.output
    assert progress_file.exists()


def test_forget_deletes_everything_also_what_was_set_aside(learner, progress_file):
    old = progress_file.with_name("progress.damaged-1.json")
    old.write_text("old")
    assert "deleted" in run("--forget", answer="y\n").output
    assert not progress_file.exists()
    assert not old.exists()
    assert progress.everything()["review"] == {}


def test_forget_works_on_a_file_of_a_newer_version(progress_file):
    progress_file.write_text('{"version": 99}')
    assert "what a newer version of the course added" in run("--forget", answer="y\n").output
    assert not progress_file.exists()


def test_nothing_to_forget_is_said():
    assert "nothing is kept" in run("--forget").output


def test_two_wishes_at_once_are_refused(tmp_path):
    assert "choose one" in str(run("--json", "--forget").exception)


def refused(*given, **named):
    raise PermissionError(13, "Permission denied")


def test_export_to_a_folder_that_may_not_be_written_names_the_remedy(learner, tmp_path, monkeypatch):
    opened = Path.open
    monkeypatch.setattr(
        Path, "open", lambda path, *given, **named: (refused if "x" in given else opened)(path, *given, **named)
    )
    assert "name a file in a folder that you may write to" in str(run("--export", tmp_path / "mine.csv").exception)


def test_what_cannot_be_deleted_stays_and_the_remedy_is_named(learner, progress_file, monkeypatch):
    monkeypatch.setattr("classroom.study.forgetting.locked", refused)
    found = run("--forget", answer="y\n")
    assert "let its folder be written to, and run again" in str(found.exception)
    assert progress_file.exists()


def test_help_says_where_cells_are_counted():
    assert "are counted in JupyterLab" in run("--help").output
