"""Find people and hosts that stand twice in a list."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

from classroom.internship.people.problems import Problem, quoted

T = TypeVar("T")


def note_duplicates(
    file: str, rows: Iterable[tuple[int, T]], what: str, key: Callable[[T], str], problems: list[Problem]
) -> None:
    """
    Note each row whose key came before; neither case nor the way to write an accent makes a difference.

    Parameters
    ----------
    file : str
        Its name.
    rows : iterable of (int, object)
        Line, and who stands there.
    what : str
        Such as *the e-mail address*.
    key : callable
        Gives it; an empty one is passed over.
    problems : list of Problem
        Those found are added.
    """
    first: dict[str, int] = {}
    for line, one in rows:
        value = key(one)
        same = " ".join(unicodedata.normalize("NFKC", value).casefold().split())
        if not same:
            continue
        if same in first:
            says = f"{what} {quoted(value)} stands already in line {first[same]}; if it is the same, remove one row"
            problems.append(Problem(file, line, says))
        first.setdefault(same, line)
