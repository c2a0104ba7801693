"""Where a learner's copies of assignments lie, and which assignment a notebook belongs to."""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Collection
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from classroom.errors import CitylabError
from classroom.grading.matching import squeezed

STAMP = "citylab_release"  # in a copy's metadata: the print of the release that it was made from
COPIED = re.compile(r"(?:-Copy\d+| \(\d+\)|_\d+)$")


def assignments(root: Path) -> list[str]:
    """Return the names of the assignments that can be marked here."""
    return sorted(path.parent.name for path in (root / "assignments" / "source").glob("*/*.ipynb"))


def checked_name(root: Path, name: str) -> str:
    """
    Return the name of an assignment.

    Raises
    ------
    CitylabError
        If there is none of that name; the message names the nearest.
    """
    names = assignments(root)
    if name in names:
        return name
    near = difflib.get_close_matches(name.lower(), names, n=1, cutoff=0.4)
    meant = f"; did you mean {near[0]}?" if near else ""
    raise CitylabError(f"no assignment named {name!r}{meant} There are: {', '.join(names) or 'none yet'}")


def place_of(root: Path, name: str) -> Path:
    """Return where the learner's copy of an assignment lies, or will lie."""
    return root / "course" / "my-work" / name / f"{name}.ipynb"


def copy_of(root: Path, name: str) -> Path:
    """
    Return the learner's copy of an assignment; make it if there is none. A copy is never overwritten.

    Parameters
    ----------
    root : pathlib.Path
        The repository.
    name : str
        For example ``smart-grids``.

    Raises
    ------
    CitylabError
        If there is no such assignment, or the copy cannot be written.
    """
    path = place_of(root, checked_name(root, name))
    if os.path.lexists(path):
        return path
    release = root / "assignments" / "release" / name / f"{name}.ipynb"
    try:
        data = release.read_bytes()
    except OSError as error:
        raise CitylabError(f"{release}: cannot be read ({error.strerror}); make it again with: citylab build") from None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_once(path, _stamped(data))
    except OSError as error:
        raise CitylabError(
            f"{path}: your copy cannot be written ({error.strerror}); let this folder be written to, "
            f"or copy {release} to a place of yours and run: citylab mark {name} --file COPY"
        ) from None
    return path


def _write_once(path: Path, data: bytes) -> None:
    """Write a file that is whole when it appears; one that appeared meanwhile stays."""
    number, part = tempfile.mkstemp(prefix=".copy-", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
        os.chmod(part, 0o644)
        try:
            os.link(part, path)
        except FileExistsError:
            return
        except OSError:  # not every disk knows links
            if not path.exists():
                os.replace(part, path)
    finally:
        Path(part).unlink(missing_ok=True)


def _stamped(data: bytes) -> bytes:
    """Note in a copy which release it was made from."""
    notebook = json.loads(data)
    notebook["metadata"][STAMP] = print_of(nbformat.reads(data.decode("utf-8"), as_version=4))
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def print_of(released: NotebookNode) -> str:
    """Return a print of what is given in a released notebook; answers may be in it already."""
    given = [cell for cell in released.cells if not cell.metadata.get("nbgrader", {}).get("solution")]
    texts = "\0".join(cell.source for cell in given)
    return hashlib.sha256(texts.encode("utf-8", "replace")).hexdigest()[:16]


def stamp_in(path: Path) -> str:
    """Return the print of the release that a copy was made from, or nothing."""
    try:
        found = json.loads(path.read_bytes())["metadata"].get(STAMP)
    except (OSError, ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return ""
    return found if isinstance(found, str) else ""


def name_of(root: Path, path: Path, grade_ids: Collection[str]) -> str:
    """
    Return the assignment that a notebook belongs to: by its name, its folder, else by what it holds.

    Raises
    ------
    CitylabError
        If it belongs to none.
    """
    names = assignments(root)
    for found in (path.stem, COPIED.sub("", path.stem), path.parent.name):
        if found in names:
            return found
    shared = {name: len(set(grade_ids) & _graded(root, name)) for name in names}
    best = max(shared, key=shared.__getitem__, default="")
    if best and shared[best] >= 3:
        return best
    raise CitylabError(
        f"{path}: this notebook belongs to no assignment; name it, as in: "
        f"citylab mark NAME --file {path.name}. There are: {', '.join(names) or 'none yet'}"
    )


def check_belongs(path: Path, name: str, submitted: NotebookNode, released: NotebookNode) -> None:
    """
    Refuse a notebook that is not of this assignment: it would be marked as if all of it had been deleted.

    Half of the ids of questions and tests are enough, or half of the answers, or, where a program has
    lost the ids, half of the texts that were given out.

    Raises
    ------
    CitylabError
        If it holds less of each.
    """
    ids = {tags.get("grade_id") for cell in submitted.cells if (tags := cell.metadata.get("nbgrader", {}))}
    texts = {squeezed(cell.source) for cell in submitted.cells}
    tagged = [(cell, cell.metadata.get("nbgrader", {})) for cell in released.cells]
    shares = (
        [tags["grade_id"] in ids for _, tags in tagged if tags.get("solution") or tags.get("grade")],
        [tags["grade_id"] in ids for _, tags in tagged if tags.get("solution")],
        [squeezed(cell.source) in texts for cell, tags in tagged if not tags.get("solution")],
    )
    if not any(sum(share) >= len(share) / 2 for share in shares):
        raise CitylabError(
            f"{path}: this is not {name}: most of its questions and tests are not in it. Nothing was marked; "
            f"name the notebook with your answers, as in: citylab mark {name} --file FILE"
        )


def _graded(root: Path, name: str) -> set[str]:
    """Return the ids of an assignment's questions and tests; those of plain cells are alike everywhere."""
    source = json.loads((root / "assignments" / "source" / name / f"{name}.ipynb").read_text(encoding="utf-8"))
    tags = [cell["metadata"].get("nbgrader", {}) for cell in source["cells"]]
    return {tag["grade_id"] for tag in tags if tag.get("solution") or tag.get("grade")}


def holds_answers(root: Path, name: str, path: Path) -> bool:
    """Return whether any answer of a notebook differs from what is given out."""
    from classroom.own_work.release import released_from, source_of

    given = {cell.source.strip() for cell in released_from(source_of(root, name)).cells}
    found = nbformat.read(path, as_version=4)
    answers = [cell for cell in found.cells if cell.metadata.get("nbgrader", {}).get("solution")]
    return any(cell.source.strip() not in given for cell in answers)
