"""Certificates that an instructor signs, for one student or a class, from the marks in the gradebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from citylab import paths
from classroom.certificates import course_facts, identity, writing
from classroom.certificates.classbook import ClassBook, Work
from classroom.certificates.open_badge import Achieved, issue
from classroom.certificates.plain_text import has_unseen
from classroom.errors import CitylabError
from classroom.keeping.names import is_safe

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

COURSE = "course"


@dataclass(frozen=True)
class Wish:
    """
    How certificates are to be.

    Attributes
    ----------
    share : float
        Share of an assignment's points that is needed, 0 to 1.
    issuer_name : str
        How the issuer is called.
    with_marks : bool
        Whether the points are written into it.
    at, until : datetime.datetime
        Validity; `until` may be None.
    name, email, did : str
        Of one student: the name, if it was agreed to, and other ways to recognise the holder. Empty for a class.
    """

    share: float
    issuer_name: str
    with_marks: bool
    at: datetime
    until: datetime | None = None
    name: str = ""
    email: str = ""
    did: str = ""


@dataclass(frozen=True)
class Outcome:
    """For the table: whose, for what, the files, or why there are none."""

    student: str
    key: str
    points: str
    files: tuple[Path, ...]
    why_not: str


def certify(
    book: ClassBook, students: list[str], keys: list[str], wish: Wish, *, key: Ed25519PrivateKey, folder: Path
) -> Iterator[Outcome]:
    """
    Write the certificates of students who have achieved something, and say of the others why not.

    Parameters
    ----------
    book : ClassBook
        The class.
    students, keys : list of str
        For whom, and for what: names of assignments, or ``course`` for all modules together.
    wish : Wish
        How they are to be.
    key : Ed25519PrivateKey
        Signs.
    folder : pathlib.Path
        Each student gets a folder in it.
    """
    for student in students:
        for one in keys:
            works = _works(book, student, one)
            points = ", ".join(f"{work.points:g} of {work.of:g}" if work.is_marked else "–" for work in works)
            why_not = _why_not(works, student, one, wish, folder)
            files: tuple[Path, ...] = ()
            if not why_not:
                files = writing.write(folder / student, one, _signed(book, works, one, wish, key))
            yield Outcome(student, one, points, files, why_not)


def _works(book: ClassBook, student: str, key: str) -> list[Work]:
    names = [module.slug for module in course_facts.ready_modules()] if key == COURSE else [key]
    return [book.works.get((student, name), Work(student, "", name)) for name in names]


def _why_not(works: list[Work], student: str, key: str, wish: Wish, folder: Path) -> str:
    if not _can_name_a_file(student):
        return "the student's id cannot be the name of a folder on every computer"
    if not _can_name_a_file(key):
        return "the assignment's name cannot be the name of a file on every computer"
    reasons = [(work.assignment, work.why_not(wish.share)) for work in works]
    if missing := [f"{name}: {why}" if key == COURSE else why for name, why in reasons if why]:
        return "; ".join(missing)
    if not (wish.email or wish.did or _email(works)):
        return "no e-mail address in the gradebook; give one with --student and --email"
    if (folder / student / f"{key}.json").exists():
        return f"has one already; move {folder / student / key}.json away for a new one"
    return ""


def _can_name_a_file(name: str) -> bool:
    return "/" not in name and is_safe(f"course/notebooks/{name}") and not has_unseen(name)


def _email(works: list[Work]) -> str:
    return next((work.email for work in works if work.email), "")


def _signed(book: ClassBook, works: list[Work], key: str, wish: Wish, signer: Ed25519PrivateKey) -> bytes:
    email = wish.email or ("" if wish.did else _email(works))
    identities = [identity.from_email(email)] if email else []
    if wish.name:
        identities.append(identity.from_name(wish.name))
    return issue(
        _achieved(book, works, key, wish),
        key=signer,
        issuer_name=wish.issuer_name,
        holder=wish.did or None,
        identities=tuple(identities),
        at=wish.at,
        until=wish.until,
    )


def _achieved(book: ClassBook, works: list[Work], key: str, wish: Wish) -> Achieved:
    root, version = paths.root(), course_facts.course_version()
    listed = {module.slug: module for module in course_facts.ready_modules()}
    known = [listed[work.assignment] for work in works if work.assignment in listed]
    if key == COURSE:
        title = f"{course_facts.COURSE_TITLE}: {len(known)} modules"
        description = f"The assignments of: {', '.join(module.title.lower() for module in known)}."
    elif known:
        title, description = f"Module {known[0].number}: {known[0].title}", course_facts.in_short(known[0])
    else:
        title = key.replace("-", " ").capitalize()
        description = f"The assignment {key} of the {course_facts.COURSE_TITLE}."
    return Achieved(
        key=f"class/{key}",
        name=title,
        description=description,
        requirement=f"At least {wish.share:.0%} of the points of {'each' if key == COURSE else 'the'} assignment: "
        "hidden tests on new data and, where an answer is written, a person's marks.",
        outcomes=tuple(line for module in known for line in course_facts.outcomes_of(root, module)),
        evidence=(
            *(_piece(book, work, wish) for work in works),
            ("Course", f"{course_facts.COURSE_TITLE}, version {version}"),
        ),
        version=version,
    )


def _piece(book: ClassBook, work: Work, wish: Wish) -> tuple[str, str]:
    parts = [
        f"{work.points:g} of {work.of:g} points" if wish.with_marks else f"at least {wish.share:.0%} of the points"
    ]
    if work.handed_in:
        parts.append(f"handed in on {work.handed_in:%Y-%m-%d}")
    if released := course_facts.release_hash(book.course, work.assignment):
        parts.append(f"released as SHA-256 {released}")
    return f"Assignment {work.assignment}", "marked by the instructor: " + "; ".join(parts)


def chosen(book: ClassBook, student: str | None, names: list[str]) -> list[str]:
    """
    Return the students asked for, one or all.

    Raises
    ------
    CitylabError
        If the student, or an assignment, is not in the gradebook.
    """
    for name in names:
        if name != COURSE and name not in book.assignments:
            raise CitylabError(
                f"no assignment named {name} in the gradebook; there are: {', '.join(book.assignments) or 'none'}"
            )
    if student is None:
        return list(book.students)
    if student not in book.students:
        raise CitylabError(f"no student named {student} in the gradebook; see: nbgrader db student list")
    return [student]
