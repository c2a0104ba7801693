"""
Checks that must fail, among the tests that run where the student's code runs.

One that passes says that the submission changed what a failure is. They find what changes the language, the
libraries' comparisons or the shell for all cells alike; who knows which cells are canaries can make an exception
for them. Tests whose verdict is reached outside need none.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST = 2  # at one place
Outputs = Sequence[Mapping[str, Any]]

_FALSE = (
    "{number} == {number} + 1",
    "float({number}) > {number}.5",
    "isinstance({word!r}, float) or type({number}) is str",
    "abs({number} - 7) < 0.5 or all([{number} < 9])",
    "__import__('math').isclose({number}.0, {number}.5)",
    "__import__('numpy').isclose({number}.0, 7.0) or __import__('numpy').allclose([7.0], {number}.0)",
    "__import__('numpy').array_equal([{number}], [7])",
)
_RAISING = (
    "__import__('numpy').testing.assert_allclose({number}.0, 7.0, err_msg={word!r})",
    "__import__('numpy').testing.assert_array_equal([{number}], [7], err_msg={word!r})",
    "__import__('numpy').testing.assert_equal({number}, 7, err_msg={word!r})",
    "(lambda p: p.testing.assert_series_equal(p.Series([{number}]), p.Series([7]), obj={word!r}))"
    "(__import__('pandas'))",
    "(lambda p: p.testing.assert_frame_equal(p.DataFrame([{number}]), p.DataFrame([7]), obj={word!r}))"
    "(__import__('pandas'))",
)
_CHECKS = (*(f"assert {false}, {{word!r}}" for false in _FALSE), *_RAISING)
# All of one kind in a cell: to show an error takes long.
_ALL = (
    "assert " + " or ".join(f"({false})" for false in _FALSE) + ", {word!r}",
    "_{word} = []\nfor check in (\n"
    + "".join(f"    lambda: {raising},\n" for raising in _RAISING)
    + "):\n    try:\n        check()\n        _{word}.append(1)\n    except AssertionError:\n        pass\n"
    + "assert _{word}, {word!r}",
)
_SHOWN = "{number} + 0.25"
_COMPARISONS = (ast.Eq, ast.Is, ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_CLOSE = {"isclose", "allclose", "array_equal", "equals"}


@dataclass(frozen=True)
class _Canary:
    expected: str
    kind: str  # "error" in these words, "any" error, or the "result" as it is

    def is_silent(self, outputs: Outputs) -> bool:
        kind = "execute_result" if self.kind == "result" else "error"
        found = [output for output in outputs if output.get("output_type") == kind]
        if self.kind == "any":
            return not found
        if self.kind == "result":
            return len(found) != 1 or (found[0].get("data") or {}).get("text/plain") != self.expected
        return not any(self.expected in str(output.get("evalue")) for output in found)


class Canaries:
    """The canaries of one notebook."""

    def __init__(self) -> None:
        self._draw = random.SystemRandom()
        self._at: dict[int, _Canary] = {}
        self._tests: list[int] = []

    def around(self, step: Mapping[str, str], at: int) -> list[Mapping[str, str]]:
        """Return a test that runs on the student's side, with a few canaries before and behind it, from `at` on."""
        before = self._some(at)
        self._tests.append(at + len(before))
        return [*before, step, *self._some(at + len(before) + 1)]

    def _some(self, at: int) -> list[dict[str, str]]:
        kinds = self._draw.sample([*_CHECKS, _SHOWN], self._draw.randint(1, MOST))
        return [self._step(at + number, kind) for number, kind in enumerate(kinds)]

    def all(self, at: int, tests: Iterable[str]) -> list[dict[str, str]]:
        """Return steps of every kind, and for each test one that asks for what no answer can be."""
        steps = [self._step(at + number, kind) for number, kind in enumerate([*_ALL, _SHOWN])]
        for test in tests:
            if source := impossible(test, word := self._word()):
                self._at[at + len(steps)] = _Canary(word, "any")
                steps.append({"kind": "theirs", "source": source})
        return steps

    def are_silent(self, outputs: Sequence[Outputs]) -> bool:
        """Return whether a canary that ran did not fail."""
        ran = {place: canary for place, canary in self._at.items() if place < len(outputs)}
        silent = [place for place, canary in ran.items() if canary.is_silent(outputs[place])]
        return any(not self._is_over(place, outputs) for place in silent)

    def _is_over(self, place: int, outputs: Sequence[Outputs]) -> bool:
        """Return whether the student's process was gone at a place: then no test passes after it."""
        after = [outputs[test] for test in self._tests if place < test < len(outputs)]
        return _is_gone(outputs[place]) and all(map(_is_gone, after))

    def _word(self) -> str:
        return f"{self._draw.getrandbits(64):016x}"

    def _step(self, at: int, form: str) -> dict[str, str]:
        word, number = self._word(), self._draw.randint(10, 99)
        is_shown = form == _SHOWN
        self._at[at] = _Canary(f"{number}.25", "result") if is_shown else _Canary(word, "error")
        return {"kind": "theirs", "source": form.format(number=number, word=word)}


def impossible(test: str, word: str) -> str:
    """
    Return a test that fails for every honest value: each comparison is with an object that equals nothing.

    Only what is asserted at the top level is taken, where it is certain that it runs. A test without such a
    comparison gives nothing.
    """
    try:
        tree = ast.parse(test)
    except SyntaxError:
        return ""  # it has commands of IPython
    met = f"_{word}"
    body: list[ast.stmt] = [*ast.parse(f"{met} = []").body]
    found = 0
    for node in tree.body:
        if not isinstance(node, ast.Assert):
            body.append(node)
            continue
        for claim in _claims(node.test):
            found += 1
            body += ast.parse(
                f"try:\n    if {ast.unparse(claim)}:\n        {met}.append(1)\nexcept Exception: pass"
            ).body
    body += ast.parse(f"assert {met}, {word!r}").body
    return ast.unparse(ast.Module(body, [])) if found else ""


def _claims(test: ast.expr) -> list[ast.expr]:
    """Return what must be false: the parts of a condition with one side replaced."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        return [claim for part in test.values for claim in _claims(part)]
    nothing, far = (ast.parse(text, mode="eval").body for text in ("object()", "float('nan')"))
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], _COMPARISONS):
        left, right = test.left, test.comparators[0]
        return [ast.Compare(left, test.ops, [nothing]), ast.Compare(nothing, test.ops, [right])]
    if isinstance(test, ast.Call) and getattr(test.func, "attr", getattr(test.func, "id", "")) in _CLOSE:
        given = [] if any(option.arg == "equal_nan" for option in test.keywords) else test.args[:2]
        return [
            ast.Call(test.func, [far if place == at else arg for place, arg in enumerate(test.args)], test.keywords)
            for at in range(len(given))
        ]
    return []


def _is_gone(outputs: Outputs) -> bool:
    """Return whether nobody was there to run it, as the judge says; the student's side can say it, too."""
    return any(output.get("ename") == "Stopped" for output in outputs)
