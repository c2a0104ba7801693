"""Write the saved file to a place of the learner's choice; never over another file."""

from __future__ import annotations

import os
from pathlib import Path

from classroom.errors import CitylabError


def free_name(path: Path) -> Path:
    """Return the path, or the first of ``NAME-2``, ``NAME-3``, … that does not exist."""
    number, free = 2, path
    while os.path.lexists(free):
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return free


def write_new(path: Path, data: bytes) -> None:
    """
    Write a file that is not there yet.

    Raises
    ------
    CitylabError
        If there is such a file, or it cannot be written; nothing half written is left.
    """
    try:
        with path.open("xb") as file:
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                path.unlink(missing_ok=True)
                raise
    except FileExistsError:
        raise CitylabError(f"{path} is there already, and was left as it is; give another name") from None
    except OSError as error:
        raise CitylabError(
            f"{path}: cannot be written ({error.strerror}); name a folder that is yours, on a disk with room"
        ) from error
