"""``citylab internship starter`` lists, writes, and refuses."""

import pytest
from typer.testing import CliRunner

from classroom.errors import CitylabError
from classroom.internship import projects
from classroom.internship.command import app


def run(*words):
    return CliRunner().invoke(app, ["starter", *map(str, words)])


def test_without_a_name_all_are_listed_with_a_line_each():
    lines = run().output.splitlines()
    assert [line.split()[0] for line in lines] == list(projects.names())
    assert all(len(line) > 30 for line in lines)


def test_a_starter_is_written_where_told(tmp_path):
    result = run("sensor-startup", tmp_path / "mine")
    assert result.output.startswith(f"wrote {tmp_path / 'mine'}")
    assert "README.md" in result.output
    assert (tmp_path / "mine" / "portfolio.toml").is_file()


def test_without_a_folder_it_takes_its_own_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("sensor-startup")
    assert (tmp_path / "sensor-startup" / "README.md").is_file()


def test_a_second_time_nothing_is_written(tmp_path):
    (tmp_path / "notes.md").write_text("mine", encoding="utf-8")
    result = run("sensor-startup", tmp_path)
    assert isinstance(result.exception, CitylabError)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.md"]


def test_help_shows_an_example():
    assert "citylab internship starter network-operator" in run("--help").output


def test_an_unknown_name_is_refused():
    with pytest.raises(CitylabError, match="there are: network-operator"):
        projects.project("nothing")
