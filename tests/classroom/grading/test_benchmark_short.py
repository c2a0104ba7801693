"""The short form of the benchmark: ours and the stock command give the same marks, and it says how long each takes."""

import re
import subprocess
import sys

import pytest

from classroom.sandbox.probe import why_not_sealed

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="submissions are sealed on Linux")


@pytest.fixture(scope="module")
def printed(repository):
    if why := why_not_sealed():
        pytest.skip(f"submissions cannot be sealed here: {why}")
    script = repository / "tests" / "benchmarks" / "grading.py"
    command = [sys.executable, script, "--short"]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_every_mark_is_that_of_the_stock_command(printed):
    compared, differ = map(int, re.findall(r"(\d+) marks compared, (\d+) differ", printed)[0])
    assert compared >= 3 * 20
    assert differ == 0


def test_how_many_times_faster_is_told(printed):
    # Not how many: four submissions are too few, and the computer may be busy. That is measured by hand.
    assert float(re.findall(r"\*\*([\d.]+)\*\*", printed)[0]) > 0


def test_the_load_of_the_computer_is_told(printed):
    assert re.search(r"load before: \d", printed)
    assert re.search(r"load after: \d", printed)
