"""Notebooks run in sealed copies of one process, and keep what a notebook keeps."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from classroom.sandbox import probe as probing
from classroom.sandbox.walls import system_folders

COURSE = Path(probing.__file__).parents[2]


class Server:
    """The process, and jobs for it."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "classroom.sandbox.server", "numpy", "matplotlib.pyplot"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(COURSE)},
        )
        assert json.loads(self.process.stdout.readline()) == {"ready": True}

    def run(self, *cells, **limits):
        job = {
            "cells": cells,
            "readable": [*map(str, system_folders()), str(COURSE)],
            "environment": {"PATH": "/usr/bin:/bin", "OMP_NUM_THREADS": "1"},
            "cell_s": 10.0,
            "notebook_s": 30.0,
            "output_mb": 20,
            "limits": {},
        }
        self.process.stdin.write(json.dumps({**job, **limits}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="module")
def running():
    started = Server()
    yield started
    started.process.stdin.close()
    assert started.process.wait(timeout=10) == 0
    started.process.stdout.close()


@pytest.fixture
def server(_needs_namespaces, running):
    return running


def kinds(outputs):
    return [output["output_type"] for output in outputs]


def test_values_prints_and_errors_come_as_a_notebook_keeps_them(server):
    value, printed, wrong, after = server.run("x = 3\nx", "print('a')\nprint('b')", "1 / 0", "_ + 1")["outputs"]
    assert value == [
        {"output_type": "execute_result", "execution_count": 1, "data": {"text/plain": "3"}, "metadata": {}}
    ]
    assert printed == [{"output_type": "stream", "name": "stdout", "text": "a\nb\n"}]
    assert (wrong[0]["ename"], wrong[0]["evalue"]) == ("ZeroDivisionError", "division by zero")
    assert after[0]["data"]["text/plain"] == "4"


def test_outputs_keep_their_order(server):
    cell = "import sys\nprint('one')\ndisplay(2)\nsys.stderr.write('three')\nprint('four')\n5"
    (outputs,) = server.run(cell)["outputs"]
    assert kinds(outputs) == ["stream", "display_data", "stream", "stream", "execute_result"]
    assert [output.get("name") for output in outputs] == ["stdout", None, "stderr", "stdout", None]


def test_what_a_started_program_says_is_kept(server):
    magic, program = server.run("!echo by magic", "import subprocess\nsubprocess.run(['echo', 'by run']);")["outputs"]
    assert magic[0]["text"].strip() == "by magic"
    assert program[-1]["text"].strip() == "by run"


def test_figures_are_pictures(server):
    _, (figure,) = server.run("%matplotlib inline", "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()")[
        "outputs"
    ]
    assert figure["data"]["image/png"].startswith("iVBOR")


def test_a_display_can_be_cleared_and_updated(server):
    cell = "from IPython.display import clear_output\nprint('gone')\nclear_output()\n"
    cell += "h = display(1, display_id=True)\nh.update(2);"
    (outputs,) = server.run(cell)["outputs"]
    assert [output["data"]["text/plain"] for output in outputs] == ["2"]


def test_cells_may_await(server):
    assert server.run("import asyncio\nawait asyncio.sleep(0.01)\n7")["outputs"][0][0]["data"]["text/plain"] == "7"


def test_nothing_of_one_notebook_is_left_in_the_next(server):
    server.run("secret = 5", "import numpy; numpy.changed = True", "open('file', 'w').write('x')")
    (outputs,) = server.run("import os, numpy\n('secret' in globals(), hasattr(numpy, 'changed'), os.listdir('.'))")[
        "outputs"
    ]
    assert outputs[0]["data"]["text/plain"].startswith("(False, False, ['.programs'])")


def test_a_cell_that_takes_too_long_is_interrupted_and_the_next_runs(server):
    answer = server.run("while True:\n    pass", "1", cell_s=2.0)
    assert answer["stopped"] == ""
    assert answer["outputs"][0][0]["ename"] == "KeyboardInterrupt"
    assert answer["outputs"][1][0]["data"]["text/plain"] == "1"


def test_a_cell_that_swallows_interrupts_ends_the_notebook(server):
    stubborn = "import time\nwhile True:\n    try:\n        time.sleep(60)\n    except BaseException:\n        pass"
    answer = server.run("1", stubborn, "2", cell_s=2.0)
    assert (len(answer["outputs"]), answer["stopped"]) == (1, "it took too long")
    assert answer["seconds"] < 20


def test_a_notebook_has_an_end_too(server):
    answer = server.run(*["import time\ntime.sleep(3)"] * 10, cell_s=20.0, notebook_s=5.0)
    assert answer["stopped"] == "it took too long"
    assert answer["seconds"] < 20


@pytest.mark.parametrize(
    "leave", ["import os\nos._exit(0)", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\nos._exit(1)"]
)
def test_a_process_that_ends_itself_is_said(server, leave):
    answer = server.run("1", leave, "2")
    assert len(answer["outputs"]) == 1
    assert answer["stopped"].startswith("its process ended early")


def test_endless_output_is_cut_and_the_server_lives(server):
    answer = server.run("print('x' * 30_000_000)", output_mb=5)
    assert answer["stopped"] == "its results cannot be read: too much output"
    assert server.run("1")["outputs"][0][0]["data"]["text/plain"] == "1"


def test_nonsense_in_the_channel_of_results_is_said(server):
    nonsense = "import os\nfor number in range(3, 50):\n    try:\n        os.write(number, b'nonsense\\n')\n"
    nonsense += "    except OSError:\n        pass"
    answer = server.run(nonsense, "1")
    assert answer["stopped"].startswith("its results cannot be read")


def test_memory_is_limited_and_the_next_cell_runs(server):
    hungry, after = server.run("x = bytearray(3 << 30)", "1", limits={"memory_mb": 1000})["outputs"]
    assert hungry[0]["ename"] == "MemoryError"
    assert after[0]["data"]["text/plain"] == "1"
