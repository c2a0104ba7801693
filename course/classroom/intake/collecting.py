"""Take a class's notebooks in: who handed what in, which is the newest, what was mended, what is put aside."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from classroom.course_root import load_config
from classroom.errors import CitylabError
from classroom.grading.matching import match, released_cells
from classroom.grading.reading import UnreadableNotebookError, notebook_of
from classroom.grading.rebuild import rebuild
from classroom.grading.remarks import Remark, flagged, mended
from classroom.intake import places
from classroom.intake.naming import Claim, is_notebook, person_of, plain_stem, read_path
from classroom.intake.report import ASIDE, EARLIER, MISSING, TAKEN, Collected, Row, as_csv
from classroom.intake.roster import Person, Roster, UnknownPersonError, open_roster, read_roster
from classroom.intake.sources import OTHER_ARCHIVES, Item, read_source

NOT_TAKEN = {"timestamp.txt", "submission_secret.txt", "feedback.html"}  # nbgrader's own
CODE = (".py", ".ipynb", ".so", ".pyd", ".pth", ".pyc", ".dll", ".cfg")  # never a data file
MIN_SHARE = 0.2  # of the released cells that a notebook of this assignment has
TIMES = {
    "folder": "Times are those of the files in the folder; copying them may have changed these.",
    "moodle": "Times are those in the zip file, read by this computer's clock where they name no time zone.",
    "canvas": "Canvas does not say when work came in: what it does not mark LATE counts as handed in in time.",
}


@dataclass
class _Piece:
    """One file of one student, kept on disk until it is clear what becomes of it."""

    item: Item
    claim: Claim
    kept: Path
    notebook: NotebookNode | None = None
    remarks: list[Remark] = field(default_factory=list)

    @property
    def order(self) -> tuple:
        """The newest is the largest."""
        stem, number = plain_stem(self.claim.file)
        return (self.claim.time or self.item.time or datetime.min.replace(tzinfo=UTC), number, stem, self.item.path)


def collect(course: Path, assignment: str, sources: Sequence[Path] = (), *, roster: Path | None = None) -> Collected:
    """
    Take in what was handed in for one assignment.

    Parameters
    ----------
    course : pathlib.Path
        The course root, with ``nbgrader_config.py``.
    assignment : str
        Its name.
    sources : sequence of pathlib.Path
        Folders and zip files; nbgrader's exchange if there is none.
    roster : pathlib.Path, optional
        CSV file of the class; else the gradebook's students.

    Returns
    -------
    Collected

    Raises
    ------
    CitylabError
        If there is no such assignment, no roster, no such source, or nothing in it.
    """
    notebooks = tuple(_open(course, step, assignment) for step in ("source", "release"))
    people = read_roster(roster) if roster else open_roster(course)
    if not sources:
        sources = [_exchange(course)]
    try:
        with tempfile.TemporaryDirectory(prefix="citylab-") as scratch:
            intake = _Intake(course, assignment, notebooks, people, Path(scratch))
            for source in sources:
                intake.read(Path(source))
            return intake.finish()
    except OSError as error:
        where = error.filename or course
        raise CitylabError(f"{where}: {error.strerror or error}; mend it and collect again, nothing is lost") from error


class _Intake:
    def __init__(
        self, course: Path, assignment: str, notebooks: tuple[NotebookNode, ...], roster: Roster, scratch: Path
    ) -> None:
        self.course, self.assignment, self.roster, self.scratch = course, assignment, roster, scratch
        self.source, self.released = notebooks
        self.aside = course / "aside" / assignment
        self.allowed = _allowed_files(self.source)
        self.pieces: dict[str, list[_Piece]] = {}
        self.rows: list[Row] = []
        self.notes: dict[str, None] = {}
        self.written = dict.fromkeys((places.NEW, places.REPLACED, places.SAME), 0)
        self.due = _due(course, assignment)

    # Who it is from.

    def read(self, source: Path) -> None:
        seen = 0
        for item in read_source(source):
            claim = read_path((source.name, *item.parts))
            if claim.transport == "exchange" and claim.assignment != self.assignment:
                continue
            seen += 1
            if item.parts[-1] in NOT_TAKEN:
                continue  # the time is the transport's, never the student's
            self.notes.update(dict.fromkeys(filter(None, [TIMES.get(claim.transport)])))
            try:
                person = person_of(claim, item.parts, self.roster)
            except UnknownPersonError as error:
                self._put_aside(None, item, str(error))
                continue
            if item.refused:
                self._put_aside(person, item, item.refused)
            else:
                kept = self.scratch / str(sum(map(len, self.pieces.values())))
                kept.write_bytes(item.content)
                piece = _Piece(replace(item, content=b""), claim, kept)
                self.pieces.setdefault(person.id, []).append(piece)
        if not seen:
            raise CitylabError(f"{source}: holds no submission of {self.assignment}; name another folder or zip file")

    # What to take.

    def finish(self) -> Collected:
        for person in self.roster.people:
            files = self.pieces.get(person.id, [])
            notebooks = [piece for piece in files if self._is_notebook(piece)]
            readable = sorted(self._readable(person, notebooks), key=lambda piece: piece.order)
            for piece in files:
                if piece not in notebooks and piece.claim.file not in self.allowed:
                    self._aside_piece(person, piece, _why_not(piece.claim.file))
            if readable:
                self._take(person, readable, [piece for piece in files if piece.claim.file in self.allowed])
            elif (row := self._earlier(person)) is not None:
                self.rows.append(row)
            elif not any(row.student == person.id for row in self.rows):
                self.rows.append(Row(person.id, person.name, MISSING))
        order = {person.id: number for number, person in enumerate(self.roster.people)}
        self.rows.sort(key=lambda row: (order.get(row.student, len(order)), row.status == ASIDE))
        table = self.aside / "collected.csv"
        self.aside.mkdir(parents=True, exist_ok=True)
        places.write(table, as_csv(self.rows).encode("utf-8-sig"))
        return Collected(self.assignment, self.rows, list(self.notes), self.written, self.aside, table)

    def _is_notebook(self, piece: _Piece) -> bool:
        if piece.claim.file in self.allowed:
            return False
        if is_notebook(piece.claim.file):
            return True
        with piece.kept.open("rb") as file:  # renamed altogether
            return file.read(100).lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{") and b'"nbformat"' in file.read()

    def _readable(self, person: Person, pieces: Iterable[_Piece]) -> list[_Piece]:
        """Keep the notebooks that can be marked; put the others aside with the reason."""
        kept = []
        for piece in pieces:
            try:
                piece.notebook, piece.remarks = notebook_of(piece.kept.read_bytes())
            except UnreadableNotebookError as error:
                self._aside_piece(person, piece, str(error))
                continue
            known = released_cells(self.source, self.released)
            match(known, piece.notebook.cells)
            answers = [cell for cell in known if cell.is_theirs]
            if _share(known) < MIN_SHARE and _share(answers) < 0.5:
                self._aside_piece(person, piece, f"a notebook, but not of {self.assignment}; ask for the right one")
            else:
                kept.append(piece)
        return kept

    def _take(self, person: Person, readable: list[_Piece], files: list[_Piece]) -> None:
        *older, newest = readable
        content = newest.kept.read_bytes()
        folder = self.course / "submitted" / person.id / self.assignment
        time = self._time(newest)
        assert newest.notebook is not None
        remarks = self._remarks_on(person, newest)
        remarks += newest.remarks + rebuild(self.source, self.released, newest.notebook).remarks
        data = {piece.claim.file: piece.kept.read_bytes() for piece in sorted(files, key=lambda piece: piece.order)}
        outcome = places.place_submission(
            folder, f"{self.assignment}.ipynb", content, time=time, files=data, allowed=self.allowed
        )
        others = [piece for piece in older if piece.kept.read_bytes() != content]
        if outcome in (places.OLDER, places.UNCLEAR):
            reason = "a newer one was collected before"
            if outcome == places.UNCLEAR:
                reason = f"another was collected before, and no time says which is newer; to take this, delete {folder}"
            self._aside_piece(person, newest, reason)
            self.rows.append(Row(person.id, person.name, EARLIER, time=places.time_of(folder)))
        else:
            self.written[outcome] += 1
            if others:
                remarks.append(mended(f"The newest of {len(others) + 1} notebooks was taken, by time, then by number."))
            self.rows.append(Row(person.id, person.name, TAKEN, newest.item.path, places.time_of(folder), remarks))
        for piece in others:
            self._aside_piece(person, piece, f"an older version; {newest.item.path} was taken")

    def _remarks_on(self, person: Person, piece: _Piece) -> list[Remark]:
        remarks = []
        is_plain = piece.claim.transport == "folder" and piece.claim.file.endswith(f"_{self.assignment}.ipynb")
        if piece.claim.file != f"{self.assignment}.ipynb" and not is_plain:
            remarks.append(mended(f"The file was called {piece.claim.file}."))
        if piece.claim.is_late:
            remarks.append(flagged("Canvas marks it LATE; the time is that of the download."))
        if piece.claim.transport == "exchange" and piece.item.owner not in ("", person.id):
            remarks.append(flagged(f"The exchange's folder belongs to the account {piece.item.owner}."))
        if self._time(piece) is None:
            remarks.append(flagged("Nothing says when it was handed in; it counts as in time."))
        return remarks

    def _time(self, piece: _Piece) -> datetime | None:
        time = piece.claim.time or piece.item.time
        if piece.claim.transport == "canvas" and not piece.claim.is_late and time and self.due:
            return min(time, self.due)  # the zip file tells when it was downloaded, not when work came in
        return time

    def _earlier(self, person: Person) -> Row | None:
        folder = self.course / "submitted" / person.id / self.assignment
        if not (folder / f"{self.assignment}.ipynb").is_file():
            return None
        return Row(person.id, person.name, EARLIER, time=places.time_of(folder))

    def _aside_piece(self, person: Person, piece: _Piece, reason: str) -> None:
        self._put_aside(person, replace(piece.item, content=piece.kept.read_bytes()), reason)

    def _put_aside(self, person: Person | None, item: Item, reason: str) -> None:
        if item.content:
            name = item.parts[-1] if person else "__".join(item.parts)
            places.put_aside(self.aside / (person.id if person else "nobody"), name, item.content)
        who = (person.id, person.name) if person else ("", "")
        self.rows.append(Row(*who, ASIDE, item.path, item.time, [flagged(reason)]))


def _share(cells: Sequence) -> float:
    return sum(bool(cell.found) for cell in cells) / max(1, len(cells))


def _why_not(file: str) -> str:
    if file.lower().endswith(OTHER_ARCHIVES):
        return "a compressed file that cannot be opened here; unpack it"
    if file in ("onlinetext.html", "text.html", "link.html"):
        return "typed into the platform's text box; ask for the notebook"
    return "not a notebook, and not a data file that the assignment asks for"


def _allowed_files(source: NotebookNode) -> set[str]:
    """Return the data files that students hand in, as the source notebook's metadata name them."""
    settings = source.metadata.get("citylab", {})
    names = settings.get("hand_in", []) if isinstance(settings, dict) else []
    return {name for name in names if isinstance(name, str) and Path(name).name == name and not name.endswith(CODE)}


