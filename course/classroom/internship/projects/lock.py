"""
Cut a project's lock out of the course's lock.

The course's ``requirements.lock`` holds exact versions, hashes and, where systems or
Pythons differ, markers. A project needs a part of it: its direct dependencies and all that
these need, on any system that the course supports. Each entry is taken over as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from classroom.errors import CitylabError

__all__ = ["cut"]

HEAD = "# Exact versions and hashes; install with: python -m pip install --require-hashes -r requirements.lock\n"
_ENTRY = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*(?===)")
_SYSTEMS = (("linux", "posix", "Linux"), ("darwin", "posix", "Darwin"), ("win32", "nt", "Windows"))
# The course's Pythons; 3.11.5 is the one release in between that the course's lock tells apart.
_PYTHONS = ("3.11.4", "3.11.5", "3.12.0", "3.13.0")
_MACHINES = ("x86_64", "arm64")


def cut(course_lock: str, direct: Iterable[str]) -> str:
    """
    Return the lock of a project.

    Parameters
    ----------
    course_lock : str
        Text of the course's lock.
    direct : iterable of str
        Direct dependencies of the project, such as ``pandas>=3``.

    Returns
    -------
    str
        The entries that the project needs, in the order of the course's lock.

    Raises
    ------
    CitylabError
        If a dependency is not in the course's lock.
    """
    entries = _entries(course_lock)
    needed = _closure([Requirement(one) for one in direct], set(entries))
    return HEAD + "".join(text for name in entries if name in needed for text in entries[name])


def _entries(lock: str) -> dict[str, list[str]]:
    """Return the entries by name; a name has several where Pythons need different versions."""
    found: dict[str, list[str]] = {}
    texts: list[str] = []
    for line in lock.splitlines():
        start = _ENTRY.match(line)
        if start:
            texts = found.setdefault(canonicalize_name(start.group()), [])
            texts.append("")
        if texts and not line.startswith("#"):
            texts[-1] += line.rstrip() + "\n"
    return found


def _closure(direct: list[Requirement], locked: set[str]) -> set[str]:
    """Return the names of all packages that are needed, directly or not."""
    waiting = [(one, "the project") for one in direct]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        wanted, who = waiting.pop()
        name, extras = canonicalize_name(wanted.name), frozenset(wanted.extras)
        if (name, extras) in seen:
            continue
        if name not in locked:
            raise CitylabError(
                f"{who} needs {name}, which is not in the course's requirements.lock; "
                "take a library that is, or add it to the course and run: make lock"
            )
        seen.add((name, extras))
        waiting += [(one, name) for one in _needs(name, extras)]
    return {name for name, _ in seen}


def _needs(name: str, extras: frozenset[str]) -> list[Requirement]:
    """Return what an installed package needs; one that other systems have is not installed here, and needs nothing."""
    try:
        listed = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    return [one for one in map(Requirement, listed) if _applies(one, extras)]


def _applies(wanted: Requirement, extras: frozenset[str]) -> bool:
    """Tell whether a need holds on any of the systems and Pythons of the course."""
    if wanted.marker is None:
        return True
    return any(wanted.marker.evaluate(world | {"extra": extra}) for world in _worlds() for extra in ("", *extras))


def _worlds() -> list[dict[str, str]]:
    return [
        {
            "sys_platform": system,
            "os_name": os_name,
            "platform_system": platform_system,
            "platform_machine": machine,
            "python_version": python.rpartition(".")[0],
            "python_full_version": python,
            "implementation_name": "cpython",
            "implementation_version": python,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_version": "",
        }
        for system, os_name, platform_system in _SYSTEMS
        for python in _PYTHONS
        for machine in _MACHINES
    ]
