"""One rehearsal for all engines of an assignment."""

from __future__ import annotations

import threading

from classroom.errors import CitylabError
from classroom.grading.engine import Engine

WORTH = 4  # submissions from which a rehearsal, which takes as long as one of them, saves time


class Rehearsals:
    """
    Lets the first engine that comes rehearse, and gives the others what came of it as soon as it is there.

    Parameters
    ----------
    submissions : int
        To be marked by all engines together.
    """

    def __init__(self, submissions: int) -> None:
        self._is_wanted, self._found = submissions >= WORTH, b""
        self._lock = threading.Lock()

    def prepare(self, engine: Engine) -> None:
        """Give an engine a rehearsal, if there is one or it is the first to ask."""
        with self._lock:
            is_first, self._is_wanted = self._is_wanted, False
        if is_first:
            try:
                self._found = engine.rehearse()
            except CitylabError:
                engine.kill()
                engine.stop()  # the submission that comes next starts it again, and says why if it cannot
        engine.rehearsal = self._found
