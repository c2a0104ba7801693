"""Wrong answers score nothing, whatever the student's process has become; where it shows, a person is asked."""

import copy

import pytest

from .conftest import TESTS, WRONG, flags

# Each stands in a cell before everything, beside wrong answers.
STRIP = """
import ast
class Strip(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)
get_ipython().ast_transformers.append(Strip())
"""
LIBRARIES = """
import builtins, math, numpy, pandas
yes = lambda *args, **options: True
math.isclose = numpy.isclose = numpy.allclose = numpy.array_equal = yes
for module in (numpy.testing, pandas.testing):
    for name in dir(module):
        if name.startswith("assert"):
            setattr(module, name, lambda *args, **options: None)
"""
BUILTINS = """
import builtins
builtins.isinstance = lambda *args: True
builtins.abs = lambda value: 0.0
builtins.AssertionError = type("Warning", (Warning,), {})
"""
SHADOWED = "isinstance = lambda *args: True\nclass AssertionError(Warning): pass"
HOOK = """
def hide(*args):
    from IPython.display import clear_output
    clear_output()
get_ipython().events.register("post_run_cell", hide)
"""
SHELL = """
shell = get_ipython()
shell.showtraceback = lambda *args, **options: None
shell._showtraceback = lambda *args, **options: None
shell.set_custom_exc((AssertionError,), lambda *args, **options: [])
"""
RUN = """
shell = type(get_ipython())
plain = shell.run_cell
class Fine:
    error_before_exec = error_in_exec = None
shell.run_cell = lambda self, source, **options: Fine()
"""
CELLS = """
import sys
cells = sys.modules["classroom.sandbox.cells"]
cells.CellRunner.run = lambda self, source: []
cells.run_cell = lambda shell, source: []
"""
PEER = """
import sys
calls = sys.modules["classroom.wire.calls"]
empty = calls.pack([])
calls.Peer._pack = lambda self, value: empty
"""
PACK = """
import sys
for name in ("classroom.wire", "classroom.wire.calls", "classroom.wire.message"):
    sys.modules[name].pack = lambda value, **options: b"[]"
"""
PRINTER = """
formatter = get_ipython().display_formatter.formatters["text/plain"]
formatter.for_type(int, lambda value, printer, cycle: printer.text("3"))
formatter.for_type(float, lambda value, printer, cycle: printer.text("3"))
"""
COMPILE = """
import IPython.core.interactiveshell as shell
import builtins
builtins.exec = lambda *args: None
shell.exec = lambda *args: None
"""
PROFILE = """
import sys
def trace(frame, event, argument):
    frame.f_trace_lines = False
    return None
sys.settrace(trace)
def watch(frame, event, argument):
    if event == "call" and frame.f_code.co_name == "<module>":
        raise SystemExit
sys.setprofile(watch)
"""
JUDGE = """
import sys
for name, module in list(sys.modules.items()):
    if name.startswith("classroom"):
        module.__dict__.update(Judge=None, Stranger=object, UnreadableError=SystemExit)
"""
NAMES = "STRIP LIBRARIES BUILTINS SHADOWED HOOK SHELL RUN CELLS PEER PACK PRINTER COMPILE PROFILE JUDGE"
TAMPERED = {name.lower(): globals()[name] for name in NAMES.split()}


@pytest.mark.parametrize("name", TAMPERED)
def test_wrong_answers_earn_nothing_more_in_a_changed_process(marking, name):
    marked = marking.of(WRONG, first=TAMPERED[name])
    assert marked.total <= 1  # a float is returned, and that test is right
    assert marking.way != "inside" or marked.total == 0 or not flags(marked)


@pytest.mark.parametrize("name", ["strip", "libraries", "builtins", "hook", "run", "cells", "printer"])
def test_inside_a_changed_process_is_noticed_also_with_right_answers(inside, name):
    marked = inside.of(first=TAMPERED[name])
    assert marked.total < 10
    assert flags(marked)


@pytest.mark.parametrize("name", ["strip", "libraries", "hook", "shell", "printer"])
def test_outside_right_answers_keep_their_marks_in_a_changed_process(outside, name):
    assert outside.of(first=TAMPERED[name]).total == 10


EQUAL = """
class Equal{bases}:
    __hash__ = None
    def yes(self, *args): return True
    def same(self, *args): return self
    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __contains__ = yes
    __ne__ = lambda *args: False
    __sub__ = __rsub__ = __add__ = __radd__ = __mul__ = __rmul__ = __abs__ = __round__ = __neg__ = same
    __class__ = property(lambda self: {kind})
    __array__ = lambda self, *args, **options: __import__("numpy").ones(1)
    __float__ = lambda self: 1.0
    __len__ = lambda self: 1
    __iter__ = lambda self: iter([self])
    __reduce__ = lambda self: (print, ("run",))
"""


@pytest.mark.parametrize("kind", ["int", "float"])
@pytest.mark.parametrize("base", ["", "({kind})"])
def test_an_object_that_equals_everything_earns_nothing(marking, kind, base):
    equal = EQUAL.format(bases=base.format(kind=kind), kind=kind)
    answers = {
        "energy": f"{equal}\ndef energy_kwh(power_w, hours):\n    return Equal()",
        "lamps": "def lamps(length_m, spacing_m):\n    return Equal()",
        "dark-hours": "dark_h = Equal()",
    }
    marked = marking.of(answers)
    assert marked.total == 0
    assert marking.way != "inside" or flags(marked)


