"""Notebooks run in sealed copies of one process, and keep what a notebook keeps; tests run elsewhere."""

from dataclasses import replace

import pytest

from classroom.sandbox.runner import Limits, Runner


class Server:
    """A runner whose limits can be set for one notebook."""

    def __init__(self):
        self.runner = Runner(preload=("numpy", "matplotlib.pyplot"), warm=("import numpy\nwide = 7", "wide + 1"))
        self.runner.start()

    def run(self, *cells, **limits):
        return self.steps([{"kind": "theirs", "source": cell} for cell in cells], **limits)

    def steps(self, steps, *, owned=(), **limits):
        self.runner.limits = replace(Limits(cell_s=10.0, notebook_s=30.0, output_mb=20), **limits)
        return self.runner.run(steps, owned)


@pytest.fixture(scope="module")
def running():
    started = Server()
    yield started
    started.runner.stop()


@pytest.fixture
def server(_needs_namespaces, running):
    return running


def answer(source):
    return {"kind": "theirs", "source": source}


def given(source):
    return {"kind": "given", "source": source}


def judged(source):
    return {"kind": "test", "source": source}


def said(outputs):
    return [output["evalue"] for output in outputs if output["output_type"] == "error"]


def kinds(outputs):
    return [output["output_type"] for output in outputs]


def test_values_prints_and_errors_come_as_a_notebook_keeps_them(server):
    value, printed, wrong, after = server.run("x = 3\nx", "print('a')\nprint('b')", "1 / 0", "_ + 1").outputs
    assert value == [
        {"output_type": "execute_result", "execution_count": 1, "data": {"text/plain": "3"}, "metadata": {}}
    ]
    assert printed == [{"output_type": "stream", "name": "stdout", "text": "a\nb\n"}]
    assert (wrong[0]["ename"], wrong[0]["evalue"]) == ("ZeroDivisionError", "division by zero")
    assert after[0]["data"]["text/plain"] == "4"


def test_outputs_keep_their_order(server):
    cell = "import sys\nprint('one')\ndisplay(2)\nsys.stderr.write('three')\nprint('four')\n5"
    (outputs,) = server.run(cell).outputs
    assert kinds(outputs) == ["stream", "display_data", "stream", "stream", "execute_result"]
    assert [output.get("name") for output in outputs] == ["stdout", None, "stderr", "stdout", None]


def test_what_a_started_program_says_is_kept(server):
    magic, program = server.run("!echo by magic", "import subprocess\nsubprocess.run(['echo', 'by run']);").outputs
    assert magic[0]["text"].strip() == "by magic"
    assert program[-1]["text"].strip() == "by run"


def test_what_a_function_prints_while_a_test_calls_it_is_shown_to_nobody(server):
    loud = "import os\ndef f():\n    print('by print')\n    return os.system('echo by a program')"
    told = server.steps([answer(loud), judged("assert f() == 0"), answer("print('after')")], owned=["f"]).outputs
    assert told == [[], [], [{"output_type": "stream", "name": "stdout", "text": "after\n"}]]


def test_figures_are_pictures(server):
    _, (figure,) = server.run(
        "%matplotlib inline", "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
    ).outputs
    assert figure["data"]["image/png"].startswith("iVBOR")


def test_a_display_can_be_cleared_and_updated(server):
    cell = "from IPython.display import clear_output\nprint('gone')\nclear_output()\n"
    cell += "h = display(1, display_id=True)\nh.update(2);"
    (outputs,) = server.run(cell).outputs
    assert [output["data"]["text/plain"] for output in outputs] == ["2"]


def test_cells_may_await(server):
    assert server.run("import asyncio\nawait asyncio.sleep(0.01)\n7").outputs[0][0]["data"]["text/plain"] == "7"


def test_nothing_of_one_notebook_is_left_in_the_next(server):
    server.run("secret = 5", "import numpy; numpy.changed = True", "open('file', 'w').write('x')")
    (outputs,) = server.run(
        "import os, numpy\n('secret' in globals(), hasattr(numpy, 'changed'), os.listdir('.'))"
    ).outputs
    assert outputs[0]["data"]["text/plain"].startswith("(False, False, ['.programs'])")


def test_a_cell_that_takes_too_long_is_interrupted_and_the_next_runs(server):
    ran = server.run("while True:\n    pass", "1", cell_s=2.0)
    assert ran.stopped == ""
    assert ran.outputs[0][0]["ename"] == "KeyboardInterrupt"
    assert ran.outputs[1][0]["data"]["text/plain"] == "1"


STUBBORN = "import time\nwhile True:\n    try:\n        time.sleep(60)\n    except BaseException:\n        pass"


def test_a_cell_that_swallows_interrupts_ends_the_notebook(server):
    ran = server.run("1", STUBBORN, "2", cell_s=2.0)
    assert ran.stopped == "a cell took too long and could not be interrupted"
    assert ran.outputs[0][0]["data"]["text/plain"] == "1"
    assert said(ran.outputs[1]) == ["the submission's process ended before this test"]
    assert said(ran.outputs[2]) == said(ran.outputs[1])
    assert ran.seconds < 20


