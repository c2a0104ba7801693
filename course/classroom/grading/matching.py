"""Which released cell each submitted cell comes from, even if ids, types or metadata were lost."""

from __future__ import annotations

import ast
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

TEST, GIVEN, ANSWER, FREE = "test", "given", "answer", "free"
NAMED = re.compile(r"^(?:async +)?(?:def|class) +(\w+)|^([A-Za-z_]\w*) *(?::[^=\n]+)?=(?!=)", re.MULTILINE)
DEFINED = re.compile(r"^(?:async +)?(?:def|class) +(\w+)", re.MULTILINE)
MAGIC = re.compile(r"^([ \t]*)[%!].*$", re.MULTILINE)
MIN_TEXT = 20  # characters that tell a cell from others
MIN_LIKE = 0.2  # share of its lines by which an edited cell is still known
MAX_COMPILED = 50_000  # characters


@dataclass
class Released:
    """
    A cell as it was given out.

    Attributes
    ----------
    key : str
        Its grade id, or its place where it has none.
    role : str
        ``test``, ``given`` (locked), ``answer``, or ``free`` (neither locked nor marked: theirs to change).
    cell : nbformat.NotebookNode
        The released cell.
    position : int
        Its place in the source notebook.
    names : set of str
        What an answer of this cell defines.
    found : list of int
        The submitted cells that come from it.
    """

    key: str
    role: str
    cell: NotebookNode
    position: int
    names: set[str] = field(default_factory=set)
    found: list[int] = field(default_factory=list)

    @property
    def is_theirs(self) -> bool:
        """Whether the student writes it."""
        return self.role in (ANSWER, FREE)


def squeezed(text: str) -> str:
    """Return the text without any white space, to compare by."""
    return "".join(text.split())


def likeness(text: str, original: str) -> float:
    """Return the share of the original's lines that the text still has, 0 to 1."""
    lines = {line.strip() for line in original.splitlines()} - {""}
    return len(lines & {line.strip() for line in text.splitlines()}) / max(1, len(lines))


def compiles(text: str) -> bool:
    """Whether it is Python; magic lines count as a statement."""
    return bool(_compiled(text, 0))


def imports_in(text: str) -> list[str]:
    """Return the import statements at top level; none if it is not Python."""
    tree = _compiled(text, ast.PyCF_ONLY_AST)
    return [ast.unparse(node) for node in getattr(tree, "body", []) if isinstance(node, (ast.Import, ast.ImportFrom))]


