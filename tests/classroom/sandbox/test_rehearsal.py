"""What goes as at the rehearsal is not run again, and nothing else changes."""

from dataclasses import replace

import pytest

from classroom.sandbox.runner import Limits, Runner
from classroom.wire import unpack


@pytest.fixture(scope="module")
def running():
    with Runner(warm=(WARM,), limits=Limits(cell_s=10.0, notebook_s=30.0)) as started:
        yield started


@pytest.fixture
def runner(_needs_namespaces, running):
    return running


def answer(source):
    return {"kind": "theirs", "source": source}


def given(source):
    return {"kind": "given", "source": source}


def judged(source):
    return {"kind": "test", "source": source}


def verdicts(ran, steps):
    """Return what the tests came to: points, or what an error said."""
    found = []
    for step, outputs in zip(steps, ran.outputs, strict=True):
        if step["kind"] == "test":
            errors = [output["traceback"] for output in outputs if output["output_type"] == "error"]
            shown = [output.get("data", output.get("text")) for output in outputs if not errors]
            found.append(errors or shown)
    return found


# Tests that differ in how they talk to the student's functions.
STEPS = [
    {"kind": "warm", "source": "0"},
    given("import numpy as np"),
    answer(""),  # the student's cells
    judged("assert f(1) == 2, 'two'\nassert f(3) == 4, 'four'\n2"),
    judged("print('seen')\nlimit = f(10)"),
    judged("assert limit == 11, limit\nassert f(limit) == 12"),
    judged("assert np.array_equal(g(np.arange(3.0)), [0.0, 2.0, 4.0])\n0.5"),
    judged("try:\n    h('x')\nexcept ValueError as error:\n    said = str(error)\nassert 'number' in said, said"),
    judged("rows = [3, 1]\nh(rows)\nassert rows == [1, 3], rows"),
    judged("assert twice(lambda x: x + 1, 1) == 3"),
    given("helper = {'f': f, 'made': maker(5)}\nkept = [3, 1]\nh(kept)"),
    judged("assert helper['f'](1) == 2 and helper['made'](1) == 6"),
    judged("helper['f'] = None\nassert maker(2)(1) == 3"),
    judged("assert helper['f'] is None and value == 3 and kept == [3, 1]"),
    judged("assert [counted() for _ in range(3)] == [1, 2, 3]"),
    judged("table['a'].append(counted())"),
    judged("assert table == {'a': [1, 2, 4]}, table\n1"),
    judged("assert ask(5) == 6\nassert noted == [], noted"),
    judged("check(f(5) == 6, 'five')"),
    judged("assert not failed, failed\n2"),
    judged("assert calm(f(7)) == 8 and f(2) == 3\n1"),
    judged("assert f(5) == 6"),
]
WARM = """
wide, table, failed, noted = 7, {'a': [1, 2]}, [], []
def check(ok, say):
    if not ok: failed.append(say)
def ask(x):
    if x > 5: noted.append(x)
    return x + 1
def calm(x): return x + wide - wide
"""
RIGHT = """
def f(x):
    return x + 1
def g(x):
    return 2 * x
def h(x):
    if isinstance(x, str):
        raise ValueError('give a number')
    x.sort()
def twice(f, x):
    return f(f(x))
def maker(x):
    return lambda y: x + y
calls = 0
def counted():
    global calls
    calls += 1
    return calls
value = 3
"""
OWNED = ["calls", "counted", "f", "g", "h", "maker", "twice", "value"]
ANSWERS = {
    "right": [],
    "in other words": [("x + 1", "1 + x"), ("2 * x", "x + x")],
    "wrong": [("x + 1", "x + 2")],
    "wrong later": [("x + 1", "x + 1 if x < 5 else 0")],
    "another type": [("x + 1", "x + 1.0")],
    "another error": [("ValueError('give a number')", "TypeError('give a number')")],
    "another message": [("give a number", "no number at all")],
    "no message": [("give a number", "wrong")],
    "changes nothing": [("x.sort()", "sorted(x)")],
    "calls back once": [("f(f(x))", "f(x) + 1")],
    "calls back never": [("f(f(x))", "x + 2")],
    "gives another function": [("x + y", "x * y")],
    "counts on": [("calls = 0", "calls = 1")],
    "another value": [("value = 3", "value = 4")],
    "a value less": [("value = 3", "")],
    "a function less": [("def g(x)", "def gg(x)")],
    "not a function": [("def twice(f, x):\n    return f(f(x))", "twice = 3")],
    "fails": [("x + 1", "x / 0")],
    "prints": [("return x + 1", "print(x)\n    return x + 1")],
    "leaves": [("return 2 * x", "import os; os._exit(0)")],
    "leaves early": [("return x + 1", "import os; os._exit(0)")],
    "answers too much": [("return 2 * x", "return [object()] * 3")],
    "changes in place": [("return 2 * x", "x *= 2; return x")],
}


