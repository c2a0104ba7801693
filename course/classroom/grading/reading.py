"""Read what a student handed in, whatever it is. The original is never changed."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from classroom.grading.notebook_bytes import AGAIN, UnreadableNotebookError, parse
from classroom.grading.remarks import Remark, flagged, mended

__all__ = [
    "MAX_CELLS",
    "MAX_FILE_BYTES",
    "MAX_TEXT_CHARACTERS",
    "UnreadableNotebookError",
    "notebook_of",
    "read_notebook",
]

MAX_FILE_BYTES = 50_000_000
MAX_CELLS = 2_000
MAX_TEXT_CHARACTERS = 5_000_000  # in all cells
MAX_PICTURE_CHARACTERS = 5_000_000  # of one picture in a written answer, in base64

GRADING_KEYS = ("grade", "grade_id", "locked", "points", "schema_version", "solution", "task")
PICTURES = ("image/png", "image/jpeg", "image/gif")
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
UNSAFE = re.compile("[\ud800-\udfff\0]")


def read_notebook(path: Path) -> tuple[NotebookNode, list[Remark]]:
    """
    Read a submitted notebook, of any format from 1 to 4.

    Only what marking needs is kept: the cells' types, texts, ids, nbgrader metadata and tags, and the pictures
    of written answers. Outputs are dropped, so a notebook may hold many of them.

    Parameters
    ----------
    path : pathlib.Path
        The file. Links, devices and folders are refused, never followed.

    Returns
    -------
    notebook : nbformat.NotebookNode
        Format 4.5; cells without an id got an empty one.
    remarks : list of Remark
        What was mended, and what a person should look at.

    Raises
    ------
    UnreadableNotebookError
        If it cannot be marked: no notebook, damaged, more than 50 MB, more than 2,000 cells, more than
        5 million characters in the cells. The message is one sentence with the remedy.
    """
    return notebook_of(_read(Path(path)))


def notebook_of(content: bytes) -> tuple[NotebookNode, list[Remark]]:
    """Read a submitted notebook from the content of its file; see `read_notebook`."""
    _refuse_large(len(content))
    remarks: list[Remark] = []
    data = parse(content, remarks)
    cells = [_cell(cell, remarks) for cell in _cells(data, remarks)]
    if sum(len(cell.source) for cell in cells) > MAX_TEXT_CHARACTERS:
        raise UnreadableNotebookError(
            f"the cells hold more than {MAX_TEXT_CHARACTERS // 1_000_000} million characters; "
            "ask the student to take data out of the cells and hand in again"
        )
    return NotebookNode(cells=cells, metadata=NotebookNode(), nbformat=4, nbformat_minor=5), remarks


def _read(path: Path) -> bytes:
    """Read a regular file of bounded size."""
    try:
        if path.is_symlink() or path.parent.is_symlink():
            raise UnreadableNotebookError(f"the file is a link to another place, which is not followed; {AGAIN}")
        # A pipe must not make us wait; a link put there since must not be followed.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableNotebookError(f"this is {_what(status.st_mode)}, not a file; {AGAIN}")
            _refuse_large(status.st_size)
            data = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableNotebookError(f"there is no file {path.name}; collect the submission again") from None
    except OSError as error:
        if path.is_dir():
            raise UnreadableNotebookError(f"this is a folder, not a file; {AGAIN}") from None
        raise UnreadableNotebookError(f"the file cannot be read ({error.strerror}); mend its permissions") from None
    return data


def _refuse_large(size: int) -> None:
    if size > MAX_FILE_BYTES:
        raise UnreadableNotebookError(
            f"the file has {size / 1e6:,.0f} MB, the limit is {MAX_FILE_BYTES / 1e6:.0f} MB; "
            "ask the student to clear all outputs (Edit, Clear All Outputs), save, and hand in again"
        )


def _what(mode: int) -> str:
    return "a folder" if stat.S_ISDIR(mode) else "a pipe" if stat.S_ISFIFO(mode) else "a device"


def _cells(data: Any, remarks: list[Remark]) -> list[Any]:
    """Return the list of cells, whatever the format's version."""
    cells = data.get("cells") if isinstance(data, dict) else None
    if isinstance(data, dict) and cells is None and isinstance(data.get("worksheets"), list):
        sheets = [sheet.get("cells") for sheet in data["worksheets"] if isinstance(sheet, dict)]
        cells = [cell for sheet in sheets if isinstance(sheet, list) for cell in sheet]
        remarks.append(mended(f"The notebook is in the old format {data.get('nbformat', 3)!s:.10}; it was converted."))
    if not isinstance(cells, list):
        raise UnreadableNotebookError(f"the file is JSON, but no notebook, for it has no list of cells; {AGAIN}")
    if not cells:
        raise UnreadableNotebookError("the notebook has no cells; ask the student to hand in the one with the answers")
    if len(cells) > MAX_CELLS:
        raise UnreadableNotebookError(
            f"the notebook has {len(cells):,} cells, the limit is {MAX_CELLS:,}; "
            "ask the student to start from the released notebook and hand in again"
        )
    whole = [cell for cell in cells if isinstance(cell, dict)]
    if len(whole) < len(cells):
        remarks.append(
            flagged(f"{len(cells) - len(whole)} entries in the list of cells are no cells; they are left out.")
        )
    return whole


def _cell(cell: dict[str, Any], remarks: list[Remark]) -> NotebookNode:
    metadata = _dict(cell.get("metadata"))
    grading = _dict(metadata.get("nbgrader"))
    grading = {key: grading[key] for key in GRADING_KEYS if isinstance(grading.get(key), (str, int, float))}
    if not isinstance(grading.get("grade_id"), str):
        grading.pop("grade_id", None)
    tags = metadata.get("tags")
    tags = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    identifier = cell.get("id")
    made = NotebookNode(
        cell_type=_kind(cell),
        id=identifier if isinstance(identifier, str) else "",
        metadata=NotebookNode(nbgrader=NotebookNode(grading), tags=tags) if grading else NotebookNode(tags=tags),
        source=_text(cell, grading.get("grade_id", ""), remarks),
    )
    if pictures := _pictures(_dict(cell.get("attachments"))):
        made["attachments"] = pictures
    if made.cell_type == "code":
        made.update(execution_count=None, outputs=[])
    return made


def _kind(cell: dict[str, Any]) -> str:
    kind = cell.get("cell_type")
    if kind in ("code", "markdown", "raw"):
        return str(kind)
    return "code" if kind is None and ("outputs" in cell or "execution_count" in cell) else "markdown"


def _text(cell: dict[str, Any], grade_id: str, remarks: list[Remark]) -> str:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    text = source if isinstance(source, str) else ""
    if cell.get("cell_type") == "heading" and isinstance(cell.get("level"), int):
        text = "#" * min(max(cell["level"], 1), 6) + " " + text
    if UNSAFE.search(text):
        remarks.append(mended("A cell holds characters that no file can hold; they were replaced by �.", cell=grade_id))
        text = UNSAFE.sub("\ufffd", text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _pictures(attachments: dict[str, Any]) -> NotebookNode:
    """Keep pictures only: an attachment is shown to the instructor, so nothing that can hold a script."""
    kept = NotebookNode()
    for name, bundle in attachments.items():
        data = {kind: text for kind, text in _dict(bundle).items() if kind in PICTURES and _is_base64(text)}
        if data and not UNSAFE.search(name):
            kept[name] = NotebookNode(data)
    return kept


def _is_base64(text: Any) -> bool:
    return isinstance(text, str) and len(text) <= MAX_PICTURE_CHARACTERS and bool(BASE64.fullmatch(text))


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
