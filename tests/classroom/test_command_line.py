"""Every command has help with an example; an error is one line on stderr."""

import re
import subprocess
import sys

import pytest
import typer.main
from typer.testing import CliRunner

from classroom.cli import app

COMMANDS = sorted(typer.main.get_command(app).commands)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name):
    text = CliRunner().invoke(app, [name, "--help"], terminal_width=110).output
    assert re.search(rf"examples?:\s+citylab {name}\b", text)


def test_an_error_is_one_line_with_the_remedy_and_exit_code_1():
    call = [sys.executable, "-c", "from classroom.cli import main; main()", "release", "smart-gird"]
    ended = subprocess.run(call, capture_output=True, text=True)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert re.fullmatch(r"citylab: no assignment named smart-gird; there are: .*\n", ended.stderr)


def test_a_wrong_option_ends_with_exit_code_2():
    assert CliRunner().invoke(app, ["build", "--chek"]).exit_code == 2