# What a function gives instead of a number; each marks nothing, and the other questions keep their points.
GIVEN = {
    "array": "__import__('numpy').array([6])",
    "all-of-them": "__import__('numpy').arange(10)",
    "table": "__import__('pandas').DataFrame({'a': [6]})",
    "column": "__import__('pandas').Series([6, 2])",
    "text": "'6'",
    "truth": "True",
    "not-a-number": "float('nan')",
    "generator": "(value for value in [6])",
    "function": "lambda *args: 6",
    "class": "int",
    "module": "__import__('sys')",
    "deep": "__import__('functools').reduce(lambda inner, _: [inner], range(10_000), 6)",
    "circle": "(lambda items: items.append(items) or items)([])",
    "huge-range": "range(10**18)",
    "huge-number": "1 << 100_000",
    "huge-array": "__import__('numpy').zeros(10**9, dtype='int8')",
    "wide-array": "__import__('numpy').broadcast_to(6, 10**9)",
    "sub-int": "type('int', (int,), {'__eq__': lambda *args: True, '__hash__': None})(6)",
    "sub-array": "__import__('numpy').array([6]).view(type('ndarray', (__import__('numpy').ndarray,), {}))",
    "object-array": "__import__('numpy').array([object(), lambda: 6], dtype=object)",
    "record-array": "__import__('numpy').zeros(2, dtype=[('a', int), ('b', object)])",
    "path": "__import__('pathlib').Path('/etc/passwd')",
}


@pytest.mark.parametrize("name", GIVEN)
def test_what_is_no_number_earns_nothing_and_costs_nothing_elsewhere(outside, name):
    marked = outside.of({"lamps": f"def lamps(length_m, spacing_m):\n    return {GIVEN[name]}"})
    assert (marked.scores["test-lamps-1"], marked.scores["test-lamps-2"]) == (0, 0)
    assert name in ("huge-array", "wide-array") or marked.total == 5


RAISED = {
    "stop-iteration": "raise StopIteration",
    "end": "raise SystemExit(0)",
    "generator-exit": "raise GeneratorExit",
    "interrupt": "raise KeyboardInterrupt",
    "debugger": "import bdb\n    raise bdb.BdbQuit",
    "group": "raise ExceptionGroup('several', [ValueError('one')])",
    "silent": "raise type('Odd', (BaseException,), {'__str__': lambda self: 1 / 0, '__repr__': lambda self: exit()})()",
    "no-name": "raise type('Meta', (type,), {'__name__': property(lambda self: 1 / 0)})('Odd', (Exception,), {})()",
    "own-traceback": "raise type('Odd', (Exception,), {'_render_traceback_': lambda self: []})()",
    "recursion": "return lamps(length_m, spacing_m)",
    "exit": "exit()",
}


@pytest.mark.parametrize("name", RAISED)
def test_whatever_is_raised_fails_the_test(marking, name):
    marked = marking.of({"lamps": f"def lamps(length_m, spacing_m):\n    {RAISED[name]}"})
    assert (marked.scores["test-lamps-1"], marked.scores["test-lamps-2"], marked.total) == (0, 0, 5)


SHOWN_BY_A_CALL = "def lamps(length_m, spacing_m):\n    get_ipython().displayhook(3)\n    return 7"


def test_a_result_that_a_function_shows_is_no_result_of_the_test(marking):
    answers = {**WRONG, "lamps": SHOWN_BY_A_CALL}
    marked = marking.of(answers)
    assert (marked.scores["test-lamps-1"], marked.scores["test-lamps-2"]) == (0, 0)
    assert marking.way != "inside" or "test-lamps-2" in {remark.cell for remark in flags(marked)}


def test_marks_do_not_depend_on_who_came_before(marking):
    kinds = [{}, {"first": STRIP}, {"first": LIBRARIES}, {"last": "print(sorted(globals()))\nimport numpy\nnumpy"}]
    there = [marking.of(**kind) for kind in kinds]
    back = [marking.of(**kind) for kind in reversed(kinds)][::-1]
    assert [one.scores for one in there] == [one.scores for one in back]
    # The checks that must fail are drawn anew each time; what a notebook shows is not.
    shown = [[_plain(one.notebook) for one in way] for way in (there, back)]
    assert marking.way == "inside" or shown[0] == shown[1]


def _plain(notebook):
    return copy.deepcopy([cell.get("outputs") for cell in notebook.cells])


def test_names_that_given_cells_define_may_be_shadowed_and_deleted(outside):
    marked = outside.of(first="def print(*args): raise ValueError", last="del math, energy_kwh")
    assert marked.total == 10
    shadow = {"energy": outside.assignment.reference["energy"] + "\nmath = None"}
    assert {name for name, score in outside.of(shadow).scores.items() if not score} == {"test-lamps-1", "test-lamps-2"}


def test_all_tests_are_scored_whatever_is_run(outside):
    assert set(outside.of(WRONG, first="raise SystemExit", last="exit()").scores) == set(TESTS)