def _open(course: Path, step: str, assignment: str) -> NotebookNode:
    load_config(course)  # says so if this is not a course root
    path = course / step / assignment / f"{assignment}.ipynb"
    if Path(assignment).name != assignment or not path.is_file():
        there = ", ".join(sorted(folder.name for folder in (course / step).glob("*") if folder.is_dir())) or "none"
        raise CitylabError(f"no assignment named {assignment} in {step}; there are: {there}")
    return nbformat.read(path, as_version=4)


def _exchange(course: Path) -> Path:
    config = load_config(course)
    path = Path(config.Exchange.root) / str(config.CourseDirectory.course_id) / "inbound"
    if not path.is_dir():
        raise CitylabError(f"{path}: nothing was handed in through the exchange; name a folder or a zip file")
    return path


def _due(course: Path, assignment: str) -> datetime | None:
    """Return when the work is due, in UTC, if the gradebook says."""
    from nbgrader.api import Gradebook, MissingEntry

    from classroom.grading.book_gradebook import address, told_plainly

    url = address(load_config(course).CourseDirectory.db_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return None
    with told_plainly(url), Gradebook(url.render_as_string(hide_password=False)) as gradebook:
        try:
            due = gradebook.find_assignment(assignment).duedate
        except MissingEntry:
            return None
    return due.replace(tzinfo=UTC) if due else None
