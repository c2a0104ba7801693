"""Read portfolio.toml: what a project promises."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from classroom.internship import projects
from classroom.internship.verifying.folder import Folder
from classroom.internship.verifying.verdict import Finding, count, failed, ok

__all__ = ["KINDS", "NAME", "Output", "Portfolio", "read"]

NAME = "portfolio.toml"
KINDS = {".csv": "table", ".json": "data", ".txt": "text", ".md": "text", ".png": "picture"}
MOST_MINUTES = 60
MOST_NAMED = 50  # notebooks, and outputs
MOST_RELATIVE_TOLERANCE = 0.1
_MOST_SHOWN = 80  # characters of what is wrong
_MOST_LETTERS = 100  # of a path; some systems allow 260 with all folders above it
_LARGEST = 1e300  # a number in the unit of the output
_KEYS = {"title": str, "licence": str, "notebooks": list, "minutes": (int, float), "output": list, "starter": str}
_OUTPUT_KEYS = {"path": str, "relative_tolerance": (int, float), "absolute_tolerance": (int, float)}
_SHAPE = "; the keys are title, licence, notebooks, minutes, starter if it began as one, and [[output]]"


@dataclass(frozen=True)
class Output:
    """
    A file that the notebooks write.

    Attributes
    ----------
    path : str
        In the project, below ``outputs/``.
    relative_tolerance, absolute_tolerance : float
        Numbers may differ by the larger of the two; the absolute one has the unit of the number.
    """

    path: str
    relative_tolerance: float = 1e-6
    absolute_tolerance: float = 1e-9

    @property
    def kind(self) -> str:
        """One of the values of `KINDS`."""
        return KINDS[PurePosixPath(self.path).suffix]


@dataclass(frozen=True)
class Portfolio:
    """
    What a project promises.

    Attributes
    ----------
    title, licence : str
        Its title, and the licence of its code as an SPDX identifier.
    notebooks : tuple of str
        In the order in which they run.
    minutes : float
        For all of them together. [min]
    outputs : tuple of Output
        What they write.
    starter : str
        Name of the starter project that it began as; empty for an own project.
    """

    title: str
    licence: str
    notebooks: tuple[str, ...]
    minutes: float
    outputs: tuple[Output, ...]
    starter: str = ""


class _WrongError(ValueError):
    """What is wrong, and the remedy."""


def read(folder: Folder, *, most_minutes: float = MOST_MINUTES) -> tuple[Portfolio | None, Finding]:
    """Return what portfolio.toml says, or None, and the finding of the check ``portfolio``."""
    try:
        if not folder.has(NAME):
            raise _WrongError("there is no portfolio.toml", "Copy it from a starter project, and fill it in.")
        found = _portfolio(_toml(folder.text(NAME)), most_minutes)
    except _WrongError as error:
        says, remedy = error.args
        return None, failed("portfolio", says, remedy)
    says = f"{count(found.notebooks, 'notebook')}, {count(found.outputs, 'output')}, minutes: {found.minutes:g}"
    return found, ok("portfolio", says + (f", from the starter {found.starter}" if found.starter else ""))


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise _WrongError("portfolio.toml is nested too deeply to be read", f"Make it flat{_SHAPE}.") from None
    except ValueError as error:
        says = f"portfolio.toml cannot be read: {str(error)[:_MOST_SHOWN]}"
        raise _WrongError(says, "Mend the line that is named.") from None


def _shown(value: object) -> str:
    """Return a value of a stranger as a short text: of whatever kind it is, and however deep or large."""
    try:
        text = repr(value)
    except (RecursionError, ValueError):  # nested tables; a whole number of thousands of digits
        return f"a {type(value).__name__} too large to be shown"
    return text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + " …"


def _portfolio(data: dict[str, Any], most_minutes: float) -> Portfolio:
    _check_keys(data, _KEYS, "portfolio.toml", optional=("starter",))
    for key in ("title", "licence"):
        if not data[key].strip() or "TODO" in data[key]:
            raise _WrongError(f"{key} in portfolio.toml is not filled in", f'Write it: {key} = "…".')
    if not 0 < data["minutes"] <= most_minutes:
        remedy = f"Give the minutes that all notebooks need together, at most {most_minutes:g}."
        raise _WrongError(f"minutes is {_shown(data['minutes'])}", remedy)
    if "starter" in data and data["starter"] not in projects.names():
        remedy = f"Name the one that it began as: {', '.join(projects.names())}; for an own project take the line out."
        raise _WrongError(f"portfolio.toml names the starter {data['starter'][:50]!r}, which is not there", remedy)
    notebooks = [_path(one, "notebooks", {".ipynb"}) for one in _filled(data, "notebooks")]
    outputs = [_output(one) for one in _filled(data, "output")]
    _refuse_twice(notebooks, "notebooks")
    _refuse_twice([one.path for one in outputs], "output")
    return Portfolio(
        data["title"],
        data["licence"],
        tuple(notebooks),
        float(data["minutes"]),
        tuple(outputs),
        data.get("starter", ""),
    )


def _filled(data: dict[str, Any], key: str) -> list[Any]:
    if not 0 < len(data[key]) <= MOST_NAMED:
        what = "is empty" if not data[key] else f"has {len(data[key])} entries"
        raise _WrongError(f"{key} in portfolio.toml {what}", f"Name at least one, and at most {MOST_NAMED}.")
    return list(data[key])


def _output(data: Any) -> Output:
    if not isinstance(data, dict):
        raise _WrongError(f"output in portfolio.toml is {_shown(data)}", "Write it as [[output]] with its path below.")
    _check_keys(data, _OUTPUT_KEYS, "[[output]]", optional=("relative_tolerance", "absolute_tolerance"))
    path = _path(data["path"], "outputs", set(KINDS))
    tolerances = {key: value for key, value in data.items() if key != "path"}
    for key, value in tolerances.items():
        most = MOST_RELATIVE_TOLERANCE if key == "relative_tolerance" else _LARGEST
        if not 0 <= value <= most:
            raise _WrongError(f"{key} of {path} is {_shown(value)}", f"Give a number from 0 to {most:g}, such as 1e-6.")
    return Output(path, **{key: float(value) for key, value in tolerances.items()})


def _check_keys(data: dict[str, Any], kinds: dict[str, Any], where: str, *, optional: tuple[str, ...]) -> None:
    for key, value in data.items():
        if key not in kinds:
            raise _WrongError(f"{where} has the unknown key {_shown(key)}", f"Take it out, or mend its name{_SHAPE}.")
        if not isinstance(value, kinds[key]) or isinstance(value, bool):
            raise _WrongError(f"{key} in {where} is {_shown(value)}", f"Give {_WANTED[kinds[key]]}.")
    missing = [key for key in kinds if key not in data and key not in optional]
    if missing:
        raise _WrongError(f"{where} lacks {', '.join(missing)}", f"Add what is missing{_SHAPE}.")


_WANTED = {str: "text in quotation marks", list: "a list", (int, float): "a number"}


def _path(name: Any, top: str, suffixes: set[str]) -> str:
    """Return a path if it lies in the folder `top` of the project and ends as it should."""
    wanted = f"Give a path such as {top}/NAME{min(suffixes)}, with an ending of {', '.join(sorted(suffixes))}."
    if not isinstance(name, str) or "\\" in name or not name.isprintable():
        raise _WrongError(f"portfolio.toml names the path {_shown(name)}", wanted)
    if len(name) > _MOST_LETTERS:
        remedy = f"Give the file a shorter name; with its folders it may have {_MOST_LETTERS} letters."
        raise _WrongError(f"portfolio.toml names a path of {len(name)} letters: {_shown(name)}", remedy)
    path = PurePosixPath(name)
    if path.parts[:1] != (top,) or ".." in path.parts or len(path.parts) < 2 or path.suffix not in suffixes:
        raise _WrongError(f"portfolio.toml names the path {_shown(name)}", wanted)
    return str(path)


def _refuse_twice(names: list[str], key: str) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise _WrongError(f"{key} in portfolio.toml names {twice[0]} twice", "Name each file once.")