def steps(answers, tests=STEPS):
    return [answer(answers) if step["source"] == "" else step for step in tests]


def changed(name):
    text = RIGHT
    for old, new in ANSWERS[name]:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture(scope="module")
def kept(running):
    return running.rehearse(steps(RIGHT), OWNED)


@pytest.fixture
def rehearsal(_needs_namespaces, kept):
    found = kept
    assert found
    return found


def test_those_that_stand_alone_are_rehearsed_and_no_others(rehearsal):
    scenes, guarded = unpack(rehearsal)
    sources = [step["source"] for step in STEPS if step["kind"] in ("given", "test")]
    alone = {sources[place] for place, scene in enumerate(scenes) if unpack(scene)[-1] is not None}
    # They read what others bind or change, or might: an error's text, a name of an import.
    waiting = ("limit", "helper", "table", "np", "said")
    assert alone == {source for source in sources if not any(word in source for word in waiting)}
    assert guarded == ["ask", "calm", "check", "failed", "noted"]


@pytest.mark.parametrize("name", ANSWERS)
def test_each_test_comes_to_the_same_as_without_a_rehearsal(runner, rehearsal, name):
    asked = steps(changed(name))
    plain, rehearsed = runner.run(asked, OWNED), runner.run(asked, OWNED, rehearsal)
    assert verdicts(rehearsed, asked) == verdicts(plain, asked)
    assert (rehearsed.stopped, rehearsed.outputs[2]) == (plain.stopped, plain.outputs[2])


def test_the_answers_are_not_all_alike(runner):
    found = {repr(verdicts(runner.run(asked, OWNED), asked)) for asked in map(steps, map(changed, ANSWERS))}
    assert len(found) >= 15


# State that passes from one test to the next; the last asks the student nothing, or nothing wrong.
# fmt: off
STATE = {
    "rows of a loop": ["rows = [{'x': 1}, {'x': 5}]", "for row in rows: row['y'] = f(row['x'])",
                       "assert [r['y'] for r in rows] == [2, 6]\n2"],
    "a collector": ["bad = []\ndef see(ok, say):\n    if not ok: bad.append(say)", "see(f(5) == 6, 'five')",
                    "assert not bad\n2"],
    "points": ["sum_of = {'n': 0}\ndef see(ok, p): sum_of['n'] += p * ok", "see(f(5) == 6, 2)", "sum_of['n']"],
    "a cache": ["cache = {}\ndef look(x):\n    if x not in cache: cache[x] = f(x)\n    return cache[x]",
                "a = look(5)", "assert look(5) == 6\n2"],
    "a list method": ["rows = []", "[rows.append(f(x)) for x in (1, 5)]", "assert rows == [2, 6]\n2"],
    "a function's argument": ["import heapq\nheap = []", "heapq.heappush(heap, f(5))", "assert heap == [6]\n2"],
    "an alias": ["a = []", "b = a\nb.append(f(5))", "assert a == [6]\n2"],
    "a deleted name": ["n = 1", "if f(5) != 6: del n", "assert n == 1\n2"],
    "a match": ["v = 1", "match f(5):\n    case v: pass", "assert v == 6\n2"],
    "a walrus": ["v = 6", "[(v := f(x)) for x in (1, 5)]", "assert v == 6\n2"],
    "exec": ["v = 6", "exec('v = f(5)')", "assert v == 6\n2"],
    "a global": ["v = 6\ndef put():\n    global v\n    v = f(5)", "put()", "assert v == 6\n2"],
    "a module": ["import citylab", "citylab.zz = f(5)", "import citylab\nassert citylab.zz == 6\n2"],
    "a random state": ["import numpy as np\nnp.random.seed(1)", "f(5)", "assert f(np.random.randint(9, 99)) > 0\n2"],
    "a given table": ["1", "table['a'][0] = f(5)", "assert table['a'][0] in (1, 6)\n2"],
    "a given name": ["1", "wide = f(5)", "assert wide == 6\n2"],
    "a given collector": ["1", "check(f(5) == 6, 'five')", "assert not failed\n2"],
    "a default": ["limit = 3", "1",
                  "def see(limit=limit): return limit\nv = f(100)\nassert see() == 3 and v == 101\n2"],
    "a suppressed error": ["limit = 3", "1", "import contextlib\nwith contextlib.suppress(ValueError):\n"
                           "    limit = int('a')\nv = f(100)\nassert limit == 3\n2"],
    "a star": ["from math import *", "1", "v = f(100)\nassert floor(2.5) == 2\n2"],
    "size before": ["rows = [1]", "size = len(rows)\nassert f(1) == 2",
                    "rows.append(f(100))\nassert len(rows) == size + 1\n2"],
}
# fmt: on


