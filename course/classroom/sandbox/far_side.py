"""
The student's side: runs the cells of a submission, and calls its functions for the tests, which stand elsewhere.

Runs inside the walls. Nothing here is a secret or a verdict: inputs come in, values go out.
"""

from __future__ import annotations

import signal
import socket
import traceback
from pathlib import Path
from typing import Any

from IPython.core.interactiveshell import InteractiveShell

from classroom.sandbox import cells
from classroom.sandbox.warm import WarmCells
from classroom.wire import Channel, Peer


class FarSide:
    """Does the tasks that the judge asks for: run a cell, take over a warm one, show values by their names."""

    def __init__(self, shell: InteractiveShell, warm: WarmCells, sources: list[str], end: socket.socket) -> None:
        self._shell, self._warm = shell, warm
        self._runner = cells.CellRunner(shell, text_file=Path(".programs"))
        self._sources = sources
        self._peer = Peer(Channel(end), strangers=True, describe=self._where)
        self._peer.tasks = {"cell": self._cell, "warm": self._take_over, "fetch": self._fetch}
        self._busy = False

    def serve(self) -> None:
        """Answer until the judge is gone."""
        signal.signal(signal.SIGINT, self._interrupt)
        self._peer.serve()

    def _cell(self, number: int) -> list[dict[str, Any]]:
        self._busy = True
        try:
            return self._runner.run(self._sources[number])
        finally:
            self._busy = False

    def _take_over(self, number: int) -> None:
        self._warm.give(number, self._shell.user_ns)

    def _fetch(self, asked: dict[str, Any]) -> dict[str, Any]:
        space = self._shell.user_ns
        self._peer.number_from(asked["first"])
        return {name: self._watched(space[name]) for name in asked["names"] if name in space}

    def _watched(self, value: Any) -> Any:
        if not callable(value) or isinstance(value, type):
            return value

        def call(*args: Any, **kwargs: Any) -> Any:
            self._busy = True
            try:
                return value(*args, **kwargs)
            finally:
                self._busy = False
                self._runner.forget()  # what a function prints while a test calls it is shown to nobody

        call.__name__ = str(getattr(value, "__name__", ""))
        return call

    def _interrupt(self, *_: Any) -> None:
        # A message that has begun must be read to its end.
        if self._busy:
            raise KeyboardInterrupt

    def _where(self, error: BaseException) -> str:
        """Name the line of the student's own code that failed last."""
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename.startswith(("<ipython-input-", "/tmp/ipykernel_")) or "ipython-input" in frame.filename:
                return f"in {frame.name}, line {frame.lineno}: {(frame.line or '').strip()[:200]}"
        return ""
