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

from classroom.sandbox.names import touched
from classroom.sandbox.rehearsal import Rehearsal, Scene, fingerprints, packed, within_reach
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
        self._given: dict[str, Any] = {}  # the same for everybody
        self._asks: list[Sequence[str]] = []  # of the cells that have had their turn here, what they take
        self._spoilt: set[str] = set()  # of what is given, what cells have changed
        self._gone = ""
        self._scenes: list[Scene] = []

    def run(self) -> Iterator[list[Output]]:
        """Go through all steps, and give the outputs of each."""
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number, step in enumerate(self._steps):
            self._begin()
            yield self._run(number, step)

    def _run(self, number: int, step: Step) -> list[Output]:
        shown: list[Output] = []
        if step["kind"] == "warm":
            for space in (self._space, self._given):
                self._warm.give(int(step["source"]), space)
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
        number, source, said = len(self._asks), step["source"], list[Line]()
        scene = self._rehearsal.scene(number, source)
        self._asks.append(scene.asks if scene else [])
        if scene and scene.outputs is not None and not self._gone:
            try:
                if self._goes_as(scene, said):
                    return scene.outputs
            except KeyboardInterrupt as error:
                self._leave(error)
                return [_failure("Stopped", self._gone)]
            self._begin()  # it has its time like any other
        stands_alone = scene is not None and scene.outputs is not None
        try:
            parts = _compiled(f"<cell {number}>", source)
        except Exception as error:
            self._scenes.append(Scene(source, []))
            return [_failed(error)]
        if not scene:
            self._asks[number] = sorted(set().union(*map(touched, parts)) & self._owned)
        watched = self._watched(parts)
        before = fingerprints(watched, self._space)
        shown = self._perform(number, parts, said, is_test=step["kind"] == "test", stands_alone=stands_alone)
        noted = self._channel.end(is_whole=not self._gone)
        if watched:
            self._compare(before, fingerprints(watched, self._space))
        is_sound = step["kind"] == "test" and not any(output["output_type"] == "error" for output in shown)
        self._scenes.append(Scene(source, self._asks[number], noted, shown if is_sound else None))
        return shown

    def rehearsed(self) -> bytes:
        """Return what a rehearsal has found."""
        return packed(self._scenes, owned=self._owned, given=self._given, spoilt=self._spoilt)

    def _goes_as(self, scene: Scene, said: list[Line]) -> bool:
        """Return whether the student's side says what it said at the rehearsal; then the cell need not be run."""
        self._channel.begin()
        try:
            return self._channel.repeat(scene.lines, said)
        except (ClosedError, DamagedError):
            return False  # the cell itself finds out

    def _watched(self, parts: list[types.CodeType]) -> set[str]:
        """Return of what is given to all the names that a cell might change."""
        which = set(self._given) if self._is_rehearsal else set(self._rehearsal.guarded)
        return which.intersection(set().union(*(within_reach(part, self._space) for part in parts))) if which else which

    def _compare(self, before: dict[str, bytes], after: dict[str, bytes]) -> None:
        """Look whether something given has changed: then no test can be taken as rehearsed."""
        spoilt = {name for name in {*before, *after} if not before.get(name) or before[name] != after.get(name)}
        if spoilt and not self._is_rehearsal:
            raise NotAsNotedError
        self._spoilt |= spoilt

    def _perform(
        self, number: int, parts: list[types.CodeType], said: list[Line], *, is_test: bool, stands_alone: bool
    ) -> list[Output]:
        printed = _Printed()
        before, sys.stdout = sys.stdout, printed  # type: ignore[assignment]
        try:
            self._fetch(number, said, stands_alone=stands_alone)
            value = [eval(part, self._space) for part in parts][-1]
        except (ClosedError, DamagedError, KeyboardInterrupt) as error:
            self._leave(error)
            return [*printed.outputs(), _failure("Stopped", self._gone)]
        except NotAsNotedError:
            raise
        except BaseException as error:
            return [*printed.outputs(), _failed(error)]
        finally:
            sys.stdout = before
            if is_test:
                self._peer.forget()  # one test has no effect on what the next one takes for true
        return [*printed.outputs(), *([_result(value)] if is_test and value is not None else [])]

    def _fetch(self, number: int, said: list[Line], *, stands_alone: bool) -> None:
        """
        Bring what the student has under the names that a cell uses, and again what came before: it may be new.

        One that stands alone needs only its own.
        """
        if self._gone:
            raise ClosedError(self._gone)
        own, first = self._asks[number], number * MOST_FUNCTIONS
        self._channel.begin()
        if not stands_alone:
            self._bring(sorted(set().union(*self._asks[:number]) - set(own)), first + MOST_FUNCTIONS // 2)
        self._channel.begin(said, is_noted=self._is_rehearsal)
        self._bring(own, first)

    def _bring(self, names: Sequence[str], first: int) -> None:
        self._peer.number_from(first)
        if not names:
            return
        found = self._peer.ask("fetch", {"names": list(names), "first": first})
        if type(found) is not dict:
            raise UnreadableError("no names came back")
        for name in names:
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


def _compiled(name: str, source: str) -> list[types.CodeType]:
    """Compile a cell, its last line by itself if it has a value."""
    tree = ast.parse(source, name)
    last = tree.body[-1] if tree.body else None
    parts = []
    if isinstance(last, ast.Expr):
        tree.body.pop()
        parts = [compile(ast.Expression(last.value), name, "eval")]
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    return [compile(tree, name, "exec"), *parts]


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