@pytest.mark.parametrize("name", STATE)
def test_state_of_an_earlier_test_counts_as_without_a_rehearsal(runner, name):
    tests = [{"kind": "warm", "source": "0"}, answer(""), *map(judged, STATE[name])]
    noted = runner.rehearse(steps(RIGHT, tests), OWNED)
    for wrong in ("x + 1", "x + 1 + (x >= 5)", "x + 1.0"):
        asked = steps(RIGHT.replace("x + 1", wrong, 1), tests)
        plain, rehearsed = runner.run(asked, OWNED), runner.run(asked, OWNED, noted)
        assert verdicts(rehearsed, asked) == verdicts(plain, asked)


def test_a_slow_answer_fails_a_test_that_looks_at_the_clock(runner):
    timed = "import time\nt = time.perf_counter()\nassert f(5) == 6\nassert time.perf_counter() - t < 1, 'slow'\n2"
    tests = [answer(""), judged(timed)]
    noted = runner.rehearse(steps(RIGHT, tests), OWNED)
    asked = steps("import time\n" + RIGHT.replace("return x + 1", "time.sleep(1.1); return x + 1", 1), tests)
    assert "slow" in str(verdicts(runner.run(asked, OWNED, noted), asked))


def test_a_cell_that_takes_long_has_its_time_also_after_a_rehearsal(runner):
    slow = "import math\nx = sum(math.sqrt(n) for n in range(12_000_000))\nassert f(5) == 6"
    tests = [answer(""), judged(slow), judged("assert f(1) == 2\n3")]
    noted = runner.rehearse(steps(RIGHT, tests), OWNED)
    asked = steps(RIGHT.replace("x + 1", "x + 1 if x == 1 else f(x)"), tests)
    before, runner.limits = runner.limits, replace(runner.limits, cell_s=8.0)
    try:
        plain, rehearsed = runner.run(asked, OWNED), runner.run(asked, OWNED, noted)
    finally:
        runner.limits = before
    assert verdicts(rehearsed, asked) == verdicts(plain, asked)
    assert rehearsed.stopped == plain.stopped == ""


def process_of(ran):
    return [outputs[-1]["data"]["text/plain"] for outputs in ran.outputs[1:]]


def test_a_test_is_run_where_it_goes_otherwise_and_only_there(runner):
    own = "{call}\nfloat(open('/proc/uptime').read().split()[0])"
    tests = [answer(""), *(judged(own.format(call=call)) for call in ("f(1)", "f(2)", "len('a')"))]
    noted = runner.rehearse(steps(RIGHT, tests), OWNED)
    first = process_of(runner.run(steps(RIGHT, tests), OWNED, noted))
    second = process_of(runner.run(steps(RIGHT, tests), OWNED, noted))
    assert first == second  # the clock shows when it ran
    third = process_of(runner.run(steps(RIGHT.replace("x + 1", "x + 1 + (x == 2)"), tests), OWNED, noted))
    assert (third[0], third[2]) == (first[0], first[2])
    assert third[1] != first[1]


