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
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from classroom.sandbox.names import Names, names_of, reached
from classroom.sandbox.rehearsal import Rehearsal, Scene
from classroom.sandbox.runner import ENDS
from classroom.sandbox.warm import WarmCells
from classroom.wire import (
    ClosedError,
    DamagedError,
    Line,
    NotAsNotedError,
    NotedChannel,
    Peer,
    Remote,
    Stranger,
    UnreadableError,
)
from classroom.wire.calls import InterruptedFarError

Output = dict[str, Any]
Step = dict[str, Any]
MOST_FUNCTIONS = 1_000_000  # that one cell can give away: each cell's have numbers of their own


class Judge:
    """
    Goes through the cells of a notebook.

    Parameters
    ----------
    channel : NotedChannel
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
    rehearsal : Rehearsal, optional
        Of the same cells.
    is_rehearsal : bool
        Whether this is one.

    Attributes
    ----------
    scenes : list of Scene
        Of the cells that had their turn here, at a rehearsal.
    """

    def __init__(
        self,
        channel: NotedChannel,
        warm: WarmCells,
        steps: Sequence[Step],
        owned: set[str],
        begin: Callable[[], object],
        *,
        rehearsal: Rehearsal | None = None,
        is_rehearsal: bool = False,
    ) -> None:
        self._channel, self._peer = channel, Peer(channel)
        self._warm, self._steps, self._owned, self._begin = warm, steps, owned, begin
        self._rehearsal, self._is_rehearsal = rehearsal or Rehearsal(), is_rehearsal
        self._space: dict[str, Any] = {"__name__": "__main__", "display": lambda *args, **kwargs: None}
        self._tests: list[bool] = []
        self._names: list[Names] = []  # of the cells that have their turn here
        self._waiting: dict[int, Scene] = {}  # went as rehearsed, and have not been run
        self._astray: set[int] = set()  # did not go as rehearsed
        self._gone = ""
        self.scenes: list[Scene] = []

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
            mine = self._mine(step)
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

    def _mine(self, step: Step) -> list[Output]:
        """Run a cell here, with the student's functions under their names, or find that it goes as rehearsed."""
        number, source, said = len(self._names), step["source"], list[Line]()
        self._names.append(_NONE)
        self._tests.append(step["kind"] == "test")
        self.scenes.append(Scene(source, _NONE, [], None))
        scene = self._rehearsal.scene(number, source)
        try:
            if scene and self._goes_as(scene, number, said):
                return scene.outputs or []
            self._astray.add(number)
            tree = ast.parse(source, f"<cell {number}>")
            if not scene:
                self._names[number] = names_of(tree, self._is_fixed)
            self._catch_up(number)
        except (DamagedError, KeyboardInterrupt) as error:
            self._leave(error)
            return [_failure("Stopped", self._gone)]
        except Exception as error:
            return [_failed(error)]
        self._channel.begin(said, is_noted=self._is_rehearsal)
        shown = self._perform(number, tree, source)
        noted = self._channel.end(is_whole=not self._gone)
        is_sound = not any(output["output_type"] == "error" for output in shown)
        self.scenes[number] = Scene(source, self._names[number], noted, shown if is_sound else None)
        return shown

    def _goes_as(self, scene: Scene, number: int, said: list[Line]) -> bool:
        """Return whether the student's side says what it said at the rehearsal; then the cell need not be run."""
        self._names[number] = scene.names
        if scene.outputs is None or self._gone or self._astray.intersection(self._before(number)):
            return False
        self._channel.begin()
        try:
            if not self._channel.repeat(scene.lines, said):
                return False
        except ClosedError:
            return False  # the cell itself finds out
        self._waiting[number] = replace(scene, lines=said)
        return True

    def _catch_up(self, cell: int) -> None:
        """Run what has not been run of the cells that one depends on."""
        for number in self._before(cell):
            scene = self._waiting.pop(number, None)
            if scene is None or self._gone:
                continue
            later = (self._names[place] for place in range(number + 1, cell) if place not in self._waiting)
            if any(other.gives & scene.names.gives for other in later):
                raise NotAsNotedError  # it would undo what has been run since
            self._channel.begin(scene.lines)
            self._perform(number, ast.parse(scene.source, f"<cell {number}>"), scene.source)
            self._channel.end(is_whole=not self._gone)

    def _before(self, number: int) -> list[int]:
        return reached(self._names[number], self._names[:number])

    def _perform(self, number: int, tree: ast.Module, source: str) -> list[Output]:
        printed = _Printed()
        before, sys.stdout = sys.stdout, printed  # type: ignore[assignment]
        try:
            value = self._execute(number, tree, source)
        except (ClosedError, DamagedError, KeyboardInterrupt) as error:
            self._leave(error)
            return [*printed.outputs(), _failure("Stopped", self._gone)]
        except NotAsNotedError:
            raise
        except BaseException as error:
            return [*printed.outputs(), _failed(error)]
        finally:
            sys.stdout = before
            if self._tests[number]:
                self._peer.forget()  # one test has no effect on what the next one takes for true
        return [*printed.outputs(), *([_result(value)] if self._tests[number] and value is not None else [])]

    def _execute(self, number: int, tree: ast.Module, source: str) -> Any:
        name, last = f"<cell {number}>", tree.body[-1] if tree.body else None
        parts = []
        if isinstance(last, ast.Expr):
            tree.body.pop()
            parts = [compile(ast.Expression(last.value), name, "eval")]
        parts.insert(0, compile(tree, name, "exec"))
        self._fetch(number)
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        return [eval(part, self._space) for part in parts][-1]

    def _fetch(self, number: int) -> None:
        """Bring what the student has under the names that a cell uses, itself or through others before it."""
        if self._gone:
            raise ClosedError(self._gone)
        names = sorted(
            set().union(*(self._names[place].uses for place in [number, *self._before(number)])) & self._owned
        )
        if not names:
            return
        first = number * MOST_FUNCTIONS
        self._peer.number_from(first)
        found = self._peer.ask("fetch", {"names": names, "first": first})
        if type(found) is not dict:
            raise UnreadableError("no names came back")
        for name in names:
            if name in found:
                self._space[name] = found[name]
            else:
                self._space.pop(name, None)

    def _is_fixed(self, name: str) -> bool:
        return isinstance(self._space.get(name), (types.ModuleType, types.FunctionType, type))

    def _leave(self, error: BaseException) -> None:
        """Remember why the student's side cannot be asked any more."""
        if isinstance(error, KeyboardInterrupt):
            self._gone = ENDS[0]
        elif isinstance(error, DamagedError):
            self._gone = f"{ENDS[1]}: {error}"
        else:
            self._gone = self._gone or ENDS[2]


_NONE = Names(frozenset(), frozenset(), frozenset())


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
