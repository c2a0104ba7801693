"""Put a student's answers into the source notebook: only texts of answers come from the student."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nbformat import NotebookNode
from nbformat.notebooknode import from_dict

from classroom.grading.matching import (
    ANSWER,
    FREE,
    TEST,
    Released,
    compiles,
    imports_in,
    match,
    names_in,
    released_cells,
    squeezed,
)
from classroom.grading.remarks import Remark, flagged, mended

GRADING_KEYS = ("grade", "grade_id", "locked", "points", "solution", "task")
MAX_PARTS = 20  # of a split cell; trying more costs time


@dataclass(frozen=True)
class Rebuilt:
    """
    A submission that is safe to mark.

    Attributes
    ----------
    notebook : nbformat.NotebookNode
        The cells of the source, without outputs, with the student's answers, and the student's own cells in place.
    remarks : list of Remark
        What was mended, and what a person should look at.
    """

    notebook: NotebookNode
    remarks: list[Remark]


def rebuild(source: NotebookNode, released: NotebookNode, submitted: NotebookNode) -> Rebuilt:
    """
    Rebuild a submission from the source notebook.

    Text, tests and all metadata come from the source. From the student come the texts of the answers, found by
    grade id, else by cell id, names or place, and cells of their own, without metadata, behind the cell that
    they followed.

    Parameters
    ----------
    source, released, submitted : nbformat.NotebookNode
        With hidden tests and solutions; as given out; as `read_notebook` returns it. None is changed.

    Returns
    -------
    Rebuilt
        The same notebooks always give the same result. It is a valid notebook of format 4.5.
    """
    return _Rebuilding(source, released, submitted).run()


class _Rebuilding:
    def __init__(self, source: NotebookNode, released: NotebookNode, submitted: NotebookNode) -> None:
        self.source = source
        self.cells = submitted.cells
        self.known = released_cells(source, released)
        self.owners = match(self.known, self.cells)
        self.remarks: list[Remark] = []
        self.own: set[int] = {place for place, owner in enumerate(self.owners) if owner is None}

    def run(self) -> Rebuilt:
        made = [_fresh(cell) for cell in self.source.cells]
        _name(made)
        self._metadata_lost()
        self._given()
        for known in self.known:
            if known.is_theirs:
                self._answer(known, made[known.position])
            elif known.role == TEST:
                self._test(known)
        notebook = NotebookNode(
            cells=self._with_own_cells(made),
            metadata=from_dict(dict(self.source.metadata)),
            nbformat=4,
            nbformat_minor=5,
        )
        return Rebuilt(notebook, self.remarks)

    # What the student writes.

    def _answer(self, known: Released, cell: NotebookNode) -> None:
        cell.source = known.cell.source  # until we find something: the stub, never the solution
        places = known.found
        if cell.cell_type == "code":
            text = self._code(known, places)
        else:
            text = self._written(known, places)
            if pictures := [self.cells[at].attachments for at in places if "attachments" in self.cells[at]]:
                cell.attachments = NotebookNode({name: data for found in pictures for name, data in found.items()})
        if text is not None:
            cell.source = text
        if known.role == FREE:
            return
        if text is None:
            self._say(
                flagged(
                    "The answer's cell is missing; the empty one of the release stands in its place.", cell=known.key
                )
            )
        elif any(line.startswith(("<<<<<<<", ">>>>>>>")) for line in text.splitlines()):
            self._say(flagged("The answer still holds the signs of a merge conflict.", cell=known.key))
        self._changes_of_metadata(known)

    def _code(self, known: Released, places: Sequence[int]) -> str | None:
        if not places:
            return self._out_of_another_cell(known)
        texts = {at: self._as_code(at, known) for at in places}
        stub = squeezed(known.cell.source)
        worked = {at: text for at, text in texts.items() if squeezed(text) not in ("", stub)}
        if len(places) > 1 and len({squeezed(text) for text in worked.values()}) <= 1:
            self._say(mended("The answer's cell was copied; the copy says nothing else.", cell=known.key))
        if not worked:
            return texts[places[0]]
        first, *rest = worked
        answer, joined = self._joined(list(worked), texts)
        if joined > 1:
            self._say(mended("The answer's cell was split; its parts were put together.", cell=known.key))
        others = [at for at in [first, *rest][joined:] if squeezed(texts[at]) != squeezed(answer)]
        if others:
            self.own |= set(others)
            self._say(
                flagged("The answer was given more than once; the later cells run where they stood.", cell=known.key)
            )
        return answer

    def _out_of_another_cell(self, known: Released) -> str | None:
        """Return an answer that was merged with another cell; empty where that cell runs anyway."""
        for at, owner in enumerate(self.owners):
            text = self.cells[at].source
            if not known.names & names_in(text):
                continue
            if owner is None or owner.is_theirs:
                self._say(flagged("The answer stands in another cell; that one runs in its place.", cell=known.key))
                return ""
            original = owner.cell.source.strip()
            if original in text:
                self._say(mended(f"The answer was merged with {owner.key}; it was taken out.", cell=known.key))
                return str(text.replace(original, "", 1).strip())
        return None

    def _joined(self, places: list[int], texts: dict[int, str]) -> tuple[str, int]:
        """Return the answer, and how many of the cells make it up."""
        side_by_side = 1
        for first, second in pairwise(places):
            if not all(at in places or not self.cells[at].source.strip() for at in range(first, second)):
                break
            side_by_side += 1
        parts = [texts[at] for at in places[: min(side_by_side, MAX_PARTS)]]
        whole = "\n".join(parts)
        if len(parts) > 2 and not all(map(compiles, parts)) and compiles(whole):
            return whole, len(parts)
        answer = parts[0]
        for number, part in enumerate(parts[1:], start=1):
            together = _together(answer, part)
            if together is None:
                return answer, number
            answer = together
        return answer, len(parts)

    def _as_code(self, at: int, known: Released) -> str:
        cell = self.cells[at]
        if cell.cell_type == "code":
            return str(cell.source)
        self._say(mended(f"The answer's cell was changed to {cell.cell_type}; it is read as code.", cell=known.key))
        lines = cell.source.strip().splitlines()
        is_fenced = len(lines) > 2 and lines[0].startswith("```") and lines[-1].strip() == "```"
        return "\n".join(lines[1:-1]) if is_fenced else str(cell.source)

    def _written(self, known: Released, places: Sequence[int]) -> str | None:
        stub = squeezed(known.cell.source)
        texts = [self.cells[at].source for at in places if squeezed(self.cells[at].source) not in ("", stub)]
        if any(self.cells[at].cell_type != known.cell.cell_type for at in places) and texts:
            self._say(mended("The written answer's cell changed its type; its text is read.", cell=known.key))
        if len(places) > 1:
            self._say(
                mended("The written answer's cell was split or copied; its parts were put together.", cell=known.key)
            )
        if not texts and known.role == ANSWER and (beside := self._beside(known)):
            self.own -= set(beside)
            texts = [self.cells[at].source for at in beside]
            self._say(mended("The written answer stood in a cell of its own; it was put in its place.", cell=known.key))
        if texts:
            return "\n\n".join(dict.fromkeys(texts))
        return self.cells[places[0]].source if places else None

    def _beside(self, known: Released) -> list[int]:
        """Return the student's own text cells right before or behind the place of a written answer."""
        place = self.known.index(known)
        before, after = self.known[max(0, place - 1)], self.known[place]
        anchors = {id(before), id(after)}
        found, anchor = [], None
        for at, owner in enumerate(self.owners):
            anchor = owner or anchor
            is_text = self.cells[at].cell_type != "code" and self.cells[at].source.strip()
            if at in self.own and is_text and id(anchor) in anchors:
                found.append(at)
        return found

    # What the student should have left alone.

    def _test(self, known: Released) -> None:
        if not known.found:
            self._say(flagged("The test was deleted; it was put back.", cell=known.key))
            return
        cells = [self.cells[at] for at in known.found]
        asked = set(known.cell.metadata.get("tags", []))
        if tags := sorted({tag for cell in cells for tag in cell.metadata.get("tags", [])} - asked):
            self._say(
                flagged(
                    f"The test was tagged {', '.join(map(ascii, tags))[:100]}; the tag was dropped.", cell=known.key
                )
            )
        if any(cell.cell_type != known.cell.cell_type for cell in cells):
            self._say(flagged("The test's cell changed its type; it was put back.", cell=known.key))
        self._changes_of_metadata(known)
        original = squeezed(known.cell.source)
        texts = [squeezed(cell.source) for cell in cells]
        if len(cells) > 1 and ("".join(texts) == original or set(texts) == {original}):
            self._say(flagged("The test's cell was split or copied; the source's is used.", cell=known.key))
        elif set(texts) != {original}:
            self._say(flagged("The test was edited; the source's is used.", cell=known.key))
        elif cells[0].source.strip() != known.cell.source.strip():
            self._say(mended("Blanks in the test were changed; the source's is used.", cell=known.key))

    def _given(self) -> None:
        """Say in one remark what became of the given cells; keep imports that were added to them."""
        given = [known for known in self.known if not known.is_theirs and known.role != TEST]
        missing = [known.key for known in given if not known.found]
        edited = [known for known in given if known.found and not self._is_as_released(known)]
        if missing:
            self._say(mended(f"Given cells were missing and put back: {_some(missing)}."))
        if edited:
            self._say(mended(f"Given cells were changed and put back: {_some([known.key for known in edited])}."))
        for known in edited:
            if known.cell.cell_type == "code":
                self._keep_imports(known)

    def _is_as_released(self, known: Released) -> bool:
        original = squeezed(known.cell.source)
        texts = [squeezed(self.cells[at].source) for at in known.found]
        return set(texts) == {original} or "".join(texts) == original

    def _keep_imports(self, known: Released) -> None:
        for at in known.found:
            if imports := _added_imports(self.cells[at].source, known.cell.source):
                self.cells = [*self.cells]
                self.cells[at] = NotebookNode(cell_type="code", source=imports, metadata=NotebookNode())
                self.own.add(at)
                self._say(mended("Imports that the student added to a given cell are kept.", cell=known.key))

    def _changes_of_metadata(self, known: Released) -> None:
        asked = known.cell.metadata.get("nbgrader", {})
        for at in known.found[:1]:
            found = self.cells[at].metadata.get("nbgrader", {})
            changed = [key for key in GRADING_KEYS if found and (found.get(key) or None) != (asked.get(key) or None)]
            if changed:
                text = f"The cell's grading metadata was changed ({', '.join(changed)}); the source's is used."
                self._say(flagged(text, cell=known.key))

    def _metadata_lost(self) -> None:
        lost = [
            known.key
            for known in self.known
            if known.cell.metadata.get("nbgrader") and known.found and not self._has_metadata(known.found[0])
        ]
        if lost:
            text = f"Cells without their grading metadata were found by id, text or place: {_some(lost)}."
            self._say(mended(text))

    def _has_metadata(self, at: int) -> bool:
        return bool(self.cells[at].metadata.get("nbgrader"))

    # The student's own cells.

    def _with_own_cells(self, made: list[NotebookNode]) -> list[NotebookNode]:
        """Put the student's own cells behind the cell that they followed."""
        behind: dict[int, list[int]] = {}
        anchor = -1
        for at, owner in enumerate(self.owners):
            if owner and at == owner.found[0]:
                anchor = owner.position
            if at in self.own and self.cells[at].source.strip():
                behind.setdefault(anchor, []).append(at)
        taken = {cell.id for cell in made}
        cells = [self._own(at, taken) for at in behind.get(-1, [])]
        for position, cell in enumerate(made):
            cells.append(cell)
            cells += [self._own(at, taken) for at in behind.get(position, [])]
        return cells

    def _own(self, at: int, taken: set[str]) -> NotebookNode:
        cell = self.cells[at]
        number = len(taken)
        while (identifier := f"own-{number}") in taken:
            number += 1
        taken.add(identifier)
        own = NotebookNode(cell_type=cell.cell_type, id=identifier, metadata=NotebookNode(), source=cell.source)
        if cell.cell_type == "code":
            own.update(execution_count=None, outputs=[])
        elif "attachments" in cell:
            own["attachments"] = from_dict(dict(cell.attachments))
        return own

    def _say(self, remark: Remark) -> None:
        if remark not in self.remarks:
            self.remarks.append(remark)


