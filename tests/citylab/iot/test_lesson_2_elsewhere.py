"""The second lesson gives the same with mosquitto as with the broker inside the notebook."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[3]
SOLVED = ROOT / "course/solutions/01-internet-of-things/02_move_readings.ipynb"
USERS = {"sensors": "tide-14-gull", "department": "crane-7-rope"}

_spec = importlib.util.spec_from_file_location("mosquitto_server", Path(__file__).with_name("mosquitto_server.py"))
mosquitto_server = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(mosquitto_server)


def printed(folder, **environment):
    """Run the code of the solved lesson as a program, and return what it prints; the last cell is the goodbye."""
    cells = [cell.source for cell in nbformat.read(SOLVED, 4).cells if cell.cell_type == "code"]
    program = folder / "lesson.py"
    # The slider needs a page; tables and values at the end of a cell are not printed by a program.
    program.write_text("\n\n".join(re.sub(r"(?m)^interact\(.*$", "", cell) for cell in cells), encoding="utf-8")
    variables = os.environ | {"CITYLAB_PROGRESS": str(folder / "progress.json"), "MPLBACKEND": "agg"} | environment
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=120, env=variables)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.skipif(not (mosquitto_server.PROGRAM and mosquitto_server.PASSWORDS), reason="mosquitto is not installed")
def test_lesson_gives_the_same_with_mosquitto(tmp_path):
    here = printed(tmp_path)
    with mosquitto_server.mosquitto(tmp_path, USERS) as address:
        there = printed(tmp_path, CITYLAB_MQTT=address)
    assert there == here
    assert here.count("[right]") == 4
