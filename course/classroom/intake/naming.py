"""
How learning platforms and nbgrader name what they hand over.

References
----------
.. [1] Moodle, mod/assign/classes/downloader.php: ``Full Name_NUMBER_assignsubmission_file/FILE``, or with ``_`` for
   the slash if not downloaded in folders. The number belongs to the assignment; it is not the user's id.
.. [2] Canvas, lib/content_zipper.rb: ``familygiven_LATE_USER_FILEID_FILE``, in lower case, without any sign.
.. [3] nbgrader, exchange/default/submit.py: ``USER+ASSIGNMENT+TIME UTC+RANDOM/FILE``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from nbgrader.utils import parse_utc

from classroom.intake.roster import Person, Roster, UnknownPersonError

MOODLE = re.compile(r"(?P<name>[^_]+(?:_[^_]+)*?)_(?P<number>\d+)_assignsubmission_(?P<plugin>[a-z]+)_?(?P<file>.*)")
CANVAS = re.compile(
    r"(?P<name>\w+?)_(?P<late>LATE_)?(?P<user>\d+)_(?P<number>\d+)_(?P<file>.+)|(?P<hidden>anon)_(?:LATE_)?\w+?_\d+_(?P<rest>.+)"
)
EXCHANGE = re.compile(
    r"(?P<user>.+)\+(?P<assignment>[^+]+)"
    r"\+(?P<time>\d{4}-\d\d-\d\d \d\d[:_]\d\d[:_]\d\d(?:\.\d+)?(?: [A-Z]+)?)(?:\+.*)?"
)
COPY = re.compile(
    r"(?:\s*\((?P<a>\d+)\)|\s*[-–]\s*(?:copy|kopie|copie|copia)(?:\s*\(?(?P<b>\d+)\)?)?"
    r"|[\s_]copy(?:\s*(?P<c>\d+))?|[-_](?P<d>\d{1,3}))$",
    re.IGNORECASE,
)
NOTEBOOK = re.compile(r"\.ipynb(?:\.(?:txt|json))*$|\.json$", re.IGNORECASE)
CLUTTER = re.compile(r"^(?:\._.*|\.DS_Store|Thumbs\.db|desktop\.ini|__MACOSX|\.ipynb_checkpoints|__pycache__|\.git)$")


@dataclass(frozen=True)
class Claim:
    """
    What a path says about a file.

    Attributes
    ----------
    file : str
        The file's own name.
    transport : str
        ``moodle``, ``canvas``, ``exchange`` or ``folder``.
    name, user : str
        The student's name; the student's id, or on Canvas the platform's. Empty if not said.
    is_late : bool
        Whether the platform says so.
    time : datetime or None
        When it was handed in, if the path says.
    assignment : str
        Of the exchange only.
    hides_names : bool
        Whether it comes from an anonymous download.
    """

    file: str
    transport: str = "folder"
    name: str = ""
    user: str = ""
    is_late: bool = False
    time: datetime | None = None
    assignment: str = ""
    hides_names: bool = False


def read_path(parts: Sequence[str]) -> Claim:
    """Read who handed a file in, and when, from the parts of its path."""
    for part in reversed(parts):
        if match := EXCHANGE.fullmatch(part):
            time = parse_utc(match["time"].replace("_", ":")).replace(tzinfo=UTC)
            return Claim(parts[-1], "exchange", user=match["user"], time=time, assignment=match["assignment"])
        if match := MOODLE.fullmatch(part):
            own = match["file"] if part == parts[-1] and match["file"] else parts[-1]
            hidden = match["name"].casefold() == "participant"
            return Claim(own, "moodle", name=match["name"], user=match["number"] if hidden else "", hides_names=hidden)
        if part == parts[-1] and (match := CANVAS.fullmatch(part)):
            if match["hidden"]:
                return Claim(match["rest"], "canvas", hides_names=True)
            return Claim(match["file"], "canvas", match["name"], match["user"], bool(match["late"]))
    return Claim(parts[-1])


def person_of(claim: Claim, parts: Sequence[str], roster: Roster) -> Person:
    """
    Return who handed a file in.

    Raises
    ------
    UnknownPersonError
        If nobody, or more than one person, fits.
    """
    if claim.transport == "exchange":
        person = roster.by_id(claim.user)
        if person is None:
            raise UnknownPersonError(f"nobody on the roster has the id {claim.user!r}; add them to the roster")
        return person
    if claim.user and (known := roster.by_platform_id(claim.user)):
        return known
    if claim.hides_names:
        raise UnknownPersonError(
            "the platform hid the names; download again with names, or put its numbers into lms_user_id"
        )
    if claim.name:
        return roster.by_name(claim.name)
    return roster.in_path([*parts[:-1], NOTEBOOK.sub("", parts[-1])])


def plain_stem(file: str) -> tuple[str, int]:
    """Return a file's name without the marks of a copy, and its number: ``lab (2).ipynb``, ``lab-1.ipynb``."""
    stem = NOTEBOOK.sub("", file).strip()
    number = 0
    while match := COPY.search(stem):
        stem = stem[: match.start()]
        number = number or int(next(filter(None, match.groups()), "1"))
    return stem, number


def is_notebook(file: str) -> bool:
    """Whether the name is that of a notebook, perhaps renamed by a browser."""
    return bool(NOTEBOOK.search(file))


def is_clutter(parts: Sequence[str]) -> bool:
    """Whether a computer, not a person, put the file there."""
    return any(CLUTTER.match(part) for part in parts)
