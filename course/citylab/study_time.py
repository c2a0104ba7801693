"""
Count the time spent in a notebook and the cells that were run, in the kernel itself.

A run counts when a person's front end names the cell, as JupyterLab does: nbgrader,
nbconvert, Voila and the tests name none. Times come from a clock that never goes
back. The file is written at most every 20 seconds, and when the kernel ends.
"""

import atexit
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from citylab.lab_session import notebook
from citylab.paths import root

__all__ = ["PAUSE_S", "StudyTime", "moment", "start"]

PAUSE_S = 300.0
_WRITE_EVERY_S = 20.0


class StudyTime:
    """
    Time spent and cells run in one notebook, gathered and written now and then.

    Parameters
    ----------
    write : callable
        Takes `seconds` [s] and `cells`, a set of ids, that are new since it was last called.
    clock : callable
        Returns seconds that never decrease. [s]
    """

    def __init__(self, write: Callable[..., None], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._write, self._clock = write, clock
        self._last = self._written = clock()
        self._seconds = 0.0
        self._cells: set[str] = set()
        self._timer: threading.Timer | None = None
        self._lock = threading.RLock()

    def ran(self, result: Any) -> None:
        """Note that a cell was run; IPython calls this after each with its result."""
        cell = getattr(getattr(result, "info", None), "cell_id", None)
        if isinstance(cell, str) and cell:
            self.moment(cell)

    def moment(self, cell: str | None = None) -> None:
        """Note that the learner did something now, perhaps ran the cell with this id."""
        with self._lock:
            now = self._clock()
            self._seconds += min(max(now - self._last, 0.0), PAUSE_S)
            self._last = now
            if cell:
                self._cells.add(cell)
            if now - self._written >= _WRITE_EVERY_S:
                self.flush()
            elif self._timer is None:
                # Else what was run within 20 seconds would be lost if the computer stops hours later.
                self._timer = threading.Timer(_WRITE_EVERY_S, self.flush)
                self._timer.daemon = True
                self._timer.start()

    def flush(self) -> None:
        """Write what was gathered, if anything was."""
        with self._lock:
            if self._timer:
                self._timer.cancel()
                self._timer = None
            seconds, cells = self._seconds, self._cells
            self._seconds, self._cells, self._written = 0.0, set(), self._clock()
        if seconds or cells:
            self._write(seconds=seconds, cells=cells)


_running: StudyTime | None = None


def start() -> None:
    """Begin to count, if this is the kernel of a notebook that a person has open."""
    global _running
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    key = _key()
    if _running or key is None or shell is None or not hasattr(shell, "kernel"):
        return
    owner = os.getpid()

    def write(**new: Any) -> None:
        if os.getpid() == owner:  # a process that a lesson started is not the learner
            from citylab import progress

            progress.record_study(key, **new)

    _running = StudyTime(write)
    shell.events.register("post_run_cell", _running.ran)
    atexit.register(_running.flush)


def _key() -> str | None:
    """Return the name of the open notebook if it is one of the course; others are nobody's business."""
    opened = notebook()
    if opened is None:
        return None
    folder, name = opened.parent.name, opened.stem
    try:
        places = [root() / "course" / "notebooks", root() / "assignments" / "release"]
    except FileNotFoundError:
        return None
    return f"{folder}/{name}" if any((place / folder / f"{name}.ipynb").is_file() for place in places) else None


def moment() -> None:
    """Note that the learner did something without running a cell, such as check a question."""
    if _running:
        _running.moment()
