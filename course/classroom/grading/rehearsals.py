"""A rehearsal for all engines of an assignment, held while other things are got ready."""

from __future__ import annotations

import math
import threading
import time
from contextlib import suppress

from classroom.grading.engine import Engine

WORTH = 4  # submissions from which a rehearsal, which takes as long as one or two of them, saves time
LOOK_S = 0.1


class Rehearsals:
    """
    Rehearses in a thread of its own. Use it in a ``with`` block; its end ends the rehearsal.

    Parameters
    ----------
    engine : Engine or None
        One for this alone; without one there is no rehearsal.

    Attributes
    ----------
    found : bytes
        What `Engine.rehearsal` takes; nothing until it is there, or if it cannot be had.
    """

    def __init__(self, engine: Engine | None) -> None:
        self._engine, self.found = engine, b""
        self._thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self) -> Rehearsals:
        if self._engine:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._engine:
            while self._thread.is_alive():
                with suppress(Exception):
                    self._engine.kill()
                self._thread.join(timeout=1.0)

    def wait(self, most_s: float = math.inf, *, unless: threading.Event | None = None) -> bytes:
        """Return what is found, once it is there, or earlier if it takes too long or something has happened."""
        end = time.monotonic() + most_s
        while self._thread.is_alive() and time.monotonic() < end and not (unless and unless.is_set()):
            self._thread.join(timeout=LOOK_S)
        return self.found

    def _work(self) -> None:
        assert self._engine is not None
        # Without it marking takes longer; whatever is wrong shows with the first submission.
        with suppress(Exception), self._engine as engine:
            self.found = engine.rehearse()