def _fresh(cell: NotebookNode) -> NotebookNode:
    """Return a copy of a cell of the source, without outputs."""
    fresh = NotebookNode(
        cell_type=cell.cell_type, id=cell.get("id", ""), metadata=from_dict(dict(cell.metadata)), source=cell.source
    )
    if cell.cell_type == "code":
        fresh.update(execution_count=None, outputs=[])
    elif "attachments" in cell:
        fresh["attachments"] = from_dict(dict(cell.attachments))
    return fresh


def _name(cells: list[NotebookNode]) -> None:
    """Give every cell an id of its own."""
    taken: set[str] = set()
    for number, cell in enumerate(cells):
        if not cell.id or cell.id in taken:
            cell.id = f"source-{number}"
        taken.add(cell.id)


def _together(first: str, second: str) -> str | None:
    """Join two neighbours if they are one cell that was split; JupyterLab drops the line breaks at the cut."""
    is_inside_line = bool(first) and not first.rpartition("\n")[2].strip()  # the cut came behind an indent
    separators = ["", "\n"] if is_inside_line else ["\n", "", " "]
    if compiles(first) and compiles(second):
        if names_in(first) & names_in(second):
            return None  # two attempts
        separators = separators[:1] if is_inside_line else ["\n\n"]
    return next((first + mark + second for mark in separators if compiles(first + mark + second)), None)


def _added_imports(text: str, original: str) -> str:
    """Return the import statements that the text has at top level and the original has not."""
    had = imports_in(original)
    return "\n".join(line for line in imports_in(text) if line not in had)


def _some(keys: list[str]) -> str:
    """List a few, and say how many there are."""
    return ", ".join(keys[:5]) + (f" and {len(keys) - 5} more" if len(keys) > 5 else "")