def _compiled(text: str, flags: int) -> Any:
    if len(text) > MAX_COMPILED:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
            return compile(MAGIC.sub(r"\1pass", text), "cell", "exec", flags, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return None


def names_in(text: str) -> set[str]:
    """Return the names that a cell defines at the start of its lines."""
    return {first or second for first, second in NAMED.findall(text)}


def released_cells(source: NotebookNode, released: NotebookNode) -> list[Released]:
    """Return the cells of the source as they were given out, in the order of the source."""
    given_out = {key_of(cell, place): cell for place, cell in enumerate(released.cells)}
    cells = []
    for place, cell in enumerate(source.cells):
        key = key_of(cell, place)
        role = role_of(cell)
        # An answer that was never given out is empty: the solution must not stand in for it.
        shown = given_out.get(key) or (NotebookNode({**cell, "source": ""}) if role == ANSWER else cell)
        cells.append(Released(key, role, shown, place))
        if cells[-1].is_theirs and cell.cell_type == "code":
            cells[-1].names = set(DEFINED.findall(cells[-1].cell.source)) or names_in(cell.source)
    uses = Counter(name for cell in cells for name in cell.names)
    for known in cells:
        known.names = {name for name in known.names if uses[name] == 1}
    return cells


def key_of(cell: NotebookNode, place: int) -> str:
    """Return the grade id of a cell, or a name for a cell without one."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id") or cell.get("id") or f"cell {place + 1}")


def role_of(cell: NotebookNode) -> str:
    """Say what a cell of the source is for."""
    tags = cell.metadata.get("nbgrader", {})
    if tags.get("solution"):
        return ANSWER
    if tags.get("grade"):
        return TEST
    return GIVEN if tags.get("locked") or tags.get("task") else FREE


def match(known: Sequence[Released], cells: Sequence[NotebookNode]) -> list[Released | None]:
    """
    Find the released cell of each submitted cell; None for the student's own.

    Looks at the text of locked cells first, then at the grade id, the cell's id, the names that it defines, and
    last at its place between its neighbours. `Released.found` is filled in.
    """
    owners: list[Released | None] = [None] * len(cells)
    _by_text_or_grade_id(known, cells, owners)
    _by_id(known, cells, owners)
    _note(known, owners)
    _by_names(known, cells, owners)
    _by_place(known, cells, owners)
    _note(known, owners)
    return owners


def _note(known: Iterable[Released], owners: Sequence[Released | None]) -> None:
    for cell in known:
        cell.found = []
    for place, owner in enumerate(owners):
        if owner is not None:
            owner.found.append(place)


def _by_text_or_grade_id(
    known: Sequence[Released], cells: Sequence[NotebookNode], owners: list[Released | None]
) -> None:
    by_key = {cell.key: cell for cell in known}
    by_text = {squeezed(cell.cell.source): cell for cell in known if not cell.is_theirs}
    for place, cell in enumerate(cells):
        text = squeezed(cell.source)
        same = by_text.get(text) if len(text) >= MIN_TEXT else None
        claimed = by_key.get(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
        if same is None and claimed is not None and not _is_like(cell, text, claimed):
            claimed = None  # the metadata of a locked cell on something else altogether
        owners[place] = same or claimed


def _is_like(cell: NotebookNode, text: str, claimed: Released) -> bool:
    """Whether a cell may be what its metadata say: an edited or split locked cell still has something of it."""
    if claimed.is_theirs or len(text) < MIN_TEXT or text in squeezed(claimed.cell.source):
        return True
    return likeness(cell.source, claimed.cell.source) >= MIN_LIKE


def _by_id(known: Sequence[Released], cells: Sequence[NotebookNode], owners: list[Released | None]) -> None:
    taken = {id(owner) for owner in owners}
    by_id = {cell.cell.get("id"): cell for cell in known if id(cell) not in taken}
    for place, cell in enumerate(cells):
        wanted = by_id.get(cell.get("id")) if owners[place] is None and cell.get("id") else None
        if wanted is not None and (wanted.is_theirs or likeness(cell.source, wanted.cell.source) >= MIN_LIKE):
            owners[place] = by_id.pop(cell.id)


def _by_names(known: Sequence[Released], cells: Sequence[NotebookNode], owners: list[Released | None]) -> None:
    by_name = {name: cell for cell in known if not cell.found for name in cell.names}
    for place, cell in enumerate(cells):
        if owners[place] is None and by_name:
            owners[place] = next((by_name[name] for name in sorted(names_in(cell.source)) if name in by_name), None)
    _note(known, owners)


def _by_place(known: Sequence[Released], cells: Sequence[NotebookNode], owners: list[Released | None]) -> None:
    """Give what stands alone between two known neighbours to the missing cell between them."""
    for place, wanted in enumerate(known):
        if wanted.found or wanted.names or not any(cell.found for cell in known[max(0, place - 1) : place + 2]):
            continue
        before = next((cell.found[-1] for cell in reversed(known[:place]) if cell.found), -1)
        after = next((cell.found[0] for cell in known[place + 1 :] if cell.found), len(cells))
        free = [at for at in range(before + 1, after) if owners[at] is None and cells[at].source.strip()]
        if not wanted.is_theirs:
            free = [at for at in free if likeness(cells[at].source, wanted.cell.source) >= MIN_LIKE]
        same_type = [at for at in free if cells[at].cell_type == wanted.cell.cell_type]
        chosen = same_type or free
        for at in chosen if wanted.cell.cell_type == "markdown" and wanted.is_theirs else chosen[:1]:
            owners[at] = wanted
        wanted.found = [at for at in chosen if owners[at] is wanted]
