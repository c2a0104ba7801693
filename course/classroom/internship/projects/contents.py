"""Put the files of a project together: template, starter, reference, data, licence and lock."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path, PurePosixPath

from citylab import paths
from classroom.internship.projects.description import Project, template

__all__ = ["given", "reference", "starter"]

# Other files than these are taken byte for byte.
_TEXTS = {".py", ".md", ".toml", ".yml", ".csv", ".json", ".txt", ""}
# A folder that was worked in holds these; they are no part of a project.
_LEFT_OUT = {"__pycache__", ".pytest_cache", ".ipynb_checkpoints"}

_PORTFOLIO, _PYPROJECT = PurePosixPath("portfolio.toml"), PurePosixPath("pyproject.toml")

Files = dict[PurePosixPath, bytes]


def starter(project: Project) -> Files:
    """Return the bytes of each file of the starter, by its path in the project."""
    return _completed(project, _stored(template()) | _stored(project.folder / "starter"))


def reference(project: Project) -> Files:
    """Return the bytes of each file of the reference solution: the starter's, and over them its own."""
    layers = [template(), project.folder / "starter", project.folder / "reference"]
    stored: Files = {}
    for layer in layers:
        stored |= _stored(layer)
    return _completed(project, stored)


def given(project: Project) -> Files:
    """Return the starter's tests, data and ``pyproject.toml``: what says when its work is done, and by which data."""
    folder = project.folder / "starter"
    files: Files = {_PYPROJECT: _bytes(folder / _PYPROJECT)}
    for top in ("tests", "data"):
        files |= {PurePosixPath(top) / place: content for place, content in _stored(folder / top).items()}
    for name in project.datasets:
        files |= _data(name)
    return files


def _stored(folder: Path) -> Files:
    """Return the files of a folder; a percent file in ``notebooks`` becomes a notebook."""
    found: Files = {}
    for file in sorted(folder.rglob("*")):
        place = PurePosixPath(file.relative_to(folder).as_posix())
        if file.is_dir() or _LEFT_OUT & set(place.parts):
            continue
        if place.parts[0] == "notebooks" and place.suffix == ".py":
            found[place.with_suffix(".ipynb")] = _notebook(file)
        else:
            found[place] = _bytes(file)
    return found


def _completed(project: Project, stored: Files) -> Files:
    """Add data, licence, lock, and the name of the starter: by it, `verify` knows which tests must stand unchanged."""
    files = dict(stored)
    files[_PORTFOLIO] = f'starter = "{project.name}"\n'.encode() + stored[_PORTFOLIO]
    for name in project.datasets:
        files |= _data(name)
    files.setdefault(PurePosixPath("LICENSE"), _bytes(paths.root() / "LICENSE"))
    files[PurePosixPath("requirements.lock")] = _lock(stored[_PYPROJECT])
    return dict(sorted(files.items()))


def _data(name: str) -> Files:
    """Return a data set: its passport, the files that the passport names, and the text of its licence."""
    folder = paths.root() / "datasets" / name
    passport = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    listed = ["datapackage.json", *(resource["path"] for resource in passport["resources"])]
    beside = [file for file in ("LICENSE", "NOTICE") if (folder / file).is_file()]
    return {PurePosixPath("data", name, file): (folder / file).read_bytes() for file in listed + beside}


def _lock(pyproject: bytes) -> bytes:
    from classroom.internship.projects.lock import cut

    direct = tomllib.loads(pyproject.decode("utf-8"))["project"]["dependencies"]
    return cut((paths.root() / "requirements.lock").read_text(encoding="utf-8"), direct).encode("utf-8")


def _notebook(percent: Path) -> bytes:
    from classroom.building.notebooks import make_cell, to_bytes
    from classroom.building.percent import read_cells

    cells = read_cells(percent, allowed={"code": set(), "markdown": set()})
    return to_bytes([make_cell(c.kind, c.source, f"{percent.stem}-{n:02d}") for n, c in enumerate(cells, start=1)])


def _bytes(file: Path) -> bytes:
    """Return the bytes; a text has the same on every system, however Git writes its line ends here."""
    content = file.read_bytes()
    return content.replace(b"\r\n", b"\n") if file.suffix in _TEXTS else content
