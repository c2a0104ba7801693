"""
The other side of the wall: runs an assignment's tests on what a student's functions give.

Tests are the author's cells, unchanged. Where a test calls a student's function, the call goes to the student's
process and its result comes back as data; so neither tests, nor expected values, nor marks are ever where
the student's code runs. The judge sits inside walls of its own, since it reads what strangers send.
"""

from __future__ import annotations

import ast
import linecache
import signal
import sys
import traceback
import types
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from classroom.sandbox.warm import WarmCells
from classroom.wire import ClosedError, DamagedError, Peer, Remote, Stranger, UnreadableError
from classroom.wire.calls import InterruptedFarError

Output = dict[str, Any]
Step = dict[str, Any]
# Why the student's side cannot be asked any more.
ENDS = ("it took too long", "the answer could not be read", "the submission's process ended before this test")


class Judge:
    """
    Goes through the cells of a notebook.

    Parameters
    ----------
    peer : Peer
        To the student's side.
    warm : WarmCells
        Cells that have been run.
    steps : sequence of dict
        Each has a `kind` and a `source`. A ``given`` cell is run on both sides, ``theirs`` only on the student's side,
        a ``test`` only here; a ``warm`` cell has been run, and its `source` is its number.
    owned : set of str
        Names that the student's cells define.
    begin : callable
        Called before each step, so that somebody can watch the time.
    """

    def __init__(
        self, peer: Peer, warm: WarmCells, steps: Sequence[Step], owned: set[str], begin: Callable[[], object]
    ) -> None:
        self._peer, self._warm, self._steps, self._owned, self._begin = peer, warm, steps, owned, begin
        self._space: dict[str, Any] = {"__name__": "__main__", "display": lambda *args, **kwargs: None}
        self._fetched: set[str] = set()
        self._gone = ""

    def run(self) -> Iterator[list[Output]]:
        """Go through all steps, and give the outputs of each."""
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number, step in enumerate(self._steps):
            self._begin()
            yield self._run(number, step)

    def _run(self, number: int, step: Step) -> list[Output]:
        shown: list[Output] = []
        if step["kind"] == "warm":
            self._warm.give(int(step["source"]), self._space)
            self._theirs("warm", int(step["source"]))
            return shown
        if step["kind"] != "test":
            shown = self._theirs("cell", number)
        if step["kind"] != "theirs":
            mine = self._mine(number, step["source"])
            shown = mine if step["kind"] == "test" else shown
        return shown

    def _theirs(self, task: str, number: int) -> list[Output]:
        if self._gone:
            return [_failure("Stopped", self._gone)]
        try:
            outputs = self._peer.ask(task, number)
            return outputs if _is_output_list(outputs) else []
        except (ClosedError, DamagedError, KeyboardInterrupt) as error:
            self._leave(error)
            return [_failure("Stopped", self._gone)]
        except (Exception, InterruptedFarError) as error:
            return [_failed(error)]

    def _mine(self, number: int, source: str) -> list[Output]:
        """Run a cell here, with the student's functions under their names."""
        printed = _Printed()
        before, sys.stdout = sys.stdout, printed  # type: ignore[assignment]
        try:
            value = self._execute(f"<cell {number}>", source)
        except (ClosedError, DamagedError, KeyboardInterrupt) as error:
            self._leave(error)
            return [*printed.outputs(), _failure("Stopped", self._gone)]
        except BaseException as error:
            return [*printed.outputs(), _failed(error)]
        finally:
            sys.stdout = before
            if self._steps[number]["kind"] == "test":
                self._peer.forget()  # one test has no effect on what the next one takes for true
        return [*printed.outputs(), *([] if value is None else [_result(value)])]

    def _execute(self, name: str, source: str) -> Any:
        tree = ast.parse(source, name)
        last = tree.body[-1] if tree.body else None
        parts = []
        if isinstance(last, ast.Expr):
            tree.body.pop()
            parts = [compile(ast.Expression(last.value), name, "eval")]
        parts.insert(0, compile(tree, name, "exec"))
        self._fetch(set().union(*map(_names, parts)) & self._owned)
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        return [eval(part, self._space) for part in parts][-1]

    def _fetch(self, names: set[str]) -> None:
        """Bring what the student has under these names, and again what came before: it may be new."""
        self._fetched |= names
        if self._gone:
            raise ClosedError(self._gone)
        found = self._peer.ask("fetch", sorted(self._fetched)) if self._fetched else {}
        if type(found) is not dict:
            raise UnreadableError("no names came back")
        for name in self._fetched:
            if name in found:
                self._space[name] = found[name]
            else:
                self._space.pop(name, None)

    def _leave(self, error: BaseException) -> None:
        """Remember why the student's side cannot be asked any more."""
        if isinstance(error, KeyboardInterrupt):
            self._gone = ENDS[0]
        elif isinstance(error, DamagedError):
            self._gone = f"{ENDS[1]}: {error}"
        else:
            self._gone = self._gone or ENDS[2]


class _Printed:
    """What a test prints."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def write(self, text: str) -> int:
        self._pieces.append(text)
        return len(text)

    def flush(self) -> None: ...

    def outputs(self) -> list[Output]:
        text = "".join(self._pieces)
        return [{"output_type": "stream", "name": "stdout", "text": text}] if text else []


def _names(code: types.CodeType) -> set[str]:
    """Return the names that code looks up, in its functions as well; those of attributes are among them."""
    return set(code.co_names).union(*(_names(inner) for inner in code.co_consts if isinstance(inner, types.CodeType)))


def _failed(error: BaseException) -> Output:
    notes = [str(note) for note in getattr(error, "__notes__", [])]
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith("<cell ")]
    place = [f"line {frames[-1].lineno} of the test"] if frames else []
    text = str(error)
    shown = [f"{type(error).__name__}: {text}", *notes, *place]
    return {"output_type": "error", "ename": type(error).__name__, "evalue": text, "traceback": shown}


def _failure(name: str, text: str) -> Output:
    return {"output_type": "error", "ename": name, "evalue": text, "traceback": [f"{name}: {text}"]}


def _result(value: Any) -> Output:
    """Return the points that a test gives; those of NumPy's numbers show themselves in another way."""
    if isinstance(value, (np.ndarray, pd.DataFrame, pd.Series, Stranger, Remote)):
        return _failure("TypeError", f"the test gives no number of points, but {type(value).__name__}")
    if isinstance(value, (bool, np.generic)):
        value = value.item() if isinstance(value, np.generic) else value
        value = 0 if value is False else value
    return {
        "output_type": "execute_result",
        "execution_count": None,
        "metadata": {},
        "data": {"text/plain": repr(value)},
    }


def _is_output_list(outputs: Any) -> bool:
    return type(outputs) is list and all(type(output) is dict for output in outputs)
