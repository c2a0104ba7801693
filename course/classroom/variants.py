"""
The simulated answers that stand beside an assignment, in ``assignments/masters/NAME/submissions.toml``.

The tests mark every one of them; `citylab demo-class` hands them in. One table is one student::

    [counts-the-limit]
    kind = "misconception"
    says = "takes a reading at the limit for one above it"
    change.count-days = [["> limit", ">= limit"]]
    loses = ["test-count-days-1"]

    [with-numpy]
    kind = "different"
    says = "counts with NumPy instead of a loop"
    answer.count-days = '''
    def count_days(daily, limit):
        return int(np.count_nonzero(np.asarray(daily) > limit))
    '''

`kind`
    ``different`` (right, written otherwise), ``rounding`` (right, rounded otherwise), ``warning`` (right,
    writes to stderr), ``misconception`` (wrong in a way that students are).
`says`
    What this student does, in a few words. It shows in the table of the demonstration class.
`answer.ID`
    The whole answer cell, by the id of the author's ``solution="ID"`` or ``manual="ID"``.
`change.ID`
    Pairs of old and new text in the author's own answer. The old text stands there exactly once.
`loses`
    Ids of the tests that must be lost, all others must be kept. A test cell has the id ``test-ID-1``,
    ``test-ID-2`` … in the order of the notebook. For part of the points: ``loses = {test-ID-1 = 0.5}``.

All other answers are the author's. In TOML, text between ''' may hold any quotes but '''.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classroom.assignment import Assignment
from classroom.errors import CitylabError

KINDS = {
    "different": "right in a different way",
    "rounding": "right, rounded differently",
    "warning": "right, with a warning",
    "misconception": "misconception",
}
KEYS = {"kind", "says", "answer", "change", "loses"}


@dataclass(frozen=True)
class Variant:
    """
    One simulated set of answers.

    Attributes
    ----------
    name, kind, says : str
        As in the file.
    answers : dict of str to str
        The source of every answer cell, by id.
    loses : dict of str to float
        By the id of the test. [points]
    """

    name: str
    kind: str
    says: str
    answers: dict[str, str]
    loses: dict[str, float]


def path_of(root: Path, assignment: str) -> Path:
    """Return where the simulated answers of an assignment stand."""
    return root / "assignments" / "masters" / assignment / "submissions.toml"


def read_variants(path: Path, assignment: Assignment) -> list[Variant]:
    """
    Read the simulated answers of an assignment, in the order of the file; none if there is no file.

    Raises
    ------
    CitylabError
        If the file is not TOML, or a table names an unknown key, kind, answer or test,
        or replaces text that does not stand exactly once in the author's answer.
    """
    if not path.exists():
        return []
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CitylabError(f"{path}: not a TOML file in UTF-8: {error}") from error
    found = []
    for name, table in tables.items():
        try:
            found.append(_variant(name, table, assignment))
        except ValueError as error:
            raise CitylabError(f"{path}: [{name}]: {error}") from error
    return found


def _variant(name: str, table: Any, assignment: Assignment) -> Variant:
    if not isinstance(table, dict) or not {"kind", "says"} <= table.keys() <= KEYS:
        raise ValueError(f"a table has kind and says, and may have {', '.join(sorted(KEYS - {'kind', 'says'}))}")
    _known("kind", [table["kind"]], KINDS)
    answers = _answers(table, assignment)
    loses = _loses(table.get("loses", []), assignment.points)
    if bool(loses) != (table["kind"] == "misconception"):
        raise ValueError("a misconception loses points and no other kind does; mend kind or loses")
    return Variant(name, table["kind"], table["says"], answers, loses)


def _answers(table: dict[str, Any], assignment: Assignment) -> dict[str, str]:
    reference = assignment.reference
    whole, changes = table.get("answer", {}), table.get("change", {})
    _known("answer", [*whole, *changes], reference)
    if not whole and not changes:
        raise ValueError("nothing differs from the author's answers; write answer.ID or change.ID")
    answers = dict(reference)
    answers.update({key: text.strip("\n") for key, text in whole.items()})
    for key, pairs in changes.items():
        for old, new in pairs:
            if answers[key].count(old) != 1:
                raise ValueError(
                    f"{old!r} must stand exactly once in the answer {key}, found {answers[key].count(old)}"
                )
            answers[key] = answers[key].replace(old, new)
    return answers


def _loses(given: list[str] | dict[str, float], points: Mapping[str, float]) -> dict[str, float]:
    _known("test", given, points)
    if isinstance(given, dict):
        return {test: float(value) for test, value in given.items()}
    return {test: points[test] for test in given}


def _known(what: str, given: Any, known: Any) -> None:
    for name in given:
        if name not in known:
            raise ValueError(f"no {what} named {name!r}; there are: {', '.join(known)}")
