"""The command prints a verdict that people and machines can read, and ends with 0 or 1."""

import json

from typer.testing import CliRunner

from classroom.cli import app


def run(*words):
    return CliRunner().invoke(app, ["internship", "verify", *map(str, words)], terminal_width=110)


def test_an_accepted_project_ends_with_0(sample, without_running):
    ended = run(sample.folder)
    assert ended.exit_code == 0, ended.output
    assert "accepted" in ended.output
    assert "Beside them, to run cells and tests: " in ended.output


def test_a_refused_project_ends_with_1_and_says_why_and_what_to_do(sample, without_running):
    sample.delete("LICENSE")
    ended = run(sample.folder)
    assert ended.exit_code == 1
    assert "refused, because of: licence" in ended.output
    assert "there is no LICENSE" in ended.output
    assert "→ Put the text of the licence there" in ended.output


def test_a_remedy_of_several_findings_is_shown_once_and_the_last_line_says_what_refused_means(sample):
    sample.write("tests/test_more.py", "def test_a():\n    assert 0\n\ndef test_b():\n    assert 0\n")
    shown = " ".join(run(sample.folder).output.split())
    assert "test_a failed" in shown
    assert "test_b failed" in shown
    assert shown.count("→ Run: python -m pytest, and mend what fails.") == 1
    assert "means: what is marked FAILED is to be mended" in shown


def test_the_last_line_says_what_accepted_does_not_mean(sample, without_running):
    shown = " ".join(run(sample.folder).output.replace("│", " ").split())
    assert "it does not mean that the results are right" in shown
    assert "as handed in" not in shown


def test_json_holds_the_verdict_and_nothing_else(sample, without_running):
    sample.delete("DATA.md")
    ended = run(sample.folder, "--json")
    told = json.loads(ended.stdout)
    assert ended.exit_code == 1
    assert told["verdict"] == "refused"
    assert told["failed"] == ["data"]
    assert {"check", "state", "says", "remedy"} == set(told["findings"][0])
    assert told["environment"]["python"].startswith("3.")


def test_what_a_stranger_wrote_steers_no_terminal(sample, without_running):
    sample.change("portfolio.toml", 'licence = "MIT"', 'licence = "[red]MIT\\u001b[2J"')
    ended = run(sample.folder)
    assert "\x1b[2J" not in ended.output
    assert "[red]MIT" in ended.output


def test_keep_leaves_the_copy_in_a_new_folder(sample, tmp_path, without_running):
    assert run(sample.folder, "--keep", tmp_path / "kept").exit_code == 0
    assert (tmp_path / "kept" / "project" / "portfolio.toml").is_file()
    again = run(sample.folder, "--keep", tmp_path / "kept")
    assert again.exit_code == 1
    assert "give --keep the name of a new folder" in str(again.exception)


def test_unsealed_runs_and_says_so(sample):
    ended = run(sample.folder, "--unsealed")
    assert ended.exit_code == 0, ended.output
    assert "UNSEALED" in ended.output


def test_where_nothing_can_be_sealed_the_remedy_is_named(sample, monkeypatch):
    from classroom.internship.verifying import room

    monkeypatch.setattr(room, "why_not_sealed", lambda: "no namespaces")
    ended = run(sample.folder)
    assert ended.exit_code == 1
    assert "a project cannot be shut in here: no namespaces" in str(ended.exception)
    assert "--unsealed" in str(ended.exception)


def test_the_time_that_a_project_may_ask_for_is_for_whoever_verifies_to_say(sample, without_running):
    assert run(sample.folder, "--most-minutes", "1").exit_code == 0
    ended = run(sample.folder, "--most-minutes", "0.5")
    assert ended.exit_code == 1
    assert "at most 0.5" in ended.output
