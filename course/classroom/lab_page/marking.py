"""
Mark one notebook in a process of its own.

The engine that marks is large. In a process of its own it gives its memory back (a Binder session has
2 GB for all), and what goes wrong in it cannot end the learner's server.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from classroom.errors import CitylabError

LONGEST_S = 600


def mark(root: Path, notebook: Path, home: str = "") -> dict[str, Any]:
    """
    Mark a notebook as `citylab mark` does.

    Parameters
    ----------
    root : pathlib.Path
        Folder of the course.
    notebook : pathlib.Path
        The learner's notebook.
    home : str
        Address of JupyterLab, for links to lessons; else it is looked for.

    Returns
    -------
    dict
        ``page`` (path of the page to read), ``points`` and ``total``.

    Raises
    ------
    CitylabError
        If marking says what is wrong, breaks off or takes more than ten minutes.
    """
    command = [sys.executable, "-m", "classroom.lab_page.marking", str(root), str(notebook), home]
    try:
        ended = subprocess.run(command, cwd=root, capture_output=True, timeout=LONGEST_S)
    except subprocess.TimeoutExpired:
        raise CitylabError(
            f"marking took more than {LONGEST_S // 60} minutes and was stopped; look for a loop that never ends"
        ) from None
    try:
        said: dict[str, Any] = json.loads(ended.stdout)
    except ValueError:
        sys.stderr.buffer.write(ended.stderr)
        raise CitylabError(
            "marking broke off; close other notebooks with File, Close and Shut Down, then mark again"
        ) from None
    if "message" in said:
        raise CitylabError(said["message"])
    return said


def _answer(root: Path, notebook: Path, home: str) -> dict[str, Any]:
    from classroom import own_work

    try:
        marked = own_work.mark(root, notebook, home=home or None)
    except CitylabError as error:
        return {"message": str(error)}
    except OSError as error:
        return {"message": f"{error}; check that the folder is yours and the disk has room"}
    return {"page": str(marked.page), "points": marked.points, "total": marked.total}


if __name__ == "__main__":
    # Nothing but the answer goes to standard output, whatever the engine prints.
    with contextlib.redirect_stdout(sys.stderr):
        answer = _answer(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
    print(json.dumps(answer))