def test_a_notebook_has_an_end_too(server):
    ran = server.run(*["import time\ntime.sleep(3)"] * 10, cell_s=20.0, notebook_s=5.0)
    assert ran.stopped == "the notebook took too long"
    assert ran.seconds < 20


@pytest.mark.parametrize(
    "leave", ["import os\nos._exit(0)", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\nos._exit(1)"]
)
def test_a_process_that_ends_itself_fails_all_tests_after_it(server, leave):
    steps = [answer("f = len"), judged("assert f('a') == 1"), answer(leave), judged("f('a')"), judged("1 + 1")]
    ran = server.steps(steps, owned=["f"])
    assert [said(outputs) for outputs in ran.outputs[:2]] == [[], []]
    assert [said(outputs) for outputs in ran.outputs[3:]] == [["the submission's process ended before this test"]] * 2


def test_endless_output_is_cut_and_the_server_lives(server):
    ran = server.run("print('x' * 30_000_000)", "1")
    assert ran.outputs[0][0]["text"] == "what this cell shows is too large to be kept"
    assert ran.outputs[1][0]["data"]["text/plain"] == "1"
    ran = server.run(*["print('x' * 1_900_000)"] * 12, output_mb=5)
    assert ran.stopped == "it wrote too much"
    assert server.run("1").outputs[0][0]["data"]["text/plain"] == "1"


def test_nonsense_in_the_channel_fails_the_tests_after_it(server):
    nonsense = "import os\nfor number in range(3, 50):\n    try:\n        os.write(number, b'nonsense')\n"
    nonsense += "    except OSError:\n        pass"
    ran = server.steps([answer("f = len"), answer(nonsense), judged("assert f('a') == 1"), judged("pass")], owned=["f"])
    assert [bool(said(outputs)) for outputs in ran.outputs[2:]] == [True, True]
    assert server.run("1").outputs[0][0]["data"]["text/plain"] == "1"


def test_processes_have_their_memory_together(server):
    together = "import os, time\nfor _ in range(8):\n    if os.fork() == 0:\n        kept = b'x' * (60 << 20)\n"
    together += "        time.sleep(30)\ntime.sleep(4)"
    assert server.run(together, memory_mb=300).stopped == "it took too much memory"
    shared = "import os, time\nkept = b'x' * (100 << 20)\nfor _ in range(8):\n    if os.fork() == 0:\n"
    shared += "        time.sleep(30)\ntime.sleep(1)"
    assert server.run(shared, memory_mb=300).stopped == ""


def test_an_error_that_ipython_does_not_show_is_an_error(server):
    quiet = "raise type('Odd', (BaseException,), {'__str__': lambda self: exit(), '__repr__': lambda self: exit()})"
    shown = server.run("import bdb\nraise bdb.BdbQuit", "raise ExceptionGroup('two', [ValueError()])", quiet).outputs
    assert [outputs[-1]["output_type"] for outputs in shown] == ["error"] * 3


def test_an_endless_recursion_shows_both_ends_of_its_trace(server):
    ran = server.run("def f(x):\n    return f(x)", "f(1)")
    assert ran.outputs[1][0]["ename"] == "RecursionError"
    assert ran.seconds < 8


def test_a_test_that_gives_an_array_fails_and_one_that_gives_numpy_s_number_gives_points(server):
    steps = [answer("import numpy\ndef f(x):\n    return x"), given("import numpy")]
    steps += [judged("f(numpy.array([2])) == 2"), judged("f(numpy.int64(2)) * 1"), judged("f(1) == 2")]
    array, number, false = server.steps(steps, owned=["f"]).outputs[2:]
    assert said(array) == ["the test gives no number of points, but ndarray"]
    assert [outputs[0]["data"]["text/plain"] for outputs in (number, false)] == ["2", "0"]


def test_a_test_changes_nothing_for_the_next(server):
    spoil = "def f(table):\n    table[0] = 5\n    return 5"
    tests = [judged("assert f(table) == table[0] == 5"), judged("assert table == [1, 2]")]
    ran = server.steps([given("table = [1, 2]"), answer(spoil), *tests], owned=["f"])
    assert [said(outputs) for outputs in ran.outputs[2:]] == [[], []]


def test_warnings_of_the_tests_show_on_nobody_s_screen(server, capfd):
    server.steps([judged("import os, sys, warnings\nwarnings.warn('seen')\nprint('seen', file=sys.stderr)")])
    server.steps([judged("import os\nos.write(1, b'seen')\nos.write(2, b'seen')")])
    assert capfd.readouterr() == ("", "")


def test_memory_is_limited_and_the_next_cell_runs(server):
    hungry, after = server.run("x = bytearray(3 << 30)", "1", memory_mb=1000).outputs
    assert hungry[0]["ename"] == "MemoryError"
    assert after[0]["data"]["text/plain"] == "1"


def test_a_warm_cell_gives_its_names_and_its_output_without_running(server):
    warm = [{"kind": "warm", "source": "0"}, {"kind": "warm", "source": "1"}]
    ran = server.steps([answer("wide = 1"), *warm, answer("wide"), judged("assert wide == 7")])
    assert ran.outputs[2][0]["data"]["text/plain"] == "8"
    assert ran.outputs[3][0]["data"]["text/plain"] == "7"
    assert said(ran.outputs[4]) == []


def test_a_name_of_a_later_warm_cell_is_not_there_before(server):
    ran = server.steps([answer("wide"), {"kind": "warm", "source": "0"}])
    assert said(ran.outputs[0]) == ["name 'wide' is not defined"]


def test_a_given_cell_runs_on_both_sides(server):
    ran = server.steps(
        [given("step = 3"), answer("def f(x):\n    return x + step"), judged("assert f(1) == 1 + step")], owned=["f"]
    )
    assert said(ran.outputs[2]) == []


def test_a_wrong_answer_fails_with_the_message_of_the_test(server):
    ran = server.steps(
        [answer("def f(x):\n    return x"), judged("assert f(1) == 2, 'add one'"), judged("0.5")], owned=["f"]
    )
    assert said(ran.outputs[1]) == ["add one"]
    assert ran.outputs[2][0]["data"]["text/plain"] == "0.5"


def test_an_error_of_the_students_own_code_comes_with_its_line(server):
    (failed,) = server.steps([answer("def f(x):\n    return x / 0"), judged("f(1)")], owned=["f"]).outputs[1]
    assert failed["ename"] == "ZeroDivisionError"
    assert failed["traceback"] == [
        "ZeroDivisionError: division by zero",
        "in f, line 2: return x / 0",
        "line 1 of the test",
    ]


def test_a_name_that_the_student_deleted_is_missing(server):
    ran = server.steps([answer("f = len"), judged("f('a')"), answer("del f"), judged("f('a')")], owned=["f"])
    assert said(ran.outputs[1]) == []
    assert said(ran.outputs[3]) == ["name 'f' is not defined"]


def test_a_call_that_takes_too_long_fails_its_test_only(server):
    slow = "def f(x):\n    while x:\n        pass\n    return 1"
    swallowing = "try:\n    f(1)\nexcept Exception:\n    pass"
    ran = server.steps([answer(slow), judged(swallowing), judged("assert f(0) == 1")], owned=["f"], cell_s=2.0)
    assert said(ran.outputs[1]) == ["it took too long"]
    assert said(ran.outputs[2]) == []


def test_a_test_that_does_not_end_is_ended(server):
    ran = server.steps([answer("f = len"), judged("while f:\n    pass"), answer("1")], owned=["f"], cell_s=2.0)
    assert said(ran.outputs[1]) == ["it took too long"]
    assert ran.seconds < 20


def test_no_test_can_be_found_where_the_student_s_code_runs(server):
    """Its own memory is all that the student's process could search; the pattern doesn't find itself."""
    search = """
import re
found = 0
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb") as memory:
    for line in maps:
        start, end = (int(part, 16) for part in line.split()[0].split("-"))
        if "r" in line.split()[1] and end - start < 1 << 28 and "[v" not in line:
            try:
                memory.seek(start)
                found += len(re.findall(b"hidden-[m]arker-7", memory.read(end - start)))
            except OSError:
                pass
found
"""
    for _ in range(2):  # the second copy would also see what the first left behind
        ran = server.steps(
            [answer("f = len"), answer(search), judged("word = 'hidden-marker-7'\nassert f(word)"), answer(search)],
            owned=["f"],
        )
        assert ran.outputs[1][0]["data"]["text/plain"] == "0"
    mine = server.run("word = 'hidden-' + 'marker-7'", search)
    assert int(mine.outputs[1][0]["data"]["text/plain"]) > 0, "the search finds what is there"


def test_what_a_function_prints_for_a_test_is_shown_to_nobody(server):
    steps = [answer("def f(x):\n    print('input', x)\n    return x"), judged("assert f(3) == 3"), answer("1")]
    ran = server.steps(steps, owned=["f"])
    assert ran.outputs[1] == []
    assert [output["output_type"] for output in ran.outputs[2]] == ["execute_result"]


def test_both_sides_say_what_they_have_used(server):
    ran = server.steps([answer("sum(range(10**7))"), judged("sum(range(10**7))")])
    assert ran.theirs_cpu_s > 0.05
    assert ran.judge_cpu_s > 0.05
    assert 20 < ran.memory_mb < 1000


def test_variables_of_the_judge_are_not_the_student_s(server):
    server.runner.judge_environment = {"CITYLAB_CLASS_SEED": "5"}
    ask = "import os\nprint(os.environ.get('CITYLAB_CLASS_SEED'))"
    ran = server.steps([answer(ask), judged(ask)])
    server.runner.judge_environment = {}
    assert [outputs[0]["text"] for outputs in ran.outputs] == ["None\n", "5\n"]
