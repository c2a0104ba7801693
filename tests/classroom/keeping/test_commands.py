"""`citylab save` and `citylab restore` at the command line."""

import pytest
from typer.testing import CliRunner

from citylab import progress
from classroom import keeping
from classroom.cli import app
from classroom.errors import CitylabError


@pytest.fixture
def run(learner, tmp_path, monkeypatch):
    """Run a command in a folder of its own, on the learner's course."""
    (learner.root / "datasets").mkdir()
    monkeypatch.setenv("CITYLAB_HOME", str(learner.root))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def call(*words: str) -> str:
        ended = CliRunner().invoke(app, words)
        if ended.exception and not isinstance(ended.exception, SystemExit):
            raise ended.exception
        return ended.output

    return call


def test_save_and_restore(run, learner, tmp_path):
    learner.rewrite("buses = 10", "buses = 11")
    said = run("save")
    assert f"wrote {tmp_path / 'here' / keeping.file_name()}" in said
    assert learner.place.as_posix() in said
    learner.ship(learner.lesson)
    assert "1 cell of yours" in run("restore", keeping.file_name())
    assert "buses = 11" in learner.sources()


def test_second_file_of_a_day_gets_a_number(run):
    run("save")
    assert "-2.zip" in run("save")


def test_a_file_that_exists_is_never_written_over(run, tmp_path):
    run("save", "mine.zip")
    before = (tmp_path / "here" / "mine.zip").read_bytes()
    with pytest.raises(CitylabError, match=r"is there already.*another name"):
        run("save", "mine.zip")
    assert (tmp_path / "here" / "mine.zip").read_bytes() == before


def test_folder_that_is_missing_is_named(run):
    with pytest.raises(CitylabError, match=r"cannot be written .No such file"):
        run("save", "nowhere/mine.zip")


def test_file_that_is_missing_is_named(run):
    with pytest.raises(CitylabError, match=r"no\.zip: cannot be read"):
        run("restore", "no.zip")


def test_name_without_the_ending_is_refused(run, tmp_path):
    with pytest.raises(CitylabError, match=r"ends in \.zip, such as week\.zip"):
        run("save", "week.txt")
    assert not list((tmp_path / "here").iterdir())


def test_nothing_changed_is_said_and_the_progress_is_in_the_file(run):
    assert "nothing of yours differs from the course; there is no progress yet" in run("save", "a.zip")
    progress.record_try("a", fingerprint="1")
    assert "nothing of yours differs from the course; your progress is in the file" in run("save", "b.zip")


def test_own_work_of_another_computer_is_joined(run, learner, tmp_path, monkeypatch):
    progress.record_solved("buses-1-gap")
    run("save", "a.zip")
    monkeypatch.setenv("CITYLAB_PROGRESS", str(tmp_path / "second" / "progress.json"))
    progress.record_solved("other-exercise")
    run("save", "b.zip")
    with pytest.raises(CitylabError, match="--mine, which joins the progress of both"):
        run("restore", "a.zip")
    assert "your progress is back" in run("restore", "a.zip", "--mine")
    assert progress.exercise("buses-1-gap")["solved"]
    assert progress.exercise("other-exercise")["solved"]
    with pytest.raises(CitylabError, match="give one of them"):
        run("restore", "a.zip", "--mine", "--from-another")
