"""What is wrong in a file of people: every problem at once, each with file, line and remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from classroom.certificates.plain_text import shown
from classroom.errors import CitylabError

_LONGEST = 60  # characters of a value that a message repeats
_MOST_SHOWN = 100  # problems that a message lists


@dataclass(frozen=True, order=True)
class Problem:
    """
    One thing that a person can mend.

    Attributes
    ----------
    file : str
        Name of the file.
    line : int
        Where the row begins, counted from 1; 0 if it is about the whole file.
    says : str
        What was found, and the remedy.
    """

    file: str
    line: int
    says: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}: {self.says}"


class PeopleError(CitylabError):
    """
    The lists of interns, hosts or pairs cannot be used as they are.

    Parameters
    ----------
    problems : iterable of Problem
        All that were found; the message has a line for each.

    Attributes
    ----------
    problems : tuple of Problem
        In the order of files and lines.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        count = len(self.problems)
        lines = [str(problem) for problem in self.problems[:_MOST_SHOWN]]
        if count > 1:
            lines.insert(0, f"{count} things to mend; nothing was written")
        if count > _MOST_SHOWN:
            lines.append(f"and {count - _MOST_SHOWN} more; mend these first")
        super().__init__("\n  ".join(lines))


def quoted(text: str) -> str:
    """Return a value as a message shows it: in quotation marks, on one line, cut if it is long."""
    text = shown(text)
    return f"'{text[:_LONGEST]}…'" if len(text) > _LONGEST else f"'{text}'"
