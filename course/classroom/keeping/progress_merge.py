"""Bring the progress of a saved file and the progress on this computer together: nothing that was reached is lost."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from citylab import progress
from citylab.progress_file import Book, Damaged, Newer, locked, new_book, read_book, write_book

CARD = ("stability", "last_review")  # of the algorithm that says when a question is due
TIMES = ("last_review", "when", "last")
ALONE = "nothing of the progress was brought back; the notebooks were"


def has_progress() -> bool:
    """Whether somebody tried an exercise, a quiz or an assignment here; opening a page is not yet progress."""
    book = progress.everything()
    return any(book.get(part) for part in ("exercises", "quizzes", "assignments"))


def restore(data: bytes) -> list[str]:
    """
    Merge saved progress into the progress file, and say what was done.

    Parameters
    ----------
    data : bytes
        A progress file.

    Returns
    -------
    list of str
        Sentences. A file that cannot be merged, or not be written, is one of them, and no error.
    """
    place = progress.location()
    lines = []
    try:
        saved = _read(data)
        with locked(place):
            try:
                here = read_book(place)
            except Damaged as damage:
                lines.append(f"your progress file here was damaged and is set aside as {damage.kept_as}")
                here = new_book()
            both = merge(here, saved)
            if both != here:
                write_book(place, both)
    except (Damaged, RecursionError):
        return [f"the progress in this file is damaged: {ALONE}"]
    except Newer:
        return [f"the progress comes from a newer version of the course: {ALONE}; update, then restore again"]
    except OSError as error:
        return [
            *lines,
            f"{place} cannot be written ({error.strerror or error}): {ALONE}; "
            "mend that, or set CITYLAB_PROGRESS to a file that you may write, then restore again",
        ]
    same = "your progress was here already" if both == here else "your progress is back"
    return [*lines, same]


def merge(here: Book, saved: Book) -> Book:
    """
    Return what two progress files know together. Merging the same one twice changes nothing.

    Tries and cells are united, what was solved stays solved, of two scores in the same quiz the better is the best
    one, of two states of a review the later one counts. Fields that this version does not know are kept.
    """
    later, earlier = _by_time(here, saved)
    both = {**earlier, **later}
    if any(name in entry for name in CARD for entry in (here, saved)):
        return both  # the state of a memory is one whole
    if "best" in here and "best" in saved:
        return both | _best(later, earlier)
    return both | {name: _united(here[name], saved[name], later[name]) for name in here.keys() & saved.keys()}


def _best(later: dict[str, Any], earlier: dict[str, Any]) -> dict[str, Any]:
    """Return the best score and its time if it is the earlier entry's, and both are out of the same total."""
    same_length = all(later.get(size) == earlier.get(size) for size in ("questions", "total"))
    if not same_length or earlier["best"] <= later["best"]:
        return {}
    return {name: earlier[name] for name in ("best", "best_when") if name in earlier}


def _united(here: Any, saved: Any, later: Any) -> Any:
    """Return two lists as one, the larger of two numbers, true if either is; else what is later."""
    if isinstance(here, dict) and isinstance(saved, dict):
        return merge(here, saved)
    if isinstance(here, list) and isinstance(saved, list):
        return here + [item for item in saved if item not in here]
    if isinstance(here, bool) and isinstance(saved, bool):
        return here or saved
    if isinstance(here, int | float) and isinstance(saved, int | float):
        return max(here, saved)
    return later


def _by_time(here: dict[str, Any], saved: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the later of two entries and the earlier one; without a time, the one here is the later."""
    for name in TIMES:
        one, other = here.get(name), saved.get(name)
        if isinstance(one, str) and isinstance(other, str) and other > one:
            return saved, here
    return here, saved


def _read(data: bytes) -> Book:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "progress.json"
        file.write_bytes(data)
        return read_book(file)
