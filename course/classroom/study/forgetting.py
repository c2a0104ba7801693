"""Say what is kept of a learner, and delete it."""

from dataclasses import dataclass
from pathlib import Path

from citylab import progress
from citylab.progress_file import Book, Damaged, Newer, aside, locked, read_book
from classroom.errors import CitylabError

__all__ = ["Kept", "delete", "kept"]


@dataclass(frozen=True)
class Kept:
    """Where the progress lies, the files that exist, and what is in them, in sentences."""

    location: Path
    files: tuple[Path, ...]
    lines: tuple[str, ...]


def kept() -> Kept:
    """Return what is kept of the learner on this computer."""
    path = progress.location()
    set_aside = aside(path)
    lines = [f"{path} holds {_content(path)}."] if path.exists() else []
    if path.exists() and not set_aside:
        set_aside = aside(path)  # reading it may just have found it damaged
    lines += [f"{old} is a damaged file that was set aside." for old in set_aside]
    files = ([path] if path.exists() else []) + set_aside
    return Kept(path, tuple(files), tuple(lines))


def delete(what: Kept) -> None:
    """
    Delete the files, under the lock that the kernels use.

    Raises
    ------
    CitylabError
        If a file cannot be deleted.
    """
    try:
        with locked(what.location):
            for file in what.files:
                file.unlink(missing_ok=True)
    except OSError as error:
        raise CitylabError(
            f"{what.location} cannot be deleted ({error.strerror}); let its folder be written to, "
            "and run again: citylab progress --forget"
        ) from None


def _content(path: Path) -> str:
    try:
        return _counted(read_book(path))
    except Newer as newer:
        return _counted(newer.book) + ", and what a newer version of the course added"
    except Damaged as damage:
        return f"nothing that can be read, and is now named {damage.kept_as}"
    except OSError as error:
        return f"something that cannot be read ({error.strerror})"


def _counted(book: Book) -> str:
    """Return how much of everything there is, in words."""
    cards = sum(len(cards) for cards in book["review"].values())
    parts = (
        ("exercise", "exercises", len(book["exercises"]), "your tries in"),
        ("quiz", "quizzes", len(book["quizzes"]), "your scores in"),
        ("assignment", "assignments", len(book["assignments"]), "your own marking of"),
        ("notebook", "notebooks", len(book["study"]), "the time spent in"),
        ("question", "questions", cards, "the review of"),
        ("quiz", "quizzes", len(book.get("open_quizzes", ())), "your answers in the open run of"),
    )
    return ", ".join(f"{what} {number} {one if number == 1 else many}" for one, many, number, what in parts)
