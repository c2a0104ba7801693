"""The folder of a cohort's records: open it, read interns one by one, add to their journals."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from classroom.errors import CitylabError
from classroom.internship.records import cohort as cohorts
from classroom.internship.records import intern as interns
from classroom.internship.records import journal
from classroom.internship.records.cohort import Cohort
from classroom.internship.records.files import Lock, write_whole
from classroom.internship.records.intern import Intern
from classroom.internship.records.journal import Event
from classroom.keeping.names import same_file

FOLDER = "internship-records"
COHORT, INTERN, JOURNAL = "cohort.toml", "intern.toml", "journal.jsonl"


@dataclass(frozen=True)
class Record:
    """
    All that is known of an intern.

    Attributes
    ----------
    folder : pathlib.Path
        Hers alone.
    intern : Intern
        Who she is.
    events : list of Event
        Her journal.
    """

    folder: Path
    intern: Intern
    events: list[Event]


@dataclass(frozen=True)
class Damage:
    """A folder that cannot be read: of whom, and what to do."""

    id: str
    says: str


class Records:
    """The records of one cohort. Whoever changes them holds `lock`."""

    def __init__(self, folder: Path, cohort: Cohort) -> None:
        self.folder, self.cohort = folder, cohort

    @property
    def course(self) -> Path:
        """The course root: assignments, submissions and gradebook."""
        return (self.folder / self.cohort.course).resolve()

    def lock(self, *, wait_s: float = 0.0) -> Lock:
        """Return the lock on these records, for a ``with`` block that waits so long for another command. [s]"""
        return Lock(self.folder, wait_s=wait_s)

    def folder_of(self, intern: str) -> Path:
        """Return the folder of an intern."""
        return self.folder / "interns" / intern

    def ids(self) -> list[str]:
        """Return the ids of all interns, by name."""
        return sorted(path.name for path in self.folder.glob("interns/*") if path.is_dir())

    def read(self, intern: str) -> Record:
        """
        Read one intern.

        Raises
        ------
        CitylabError
            If there is none of this id, or the folder is damaged; the message names the remedy.
        """
        return self._read(self._known(intern))

    def _read(self, intern: str) -> Record:
        folder = self.folder_of(intern)
        try:
            events, damaged = journal.read(folder / JOURNAL)
        except OSError as error:
            raise CitylabError(f"{folder / JOURNAL}: cannot be read ({error.strerror}); mend its rights") from error
        if damaged:
            raise CitylabError(
                f"{folder / JOURNAL}: line {damaged[0]} is damaged; mend or delete that line, or put the file back "
                "from a copy"
            )
        return Record(folder, interns.read(folder / INTERN), events)

    def all(self) -> Iterator[Record | Damage]:
        """Return every intern; of one whose folder is damaged, what is wrong."""
        for one in self.ids():
            try:
                yield self._read(one)
            except CitylabError as error:
                yield Damage(one, str(error))

    def write(self, intern: Intern) -> None:
        """Write ``intern.toml`` anew."""
        write_whole(self.folder_of(intern.id) / INTERN, interns.write(intern))

    def add(self, intern: str, event: Event) -> None:
        """Add to the journal of an intern."""
        journal.add(self.folder_of(intern) / JOURNAL, event)

    def remove(self, intern: str) -> None:
        """
        Delete the folder of an intern.

        Raises
        ------
        CitylabError
            If a file in it cannot be deleted.
        """
        try:
            shutil.rmtree(self.folder_of(self._known(intern)))
        except OSError as error:
            raise CitylabError(
                f"{error.filename}: cannot be deleted ({error.strerror}); close it, mend its rights, and repeat"
            ) from error

    def _known(self, intern: str) -> str:
        ids = self.ids()
        if intern not in ids:
            near = [one for one in ids if same_file(one) == same_file(intern.strip())]
            hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(ids[:8]) or 'none'}"
            raise CitylabError(f"no intern with the id {intern!r:.60} in {self.folder}; {hint}")
        return intern


def open_records(folder: Path) -> Records:
    """
    Open the records of a cohort.

    Raises
    ------
    CitylabError
        If there are none, or ``cohort.toml`` is damaged.
    """
    path = folder / COHORT
    if not path.exists():
        raise CitylabError(f"{folder}: holds no records of a cohort; begin with: citylab internship new, or --records")
    return Records(folder, cohorts.read(path))


def keep_private(folder: Path) -> None:
    """
    Make a folder that git overlooks and, where rights allow, only its owner reads.

    Raises
    ------
    CitylabError
        If it cannot be made.
    """
    write_whole(folder / ".gitignore", "*\n")
    if os.name == "posix":
        folder.chmod(0o700)