@pytest.mark.parametrize(
    "source",
    [
        "import os\nassert f(int.from_bytes(os.urandom(4), 'big')) > 0",
        "import os\ntry:\n    f(int.from_bytes(os.urandom(4)))\nexcept BaseException:\n    pass\nassert f(1) == 2",
        "import time\nassert f(1) == 2\nassert [f(2) for _ in range(time.monotonic_ns() % 1000)] != 0",
        "import secrets\nassert f(secrets.randbits(40)) > 0",
        "import secrets\ntry:\n    f(secrets.randbits(40))\nexcept BaseException:\n    pass\nassert f(1) == 2",
    ],
)
@pytest.mark.parametrize("wrong", ["x + 1", "x + 1 + (x != 1)", "x + 2"])
def test_a_test_that_is_another_each_time_is_fair_all_the_same(runner, source, wrong):
    tests = [answer(""), judged(source), judged("assert f(1) == 2")]
    noted = runner.rehearse(steps(RIGHT, tests), OWNED)
    asked = steps(RIGHT.replace("x + 1", wrong), tests)

    def both(asked, noted):
        return runner.run(asked, OWNED, noted), runner.run(asked, OWNED)

    for _ in range(2):
        rehearsed, plain = (["Error" in str(one) for one in verdicts(ran, asked)] for ran in both(asked, noted))
        assert rehearsed == plain


def test_a_test_whose_own_answer_fails_is_always_run(runner):
    tests = [answer(""), judged("assert f(1) == 3, 'three'"), judged("f(1)")]
    noted = runner.rehearse(steps(RIGHT, tests), OWNED)
    for wrong, expected in (("x + 1", "three"), ("x + 2", "")):
        asked = steps(RIGHT.replace("x + 1", wrong), tests)
        assert expected in str(verdicts(runner.run(asked, OWNED, noted), asked)[0])


def test_other_tests_are_run_whatever_was_rehearsed(runner, rehearsal):
    other = [*STEPS[:2], judged("assert f(1) == 5, 'five'"), *STEPS[3:]]
    asked = steps(RIGHT, other)
    assert verdicts(runner.run(asked, OWNED, rehearsal), asked) == verdicts(runner.run(asked, OWNED), asked)


def test_a_notebook_that_does_not_get_to_its_end_gives_no_rehearsal(runner):
    slow, before = [answer("import time\ntime.sleep(60)")], runner.limits
    try:
        runner.limits = replace(before, cell_s=1.0)
        assert runner.rehearse(slow * 2, []) != b""  # the cell alone is interrupted
        runner.limits = replace(before, notebook_s=1.0)
        assert runner.rehearse(slow, []) == b""
    finally:
        runner.limits = before


def test_a_slow_answer_is_stopped_as_without_a_rehearsal(runner, rehearsal):
    asked = steps(RIGHT.replace("return 2 * x", "while True: pass"))
    before, runner.limits = runner.limits, replace(runner.limits, cell_s=2.0)
    try:
        plain, rehearsed = runner.run(asked, OWNED), runner.run(asked, OWNED, rehearsal)
    finally:
        runner.limits = before
    assert verdicts(rehearsed, asked) == verdicts(plain, asked)


def test_nobody_can_read_the_rehearsal_where_the_answer_runs(runner):
    tests = [answer(""), judged("assert f(734091826554377) == 734091826554378")]
    noted = runner.rehearse(steps(RIGHT, tests), OWNED)
    search = """
import re
found = 0
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb") as memory:
    for line in maps:
        start, end = (int(part, 16) for part in line.split()[0].split("-"))
        if "r" in line.split()[1] and end - start < 1 << 28 and (len(line.split()) < 6 or "[heap]" in line):
            try:
                memory.seek(start)
                found += len(re.findall(b"73409182655437[7]|markmark[s]", memory.read(end - start)))
            except OSError:
                pass
assert found, "the search finds its own mark"
print(found)
"""
    asked = [answer("kept = bytes(8) + ('markmark' + 's').encode()\n" + search), *steps(RIGHT, tests)]
    plain = runner.run(asked, OWNED)
    rehearsed = runner.run([asked[0], *asked[1:]], OWNED, noted)
    assert rehearsed.outputs[0] == plain.outputs[0]
