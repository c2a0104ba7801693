"""The learner's own copy of an assignment: ``course/my-work/NAME/NAME.ipynb``."""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

from citylab.lab_session import notebook
from citylab.modules import Module
from citylab.paths import root

__all__ = ["own_copy"]


def own_copy(module: Module) -> Path | None:
    """
    Return the notebook in which to work on the assignment of `module`.

    Whoever opens the start page in JupyterLab gets a copy of the released
    notebook, the same that ``citylab mark`` makes, so that a newer version of the
    course never replaces answers. A copy that exists is left as it is. Where none
    can be made, and outside of JupyterLab, it is the released notebook itself.

    Returns
    -------
    pathlib.Path or None
        None if the module has no assignment.
    """
    released = module.assignment
    copy = root() / "course" / "my-work" / module.slug / f"{module.slug}.ipynb"
    if copy.is_file():
        return copy
    opened = notebook()
    if released is None or opened is None or not opened.resolve().is_relative_to(root()):
        return released
    # If the place cannot be written, or the release is no notebook, the link to the release still helps.
    with suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
        _write_once(copy, _stamped(released.read_bytes()))
    return copy if copy.is_file() else released


def _stamped(data: bytes) -> bytes:
    """Note in a copy which release it was made from, as `classroom.own_work` does."""
    content = json.loads(data)
    given = [cell for cell in content["cells"] if not cell["metadata"].get("nbgrader", {}).get("solution")]
    texts = "\0".join("".join(cell["source"]) for cell in given)
    content["metadata"]["citylab_release"] = hashlib.sha256(texts.encode("utf-8", "replace")).hexdigest()[:16]
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def _write_once(path: Path, data: bytes) -> None:
    """Write a file that is whole when it appears; one that appeared meanwhile stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        if not path.exists():
            os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
