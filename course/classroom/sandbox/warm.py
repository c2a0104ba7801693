"""Cells of an assignment that are the same for everybody, run once."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Sequence
from typing import Any

from IPython.core.interactiveshell import InteractiveShell

from classroom.sandbox import cells


class WarmCells:
    """
    Runs the author's cells before there is a student, and keeps what each of them defines.

    A copy of the process then needs no time for such a cell: it takes over the names.

    Parameters
    ----------
    shell : InteractiveShell
        Where they run. Afterwards it is as it was, but for what the libraries keep.
    sources : sequence of str
        The cells.

    Attributes
    ----------
    outputs : list of list of dict
        What each shows.
    """

    def __init__(self, shell: InteractiveShell, sources: Sequence[str]) -> None:
        before, self._own = dict(shell.user_ns), shell.user_ns
        self.outputs: list[list[dict[str, Any]]] = []
        self._names: list[dict[str, Any]] = []
        for source in sources:
            known = dict(shell.user_ns)
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                self.outputs.append(cells.run_cell(shell, source))
            self._names.append(_new(known, shell.user_ns))
        shell.reset(new_session=True, aggressive=False)
        for name in set(shell.user_ns) - set(before):
            del shell.user_ns[name]

    def give(self, number: int, space: dict[str, Any]) -> None:
        """Put the names that a cell defined into a name space."""
        space.update(self._names[number])
        self._own.update(self._names[number])  # where the cells' functions look for them, whoever calls


def _new(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    hidden = {"In", "Out", "_ih", "_oh", "_dh", "_i", "_ii", "_iii", "_", "__", "___"}
    return {
        name: value
        for name, value in after.items()
        if name not in hidden and not name.startswith("_i") and (name not in before or before[name] is not value)
    }
