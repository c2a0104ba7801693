"""`citylab doctor` prints a table or JSON, and ends with 1 where lessons cannot run."""

import json

import pytest
from typer.testing import CliRunner

from classroom.cli import app
from classroom.doctor import looks
from classroom.doctor.finding import Finding, few, ok
from classroom.errors import CitylabError

FINE = ok("Python", "3.11.2 on linux")
WARNED = Finding("memory", "warning", "0.4 GB free", "close other programs")
BROKEN = Finding("data", "problem", "a.csv is missing [once]", "git checkout -- datasets")


@pytest.fixture
def call(monkeypatch):
    """Return a function that runs the command on a computer with these findings."""

    def run(*findings, options=()):
        monkeypatch.setattr(looks, "examine", lambda _: list(findings))
        return CliRunner().invoke(app, ["doctor", *options])

    return run


def test_the_table_shows_each_remedy(call):
    printed = call(FINE, WARNED).output
    assert "→ close other programs" in printed
    assert "Yes, with 1 warning." in printed


def test_a_warning_does_not_fail(call):
    assert call(FINE, WARNED).exit_code == 0


def test_a_problem_fails_and_is_named(call):
    ended = call(FINE, BROKEN)
    assert isinstance(ended.exception, CitylabError)
    assert str(ended.exception).startswith("not ready (data)")
    assert "a.csv is missing [once]" in ended.output


def test_a_learner_reads_that_the_walls_are_not_needed(call):
    assert "citylab doctor --sandbox" in " ".join(call(FINE).output.split())


def test_json_holds_everything_and_nothing_else(call):
    said = json.loads(call(FINE, WARNED, options=["--json"]).stdout)
    assert said["is_ready"] is True
    assert said["findings"][1] == {
        "subject": "memory",
        "state": "warning",
        "says": "0.4 GB free",
        "remedy": "close other programs",
    }


def test_json_says_that_it_is_not_ready(call):
    assert json.loads(call(BROKEN, options=["--json"]).stdout)["is_ready"] is False


def test_walls_are_not_printed_as_json(call):
    ended = call(FINE, options=["--json", "--sandbox"])
    assert ended.exit_code == 2
    assert "leave --json out" in ended.output


def test_long_lists_are_cut():
    assert few(list("abcdef")) == "a, b, c, d and 2 more"


def test_every_subject_is_looked_at_once(monkeypatch, repository):
    monkeypatch.setattr(looks, "lesson", lambda _: [ok("kernel", "")])
    subjects = [finding.subject for finding in looks.examine(repository)]
    assert subjects == [
        "Python",
        "packages",
        "citylab",
        "notebooks",
        "data",
        "memory",
        "disk",
        "course folder",
        "home",
        "progress",
        "kernel",
    ]
