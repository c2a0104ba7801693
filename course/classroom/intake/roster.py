"""Who is in the class, and whose name stands on a file. Never a guess between two people."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from classroom.course_root import load_config
from classroom.errors import CitylabError

COLUMNS = "id,first_name,last_name,email[,lms_user_id]"
SAFE_ID = re.compile(r"[^\s/\\:*?\"<>|\0.][^/\\:*?\"<>|\0]*")
# Letters that Unicode does not take apart.
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


@dataclass(frozen=True)
class Person:
    """Somebody of the class."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


class UnknownPersonError(Exception):
    """Nobody, or more than one, fits; the message says so."""


class Roster:
    """
    The people of a class.

    Parameters
    ----------
    people : sequence of Person
        Ids must differ.

    Raises
    ------
    CitylabError
        If there is nobody, an id comes twice or cannot be the name of a folder.
    """

    def __init__(self, people: Sequence[Person]) -> None:
        seen: set[str] = set()
        for person in people:
            if not SAFE_ID.fullmatch(person.id):
                raise CitylabError(f"the student id {person.id!r} cannot be a folder's name; change it in the roster")
            if person.id.casefold() in seen:
                raise CitylabError(f"the student id {person.id!r} stands twice in the roster; remove one")
            seen.add(person.id.casefold())
        self.people = list(people)
        self._by_name: dict[tuple[str, ...], list[Person]] = {}
        for person in self.people:
            for key in _keys(person):
                self._by_name.setdefault(key, []).append(person)

    def by_id(self, text: str) -> Person | None:
        """Return the person with that id, whatever its case."""
        return self._only(person for person in self.people if person.id.casefold() == text.casefold())

    def by_platform_id(self, number: str) -> Person | None:
        """Return the person with that id on the learning platform."""
        return self._only(person for person in self.people if person.lms_user_id and person.lms_user_id == number)

    def by_name(self, text: str) -> Person:
        """
        Return the only person of that name; case, accents, order and middle names do not matter.

        Raises
        ------
        UnknownPersonError
            If nobody has it, or several do.
        """
        spellings = _spellings(text)
        found = (
            self._called(map(_in_order, spellings))
            or self._called(map(_run_together, spellings))
            or [person for person in self.people if _has_middle_names(text, person)]
        )
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(sorted(person.id for person in found)[:4])
            raise UnknownPersonError(
                f"the name {text!r} fits several people ({ids}); rename it to ID_NAME.ipynb and collect it"
            )
        raise UnknownPersonError(f"nobody on the roster is called {text!r}; rename it to ID_NAME.ipynb and collect it")

    def in_path(self, parts: Sequence[str]) -> Person:
        """
        Return the only person whose id, address or name stands in a path.

        Raises
        ------
        UnknownPersonError
            If nobody's does, or several people's do.
        """
        for look in (self._ids_in, self._names_in):
            found = {person.id: person for part in parts for person in look(part)}
            if len(found) == 1:
                return next(iter(found.values()))
            if found:
                ids = ", ".join(sorted(found)[:4])
                raise UnknownPersonError(
                    f"the name fits several people ({ids}); rename it to ID_NAME.ipynb and collect it"
                )
        raise UnknownPersonError(
            "no student's id or name stands in the file's name; rename it to ID_NAME.ipynb and collect it"
        )

    def _called(self, keys: Iterable[tuple[str, ...]]) -> list[Person]:
        return list({person.id: person for key in keys for person in self._by_name.get(key, [])}.values())

    def _ids_in(self, part: str) -> list[Person]:
        """Return whose id or address begins this part of a path."""
        text = part.casefold()
        found = []
        for person in self.people:
            for known in filter(None, (person.id.casefold(), person.email.casefold())):
                rest = text[len(known) :]
                if text.startswith(known) and not rest[:1].isalnum():
                    found.append(person)
                    break
        return found

    def _names_in(self, part: str) -> list[Person]:
        """Return whose whole name is this part, or begins or ends it."""
        tokens = _tokens(part)
        found = []
        for person in self.people:
            for words in _spellings(person.name):
                size = len(words)
                if size > 1 and sorted(words) in (sorted(tokens[:size]), sorted(tokens[-size:])):
                    found.append(person)
                    break
        return found

    @staticmethod
    def _only(people: Iterable[Person]) -> Person | None:
        found = list(people)
        return found[0] if len(found) == 1 else None


def read_roster(path: Path) -> Roster:
    """
    Read a roster from a CSV file with the columns ``id,first_name,last_name,email[,lms_user_id]``.

    Raises
    ------
    CitylabError
        If there is no such file, it has no column ``id``, or it lists nobody.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CitylabError(f"{path}: cannot be read ({error.strerror}); name a CSV file with {COLUMNS}") from None
    except UnicodeDecodeError:
        raise CitylabError(f"{path}: not in UTF-8; save the roster as CSV UTF-8") from None
    first = text.partition("\n")[0]
    rows = list(csv.DictReader(text.splitlines(), delimiter=";" if first.count(";") > first.count(",") else ","))
    if not rows or "id" not in rows[0]:
        raise CitylabError(f"{path}: lists nobody, or has no column id; write {COLUMNS} in its first line")
    fields = Person.__dataclass_fields__
    people = [Person(**{key: (value or "").strip() for key, value in row.items() if key in fields}) for row in rows]
    return Roster([person for person in people if person.id])


def open_roster(course: Path) -> Roster:
    """
    Read the students of a course's gradebook.

    Raises
    ------
    CitylabError
        If it has none.
    """
    from nbgrader.api import Gradebook

    from classroom.grading.book_gradebook import address, told_plainly

    url = address(load_config(course).CourseDirectory.db_url)
    missing = CitylabError(f"the gradebook has no students; name a roster: --roster students.csv with {COLUMNS}")
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        raise missing
    with told_plainly(url), Gradebook(url.render_as_string(hide_password=False)) as gradebook:
        fields = Person.__dataclass_fields__
        people = [Person(**{key: getattr(student, key) or "" for key in fields}) for student in gradebook.students]
    if not people:
        raise missing
    return Roster(people)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN))
    return "".join(sign for sign in text if not unicodedata.combining(sign))


@lru_cache(maxsize=100_000)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", _plain(text.replace("'", "").replace("’", ""))))


@lru_cache(maxsize=100_000)
def _spellings(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a name, plain and with umlauts written out."""
    composed = unicodedata.normalize("NFC", text.casefold())
    plain, written_out = _tokens(composed), _tokens(composed.translate(UMLAUTS))
    return tuple(words for words in dict.fromkeys((plain, written_out)) if words)


def _in_order(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a name, whatever their order."""
    return ("words", *sorted(words))


def _run_together(words: Sequence[str]) -> tuple[str, ...]:
    """Return the name as Canvas writes it: without any sign between."""
    return ("together", "".join(words))


def _keys(person: Person) -> set[tuple[str, ...]]:
    family_first = f"{person.last_name} {person.first_name}"
    whole = {_in_order(words) for words in _spellings(person.name)}
    return whole | {_run_together(words) for name in (family_first, person.name) for words in _spellings(name)}


def _has_middle_names(text: str, person: Person) -> bool:
    """Whether the family name is whole, and at least one given name is on both sides."""
    ours, first, last = set(_tokens(text)), set(_tokens(person.first_name)), set(_tokens(person.last_name))
    return (
        bool(last) and last <= ours and bool(first & (ours - last)) and (first | last <= ours or ours <= first | last)
    )
