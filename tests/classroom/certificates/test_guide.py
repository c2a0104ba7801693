"""The guide shows commands that exist."""

import re

import pytest
from typer.testing import CliRunner

from classroom.cli import app


@pytest.fixture
def guide(repository):
    return (repository / "course/guide/certificates.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["certify", "verify"])
def test_each_option_in_the_guide_is_one_of_the_command(guide, command):
    text = CliRunner().invoke(app, [command, "--help"], terminal_width=110).output
    shown = {
        option for line in re.findall(rf"citylab {command} .*", guide) for option in re.findall(r"--[a-z-]+", line)
    }
    assert shown
    assert sorted(option for option in shown if not re.search(rf"^ *{option}\b", text, re.MULTILINE)) == []


def test_files_that_the_guide_names_exist(guide, repository):
    for path in re.findall(r"`(course/[\w/]+\.py)`", guide):
        assert (repository / path).is_file()
