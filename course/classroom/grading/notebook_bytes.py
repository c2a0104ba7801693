"""From the bytes of a file, whatever they are, to the data of a notebook; in bounded memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from classroom.errors import CitylabError
from classroom.grading.remarks import Remark, flagged, mended

CUT_OUTPUTS_FROM_BYTES = 4_000_000  # smaller files are read as they are
MAX_PIECES = 3_000_000  # strings and brackets outside outputs, which are then built in memory
MAX_SCANNED = 20_000_000  # with those in outputs: a few seconds
MAX_DEPTH = 200

# What people hand in instead of a notebook, by the first bytes of the file.
OTHER_FILES = (
    (b"PK\x03\x04", "a zip file"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"<!doctype html", "a web page, not the notebook"),
    (b"<html", "a web page, not the notebook"),
)
AGAIN = "ask for the file NAME.ipynb itself"
TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[\[\]{}]', re.DOTALL)


class UnreadableNotebookError(CitylabError):
    """The file is not a notebook that can be marked; the message says why and what to do."""


def parse(data: bytes, remarks: list[Remark]) -> Any:
    """
    Return the JSON data in a file; add what was noticed to `remarks`.

    Outputs of large files are cut out before they are parsed, so that memory stays bounded.

    Raises
    ------
    UnreadableNotebookError
        If the bytes are no JSON text, or it is too large or nested too deeply.
    """
    if not data.strip(b"\0 \t\r\n"):
        size = "is empty (0 bytes)" if not data else "holds nothing but blanks"
        raise UnreadableNotebookError(f"the file {size}; ask the student to save the notebook and hand it in again")
    for start, what in OTHER_FILES:
        if data[: len(start)].lower() == start.lower():
            raise UnreadableNotebookError(f"the file is {what}; {AGAIN}")
    data = _as_utf8(data, remarks)
    if len(data) > CUT_OUTPUTS_FROM_BYTES:
        data = _without_outputs(data)
    text = data.decode("utf-8")
    if "\n<<<<<<<" in text or text.startswith("<<<<<<<"):
        return _resolved(text, remarks)
    return _loads(text, remarks)


def _as_utf8(data: bytes, remarks: list[Remark]) -> bytes:
    """Return the text in UTF-8 without a byte order mark."""
    encoding = json.detect_encoding(data)  # by byte order mark, else by where zero bytes stand
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if b"\0" in data or encoding not in ("utf-8", "utf-8-sig"):
            raise UnreadableNotebookError(f"the file is not text, so it is no notebook; {AGAIN}") from None
        remarks.append(
            flagged("The file is not in UTF-8; it was read as Latin-1, so letters with accents may be wrong.")
        )
        return data.decode("cp1252", errors="replace").encode()
    if encoding == "utf-8":
        return data
    remarks.append(mended(f"The file is in {encoding.upper()}, not plain UTF-8."))
    return text.removeprefix("\ufeff").encode("utf-8", errors="replace")


def _without_outputs(data: bytes) -> bytes:
    """Cut every ``"outputs": [...]`` down to ``[]``, without building it in memory."""
    kept: list[bytes] = []
    position = 0
    for start, end in _outputs(data):
        kept += [data[position:start], b"[]"]
        position = end
    return b"".join([*kept, data[position:]])


def _outputs(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each outputs list starts and ends."""
    depth, cut_depth, start, key_end, within = 0, 0, 0, -1, 0
    for pieces, match in enumerate(TOKEN.finditer(data)):
        within += cut_depth > 0
        if pieces - within > MAX_PIECES or pieces > MAX_SCANNED:
            raise UnreadableNotebookError(f"the file holds millions of pieces of data; {_clear()}")
        sign = data[match.start()]
        if sign in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise UnreadableNotebookError(_too_deep())
            if not cut_depth and sign == ord("[") and key_end >= 0 and data[key_end : match.start()].strip() == b":":
                cut_depth, start = depth, match.start()
        elif sign in b"]}":
            if depth == cut_depth:
                cut_depth = 0
                yield start, match.end()
            depth -= 1
        key_end = match.end() if sign == ord('"') and match[0] == b'"outputs"' else -1


def _resolved(text: str, remarks: list[Remark]) -> Any:
    """Resolve merge conflicts if both sides hold the same cells: then only outputs and the like differ."""
    refused = UnreadableNotebookError(
        "the file holds an unresolved merge conflict (<<<<<<< ======= >>>>>>>); "
        "ask the student to resolve it and hand in again"
    )
    try:
        sides = [_loads(side, []) for side in _sides(text)]
    except UnreadableNotebookError:
        raise refused from None
    if _texts(sides[0]) != _texts(sides[1]):
        raise refused
    remarks.append(mended("The file holds a merge conflict outside the cells' text; the first side was taken."))
    return sides[0]


def _sides(text: str) -> tuple[str, str]:
    """Return the text as either side of its conflicts has it."""
    ours: list[str] = []
    theirs: list[str] = []
    into: tuple[list[str], ...] = (ours, theirs)
    for line in text.split("\n"):
        sign = line[:7]
        if sign == "<<<<<<<":
            into = (ours,)
        elif sign == "|||||||":
            into = ()
        elif sign == "=======":
            into = (theirs,)
        elif sign == ">>>>>>>":
            into = (ours, theirs)
        else:
            for side in into:
                side.append(line)
    return "\n".join(ours), "\n".join(theirs)


def _texts(data: Any) -> Any:
    """Return what counts in a notebook: type, text and id of each cell."""
    if not isinstance(data, dict) or not isinstance(data.get("cells"), list):
        return None
    cells = [cell for cell in data["cells"] if isinstance(cell, dict)]
    return [
        (cell.get("cell_type"), str(cell.get("source")), str((cell.get("metadata") or {}).get("nbgrader")))
        for cell in cells
    ]


def _loads(text: str, remarks: list[Remark]) -> Any:
    repeated: set[str] = set()

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)  # of two equal keys the last one counts, as in Jupyter
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            repeated.update(key for key in found if keys.count(key) > 1)
        return found

    try:
        data = json.loads(text.strip("\0"), object_pairs_hook=unique, parse_int=_int)
    except RecursionError:
        raise UnreadableNotebookError(_too_deep()) from None
    except ValueError as error:
        raise UnreadableNotebookError(_not_json(text, error)) from None
    if repeated:
        names = ", ".join(sorted(ascii(key) for key in repeated)[:3])
        remarks.append(flagged(f"The file gives the same key twice ({names}); the last one was read, as Jupyter does."))
    return data


def _int(digits: str) -> int:
    return int(digits) if len(digits) < 20 else 0  # Python refuses to read thousands of digits


def _not_json(text: str, error: ValueError) -> str:
    place = getattr(error, "pos", 0)
    if text.lstrip()[:1] != "{":
        return f"the file is not a notebook, for it is not JSON; {AGAIN}"
    if place >= len(text.rstrip()) - 1 or "Unterminated" in str(error):
        return "the file ends too early, as after a broken upload; ask the student to hand it in again"
    line = text.count("\n", 0, place) + 1
    return (
        f"the file is damaged: it is not JSON from line {line:,}; ask the student to save it anew and hand it in again"
    )


def _too_deep() -> str:
    return f"the file is nested more than {MAX_DEPTH} levels deep, as no notebook is; {AGAIN}"


def _clear() -> str:
    return "ask the student to clear all outputs (Edit, Clear All Outputs), save, and hand in again"
